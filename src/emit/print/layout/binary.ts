/** Binary and logical operations: operators of one strength break together. */
import { type Doc, group, indent, line, softline } from "../doc/doc.js";
import { isOneChain } from "../precedence.js";
import { isBinary, isInlineLogical } from "../shapes.js";
import type { Binary, Expression, Parent } from "../syntax.js";
import type { Layout } from "./layout.js";

export function binaryDoc(layout: Layout, node: Binary): Doc {
  const kind = parentKind(node);
  const isHead = node.role === "test" && (kind === "if" || kind === "while" || kind === "doWhile" || kind === "switch");
  const parts = chainParts(layout, node, isHead);
  if (isHead) return parts;
  if (node.role === "callee" || kind === "unary" || kind === "member") return group([indent([softline, parts]), softline]);
  const isIndented = kind === "assign" || kind === "variable" || kind === "field" || kind === "property";
  if (standsAlone(node, kind) || isInlineChain(node) || (!isInlineLogical(node) && isIndented)) return group(parts);
  return group([parts[0] ?? "", indent(parts.slice(1))]);
}

function parentKind({ parent }: { readonly parent: Parent | undefined }): string | undefined {
  return parent !== undefined && "kind" in parent ? parent.kind : undefined;
}

/** Where the lines behind the first need no indentation of their own. */
function standsAlone(node: Binary, kind: string | undefined): boolean {
  switch (kind) {
    case "return":
    case "throw":
    case "for":
    case "template":
      return true;
    case "arrow":
      return node.role === "body";
    case "conditional":
      return !isArgumentOrResult(node.parent);
    default:
      return false;
  }
}

function isArgumentOrResult(node: Parent | undefined): boolean {
  const kind = node !== undefined && "parent" in node ? parentKind(node) : undefined;
  return kind === "return" || kind === "throw" || kind === "call" || kind === "new";
}

function isInlineChain(node: Expression): boolean {
  if (!isBinary(node) || !isInlineLogical(node)) return false;
  const { left } = node;
  return isBinary(left) && isOneChain(node.operator, left.operator) ? isInlineChain(left) : true;
}

function chainParts(layout: Layout, node: Binary, isHead: boolean): Doc[] {
  const { left, operator, right } = node;
  const continued = isBinary(left) && isOneChain(operator, left.operator);
  const parts = continued ? chainParts(layout, left, isHead) : [group(layout.expression(left))];
  const doc = layout.expression(right);
  const rest: Doc = isInlineLogical(node) ? [operator, " ", doc] : [operator, line, doc];
  parts.push(" ", isSingle(node, isHead) ? group(rest) : rest);
  return parts;
}

/** A single operation breaks by itself, so that a short right side is not left alone in a line. */
function isSingle(node: Binary, isHead: boolean): boolean {
  if (isHead && node.kind === "logical") return false;
  return parentKind(node) !== node.kind && node.left.kind !== node.kind && node.right.kind !== node.kind;
}
