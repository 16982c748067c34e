/** Making a zone's image, and changing it. One thread writes; others may read what was published. */
import type { DnsRecordInput } from "../../../generated/dns/dns.js";
import { DnsType } from "../../../generated/dns/types.js";
import { signaturesOf, spread, ZoneImage } from "./image.js";
import { HAS_DATA, HASHED, HEAD, NODE, POINTERS, RECORD_HEAD, RRSET, SIGNED, SLOT } from "./layout.js";
import { NameKey } from "./name-key.js";
import { compareHashes, ENTRY, HASH_LABEL, hashPrefix, NameOrder, type NodeBytes, TABLE } from "./ordered.js";
import { hasPointers, maxRendering, Renderer } from "./rendering.js";

/** What became of a record. */
export const ADDED = { YES: 0, DUPLICATE: 1, OUT_OF_ZONE: 2, NO_ENCODING: 3, TOO_LARGE: 4 } as const;

export interface ZoneSize {
  /** Names that are expected. More are taken, at the price of time. */
  readonly names: number;
  /** Bytes that are expected. */
  readonly bytes: number;
}

/** Room for the head, a zone's name twice, and its apex. */
const SMALLEST = 4096;

export class ZoneBuilder {
  #words: Int32Array;
  #bytes: Uint8Array;
  #buffer: SharedArrayBuffer;
  #used: number;
  #slots = 0;
  #mask = 0;
  #names = 0;
  #records = 0;
  #cuts = 0;
  readonly #origin: NameKey = new NameKey();
  readonly #key: NameKey = new NameKey();
  readonly #renderer: Renderer;
  #apex = 0;
  /** The nodes that own NSEC and NSEC3 records. */
  readonly #nsecs: number[] = [];
  readonly #nsec3s: number[] = [];
  // The last owner and its node: the records of a name often stand together.
  readonly #lastOwner = new Uint8Array(256);
  #lastLength = 0;
  #lastNode = 0;

  /** @param origin the zone's name, wire form, case as written */
  constructor(origin: Uint8Array, size: ZoneSize) {
    this.#buffer = new SharedArrayBuffer(rounded(SMALLEST + size.bytes + 2 * SLOT.BYTES * slotsFor(size.names)));
    this.#words = new Int32Array(this.#buffer);
    this.#bytes = new Uint8Array(this.#buffer);
    this.#used = HEAD.WORDS << 2;
    this.#origin.loadWire(origin);
    this.#renderer = new Renderer(origin);
    this.#writeOrigin(origin);
    this.#makeSlots(slotsFor(size.names));
    this.#apex = this.#makeNode(this.#origin, 0, origin);
    this.#put(HEAD.APEX << 2, this.#apex);
  }

  /**
   * @param owner absolute, wire form, of `ownerLength` bytes
   * @returns one of ADDED
   */
  add(owner: Uint8Array, ownerLength: number, type: number, classNumber: number, ttl: number, rdata: DnsRecordInput["rdata"]): number {
    const node = this.#nodeOf(owner, ownerLength);
    if (node === 0) return ADDED.OUT_OF_ZONE;
    if (!this.#renderer.render(type, classNumber, ttl, rdata)) return ADDED.NO_ENCODING;
    return this.#addRendered(node, type);
  }

  /** The image so far. More may be added, but then this is to be called again. */
  finish(): ZoneImage {
    this.#order();
    this.#put(HEAD.USED << 2, this.#used);
    this.#put(HEAD.NAMES << 2, this.#names);
    this.#put(HEAD.RECORDS << 2, this.#records);
    this.#put(HEAD.CUTS << 2, this.#cuts);
    return new ZoneImage(this.#buffer);
  }

  /** How the zone proves what it has not, and the names in the order that this takes. */
  #order(): void {
    const { nodes, signed } = this.#proofs();
    this.#put(HEAD.SIGNED << 2, signed);
    if (signed === SIGNED.NO) return;
    const table = this.#allocate(TABLE.ENTRIES + nodes.length * ENTRY.BYTES);
    this.#put(table + TABLE.COUNT, nodes.length);
    nodes.forEach((node, index) => {
      const entry = table + TABLE.ENTRIES + index * ENTRY.BYTES;
      if (signed === SIGNED.NSEC3) this.#put(entry + ENTRY.PREFIX, hashPrefix(this.#bytes, node + NODE.NAME + 1));
      this.#put(entry + ENTRY.NODE, node);
    });
    this.#put(HEAD.ORDERED << 2, table);
  }

  #proofs(): { nodes: readonly number[]; signed: number } {
    const bytes: NodeBytes = { bytes: this.#bytes, word: (offset) => this.#word(offset) };
    if (this.#rrset(this.#apex, DnsType.NSEC3PARAM) !== 0) {
      const nodes = this.#nsec3s.filter((node) => (this.#bytes[node + NODE.NAME] ?? 0) === HASH_LABEL);
      const compare = (one: number, other: number): number => compareHashes(bytes, one, this.#bytes, other + NODE.NAME + 1);
      if (nodes.length > 0) return { nodes: sorted(nodes, compare), signed: SIGNED.NSEC3 };
    }
    if (this.#rrset(this.#apex, DnsType.NSEC) === 0) return { nodes: [], signed: SIGNED.NO };
    const order = new NameOrder();
    return { nodes: sorted(this.#nsecs, (one, other) => order.compare(bytes, one, other)), signed: SIGNED.NSEC };
  }

  #put(offset: number, value: number): void {
    this.#words[offset >> 2] = value;
  }

  #word(offset: number): number {
    return this.#words[offset >> 2] ?? 0;
  }

  #writeOrigin(origin: Uint8Array): void {
    const lower = this.#allocate(256);
    const written = this.#allocate(256);
    this.#bytes.set(this.#origin.bytes.subarray(0, this.#origin.length), lower);
    this.#bytes.set(origin, written);
    this.#put(HEAD.ORIGIN << 2, lower);
    this.#put(HEAD.ORIGIN_AS_WRITTEN << 2, written);
    this.#put(HEAD.ORIGIN_LENGTH << 2, origin.length);
    this.#put(HEAD.ORIGIN_LABELS << 2, this.#origin.labels);
  }

  /** So many bytes, rounded up to whole words. They are zero. */
  #allocate(bytes: number): number {
    const at = this.#used;
    this.#used = at + ((bytes + 3) & ~3);
    if (this.#used > this.#bytes.length) this.#grow();
    return at;
  }

  #grow(): void {
    const larger = new SharedArrayBuffer(rounded(Math.max(this.#used, this.#bytes.length * 1.5)));
    const bytes = new Uint8Array(larger);
    bytes.set(this.#bytes);
    this.#buffer = larger;
    this.#bytes = bytes;
    this.#words = new Int32Array(larger);
  }

  #makeSlots(count: number): void {
    const old = this.#slots;
    const oldCount = old === 0 ? 0 : this.#mask + 1;
    this.#slots = this.#allocate(count * SLOT.BYTES);
    this.#mask = count - 1;
    this.#put(HEAD.SLOTS << 2, this.#slots);
    this.#put(HEAD.SLOT_MASK << 2, this.#mask);
    for (let slot = 0; slot < oldCount; slot++) {
      const at = old + slot * SLOT.BYTES;
      if (this.#word(at + SLOT.NODE) !== 0) this.#occupy(this.#word(at + SLOT.HASH), this.#word(at + SLOT.NODE));
    }
  }

  #occupy(hash: number, node: number): void {
    let slot = spread(hash) & this.#mask;
    while (this.#word(this.#slots + slot * SLOT.BYTES + SLOT.NODE) !== 0) slot = (slot + 1) & this.#mask;
    this.#put(this.#slots + slot * SLOT.BYTES + SLOT.HASH, hash);
    this.#put(this.#slots + slot * SLOT.BYTES + SLOT.NODE, node);
  }

  /** The node of an owner, made if there is none; 0 where it is not in the zone. */
  #nodeOf(owner: Uint8Array, length: number): number {
    if (length === this.#lastLength && sameBytes(owner, this.#lastOwner, length)) return this.#lastNode;
    this.#key.loadWire(owner, length);
    if (!this.#isInZone()) return 0;
    this.#lastNode = this.#nodeFor(this.#key, 0, owner);
    this.#lastOwner.set(owner.subarray(0, length));
    this.#lastLength = length;
    return this.#lastNode;
  }

  #isInZone(): boolean {
    const key = this.#key;
    const origin = this.#origin;
    const start = key.length - origin.length;
    if (key.labels < origin.labels || key.starts[key.labels - origin.labels] !== start) return false;
    for (let index = 0; index < origin.length; index++) {
      if (key.bytes[start + index] !== origin.bytes[index]) return false;
    }
    return true;
  }

  #nodeFor(key: NameKey, label: number, owner: Uint8Array): number {
    const found = this.#find(key, label);
    if (found !== 0) return found;
    const node = this.#makeNode(key, label, owner);
    const parent = this.#nodeFor(key, label + 1, owner);
    this.#put(parent + NODE.CHILDREN, this.#word(parent + NODE.CHILDREN) + 1);
    return node;
  }

  #find(key: NameKey, label: number): number {
    const hash = key.hashes[label] ?? 0;
    const start = key.starts[label] ?? 0;
    const length = key.length - this.#origin.length - start;
    for (let slot = spread(hash) & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const at = this.#slots + slot * SLOT.BYTES;
      const node = this.#word(at + SLOT.NODE);
      if (node === 0) return 0;
      if (this.#word(at + SLOT.HASH) === hash && this.#isNamed(node, key, start, length)) return node;
    }
  }

  #isNamed(node: number, key: NameKey, start: number, length: number): boolean {
    if ((this.#word(node + NODE.NAME_LENGTH) & 0xff) !== length) return false;
    for (let index = 0; index < length; index++) {
      const byte = this.#bytes[node + NODE.NAME + index] ?? 0;
      const expected = key.bytes[start + index] ?? 0;
      if (byte !== expected && ((byte ^ expected) !== 0x20 || expected < 0x61 || expected > 0x7a)) return false;
    }
    return true;
  }

  #makeNode(key: NameKey, label: number, owner: Uint8Array): number {
    const start = key.starts[label] ?? 0;
    const length = key.length - this.#origin.length - start;
    const node = this.#allocate(NODE.NAME + length);
    this.#put(node + NODE.NAME_LENGTH, length);
    for (let index = 0; index < length; index++) this.#bytes[node + NODE.NAME + index] = owner[start + index] ?? 0;
    if (++this.#names * 4 > (this.#mask + 1) * 3) this.#makeSlots(2 * (this.#mask + 1));
    this.#occupy(key.hashes[label] ?? 0, node);
    return node;
  }

  /** Adds what was rendered last. */
  #addRendered(node: number, type: number): number {
    const { start, end, bytes } = this.#renderer;
    const extra = hasPointers(type) ? POINTERS : 0;
    const size = extra + end - start;
    // RFC 4034 section 3.1: what signatures are found by is the type that they cover.
    const covered = type === DnsType.RRSIG ? ((bytes[start + RECORD_HEAD] ?? 0) << 8) | (bytes[start + RECORD_HEAD + 1] ?? 0) : 0;
    const key = (covered << 16) | type;
    let rrset = this.#rrset(node, key);
    if (rrset === 0) rrset = this.#makeRrset(node, key, size);
    else if (this.#isIn(rrset, extra)) return ADDED.DUPLICATE;
    else if (this.#word(rrset + RRSET.SIZE) + size > maxRendering(type)) return ADDED.TOO_LARGE;
    this.#append(node, rrset, size);
    return ADDED.YES;
  }

  #rrset(node: number, key: number): number {
    let rrset = this.#word(node + NODE.RRSETS);
    while (rrset !== 0 && this.#word(rrset + RRSET.TYPE) !== key) rrset = this.#word(rrset + RRSET.NEXT);
    return rrset;
  }

  #makeRrset(node: number, key: number, size: number): number {
    const rrset = this.#allocate(RRSET.RENDERING + size);
    this.#put(rrset + RRSET.TYPE, key);
    this.#put(rrset + RRSET.ROOM, (size + 3) & ~3);
    this.#link(node, rrset);
    const isHashed = key === DnsType.NSEC3 || key === signaturesOf(DnsType.NSEC3);
    this.#put(node + NODE.NAME_LENGTH, this.#word(node + NODE.NAME_LENGTH) | (isHashed ? HASHED : HAS_DATA));
    if (key === DnsType.DNAME || (key === DnsType.NS && node !== this.#apex)) this.#cuts++;
    else if (key === DnsType.NSEC) this.#nsecs.push(node);
    else if (key === DnsType.NSEC3) this.#nsec3s.push(node);
    return rrset;
  }

  /** Puts an RRset behind the others of its node. */
  #link(node: number, rrset: number): void {
    let last = node + NODE.RRSETS;
    for (let next = this.#word(last); next !== 0; next = this.#word(last)) last = next + RRSET.NEXT;
    this.#put(last, rrset);
  }

  /** Whether the record that was rendered last is in an RRset: the same data (RFC 2181 section 5). */
  #isIn(rrset: number, extra: number): boolean {
    const { start, end, bytes } = this.#renderer;
    let record = rrset + RRSET.RENDERING;
    const last = record + this.#word(rrset + RRSET.SIZE);
    while (record < last) {
      record += extra;
      const size = RECORD_HEAD + (((this.#bytes[record + 8] ?? 0) << 8) | (this.#bytes[record + 9] ?? 0));
      if (size === end - start && this.#isSameData(record, bytes, start, size)) return true;
      record += size;
    }
    return false;
  }

  #isSameData(record: number, bytes: Uint8Array, start: number, size: number): boolean {
    for (let index = RECORD_HEAD; index < size; index++) {
      if (this.#bytes[record + index] !== bytes[start + index]) return false;
    }
    return true;
  }

  #append(node: number, rrset: number, size: number): void {
    const used = this.#word(rrset + RRSET.SIZE);
    const at = used + size <= this.#word(rrset + RRSET.ROOM) ? rrset : this.#enlarge(node, rrset, used + size);
    this.#copyRendered(at + RRSET.RENDERING + used, size);
    this.#put(at + RRSET.SIZE, used + size);
    this.#put(at + RRSET.COUNT, this.#word(at + RRSET.COUNT) + 1);
    this.#records++;
  }

  #copyRendered(to: number, size: number): void {
    const { start, end, bytes, firstPointer, secondPointer } = this.#renderer;
    let at = to;
    if (size > end - start) {
      this.#bytes[at] = firstPointer >> 8;
      this.#bytes[at + 1] = firstPointer;
      this.#bytes[at + 2] = secondPointer >> 8;
      this.#bytes[at + 3] = secondPointer;
      at += POINTERS;
    }
    for (let index = start; index < end; index++) this.#bytes[at++] = bytes[index] ?? 0;
  }

  /** Gives an RRset room for a size, where it stands if nothing stands behind it, else elsewhere; returns where it is then. */
  #enlarge(node: number, rrset: number, size: number): number {
    const end = rrset + RRSET.RENDERING + this.#word(rrset + RRSET.ROOM);
    if (end === this.#used) {
      const room = (size + 3) & ~3;
      this.#allocate(room - this.#word(rrset + RRSET.ROOM));
      this.#put(rrset + RRSET.ROOM, room);
      return rrset;
    }
    return this.#move(node, rrset, size);
  }

  #move(node: number, rrset: number, size: number): number {
    // Twice as much as is needed, so that many records that come one by one are not copied each time.
    const room = (2 * size + 3) & ~3;
    const moved = this.#allocate(RRSET.RENDERING + room);
    this.#bytes.copyWithin(moved, rrset, rrset + RRSET.RENDERING + this.#word(rrset + RRSET.SIZE));
    this.#put(moved + RRSET.ROOM, room);
    let link = node + NODE.RRSETS;
    while (this.#word(link) !== rrset) link = this.#word(link) + RRSET.NEXT;
    this.#put(link, moved);
    return moved;
  }
}

/** Signers write a zone in order: then nothing is to be done. */
function sorted(nodes: readonly number[], compare: (one: number, other: number) => number): readonly number[] {
  const isSorted = nodes.every((node, index) => index === 0 || compare(nodes[index - 1] ?? 0, node) < 0);
  return isSorted ? nodes : nodes.toSorted(compare);
}

/** A power of two with room for so many names at three quarters. */
function slotsFor(names: number): number {
  let count = 64;
  while (3 * count < 4 * names) count *= 2;
  return count;
}

/** Whole pages. */
function rounded(bytes: number): number {
  return Math.ceil(bytes / SMALLEST) * SMALLEST;
}

function sameBytes(one: Uint8Array, other: Uint8Array, length: number): boolean {
  for (let index = 0; index < length; index++) {
    if (one[index] !== other[index]) return false;
  }
  return true;
}
