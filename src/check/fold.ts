/** Expressions over constants, worked out. Integers are exact; `/` and `%` truncate toward zero. */
import { compare, type Comparison } from "../ir/compare.js";
import type { Written } from "../ir/hex.js";
import type { ArithmeticOperator, Expr } from "../ir/ir.js";
import type { Span } from "../diagnostics/source.js";

/** Larger constants than 2^4096 help nobody, and could exhaust the memory of the machine. */
const LARGEST = 2n ** 4096n;
const LARGEST_SHIFT = 4096n;

export type Folded = { readonly value: bigint } | { readonly impossible: string };

const impossible = (why: string): Folded => ({ impossible: why });

function shift(left: bigint, right: bigint, toTheLeft: boolean): Folded {
  if (right < 0n) return impossible(`a shift by ${right} bits`);
  if (right > LARGEST_SHIFT) return impossible(`a shift by ${right} bits, more than ${LARGEST_SHIFT}`);
  return { value: toTheLeft ? left << right : left >> right };
}

function compute(operator: ArithmeticOperator, left: bigint, right: bigint): Folded {
  switch (operator) {
    case "+":
      return { value: left + right };
    case "-":
      return { value: left - right };
    case "*":
      return { value: left * right };
    case "/":
      return right === 0n ? impossible("a division by zero") : { value: left / right };
    case "%":
      return right === 0n ? impossible("a division by zero") : { value: left % right };
    case "<<":
      return shift(left, right, true);
    case ">>":
      return shift(left, right, false);
    case "&":
      return { value: left & right };
    case "|":
      return { value: left | right };
    case "^":
      return { value: left ^ right };
  }
}

export function foldArithmetic(operator: ArithmeticOperator, left: Expr, right: Expr): Folded | undefined {
  if (right.kind === "int" && (operator === "/" || operator === "%") && right.value === 0n) return impossible("a division by zero");
  if (right.kind === "int" && (operator === "<<" || operator === ">>") && left.kind !== "int") {
    const checked = shift(0n, right.value, true);
    return "impossible" in checked ? checked : undefined;
  }
  if (left.kind !== "int" || right.kind !== "int") return undefined;
  const folded = compute(operator, left.value, right.value);
  const tooLarge = "value" in folded && (folded.value > LARGEST || folded.value < -LARGEST);
  return tooLarge ? impossible("a number beyond 2^4096") : folded;
}

export function foldComparison(operator: Comparison, left: Expr, right: Expr): boolean | undefined {
  if (left.kind === "int" && right.kind === "int") return compare(operator, left.value, right.value);
  if (left.kind === "bool" && right.kind === "bool") return compare(operator, left.value, right.value);
  if (left.kind === "string" && right.kind === "string") return compare(operator, left.value, right.value);
  return undefined;
}

export function bool(value: boolean, span: Span): Expr {
  return { kind: "bool", type: "bool", value, span };
}

export function int(value: bigint, span: Span, written: Written = {}): Expr {
  return { kind: "int", type: "int", value, span, ...written };
}

/** A constant operand decides, or leaves the other one. */
export function foldLogic(operator: "&&" | "||", left: Expr, right: Expr, span: Span): Expr {
  const decides = operator === "||";
  if (left.kind === "bool") return left.value === decides ? bool(decides, span) : right;
  if (right.kind === "bool") return right.value === decides ? bool(decides, span) : left;
  return { kind: "logic", type: "bool", operator, left, right, span };
}
