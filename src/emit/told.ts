/** Numbers in failures: beside one that the spec has in hexadecimal, what was found is told so too. `report` is in scope. */
import { integerText, type Written } from "../ir/hex.js";
import type { Constant, Expr } from "../ir/ir.js";
import { subexpressions } from "../ir/walk.js";

/** Code for what was found where the spec has a constant. */
export function told(wanted: Constant | Expr, code: string): string {
  return wanted.kind === "int" ? toldLike(wanted, code) : code;
}

export function toldLike({ hex }: Written, code: string): string {
  return hex === undefined ? code : `report.hex(${code}, ${hex})`;
}

/** A limit, as the inside of a template literal. */
export function toldLimit(limit: Expr, code: string): string {
  return limit.kind === "int" && limit.hex !== undefined ? integerText(limit.value, limit) : `\${${code}}`;
}

/** Why an expression has no value, where it has none. */
export function whyNot(expr: Expr | undefined): string {
  const operators =
    expr === undefined ? [] : [...subexpressions(expr)].flatMap((part) => (part.kind === "arithmetic" ? part.operator : []));
  const division = operators.some((operator) => operator === "/" || operator === "%") ? ["a division by zero"] : [];
  const shift = operators.some((operator) => operator === "<<" || operator === ">>") ? ["a shift by less than 0 or more than 64"] : [];
  return [...division, ...shift].join(", or ") || "none";
}
