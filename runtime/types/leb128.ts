/**
 * The scan that the four LEB128 codecs share (DWARF 5 section 7.6, WebAssembly core specification 5.2.2): seven bits
 * a byte, least significant first, the top bit set on all bytes but the last. Longer encodings than needed are read
 * as long as they stay within the type's longest; the shortest is written.
 */
import { MALFORMED, needMore } from "../codes.js";

/**
 * The end of the encoding at `at`, or a code.
 *
 * @param longest the most bytes an encoding may have
 * @param spare in the last of these, the bits that must be zero
 * @param ones whether they may all be set instead (a negative number's sign)
 */
export function checkLeb128(bytes: DataView, at: number, end: number, longest: number, spare: number, ones: boolean): number {
  const last = at + longest - 1;
  for (let position = at; position < end; position++) {
    const byte = bytes.getUint8(position);
    if (position === last) {
      const rest = byte & spare;
      return rest === 0 || (ones && rest === (spare & 0x7f)) ? position + 1 : MALFORMED;
    }
    if (byte < 0x80) return position + 1;
  }
  return needMore(1);
}

/** Why {@link checkLeb128} refused. */
export function explainLeb128(bytes: DataView, at: number, end: number, longest: number, bits: number): string {
  const what = `expected a LEB128 integer of at most ${String(bits)} bits in ${String(longest)} bytes`;
  if (end - at < longest) return `${what}; found the end after ${String(Math.max(0, end - at))}`;
  const last = bytes.getUint8(at + longest - 1);
  if (last >= 0x80) return `${what}; found one that goes on after ${String(longest)} bytes`;
  return `${what}; found 0x${last.toString(16).padStart(2, "0")} in the last byte, more bits than that`;
}
