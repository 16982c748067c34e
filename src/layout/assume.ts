/** Learning from a condition that is known to hold, or not to hold. */
import type { Expr } from "../ir/ir.js";
import { constantForm, difference, sum, type Form } from "./linear.js";
import type { Meaning } from "./meaning.js";
import { truthForm } from "./truth.js";

type Comparison = Extract<Expr, { kind: "compare" }>;

const ONE = constantForm(1n);
const OPPOSITE = { "==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">" } as const;

/** The condition was visited by `decide` before. */
export function assume(condition: Expr, holds: boolean, meaning: Meaning): void {
  switch (condition.kind) {
    case "not":
      return assume(condition.operand, !holds, meaning);
    case "logic":
      if ((condition.operator === "&&") === holds) {
        assume(condition.left, holds, meaning);
        assume(condition.right, holds, meaning);
      }
      return;
    case "compare":
      return assumeComparison(condition, holds, meaning);
    case "param":
    case "field":
    case "present":
      if (condition.type === "bool") meaning.facts.assumeZero(difference(truthForm(condition, meaning), constantForm(holds ? 1n : 0n)));
      return;
    default:
      return;
  }
}

function assumeComparison(comparison: Comparison, holds: boolean, meaning: Meaning): void {
  const left = meaning.values.get(comparison.left)?.form;
  const right = meaning.values.get(comparison.right)?.form;
  if (left === undefined || right === undefined) return;
  const { facts } = meaning;
  const atLeastAsLarge = (a: Form, b: Form): void => facts.assumeNotNegative(difference(a, b));
  switch (holds ? comparison.operator : OPPOSITE[comparison.operator]) {
    case "==":
      return facts.assumeZero(difference(left, right));
    case "!=":
      return facts.assumeNotZero(difference(left, right));
    case "<":
      return atLeastAsLarge(right, sum(left, ONE));
    case "<=":
      return atLeastAsLarge(right, left);
    case ">":
      return atLeastAsLarge(left, sum(right, ONE));
    case ">=":
      return atLeastAsLarge(left, right);
  }
}
