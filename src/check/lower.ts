/** All expressions of a packet, in source order. */
import type { Expr, Extent } from "../ir/ir.js";
import type * as Ast from "../syntax/ast.js";
import { implicitParam, type ByteOrder } from "./byte-order.js";
import { lowerAs } from "./expressions.js";
import { factsAround, factsAt } from "./facts.js";
import { lowerClassify } from "./lower-classify.js";
import { lowerField } from "./lower-field.js";
import type { Lowered, LoweredNested } from "./lowered.js";
import { containersOf, type ArrayNode, type NestedNode, type Node, type PacketModel } from "./model.js";
import { anywherePlace, earlierPlace, elementPlace, type Place } from "./place.js";

/** Conditions come first: whether a name may be absent depends on them. */
function lowerConditions(packet: PacketModel): void {
  const optional = packet.nodes.filter((node) => node.attributes.has("when"));
  // All are known to be optional before any condition is looked at.
  for (const node of optional) packet.conditions.set(node, undefined);
  for (const node of optional) {
    const attribute = node.attributes.get("when");
    if (attribute?.kind !== "when") continue;
    const place = earlierPlace(packet, node, factsAround(packet, node), "a condition");
    packet.conditions.set(node, lowerAs(attribute.argument, "bool", place));
  }
}

function here(packet: PacketModel, node: Node, purpose: string): Place {
  return earlierPlace(packet, node, factsAt(packet, node), purpose);
}

/** One more than the last number inside the array's element. */
function elementEnd(packet: PacketModel, node: ArrayNode): number {
  const after = packet.nodes.find((other) => other.id > node.id && !containersOf(other).includes(node));
  return after?.id ?? packet.nodes.length;
}

function lowerUntil(packet: PacketModel, node: ArrayNode, syntax: Ast.Expr): Expr | undefined {
  const place = elementPlace(packet, node.elementScope, factsAt(packet, node), elementEnd(packet, node), "`until`");
  return lowerAs(syntax, "bool", place);
}

function lowerExtent(packet: PacketModel, node: ArrayNode): Extent | undefined {
  const { extent } = node.syntax;
  switch (extent.kind) {
    case "count": {
      const count = lowerAs(extent.count, "int", here(packet, node, "a count"));
      return count === undefined ? undefined : { kind: "count", count };
    }
    case "bytes": {
      const length = lowerAs(extent.length, "int", here(packet, node, "a length"));
      return length === undefined ? undefined : { kind: "bytes", length };
    }
    case "toEnd":
    case "until": {
      if (extent.until === undefined) return { kind: "toEnd" };
      const until = lowerUntil(packet, node, extent.until);
      return until === undefined ? undefined : { kind: extent.kind, until };
    }
  }
}

/** Reports a wrong number of arguments; undefined where one of them is wrong. */
export function lowerArguments(
  syntax: readonly Ast.Expr[],
  target: PacketModel,
  place: Place,
  span: Ast.Expr["span"],
): readonly Expr[] | undefined {
  const params = target.params.filter((param) => !param.implicit);
  if (syntax.length !== params.length) {
    const message = `\`${target.syntax.name.text}\` takes ${params.length} argument${params.length === 1 ? "" : "s"}, not ${syntax.length}`;
    const related = [{ span: target.syntax.name.span, message: "the packet is declared here" }];
    return place.problems.report("MPL0408", span, message, { related });
  }
  const args = params.map((param, index) => {
    const argument = syntax[index];
    return argument === undefined ? undefined : lowerAs(argument, param.type, { ...place, purpose: `the argument \`${param.name}\`` });
  });
  const known = args.filter((argument) => argument !== undefined);
  return known.length < args.length ? undefined : known;
}

/** The caller's byte order is handed down as the last argument. */
export function withImplicit(args: readonly Expr[], packet: PacketModel, target: PacketModel, span: Ast.Expr["span"]): readonly Expr[] {
  const order = target.params.some((param) => param.implicit) ? implicitParam(packet, span) : undefined;
  return order === undefined ? args : [...args, order];
}

function lowerNested(packet: PacketModel, node: NestedNode): LoweredNested | undefined {
  const bounded = node.attributes.get("bounded");
  const bound = bounded?.kind === "bounded" ? lowerAs(bounded.length, "int", here(packet, node, "a bound")) : undefined;
  if (node.target === undefined) return undefined;
  const { span } = node.syntax.packet;
  const args = lowerArguments(node.syntax.args, node.target, here(packet, node, "an argument"), span);
  if (args === undefined || (bounded !== undefined && bound === undefined)) return undefined;
  return { args: withImplicit(args, packet, node.target, span), ...(bound === undefined ? {} : { bound }) };
}

function setIfKnown<K, V>(map: Map<K, V>, key: K, value: V | undefined): void {
  if (value !== undefined) map.set(key, value);
}

function lowerNode(packet: PacketModel, node: Node, lowered: Lowered, order: ByteOrder): void {
  switch (node.kind) {
    case "field":
      lowered.fields.set(node, lowerField(packet, node, order));
      return;
    case "classify":
      return setIfKnown(lowered.classifies, node, lowerClassify(packet, node));
    case "array":
      return setIfKnown(lowered.extents, node, lowerExtent(packet, node));
    case "nested":
      return setIfKnown(lowered.nested, node, lowerNested(packet, node));
    case "bounded":
      return setIfKnown(lowered.bounds, node, lowerAs(node.syntax.length, "int", here(packet, node, "a bound")));
    case "require":
      return setIfKnown(
        lowered.requires,
        node,
        lowerAs(node.syntax.condition, "bool", {
          ...anywherePlace(packet, node, factsAt(packet, node), "a constraint"),
          boolsAsInts: false,
        }),
      );
    case "label":
      return;
  }
}

export function lowerPacket(packet: PacketModel, order: ByteOrder): Lowered {
  lowerConditions(packet);
  const lowered: Lowered = {
    fields: new Map(),
    classifies: new Map(),
    extents: new Map(),
    nested: new Map(),
    bounds: new Map(),
    requires: new Map(),
  };
  for (const node of packet.nodes) lowerNode(packet, node, lowered, order);
  return lowered;
}
