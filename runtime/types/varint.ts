/**
 * `varint`: QUIC's variable-length integer (RFC 9000 section 16), 0 to 2^62 - 1: the first two bits give the encoding's
 * length, 1, 2, 4 or 8 bytes. Any length is read; the shortest is written.
 */
import { MALFORMED, needMore } from "../codes.js";
import type { JsonValue } from "../codec.js";
import { bigFromJson } from "./integers.js";
import { counted } from "../values.js";

export type Value = bigint;
export type Input = bigint;

/** 2^62 - 1. */
const MAX = 0x3fff_ffff_ffff_ffffn;

export function check(bytes: DataView, at: number, end: number): number {
  if (at >= end) return needMore(at - end + 1);
  const stop = at + (1 << (bytes.getUint8(at) >> 6));
  return stop > end ? needMore(stop - end) : stop;
}

export function read(bytes: DataView, at: number, end: number): Value {
  switch (end - at) {
    case 1:
      return BigInt(bytes.getUint8(at));
    case 2:
      return BigInt(bytes.getUint16(at) & 0x3fff);
    case 4:
      return BigInt(bytes.getUint32(at) & 0x3fffffff);
    default:
      return bytes.getBigUint64(at) & MAX;
  }
}

export function size(value: Input, _at?: number): number {
  if (value < 0n || value > MAX) return MALFORMED;
  if (value <= 0x3fff_ffffn) {
    if (value <= 0x3fn) return 1;
    return value <= 0x3fffn ? 2 : 4;
  }
  return 8;
}

export function write(value: Input, bytes: DataView, at: number): number {
  if (value > 0x3fff_ffffn) {
    bytes.setBigUint64(at, value | (3n << 62n));
    return at + 8;
  }
  const number = Number(value);
  if (number <= 0x3f) {
    bytes.setUint8(at, number);
    return at + 1;
  }
  if (number <= 0x3fff) {
    bytes.setUint16(at, number + 0x4000);
    return at + 2;
  }
  bytes.setUint32(at, number + 0x8000_0000);
  return at + 4;
}

export function print(value: Value): string {
  return String(value);
}

export function toJson(value: Value): JsonValue {
  return String(value);
}

export function fromJson(json: JsonValue): Input | undefined {
  return bigFromJson(json, 0n, MAX, 19);
}

export function equals(a: Value, b: Value): boolean {
  return a === b;
}

export function explain(bytes: DataView, at: number, end: number): string {
  if (at >= end) return "expected a variable-length integer; found the end";
  const length = 1 << (bytes.getUint8(at) >> 6);
  return `expected a variable-length integer of ${counted(length, "byte")}, as its first two bits say; found only ${String(end - at)}`;
}
