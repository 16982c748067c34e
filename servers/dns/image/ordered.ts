/**
 * The names of a signed zone in order, for proofs of what is not there: the owners of NSEC records in the canonical order of names
 * (RFC 4034 section 6.1), or those of NSEC3 records in the order of their hashes (RFC 5155 section 3.3).
 *
 * A table in the image: its predecessor, the version from which on it counts, which of both it is (SIGNED), the number of entries, and
 * the entries. An entry is
 * the first 32 bits of the hash, 0 for NSEC, and the node.
 */
import type { ZoneImage } from "./image.js";
import { ENTRY, HEAD, NODE, TABLE } from "./layout.js";
import { LOWER, type NameKey } from "./name-key.js";

/** A hash of SHA-1 in base32hex, as NSEC3 owners have it (RFC 5155 section 3.3). */
export const HASH_LABEL = 32;

/** What nodes are ordered by: an image, or what will be one. */
export interface NodeBytes {
  readonly bytes: Uint8Array;
  word(offset: number): number;
}

/** The table at a version; 0 if there is none. */
export function orderedTable(image: ZoneImage, version: number): number {
  let table = image.word(HEAD.ORDERED << 2);
  while (table !== 0 && image.word(table + TABLE.VERSION) > version) table = image.word(table + TABLE.PREVIOUS);
  return table;
}

/** Compares names that are relative to the same one. */
export class NameOrder {
  readonly #starts = new Uint8Array(128);
  readonly #otherStarts = new Uint8Array(128);

  /** A node with a name that has `labels` labels of its own: negative, 0 or positive. */
  compareWithKey(nodes: NodeBytes, node: number, key: NameKey, labels: number): number {
    const count = labelStarts(nodes, node, this.#starts);
    for (let back = 1; back <= count && back <= labels; back++) {
      const label = node + NODE.NAME + (this.#starts[count - back] ?? 0);
      const order = compareLabels(nodes.bytes, label, key.bytes, key.starts[labels - back] ?? 0);
      if (order !== 0) return order;
    }
    return count - labels;
  }

  compare(nodes: NodeBytes, node: number, other: number): number {
    const count = labelStarts(nodes, node, this.#starts);
    const otherCount = labelStarts(nodes, other, this.#otherStarts);
    for (let back = 1; back <= count && back <= otherCount; back++) {
      const label = node + NODE.NAME + (this.#starts[count - back] ?? 0);
      const order = compareLabels(nodes.bytes, label, nodes.bytes, other + NODE.NAME + (this.#otherStarts[otherCount - back] ?? 0));
      if (order !== 0) return order;
    }
    return count - otherCount;
  }
}

/** Where the labels of a node's name start, from its first; how many there are. */
function labelStarts(nodes: NodeBytes, node: number, starts: Uint8Array): number {
  const length = nodes.word(node + NODE.NAME_LENGTH) & 0xff;
  let count = 0;
  for (let at = 0; at < length; at += 1 + (nodes.bytes[node + NODE.NAME + at] ?? 0)) starts[count++] = at;
  return count;
}

function compareLabels(bytes: Uint8Array, at: number, otherBytes: Uint8Array, otherAt: number): number {
  const size = bytes[at] ?? 0;
  const otherSize = otherBytes[otherAt] ?? 0;
  const common = Math.min(size, otherSize);
  for (let index = 1; index <= common; index++) {
    const order = (LOWER[bytes[at + index] ?? 0] ?? 0) - (LOWER[otherBytes[otherAt + index] ?? 0] ?? 0);
    if (order !== 0) return order;
  }
  return size - otherSize;
}

/** The node that is a name, or the last before it, of a table of NSEC owners; the zone's own name is the first. */
export function nsecAtOrBefore(image: ZoneImage, table: number, key: NameKey, order: NameOrder): number {
  const labels = key.labels - image.originLabels;
  let low = 0;
  let high = image.word(table + TABLE.COUNT) - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (order.compareWithKey(image, entryNode(image, table, middle), key, labels) <= 0) low = middle;
    else high = middle - 1;
  }
  return entryNode(image, table, low);
}

function entryNode(image: ZoneImage, table: number, index: number): number {
  return image.word(table + TABLE.ENTRIES + index * ENTRY.BYTES + ENTRY.NODE);
}

/** The first 32 bits of a hash in base32hex: six digits, and two bits of the next. Unsigned. */
export function hashPrefix(bytes: Uint8Array, at: number): number {
  let prefix = 0;
  for (let index = 0; index < 6; index++) prefix = prefix * 32 + digit(bytes[at + index] ?? 0);
  return prefix * 4 + (digit(bytes[at + 6] ?? 0) >> 3);
}

/** 0 to 9, A to V of either case. */
function digit(byte: number): number {
  return byte < 0x40 ? byte - 0x30 : (byte | 0x20) - 0x61 + 10;
}

/** Negative, 0 or positive: a node's hash against one in base32hex, lower case. */
export function compareHashes(nodes: NodeBytes, node: number, hash: Uint8Array, at = 0): number {
  for (let index = 0; index < HASH_LABEL; index++) {
    const order = (LOWER[nodes.bytes[node + NODE.NAME + 1 + index] ?? 0] ?? 0) - (LOWER[hash[at + index] ?? 0] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}

/**
 * The node whose hash is this, or the last before it; the last of all where it is before the first, since hashes go in a circle.
 *
 * @param hash base32hex, lower case
 */
export function nsec3AtOrBefore(image: ZoneImage, table: number, hash: Uint8Array): number {
  const count = image.word(table + TABLE.COUNT);
  const prefix = hashPrefix(hash, 0);
  // Hashes are spread evenly: the place is about where their first bits say. Then by doubling steps to either side.
  let low = Math.min(count - 1, Math.floor((prefix / 0x1_0000_0000) * count));
  let high = low;
  for (let step = 1; low > 0 && !isAtOrBefore(image, table, low, prefix, hash); step *= 2) low = Math.max(0, low - step);
  for (let step = 1; high < count - 1 && isAtOrBefore(image, table, high, prefix, hash); step *= 2) high = Math.min(count - 1, high + step);
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (isAtOrBefore(image, table, middle, prefix, hash)) low = middle;
    else high = middle - 1;
  }
  return entryNode(image, table, isAtOrBefore(image, table, low, prefix, hash) ? low : count - 1);
}

function isAtOrBefore(image: ZoneImage, table: number, index: number, prefix: number, hash: Uint8Array): boolean {
  const entry = table + TABLE.ENTRIES + index * ENTRY.BYTES;
  const other = image.word(entry + ENTRY.PREFIX) >>> 0;
  if (other !== prefix) return other < prefix;
  return compareHashes(image, image.word(entry + ENTRY.NODE), hash) <= 0;
}
