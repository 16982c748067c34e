/**
 * The Internet checksum (RFC 1071) and its incremental update (RFC 1624). The sums of CRC, Fletcher and Adler are in crc.ts
 * and fletcher.ts. Regions are byte offsets `from..to`; an odd last byte counts as if a zero byte followed.
 */

import { textBytes } from "./text-bytes.js";

/** Writes a checksum, once all that it covers is written. */
export type PendingChecksum = () => void;

/**
 * The sum of the region's 16-bit words in network order, not folded: the seed of another sum. Exact for any
 * region; below 2^31 for up to 65536 bytes.
 */
export function internetSum(bytes: DataView, from: number, to: number): number {
  let sum = 0;
  let at = from;
  for (const last = to - 7; at < last; at += 8) {
    sum += bytes.getUint16(at) + bytes.getUint16(at + 2) + bytes.getUint16(at + 4) + bytes.getUint16(at + 6);
  }
  for (; at < to - 1; at += 2) sum += bytes.getUint16(at);
  return at < to ? sum + bytes.getUint8(at) * 0x100 : sum;
}

/** Adds the carries back until 16 bits are left; the sum is an integer >= 0. */
export function internetFold(sum: number): number {
  let folded = sum;
  while (folded > 0xffff) folded = (folded % 0x1_0000) + Math.floor(folded / 0x1_0000);
  return folded;
}

/** The one's complement sum of a region's 16-bit words: {@link internetSum}, folded. */
export function foldedSum(bytes: DataView, from: number, to: number): number {
  return internetFold(internetSum(bytes, from, to));
}

/** The same of bytes, or of a text's bytes in UTF-8, that are going to be written. */
export function textSum(source: Uint8Array | string): number {
  const bytes = typeof source === "string" ? textBytes(source) : source;
  return foldedSum(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0, bytes.length);
}

/**
 * The checksum of a region that contains the checksum field itself.
 *
 * @param seed a sum to start with (the pseudo-header's words), not folded, an integer >= 0
 * @param skipAt byte offset of the checksum field, whose two bytes count as zero; -1 where there is none
 */
export function internetChecksum(bytes: DataView, from: number, to: number, seed: number = 0, skipAt: number = -1): number {
  let sum = internetSum(bytes, from, to) + seed;
  if (skipAt >= 0) sum -= weight(bytes, from, to, skipAt) + weight(bytes, from, to, skipAt + 1);
  return 0xffff - internetFold(sum);
}

/** What the byte at `at` adds to the region's sum. */
function weight(bytes: DataView, from: number, to: number, at: number): number {
  if (at < from || at >= to) return 0;
  return (at - from) % 2 === 0 ? bytes.getUint8(at) * 0x100 : bytes.getUint8(at);
}

/** As UDP sends it (RFC 768): 0 would say that there is none, 0xffff is its equal. */
export function internetNonzero(checksum: number): number {
  return checksum === 0 ? 0xffff : checksum;
}

/**
 * The checksum after a part of its region changed (RFC 1624 equation 3).
 *
 * Equal to a new checksum over the region, except where that is all zeros now: then 0 and not 0xffff, its equal.
 *
 * @param oldSum the part's {@link internetSum} before; the part starts at an even offset in the region
 * @param newSum the same part's sum now
 */
export function internetUpdate(checksum: number, oldSum: number, newSum: number): number {
  return 0xffff - internetFold(0xffff - checksum + (0xffff - internetFold(oldSum)) + newSum);
}

/** After one byte changed. @param offset of the byte in the region: only whether it is odd matters */
export function internetUpdate8(checksum: number, oldByte: number, newByte: number, offset: number): number {
  const scale = offset % 2 === 0 ? 0x100 : 1;
  return internetUpdate(checksum, oldByte * scale, newByte * scale);
}

/** After two bytes changed, a word in network order. @param offset of the first in the region: only whether it is odd matters */
export function internetUpdate16(checksum: number, oldWord: number, newWord: number, offset: number = 0): number {
  if (offset % 2 === 0) return internetUpdate(checksum, oldWord, newWord);
  return internetUpdate(checksum, swapped(oldWord), swapped(newWord));
}

/** After four bytes changed, a word in network order. @param offset of the first in the region: only whether it is odd matters */
export function internetUpdate32(checksum: number, oldWord: number, newWord: number, offset: number = 0): number {
  const high = internetUpdate16(checksum, oldWord >>> 16, newWord >>> 16, offset);
  return internetUpdate16(high, oldWord & 0xffff, newWord & 0xffff, offset);
}

function swapped(word: number): number {
  return ((word & 0xff) << 8) | (word >> 8);
}
