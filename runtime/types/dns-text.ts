/** Domain names as text: the presentation format of RFC 1035 section 5.1. */
import { MALFORMED } from "../codes.js";
import { labelAt, MAX_LABEL, MAX_NAME } from "./dns-wire.js";

// See dns-wire.ts: V8 knows only constants of the same module.
const NAME = 255;
const LABEL = 63;
const HOPS = 127;
/** Texts are made so many characters at a time. */
const CHUNK = 24;
const DOT = 0x2e;
const BACKSLASH = 0x5c;
/** No text of a name is longer: every byte as `\DDD`. */
const LONGEST_TEXT = 4 * MAX_NAME;

/** 1 for each byte that does not stand for itself in a label's text. */
const SPECIAL: Uint8Array = /* @__PURE__ */ specialBytes();

function specialBytes(): Uint8Array {
  return Uint8Array.from({ length: 0x100 }, (_, byte) => (escaped(byte).length === 1 ? 0 : 1));
}

/**
 * Where {@link formatName} collects a text before it makes the string: each label with a dot before it. Nobody else sees it,
 * and nothing of it is used after the call that filled it.
 */
const SCRATCH = /* @__PURE__ */ new Uint8Array(MAX_NAME + 65);
const SCRATCH_WORDS = /* @__PURE__ */ new DataView(SCRATCH.buffer);

/** The name's text without a trailing dot (RFC 1035 section 5.1); the root is ".". Of bytes that are no name, as far as they go. */
export function formatName(bytes: DataView, at: number, base: number): string {
  const end = fillScratch(bytes, at, base);
  if (end < 0) return formatEscaped(bytes, at, base);
  return end === 0 ? "." : scratchText(end - 1);
}

/**
 * Collects the labels in the scratch array, without labelAt and four bytes at a time: servers do this for every name they
 * look up.
 *
 * @returns the end in the scratch array, or -1: some byte does not stand for itself
 */
function fillScratch(bytes: DataView, at: number, base: number): number {
  const end = bytes.byteLength;
  let filled = 0;
  let special = 0;
  let position = at;
  for (let hops = 0; position >= 0 && position < end;) {
    const size = bytes.getUint8(position);
    if (size > LABEL) {
      if (size < 0xc0 || position + 1 >= end || ++hops > HOPS) break;
      position = base + (bytes.getUint16(position) & 0x3fff);
      continue;
    }
    const next = position + 1 + size;
    if (size === 0 || next >= end || filled + size > NAME + 1) break;
    special |= size < 3 ? fillShort(bytes, position, size, filled) : fillLabel(bytes, position, next, filled);
    filled += 1 + size;
    position = next;
  }
  return special === 0 ? filled : -1;
}

/** Puts a dot and a label of one or two bytes at `to`; not 0 if a byte does not stand for itself. */
function fillShort(bytes: DataView, label: number, size: number, to: number): number {
  const first = bytes.getUint8(label + 1);
  const last = bytes.getUint8(label + size);
  SCRATCH[to] = DOT;
  SCRATCH[to + 1] = first;
  SCRATCH[to + size] = last;
  return (SPECIAL[first] ?? 1) | (SPECIAL[last] ?? 1);
}

/** The same for a label of at least three bytes, which ends at `next`. The last word overlaps the one before it. */
function fillLabel(bytes: DataView, label: number, next: number, to: number): number {
  const head = bytes.getInt32(label) & 0x00ff_ffff;
  let special = specialIn(head | 0x6100_0000);
  SCRATCH_WORDS.setInt32(to, head | (DOT << 24));
  const shift = to - label;
  let position = label + 4;
  for (; position + 4 <= next; position += 4) {
    const word = bytes.getInt32(position);
    special |= specialIn(word);
    SCRATCH_WORDS.setInt32(position + shift, word);
  }
  if (position < next) {
    const word = bytes.getInt32(next - 4);
    special |= specialIn(word);
    SCRATCH_WORDS.setInt32(next - 4 + shift, word);
  }
  return special;
}

/**
 * Not 0 if one of the word's four bytes does not stand for itself: it is beyond 0x7e, below 0x21, a dot or a backslash. In each
 * byte the top bit counts; `(x - 1) & ~x` has it where the byte x is 0. Carries come only from bytes that are found themselves.
 */
function specialIn(word: number): number {
  const dot = word ^ 0x2e2e_2e2e;
  const backslash = word ^ 0x5c5c_5c5c;
  const zero = ((dot - 0x0101_0101) & ~dot) | ((backslash - 0x0101_0101) & ~backslash);
  return (word | (word + 0x0101_0101) | (word - 0x2121_2121) | zero) & 0x8080_8080;
}

/** `length` bytes of the scratch array, after the first dot, as text: some characters too many are made, and cut off. */
function scratchText(length: number): string {
  let text = characters(0);
  for (let from = CHUNK; from < length; from += CHUNK) text += characters(from);
  return text.slice(0, length);
}

/** CHUNK characters behind a place in the scratch array. With arguments written out it is faster than `apply`. */
function characters(from: number): string {
  const s = SCRATCH;
  return String.fromCharCode(
    s[from + 1] ?? 0,
    s[from + 2] ?? 0,
    s[from + 3] ?? 0,
    s[from + 4] ?? 0,
    s[from + 5] ?? 0,
    s[from + 6] ?? 0,
    s[from + 7] ?? 0,
    s[from + 8] ?? 0,
    s[from + 9] ?? 0,
    s[from + 10] ?? 0,
    s[from + 11] ?? 0,
    s[from + 12] ?? 0,
    s[from + 13] ?? 0,
    s[from + 14] ?? 0,
    s[from + 15] ?? 0,
    s[from + 16] ?? 0,
    s[from + 17] ?? 0,
    s[from + 18] ?? 0,
    s[from + 19] ?? 0,
    s[from + 20] ?? 0,
    s[from + 21] ?? 0,
    s[from + 22] ?? 0,
    s[from + 23] ?? 0,
    s[from + 24] ?? 0,
  );
}

/** {@link formatName} for any bytes. */
function formatEscaped(bytes: DataView, at: number, base: number): string {
  let text = "";
  let length = 1;
  const end = bytes.byteLength;
  for (let label = labelAt(bytes, at, base, end); label >= 0;) {
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
