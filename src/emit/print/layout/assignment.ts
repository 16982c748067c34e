/** What stands around `=`, and `:` in objects: which side breaks first, and where. */
import { type Doc, canBreak, group, indent, indentIfBreak, line } from "../doc/doc.js";
import { isBinary, isInlineLogical } from "../shapes.js";
import { type Expression, type Type, beyond } from "../syntax.js";
import { isPoorlyBreakable } from "./calls.js";
import type { Layout } from "./layout.js";

export interface Assignment {
  readonly left: Doc;
  readonly operator: string;
  readonly right: Expression;
  /** The key of an object's property. */
  readonly key?: string;
  /** The type of a variable. */
  readonly type?: Type | undefined;
  readonly isVariable?: boolean;
  /** A comment in front of the right side. */
  readonly note?: string | undefined;
}

export function assignmentDoc(layout: Layout, assignment: Assignment): Doc {
  const { left, operator, right, note } = assignment;
  if (right.kind === "assign") beyond("chain of assignments");
  const value = layout.expression(right);
  const doc = note === undefined ? value : [note, " ", value];
  switch (choose(assignment)) {
    case "break after operator":
      return group([group(left), operator, group(indent([line, doc]))]);
    case "never break after operator":
      return group([group(left), operator, " ", doc]);
    case "break left":
      return group([left, operator, " ", group(doc)]);
    case "fluid": {
      const gap = group(indent(line));
      return group([group(left), operator, gap, indentIfBreak(doc, gap)]);
    }
  }
}

function choose(assignment: Assignment): "break after operator" | "never break after operator" | "break left" | "fluid" {
  const { left, right, key } = assignment;
  const leftBreaks = canBreak(left);
  if (isComplexType(assignment) || (assignment.isVariable === true && right.kind === "arrow" && leftBreaks)) return "break left";
  const hasShortKey = key !== undefined && key.length < 5;
  if (breaksAfterOperator(right, hasShortKey)) return "break after operator";
  if (!leftBreaks && (hasShortKey || right.kind === "template" || right.kind === "boolean" || right.kind === "number")) {
    return "never break after operator";
  }
  return "fluid";
}

function isComplexType({ type }: Assignment): boolean {
  const types = type?.kind === "typeName" ? (type.typeArguments ?? []) : [];
  return types.length > 1 && types.some((inner) => inner.kind === "typeName" && inner.typeArguments !== undefined);
}

function breaksAfterOperator(right: Expression, hasShortKey: boolean): boolean {
  if (isBinary(right) && !isInlineLogical(right)) return true;
  if (right.kind === "conditional") return isBinary(right.test) && !isInlineLogical(right.test);
  if (hasShortKey) return false;
  let node: Expression = right;
  while (node.kind === "unary" || node.kind === "nonNull") node = node.kind === "unary" ? node.operand : node.expression;
  return node.kind === "string" || isPoorlyBreakable(node);
}
