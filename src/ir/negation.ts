/** The opposite of a condition, said without a negation around it where that can be. */
import type { Expr } from "./ir.js";

type Comparison = Extract<Expr, { kind: "compare" }>["operator"];

const OPPOSITE: Readonly<Record<Comparison, Comparison>> = { "==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<" };

/** Both are evaluated alike: what the one does not look at, the other doesn't either. */
export function negated(expr: Expr): Expr {
  switch (expr.kind) {
    case "bool":
      return { ...expr, value: !expr.value };
    case "not":
      return expr.operand;
    case "compare":
      return { ...expr, operator: OPPOSITE[expr.operator] };
    case "logic":
      return { ...expr, operator: expr.operator === "&&" ? "||" : "&&", left: negated(expr.left), right: negated(expr.right) };
    default:
      return { kind: "not", type: "bool", operand: expr, span: expr.span };
  }
}
