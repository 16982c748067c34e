/**
 * What tsc takes for certain of numbers and booleans where a condition holds, or where it does not: it refuses to compare them
 * with anything else there.
 */
import type { Expr } from "../ir/ir.js";

export type Equalities = ReadonlyMap<string, bigint | boolean>;

export const NO_EQUALITIES: Equalities = new Map();

/** Of what tsc follows: a field's value or a parameter. */
export function subjectKey(expr: Expr): string | undefined {
  if (expr.kind === "param") return `parameter ${expr.index}`;
  return expr.kind === "field" && expr.type !== "string" ? `field ${expr.target.join(" ")}` : undefined;
}

/** Those of `known`, and those that follow from the condition. */
export function withEqualities(known: Equalities, condition: Expr, holds: boolean): Equalities {
  const found = equalities(condition, holds);
  return found.length === 0 ? known : new Map([...found, ...known]);
}

function equalities(expr: Expr, holds: boolean): readonly (readonly [string, bigint | boolean])[] {
  switch (expr.kind) {
    case "not":
      return equalities(expr.operand, !holds);
    case "logic":
      return (expr.operator === "&&") === holds ? [...equalities(expr.left, holds), ...equalities(expr.right, holds)] : [];
    case "compare":
      return expr.operator === (holds ? "==" : "!=") ? [...equality(expr.left, expr.right), ...equality(expr.right, expr.left)] : [];
    default:
      return [];
  }
}

function equality(subject: Expr, value: Expr): readonly (readonly [string, bigint | boolean])[] {
  const key = subjectKey(subject);
  return key !== undefined && (value.kind === "int" || value.kind === "bool") ? [[key, value.value]] : [];
}
