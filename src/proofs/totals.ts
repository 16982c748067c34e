/** How many checks there are of each kind, and what became of them. */
import type { Check } from "./types.js";

export interface CheckCount {
  proved: number;
  witness: number;
  unproved: number;
}

/** By kind and direction: `bounds decode`. */
export function countChecks(checks: readonly Check[]): ReadonlyMap<string, Readonly<CheckCount>> {
  const counts = new Map<string, CheckCount>();
  for (const { obligation, direction, status } of checks) {
    const key = `${obligation.kind} ${direction}`;
    const count = counts.get(key) ?? { proved: 0, witness: 0, unproved: 0 };
    count[status]++;
    counts.set(key, count);
  }
  return counts;
}
