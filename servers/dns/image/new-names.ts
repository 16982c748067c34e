/**
 * Names that are put into a table while nobody reads it. Each goes to a place of the table that no cache has, and waiting for memory
 * would take most of the time: so new names are kept back, and put in many at a time, whose places are fetched together. A filter of a
 * few bits a name tells nearly always that a name is new without a look at the table.
 */
import type { Arena } from "./arena.js";
import { isNamed, type NameTable } from "./name-table.js";
import type { NameKey } from "./name-key.js";

/** Names that are put in together: as many reads of memory as a processor has under way, and some more. */
const TOGETHER = 64;
/** Bits of the filter for each name that is expected: a new name in ten is looked for in vain. */
const BITS_PER_NAME = 4;
const SMALLEST_FILTER = 1024;
/** Of a hash, by multiplication: other bits than those that choose the place in the table. */
const MIXER = 0x9e3779b1;

export class NewNames {
  readonly #arena: Arena;
  readonly #table: NameTable;
  readonly #filter: Int32Array;
  readonly #shift: number;
  readonly #hashes = new Int32Array(TOGETHER);
  readonly #nodes = new Int32Array(TOGETHER);
  #count = 0;

  /** @param expected names; more make the filter useless, not wrong */
  constructor(arena: Arena, table: NameTable, expected: number) {
    this.#arena = arena;
    this.#table = table;
    let bits = SMALLEST_FILTER;
    while (bits < BITS_PER_NAME * expected && bits < 0x8000_0000) bits *= 2;
    this.#filter = new Int32Array(bits / 32);
    this.#shift = 32 - Math.log2(bits);
  }

  /** The node of the ending of a name that begins with a label; 0 if there is none. */
  find(key: NameKey, label: number): number {
    const hash = key.hashes[label] ?? 0;
    const bit = Math.imul(hash, MIXER) >>> this.#shift;
    if (((this.#filter[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) return 0;
    const slot = this.#table.slotOf(key, label);
    return slot === 0 ? this.#keptBack(key, label, hash) : this.#table.nodeIn(slot);
  }

  #keptBack(key: NameKey, label: number, hash: number): number {
    const start = key.starts[label] ?? 0;
    for (let index = 0; index < this.#count; index++) {
      const node = this.#nodes[index] ?? 0;
      if (this.#hashes[index] === hash && isNamed(this.#arena, node, key, start, this.#table.lengthFrom(key, start))) return node;
    }
    return 0;
  }

  /** Takes a node that has a new name. */
  add(hash: number, node: number): void {
    const bit = Math.imul(hash, MIXER) >>> this.#shift;
    this.#filter[bit >>> 5] = (this.#filter[bit >>> 5] ?? 0) | (1 << (bit & 31));
    this.#hashes[this.#count] = hash;
    this.#nodes[this.#count++] = node;
    if (this.#count === TOGETHER) this.flush();
  }

  /** Puts in what was kept back. */
  flush(): void {
    const count = this.#count;
    this.#table.fetch(this.#hashes, count);
    this.#count = 0;
    for (let index = 0; index < count; index++) this.#table.add(this.#hashes[index] ?? 0, this.#nodes[index] ?? 0);
  }
}
