/**
 * What a name stands for where it is written. Scopes are searched from the innermost outward; each first for items of its
 * own, then for items in every arm of a classify, or in a bounded part, that stands in it.
 */
import type { ArmModel, ClassifyNode, Container, Entry, Node, PacketModel, Scope } from "./model.js";

export type Resolution =
  | { readonly kind: "nodes"; readonly nodes: readonly Node[] }
  /** The field whose type was a struct. */
  | { readonly kind: "struct"; readonly scope: Scope }
  | { readonly kind: "param"; readonly index: number };

/** Why a name stands for nothing. */
export type Failure =
  { readonly kind: "incomplete"; readonly nodes: readonly Node[]; readonly lacking: ArmModel } | { readonly kind: "unknown" };

export interface View {
  /** Items from this number on are not known yet; undefined: all of the packet is. */
  readonly limit: number | undefined;
  /** What the name stands inside of: not searched from outside, and not yet complete. */
  readonly within: ReadonlySet<Node>;
  /** Of this classify only arms that are no single constant have to have the name. */
  readonly exempt?: ClassifyNode | undefined;
  /** Arrays hide nothing behind them: for finding out what a name was meant to be. */
  readonly pastArrays?: boolean;
}

type Found = Resolution | Failure | undefined;

function isVisible(node: Node, view: View): boolean {
  return view.limit === undefined || (node.id < view.limit && !view.within.has(node));
}

function isFound(found: Found): found is Resolution {
  return found !== undefined && found.kind !== "incomplete" && found.kind !== "unknown";
}

function isMeant(entry: Entry, view: View): entry is Extract<Entry, { kind: "node" }> {
  return entry.kind === "node" && isVisible(entry.node, view) && !(entry.node.kind === "classify" && entry.node.implicitName);
}

/** Members of structs, as `field_member`: every underscore may be the one behind the field. */
function inStructs(scope: Scope, name: string, view: View): Found {
  let partial: Found;
  for (let end = name.indexOf("_", 1); end > 0; end = name.indexOf("_", end + 1)) {
    for (const entry of scope.byName.get(name.slice(0, end)) ?? []) {
      const member = entry.kind === "struct" ? findIn(entry.scope, name.slice(end + 1), view) : undefined;
      if (isFound(member)) return member;
      partial ??= member;
    }
  }
  return partial;
}

function direct(scope: Scope, name: string, view: View): Found {
  const entries = scope.byName.get(name) ?? [];
  const item = entries.find((entry) => isMeant(entry, view));
  if (item?.kind === "node") return { kind: "nodes", nodes: [item.node] };
  const struct = entries.find((entry) => entry.kind === "struct");
  return struct?.kind === "struct" ? { kind: "struct", scope: struct.scope } : inStructs(scope, name, view);
}

function inArms(classify: ClassifyNode, name: string, view: View): Found {
  const nodes: Node[] = [];
  let lacking: ArmModel | undefined;
  let partial: Found;
  for (const arm of classify.arms) {
    const found = findIn(arm.scope, name, view);
    if (found?.kind === "nodes") nodes.push(...found.nodes);
    else if (found?.kind === "incomplete") partial ??= found;
    else if (!(view.exempt === classify && arm.single)) lacking ??= arm;
  }
  if (partial !== undefined) return partial;
  if (nodes.length === 0) return undefined;
  return lacking === undefined ? { kind: "nodes", nodes } : { kind: "incomplete", nodes, lacking };
}

function inside(node: Node, name: string, view: View): Found {
  if (view.within.has(node)) return undefined;
  if (node.kind === "classify") return inArms(node, name, view);
  return node.kind === "bounded" ? findIn(node.inner, name, view) : undefined;
}

/** The latest wins, so that a name means the nearest one above. */
function inContainers(scope: Scope, name: string, view: View): Found {
  let partial: Found;
  for (let index = scope.containers.length - 1; index >= 0; index--) {
    const container = scope.containers[index];
    const found = container === undefined ? undefined : inside(container, name, view);
    if (isFound(found)) return found;
    partial ??= found;
  }
  return partial;
}

function findIn(scope: Scope, name: string, view: View): Found {
  const found = direct(scope, name, view);
  if (isFound(found)) return found;
  const deeper = inContainers(scope, name, view);
  return isFound(deeper) ? deeper : (found ?? deeper);
}

/** Around an array nothing behind the array is known, whatever is known inside of its element. */
function viewAround(scope: Scope, view: View): View {
  if (scope.kind !== "element" || scope.container === undefined || view.pastArrays === true) return view;
  const limit = Math.min(view.limit ?? Infinity, scope.container.id);
  return { ...view, limit };
}

/** A property that a classify has from its subject: found only where nothing else has the name. */
function implicitClassify(scope: Scope, name: string, view: View): Resolution | undefined {
  for (let around: Scope | undefined = scope; around !== undefined; around = around.parent) {
    for (const entry of around.byName.get(name) ?? []) {
      const isIt = entry.kind === "node" && entry.node.kind === "classify";
      if (isIt && isVisible(entry.node, view)) return { kind: "nodes", nodes: [entry.node] };
    }
  }
  return undefined;
}

export function resolve(packet: PacketModel, scope: Scope, name: string, start: View): Resolution | Failure {
  let view = start;
  let partial: Failure | undefined;
  for (let around: Scope | undefined = scope; around !== undefined; around = around.parent) {
    const found = findIn(around, name, view);
    if (found?.kind === "incomplete") partial ??= found;
    else if (found !== undefined) return found;
    view = viewAround(around, view);
  }
  const index = packet.params.findIndex((param) => param.name === name);
  if (index >= 0) return { kind: "param", index };
  return implicitClassify(scope, name, start) ?? partial ?? { kind: "unknown" };
}

function namesIn(scope: Scope, view: View, prefix: string, found: Set<string>): void {
  for (const entry of scope.entries) {
    if (entry.kind === "struct") namesIn(entry.scope, view, `${prefix}${entry.name}_`, found);
    else if (isVisible(entry.node, view) && entry.name !== "") found.add(prefix + entry.name);
  }
}

/** For suggestions: every name that could have been written. */
export function visibleFrom(packet: PacketModel, scope: Scope, view: View): ReadonlySet<string> {
  const found = new Set<string>();
  for (let around: Scope | undefined = scope; around !== undefined; around = around.parent) namesIn(around, view, "", found);
  for (const param of packet.params) found.add(param.name);
  return found;
}

/** Every item of a struct that was spliced in, in order. */
export function membersOf(scope: Scope): readonly Node[] {
  return scope.entries.flatMap((entry) => (entry.kind === "struct" ? membersOf(entry.scope) : [entry.node]));
}

export function withinOf(node: Node | undefined): ReadonlySet<Node> {
  const found = new Set<Container>();
  for (let around = node?.container; around !== undefined; around = around.container) found.add(around);
  return found;
}
