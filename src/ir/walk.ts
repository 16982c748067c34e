/** Walking expressions. */
import type { Expr } from "./ir.js";

/** The direct parts of an expression. */
export function partsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case "not":
    case "negate":
    case "complement":
    case "boolToInt":
    case "internetSum":
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

/** The expression and all its parts, each before its own, as they are written. */
export function* subexpressions(expr: Expr): Generator<Expr> {
  yield expr;
  for (const part of partsOf(expr)) yield* subexpressions(part);
}

/** Whether the expression asks how much remains behind something. */
export function countsRemaining(expr: Expr | undefined): boolean {
  return expr !== undefined && [...subexpressions(expr)].some(({ kind }) => kind === "remaining");
}
