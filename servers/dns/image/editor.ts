/**
 * Changing a zone's image while others read it. A change is a number of records taken out and put in; readers see all of it or
 * nothing. What is changed is written anew behind what is there, and becomes visible by the image's version alone.
 */
import type { DnsRecordInput } from "../../../generated/dns/dns.js";
import { DnsType } from "../../../generated/dns/types.js";
import { Arena } from "./arena.js";
import { type ZoneImage } from "./image.js";
import { GONE, HEAD, NODE, RRSET, SLOT } from "./layout.js";
import { NameKey } from "./name-key.js";
import { NameTable } from "./name-table.js";
import { orderedNodes, writeTable } from "./ordered-table.js";
import { Renderer } from "./rendering.js";
import { ADDED, RrsetStore } from "./rrset-store.js";

/** The image can't take the change: a new one is to be made of it, with more room, and the change made there. */
export class NeedsNewImage extends Error {
  constructor() {
    super("the change needs a new image of the zone");
  }
}

/** Parts of an image's bytes and of its slots. The table of names is full at three quarters. */
const LEAST_ROOM = 1 / 16;
const MOST_NAMES = 0.7;

/** The one writer of an image. */
export class ZoneEditor {
  readonly image: ZoneImage;
  readonly #arena: Arena;
  readonly #table: NameTable;
  readonly #rrsets: RrsetStore;
  readonly #renderer: Renderer;
  readonly #origin = new NameKey();
  readonly #key = new NameKey();
  /** The version that the change at hand will be. */
  #version = 0;
  #records = 0;
  /** Names whose NSEC or NSEC3 records came or went. */
  #isOrderChanged = false;
  /** Words that readers reach, and what they were before the change: an offset and a value each. */
  readonly #before: number[] = [];
  #namesBefore = 0;

  constructor(image: ZoneImage) {
    this.image = image;
    this.#arena = new Arena(image.place, image.word(HEAD.USED << 2));
    const origin = image.origin();
    this.#origin.loadWire(origin);
    this.#renderer = new Renderer(origin);
    this.#table = new NameTable(this.#arena, image.originLength);
    this.#table.open();
    this.#rrsets = new RrsetStore(this.#arena);
    this.#records = image.word(HEAD.RECORDS << 2);
  }

  /** Begins a change. Throws nothing; the methods below throw ArenaFull or NeedsNewImage, and the change is to be undone then. */
  begin(): void {
    this.#version = this.image.version + 1;
    this.#isOrderChanged = false;
    this.#before.length = 0;
    this.#namesBefore = this.#table.names;
  }

  /**
   * Takes back what was begun, which is in no version, so that the next change starts from what is visible. What it has written stays
   * where it is until the image is replaced: a reader may be looking at it. Throws nothing.
   */
  undo(): void {
    const { words } = this.#arena;
    for (let at = this.#before.length - 2; at >= 0; at -= 2) Atomics.store(words, (this.#before[at] ?? 0) >> 2, this.#before[at + 1] ?? 0);
    this.#before.length = 0;
    this.#table.names = this.#namesBefore;
    this.#records = this.#arena.word(HEAD.RECORDS << 2);
    // Memory that is used again is cleared so far.
    this.#arena.put(HEAD.USED << 2, this.#arena.used);
  }

  /** Changes a word that is there already. */
  #replace(offset: number, value: number): void {
    this.#before.push(offset, this.#arena.word(offset));
    Atomics.store(this.#arena.words, offset >> 2, value);
  }

  /** Puts a record in; one of ADDED. */
  add(owner: Uint8Array, type: number, classNumber: number, ttl: number, rdata: DnsRecordInput["rdata"]): number {
    this.#key.loadWire(owner);
    if (!this.#key.endsWith(this.#origin)) return ADDED.OUT_OF_ZONE;
    if (!this.#renderer.render(type, classNumber, ttl, rdata)) return ADDED.NO_ENCODING;
    const node = this.#nodeFor(this.#key, 0, owner);
    const added = this.#rrsets.add(node, type, this.#renderer, (_, key) => this.#note(key));
    if (added === ADDED.YES || added === ADDED.OTHER_TTL) this.#records++;
    return added;
  }

  /** Takes a record out; false if it is not there. */
  remove(owner: Uint8Array, type: number, classNumber: number, ttl: number, rdata: DnsRecordInput["rdata"]): boolean {
    this.#key.loadWire(owner);
    const slot = this.#key.endsWith(this.#origin) ? this.#table.slotOf(this.#key, 0) : 0;
    if (slot === 0 || !this.#renderer.render(type, classNumber, ttl, rdata)) return false;
    const newest = this.#table.nodeIn(slot);
    const key = this.#rrsets.keyOf(type, this.#renderer);
    const found = this.#rrsets.find(newest, key);
    if (this.#isGone(newest) || found === 0 || this.#rrsets.recordAt(found, type, this.#renderer) < 0) return false;
    this.#removeFrom(this.#own(slot), key, type);
    this.#records--;
    this.#prune(this.#key, 0);
    return true;
  }

  #removeFrom(node: number, key: number, type: number): void {
    const rrset = this.#rrsets.find(node, key);
    if (this.#arena.word(rrset + RRSET.COUNT) > 1)
      return this.#rrsets.removeAt(rrset, this.#rrsets.recordAt(rrset, type, this.#renderer), type);
    this.#rrsets.unlink(node, rrset);
    this.#note(key);
  }

  /** The last step that may fail: after it the change only has to be made visible. */
  prepare(): void {
    if (this.#isOrderChanged) this.#reorder();
    this.#isOrderChanged = false;
  }

  /** Makes the change visible, which was prepared. */
  commit(): void {
    const arena = this.#arena;
    this.#before.length = 0;
    arena.put(HEAD.USED << 2, arena.used);
    arena.put(HEAD.NAMES << 2, this.#table.names);
    arena.put(HEAD.RECORDS << 2, this.#records);
    Atomics.store(arena.words, HEAD.VERSION, this.#version);
  }

  /** Whether so little room is left for changes that a new image should be made soon. */
  get isNearlyFull(): boolean {
    const arena = this.#arena;
    const slots = arena.word(HEAD.SLOT_MASK << 2) + 1;
    return arena.bytes.length - arena.used < arena.bytes.length * LEAST_ROOM || this.#table.names > slots * MOST_NAMES;
  }

  /** An RRset came or went. */
  #note(key: number): void {
    // Readers that see this too early look for cuts where there are none yet; it is never taken back.
    if (key === DnsType.NS || key === DnsType.DNAME) this.#arena.put(HEAD.CUTS << 2, this.#arena.word(HEAD.CUTS << 2) + 1);
    if (key === DnsType.NSEC || key === DnsType.NSEC3 || key === DnsType.NSEC3PARAM) this.#isOrderChanged = true;
  }

  #isGone(node: number): boolean {
    return (this.#arena.word(node + NODE.NAME_LENGTH) & GONE) !== 0;
  }

  /** The node of this version in a slot: made from the one before, which readers of earlier versions keep. */
  #own(slot: number): number {
    const arena = this.#arena;
    const old = this.#table.nodeIn(slot);
    if (arena.word(old + NODE.VERSION) === this.#version) return old;
    const length = arena.word(old + NODE.NAME_LENGTH) & 0xff;
    const node = arena.allocate(NODE.NAME + length);
    arena.put(node + NODE.PREVIOUS, old);
    arena.put(node + NODE.VERSION, this.#version);
    arena.put(node + NODE.CHILDREN, arena.word(old + NODE.CHILDREN));
    arena.put(node + NODE.NAME_LENGTH, length);
    for (let index = 0; index < length; index++) arena.bytes[node + NODE.NAME + index] = arena.bytes[old + NODE.NAME + index] ?? 0;
    if (!this.#isGone(old)) this.#rrsets.copyAll(arena.words, arena.bytes, old, node);
    this.#publish(slot, old, node);
    return node;
  }

  /** Readers that find the new node go on to the one before it, as long as the version is not theirs. */
  #publish(slot: number, old: number, node: number): void {
    this.#replace(slot + SLOT.NODE, node);
    if (this.#arena.word(HEAD.APEX << 2) === old) this.#replace(HEAD.APEX << 2, node);
  }

  /** The node of a name for writing, made if there is none, and those above it. */
  #nodeFor(key: NameKey, label: number, owner: Uint8Array): number {
    const slot = this.#table.slotOf(key, label);
    if (slot !== 0) {
      const wasGone = this.#isGone(this.#table.nodeIn(slot));
      const node = this.#own(slot);
      if (wasGone) this.#revive(node, key, label, owner);
      return node;
    }
    if (this.#table.isFull) throw new NeedsNewImage();
    const node = this.#makeNode(key, label, owner);
    this.#countChild(key, label, owner, 1);
    return node;
  }

  #revive(node: number, key: NameKey, label: number, owner: Uint8Array): void {
    const { words } = this.#arena;
    words[(node + NODE.NAME_LENGTH) >> 2] = this.#arena.word(node + NODE.NAME_LENGTH) & 0xff;
    this.#countChild(key, label, owner, 1);
  }

  /** Counts are the writer's alone, so they are changed in place. */
  #countChild(key: NameKey, label: number, owner: Uint8Array, by: number): void {
    const slot = this.#table.slotOf(key, label + 1);
    const newest = slot === 0 ? 0 : this.#table.nodeIn(slot);
    const parent = newest !== 0 && !this.#isGone(newest) ? newest : this.#nodeFor(key, label + 1, owner);
    this.#replace(parent + NODE.CHILDREN, this.#arena.word(parent + NODE.CHILDREN) + by);
  }

  #makeNode(key: NameKey, label: number, owner: Uint8Array): number {
    const arena = this.#arena;
    const start = key.starts[label] ?? 0;
    const length = key.length - this.#origin.length - start;
    const node = arena.allocate(NODE.NAME + length);
    arena.put(node + NODE.VERSION, this.#version);
    arena.put(node + NODE.NAME_LENGTH, length);
    for (let index = 0; index < length; index++) arena.bytes[node + NODE.NAME + index] = owner[start + index] ?? 0;
    this.#table.publish(key.hashes[label] ?? 0, node);
    // Taken back in reverse order, a slot is free again before those that were tried before it are.
    this.#before.push(this.#table.slotOf(key, label) + SLOT.NODE, 0);
    return node;
  }

  /** A name without records and without names below it is none; neither may be those above it then. The zone's own stays. */
  #prune(key: NameKey, label: number): void {
    const slot = this.#table.slotOf(key, label);
    const node = this.#table.nodeIn(slot);
    const arena = this.#arena;
    if (key.labels - label === this.#origin.labels) return;
    if (arena.word(node + NODE.RRSETS) !== 0 || arena.word(node + NODE.CHILDREN) > 0 || this.#isGone(node)) return;
    const own = this.#own(slot);
    arena.put(own + NODE.NAME_LENGTH, (arena.word(own + NODE.NAME_LENGTH) & 0xff) | GONE);
    const parent = this.#table.nodeIn(this.#table.slotOf(key, label + 1));
    this.#replace(parent + NODE.CHILDREN, arena.word(parent + NODE.CHILDREN) - 1);
    this.#prune(key, label + 1);
  }

  /** Writes the table of ordered names anew. */
  #reorder(): void {
    const arena = this.#arena;
    const apex = this.image.apex;
    const owners = (type: number, atApex: number): number[] => (this.#rrsets.find(apex, atApex) === 0 ? [] : this.#owners(type));
    const { nodes, signed } = orderedNodes(arena, owners(DnsType.NSEC3, DnsType.NSEC3PARAM), owners(DnsType.NSEC, DnsType.NSEC));
    const table = writeTable(arena, nodes, signed, this.#version, arena.word(HEAD.ORDERED << 2));
    this.#replace(HEAD.ORDERED << 2, table);
  }

  /** The newest nodes that own records of a type. */
  #owners(type: number): number[] {
    const nodes: number[] = [];
    this.image.eachNewest((node) => {
      if (!this.#isGone(node) && this.#rrsets.find(node, type) !== 0) nodes.push(node);
    });
    return nodes;
  }
}
