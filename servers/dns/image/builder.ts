/** Making a zone's image, which nobody reads yet. */
import type { DnsRecordInput } from "../../../generated/dns/dns.js";
import { DnsType } from "../../../generated/dns/types.js";
import { Arena, wholePages } from "./arena.js";
import { openImage, ZoneImage } from "./image.js";
import { HEAD, NODE, SIGNED, SLOT } from "./layout.js";
import { FRESH, type Memory } from "./memory.js";
import { NameKey } from "./name-key.js";
import { NameTable, slotsFor } from "./name-table.js";
import { NewNames } from "./new-names.js";
import { type OrderedNodes, orderedNodes, writeTable } from "./ordered-table.js";
import { type Rendered, Renderer } from "./rendering.js";
import { ADDED, RrsetStore } from "./rrset-store.js";

export { ADDED } from "./rrset-store.js";

export interface ZoneSize {
  /** Names that are expected. More are taken, at the price of time. */
  readonly names: number;
  /** Bytes that are expected. */
  readonly bytes: number;
}

/** Room for the head, a zone's name twice, and its apex. */
const SMALLEST = 4096;

export class ZoneBuilder {
  readonly #memory: Memory;
  readonly #arena: Arena;
  readonly #table: NameTable;
  readonly #names: NewNames;
  readonly #rrsets: RrsetStore;
  /** Made when it is needed: most records come rendered. */
  #renderer: Renderer | undefined;
  readonly #origin: NameKey = new NameKey();
  readonly #key: NameKey = new NameKey();
  readonly #apex: number;
  #records = 0;
  #cuts = 0;
  /** The nodes that own NSEC and NSEC3 records. */
  readonly #nsecs: number[] = [];
  readonly #nsec3s: number[] = [];
  // The last owner and its node: the records of a name often stand together.
  readonly #lastOwner = new Uint8Array(256);
  #lastLength = 0;
  #lastNode = 0;

  /** @param origin the zone's name, wire form, case as written */
  constructor(origin: Uint8Array, size: ZoneSize, memory: Memory = FRESH) {
    const bytes = wholePages(SMALLEST + size.bytes + 2 * SLOT.BYTES * slotsFor(size.names));
    const buffer = memory.take(bytes);
    this.#memory = memory;
    this.#arena = new Arena({ buffer, at: 0, length: buffer.byteLength }, HEAD.WORDS << 2, memory);
    this.#origin.loadWire(origin);
    this.#table = new NameTable(this.#arena, origin.length);
    this.#names = new NewNames(this.#arena, this.#table, size.names);
    this.#rrsets = new RrsetStore(this.#arena);
    this.#writeOrigin(origin);
    this.#table.make(slotsFor(size.names));
    this.#apex = this.#makeNode(this.#origin, 0, origin);
    this.#arena.put(HEAD.APEX << 2, this.#apex);
  }

  /**
   * @param owner absolute, wire form, of `ownerLength` bytes
   * @returns one of ADDED
   */
  add(owner: Uint8Array, ownerLength: number, type: number, classNumber: number, ttl: number, rdata: DnsRecordInput["rdata"]): number {
    const renderer = (this.#renderer ??= new Renderer(this.#origin.bytes.slice(0, this.#origin.length)));
    if (!renderer.render(type, classNumber, ttl, rdata)) return ADDED.NO_ENCODING;
    return this.addRendered(owner, ownerLength, type, renderer);
  }

  /** The same, of a record that was rendered by a Renderer for this zone. Its TTL may be lowered. */
  addRendered(owner: Uint8Array, ownerLength: number, type: number, rendered: Rendered): number {
    const node = this.#nodeOf(owner, ownerLength);
    if (node === 0) return ADDED.OUT_OF_ZONE;
    const added = this.#rrsets.add(node, type, rendered, this.#noteNew);
    if (added === ADDED.YES || added === ADDED.OTHER_TTL) this.#records++;
    return added;
  }

  /** Takes over a node of another image of the same zone, with its records. */
  copy(image: ZoneImage, node: number, owner: Uint8Array, records: number): void {
    this.#key.loadWire(owner);
    const to = this.#nodeFor(this.#key, 0, owner);
    this.#rrsets.copyAll(image.words, image.bytes, node, to);
    for (const key of image.rrsetKeys(node)) this.#note(to, key);
    this.#records += records;
  }

  /** The image. Nothing is to be added after it. */
  finish(): ZoneImage {
    const arena = this.#arena;
    this.#names.flush();
    this.#order();
    arena.put(HEAD.USED << 2, arena.used);
    arena.put(HEAD.NAMES << 2, this.#table.names);
    arena.put(HEAD.RECORDS << 2, this.#records);
    arena.put(HEAD.CUTS << 2, this.#cuts);
    const place = this.#memory.settle?.(arena.buffer, arena.used);
    return place === undefined ? new ZoneImage(arena.buffer) : openImage(place);
  }

  /** What depends on which RRsets there are. */
  readonly #noteNew = (node: number, key: number): void => this.#note(node, key);

  #note(node: number, key: number): void {
    if (key === DnsType.DNAME || (key === DnsType.NS && node !== this.#apex)) this.#cuts++;
    else if (key === DnsType.NSEC) this.#nsecs.push(node);
    else if (key === DnsType.NSEC3) this.#nsec3s.push(node);
  }

  /** How the zone proves what it has not, and the names in the order that this takes. */
  #order(): void {
    const { nodes, signed } = this.#proofs();
    if (signed !== SIGNED.NO) this.#arena.put(HEAD.ORDERED << 2, writeTable(this.#arena, nodes, signed, 0, 0));
  }

  #proofs(): OrderedNodes {
    const has = (type: number): boolean => this.#rrsets.find(this.#apex, type) !== 0;
    return orderedNodes(this.#arena, has(DnsType.NSEC3PARAM) ? this.#nsec3s : [], has(DnsType.NSEC) ? this.#nsecs : []);
  }

  #writeOrigin(origin: Uint8Array): void {
    const arena = this.#arena;
    const lower = arena.allocate(origin.length);
    const written = arena.allocate(origin.length);
    arena.bytes.set(this.#origin.bytes.subarray(0, this.#origin.length), lower);
    arena.bytes.set(origin, written);
    arena.put(HEAD.ORIGIN << 2, lower);
    arena.put(HEAD.ORIGIN_AS_WRITTEN << 2, written);
    arena.put(HEAD.ORIGIN_LENGTH << 2, origin.length);
    arena.put(HEAD.ORIGIN_LABELS << 2, this.#origin.labels);
  }

  /** The node of an owner, made if there is none; 0 where it is not in the zone. */
  #nodeOf(owner: Uint8Array, length: number): number {
    if (length === this.#lastLength && sameBytes(owner, this.#lastOwner, length)) return this.#lastNode;
    this.#key.loadWire(owner, length);
    if (!this.#key.endsWith(this.#origin)) return 0;
    this.#lastNode = this.#nodeFor(this.#key, 0, owner);
    for (let index = 0; index < length; index++) this.#lastOwner[index] = owner[index] ?? 0;
    this.#lastLength = length;
    return this.#lastNode;
  }

  #nodeFor(key: NameKey, label: number, owner: Uint8Array): number {
    const known = this.#names.find(key, label);
    if (known !== 0) return known;
    const node = this.#makeNode(key, label, owner);
    const isBelowApex = key.labels - label === this.#origin.labels + 1;
    const parent = isBelowApex ? this.#apex : this.#nodeFor(key, label + 1, owner);
    this.#arena.put(parent + NODE.CHILDREN, this.#arena.word(parent + NODE.CHILDREN) + 1);
    return node;
  }

  #makeNode(key: NameKey, label: number, owner: Uint8Array): number {
    const start = key.starts[label] ?? 0;
    const length = key.length - this.#origin.length - start;
    const node = this.#arena.allocate(NODE.NAME + length);
    this.#arena.put(node + NODE.NAME_LENGTH, length);
    for (let index = 0; index < length; index++) this.#arena.bytes[node + NODE.NAME + index] = owner[start + index] ?? 0;
    this.#names.add(key.hashes[label] ?? 0, node);
    return node;
  }
}

function sameBytes(one: Uint8Array, other: Uint8Array, length: number): boolean {
  for (let index = 0; index < length; index++) {
    if (one[index] !== other[index]) return false;
  }
  return true;
}
