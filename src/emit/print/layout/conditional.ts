/** `test ? a : b`, alone or in chains that break together. */
import { type Doc, group, ifBreak, indent, line, softline } from "../doc/doc.js";
import type { Conditional, Expression, Parent } from "../syntax.js";
import type { Layout } from "./layout.js";

export function conditionalDoc(layout: Layout, node: Conditional): Doc {
  const { parent, role } = node;
  const isNested = parent !== undefined && "kind" in parent && parent.kind === "conditional";
  const isTest = isNested && role === "test";
  const isOuter = !isNested || isTest;
  const isObject = parent !== undefined && "kind" in parent && parent.kind === "member";
  const isIndented = startsChainOfResult(node);
  const test = layout.expression(node.test);
  const parts: Doc = [
    isNested && role === "alternate" ? indent(test) : test,
    isOuter ? indent(branches(layout, node)) : branches(layout, node),
    isObject && !isIndented ? softline : "",
  ];
  const doc = isOuter ? group(parts) : parts;
  return isTest || isIndented ? group([indent([softline, doc]), softline]) : doc;
}

function branches(layout: Layout, { consequent, alternate }: Conditional): Doc {
  const isChain = consequent.kind === "conditional";
  return [
    line,
    "? ",
    isChain ? ifBreak("", "(") : "",
    indent(layout.expression(consequent)),
    isChain ? ifBreak("", ")") : "",
    line,
    ": ",
    indent(layout.expression(alternate)),
  ];
}

/** Whether it is the head of a chain of members or calls that is assigned or returned. */
function startsChainOfResult(node: Conditional): boolean {
  let child: Expression = node;
  let parent: Parent | undefined = node.parent;
  while (parent !== undefined && "kind" in parent) {
    const climbs =
      parent.kind === "nonNull" ||
      (parent.kind === "call" && child.role === "callee") ||
      ((parent.kind === "member" || parent.kind === "index") && child.role === "object");
    const ends = (parent.kind === "new" && child.role === "callee") || parent.kind === "cast";
    if (!climbs && !ends) break;
    child = parent as Expression;
    parent = child.parent;
    if (ends) break;
  }
  if (child === node || parent === undefined || !("kind" in parent)) return false;
  switch (parent.kind) {
    case "assign":
      return child.role === "right";
    case "variable":
    case "return":
    case "throw":
    case "unary":
      return true;
    default:
      return false;
  }
}
