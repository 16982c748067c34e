/** Where an expression stands, and so what it may use. */
import type { Facts } from "./keys.js";
import type { ClassifyNode, Node, PacketModel, Scope, VariantModel } from "./model.js";
import type { Problems } from "./problems.js";
import { withinOf, type View } from "./resolve.js";

export interface Place {
  /** Undefined where only constants are meant. */
  readonly inside?: { readonly packet: PacketModel; readonly scope: Scope; readonly view: View; readonly facts: Facts };
  readonly problems: Problems;
  /** "the size", "a condition": what messages call the expression. */
  readonly purpose: string;
  /** Whose tags are meant where nothing else says so. */
  readonly variant?: VariantModel | undefined;
  /** In a `value`, booleans count as 0 and 1. */
  readonly boolsAsInts: boolean;
}

export function constantPlace(problems: Problems, purpose: string, variant?: VariantModel): Place {
  return { problems, purpose, boolsAsInts: false, ...(variant === undefined ? {} : { variant }) };
}

/** For expressions that decoding has to know on the way: only earlier items. */
export function earlierPlace(packet: PacketModel, node: Node, facts: Facts, purpose: string): Place {
  const view: View = { limit: node.id, within: withinOf(node) };
  return { inside: { packet, scope: node.scope, view, facts }, problems: packet.problems, purpose, boolsAsInts: false };
}

/** For what is computed or compared once the rest is known. */
export function anywherePlace(packet: PacketModel, node: Node, facts: Facts, purpose: string): Place {
  const exempt: ClassifyNode | undefined = node.kind === "field" ? node.takenBy : undefined;
  const view: View = { limit: undefined, within: withinOf(node), exempt };
  return { inside: { packet, scope: node.scope, view, facts }, problems: packet.problems, purpose, boolsAsInts: true };
}

/** Inside an array's element, at its end. */
export function elementPlace(packet: PacketModel, scope: Scope, facts: Facts, end: number, purpose: string): Place {
  const within = new Set<Node>(scope.container === undefined ? [] : [scope.container, ...withinOf(scope.container)]);
  const view: View = { limit: end, within };
  return { inside: { packet, scope, view, facts }, problems: packet.problems, purpose, boolsAsInts: false };
}
