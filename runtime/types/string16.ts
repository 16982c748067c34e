/** `string16`: bytes behind a length of 2 bytes in network order. */
import { copyText, subarray, textLength } from "../bytes.js";
import { MALFORMED, needMore } from "../codes.js";
import { explainString, type StringInput, type StringValue } from "./strings.js";

export { equals, fromJson, print, toJson } from "./strings.js";

export type Value = StringValue;
export type Input = StringInput;

const PREFIX = 2;
const LONGEST = 0xffff;

export function check(bytes: DataView, at: number, end: number): number {
  if (at + PREFIX > end) return needMore(at + PREFIX - end);
  const stop = at + PREFIX + bytes.getUint16(at);
  return stop > end ? needMore(stop - end) : stop;
}

/** Allocates a view of the bytes, which stay where they are. */
export function read(bytes: DataView, at: number, end: number): Value {
  return subarray(bytes, at + PREFIX, end);
}

export function size(value: Input, _at?: number): number {
  const length = textLength(value);
  return length > LONGEST ? MALFORMED : PREFIX + length;
}

export function write(value: Input, bytes: DataView, at: number): number {
  const end = copyText(bytes, at + PREFIX, value);
  bytes.setUint16(at, end - at - PREFIX);
  return end;
}

export function explain(bytes: DataView, at: number, end: number): string {
  if (at + PREFIX > end) return explainString(PREFIX, undefined, end - at);
  return explainString(PREFIX, bytes.getUint16(at), end - at - PREFIX);
}
