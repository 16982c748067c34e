/** Which byte order a field has, and which packets need to be told theirs by the caller. */
import type { Endian, Expr } from "../ir/ir.js";
import type * as Ast from "../syntax/ast.js";
import { lowerAs } from "./expressions.js";
import { factsAt } from "./facts.js";
import type { FieldNode, Node, PacketModel } from "./model.js";
import { earlierPlace, type Place } from "./place.js";
import { withinOf } from "./resolve.js";

export type ByteOrder = "big" | "little" | "caller";

const IMPLICIT_PARAM = "little_endian";

export function isMultiByte(node: Node): node is FieldNode {
  if (node.kind !== "field" || node.type === undefined) return false;
  return (node.type.kind === "int" && node.type.bits > 8) || node.type.kind === "float";
}

/** Packets whose bytes depend on the order, themselves or through others. */
function dependents(packets: readonly PacketModel[], links: ReadonlyMap<PacketModel, readonly PacketModel[]>): ReadonlySet<PacketModel> {
  const isOpen = (packet: PacketModel): boolean =>
    packet.syntax.endian === undefined && packet.nodes.some((node) => isMultiByte(node) && !node.attributes.has("endian"));
  const users = new Map<PacketModel, PacketModel[]>();
  for (const [packet, targets] of links) {
    for (const target of targets) users.set(target, [...(users.get(target) ?? []), packet]);
  }
  const found = new Set(packets.filter(isOpen));
  for (const packet of found) for (const user of users.get(packet) ?? []) found.add(user);
  return found;
}

function freeName(packet: PacketModel): string {
  let name = IMPLICIT_PARAM;
  while (packet.params.some((param) => param.name === name) || packet.nodes.some((node) => node.name === name)) name += "_";
  return name;
}

/** `links`: the packets that each one nests, or dissects into. */
export function addImplicitParams(packets: readonly PacketModel[], links: ReadonlyMap<PacketModel, readonly PacketModel[]>): void {
  for (const packet of dependents(packets, links)) {
    const doc = "Whether integers are little-endian.";
    packet.params.push({ name: freeName(packet), type: "bool", span: packet.syntax.name.span, doc, implicit: true });
  }
}

export function implicitParam(packet: PacketModel, span: Ast.Expr["span"]): Expr | undefined {
  const index = packet.params.findIndex((param) => param.implicit);
  return index < 0 ? undefined : { kind: "param", type: "bool", index, span };
}

function whenLittle(condition: Ast.Expr, place: Place): Endian | undefined {
  const littleWhen = lowerAs(condition, "bool", place);
  return littleWhen === undefined ? undefined : { littleWhen };
}

/** The packet's condition is about the packet's own names, wherever the field stands. */
function packetPlace(packet: PacketModel, node: FieldNode, purpose: string): Place {
  const view = { limit: node.id, within: withinOf(node) };
  return { inside: { packet, scope: packet.root, view, facts: new Set() }, problems: packet.problems, purpose, boolsAsInts: false };
}

export function endianOf(packet: PacketModel, node: FieldNode, fallback: ByteOrder): Endian | undefined {
  const purpose = `the byte order of \`${node.name}\``;
  const attribute = node.attributes.get("endian");
  const own = attribute?.kind === "endian" ? attribute.endian : undefined;
  const written = own ?? packet.syntax.endian;
  if (written?.kind === "littleWhen") {
    const place = own === undefined ? packetPlace(packet, node, purpose) : earlierPlace(packet, node, factsAt(packet, node), purpose);
    return whenLittle(written.condition, place);
  }
  if (written !== undefined) return written.kind;
  if (fallback !== "caller") return fallback;
  const littleWhen = implicitParam(packet, node.typeSpan);
  return littleWhen === undefined ? "big" : { littleWhen };
}
