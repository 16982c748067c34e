/** Moving and comparing bytes. Positions are byte offsets in the DataView; ranges are `start..end`, end excluded. */
import { utf8Length, writeUtf8 } from "./utf8.js";
import { bytesLength } from "./values.js";

/** Up to so many bytes, a loop is faster than making a Uint8Array to copy into. */
const SHORT = 48;

/** Copies all of `source` to `at`; returns the end. The two may overlap. */
export function copyBytes(bytes: DataView, at: number, source: Uint8Array): number {
  const length = source.length;
  if (length <= SHORT && source.buffer !== bytes.buffer) {
    for (let index = 0; index < length; index++) bytes.setUint8(at + index, source[index] ?? 0);
  } else {
    new Uint8Array(bytes.buffer, bytes.byteOffset + at, length).set(source);
  }
  return at + length;
}

/** Writes a text in UTF-8, or bytes as they are; returns the end. */
export function copyText(bytes: DataView, at: number, source: string | Uint8Array): number {
  return typeof source === "string" ? writeUtf8(source, bytes, at) : copyBytes(bytes, at, source);
}

/** How many bytes {@link copyText} writes; NaN for what is neither text nor bytes. */
export function textLength(source: string | Uint8Array): number {
  return typeof source === "string" ? utf8Length(source) : bytesLength(source);
}

/** Writes `count` zeros; returns the end. */
export function zeroBytes(bytes: DataView, at: number, count: number): number {
  if (count <= SHORT) {
    for (let index = 0; index < count; index++) bytes.setUint8(at + index, 0);
  } else {
    new Uint8Array(bytes.buffer, bytes.byteOffset + at, count).fill(0);
  }
  return at + count;
}

/** The bytes `start..end`, not copied: what is later written there shows. Allocates the view. */
export function subarray(bytes: DataView, start: number, end: number): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset + start, end - start);
}

export function equalsBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) {
    if (a[index] !== b[index]) return false;
  }
  return true;
}

/** Whether `start..end` holds exactly the expected bytes. */
export function matchesBytes(bytes: DataView, start: number, end: number, expected: Uint8Array): boolean {
  if (end - start !== expected.length) return false;
  for (let index = 0; index < expected.length; index++) {
    if (bytes.getUint8(start + index) !== expected[index]) return false;
  }
  return true;
}

/** Two lower-case hex digits a byte. */
export function toHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += (byte + 0x100).toString(16).slice(1);
  return text;
}

/** The bytes of an even number of hex digits, of either case and nothing else; otherwise undefined. */
export function fromHex(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0) return undefined;
  const bytes = new Uint8Array(text.length / 2);
  for (let index = 0; index < bytes.length; index++) {
    const high = hexDigit(text.charCodeAt(2 * index));
    const low = hexDigit(text.charCodeAt(2 * index + 1));
    if (high < 0 || low < 0) return undefined;
    bytes[index] = 16 * high + low;
  }
  return bytes;
}

function hexDigit(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30;
  const letter = unit | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : -1;
}

/** Whether `size` bytes at `at` are those at the start of `copy`. */
export function sameBytes(bytes: DataView, at: number, copy: DataView, size: number): boolean {
  for (let index = 0; index < size; index++) {
    if (bytes.getUint8(at + index) !== copy.getUint8(index)) return false;
  }
  return true;
}
