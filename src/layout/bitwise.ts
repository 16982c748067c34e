/** Intervals of `&`, `|` and `^` on integers of any size, negative ones in two's complement. */
import { between, larger, single, smaller } from "./interval.js";
import type { Interval } from "./layout.js";

export function and(a: Interval, b: Interval): Interval {
  const exact = combine(a, b, (x, y) => x & y);
  if (exact !== undefined) return exact;
  if (isNatural(a) && isNatural(b)) return between(0n, least(a.max, b.max));
  if (isNatural(a)) return between(0n, a.max);
  if (isNatural(b)) return between(0n, b.max);
  return between(wordOf(a, b)?.min, isNegative(a) && isNegative(b) ? least(a.max, b.max) : greatestOfNegativeMix(a, b));
}

/** `x | y` is `~(~x & ~y)`. */
export function or(a: Interval, b: Interval): Interval {
  const exact = combine(a, b, (x, y) => x | y);
  if (exact !== undefined) return exact;
  if (isNatural(a) && isNatural(b)) return between(larger(a.min ?? 0n, b.min ?? 0n), wordOf(a, b)?.max);
  return flip(and(flip(a), flip(b)));
}

export function exclusiveOr(a: Interval, b: Interval): Interval {
  const exact = combine(a, b, (x, y) => x ^ y);
  if (exact !== undefined) return exact;
  const word = wordOf(a, b);
  const sameSign = (isNatural(a) && isNatural(b)) || (isNegative(a) && isNegative(b));
  const otherSign = (isNatural(a) && isNegative(b)) || (isNegative(a) && isNatural(b));
  return between(sameSign ? 0n : word?.min, otherSign ? -1n : word?.max);
}

function combine(a: Interval, b: Interval, operate: (x: bigint, y: bigint) => bigint): Interval | undefined {
  const [x, y] = [single(a), single(b)];
  if (x === undefined || y === undefined) return undefined;
  return between(operate(x, y), operate(x, y));
}

/** Of `&`, where both may be negative: a non-negative operand limits it; two negative ones give a negative one. */
function greatestOfNegativeMix(a: Interval, b: Interval): bigint | undefined {
  if (a.max === undefined || b.max === undefined) return undefined;
  if (isNegative(a)) return b.max;
  return isNegative(b) ? a.max : larger(a.max, b.max);
}

/** The values of as many bits as both need. */
function wordOf(a: Interval, b: Interval): Interval | undefined {
  if (a.min === undefined || a.max === undefined || b.min === undefined || b.max === undefined) return undefined;
  const bits = [a.min, a.max, b.min, b.max].map(bitsOf).reduce(larger);
  return between(-(1n << bits), (1n << bits) - 1n);
}

/** Without the sign: `-2^bits <= value < 2^bits`. */
function bitsOf(value: bigint): bigint {
  const magnitude = value < 0n ? -value - 1n : value;
  return magnitude === 0n ? 0n : BigInt(magnitude.toString(2).length);
}

function flip(a: Interval): Interval {
  return between(a.max === undefined ? undefined : -a.max - 1n, a.min === undefined ? undefined : -a.min - 1n);
}
function least(a: bigint | undefined, b: bigint | undefined): bigint | undefined {
  return a === undefined ? b : b === undefined ? a : smaller(a, b);
}
function isNatural(a: Interval): boolean {
  return a.min !== undefined && a.min >= 0n;
}
function isNegative(a: Interval): boolean {
  return a.max !== undefined && a.max < 0n;
}
