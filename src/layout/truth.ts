/** Boolean expressions as sums that are 0 or 1. */
import { compare } from "../ir/compare.js";
import type { Expr } from "../ir/ir.js";
import { BOOLEAN, isWithin, single } from "./interval.js";
import { constantForm, difference, type Form } from "./linear.js";
import { opaque, type Meaning, type Value } from "./meaning.js";

type Leaf = Extract<Expr, { kind: "param" | "field" | "present" }>;
type Comparison = Extract<Expr, { kind: "compare" }>;

/** The expression was visited by `decide` before. */
export function truthForm(expr: Expr, meaning: Meaning): Form {
  switch (expr.kind) {
    case "bool":
      return constantForm(expr.value ? 1n : 0n);
    case "param":
    case "field":
    case "present":
      return expr.type === "string" ? unknownTruth(expr, meaning) : leafValue(expr, meaning).form;
    case "not":
      return difference(constantForm(1n), truthForm(expr.operand, meaning));
    case "compare":
      return truthOfComparison(expr, meaning) ?? unknownTruth(expr, meaning);
    default:
      return unknownTruth(expr, meaning);
  }
}

/** `flag == 1`, `flag != 0`, `flag > 0` and the like, of a flag that is 0 or 1. */
function truthOfComparison(expr: Comparison, meaning: Meaning): Form | undefined {
  const [left, right] = [meaning.values.get(expr.left), meaning.values.get(expr.right)];
  const constant = right === undefined ? undefined : single(right.range);
  if (left === undefined || constant === undefined || !isWithin(left.range, BOOLEAN)) return undefined;
  const holds = [0n, 1n].map((value) => compare(expr.operator, value, constant));
  if (holds[0] === holds[1]) return constantForm(holds[0] === true ? 1n : 0n);
  return holds[1] === true ? left.form : difference(constantForm(1n), left.form);
}

export function leafValue(expr: Leaf, meaning: Meaning): Value {
  if (expr.kind === "param") return meaning.param(expr.index);
  return expr.kind === "field" ? meaning.field(expr.target) : meaning.present(expr.target);
}

function unknownTruth(expr: Expr, meaning: Meaning): Form {
  return opaque(meaning.symbols.of(expr), BOOLEAN, meaning);
}
