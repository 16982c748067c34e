/** The memory of an image that is being written: appended to, and never freed in part. */

import type { ImagePlace, Memory } from "./memory.js";

/** An image that others read has no room left: a larger one is to be made. */
export class ArenaFull extends Error {
  constructor() {
    super("the zone's image is full");
  }
}

const PAGE = 4096;

/** Whole pages. */
export function wholePages(bytes: number): number {
  return Math.ceil(bytes / PAGE) * PAGE;
}

export class Arena {
  buffer: SharedArrayBuffer;
  words: Int32Array;
  bytes: Uint8Array;
  /** Bytes in use. */
  used: number;
  /** Where a larger buffer comes from; undefined where others read this one. */
  readonly #memory: Memory | undefined;

  constructor({ buffer, at, length }: ImagePlace, used: number, memory?: Memory) {
    this.buffer = buffer;
    this.words = new Int32Array(buffer, at, length >> 2);
    this.bytes = new Uint8Array(buffer, at, length);
    this.used = used;
    this.#memory = memory;
  }

  word(offset: number): number {
    return this.words[offset >> 2] ?? 0;
  }

  put(offset: number, value: number): void {
    this.words[offset >> 2] = value;
  }

  /** So many bytes, rounded up to whole words. They are zero. Throws ArenaFull. */
  allocate(bytes: number): number {
    const at = this.used;
    const end = at + ((bytes + 3) & ~3);
    if (end > this.bytes.length) this.#grow(end);
    this.used = end;
    return at;
  }

  #grow(least: number): void {
    if (this.#memory === undefined) throw new ArenaFull();
    const { bytes } = this;
    this.buffer = this.#memory.take(wholePages(Math.max(least, bytes.length * 1.5)));
    this.words = new Int32Array(this.buffer);
    this.bytes = new Uint8Array(this.buffer);
    this.bytes.set(bytes);
  }
}
