/** The table of a zone's names, as it is written: hashes to nodes, by open addressing. */
import type { Arena } from "./arena.js";
import { spread } from "./image.js";
import { HEAD, NODE, SLOT } from "./layout.js";
import type { NameKey } from "./name-key.js";

/**
 * Anybody can make names up that have one hash, or that fall on each other in a table: a look-up would walk along all of them, and
 * loading a million would take hours. Ten million names of no such kind have four of one hash once in hundreds of zones, and come to 250
 * places at most.
 */
export const MOST_ALIKE = 16;
export const MOST_TRIED = 2048;

/** Names that only somebody who means it chooses: the zone, or the change, is not taken. */
export class NamesCollide extends Error {
  constructor(what: string) {
    super(`names are chosen so that ${what}: no zone has them by chance, and looking them up would take too long`);
  }
}

/** A power of two with room for so many names at three quarters. */
export function slotsFor(names: number): number {
  let count = 8;
  while (3 * count < 4 * names) count *= 2;
  return count;
}

export class NameTable {
  readonly #arena: Arena;
  readonly #originLength: number;
  #slots = 0;
  #mask = 0;
  names = 0;

  constructor(arena: Arena, originLength: number) {
    this.#arena = arena;
    this.#originLength = originLength;
  }

  /** The table that an image has. */
  open(): void {
    this.#slots = this.#arena.word(HEAD.SLOTS << 2);
    this.#mask = this.#arena.word(HEAD.SLOT_MASK << 2);
    this.names = this.#arena.word(HEAD.NAMES << 2);
  }

  /** A table of so many slots, with all names of the one before. */
  make(count: number): void {
    const arena = this.#arena;
    const old = this.#slots;
    const oldCount = old === 0 ? 0 : this.#mask + 1;
    this.#slots = arena.allocate(count * SLOT.BYTES);
    this.#mask = count - 1;
    arena.put(HEAD.SLOTS << 2, this.#slots);
    arena.put(HEAD.SLOT_MASK << 2, this.#mask);
    for (let slot = 0; slot < oldCount; slot++) {
      const at = old + slot * SLOT.BYTES;
      if (arena.word(at + SLOT.NODE) !== 0) this.#occupy(arena.word(at + SLOT.HASH), arena.word(at + SLOT.NODE));
    }
  }

  /** Whether another name would make the table too full to be fast. */
  get isFull(): boolean {
    return (this.names + 1) * 4 > (this.#mask + 1) * 3;
  }

  /** Puts a node in that has a new name, while nobody reads; grows the table as needed. */
  add(hash: number, node: number): void {
    if (this.isFull) this.make(2 * (this.#mask + 1));
    this.names++;
    this.#occupy(hash, node);
  }

  /** Reads the places of so many hashes, which brings them into the processor's cache; returns nothing of meaning. */
  fetch(hashes: Int32Array, count: number): number {
    const { words } = this.#arena;
    const slots = this.#slots >> 2;
    const mask = this.#mask;
    let sum = 0;
    // None of these waits for another.
    for (let index = 0; index < count; index++) sum ^= words[slots + 2 * (spread(hashes[index] ?? 0) & mask)] ?? 0;
    return sum;
  }

  #occupy(hash: number, node: number): void {
    const at = this.#freeSlot(hash);
    this.#arena.put(at + SLOT.HASH, hash);
    this.#arena.put(at + SLOT.NODE, node);
  }

  /** Throws NamesCollide. */
  #freeSlot(hash: number): number {
    const arena = this.#arena;
    let alike = 0;
    for (let slot = spread(hash) & this.#mask, tried = 0; tried < MOST_TRIED; slot = (slot + 1) & this.#mask, tried++) {
      const at = this.#slots + slot * SLOT.BYTES;
      if (arena.word(at + SLOT.NODE) === 0) return at;
      if (arena.word(at + SLOT.HASH) === hash && ++alike === MOST_ALIKE) throw new NamesCollide(`${MOST_ALIKE} have one hash`);
    }
    throw new NamesCollide(`${MOST_TRIED} stand in each other's way`);
  }

  /** The same while others read: the node last. The table must not be full. */
  publish(hash: number, node: number): void {
    const at = this.#freeSlot(hash);
    this.names++;
    Atomics.store(this.#arena.words, (at + SLOT.HASH) >> 2, hash);
    Atomics.store(this.#arena.words, (at + SLOT.NODE) >> 2, node);
  }

  /** The slot of the ending of a name that begins with a label; 0 if there is none. */
  slotOf(key: NameKey, label: number): number {
    const arena = this.#arena;
    const hash = key.hashes[label] ?? 0;
    const start = key.starts[label] ?? 0;
    const length = this.lengthFrom(key, start);
    for (let slot = spread(hash) & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const at = this.#slots + slot * SLOT.BYTES;
      const node = arena.word(at + SLOT.NODE);
      if (node === 0) return 0;
      if (arena.word(at + SLOT.HASH) === hash && isNamed(arena, node, key, start, length)) return at;
    }
  }

  /** Bytes of a name from a place on, the zone's own left out. */
  lengthFrom(key: NameKey, start: number): number {
    return key.length - this.#originLength - start;
  }

  /** The newest node in a slot. */
  nodeIn(slot: number): number {
    return this.#arena.word(slot + SLOT.NODE);
  }
}

/** Whether a node has the name that stands in a key from a place on, of a length. */
export function isNamed(arena: Arena, node: number, key: NameKey, start: number, length: number): boolean {
  if ((arena.word(node + NODE.NAME_LENGTH) & 0xff) !== length) return false;
  for (let index = 0; index < length; index++) {
    const byte = arena.bytes[node + NODE.NAME + index] ?? 0;
    const expected = key.bytes[start + index] ?? 0;
    if (byte !== expected && ((byte ^ expected) !== 0x20 || expected < 0x61 || expected > 0x7a)) return false;
  }
  return true;
}
