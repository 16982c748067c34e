/**
 * `mpint`: SSH's multiple-precision integer (RFC 4251 section 5): a uint32 length, and so many bytes of two's complement,
 * most significant first. Needless leading bytes are read; the shortest form is written (zero has no bytes).
 */
import { MALFORMED, needMore } from "../codes.js";
import type { JsonValue } from "../codec.js";
import { bigFromJson } from "./integers.js";
import { counted } from "../values.js";

export type Value = bigint;
export type Input = bigint;

const PREFIX = 4;
/** Longest number in bytes, prefix not counted: as much as every engine's bigint can hold, with room to spare. */
const LONGEST = 0x1_0000;
/** No number of LONGEST bytes has more decimal digits, sign included. */
const DIGITS = 157_828;
/** Below so many bytes, numbers are moved 8 bytes at a time; above, in halves, so that no step is quadratic. */
const LEAF = 64;

export function check(bytes: DataView, at: number, end: number): number {
  if (at + PREFIX > end) return needMore(at + PREFIX - end);
  const length = bytes.getUint32(at);
  if (length > LONGEST) return MALFORMED;
  const stop = at + PREFIX + length;
  return stop > end ? needMore(stop - end) : stop;
}

export function read(bytes: DataView, at: number, end: number): Value {
  const start = at + PREFIX;
  if (start === end) return 0n;
  const unsigned = readUnsigned(bytes, start, end);
  return bytes.getUint8(start) < 0x80 ? unsigned : BigInt.asIntN(8 * (end - start), unsigned);
}

export function size(value: Input, _at?: number): number {
  if (typeof value !== "bigint") return MALFORMED;
  const length = byteLength(value);
  return length > LONGEST ? MALFORMED : PREFIX + length;
}

export function write(value: Input, bytes: DataView, at: number): number {
  const length = byteLength(value);
  const start = at + PREFIX;
  bytes.setUint32(at, length);
  writeUnsigned(BigInt.asUintN(8 * length, value), bytes, start, start + length);
  return start + length;
}

/** Bytes of the shortest two's complement form; 0 for zero. */
function byteLength(value: bigint): number {
  if (value === 0n) return 0;
  const magnitude = value < 0n ? ~value : value;
  if (magnitude < 0x8000_0000n) {
    const small = Number(magnitude);
    if (small < 0x8000) return small < 0x80 ? 1 : 2;
    return small < 0x80_0000 ? 3 : 4;
  }
  const hex = magnitude.toString(16);
  const top = 32 - Math.clz32(hex.charCodeAt(0) <= 0x39 ? hex.charCodeAt(0) - 0x30 : 8);
  return Math.floor((4 * (hex.length - 1) + top) / 8) + 1;
}

function readUnsigned(bytes: DataView, start: number, end: number): bigint {
  const length = end - start;
  if (length > LEAF) {
    const middle = end - (length >> 1);
    const low = readUnsigned(bytes, middle, end);
    return (readUnsigned(bytes, start, middle) << BigInt(8 * (end - middle))) | low;
  }
  let position = start;
  let value = 0n;
  for (const first = start + (length & 7); position < first; position++) {
    value = (value << 8n) | BigInt(bytes.getUint8(position));
  }
  for (; position < end; position += 8) value = (value << 64n) | bytes.getBigUint64(position);
  return value;
}

function writeUnsigned(value: bigint, bytes: DataView, start: number, end: number): void {
  const length = end - start;
  if (length > LEAF) {
    const middle = end - (length >> 1);
    const bits = 8 * (end - middle);
    writeUnsigned(BigInt.asUintN(bits, value), bytes, middle, end);
    writeUnsigned(value >> BigInt(bits), bytes, start, middle);
    return;
  }
  let rest = value;
  let position = end;
  for (; position - start >= 8; rest >>= 64n) {
    position -= 8;
    bytes.setBigUint64(position, rest);
  }
  for (; position > start; rest >>= 8n) bytes.setUint8(--position, Number(rest & 0xffn));
}

/** Decimal up to 64 bits, hex with the bit length above. */
export function print(value: Value): string {
  const magnitude = value < 0n ? -value : value;
  if (magnitude < 0x1_0000_0000_0000_0000n) return String(value);
  const hex = magnitude.toString(16);
  const shown = hex.length <= 64 ? hex : `${hex.slice(0, 64)}...`;
  return `${value < 0n ? "-" : ""}0x${shown} (${String(byteLength(value))} bytes)`;
}

export function toJson(value: Value): JsonValue {
  return String(value);
}

export function fromJson(json: JsonValue): Input | undefined {
  const value = bigFromJson(json, -(1n << 524_287n), (1n << 524_287n) - 1n, DIGITS);
  return value === undefined || byteLength(value) > LONGEST ? undefined : value;
}

export function equals(a: Value, b: Value): boolean {
  return a === b;
}

export function explain(bytes: DataView, at: number, end: number): string {
  if (at + PREFIX > end) return `expected a length of 4 bytes; found the end after ${String(end - at)}`;
  const length = bytes.getUint32(at);
  if (length > LONGEST) return `expected an integer of at most ${String(LONGEST)} bytes; found a length of ${String(length)}`;
  return `expected an integer of ${counted(length, "byte")}, as its length says; found only ${String(end - at - PREFIX)}`;
}
