/**
 * Memory for images. A buffer that is no longer read is used again: nothing makes the garbage collector free large shared buffers in
 * time, so that a zone that is loaded again and again would take ever more memory.
 */

export interface Memory {
  /** A buffer of at least so many bytes, all zero. */
  take(bytes: number): SharedArrayBuffer;
}

/** New memory each time. */
export const FRESH: Memory = { take: (bytes) => new SharedArrayBuffer(bytes) };

/** Buffers that are kept at most. */
const MOST_KEPT = 4;
/** Smaller ones are not worth it. */
const LEAST_KEPT = 1 << 20;

export class MemoryPool implements Memory {
  readonly #kept: SharedArrayBuffer[] = [];

  /** One that was given back and is large enough, but not more than twice as large; else a new one. */
  take(bytes: number): SharedArrayBuffer {
    const index = this.#kept.findIndex(({ byteLength }) => byteLength >= bytes && byteLength <= 2 * bytes);
    const [found] = index < 0 ? [] : this.#kept.splice(index, 1);
    return found ?? new SharedArrayBuffer(bytes);
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
