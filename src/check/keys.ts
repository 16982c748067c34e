/** Expressions as text without spans: equal keys mean equal values. Facts are the keys of what is known to hold. */
import type { Expr } from "../ir/ir.js";

export type Facts = ReadonlySet<string>;

function compareKey(expr: Extract<Expr, { kind: "compare" }>): string {
  const left = keyOf(expr.left);
  const right = keyOf(expr.right);
  switch (expr.operator) {
    case "==":
      return left <= right ? `(${left}==${right})` : `(${right}==${left})`;
    case "!=":
      return left <= right ? `!(${left}==${right})` : `!(${right}==${left})`;
    case "<":
      return `(${left}<${right})`;
    case ">=":
      return `!(${left}<${right})`;
    case ">":
      return `(${right}<${left})`;
    case "<=":
      return `!(${right}<${left})`;
  }
}

/** A comparison and its complement differ by a leading `!` only. */
export function keyOf(expr: Expr): string {
  switch (expr.kind) {
    case "int":
    case "bool":
      return String(expr.value);
    case "string":
      return JSON.stringify(expr.value);
    case "param":
      return `$${expr.index}`;
    case "field":
    case "offset":
    case "sizeof":
    case "arrayLength":
    case "present":
      return `${expr.kind}#${expr.target.join(",")}`;
    case "remaining":
      return "remaining";
    case "not":
      return negate(keyOf(expr.operand));
    case "negate":
    case "complement":
    case "boolToInt":
    case "internetSum":
      return `${expr.kind}(${keyOf(expr.operand)})`;
    case "arithmetic":
    case "logic":
      return `(${keyOf(expr.left)}${expr.operator}${keyOf(expr.right)})`;
    case "compare":
      return compareKey(expr);
    case "conditional":
      return `(${keyOf(expr.condition)}?${keyOf(expr.then)}:${keyOf(expr.otherwise)})`;
  }
}

export function negate(key: string): string {
  return key.startsWith("!") ? key.slice(1) : `!${key}`;
}

function* consequences(expr: Expr, truth: boolean): Generator<string> {
  yield truth ? keyOf(expr) : negate(keyOf(expr));
  if (expr.kind === "not") yield* consequences(expr.operand, !truth);
  if (expr.kind !== "logic" || (expr.operator === "&&") !== truth) return;
  yield* consequences(expr.left, truth);
  yield* consequences(expr.right, truth);
}

/** What is known in addition once an expression turned out so. */
export function assuming(facts: Facts, expr: Expr | undefined, truth: boolean): Facts {
  return expr === undefined ? facts : new Set([...facts, ...consequences(expr, truth)]);
}

export function follows(facts: Facts, expr: Expr, truth = true): boolean {
  if (expr.kind === "bool") return expr.value === truth;
  if (facts.has(truth ? keyOf(expr) : negate(keyOf(expr)))) return true;
  if (expr.kind === "not") return follows(facts, expr.operand, !truth);
  if (expr.kind !== "logic") return false;
  const both = (expr.operator === "&&") === truth;
  const left = follows(facts, expr.left, truth);
  return both ? left && follows(facts, expr.right, truth) : left || follows(facts, expr.right, truth);
}
