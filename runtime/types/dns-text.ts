/** Domain names as text: the presentation format of RFC 1035 section 5.1. */
import { MALFORMED } from "../codes.js";
import { labelAt, MAX_HOPS, MAX_LABEL, MAX_NAME } from "./dns-wire.js";

const DOT = 0x2e;
const BACKSLASH = 0x5c;
/** No text of a name is longer: every byte as `\DDD`. */
const LONGEST_TEXT = 4 * MAX_NAME;

/** 1 for each byte that does not stand for itself in a label's text. */
const SPECIAL: Uint8Array = /* @__PURE__ */ specialBytes();

function specialBytes(): Uint8Array {
  return Uint8Array.from({ length: 0x100 }, (_, byte) => (escaped(byte).length === 1 ? 0 : 1));
}

/** The name's text without a trailing dot; the root is ".". Of bytes that are no name, as far as they go. */
export function formatName(bytes: DataView, at: number, base: number): string {
  // Servers do this for every name they look up, so it is one pass without labelAt, four bytes a read and a push; one call
  // that makes the whole string is faster than concatenation, and gives a flat string.
  const units: number[] = [];
  const end = bytes.byteLength;
  let special = 0;
  let position = at;
  for (let hops = 0; position >= 0 && position < end; ) {
    const size = bytes.getUint8(position++);
    if (size > MAX_LABEL) {
      if (size < 0xc0 || position >= end || ++hops > MAX_HOPS) break;
      position = base + (bytes.getUint16(position - 1) & 0x3fff);
      continue;
    }
    const next = position + size;
    if (size === 0 || next >= end || units.length + size > MAX_NAME) break;
    if (units.length !== 0) units.push(DOT);
    for (; position + 4 <= next; position += 4) {
      const word = bytes.getUint32(position);
      const a = word >>> 24;
      const b = (word >>> 16) & 0xff;
      const c = (word >>> 8) & 0xff;
      const d = word & 0xff;
      special |= (SPECIAL[a] ?? 1) | (SPECIAL[b] ?? 1) | (SPECIAL[c] ?? 1) | (SPECIAL[d] ?? 1);
      units.push(a, b, c, d);
    }
    for (; position < next; position++) {
      const byte = bytes.getUint8(position);
      special |= SPECIAL[byte] ?? 1;
      units.push(byte);
    }
  }
  if (special !== 0) return formatEscaped(bytes, at, base);
  return units.length === 0 ? "." : String.fromCharCode.apply(null, units);
}

/** {@link formatName} for any bytes. */
function formatEscaped(bytes: DataView, at: number, base: number): string {
  let text = "";
  let length = 1;
  const end = bytes.byteLength;
  for (let label = labelAt(bytes, at, base, end); label >= 0; ) {
    const size = bytes.getUint8(label);
    length += 1 + size;
    if (size === 0 || length > MAX_NAME) break;
    if (text !== "") text += ".";
    for (let index = 1; index <= size; index++) text += escaped(bytes.getUint8(label + index));
    label = labelAt(bytes, label + 1 + size, base, end);
  }
  return text;
}

/** How a byte stands in a label's text: itself, `\.`, `\\`, or `\DDD` in decimal. */
function escaped(byte: number): string {
  const character = String.fromCharCode(byte);
  if (byte === DOT || byte === BACKSLASH) return `\\${character}`;
  return byte > 0x20 && byte < 0x7f ? character : `\\${String(byte).padStart(3, "0")}`;
}

/**
 * Parses a name straight into its wire form at `at` in `out`, which must have MAX_NAME bytes from there. Names are
 * absolute, with or without the trailing dot; "." and "" are the root. `\DDD` is a byte in decimal, `\` before anything
 * else that character; characters beyond ASCII become their UTF-8 bytes (as in DNS-SD).
 *
 * @returns the end in `out`, or MALFORMED: an empty or too long label, too long a name, a bad escape, a lone surrogate
 */
export function parseName(text: string, out: Uint8Array, at: number): number {
  if (text === "." || text === "") {
    out[at] = 0;
    return at + 1;
  }
  if (text.length > LONGEST_TEXT) return MALFORMED;
  // The last position of a label's byte: the root's zero comes after it.
  const last = at + MAX_NAME - 2;
  let label = at;
  let position = at + 1;
  for (let index = 0; index < text.length; index++) {
    let byte = text.charCodeAt(index);
    if (byte === DOT) {
      const size = position - label - 1;
      if (size === 0 || size > MAX_LABEL) return MALFORMED;
      out[label] = size;
      label = position++;
      continue;
    }
    if (byte === BACKSLASH && isDigit(text.charCodeAt(index + 1))) {
      byte = decimalEscape(text, index + 1);
      index += 3;
      if (byte < 0) return MALFORMED;
    } else {
      if (byte === BACKSLASH) byte = text.charCodeAt(++index);
      if (!(byte < 0x80)) {
        // Beyond ASCII; or NaN, after a backslash at the end.
        const point = text.codePointAt(index) ?? 0xd800;
        position = writePoint(point, out, position, last);
        if (position < 0) return MALFORMED;
        if (point > 0xffff) index++;
        continue;
      }
    }
    if (position > last) return MALFORMED;
    out[position++] = byte;
  }
  const size = position - label - 1;
  if (size > MAX_LABEL) return MALFORMED;
  out[label] = size;
  if (size === 0) return label + 1;
  out[position] = 0;
  return position + 1;
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** The byte that three decimal digits at `index` stand for, or MALFORMED. */
function decimalEscape(text: string, index: number): number {
  const tens = text.charCodeAt(index + 1);
  const ones = text.charCodeAt(index + 2);
  if (!isDigit(tens) || !isDigit(ones)) return MALFORMED;
  const byte = 100 * text.charCodeAt(index) + 10 * tens + ones - 111 * 0x30;
  return byte > 0xff ? MALFORMED : byte;
}

/** Writes a code point beyond ASCII in UTF-8, no byte of it after `last`; the end, or MALFORMED. */
function writePoint(point: number, out: Uint8Array, at: number, last: number): number {
  if (point >= 0xd800 && point <= 0xdfff) return MALFORMED;
  const more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
  if (at + more > last) return MALFORMED;
  out[at] = (0xff << (7 - more)) | (point >> (6 * more));
  for (let left = more - 1; left >= 0; left--) out[at + more - left] = 0x80 | ((point >> (6 * left)) & 0x3f);
  return at + more + 1;
}
