/** `sleb128`: a signed LEB128 integer of up to 64 bits, two's complement, in at most 10 bytes. See leb128.ts. */
import { MALFORMED } from "../codes.js";
import type { JsonValue } from "../codec.js";
import { bigFromJson } from "./integers.js";
import { checkLeb128, explainLeb128 } from "./leb128.js";
import { read as readUnsigned } from "./uleb128.js";

export type Value = bigint;
export type Input = bigint;

const MIN = -0x8000_0000_0000_0000n;
const MAX = 0x7fff_ffff_ffff_ffffn;
const LONGEST = 10;

export function check(bytes: DataView, at: number, end: number): number {
  return checkLeb128(bytes, at, end, LONGEST, 0xff, true);
}

export function read(bytes: DataView, at: number, end: number): Value {
  return BigInt.asIntN(7 * (end - at), readUnsigned(bytes, at, end));
}

export function size(value: Input, _at?: number): number {
  if (value < MIN || value > MAX) return MALFORMED;
  const magnitude = value < 0n ? ~value : value;
  let length = 1;
  for (let limit = 0x40n; magnitude >= limit; limit <<= 7n) length++;
  return length;
}

export function write(value: Input, bytes: DataView, at: number): number {
  let position = at;
  let rest = value;
  for (; rest < -0x40n || rest >= 0x40n; rest >>= 7n) bytes.setUint8(position++, Number(rest & 0x7fn) | 0x80);
  bytes.setUint8(position, Number(rest & 0x7fn));
  return position + 1;
}

export function print(value: Value): string {
  return String(value);
}

export function toJson(value: Value): JsonValue {
  return String(value);
}

export function fromJson(json: JsonValue): Input | undefined {
  return bigFromJson(json, MIN, MAX, 20);
}

export function equals(a: Value, b: Value): boolean {
  return a === b;
}

export function explain(bytes: DataView, at: number, end: number): string {
  return explainLeb128(bytes, at, end, LONGEST, 64);
}
