/** All names of a zone, in the order in which they stand in its image, which is nearly that of the file. */
import type { ZoneImage } from "../image/image.js";
import { HEAD, SLOT } from "../image/layout.js";

/** Nodes of an image: a bit for each of its words. */
export class NodeSet {
  readonly #bits: Uint32Array;

  constructor(image: ZoneImage) {
    // What a change has written that nobody sees yet stands behind what is in use.
    this.#bits = new Uint32Array((image.bytes.length >>> 7) + 1);
  }

  add(node: number): void {
    const word = node >> 2;
    this.#bits[word >> 5] = (this.#bits[word >> 5] ?? 0) | (1 << (word & 31));
  }

  has(node: number): boolean {
    const word = node >> 2;
    return ((this.#bits[word >> 5] ?? 0) & (1 << (word & 31))) !== 0;
  }

  forEach(visit: (node: number) => void): void {
    const bits = this.#bits;
    for (let index = 0; index < bits.length; index++) {
      for (let rest = bits[index] ?? 0; rest !== 0; rest &= rest - 1) visit((index * 32 + 31 - Math.clz32(rest & -rest)) << 2);
    }
  }
}

/**
 * The newest node of each name; of those that have gone too. The table of names has them in no order: visited as it has them, nearly
 * each would be a cache miss. So they are marked first, and visited from the image's start to its end.
 */
export function allNodes(image: ZoneImage): NodeSet {
  const nodes = new NodeSet(image);
  const slots = image.word(HEAD.SLOTS << 2) >> 2;
  const end = slots + (image.word(HEAD.SLOT_MASK << 2) + 1) * (SLOT.BYTES >> 2);
  for (let slot = slots; slot < end; slot += SLOT.BYTES >> 2) {
    const newest = image.words[slot + (SLOT.NODE >> 2)] ?? 0;
    if (newest !== 0) nodes.add(newest);
  }
  return nodes;
}
