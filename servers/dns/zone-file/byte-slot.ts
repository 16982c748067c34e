/** A byte field that is used for all records, one after the other. */

/** No record's data is longer (RFC 1035 section 3.2.1). */
export const LONGEST_DATA = 0xffff;
/** Windows of up to so many bytes are made once. */
const KEPT = 1024;

/** Bytes that are written over and over again, and windows on their start. Making a window costs more than filling it. */
export class ByteSlot {
  bytes = new Uint8Array(128);
  #windows: (Uint8Array<ArrayBuffer> | undefined)[] = [];

  /** Makes room for at least so many bytes; what is there stays. */
  reserve(length: number): void {
    if (length <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(length, 2 * this.bytes.length));
    larger.set(this.bytes);
    this.bytes = larger;
    this.#windows = [];
  }

  /** The first `length` bytes. */
  window(length: number): Uint8Array<ArrayBuffer> {
    const known = this.#windows[length];
    if (known !== undefined) return known;
    const window = new Uint8Array(this.bytes.buffer, 0, length);
    if (length <= KEPT) this.#windows[length] = window;
    return window;
  }
}
