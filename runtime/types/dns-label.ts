/** `dns_label`: a domain name, written in full. It enters the table, so that names after it can point at it. Compression pointers are read in any case. */
import type { Input, WriteState } from "./dns-name.js";

export { check, checkIn, equals, explain, fromJson, print, read, toJson } from "./dns-name.js";
export type { Input, Value } from "./dns-name.js";

/** MALFORMED for a text that is no name. */
export function size(value: Input, state: WriteState, at: number): number {
  return state.size(value, at, false);
}

export function write(value: Input, bytes: DataView, at: number, state: WriteState): number {
  return state.write(value, bytes, at, false);
}
