/** UTF-8 without allocation where that can be. Lone surrogates become U+FFFD, as TextEncoder has it. */

const lenient: TextDecoder = /* @__PURE__ */ new TextDecoder("utf-8", { ignoreBOM: true });
const strict: TextDecoder = /* @__PURE__ */ new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });

/** Up to so many bytes, a loop is faster than TextDecoder. */
const SHORT = 24;
const REPLACEMENT = 0xfffd;

/** The text of `start..end`; what is not UTF-8 becomes U+FFFD. Allocates. */
export function utf8(bytes: DataView, start: number, end: number): string {
  if (end - start <= SHORT) {
    let text = "";
    let at = start;
    for (; at < end; at++) {
      const byte = bytes.getUint8(at);
      if (byte >= 0x80) break;
      text += String.fromCharCode(byte);
    }
    if (at === end) return text;
  }
  return lenient.decode(new Uint8Array(bytes.buffer, bytes.byteOffset + start, end - start));
}

/** The text, or undefined when the bytes are not valid UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * The code point at `index`, a lone surrogate as U+FFFD. A code point above 0xffff takes two indexes, any other one.
 */
function codePoint(text: string, index: number): number {
  const unit = text.charCodeAt(index);
  if (unit < 0xd800 || unit > 0xdfff) return unit;
  if (unit > 0xdbff || index + 1 === text.length) return REPLACEMENT;
  const next = text.charCodeAt(index + 1);
  if (next < 0xdc00 || next > 0xdfff) return REPLACEMENT;
  return 0x10000 + (unit - 0xd800) * 0x400 + (next - 0xdc00);
}

/** How many bytes the text takes in UTF-8. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) < 0x80) continue;
    const point = codePoint(text, index);
    if (point > 0xffff) {
      length += 2;
      index++;
    } else {
      length += point < 0x800 ? 1 : 2;
    }
  }
  return length;
}

/** Writes the text in UTF-8 at `at`, `utf8Length(text)` bytes of it; returns the end. */
export function writeUtf8(text: string, bytes: DataView, at: number): number {
  let position = at;
  for (let index = 0; index < text.length; index++) {
    const point = codePoint(text, index);
    if (point < 0x80) {
      bytes.setUint8(position++, point);
    } else if (point < 0x800) {
      bytes.setUint8(position++, 0xc0 | (point >> 6));
      bytes.setUint8(position++, 0x80 | (point & 0x3f));
    } else if (point <= 0xffff) {
      bytes.setUint8(position++, 0xe0 | (point >> 12));
      bytes.setUint8(position++, 0x80 | ((point >> 6) & 0x3f));
      bytes.setUint8(position++, 0x80 | (point & 0x3f));
    } else {
      bytes.setUint8(position++, 0xf0 | (point >> 18));
      bytes.setUint8(position++, 0x80 | ((point >> 12) & 0x3f));
      bytes.setUint8(position++, 0x80 | ((point >> 6) & 0x3f));
      bytes.setUint8(position++, 0x80 | (point & 0x3f));
      index++;
    }
  }
  return position;
}

/** The text as new bytes, or undefined when it has a lone surrogate and so no exact encoding. */
export function encodeUtf8(text: string): Uint8Array | undefined {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0xd800 || unit > 0xdfff) continue;
    if (codePoint(text, index) === REPLACEMENT) return undefined;
    index++;
  }
  const bytes = new Uint8Array(utf8Length(text));
  writeUtf8(text, new DataView(bytes.buffer), 0);
  return bytes;
}
