/** `uleb128`: an unsigned LEB128 integer of up to 64 bits, in at most 10 bytes. See leb128.ts. */
import { MALFORMED } from "../codes.js";
import type { JsonValue } from "../codec.js";
import { bigFromJson } from "./integers.js";
import { checkLeb128, explainLeb128 } from "./leb128.js";

export type Value = bigint;
export type Input = bigint;

const MAX = 0xffff_ffff_ffff_ffffn;
const LONGEST = 10;

export function check(bytes: DataView, at: number, end: number): number {
  return checkLeb128(bytes, at, end, LONGEST, 0xfe, false);
}

export function read(bytes: DataView, at: number, end: number): Value {
  const middle = Math.min(end, at + 7);
  let low = 0;
  for (let position = middle - 1; position >= at; position--) low = low * 0x80 + (bytes.getUint8(position) & 0x7f);
  if (middle === end) return BigInt(low);
  let high = 0;
  for (let position = end - 1; position >= middle; position--) high = high * 0x80 + (bytes.getUint8(position) & 0x7f);
  return (BigInt(high) << 49n) | BigInt(low);
}

export function size(value: Input, _at?: number): number {
  if (value < 0n || value > MAX) return MALFORMED;
  let length = 1;
  for (let limit = 0x80n; value >= limit && length < LONGEST; limit <<= 7n) length++;
  return length;
}

export function write(value: Input, bytes: DataView, at: number): number {
  let position = at;
  let rest = value;
  for (; rest >= 0x1000_0000n; rest >>= 7n) bytes.setUint8(position++, Number(rest & 0x7fn) | 0x80);
  let small = Number(rest);
  for (; small >= 0x80; small >>= 7) bytes.setUint8(position++, (small & 0x7f) | 0x80);
  bytes.setUint8(position, small);
  return position + 1;
}

export function print(value: Value): string {
  return String(value);
}

export function toJson(value: Value): JsonValue {
  return String(value);
}

export function fromJson(json: JsonValue): Input | undefined {
  return bigFromJson(json, 0n, MAX, 20);
}

export function equals(a: Value, b: Value): boolean {
  return a === b;
}

export function explain(bytes: DataView, at: number, end: number): string {
  return explainLeb128(bytes, at, end, LONGEST, 64);
}
