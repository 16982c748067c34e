/** Names as keys: lower-case wire form, and a hash for each of its endings (RFC 1034 section 3.1, 4343). */
import { labelAt } from "../../../runtime/types/dns-wire.js";

const MAX_NAME = 255;
const MAX_LABELS = 127;
const MULTIPLIER = 0x01000193;
const ASTERISK = 0x2a;

/** The hash of the root. */
const SEED = 0x811c9dc5 | 0;

/** A to Z as a to z. */
export const LOWER: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte));

/** A name that is looked up. Filled again and again: nothing is allocated. */
export class NameKey {
  /** Wire form without pointers, in lower case. */
  readonly bytes = new Uint8Array(MAX_NAME + 1);
  length = 0;
  /** The root not counted. */
  labels = 0;
  /** Where each label's length byte stands; that of the root is at `labels`. */
  readonly starts = new Uint8Array(MAX_LABELS + 1);
  /** Of the ending that begins with each label. */
  readonly hashes = new Int32Array(MAX_LABELS + 1);

  /** The name in `at..end`, which was checked; false where it ends in a pointer. */
  load(view: DataView, at: number, end: number): boolean {
    const { bytes, starts } = this;
    let labels = 0;
    let next = 0;
    const length = end - at;
    for (let index = 0; index < length; index++) {
      const byte = view.getUint8(at + index);
      if (index === next) {
        if (byte >= 0xc0) return false;
        starts[labels++] = index;
        next = index + 1 + byte;
        bytes[index] = byte;
      } else {
        bytes[index] = byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
      }
    }
    this.labels = labels - 1;
    this.length = length;
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
    const { bytes, starts } = this;
    let labels = 0;
    for (let label = 0; label < length;) {
      const size = wire[label] ?? 0;
      starts[labels++] = label;
      bytes[label] = size;
      for (let index = 1; index <= size; index++) bytes[label + index] = LOWER[wire[label + index] ?? 0] ?? 0;
      label += 1 + size;
    }
    this.labels = labels - 1;
    this.length = length;
    this.#hash();
  }

  /** Puts the first `labels` labels of another name before an ending of this one; false where that is too long (RFC 6672 section 2.3). */
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

  #hash(): void {
    const { bytes, starts, hashes } = this;
    let hash = SEED;
    let end = this.length - 1;
    hashes[this.labels] = hash;
    for (let label = this.labels - 1; label >= 0; label--) {
      const start = starts[label] ?? 0;
      for (let index = start; index < end; index++) hash = Math.imul(hash ^ (bytes[index] ?? 0), MULTIPLIER);
      end = start;
      hashes[label] = hash;
    }
  }

  /** The hash of `*.` before the ending that begins with a label (RFC 4592 section 2.1.1). */
  wildcardHash(label: number): number {
    const hash = Math.imul((this.hashes[label] ?? 0) ^ 1, MULTIPLIER);
    return Math.imul(hash ^ ASTERISK, MULTIPLIER);
  }
}
