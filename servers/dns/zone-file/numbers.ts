/** Numbers of zone files, from their bytes. All functions return a negative number for what is none. */

const NOT_A_NUMBER = -1;
const MOST = 0xffff_ffff;
/** Nobody writes more digits than these, with the units of a TTL. */
const LONGEST = 40;

/** A decimal number of at most `most`, which is at most 2^32 - 1. */
export function readDecimal(bytes: Uint8Array, start: number, stop: number, most: number): number {
  if (start === stop || stop - start > LONGEST) return NOT_A_NUMBER;
  let value = 0;
  for (let at = start; at < stop; at++) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return NOT_A_NUMBER;
    value = 10 * value + digit;
    if (value > most) return NOT_A_NUMBER;
  }
  return value;
}

/** Seconds of a unit's letter, whose case does not count; 0 for any other byte. */
function secondsOf(byte: number): number {
  switch (byte | 0x20) {
    case 0x73:
      return 1;
    case 0x6d:
      return 60;
    case 0x68:
      return 3600;
    case 0x64:
      return 86_400;
    case 0x77:
      return 604_800;
    default:
      return 0;
  }
}

/** A time in seconds, or in units: `1w2d3h4m5s`, each number with its own. */
export function readSeconds(bytes: Uint8Array, start: number, stop: number): number {
  const plain = readDecimal(bytes, start, stop, MOST);
  if (plain >= 0 || start === stop || stop - start > LONGEST) return plain;
  let total = 0;
  let value = NOT_A_NUMBER;
  for (let at = start; at < stop; at++) {
    const byte = bytes[at] ?? 0;
    const digit = byte - 0x30;
    if (digit >= 0 && digit <= 9) {
      value = 10 * Math.max(value, 0) + digit;
    } else {
      const seconds = secondsOf(byte);
      if (seconds === 0 || value < 0) return NOT_A_NUMBER;
      total += value * seconds;
      value = NOT_A_NUMBER;
    }
    if (total > MOST || value > MOST) return NOT_A_NUMBER;
  }
  return value < 0 ? total : NOT_A_NUMBER;
}
