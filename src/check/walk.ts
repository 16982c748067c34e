/** Walking expressions. */
import type { Expr } from "../ir/ir.js";

function partsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case "not":
    case "negate":
    case "complement":
    case "boolToInt":
      return [expr.operand];
    case "arithmetic":
    case "logic":
    case "compare":
      return [expr.left, expr.right];
    case "conditional":
      return [expr.condition, expr.then, expr.otherwise];
    default:
      return [];
  }
}

/** The expression and all its parts. */
export function* subexpressions(expr: Expr): Generator<Expr> {
  yield expr;
  for (const part of partsOf(expr)) yield* subexpressions(part);
}

export type FieldUse = Extract<Expr, { kind: "field" }>;

/** Where values of fields are used. */
export function fieldUses(expr: Expr): readonly FieldUse[] {
  return [...subexpressions(expr)].filter((part) => part.kind === "field");
}
