/** Which values the arms of a classify take. */
import type { Arm, Classify, Pattern } from "../ir/ir.js";
import { hull } from "./interval.js";
import type { Interval } from "./layout.js";

interface Range {
  readonly low: bigint;
  readonly high: bigint;
}

/** The integers (0 and 1 for booleans) that a pattern matches; undefined for all, and for strings. */
function rangeOf(pattern: Pattern): Range | undefined {
  switch (pattern.kind) {
    case "range":
      return pattern;
    case "bool":
      return pattern.value ? { low: 1n, high: 1n } : { low: 0n, high: 0n };
    case "any":
    case "string":
      return undefined;
  }
}

/** An interval that holds all values of the subject that this arm can take. */
export function armRange(arm: Arm): Interval | undefined {
  let total: Interval | undefined;
  for (const pattern of arm.patterns) {
    const range = rangeOf(pattern);
    if (range === undefined) return undefined;
    const interval = { min: range.low, max: range.high };
    total = total === undefined ? interval : hull(total, interval);
  }
  return total;
}

/** What is left of the subject's values once all arms without a guard, up to `arms`, had their turn; undefined: nothing. */
export function leftOver(arms: readonly Arm[], subject: Interval): Interval | undefined {
  let { min, max } = subject;
  const taken = arms.filter((arm) => arm.guard === undefined);
  if (taken.some((arm) => arm.patterns.some((pattern) => pattern.kind === "any"))) return undefined;
  const ranges = taken.flatMap((arm) => arm.patterns.map(rangeOf)).filter((range) => range !== undefined);
  ranges.sort((a, b) => compareBigints(a.low, b.low));
  for (const range of ranges) if (min !== undefined && range.low <= min && range.high >= min) min = range.high + 1n;
  ranges.sort((a, b) => compareBigints(b.high, a.high));
  for (const range of ranges) if (max !== undefined && range.high >= max && range.low <= max) max = range.low - 1n;
  return min !== undefined && max !== undefined && min > max ? undefined : { min, max };
}

/** Every value is taken by some arm: of strings, only a default arm does that. */
export function isCovered(item: Classify, subject: Interval | undefined): boolean {
  if (item.arms.some((arm) => arm.guard === undefined && arm.patterns.some((pattern) => pattern.kind === "any"))) return true;
  return subject !== undefined && item.subjectType !== "string" && leftOver(item.arms, subject) === undefined;
}

/** Whether the pattern matches a constant. */

function compareBigints(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
