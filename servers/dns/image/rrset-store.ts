/** The RRsets of nodes, as they are written. */
import { DnsType } from "../../../generated/dns/types.js";
import type { Arena } from "./arena.js";
import { CaselessData, hasCaselessNames } from "./caseless.js";
import { signaturesOf } from "./image.js";
import { HAS_DATA, HASHED, NODE, POINTERS, RECORD_HEAD, RRSET } from "./layout.js";
import { hasPointers, maxRendering, type Rendered } from "./rendering.js";

/** What became of a record. After OTHER_TTL it is there, and its RRset has the lowest TTL of all. */
export const ADDED = { YES: 0, DUPLICATE: 1, OUT_OF_ZONE: 2, NO_ENCODING: 3, TOO_LARGE: 4, OTHER_TTL: 5, TOO_MANY: 6 } as const;

/** RRsets of one name, those of signatures for each type that they cover: who asks for one looks through them. Real names have a dozen. */
export const MOST_RRSETS = 256;

/** Of a record, from its TYPE on: where its TTL stands (RFC 1035 section 4.1.3). */
const TTL = 4;

/** An owner that is a pointer. */
const OWNER = 2;

export class RrsetStore {
  readonly #arena: Arena;
  readonly #caseless: CaselessData;

  constructor(arena: Arena) {
    this.#arena = arena;
    this.#caseless = new CaselessData(arena);
  }

  /** The RRset of a node with a type, `covered << 16 | type` for signatures; 0 if there is none. */
  find(node: number, type: number): number {
    const arena = this.#arena;
    let rrset = arena.word(node + NODE.RRSETS);
    while (rrset !== 0 && arena.word(rrset + RRSET.TYPE) !== type) rrset = arena.word(rrset + RRSET.NEXT);
    return rrset;
  }

  /** What RRset a record belongs to: its type, or for a signature also what that covers (RFC 4034 section 3.1). */
  keyOf(type: number, { bytes, start }: Rendered): number {
    if (type !== DnsType.RRSIG) return type;
    return signaturesOf(((bytes[start + RECORD_HEAD] ?? 0) << 8) | (bytes[start + RECORD_HEAD + 1] ?? 0));
  }

  /** Adds a record to a node; one of ADDED. `onNew` is told of a new RRset. */
  add(node: number, type: number, rendered: Rendered, onNew: (node: number, key: number) => void): number {
    const { start, end } = rendered;
    const size = (hasPointers(type) ? POINTERS : 0) + end - start;
    const key = this.keyOf(type, rendered);
    let rrset = this.find(node, key);
    if (rrset === 0) {
      if (this.#countOf(node) >= MOST_RRSETS) return ADDED.TOO_MANY;
      rrset = this.#make(node, key, size);
      onNew(node, key);
    } else if (this.recordAt(rrset, type, rendered) >= 0) return ADDED.DUPLICATE;
    else if (this.#sizeWith(rrset, size) > maxRendering(type)) return ADDED.TOO_LARGE;
    const isSameTtl = this.#levelTtl(rrset, type, rendered);
    this.#append(node, rrset, size, rendered);
    return isSameTtl ? ADDED.YES : ADDED.OTHER_TTL;
  }

  #countOf(node: number): number {
    let count = 0;
    for (let rrset = this.#arena.word(node + NODE.RRSETS); rrset !== 0; rrset = this.#arena.word(rrset + RRSET.NEXT)) count++;
    return count;
  }

  /** An RRset has one TTL, the lowest that was given (RFC 2181 section 5.2). False where the record has another. */
  #levelTtl(rrset: number, type: number, { bytes: rendered, start }: Rendered): boolean {
    const { bytes } = this.#arena;
    const extra = hasPointers(type) ? POINTERS : 0;
    const first = rrset + RRSET.RENDERING + extra + TTL;
    const order = this.#arena.word(rrset + RRSET.COUNT) === 0 ? 0 : compareWords(rendered, start + TTL, bytes, first);
    if (order > 0) rendered.set(bytes.subarray(first, first + 4), start + TTL);
    const last = order < 0 ? rrset + RRSET.RENDERING + this.#arena.word(rrset + RRSET.SIZE) : 0;
    for (let at = first; at < last; at += extra + RECORD_HEAD + (((bytes[at + 4] ?? 0) << 8) | (bytes[at + 5] ?? 0)))
      bytes.set(rendered.subarray(start + TTL, start + TTL + 4), at);
    return order === 0;
  }

  /** Bytes of an RRset in a message, a pointer for each owner, with one more record. */
  #sizeWith(rrset: number, size: number): number {
    return this.#arena.word(rrset + RRSET.SIZE) + size + OWNER * (this.#arena.word(rrset + RRSET.COUNT) + 1);
  }

  /** Where in an RRset a record stands: the same data (RFC 2181 section 5), see `caseless.ts`; -1 if it is not there. */
  recordAt(rrset: number, type: number, rendered: Rendered): number {
    const { start, end } = rendered;
    const { bytes } = this.#arena;
    const extra = hasPointers(type) ? POINTERS : 0;
    const isCaseless = hasCaselessNames(type);
    let record = rrset + RRSET.RENDERING;
    const last = record + this.#arena.word(rrset + RRSET.SIZE);
    while (record < last) {
      const at = record + extra;
      const size = RECORD_HEAD + (((bytes[at + 8] ?? 0) << 8) | (bytes[at + 9] ?? 0));
      if (size === end - start && this.#isSameData(at, size, rendered)) return record;
      if (isCaseless && this.#caseless.isSame(type, at, at + size, rendered)) return record;
      record = at + size;
    }
    return -1;
  }

  #isSameData(record: number, size: number, { bytes, start }: Rendered): boolean {
    for (let index = RECORD_HEAD; index < size; index++) {
      if (this.#arena.bytes[record + index] !== bytes[start + index]) return false;
    }
    return true;
  }

  /** Takes a record out, which recordAt found. The RRset must not be read by others. Nothing of it may be left: see `unlink`. */
  removeAt(rrset: number, record: number, type: number): void {
    const arena = this.#arena;
    const extra = hasPointers(type) ? POINTERS : 0;
    const size = extra + RECORD_HEAD + (((arena.bytes[record + extra + 8] ?? 0) << 8) | (arena.bytes[record + extra + 9] ?? 0));
    const last = rrset + RRSET.RENDERING + arena.word(rrset + RRSET.SIZE);
    arena.bytes.copyWithin(record, record + size, last);
    arena.put(rrset + RRSET.SIZE, arena.word(rrset + RRSET.SIZE) - size);
    arena.put(rrset + RRSET.COUNT, arena.word(rrset + RRSET.COUNT) - 1);
  }

  /** Takes an RRset out of its node's. */
  unlink(node: number, rrset: number): void {
    this.#arena.put(this.#linkTo(node, rrset), this.#arena.word(rrset + RRSET.NEXT));
  }

  /** Where it stands that an RRset is the next. */
  #linkTo(node: number, rrset: number): number {
    let link = node + NODE.RRSETS;
    while (this.#arena.word(link) !== rrset) link = this.#arena.word(link) + RRSET.NEXT;
    return link;
  }

  /** Copies of all RRsets of a node to another one, from an image's bytes. */
  copyAll(words: Int32Array, bytes: Uint8Array, from: number, to: number): void {
    for (let rrset = words[(from + NODE.RRSETS) >> 2] ?? 0; rrset !== 0; rrset = words[(rrset + RRSET.NEXT) >> 2] ?? 0) {
      const size = words[(rrset + RRSET.SIZE) >> 2] ?? 0;
      const copy = this.#make(to, words[(rrset + RRSET.TYPE) >> 2] ?? 0, size);
      this.#arena.put(copy + RRSET.COUNT, words[(rrset + RRSET.COUNT) >> 2] ?? 0);
      this.#arena.put(copy + RRSET.SIZE, size);
      const data = rrset + RRSET.RENDERING;
      for (let index = 0; index < size; index++) this.#arena.bytes[copy + RRSET.RENDERING + index] = bytes[data + index] ?? 0;
    }
  }

  /** An empty RRset behind the others of a node, with room for a size. */
  #make(node: number, key: number, size: number): number {
    const arena = this.#arena;
    const rrset = arena.allocate(RRSET.RENDERING + size);
    arena.put(rrset + RRSET.TYPE, key);
    arena.put(rrset + RRSET.ROOM, (size + 3) & ~3);
    const isHashed = key === DnsType.NSEC3 || key === signaturesOf(DnsType.NSEC3);
    arena.put(node + NODE.NAME_LENGTH, arena.word(node + NODE.NAME_LENGTH) | (isHashed ? HASHED : HAS_DATA));
    arena.put(this.#linkTo(node, 0), rrset);
    return rrset;
  }

  #append(node: number, rrset: number, size: number, rendered: Rendered): void {
    const arena = this.#arena;
    const used = arena.word(rrset + RRSET.SIZE);
    const at = used + size <= arena.word(rrset + RRSET.ROOM) ? rrset : this.#enlarge(node, rrset, used + size);
    this.#copyRendered(at + RRSET.RENDERING + used, size, rendered);
    arena.put(at + RRSET.SIZE, used + size);
    arena.put(at + RRSET.COUNT, arena.word(at + RRSET.COUNT) + 1);
  }

  #copyRendered(to: number, size: number, { start, end, bytes, firstPointer, secondPointer }: Rendered): void {
    const out = this.#arena.bytes;
    let at = to;
    if (size > end - start) {
      out[at] = firstPointer >> 8;
      out[at + 1] = firstPointer;
      out[at + 2] = secondPointer >> 8;
      out[at + 3] = secondPointer;
      at += POINTERS;
    }
    for (let index = start; index < end; index++) out[at++] = bytes[index] ?? 0;
  }

  /** Gives an RRset room for a size, where it stands if nothing stands behind it, else elsewhere; returns where it is then. */
  #enlarge(node: number, rrset: number, size: number): number {
    const arena = this.#arena;
    if (rrset + RRSET.RENDERING + arena.word(rrset + RRSET.ROOM) !== arena.used) return this.#move(node, rrset, size);
    const room = (size + 3) & ~3;
    arena.allocate(room - arena.word(rrset + RRSET.ROOM));
    arena.put(rrset + RRSET.ROOM, room);
    return rrset;
  }

  #move(node: number, rrset: number, size: number): number {
    const arena = this.#arena;
    // Twice as much as is needed, so that many records that come one by one are not copied each time.
    const room = (2 * size + 3) & ~3;
    const moved = arena.allocate(RRSET.RENDERING + room);
    arena.bytes.copyWithin(moved, rrset, rrset + RRSET.RENDERING + arena.word(rrset + RRSET.SIZE));
    arena.put(moved + RRSET.ROOM, room);
    arena.put(this.#linkTo(node, rrset), moved);
    return moved;
  }
}

/** Four bytes against four others, as numbers: negative, 0 or positive. */
function compareWords(one: Uint8Array, at: number, other: Uint8Array, otherAt: number): number {
  for (let index = 0; index < 4; index++) {
    const order = (one[at + index] ?? 0) - (other[otherAt + index] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}
