/** Interval arithmetic: the result holds every value that the operator gives for values of the operands. */
import type { ArithmeticOperator } from "../ir/ir.js";
import { and, exclusiveOr, or } from "./bitwise.js";
import { EVERYTHING, between, larger, smaller, tighten } from "./interval.js";
import type { Interval } from "./layout.js";

/** A shift by more than this is an error in every spec, so that no expression can ask for more memory than there is. */
export const LARGEST_SHIFT = 64n;
const SHIFTS: Interval = between(0n, LARGEST_SHIFT);

type End = bigint | undefined;

export function calculate(operator: ArithmeticOperator, a: Interval, b: Interval): Interval {
  switch (operator) {
    case "+":
      return add(a, b);
    case "-":
      return subtract(a, b);
    case "*":
      return multiply(a, b);
    case "/":
      return divide(a, b);
    case "%":
      return remainder(a, b);
    case "<<":
      return shiftLeft(a, tighten(SHIFTS, b));
    case ">>":
      return shiftRight(a, tighten(SHIFTS, b));
    case "&":
      return and(a, b);
    case "|":
      return or(a, b);
    case "^":
      return exclusiveOr(a, b);
  }
}

export function add(a: Interval, b: Interval): Interval {
  return between(plus(a.min, b.min), plus(a.max, b.max));
}

export function subtract(a: Interval, b: Interval): Interval {
  return add(a, negate(b));
}

export function negate(a: Interval): Interval {
  return between(a.max === undefined ? undefined : -a.max, a.min === undefined ? undefined : -a.min);
}

/** `~x` is `-x - 1`. */
export function complement(a: Interval): Interval {
  return subtract(negate(a), between(1n, 1n));
}

export function scale(a: Interval, factor: bigint): Interval {
  return multiply(a, between(factor, factor));
}

export function multiply(a: Interval, b: Interval): Interval {
  const isBounded = a.min !== undefined && a.max !== undefined && b.min !== undefined && b.max !== undefined;
  if (isBounded) return span([a.min * b.min, a.min * b.max, a.max * b.min, a.max * b.max]);
  if (isZero(a) || isZero(b)) return between(0n, 0n);
  return between(lowestProduct(a, b), negateEnd(lowestProduct(negate(a), b)));
}

/** The least product of two intervals of which at least one is unbounded and none is zero alone. */
function lowestProduct(a: Interval, b: Interval): End {
  if (canBeUnboundedBelow(a, b)) return undefined;
  const products: bigint[] = [];
  for (const x of [a.min, a.max]) for (const y of [b.min, b.max]) if (x !== undefined && y !== undefined) products.push(x * y);
  if (mayBeZero(a) || mayBeZero(b)) products.push(0n);
  return products.length === 0 ? undefined : products.reduce(smaller);
}

function canBeUnboundedBelow(a: Interval, b: Interval): boolean {
  return (
    (a.max === undefined && mayBeNegative(b)) ||
    (b.max === undefined && mayBeNegative(a)) ||
    (a.min === undefined && mayBePositive(b)) ||
    (b.min === undefined && mayBePositive(a))
  );
}

/** Truncates toward zero. A divisor of zero gives no value, so zero is left out of `b`. */
export function divide(a: Interval, b: Interval): Interval {
  const parts: Interval[] = [];
  if (b.max === undefined || b.max > 0n) parts.push(divideByPositive(a, between(larger(b.min ?? 1n, 1n), b.max)));
  if (b.min === undefined || b.min < 0n) parts.push(divideByPositive(negate(a), negate(between(b.min, smaller(b.max ?? -1n, -1n)))));
  const [first, second] = parts;
  if (first === undefined) return EVERYTHING;
  return second === undefined ? first : between(lower(first.min, second.min), upper(first.max, second.max));
}

/** Truncated division grows with the dividend, and shrinks toward zero as the divisor grows. */
function divideByPositive(a: Interval, b: Interval): Interval {
  return between(
    quotient(a.min, a.min !== undefined && a.min < 0n ? b.min : b.max),
    quotient(a.max, a.max !== undefined && a.max < 0n ? b.max : b.min),
  );
}

function quotient(dividend: End, divisor: End): End {
  if (dividend === undefined) return undefined;
  return divisor === undefined ? 0n : dividend / divisor;
}

/** The sign is the dividend's; the magnitude is less than the divisor's, and no larger than the dividend's. */
export function remainder(a: Interval, b: Interval): Interval {
  const limit = largestMagnitude(b);
  const largest = limit === undefined ? undefined : larger(limit - 1n, 0n);
  const smallest = smallestMagnitude(b);
  if (a.min !== undefined && a.max !== undefined && larger(-a.min, a.max) < smallest) return a;
  return between(mayBeNegative(a) ? negateEnd(lower2(largest, negateEnd(a.min))) : 0n, mayBePositive(a) ? lower2(largest, a.max) : 0n);
}

export function shiftLeft(a: Interval, amount: Interval): Interval {
  return multiply(a, between(1n << (amount.min ?? 0n), 1n << (amount.max ?? LARGEST_SHIFT)));
}

/** Rounds toward minus infinity, as on bigints. */
export function shiftRight(a: Interval, amount: Interval): Interval {
  const [least, most] = [amount.min ?? 0n, amount.max ?? LARGEST_SHIFT];
  return between(
    a.min === undefined ? undefined : a.min >> (a.min < 0n ? least : most),
    a.max === undefined ? undefined : a.max >> (a.max < 0n ? most : least),
  );
}

function span(values: readonly [bigint, ...bigint[]]): Interval {
  return between(values.reduce(smaller), values.reduce(larger));
}
function plus(a: End, b: End): End {
  return a === undefined || b === undefined ? undefined : a + b;
}
function negateEnd(end: End): End {
  return end === undefined ? undefined : -end;
}
/** Of two lower ends, where undefined is minus infinity. */
function lower(a: End, b: End): End {
  return a === undefined || b === undefined ? undefined : smaller(a, b);
}
function upper(a: End, b: End): End {
  return a === undefined || b === undefined ? undefined : larger(a, b);
}
/** The smaller of two upper ends, where undefined is infinity. */
function lower2(a: End, b: End): End {
  return a === undefined ? b : b === undefined ? a : smaller(a, b);
}
function isZero(a: Interval): boolean {
  return a.min === 0n && a.max === 0n;
}
function mayBeZero(a: Interval): boolean {
  return !mayNotInclude(a);
}
function mayNotInclude(a: Interval): boolean {
  return (a.min !== undefined && a.min > 0n) || (a.max !== undefined && a.max < 0n);
}
function mayBeNegative(a: Interval): boolean {
  return a.min === undefined || a.min < 0n;
}
function mayBePositive(a: Interval): boolean {
  return a.max === undefined || a.max > 0n;
}
function largestMagnitude(a: Interval): End {
  return a.min === undefined || a.max === undefined ? undefined : larger(-a.min, a.max);
}
function smallestMagnitude(a: Interval): bigint {
  if (a.min !== undefined && a.min > 0n) return a.min;
  return a.max !== undefined && a.max < 0n ? -a.max : 1n;
}
