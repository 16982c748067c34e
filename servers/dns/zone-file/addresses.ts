/** Addresses from their text's bytes. */

const DOT = 0x2e;
const COLON = 0x3a;
const NOT_AN_ADDRESS = -1;

/** An IPv4 address as a number (RFC 1035 section 3.4.1), or a negative number: no leading zeros, which some take for octal. */
export function readIpv4(bytes: Uint8Array, start: number, stop: number): number {
  let address = 0;
  let octet = 0;
  let digits = 0;
  let dots = 0;
  for (let at = start; at < stop; at++) {
    const byte = bytes[at] ?? 0;
    const digit = byte - 0x30;
    if (digit >= 0 && digit <= 9) {
      if (digits > 0 && octet === 0) return NOT_AN_ADDRESS;
      octet = 10 * octet + digit;
      digits++;
      if (octet > 0xff) return NOT_AN_ADDRESS;
    } else {
      if (byte !== DOT || digits === 0 || ++dots > 3) return NOT_AN_ADDRESS;
      address = (address << 8) | octet;
      octet = 0;
      digits = 0;
    }
  }
  if (dots !== 3 || digits === 0) return NOT_AN_ADDRESS;
  return ((address << 8) | octet) >>> 0;
}

/** Writes an IPv6 address (RFC 4291 section 2.2) to the first 16 bytes of `out`; whether it is one. */
export function readIpv6(bytes: Uint8Array, start: number, stop: number, out: Uint8Array): boolean {
  let filled = 0;
  // Where `::` stands, in bytes of the address.
  let gap = -1;
  let at = start;
  // One colon at the beginning is no group's end.
  if (bytes[at] === COLON && (++at === stop || bytes[at] !== COLON)) return false;
  while (at < stop) {
    if (bytes[at] === COLON) {
      // The second of two colons.
      if (gap >= 0) return false;
      gap = filled;
      at++;
      continue;
    }
    const end = endOfGroup(bytes, at, stop);
    if (bytes[end] === DOT && end < stop) {
      if (filled > 12 || !writeIpv4(bytes, at, stop, out, filled)) return false;
      return fillGap(out, filled + 4, gap);
    }
    const group = readGroup(bytes, at, end);
    if (group < 0 || filled > 14) return false;
    out[filled++] = group >> 8;
    out[filled++] = group & 0xff;
    at = end + 1;
    // A colon that nothing follows.
    if (end < stop && at >= stop) return false;
  }
  return fillGap(out, filled, gap);
}

function endOfGroup(bytes: Uint8Array, from: number, stop: number): number {
  let at = from;
  while (at < stop && bytes[at] !== COLON && bytes[at] !== DOT) at++;
  return at;
}

/** One to four hexadecimal digits. */
function readGroup(bytes: Uint8Array, start: number, stop: number): number {
  if (stop === start || stop - start > 4) return NOT_AN_ADDRESS;
  let value = 0;
  for (let at = start; at < stop; at++) {
    const digit = hexDigit(bytes[at] ?? 0);
    if (digit < 0) return NOT_AN_ADDRESS;
    value = (value << 4) | digit;
  }
  return value;
}

/** 0 to 15, or a negative number. */
export function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

function writeIpv4(bytes: Uint8Array, start: number, stop: number, out: Uint8Array, to: number): boolean {
  const address = readIpv4(bytes, start, stop);
  for (let index = 0; index < 4; index++) out[to + index] = address >>> (24 - 8 * index);
  return address >= 0;
}

/** Moves what stands behind the `::` to the end, and puts zeros in between. */
function fillGap(out: Uint8Array, filled: number, gap: number): boolean {
  if (gap < 0) return filled === 16;
  if (filled > 14) return false;
  // So few bytes are moved faster one by one.
  let to = 15;
  for (let from = filled - 1; from >= gap; from--) out[to--] = out[from] ?? 0;
  for (; to >= gap; to--) out[to] = 0;
  return true;
}
