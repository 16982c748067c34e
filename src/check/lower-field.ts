/** The expressions of a field: its size and its attributes. */
import { writtenLike } from "../ir/hex.js";
import type { Checksum, ChecksumAlgorithm, Constant, Expr } from "../ir/ir.js";
import type * as Ast from "../syntax/ast.js";
import { endianOf, isMultiByte, type ByteOrder } from "./byte-order.js";
import { lowerAs, rangeEnds } from "./expressions.js";
import { factsAt } from "./facts.js";
import type { LoweredField } from "./lowered.js";
import { valueTypeOf, type AttributeKey, type FieldNode, type PacketModel, type ValueType } from "./model.js";
import { anywherePlace, constantPlace, earlierPlace, type Place } from "./place.js";
import { spellingOf } from "./spelling.js";

const algorithms: Readonly<Record<ChecksumAlgorithm, number>> = {
  internet: 16,
  internet_nonzero: 16,
  crc32: 32,
  crc32c: 32,
  fletcher16: 16,
  fletcher32: 32,
  adler32: 32,
};

export function isAlgorithm(name: string): name is ChecksumAlgorithm {
  return Object.hasOwn(algorithms, name);
}

export function checksumWidth(algorithm: ChecksumAlgorithm): number {
  return algorithms[algorithm];
}

export function toConstant(expr: Expr | undefined): Constant | undefined {
  switch (expr?.kind) {
    case "int":
      return { kind: "int", value: expr.value, ...writtenLike(expr) };
    case "bool":
      return { kind: "bool", value: expr.value };
    case "string":
      return { kind: "string", value: expr.value };
    default:
      return undefined;
  }
}

function argumentOf(node: FieldNode, key: AttributeKey): Ast.Expr | undefined {
  const attribute = node.attributes.get(key);
  return attribute !== undefined && "argument" in attribute ? attribute.argument : undefined;
}

function constantOf(packet: PacketModel, node: FieldNode, key: "const" | "default", type: ValueType): Constant | undefined {
  const syntax = argumentOf(node, key);
  if (syntax === undefined) return undefined;
  return toConstant(lowerAs(syntax, type, constantPlace(packet.problems, `\`${key}\``, node.variant)));
}

function limitOf(packet: PacketModel, node: FieldNode, key: "min" | "max"): Expr | undefined {
  const syntax = argumentOf(node, key);
  if (syntax === undefined) return undefined;
  return lowerAs(syntax, "int", { ...earlierPlace(packet, node, factsAt(packet, node), `\`${key}\``), variant: node.variant });
}

function valueOf(packet: PacketModel, node: FieldNode, type: ValueType): Expr | undefined {
  const syntax = argumentOf(node, "value");
  if (syntax === undefined) return undefined;
  return lowerAs(syntax, type, { ...anywherePlace(packet, node, factsAt(packet, node), "`value`"), variant: node.variant });
}

function alignOf(packet: PacketModel, node: FieldNode): number | undefined {
  const syntax = argumentOf(node, "align");
  if (syntax === undefined) return undefined;
  const bits = lowerAs(syntax, "int", constantPlace(packet.problems, "`align`"));
  if (bits?.kind !== "int") return undefined;
  if (bits.value > 0n && bits.value % 8n === 0n && bits.value <= 2n ** 32n) return Number(bits.value);
  return packet.problems.report("MPL0506", syntax.span, `\`align\` takes a positive multiple of 8 bits, not ${bits.value}`);
}

type ChecksumSyntax = Extract<Ast.Attribute, { kind: "checksum" }>;

function algorithmOf(syntax: ChecksumSyntax, place: Place): ChecksumAlgorithm | undefined {
  const { text, span } = syntax.algorithm;
  if (!isAlgorithm(text)) {
    const names = Object.keys(algorithms);
    const help = `the algorithms are ${names.join(", ")}`;
    return place.problems.report("MPL0508", span, `unknown checksum \`${text}\``, { help, ...spellingOf(text, span, names) });
  }
  if (syntax.seed === undefined || text === "internet" || text === "internet_nonzero") return text;
  return place.problems.report("MPL0508", syntax.seed.span, `\`${text}\` takes no seed: only Internet checksums have pseudo-headers`);
}

function checksumOf(packet: PacketModel, node: FieldNode): Checksum | undefined {
  const syntax = node.attributes.get("checksum");
  if (syntax?.kind !== "checksum") return undefined;
  const place = anywherePlace(packet, node, factsAt(packet, node), "a checksum's region");
  const algorithm = algorithmOf(syntax, place);
  const ends = rangeEnds(syntax.region);
  const seed = syntax.seed === undefined ? undefined : lowerAs(syntax.seed, "int", { ...place, purpose: "a checksum's seed" });
  if (ends === undefined) {
    const help = "write `from..to`, such as `0..offset(data)`";
    return packet.problems.report("MPL0510", syntax.region.span, "the region of a checksum is a range of byte offsets", { help });
  }
  const from = lowerAs(ends.low, "int", place);
  const to = lowerAs(ends.high, "int", place);
  if (algorithm === undefined || from === undefined || to === undefined) return undefined;
  return { algorithm, from, to, ...(seed === undefined ? {} : { seed }) };
}

function sizeOf(packet: PacketModel, node: FieldNode): Expr | undefined {
  if (node.type?.kind !== "bytes") return undefined;
  return lowerAs(node.type.size, "int", earlierPlace(packet, node, factsAt(packet, node), "a size"));
}

type Parts = { readonly [K in keyof LoweredField]?: LoweredField[K] | undefined };

/** Parts that are undefined are left out, as `exactOptionalPropertyTypes` wants it. */
function compact(parts: Parts): LoweredField {
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));
}

function sizes(packet: PacketModel, node: FieldNode): Parts {
  return node.type?.kind === "bytes" ? { size: sizeOf(packet, node), align: alignOf(packet, node) } : {};
}

function limits(packet: PacketModel, node: FieldNode, type: ValueType | undefined): Parts {
  return type === "int" ? { min: limitOf(packet, node, "min"), max: limitOf(packet, node, "max") } : {};
}

function contents(packet: PacketModel, node: FieldNode, type: ValueType | undefined): Parts {
  if (type === undefined) return {};
  const constant = constantOf(packet, node, "const", type);
  const defaultValue = constantOf(packet, node, "default", type);
  return { constant, defaultValue, value: valueOf(packet, node, type) };
}

export function lowerField(packet: PacketModel, node: FieldNode, order: ByteOrder): LoweredField {
  const type = node.type === undefined ? undefined : valueTypeOf(node.type);
  const endian = isMultiByte(node) ? endianOf(packet, node, order) : undefined;
  const parts: Parts = { ...sizes(packet, node), endian, ...limits(packet, node, type), ...contents(packet, node, type) };
  return compact({ ...parts, checksum: checksumOf(packet, node) });
}
