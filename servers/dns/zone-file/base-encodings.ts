/** Hexadecimal, base64 and base32hex (RFC 4648), from tokens' bytes. */
import { hexDigit } from "./addresses.js";

const NONE = 0xff;
const PADDING = 0x3d;

const BASE64: Uint8Array = /* @__PURE__ */ valuesOf("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
const BASE32HEX: Uint8Array = /* @__PURE__ */ valuesOf("0123456789ABCDEFGHIJKLMNOPQRSTUV", "0123456789abcdefghijklmnopqrstuv");

function valuesOf(...alphabets: readonly string[]): Uint8Array {
  const values = new Uint8Array(0x100).fill(NONE);
  for (const alphabet of alphabets) {
    for (let index = 0; index < alphabet.length; index++) values[alphabet.charCodeAt(index)] = index;
  }
  return values;
}

/** Bytes that are put together from the digits of one or more tokens. */
export interface Decoder {
  /** Writes to `out` from `at` on, which has room; the end, or minus one minus the place of the digit that is none. */
  take(bytes: Uint8Array, start: number, stop: number, out: Uint8Array, at: number): number;
  /** Whether digits may end here; and makes it ready for the next bytes. */
  finish(): boolean;
}

/** Two digits a byte; a byte's digits may stand in two tokens. */
export class HexDecoder implements Decoder {
  #high = -1;

  take(bytes: Uint8Array, start: number, stop: number, out: Uint8Array, at: number): number {
    let filled = at;
    for (let index = start; index < stop; index++) {
      const digit = hexDigit(bytes[index] ?? 0);
      if (digit < 0) return -1 - index;
      if (this.#high < 0) {
        this.#high = digit;
      } else {
        out[filled++] = (this.#high << 4) | digit;
        this.#high = -1;
      }
    }
    return filled;
  }

  finish(): boolean {
    const complete = this.#high < 0;
    this.#high = -1;
    return complete;
  }
}

/** Groups of four digits of base64, as many as there are before anything else; how many. */
function takeGroups(bytes: Uint8Array, start: number, stop: number, out: Uint8Array, at: number): number {
  let filled = at;
  let index = start;
  for (; index + 4 <= stop; index += 4) {
    const one = BASE64[bytes[index] ?? 0] ?? NONE;
    const two = BASE64[bytes[index + 1] ?? 0] ?? NONE;
    const three = BASE64[bytes[index + 2] ?? 0] ?? NONE;
    const four = BASE64[bytes[index + 3] ?? 0] ?? NONE;
    // Only NONE has the upper bit.
    if ((one | two | three | four) > 0x7f) break;
    out[filled] = (one << 2) | (two >> 4);
    out[filled + 1] = (two << 4) | (three >> 2);
    out[filled + 2] = (three << 6) | four;
    filled += 3;
  }
  return (index - start) >> 2;
}

/** Four digits for three bytes, `=` where fewer bytes are left (RFC 4648 section 4). */
export class Base64Decoder implements Decoder {
  #bits = 0;
  #digits = 0;
  #padding = 0;

  take(bytes: Uint8Array, start: number, stop: number, out: Uint8Array, at: number): number {
    const groups = this.#digits === 0 && this.#padding === 0 ? takeGroups(bytes, start, stop, out, at) : 0;
    let filled = at + 3 * groups;
    for (let index = start + 4 * groups; index < stop; index++) {
      const value = BASE64[bytes[index] ?? 0] ?? NONE;
      if (value === NONE ? bytes[index] !== PADDING || !this.#pad() : this.#padding > 0) return -1 - index;
      this.#bits = (this.#bits << 6) | (value & 0x3f);
      if (++this.#digits < 4) continue;
      if (this.#padding > 0) return this.#takeLast(out, filled, index, stop);
      out[filled] = this.#bits >> 16;
      out[filled + 1] = this.#bits >> 8;
      out[filled + 2] = this.#bits;
      filled += 3;
      this.#digits = 0;
      this.#bits = 0;
    }
    return filled;
  }

  /** Padding stands for the last one or two of four digits. */
  #pad(): boolean {
    if (this.#digits < 2) return false;
    this.#padding++;
    return true;
  }

  /** Four digits with padding, which nothing may follow. */
  #takeLast(out: Uint8Array, at: number, index: number, stop: number): number {
    const bits = this.#bits;
    const spare = this.#padding === 1 ? bits & 0xff & ~0x3f : (bits >> 12) & 0xf;
    if (spare !== 0) return -1 - (index - this.#padding);
    if (index + 1 < stop) return -2 - index;
    out[at] = bits >> 16;
    if (this.#padding === 1) out[at + 1] = bits >> 8;
    this.#digits = 0;
    return at + 3 - this.#padding;
  }

  finish(): boolean {
    const complete = this.#digits === 0;
    this.#digits = 0;
    this.#bits = 0;
    this.#padding = 0;
    return complete;
  }
}

/**
 * The bytes of `start..stop` in base32hex without padding (RFC 5155 section 3.3), written to `out`, which has room.
 *
 * @returns how many; -1 for what is none
 */
export function readBase32Hex(bytes: Uint8Array, start: number, stop: number, out: Uint8Array): number {
  let bits = 0;
  let count = 0;
  let filled = 0;
  for (let at = start; at < stop; at++) {
    const value = BASE32HEX[bytes[at] ?? 0] ?? NONE;
    if (value === NONE) return -1;
    bits = ((bits << 5) | value) & 0xfff;
    count += 5;
    if (count >= 8) {
      count -= 8;
      out[filled++] = bits >> count;
    }
  }
  // What is left is less than a digit, and zeros.
  return count >= 5 || (bits & ((1 << count) - 1)) !== 0 ? -1 : filled;
}
