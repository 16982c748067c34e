/** Functions built from the others: isCanonical, and the checksums of a view. */
import type { Field } from "../ir/ir.js";
import { checksumOrder, summedOf } from "./checksums.js";
import type { FunctionCode } from "./decode/functions.js";
import { ownParameters, packetParameters } from "./decode/signatures.js";
import type { Walker } from "./decode/walker.js";
import { behind } from "./cursor.js";
import { checksumName } from "./decode/fields.js";
import type { PacketModel } from "./model.js";
import type { Module } from "./module.js";
import { writeFixed } from "./primitives.js";
import { Unavailable, ViewContext } from "./view/context.js";

export function isCanonicalFunction(module: Module, model: PacketModel): FunctionCode {
  const own = ownParameters(model).map(({ name }) => name);
  const decodeArguments = packetParameters(module, model, false).map(({ name }) => name);
  const rest = own.length === 0 ? "" : `, ${own.join(", ")}`;
  return {
    name: `isCanonical${model.pascal}`,
    exported: true,
    doc: `Whether encoding what decoding gives writes the same bytes again. Slow: it does both.`,
    parameters: packetParameters(module, model, true),
    returnType: "boolean",
    statements: [
      `const decoded = decode${model.pascal}(${decodeArguments.join(", ")});`,
      "if (!decoded.ok) return false;",
      `const size = sizeOf${model.pascal}(decoded.value${rest});`,
      "if (size !== decoded.end - at) return false;",
      "const copy = new DataView(new ArrayBuffer(size));",
      `encode${model.pascal}(decoded.value, copy, 0${rest});`,
      `return ${module.runtime("sameBytes")}(bytes, at, copy, size);`,
    ],
  };
}

/** `verifyUdp(view)` and `sealUdp(view)`: for packets with checksums that always stand there. */
export function checksumFunctions(walker: Walker): FunctionCode[] {
  const { model } = walker;
  const fields = model.packet.body.items.filter(
    (item): item is Field => item.kind === "field" && item.checksum !== undefined && item.condition === undefined,
  );
  if (fields.length === 0) return [];
  const all = summedOf(model.packet.body);
  const rankOf = (field: Field): number => checksumOrder(model.packet).rank(field, all);
  try {
    const parts = fields.map((field) => ({ rank: rankOf(field), ...checksumCode(new ViewContext(walker), field) }));
    const view = { name: "view", type: `${model.pascal}View` };
    return [
      {
        name: `verify${model.pascal}`,
        exported: true,
        doc: "Whether the checksums of the packet that the view is bound to are right.",
        parameters: [view],
        returnType: "boolean",
        statements: [`return ${parts.map(({ holds }) => holds).join(" && ")};`],
      },
      {
        name: `seal${model.pascal}`,
        exported: true,
        doc: "Computes the checksums of the packet that the view is bound to, and writes them.",
        parameters: [view],
        returnType: "void",
        statements: parts.sort((left, right) => left.rank - right.rank).map(({ write }) => write),
      },
    ];
  } catch (error) {
    if (error instanceof Unavailable) return [];
    throw error;
  }
}

function checksumCode(context: ViewContext, field: Field): { holds: string; write: string } {
  const { checksum, type } = field;
  if (checksum === undefined || type.kind !== "int") throw new Unavailable();
  const { expressions } = context;
  const from = behind(context.origin, expressions.anyNumber(checksum.from));
  const to = behind(context.origin, expressions.anyNumber(checksum.to));
  const at = context.startOf(field.id);
  const internet = checksum.algorithm.startsWith("internet");
  const rest = internet ? [checksum.seed === undefined ? "0" : expressions.anyNumber(checksum.seed), at] : [at, String(type.bits / 8)];
  const compute = `${checksumName(context.module, checksum.algorithm)}(${["this.bytes", from, to, ...rest].join(", ")})`;
  const stored = context.readFixed(field);
  const absent = checksum.algorithm === "internet_nonzero" ? `${stored} === 0 || ` : "";
  const whole = (): string => `${context.module.runtime("internetChecksum")}(${["this.bytes", from, to, rest[0]].join(", ")}) === 0`;
  const alone = (): string => (internet ? `${context.module.runtime("internetHolds")}(${stored}, ${compute})` : `${stored} === ${compute}`);
  const test = internet && sumsToZero(context, field, checksum) ? whole() : alone();
  const holds = absent === "" ? test : `(${absent}${test})`;
  const write = writeFixed(context.primitives, type, at, compute, "this.bytes");
  return { holds: onView(holds), write: onView(write) };
}

/** In network byte order, an even distance behind its region's start: then the sum of all words tells. */
function sumsToZero({ module, model }: ViewContext, field: Field, { from, to }: NonNullable<Field["checksum"]>): boolean {
  const offset = module.layout.packets[model.packet.index]?.items[field.id]?.offset;
  if (field.type.kind !== "int" || field.type.endian !== "big" || from.kind !== "int" || offset === undefined) return false;
  const distance = BigInt(offset / 8) - from.value;
  return distance >= 0n && distance % 2n === 0n && to.kind === "offset" && to.target.every((id) => id >= field.id);
}

function onView(code: string): string {
  return code.replaceAll(/\bthis\./g, "view.");
}
