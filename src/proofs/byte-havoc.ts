/** Several changes of an input at once, by chance. */
import type { TraceEntry } from "../../runtime/trace.js";
import type { Packet } from "../ir/ir.js";
import { fieldValue, layoutsOf, setField, valuesFor } from "./byte-changes.js";
import type { Bench } from "./repair.js";

export function havocked(bytes: Uint8Array, trace: readonly TraceEntry[], packet: Packet, bench: Bench): Uint8Array {
  const { random } = bench;
  let changed = bytes;
  // From the end on, so that what is inserted or left out moves nothing that is still to be changed.
  const entries = Array.from({ length: 1 + random.below(4) }, () => random.pick(trace)).filter((entry) => entry !== undefined);
  entries.sort((a, b) => b.start - a.start);
  for (const entry of entries) changed = changedAt(changed, entry, packet, bench);
  if (random.chance(15)) changed = extended(changed, random.below(40), random.below(256));
  return random.chance(10) ? changed.slice(0, random.below(changed.length + 1)) : changed;
}

function changedAt(bytes: Uint8Array, entry: TraceEntry, packet: Packet, { random, hints, paths }: Bench): Uint8Array {
  const kind = random.below(10);
  if (kind === 0) return spliced(bytes, entry.start, entry.end, new Uint8Array(0));
  if (kind <= 2) return spliced(bytes, entry.start, entry.start, repeated(bytes.slice(entry.start, entry.end), 1 + random.below(3)));
  if (kind === 3) return spliced(bytes, entry.end, entry.end, new Uint8Array(1 + random.below(8)));
  if (kind === 4) return spliced(bytes, entry.start, entry.start + random.below(4), new Uint8Array(0));
  const layout = random.pick(layoutsOf(packet, paths, entry)) ?? "big";
  const value = random.pick(valuesFor(entry.bitLength, fieldValue(bytes, entry, layout), hints.near(paths.at(entry.path))));
  return value === undefined ? bytes : setField(bytes, entry, layout, value);
}

export function extended(bytes: Uint8Array, count: number, value: number): Uint8Array {
  const longer = new Uint8Array(bytes.length + count).fill(value);
  longer.set(bytes);
  return longer;
}

function repeated(bytes: Uint8Array, times: number): Uint8Array {
  const all = new Uint8Array(bytes.length * times);
  for (let index = 0; index < times; index++) all.set(bytes, index * bytes.length);
  return all;
}

/** With `start..end` replaced. */
function spliced(bytes: Uint8Array, start: number, end: number, by: Uint8Array): Uint8Array {
  const changed = new Uint8Array(start + by.length + Math.max(0, bytes.length - end));
  changed.set(bytes.subarray(0, start));
  changed.set(by, start);
  changed.set(bytes.subarray(end), start + by.length);
  return changed;
}
