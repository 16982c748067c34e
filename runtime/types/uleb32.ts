/** `uleb32`: an unsigned LEB128 integer of up to 32 bits, in at most 5 bytes. See leb128.ts. */
import { MALFORMED } from "../codes.js";
import type { JsonValue } from "../codec.js";
import { numberFromJson } from "./integers.js";
import { checkLeb128, explainLeb128 } from "./leb128.js";

export type Value = number;
export type Input = number;

const MAX = 0xffff_ffff;

export function check(bytes: DataView, at: number, end: number): number {
  return checkLeb128(bytes, at, end, 5, 0xf0, false);
}

export function read(bytes: DataView, at: number, end: number): Value {
  let value = 0;
  for (let position = end - 1; position >= at; position--) value = value * 0x80 + (bytes.getUint8(position) & 0x7f);
  return value;
}

export function size(value: Input, _at?: number): number {
  if (!Number.isInteger(value) || value < 0 || value > MAX) return MALFORMED;
  if (value < 0x80) return 1;
  if (value < 0x4000) return 2;
  if (value < 0x20_0000) return 3;
  return value < 0x1000_0000 ? 4 : 5;
}

export function write(value: Input, bytes: DataView, at: number): number {
  let rest = value >>> 0;
  let position = at;
  for (; rest >= 0x80; rest >>>= 7) bytes.setUint8(position++, (rest & 0x7f) | 0x80);
  bytes.setUint8(position, rest);
  return position + 1;
}

export function print(value: Value): string {
  return String(value);
}

export function toJson(value: Value): JsonValue {
  return value;
}

export function fromJson(json: JsonValue): Input | undefined {
  return numberFromJson(json, 0, MAX);
}

export function equals(a: Value, b: Value): boolean {
  return a === b;
}

export function explain(bytes: DataView, at: number, end: number): string {
  return explainLeb128(bytes, at, end, 5, 32);
}
