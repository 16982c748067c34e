/** Names as keys: lower-case wire form, and a hash for each of its endings (RFC 1034 section 3.1, 4343). */
import { labelAt } from "../../../runtime/types/dns-wire.js";

const MAX_NAME = 255;
const MAX_LABELS = 127;
const ASTERISK = 0x2a;

/** The hash of the root. */
const SEED = 0x811c9dc5 | 0;

/** Of the last word of a label those bytes that belong to it, by their number; all of four. */
const TAIL_MASKS = Int32Array.of(0, 0xff, 0xffff, 0xffffff);

/** A to Z as a to z. */
export const LOWER: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte));

/** The same with four bytes at a time: bytes with their top bit set are as they are. */
export function lowerWord(word: number): number {
  const low = word & 0x7f7f7f7f;
  // Bits 7 of the bytes that are at least A, and of those that are more than Z.
  const upper = (low + 0x3f3f3f3f) ^ (low + 0x25252525);
  return word | ((upper & ~word & 0x80808080) >>> 2);
}

/** The hash of a name that has four more bytes in front, or fewer and zeros: each bit of both matters to all of them. */
function mix(hash: number, word: number): number {
  const scrambled = Math.imul(word, 0xcc9e2d51);
  const mixed = hash ^ Math.imul((scrambled << 15) | (scrambled >>> 17), 0x1b873593);
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}

/** A name that is looked up. Filled again and again: nothing is allocated. */
export class NameKey {
  /** Wire form without pointers, in lower case. Four bytes can be read from everywhere in it. */
  readonly bytes = new Uint8Array(MAX_NAME + 5);
  readonly view = new DataView(this.bytes.buffer);
  length = 0;
  /** The root not counted. */
  labels = 0;
  /** Where each label's length byte stands; that of the root is at `labels`. */
  readonly starts = new Uint8Array(MAX_LABELS + 1);
  /** Of the ending that begins with each label. */
  readonly hashes = new Int32Array(MAX_LABELS + 1);

  /** The name in `at..end`, which was checked; false where it ends in a pointer. */
  load(view: DataView, at: number, end: number): boolean {
    const { bytes, view: own } = this;
    const length = end - at;
    let index = 0;
    for (; index + 4 <= length; index += 4) own.setInt32(index, lowerWord(view.getInt32(at + index)));
    for (; index < length; index++) bytes[index] = LOWER[view.getUint8(at + index)] ?? 0;
    return this.#divide();
  }

  /** Finds the labels of what was written to `bytes`; false where it ends in a pointer. */
  #divide(): boolean {
    const { bytes, starts } = this;
    let labels = 0;
    let at = 0;
    for (let size = bytes[0] ?? 0; size !== 0; size = bytes[at] ?? 0) {
      if (size >= 0xc0) return false;
      starts[labels++] = at;
      at += 1 + size;
    }
    starts[labels] = at;
    this.labels = labels;
    this.length = at + 1;
    this.#hash();
    return true;
  }

  /** A name that may end in a pointer, which counts from `base`; false for what is no name. */
  loadFromMessage(view: DataView, at: number, base: number): boolean {
    const { bytes, starts } = this;
    const end = view.byteLength;
    let length = 0;
    let labels = 0;
    for (let label = labelAt(view, at, base, end); label >= 0;) {
      const size = view.getUint8(label);
      if (length + 1 + size > MAX_NAME) return false;
      starts[labels] = length;
      bytes[length++] = size;
      for (let index = 1; index <= size; index++) bytes[length++] = LOWER[view.getUint8(label + index)] ?? 0;
      if (size === 0) {
        this.labels = labels;
        this.length = length;
        this.#hash();
        return true;
      }
      labels++;
      label = labelAt(view, label + 1 + size, base, end);
    }
    return false;
  }

  /** A name in wire form, whole, that was checked. */
  loadWire(wire: Uint8Array, length: number = wire.length): void {
    const { bytes } = this;
    for (let index = 0; index < length; index++) bytes[index] = LOWER[wire[index] ?? 0] ?? 0;
    this.#divide();
  }

  /** Puts the first `labels` labels of another name before an ending of this one; false where that is too long (RFC 6672 section 2.2). */
  replaceEnding(prefix: NameKey, labels: number, ending: NameKey): boolean {
    const cut = prefix.starts[labels] ?? 0;
    if (cut + ending.length > MAX_NAME) return false;
    const { bytes } = this;
    for (let index = 0; index < cut; index++) bytes[index] = prefix.bytes[index] ?? 0;
    for (let index = 0; index < ending.length; index++) bytes[cut + index] = ending.bytes[index] ?? 0;
    this.loadWire(bytes, cut + ending.length);
    return true;
  }

  /** Whether it is another name or below it. */
  endsWith(other: NameKey): boolean {
    const start = this.length - other.length;
    if (this.labels < other.labels || this.starts[this.labels - other.labels] !== start) return false;
    for (let index = 0; index < other.length; index++) {
      if (this.bytes[start + index] !== other.bytes[index]) return false;
    }
    return true;
  }

  /** `*.` before the ending of another name that begins with a label. */
  loadWildcard(name: NameKey, label: number): void {
    const start = name.starts[label] ?? 0;
    this.bytes[0] = 1;
    this.bytes[1] = ASTERISK;
    for (let index = start; index < name.length; index++) this.bytes[index - start + 2] = name.bytes[index] ?? 0;
    this.loadWire(this.bytes, name.length - start + 2);
  }

  /** Label by label from the root on, each with its length. */
  #hash(): void {
    const { view, starts, hashes } = this;
    let hash = SEED;
    let end = this.length - 1;
    hashes[this.labels] = hash;
    for (let label = this.labels - 1; label >= 0; label--) {
      const start = starts[label] ?? 0;
      let at = start;
      for (; at + 4 <= end; at += 4) hash = mix(hash, view.getInt32(at, true));
      if (at < end) hash = mix(hash, view.getInt32(at, true) & (TAIL_MASKS[end - at] ?? 0));
      end = start;
      hashes[label] = hash;
    }
  }

  /** The hash of `*.` before the ending that begins with a label (RFC 4592 section 2.1.1). */
  wildcardHash(label: number): number {
    return mix(this.hashes[label] ?? 0, (ASTERISK << 8) | 1);
  }
}
