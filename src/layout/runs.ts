/** Runs of fixed parts, for which one bounds check is enough. */
import type { Field } from "../ir/ir.js";
import { describeRun } from "./claims.js";
import type { Walk } from "./walk.js";

export function extendRun(walk: Walk, field: Field, bits: bigint): void {
  // Elements that share bytes were looked for before the first of them.
  if (walk.isBitwise) return;
  if (walk.run === undefined) {
    walk.run = { first: field, last: field, bit: walk.bit, available: walk.availableBytes(), size: bits };
  } else {
    walk.run.last = field;
    walk.run.size += bits;
  }
}

export function flushRun(walk: Walk): void {
  const { run } = walk;
  if (run === undefined) return;
  walk.run = undefined;
  const bits = BigInt(run.bit) + run.size;
  const bytes = (bits + 7n) / 8n - (run.bit === 0 ? 0n : 1n);
  if (bytes === 0n) return;
  const item = walk.item;
  walk.item = run.first.id;
  const proof = run.available >= bytes ? `at least ${run.available} are left here` : undefined;
  walk.oblige("bounds", "decode", run.first.span, describeRun(run.first.name, run.last.name, bytes), proof);
  walk.item = item;
}
