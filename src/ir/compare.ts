/** Comparison of values, as the language has it. */
import type { Expr } from "./ir.js";

export type Comparison = Extract<Expr, { kind: "compare" }>["operator"];

export function compare<T>(operator: Comparison, left: T, right: T): boolean {
  switch (operator) {
    case "==":
      return left === right;
    case "!=":
      return left !== right;
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
  }
}
