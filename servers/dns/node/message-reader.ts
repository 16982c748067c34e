/** Messages of a stream, each behind its length (RFC 1035 section 4.2.2), however it was cut into pieces on its way. */

const LENGTH = 2;
/** What a message that comes in pieces is given at first; it gets more as it comes, never for what was only announced. */
const FIRST_BYTES = 512;
const NOTHING = new Uint8Array(0);

/**
 * Holds at most one message that has not come whole, and what is left of the last piece: whoever gives it pieces stops doing so until
 * `next` has no more.
 */
export class MessageReader {
  /** The last piece, which may have many messages, and where it goes on. */
  #piece: Uint8Array = NOTHING;
  #at = 0;
  /** A message that began in an earlier piece, with its length. */
  #begun: Uint8Array = NOTHING;
  #have = 0;

  push(piece: Uint8Array): void {
    const left = this.#piece.length - this.#at;
    if (left === 0) this.#piece = piece;
    else {
      const both = new Uint8Array(left + piece.length);
      both.set(this.#piece.subarray(this.#at));
      both.set(piece, left);
      this.#piece = both;
    }
    this.#at = 0;
  }

  /** Bytes that it holds on to. */
  get heldBytes(): number {
    return this.#begun.length + this.#piece.length;
  }

  /** The next message, without its length; undefined where none has come whole. It is good until the next call. */
  next(): Uint8Array | undefined {
    return this.#have === 0 ? this.#nextOfPiece() : this.#nextBegun();
  }

  #nextOfPiece(): Uint8Array | undefined {
    const piece = this.#piece;
    const start = this.#at + LENGTH;
    const end = start + lengthAt(piece, this.#at);
    if (start <= piece.length && end <= piece.length) {
      this.#at = end;
      return piece.subarray(start, end);
    }
    this.#keep(piece.length - this.#at);
    return undefined;
  }

  #nextBegun(): Uint8Array | undefined {
    if (this.#have < LENGTH) this.#keep(Math.min(LENGTH - this.#have, this.#piece.length - this.#at));
    if (this.#have < LENGTH) return undefined;
    const whole = LENGTH + lengthAt(this.#begun, 0);
    this.#keep(Math.min(whole - this.#have, this.#piece.length - this.#at));
    if (this.#have < whole) return undefined;
    const message = this.#begun.subarray(LENGTH, whole);
    this.#begun = NOTHING;
    this.#have = 0;
    return message;
  }

  /** Moves bytes of the piece to the message that has begun. A copy: pieces are not kept alive by their last few bytes. */
  #keep(bytes: number): void {
    const end = this.#have + bytes;
    if (end > this.#begun.length) {
      const grown = new Uint8Array(Math.min(Math.max(FIRST_BYTES, 2 * end), LENGTH + 0xffff));
      grown.set(this.#begun.subarray(0, this.#have));
      this.#begun = grown;
    }
    this.#begun.set(this.#piece.subarray(this.#at, this.#at + bytes), this.#have);
    this.#have = end;
    this.#at += bytes;
    if (this.#at === this.#piece.length) {
      this.#piece = NOTHING;
      this.#at = 0;
    }
  }
}

function lengthAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
