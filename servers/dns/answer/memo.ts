/**
 * Answers that were given before. What a reply has behind its question depends on the zone, the name, the type and whether the
 * client wants signatures; the question's case, the ID, flags and the OPT record are the query's own, and are written each time.
 * The memory is fixed: an answer takes the place of another whose name has the same hash bits.
 */
import type { ZoneImage } from "../image/image.js";
import type { Query } from "./query.js";
import { copyBytes, type Reply } from "./reply.js";

/** Names and answers that are longer are looked up each time. */
const MOST_NAME = 64;
const MOST_ANSWER = 384;

// A slot, in words of 32 bits: what the answer is to, and what it is.
const HASH = 0;
/** The image's number, given by the order of use. */
const ZONE = 1;
const VERSION = 2;
/** TYPE, DO in bit 16, the name's length from bit 20 on. */
const KIND = 3;
/** RCODE, AA in bit 4; the answer's length from bit 16 on. */
const RESULT = 4;
const COUNTS = 5;
const ADDITIONAL_COUNT = 6;
const HEAD_WORDS = 7;
const NAME_BYTES = HEAD_WORDS * 4;
const ANSWER_BYTES = NAME_BYTES + MOST_NAME;
const SLOT_BYTES = ANSWER_BYTES + MOST_ANSWER;

const AUTHORITATIVE = 0x10;

/** Nothing is known. */
export const UNKNOWN = -1;

export class Memo {
  readonly #view: DataView;
  readonly #words: Int32Array;
  readonly #mask: number;
  /** The images that answers came from; a new set of zones begins with none. */
  #images = new Map<ZoneImage, number>();
  #lastImage: ZoneImage | undefined;
  #lastNumber = 0;
  #nextNumber = 1;
  authoritative = false;
  hits = 0;

  /** @param bytes at most; 0 for a memo that keeps nothing */
  constructor(bytes: number) {
    let slots = 1;
    while (2 * slots * SLOT_BYTES <= bytes) slots *= 2;
    // Words that nothing was written to are 0, and no image has that number.
    const buffer = new ArrayBuffer(bytes < SLOT_BYTES ? SLOT_BYTES : slots * SLOT_BYTES);
    this.#view = new DataView(buffer);
    this.#words = new Int32Array(buffer);
    this.#mask = bytes < SLOT_BYTES ? -1 : slots - 1;
  }

  /** Forgets all: other zones are served from now on. */
  clear(): void {
    this.#images = new Map();
    this.#lastImage = undefined;
  }

  /** Writes what was answered before, behind the question; the RCODE, or UNKNOWN. */
  recall(image: ZoneImage, version: number, query: Query, reply: Reply): number {
    const slot = this.#slot(query);
    if (slot < 0 || !this.#isFor(slot, image, version, query)) return UNKNOWN;
    const result = this.#words[slot + RESULT] ?? 0;
    const length = result >>> 16;
    if (reply.at + length > reply.limit) return UNKNOWN;
    copyBytes(this.#view, 4 * slot + ANSWER_BYTES, reply.view, reply.at, length);
    reply.at += length;
    const counts = this.#words[slot + COUNTS] ?? 0;
    reply.counts[0] = counts >>> 16;
    reply.counts[1] = counts & 0xffff;
    reply.counts[2] = this.#words[slot + ADDITIONAL_COUNT] ?? 0;
    this.authoritative = (result & AUTHORITATIVE) !== 0;
    this.hits++;
    return result & 0xf;
  }

  /** Keeps the answer that was just written behind the question. */
  keep(image: ZoneImage, version: number, query: Query, reply: Reply, rcode: number, authoritative: boolean): void {
    const from = reply.start + query.question.end - query.at;
    const length = reply.at - from;
    const slot = this.#slot(query);
    // What was cut depends on how much the client takes.
    if (slot < 0 || reply.truncated || reply.shortened || length > MOST_ANSWER) return;
    const { name } = query;
    const words = this.#words;
    words[slot + HASH] = name.hashes[0] ?? 0;
    words[slot + ZONE] = this.#numberOf(image);
    words[slot + VERSION] = version;
    words[slot + KIND] = kindOf(query);
    words[slot + RESULT] = (length << 16) | (authoritative ? AUTHORITATIVE : 0) | rcode;
    words[slot + COUNTS] = (reply.counts[0] << 16) | reply.counts[1];
    words[slot + ADDITIONAL_COUNT] = reply.counts[2];
    for (let index = 0; index < name.length; index++) this.#view.setUint8(4 * slot + NAME_BYTES + index, name.bytes[index] ?? 0);
    copyBytes(reply.view, from, this.#view, 4 * slot + ANSWER_BYTES, length);
  }

  /** The first word of a query's slot; -1 where it is not kept. */
  #slot({ name, type, dnssecOk }: Query): number {
    if (this.#mask < 0 || name.length > MOST_NAME) return -1;
    const hash = Math.imul((name.hashes[0] ?? 0) ^ (type << 1) ^ (dnssecOk ? 1 : 0), 0x9e3779b1);
    return ((hash >>> 15) & this.#mask) * (SLOT_BYTES >> 2);
  }

  #isFor(slot: number, image: ZoneImage, version: number, query: Query): boolean {
    const words = this.#words;
    const { name } = query;
    if (words[slot + HASH] !== name.hashes[0] || words[slot + KIND] !== kindOf(query)) return false;
    if (words[slot + ZONE] !== this.#numberOf(image) || words[slot + VERSION] !== version) return false;
    const at = 4 * slot + NAME_BYTES;
    for (let index = 0; index < name.length; index++) {
      if (this.#view.getUint8(at + index) !== name.bytes[index]) return false;
    }
    return true;
  }

  #numberOf(image: ZoneImage): number {
    if (image === this.#lastImage) return this.#lastNumber;
    let number = this.#images.get(image);
    if (number === undefined) {
      number = this.#nextNumber++ | 0;
      this.#images.set(image, number);
    }
    this.#lastImage = image;
    this.#lastNumber = number;
    return number;
  }
}

function kindOf({ name, type, dnssecOk }: Query): number {
  return (name.length << 20) | (dnssecOk ? 0x10000 : 0) | type;
}
