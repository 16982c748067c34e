/** Closed intervals of integers; an undefined end is unbounded. There is no empty interval: `intersect` may give none. */
import type { Interval } from "./layout.js";

export const EVERYTHING: Interval = { min: undefined, max: undefined };
export const ZERO: Interval = { min: 0n, max: 0n };
export const BOOLEAN: Interval = { min: 0n, max: 1n };

export function exactly(value: bigint): Interval {
  return { min: value, max: value };
}

export function between(min: bigint | undefined, max: bigint | undefined): Interval {
  return { min, max };
}

export function atLeast(min: bigint): Interval {
  return { min, max: undefined };
}

export function atMost(max: bigint): Interval {
  return { min: undefined, max };
}

/** The one value of an interval that has only one. */
export function single(interval: Interval): bigint | undefined {
  return interval.min !== undefined && interval.min === interval.max ? interval.min : undefined;
}

export function includes(interval: Interval, value: bigint): boolean {
  return (interval.min === undefined || interval.min <= value) && (interval.max === undefined || value <= interval.max);
}

/** Every value of `inner` is one of `outer`. */
export function isWithin(inner: Interval, outer: Interval): boolean {
  const low = outer.min === undefined || (inner.min !== undefined && inner.min >= outer.min);
  const high = outer.max === undefined || (inner.max !== undefined && inner.max <= outer.max);
  return low && high;
}

export function hull(a: Interval, b: Interval): Interval {
  return {
    min: a.min === undefined || b.min === undefined ? undefined : smaller(a.min, b.min),
    max: a.max === undefined || b.max === undefined ? undefined : larger(a.max, b.max),
  };
}

/** What both hold; undefined if there is nothing. */
export function intersect(a: Interval, b: Interval): Interval | undefined {
  const min = a.min === undefined ? b.min : b.min === undefined ? a.min : larger(a.min, b.min);
  const max = a.max === undefined ? b.max : b.max === undefined ? a.max : smaller(a.max, b.max);
  return min !== undefined && max !== undefined && min > max ? undefined : { min, max };
}

/** `intersect` of two intervals that are known to share a value; if they do not, nothing can get here and `a` will do. */
export function tighten(a: Interval, b: Interval): Interval {
  return intersect(a, b) ?? a;
}

export function isDisjoint(a: Interval, b: Interval): boolean {
  return intersect(a, b) === undefined;
}

export function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

export function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

/** `5`, `0..255`, `at least 5`, `at most 7`, `any integer`. */
export function describeInterval({ min, max }: Interval): string {
  if (min === undefined) return max === undefined ? "any integer" : `at most ${describeEnd(max)}`;
  if (max === undefined) return `at least ${describeEnd(min)}`;
  return min === max ? describeEnd(min) : `${describeEnd(min)}..${describeEnd(max)}`;
}

/** Large ends read better as powers of two. */
function describeEnd(value: bigint): string {
  const magnitude = value < 0n ? -value : value;
  if (magnitude < 1n << 32n) return value.toString();
  for (const [below, suffix] of [
    [magnitude, ""],
    [magnitude + 1n, " - 1"],
  ] as const) {
    const exponent = below.toString(2).length - 1;
    if (below === 1n << BigInt(exponent)) {
      const power = `2^${exponent}${suffix}`;
      return value >= 0n ? power : suffix === "" ? `-${power}` : `-(${power})`;
    }
  }
  return value.toString();
}
