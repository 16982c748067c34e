/** Runs of fixed width: one bounds check is enough for all of their fields. */
import type { Item } from "../../ir/ir.js";
import { fixedBits } from "./fields.js";

export interface FixedField {
  readonly item: Item;
  readonly bits: number;
}

/** Labels and constraints take no room, and fixed fields a known one. */
export function isPlain(item: Item): boolean {
  if (item.condition !== undefined) return false;
  return item.kind === "label" || item.kind === "require" || fixedBits(item) !== undefined;
}

/** Where the run of plain items that starts at `from` ends. */
export function fixedRunEnd(items: readonly Item[], from: number): number {
  const length = items.slice(from).findIndex((item) => !isPlain(item));
  return length < 0 ? items.length : from + length;
}

/** What of a run can be cut off. */
export function fixedFields(run: readonly Item[]): readonly FixedField[] {
  return run.flatMap((item) => ({ item, bits: fixedBits(item) ?? 0 })).filter(({ bits }) => bits > 0);
}

/** The fields of every run in a list of statements. */
export function fixedRuns(items: readonly Item[]): readonly (readonly FixedField[])[] {
  const runs: (readonly FixedField[])[] = [];
  for (let from = 0; from < items.length; from++) {
    const end = fixedRunEnd(items, from);
    runs.push(fixedFields(items.slice(from, end)));
    from = end;
  }
  return runs;
}
