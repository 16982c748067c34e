/** Escapes in names and texts: `\DDD` is a byte in decimal, `\X` the character X (RFC 1035 section 5.1). */

const BACKSLASH = 0x5c;

/** Of {@link readEscape}: before nothing, before digits that are no byte. */
export const BAD_ESCAPE = -1;

/**
 * What the backslash at `at` stands for: the byte, and 0x100 for each byte of text that the escape takes.
 *
 * @returns BAD_ESCAPE where there is no such escape before `stop`
 */
export function readEscape(bytes: Uint8Array, at: number, stop: number): number {
  if (at + 1 >= stop) return BAD_ESCAPE;
  const first = digit(bytes[at + 1]);
  if (first > 9) return 0x200 | (bytes[at + 1] ?? 0);
  if (at + 3 >= stop) return BAD_ESCAPE;
  const second = digit(bytes[at + 2]);
  const third = digit(bytes[at + 3]);
  const value = 100 * first + 10 * second + third;
  return second > 9 || third > 9 || value > 0xff ? BAD_ESCAPE : 0x400 | value;
}

/** More than 9 for what is no digit. */
function digit(byte: number | undefined): number {
  return ((byte ?? 0) - 0x30) & 0xff;
}

/** The text in `start..stop` without escapes, in new bytes; or a number: minus one minus the place of a bad escape. */
export function unescape(bytes: Uint8Array, start: number, stop: number): Uint8Array | number {
  const out = new Uint8Array(stop - start);
  let length = 0;
  for (let at = start; at < stop; at++) {
    const byte = bytes[at] ?? 0;
    if (byte !== BACKSLASH) {
      out[length++] = byte;
      continue;
    }
    const escape = readEscape(bytes, at, stop);
    if (escape === BAD_ESCAPE) return -1 - at;
    out[length++] = escape & 0xff;
    at += (escape >> 8) - 1;
  }
  return out.subarray(0, length);
}
