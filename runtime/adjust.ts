import { internetChecksum, internetNonzero, internetSum, internetUpdate } from "./checksum.js";

/** As UDP's (RFC 768): a checksum of 0 is sent as 0xffff, since 0 says that there is none. */
export function internetChecksumNonzero(bytes: DataView, from: number, to: number, seed: number, skipAt: number): number {
  return internetNonzero(internetChecksum(bytes, from, to, seed, skipAt));
}

/**
 * Brings the Internet checksum at `checksumAt` up to date (RFC 1624, equation 3) after some of the bytes that it covers
 * were written. `before` is the sum of the bytes from an even distance to `origin` to the end of what was written.
 *
 * True where the checksum is now the zero that has two forms: {@link settleInternetChecksum} says which it is.
 */
export function adjustInternetChecksum(
  bytes: DataView,
  checksumAt: number,
  origin: number,
  at: number,
  size: number,
  before: number,
): boolean {
  const after = internetSum(bytes, at - ((at - origin) % 2), at + size);
  const checksum = internetUpdate(bytes.getUint16(checksumAt), before, after);
  bytes.setUint16(checksumAt, checksum);
  return checksum % 0xffff === 0;
}

/**
 * An adjusted checksum that is 0 in ones' complement, as encoding writes it: 0xffff where all that it covers is zeros, and 0
 * anywhere else. Only the whole region tells; and one time in 65536 it is asked.
 */
export function settleInternetChecksum(bytes: DataView, checksumAt: number, from: number, to: number, seed: number): void {
  bytes.setUint16(checksumAt, internetChecksum(bytes, from, to, seed, checksumAt) === 0xffff ? 0xffff : 0);
}

/** The same for UDP's: 0 stays 0, for there is none to bring up to date. */
export function adjustInternetChecksumNonzero(
  bytes: DataView,
  checksumAt: number,
  origin: number,
  at: number,
  size: number,
  before: number,
): void {
  if (bytes.getUint16(checksumAt) === 0) return;
  adjustInternetChecksum(bytes, checksumAt, origin, at, size, before);
  bytes.setUint16(checksumAt, internetNonzero(bytes.getUint16(checksumAt)));
}

/** Whether a checksum on the wire is the one that was computed: 0 and 0xffff are one number in ones' complement. */
export function internetHolds(given: number, computed: number): boolean {
  return given === computed || (given % 0xffff === 0 && computed % 0xffff === 0);
}
