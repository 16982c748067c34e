/** Writing a reply: the header and question of the query, and records that were rendered beforehand. Nothing allocates. */
import { type DnsHeaderInput, DnsHeaderQr, encodeDnsHeader } from "../../../generated/dns/dns.js";
import { DnsClass, DnsType } from "../../../generated/dns/types.js";
import type { ZoneImage } from "../image/image.js";
import { NODE, POINTERS, RECORD_HEAD, RRSET } from "../image/layout.js";
import { hasPointers, hasTwoNames } from "../image/rendering.js";
import { HEADER, type Query } from "./query.js";

/** The owner of a record that is the name asked for: a pointer to behind the header (RFC 1035 section 4.1.4). */
export const AT_QUESTION: number = 0xc000 | HEADER;

/** Pointers have 14 bits (RFC 1035 section 4.1.4). */
const POINTER_REACH = 0x4000;

export const SECTION = { ANSWER: 0, AUTHORITY: 1, ADDITIONAL: 2 } as const;
export type Section = (typeof SECTION)[keyof typeof SECTION];

/** Takes a record's TTL as it is. */
export const OWN_TTL = -1;

type Header = { -readonly [Field in keyof DnsHeaderInput]: DnsHeaderInput[Field] };

/** A reply that is being written. One object, used again and again. */
export class Reply {
  view: DataView = new DataView(new ArrayBuffer(HEADER));
  bytes: Uint8Array = new Uint8Array(this.view.buffer);
  /** Where the message starts, where the next record goes, and what it must not go beyond. */
  start = 0;
  at = 0;
  limit = 0;
  truncated = false;
  /** Something that may be left out was, since the client takes no more: not truncated, but not all that there is either. */
  shortened = false;
  readonly counts: [number, number, number] = [0, 0, 0];
  /** From the message's start, where the zone's name stands, which the question ends with. */
  #origin = 0;
  /** Filled for each reply. */
  readonly #header: Header = {
    ...{ id: 0, qr: DnsHeaderQr.Response, opcode: 0, aa: 0, tc: 0, rd: 0, rcode: 0 },
    ...{ qdcount: 0, ancount: 0, nscount: 0, arcount: 0 },
  };

  /** The place where messages are written from now on. */
  attach(view: DataView): void {
    this.view = view;
    this.bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  }

  /** Begins a reply to a query, with its question if that was read, in at most `size` bytes. */
  begin(query: Query, start: number, size: number): void {
    this.start = start;
    this.limit = start + size;
    this.truncated = false;
    this.shortened = false;
    this.counts[0] = 0;
    this.counts[1] = 0;
    this.counts[2] = 0;
    const length = query.hasQuestion ? query.question.end - query.at : HEADER;
    copyBytes(query.bytes, query.at, this.view, start, length);
    this.at = start + length;
  }

  /** The image that records come from, whose name is the ending of the question's. */
  of(image: ZoneImage, query: Query): void {
    this.#origin = HEADER + query.name.length - image.originLength;
  }

  /**
   * Writes the header; returns the reply's length. ID, OPCODE and RD are the query's (RFC 1035 section 4.1.1); AD is not set, and CD
   * not given back, since nothing is validated here (RFC 4035 section 3.1.6).
   */
  finish(query: Query, rcode: number, authoritative: boolean): number {
    const header = this.#header;
    header.id = query.header.id;
    header.opcode = query.header.opcode;
    header.aa = authoritative ? 1 : 0;
    header.tc = this.truncated ? 1 : 0;
    header.rd = query.header.rd;
    header.rcode = rcode & 0xf;
    header.qdcount = query.hasQuestion ? 1 : 0;
    header.ancount = this.counts[0];
    header.nscount = this.counts[1];
    header.arcount = this.counts[2];
    encodeDnsHeader(header, this.view, this.start);
    return this.at - this.start;
  }

  /** A pointer to a place in the message; 0 where pointers do not reach. */
  pointerTo(position: number): number {
    const offset = position - this.start;
    return offset < POINTER_REACH ? 0xc000 | offset : 0;
  }

  /** A pointer to the zone's name. */
  get originPointer(): number {
    return 0xc000 | this.#origin;
  }

  /**
   * Writes an RRset, whole or not at all.
   *
   * @param owner a pointer to its owner's name in the message, or what `rrsetOf` returned
   * @param ttl instead of its own, or OWN_TTL
   */
  rrset(image: ZoneImage, rrset: number, section: Section, owner: number, ttl: number = OWN_TTL): boolean {
    const size = wireSize(image, rrset) + (owner < 0 ? image.nameLength(-owner) * image.word(rrset + RRSET.COUNT) : 0);
    if (this.at + size > this.limit || !this.#isInReach(image, rrset, size)) return false;
    this.#records(image, rrset, section, owner, owner, ttl);
    return true;
  }

  /**
   * Writes an RRset whose owner stands nowhere in the message yet: a node of the zone.
   *
   * @returns a pointer to its owner, or where pointers don't reach that, the node's place, negative; 0 where it does not fit
   */
  rrsetOf(image: ZoneImage, node: number, rrset: number, section: Section, ttl: number = OWN_TTL): number {
    const length = image.nameLength(node);
    const owner = length === 0 ? this.originPointer : this.pointerTo(this.at) || -node;
    if (owner < 0) return this.rrset(image, rrset, section, owner, ttl) ? owner : 0;
    const size = length + wireSize(image, rrset);
    if (this.at + size > this.limit || !this.#isInReach(image, rrset, size)) return 0;
    this.#labels(image, node);
    // The first record has the labels just written before the pointer to the zone's name; the others point at them.
    this.#records(image, rrset, section, this.originPointer, owner, ttl);
    return owner;
  }

  /** Takes back what was written from a place on, which did not all fit: the reply is truncated (RFC 2181 section 9). */
  drop(before: number, section: Section, records: number): void {
    this.at = before;
    this.counts[section] -= records;
    this.truncated = true;
  }

  /** An alias that a DNAME stands for: the first labels of `name`, and then what is at `target` (RFC 6672 section 2.2). */
  alias(owner: number, ttl: number, name: Uint8Array, length: number, target: number): boolean {
    if (this.at + 2 + RECORD_HEAD + length + 2 > this.limit) return false;
    const { view, at } = this;
    view.setUint16(at, owner);
    view.setUint16(at + 2, DnsType.CNAME);
    view.setUint16(at + 4, DnsClass.IN);
    view.setUint32(at + 6, ttl);
    view.setUint16(at + 10, length + 2);
    for (let index = 0; index < length; index++) view.setUint8(at + 12 + index, name[index] ?? 0);
    view.setUint16(at + 12 + length, target);
    this.at = at + 14 + length;
    this.counts[SECTION.ANSWER]++;
    return true;
  }

  #records(image: ZoneImage, rrset: number, section: Section, firstOwner: number, owner: number, ttl: number): void {
    const extra = pointerBytes(image, rrset);
    const end = rrset + RRSET.RENDERING + image.word(rrset + RRSET.SIZE);
    let pointer = firstOwner;
    for (let record = rrset + RRSET.RENDERING; record < end; pointer = owner) {
      if (pointer < 0) this.#labels(image, -pointer);
      this.view.setUint16(this.at, pointer < 0 ? this.originPointer : pointer);
      this.at += 2;
      const length = RECORD_HEAD + image.view.getUint16(record + extra + 8);
      copyBytes(image.view, record + extra, this.view, this.at, length);
      if (ttl !== OWN_TTL) this.view.setUint32(this.at + 4, ttl);
      if (extra !== 0) this.#movePointers(image, record);
      this.at += length;
      record += extra + length;
    }
    this.counts[section] += image.word(rrset + RRSET.COUNT);
  }

  #labels(image: ZoneImage, node: number): void {
    const length = image.nameLength(node);
    for (let index = 0; index < length; index++) this.view.setUint8(this.at + index, image.bytes[node + NODE.NAME + index] ?? 0);
    this.at += length;
  }

  /** Whether an RRset of a size may stand here: the second name of its records may point to the first. */
  #isInReach(image: ZoneImage, rrset: number, size: number): boolean {
    return this.at + size - this.start <= POINTER_REACH || !hasTwoNames(image.word(rrset + RRSET.TYPE));
  }

  /** In the record just copied to `at`, which has POINTERS before it in the image. */
  #movePointers(image: ZoneImage, record: number): void {
    const first = image.view.getUint16(record);
    const second = image.view.getUint16(record + 2);
    if (first !== 0) this.#movePointer(image, first);
    if (second !== 0) this.#movePointer(image, second);
  }

  #movePointer(image: ZoneImage, place: number): void {
    const old = this.view.getUint16(this.at + place) & 0x3fff;
    const inRecord = old - image.originLength - 1;
    const moved = inRecord < 0 ? this.#origin + old : this.at - this.start + inRecord;
    this.view.setUint16(this.at + place, 0xc000 | moved);
  }
}

/** The bytes before each record of a rendering. */
function pointerBytes(image: ZoneImage, rrset: number): number {
  return hasPointers(image.word(rrset + RRSET.TYPE)) ? POINTERS : 0;
}

/** Bytes of an RRset in a message, each owner being a pointer. */
function wireSize(image: ZoneImage, rrset: number): number {
  return image.word(rrset + RRSET.SIZE) + (2 - pointerBytes(image, rrset)) * image.word(rrset + RRSET.COUNT);
}

/** Four bytes at a time: what is copied is short, but has some words. */
export function copyBytes(from: DataView, at: number, to: DataView, toAt: number, length: number): void {
  let index = 0;
  for (; index + 4 <= length; index += 4) to.setInt32(toAt + index, from.getInt32(at + index));
  for (; index < length; index++) to.setUint8(toAt + index, from.getUint8(at + index));
}
