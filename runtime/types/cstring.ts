/** `cstring`: bytes up to a zero byte, which ends the encoding and is no part of the value. */
import { copyText, subarray, textLength } from "../bytes.js";
import { MALFORMED, needMore } from "../codes.js";
import type { StringInput, StringValue } from "./strings.js";

export { equals, fromJson, print, toJson } from "./strings.js";
import { counted } from "../values.js";

export type Value = StringValue;
/** Without zero bytes. */
export type Input = StringInput;

export function check(bytes: DataView, at: number, end: number): number {
  for (let position = at; position < end; position++) {
    if (bytes.getUint8(position) === 0) return position + 1;
  }
  return needMore(1);
}

/** Allocates a view of the bytes, which stay where they are. */
export function read(bytes: DataView, at: number, end: number): Value {
  return subarray(bytes, at, end - 1);
}

export function size(value: Input, _at?: number): number {
  const length = textLength(value);
  if (!(length >= 0)) return MALFORMED;
  const holdsZero = typeof value === "string" ? value.includes("\0") : value.includes(0);
  return holdsZero ? MALFORMED : length + 1;
}

export function write(value: Input, bytes: DataView, at: number): number {
  const zero = copyText(bytes, at, value);
  bytes.setUint8(zero, 0);
  return zero + 1;
}

export function explain(_bytes: DataView, at: number, end: number): string {
  return `expected a zero byte at the string's end; found none in ${counted(end - at, "byte")}`;
}
