/** Bits and bytes. */
import { countText } from "../ir/counts.js";
import { LARGEST_INPUT } from "./fields.js";
import { between } from "./interval.js";
import type { Interval } from "./layout.js";
import { quotientForm, type Form } from "./linear.js";

export const EVERY_BIT: Interval = between(0n, 8n * LARGEST_INPUT);

/** Rounded up. */
export function inBytes({ min, max }: Interval): Interval {
  return between(min === undefined ? undefined : wholeBytes(min), max === undefined ? undefined : wholeBytes(max));
}

function wholeBytes(bits: bigint): bigint {
  return (bits + 7n) / 8n;
}

export function inBits({ min, max }: Interval): Interval {
  return between(min === undefined ? undefined : min * 8n, max === undefined ? undefined : max * 8n);
}

/** Rounded up, where everything that varies is whole bytes. */
export function bytesForm(bits: Form): Form | undefined {
  const rest = ((bits.constant % 8n) + 8n) % 8n;
  const padding = rest === 0n ? 0n : 8n - rest;
  return quotientForm({ constant: bits.constant + padding, terms: bits.terms }, 8n);
}

/** `1 byte`, `3 bits`, `2 bytes and 1 bit`. */
export function bytesText(bits: bigint): string {
  const [whole, rest] = [bits / 8n, bits % 8n];
  const bytes = countText(whole, "byte");
  if (rest === 0n) return bytes;
  return whole === 0n ? countText(rest, "bit") : `${bytes} and ${countText(rest, "bit")}`;
}
