/** `dns_label_comp`: a domain name, written with compression. It ends in a pointer where its ending stands earlier in the message. Compression pointers are read in any case. */
import type { Input, WriteState } from "./dns-name.js";

export { check, checkIn, equals, explain, fromJson, print, read, toJson } from "./dns-name.js";
export type { Input, Value } from "./dns-name.js";

/** MALFORMED for a text that is no name. */
export function size(value: Input, state: WriteState, at: number): number {
  return state.size(value, at, true);
}

export function write(value: Input, bytes: DataView, at: number, state: WriteState): number {
  return state.write(value, bytes, at, true);
}
