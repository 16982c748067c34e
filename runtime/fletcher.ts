/**
 * Fletcher's checksums and Adler-32: two running sums. Regions are byte offsets `from..to`; the `skipLength` bytes from
 * `skipAt` on (the checksum field) count as zeros, none if `skipAt` is -1.
 */

/** So many bytes or words can be added before the sums must be reduced to stay below 2^31. */
const BLOCK = 256;

/** Fletcher-16: sums of bytes modulo 255; the second sum is the upper byte. */
export function fletcher16(bytes: DataView, from: number, to: number, skipAt: number = -1, skipLength: number = 0): number {
  return byteSums(bytes, from, to, skipAt, skipLength, 0, 255, 8);
}

/** Adler-32 (RFC 1950 section 8.2): sums of bytes modulo 65521, the first from 1 on; the second sum is the upper half. */
export function adler32(bytes: DataView, from: number, to: number, skipAt: number = -1, skipLength: number = 0): number {
  return byteSums(bytes, from, to, skipAt, skipLength, 1, 65521, 16);
}

function byteSums(
  bytes: DataView,
  from: number,
  to: number,
  skipAt: number,
  skipLength: number,
  start: number,
  modulus: number,
  width: number,
): number {
  const skipEnd = skipAt < 0 ? -1 : skipAt + skipLength;
  let first = start;
  let second = 0;
  for (let at = from; at < to;) {
    for (const stop = Math.min(to, at + BLOCK); at < stop; at++) {
      if (at < skipAt || at >= skipEnd) first += bytes.getUint8(at);
      second += first;
    }
    first %= modulus;
    second %= modulus;
  }
  return second * 2 ** width + first;
}

/**
 * Fletcher-32: sums of 16-bit words modulo 65535; the second sum is the upper half. As it is commonly published, words
 * are little-endian, and an odd last byte counts as if a zero byte followed.
 */
export function fletcher32(bytes: DataView, from: number, to: number, skipAt: number = -1, skipLength: number = 0): number {
  const skipEnd = skipAt < 0 ? -1 : skipAt + skipLength;
  let first = 0;
  let second = 0;
  for (let at = from; at < to;) {
    for (const stop = Math.min(to, at + BLOCK); at < stop; at += 2) {
      if (at < skipAt || at >= skipEnd) first += bytes.getUint8(at);
      const next = at + 1;
      if (next < to && (next < skipAt || next >= skipEnd)) first += bytes.getUint8(next) * 0x100;
      second += first;
    }
    first %= 65535;
    second %= 65535;
  }
  return second * 0x1_0000 + first;
}
