/**
 * Memory for images. Large buffers that are no longer read are used again: nothing makes the garbage collector free large shared
 * buffers in time, so that a zone that is loaded again and again would take ever more memory. Small images share buffers: each of its
 * own would take whole pages, and more of the collector than of the zone.
 */

/** Where an image is: a buffer of its own, or a part of one. */
export interface ImagePlace {
  readonly buffer: SharedArrayBuffer;
  /** In bytes, divisible by four. */
  readonly at: number;
  readonly length: number;
}

export interface Memory {
  /** A buffer of at least so many bytes, all zero. */
  take(bytes: number): SharedArrayBuffer;
  /**
   * Where an image goes that was made in a buffer, which is not to be used any more then; undefined where it stays.
   *
   * @param used bytes of the image
   */
  settle?(buffer: SharedArrayBuffer, used: number): ImagePlace | undefined;
}

/** New memory each time. */
export const FRESH: Memory = { take: (bytes) => new SharedArrayBuffer(bytes) };

/** Buffers that are kept at most. */
const MOST_KEPT = 4;
/** Smaller ones are not worth it. */
const LEAST_KEPT = 1 << 20;

/** What small images are made in, and the largest of them. */
const DRAFT_BYTES = 1 << 16;
const MOST_DRAFTS = 4;
/** What small images share. */
const SHARED_BYTES = 1 << 19;

export class MemoryPool implements Memory {
  readonly #kept: SharedArrayBuffer[] = [];
  readonly #drafts: SharedArrayBuffer[] = [];
  /** Parts of shared buffers that were given back, all zero, by their length. */
  readonly #free = new Map<number, ImagePlace[]>();
  #shared = new SharedArrayBuffer(0);
  #sharedUsed = 0;

  /** One that was given back and is large enough, but not more than twice as large; else a new one. */
  take(bytes: number): SharedArrayBuffer {
    if (bytes <= DRAFT_BYTES) return this.#drafts.pop() ?? new SharedArrayBuffer(DRAFT_BYTES);
    const index = this.#kept.findIndex(({ byteLength }) => byteLength >= bytes && byteLength <= 2 * bytes);
    const [found] = index < 0 ? [] : this.#kept.splice(index, 1);
    return found ?? new SharedArrayBuffer(bytes);
  }

  settle(buffer: SharedArrayBuffer, used: number): ImagePlace | undefined {
    // One with room for changes has a buffer of its own.
    if (buffer.byteLength !== DRAFT_BYTES) return undefined;
    const place = this.#placeOf(roomFor(used));
    const made = new Uint8Array(buffer, 0, used);
    new Uint8Array(place.buffer, place.at, used).set(made);
    if (this.#drafts.length === MOST_DRAFTS) return place;
    made.fill(0);
    this.#drafts.push(buffer);
    return place;
  }

  #placeOf(length: number): ImagePlace {
    const free = this.#free.get(length)?.pop();
    if (free !== undefined) return free;
    if (this.#sharedUsed + length > this.#shared.byteLength) {
      this.#shared = new SharedArrayBuffer(SHARED_BYTES);
      this.#sharedUsed = 0;
    }
    const at = this.#sharedUsed;
    this.#sharedUsed += length;
    return { buffer: this.#shared, at, length };
  }

  /** Takes back the place of a small image that nobody reads any more; false where it has a buffer of its own. */
  release({ buffer, at, length }: ImagePlace): boolean {
    if (length === buffer.byteLength) return false;
    new Uint8Array(buffer, at, length).fill(0);
    const free = this.#free.get(length);
    if (free === undefined) this.#free.set(length, [{ buffer, at, length }]);
    else free.push({ buffer, at, length });
    return true;
  }

  /** Whether a buffer is worth being used again. */
  isKept(buffer: SharedArrayBuffer): boolean {
    return buffer.byteLength >= LEAST_KEPT;
  }

  /** Takes back a buffer that nobody reads any more. @param used bytes that were written to */
  give(buffer: SharedArrayBuffer, used: number): void {
    if (!this.isKept(buffer) || this.#kept.includes(buffer)) return;
    new Uint8Array(buffer, 0, Math.min(used, buffer.byteLength)).fill(0);
    this.#kept.push(buffer);
    if (this.#kept.length > MOST_KEPT) this.#kept.shift();
  }
}

/** Rounded up, by an eighth at most, so that what one image leaves fits another. */
function roomFor(bytes: number): number {
  const step = Math.max(64, 1 << (28 - Math.clz32(bytes)));
  return Math.ceil(bytes / step) * step;
}
