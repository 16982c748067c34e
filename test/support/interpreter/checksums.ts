/** Checksums, straight from their definitions. */
import type { ChecksumAlgorithm } from "../../../src/ir/ir.js";
import { Malformed } from "./failure.js";
import type { Place } from "./scope.js";

/** The region's bytes with the checksum's own as zeros. Places are in bytes; the region counts from the packet's start. */
export function checksumOfRegion(
  algorithm: ChecksumAlgorithm,
  bytes: Uint8Array | readonly number[],
  { frame }: Place,
  [from, to]: readonly [bigint, bigint],
  [ownStart, ownEnd]: readonly [number, number],
  { seed, end }: { readonly seed: bigint; readonly end: number },
): bigint {
  const [first, last] = [frame.start + Number(from), frame.start + Number(to)];
  if (from < 0n || to < from || last > end) throw new Malformed("the checksum's region is not in the packet");
  if (seed < 0n || seed >= 2n ** 48n) throw new Malformed("no sum of words");
  const region: number[] = [];
  for (let at = first; at < last; at++) region.push(at >= ownStart && at < ownEnd ? 0 : (bytes[at] ?? 0));
  return checksumOf(algorithm, region, seed);
}

/** Of bytes in which the checksum itself counts as zeros. */
export function checksumOf(algorithm: ChecksumAlgorithm, bytes: readonly number[], seed: bigint): bigint {
  switch (algorithm) {
    case "internet":
      return internet(bytes, seed);
    case "internet_nonzero":
      return internet(bytes, seed) === 0n ? 0xffffn : internet(bytes, seed);
    case "crc32":
      return crc(bytes, 0xedb88320n);
    case "crc32c":
      return crc(bytes, 0x82f63b78n);
    case "fletcher16":
      return twoSums(bytes, 0n, 255n, 8n);
    case "fletcher32":
      return twoSums(littleWords(bytes), 0n, 65535n, 16n);
    case "adler32":
      return twoSums(bytes, 1n, 65521n, 16n);
  }
}

/** RFC 1071: the ones' complement of the ones' complement sum of the 16-bit words. */
function internet(bytes: readonly number[], seed: bigint): bigint {
  let sum = seed;
  for (let at = 0; at < bytes.length; at += 2) sum += BigInt((bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0));
  while (sum > 0xffffn) sum = (sum & 0xffffn) + (sum >> 16n);
  return 0xffffn - sum;
}

function crc(bytes: readonly number[], polynomial: bigint): bigint {
  let remainder = 0xffffffffn;
  for (const byte of bytes) {
    remainder ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit++) remainder = (remainder & 1n) === 1n ? (remainder >> 1n) ^ polynomial : remainder >> 1n;
  }
  return remainder ^ 0xffffffffn;
}

function twoSums(parts: readonly number[], start: bigint, modulus: bigint, width: bigint): bigint {
  let [first, second] = [start, 0n];
  for (const part of parts) {
    first = (first + BigInt(part)) % modulus;
    second = (second + first) % modulus;
  }
  return (second << width) + first;
}

function littleWords(bytes: readonly number[]): number[] {
  const words: number[] = [];
  for (let at = 0; at < bytes.length; at += 2) words.push((bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0));
  return words;
}
