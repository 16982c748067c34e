/** Reading a zone's image. Nothing here allocates, but for opening one. */
import { DnsType } from "../../../generated/dns/types.js";
import { GONE, HAS_DATA, HASHED, HEAD, NODE, RRSET, SIGNED, TABLE } from "./layout.js";
import type { ImagePlace } from "./memory.js";
import { LOWER, lowerWord, type NameKey } from "./name-key.js";

const ASTERISK = 0x2a;

/** A version later than all: what the writer has written, published or not. */
export const NEWEST = 0x7fff_ffff;

/** How the signatures of a type's RRset are found (RFC 4034 section 3.1). */
export function signaturesOf(type: number): number {
  return (type << 16) | DnsType.RRSIG;
}

/** A zone, as it is read. Other threads open the same buffer. */
export class ZoneImage {
  /** What it stands in, which may hold others too. */
  readonly buffer: SharedArrayBuffer;
  readonly words: Int32Array;
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** Bytes of the zone's name. */
  readonly originLength: number;
  /** Its labels, the root not counted. */
  readonly originLabels: number;
  readonly #slots: number;
  readonly #mask: number;

  /** @param at where it begins, in bytes; offsets within the image count from there */
  constructor(buffer: SharedArrayBuffer, at = 0, length = buffer.byteLength - at) {
    this.buffer = buffer;
    this.words = new Int32Array(buffer, at, length >> 2);
    this.bytes = new Uint8Array(buffer, at, length);
    this.view = new DataView(buffer, at, length);
    this.originLength = this.word(HEAD.ORIGIN_LENGTH << 2);
    this.originLabels = this.word(HEAD.ORIGIN_LABELS << 2);
    this.#slots = this.word(HEAD.SLOTS << 2);
    this.#mask = this.word(HEAD.SLOT_MASK << 2);
  }

  /** For other threads, which open it there. Allocates. */
  get place(): ImagePlace {
    const { byteOffset: at, byteLength: length } = this.bytes;
    return { buffer: this.buffer, at, length };
  }

  /** The zone's name in wire form, as written. Allocates. */
  origin(): Uint8Array {
    const at = this.word(HEAD.ORIGIN_AS_WRITTEN << 2);
    return this.bytes.slice(at, at + this.originLength);
  }

  /** The word at an offset. */
  word(offset: number): number {
    return this.words[offset >> 2] ?? 0;
  }

  /** What readers may see from now on. */
  get version(): number {
    return Atomics.load(this.words, HEAD.VERSION);
  }

  /** Whether it is too old to be served: all threads see it. */
  get isExpired(): boolean {
    return Atomics.load(this.words, HEAD.EXPIRED) !== 0;
  }

  set isExpired(isExpired: boolean) {
    Atomics.store(this.words, HEAD.EXPIRED, isExpired ? 1 : 0);
  }

  /** When a secondary zone will be too old, in seconds since 1970, at most 2^32 - 1; 0 where that is not known. */
  get expiresAt(): number {
    return Atomics.load(this.words, HEAD.EXPIRES_AT) >>> 0;
  }

  set expiresAt(seconds: number) {
    Atomics.store(this.words, HEAD.EXPIRES_AT, Math.min(0xffff_ffff, Math.max(0, Math.floor(seconds))) | 0);
  }

  /** It takes the place of another image of the zone: it is as old as that. */
  succeed(other: ZoneImage): void {
    this.isExpired = other.isExpired;
    this.expiresAt = other.expiresAt;
  }

  /** The newest node of the zone's own name: see `current`. */
  get apex(): number {
    return Atomics.load(this.words, HEAD.APEX);
  }

  /** Whether any name may be below a delegation or a DNAME. */
  get hasCuts(): boolean {
    return this.word(HEAD.CUTS << 2) !== 0;
  }

  get signed(): number {
    const table = this.word(HEAD.ORDERED << 2);
    return table === 0 ? SIGNED.NO : this.word(table + TABLE.SIGNED);
  }

  /** Whether a name is the zone's own or below it. */
  holds(key: NameKey): boolean {
    const start = key.length - this.originLength;
    if (key.labels < this.originLabels || key.starts[key.labels - this.originLabels] !== start) return false;
    const origin = this.word(HEAD.ORIGIN << 2);
    let index = 0;
    for (; index + 4 <= this.originLength; index += 4) {
      if (key.view.getInt32(start + index) !== this.view.getInt32(origin + index)) return false;
    }
    for (; index < this.originLength; index++) {
      if (key.bytes[start + index] !== this.bytes[origin + index]) return false;
    }
    return true;
  }

  /** The node of the ending of a name (of this zone) that begins with a label, at a version; 0 if there is none. */
  find(key: NameKey, label: number, version: number): number {
    const start = key.starts[label] ?? 0;
    return this.#findBytes(key.hashes[label] ?? 0, key.view, start, key.length - this.originLength - start, version);
  }

  /** The same, of a name of NSEC3 records too, which no query finds. */
  findAny(key: NameKey, version: number): number {
    return this.#findBytes(key.hashes[0] ?? 0, key.view, 0, key.length - this.originLength, version, true);
  }

  #findBytes(hash: number, name: DataView, start: number, length: number, version: number, evenHashed = false): number {
    const mask = this.#mask;
    for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      const at = (this.#slots >> 2) + (slot << 1);
      const node = Atomics.load(this.words, at + 1);
      if (node === 0) return 0;
      if (this.words[at] === hash && this.#isNamed(node, name, start, length))
        return evenHashed ? this.current(node, version) : this.#visible(node, version);
    }
  }

  /** The node of `*.` before the ending that begins with a label; 0 if there is none (RFC 4592 section 3.3.1). */
  findWildcard(key: NameKey, label: number, version: number): number {
    const start = key.starts[label] ?? 0;
    const length = key.length - this.originLength - start;
    const hash = key.wildcardHash(label);
    const mask = this.#mask;
    for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      const at = (this.#slots >> 2) + (slot << 1);
      const node = Atomics.load(this.words, at + 1);
      if (node === 0) return 0;
      if (this.words[at] === hash && this.#isWildcard(node, key.bytes, start, length)) return this.current(node, version);
    }
  }

  /** The node as it is at a version: it, one that it replaced, or 0 where the name was not there or had gone. */
  current(newest: number, version: number): number {
    let node = newest;
    while (node !== 0 && this.word(node + NODE.VERSION) > version) node = this.word(node + NODE.PREVIOUS);
    return node !== 0 && (this.word(node + NODE.NAME_LENGTH) & GONE) === 0 ? node : 0;
  }

  #visible(newest: number, version: number): number {
    const node = this.current(newest, version);
    return (this.word(node + NODE.NAME_LENGTH) & (HASHED | HAS_DATA)) === HASHED ? 0 : node;
  }

  #isNamed(node: number, name: DataView, start: number, length: number): boolean {
    if ((this.word(node + NODE.NAME_LENGTH) & 0xff) !== length) return false;
    const at = node + NODE.NAME;
    let index = 0;
    for (; index + 4 <= length; index += 4) {
      if (lowerWord(this.view.getInt32(at + index)) !== name.getInt32(start + index)) return false;
    }
    for (; index < length; index++) {
      if (LOWER[this.bytes[at + index] ?? 0] !== name.getUint8(start + index)) return false;
    }
    return true;
  }

  #isWildcard(node: number, name: Uint8Array, start: number, length: number): boolean {
    const at = node + NODE.NAME;
    if ((this.word(node + NODE.NAME_LENGTH) & 0xff) !== length + 2) return false;
    if (this.bytes[at] !== 1 || this.bytes[at + 1] !== ASTERISK) return false;
    for (let index = 0; index < length; index++) {
      if (LOWER[this.bytes[at + 2 + index] ?? 0] !== name[start + index]) return false;
    }
    return true;
  }

  /** The RRset of a node with a type; for signatures, `covered << 16 | RRSIG`. 0 if there is none. */
  rrset(node: number, type: number): number {
    let rrset = this.word(node + NODE.RRSETS);
    while (rrset !== 0 && this.word(rrset + RRSET.TYPE) !== type) rrset = this.word(rrset + RRSET.NEXT);
    return rrset;
  }

  /** How many places for names there are, in use or not. */
  get places(): number {
    return this.#mask + 1;
  }

  /** The newest node of the name in a place; 0 if there is none. */
  newestIn(place: number): number {
    return Atomics.load(this.words, (this.#slots >> 2) + 2 * place + 1);
  }

  /** Visits the newest node of every name, in no order. */
  eachNewest(visit: (node: number) => void): void {
    for (let place = 0; place <= this.#mask; place++) {
      const node = this.newestIn(place);
      if (node !== 0) visit(node);
    }
  }

  /** What each RRset of a node is found by. Allocates. */
  rrsetKeys(node: number): number[] {
    const keys: number[] = [];
    for (let rrset = this.word(node + NODE.RRSETS); rrset !== 0; rrset = this.word(rrset + RRSET.NEXT))
      keys.push(this.word(rrset + RRSET.TYPE));
    return keys;
  }

  /** Bytes of a node's name, which is relative to the zone's. */
  nameLength(node: number): number {
    return this.word(node + NODE.NAME_LENGTH) & 0xff;
  }
}

/** The image in a place. */
export function openImage({ buffer, at, length }: ImagePlace): ZoneImage {
  return new ZoneImage(buffer, at, length);
}

/** Mixes a hash's upper bits into the lower ones, which choose the slot. */
export function spread(hash: number): number {
  return hash ^ (hash >>> 15);
}
