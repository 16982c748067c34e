/** `object.property` and `object[index]`. */
import { type Doc, group, indent, softline } from "../doc/doc.js";
import { isMember, withoutNonNull } from "../shapes.js";
import { type Expression, type Index, type Member, type Parent, beyond } from "../syntax.js";
import type { Layout } from "./layout.js";

export function memberDoc(layout: Layout, node: Member | Index, isChain: (node: Expression) => boolean): Doc {
  const lookup = lookupDoc(layout, node);
  return [layout.expression(node.object), isInline(node, isChain) ? lookup : group(indent([softline, lookup]))];
}

export function lookupDoc(layout: Layout, node: Member | Index): Doc {
  if (node.optional) beyond("optional chain");
  if (node.kind === "member") return `.${node.property}`;
  if (node.index.kind === "number") return ["[", node.index.text, "]"];
  return group(["[", indent([softline, layout.expression(node.index)]), softline, "]"]);
}

function isInline(node: Member | Index, isChain: (node: Expression) => boolean): boolean {
  const outer = ancestor(node, (kind) => kind !== "member" && kind !== "index" && kind !== "nonNull");
  if (outer !== undefined && "kind" in outer && outer.kind === "assign" && outer.left.kind !== "name") return true;
  if (node.kind === "index" || isCalleeOfNew(node)) return true;
  const parent = ancestor(node, (kind) => kind !== "nonNull");
  const kind = parent !== undefined && "kind" in parent ? parent.kind : undefined;
  if (node.object.kind === "name" && kind !== "member" && kind !== "index") return true;
  if (kind !== "assign" && kind !== "variable") return false;
  const object = withoutNonNull(node.object);
  return (object.kind === "call" && object.args.length > 0) || isChain(node.object);
}

function ancestor(node: Expression, test: (kind: string | undefined) => boolean): Parent | undefined {
  let { parent } = node;
  while (parent !== undefined && !test("kind" in parent ? parent.kind : undefined)) parent = "parent" in parent ? parent.parent : undefined;
  return parent;
}

function isCalleeOfNew(node: Expression): boolean {
  let child = node;
  for (;;) {
    const { parent } = child;
    if (parent === undefined || !("kind" in parent)) return false;
    if (parent.kind === "new") return child.role === "callee";
    const climbs = ((parent.kind === "member" || parent.kind === "index") && child.role === "object") || parent.kind === "nonNull";
    if (!climbs || !(isMember(parent) || parent.kind === "nonNull")) return false;
    child = parent;
  }
}
