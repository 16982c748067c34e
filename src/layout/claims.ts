/** Reasons in words: the ranges of what an expression is made of. */
import type { Expr } from "../ir/ir.js";
import { describe } from "./describe.js";
import { describeInterval } from "./interval.js";
import type { Meaning } from "./meaning.js";

/** More make no reader wiser. */
const MOST_REASONS = 4;

/** `ihl is 5..15, offset(dest) is 20`. */
export function because(meaning: Meaning, expr: Expr): string {
  const reasons = new Set<string>();
  collect(meaning, expr, reasons);
  if (reasons.size === 0) return "it is constant";
  return [...reasons].slice(0, MOST_REASONS).join(", ");
}

function collect(meaning: Meaning, expr: Expr, reasons: Set<string>): void {
  switch (expr.kind) {
    case "param":
    case "field":
    case "offset":
    case "sizeof":
    case "arrayLength":
    case "remaining":
    case "internetSum": {
      const range = meaning.values.get(expr)?.range;
      if (range !== undefined) reasons.add(`${describe(meaning.packet, expr)} is ${describeInterval(range)}`);
      return;
    }
    case "not":
    case "negate":
    case "complement":
    case "boolToInt":
      return collect(meaning, expr.operand, reasons);
    case "arithmetic":
    case "logic":
    case "compare":
      collect(meaning, expr.left, reasons);
      return collect(meaning, expr.right, reasons);
    case "conditional":
      collect(meaning, expr.condition, reasons);
      collect(meaning, expr.then, reasons);
      return collect(meaning, expr.otherwise, reasons);
    default:
      return;
  }
}

/** `4 bytes are there, from source to dest`. */
export function describeRun(first: string, last: string, bytes: bigint): string {
  const place = first === last ? `for ${first}` : `from ${first} to ${last}`;
  return bytes === 1n ? `1 byte is there, ${place}` : `${bytes} bytes are there, ${place}`;
}
