/** Bytes of a stream that are not done with: added behind, taken away in front. No file access. */
const SMALLEST = 65536;

export class HeldBytes {
  #store = new Uint8Array(SMALLEST);
  #start = 0;
  #end = 0;
  #taken = 0;

  /** How many were taken away: where in the stream the first one stands. */
  get at(): number {
    return this.#taken;
  }

  get length(): number {
    return this.#end - this.#start;
  }

  /** A window that is good until bytes are added. */
  get view(): DataView {
    return new DataView(this.#store.buffer, this.#start, this.length);
  }

  add(bytes: Uint8Array): void {
    if (this.#end + bytes.length > this.#store.length) this.#makeRoom(this.length + bytes.length);
    this.#store.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  take(count: number): void {
    this.#start += count;
    this.#taken += count;
  }

  /** Twice what is asked for: each byte is copied a few times at most, however small the pieces are. */
  #makeRoom(length: number): void {
    const store = 2 * length <= this.#store.length ? this.#store : new Uint8Array(2 * length);
    store.set(this.#store.subarray(this.#start, this.#end));
    this.#end -= this.#start;
    this.#start = 0;
    this.#store = store;
  }
}
