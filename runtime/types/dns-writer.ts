/**
 * Writing domain names with compression (RFC 1035 section 4.1.4): a table of the names written so far, which the caller
 * owns and can use again for the next message.
 *
 * Encoding is two passes over the same names. The size pass puts each name's wire form in an arena, finds the longest
 * ending that stands earlier in the message (byte for byte), and records on a tape what is to be written; the write pass
 * plays the tape, and neither parses nor hashes again.
 */
import { MALFORMED } from "../codes.js";
import { parseName } from "./dns-text.js";
import { copyName, MAX_NAME, POINTER_REACH } from "./dns-wire.js";

/** What DnsName is to the writer. */
interface NameBytes {
  readonly bytes: DataView;
  readonly at: number;
  readonly base: number;
}

// An entry of the table: an ending that stands in the message.
const ENTRY = 5;
const HASH = 0;
/** Where its wire form starts in the arena. */
const ARENA = 1;
/** Its wire form's length in bytes. */
const LENGTH = 2;
/** Where it stands, from the message's start. */
const OFFSET = 3;
/** Its place among the slots. */
const SLOT = 4;

// A step of the tape: one name.
const STEP = 3;
/** Where the bytes to copy start in the arena. */
const SOURCE = 0;
/** How many bytes to copy. */
const LITERAL = 1;
/** The pointer's value that follows, or -1 for the root's zero. */
const POINTER = 2;

export class WriteState {
  /** The message's start: pointers count from it. */
  #origin: number;
  /** Wire forms, one after the other. */
  #arena = new Uint8Array(1024);
  #arenaEnd = 0;
  #entries = new Int32Array(32 * ENTRY);
  #entryCount = 0;
  /**
   * Open addressing, linear. A slot holds an entry's index plus #firstSerial, which rises with each message, so that all
   * slots of the message before are empty without being cleared.
   */
  #slots = new Int32Array(128);
  #firstSerial = 1;
  #tape = new Int32Array(32 * STEP);
  #tapeEnd = 0;
  /** The next step to play; the tape plays while #writing. */
  #cursor = 0;
  #writing = false;
  /** Where the last name was sized, -1 before the first of a pass. */
  #lastAt = -1;
  /** The last name sized, and its entry or -1: the records of an answer often have one name, and the same string for it. */
  #lastName: NameBytes | string | undefined;
  #lastEntry = -1;
  /** What the passes before this one put in the message. */
  #keptEntries = 0;
  #keptArena = 0;
  /** Where the labels of the name at hand start in its wire form, and the hashes of the endings from there. */
  readonly #starts = new Uint8Array(128);
  readonly #hashes = new Int32Array(128);

  /** @param origin where the message starts in the DataView */
  constructor(origin: number) {
    this.#origin = origin;
  }

  /** Forgets everything, for the next message, which starts at `origin`. Cheap. */
  reset(origin: number): void {
    this.#origin = origin;
    this.#firstSerial += this.#entryCount;
    if (this.#firstSerial > 0x3fff_ffff) {
      this.#slots.fill(0);
      this.#firstSerial = 1;
    }
    this.#entryCount = 0;
    this.#keptEntries = 0;
    this.#arenaEnd = 0;
    this.#keptArena = 0;
    this.#startPass();
  }

  /**
   * Before the size pass of a packet that will be written at `at`: forgets the names of a size pass that was not
   * followed by its write pass, and all names from `at` on, which are about to be overwritten.
   * Sizing a name does this itself when the pass before was written or the position goes back.
   */
  begin(at: number): void {
    if (this.#writing && this.#cursor === this.#tapeEnd) {
      this.#keptEntries = this.#entryCount;
      this.#keptArena = this.#arenaEnd;
    }
    const offset = at - this.#origin;
    for (let last = this.#entryCount - 1; last >= 0; last--) {
      if (last < this.#keptEntries && this.#entry(last, OFFSET) < offset) break;
      this.#slots[this.#entry(last, SLOT)] = 0;
      this.#entryCount = last;
    }
    if (this.#entryCount < this.#keptEntries) this.#keptEntries = this.#entryCount;
    this.#arenaEnd = this.#keptArena;
    this.#startPass();
  }

  #startPass(): void {
    this.#tapeEnd = 0;
    this.#cursor = 0;
    this.#writing = false;
    this.#lastAt = -1;
    this.#lastName = undefined;
  }

  /** Between the two passes. */
  rewind(): void {
    this.#writing = true;
    this.#cursor = 0;
  }

  /**
   * The size pass over one name.
   *
   * @param compress whether it may end in a pointer; its endings enter the table in either case
   * @returns its size in bytes if written at `at`, or MALFORMED
   */
  size(name: NameBytes | string, at: number, compress: boolean): number {
    if (this.#writing || at <= this.#lastAt) this.begin(at);
    this.#lastAt = at;
    return this.#record(name, at, compress);
  }

  /** The write pass over one name; returns the end. A name that was not sized before is so now. */
  write(name: NameBytes | string, bytes: DataView, at: number, compress: boolean): number {
    if (this.#cursor === this.#tapeEnd && this.#record(name, at, compress) < 0) return at;
    const step = this.#cursor;
    this.#cursor += STEP;
    const source = this.#tape[step + SOURCE] ?? 0;
    const literal = this.#tape[step + LITERAL] ?? 0;
    const pointer = this.#tape[step + POINTER] ?? 0;
    const arena = this.#arena;
    for (let index = 0; index < literal; index++) bytes.setUint8(at + index, arena[source + index] ?? 0);
    if (pointer < 0) {
      bytes.setUint8(at + literal, 0);
      return at + literal + 1;
    }
    bytes.setUint16(at + literal, 0xc000 | pointer);
    return at + literal + 2;
  }

  /** Adds a step to the tape, and the name's new endings to the table; the name's size, or MALFORMED. */
  #record(name: NameBytes | string, at: number, compress: boolean): number {
    const offset = at - this.#origin;
    if (compress && name === this.#lastName && this.#lastEntry >= 0) {
      const pointer = this.#entry(this.#lastEntry, OFFSET);
      if (pointer < offset) {
        this.#push(0, 0, pointer);
        return 2;
      }
    }
    const start = this.#arenaEnd;
    if (start + MAX_NAME > this.#arena.length) this.#arena = grown(this.#arena, new Uint8Array(2 * this.#arena.length));
    const end = intoArena(name, this.#arena, start);
    if (end < 0) return MALFORMED;
    const count = this.#hashEndings(start);
    let match = -1;
    let fresh = 0;
    for (; fresh < count; fresh++) {
      match = this.#find(this.#hashes[fresh] ?? 0, start + (this.#starts[fresh] ?? 0), end, offset);
      if (match >= 0) break;
    }
    this.#lastName = name;
    if (fresh === 0) this.#lastEntry = match;
    else this.#lastEntry = offset >= 0 && offset < POINTER_REACH ? this.#entryCount : -1;
    for (let label = 0; label < fresh; label++) {
      const labelStart = this.#starts[label] ?? 0;
      if (offset < 0 || offset + labelStart >= POINTER_REACH) break;
      this.#insert(this.#hashes[label] ?? 0, start + labelStart, end, offset + labelStart);
    }
    const pointer = compress && match >= 0 ? this.#entry(match, OFFSET) : -1;
    const literal = pointer < 0 ? end - start - 1 : (this.#starts[fresh] ?? 0);
    // A name that is only a pointer needs no bytes of the arena.
    this.#arenaEnd = literal === 0 ? start : end;
    this.#push(start, literal, pointer);
    return literal + (pointer < 0 ? 1 : 2);
  }

  /** Fills #starts and #hashes for the wire form at `start` in the arena; returns the number of labels. */
  #hashEndings(start: number): number {
    const arena = this.#arena;
    let count = 0;
    let position = start;
    for (let size = arena[position] ?? 0; size !== 0; size = arena[position] ?? 0) {
      this.#starts[count++] = position - start;
      position += 1 + size;
    }
    let hash = 0x811c9dc5 | 0;
    for (let label = count - 1; label >= 0; label--) {
      const labelStart = start + (this.#starts[label] ?? 0);
      for (position--; position >= labelStart; position--) {
        hash = Math.imul(hash ^ (arena[position] ?? 0), 0x01000193);
      }
      position = labelStart;
      this.#hashes[label] = hash;
    }
    return count;
  }

  #entry(index: number, field: number): number {
    return this.#entries[index * ENTRY + field] ?? 0;
  }

  /** The entry with the same bytes as the arena's `start..end` that stands before `offset`, or -1. */
  #find(hash: number, start: number, end: number, offset: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      const index = (this.#slots[slot] ?? 0) - this.#firstSerial;
      if (index < 0 || index >= this.#entryCount) return -1;
      if (this.#entry(index, HASH) !== hash || this.#entry(index, LENGTH) !== end - start) continue;
      if (this.#entry(index, OFFSET) >= offset) continue;
      if (sameRange(this.#arena, this.#entry(index, ARENA), start, end - start)) return index;
    }
  }

  #insert(hash: number, start: number, end: number, offset: number): void {
    if (2 * (this.#entryCount + 1) > this.#slots.length) this.#growSlots();
    const index = this.#entryCount++;
    const at = index * ENTRY;
    if (at + ENTRY > this.#entries.length) {
      this.#entries = grown(this.#entries, new Int32Array(2 * this.#entries.length));
    }
    this.#entries[at + HASH] = hash;
    this.#entries[at + ARENA] = start;
    this.#entries[at + LENGTH] = end - start;
    this.#entries[at + OFFSET] = offset;
    this.#occupy(index, hash);
  }

  /** Puts an entry in the first empty slot of its chain. */
  #occupy(index: number, hash: number): void {
    const mask = this.#slots.length - 1;
    let slot = spread(hash) & mask;
    for (;;) {
      const other = (this.#slots[slot] ?? 0) - this.#firstSerial;
      if (other < 0 || other >= index) break;
      slot = (slot + 1) & mask;
    }
    this.#slots[slot] = index + this.#firstSerial;
    this.#entries[index * ENTRY + SLOT] = slot;
  }

  #growSlots(): void {
    this.#slots = new Int32Array(2 * this.#slots.length);
    for (let index = 0; index < this.#entryCount; index++) this.#occupy(index, this.#entry(index, HASH));
  }

  #push(source: number, literal: number, pointer: number): void {
    const step = this.#tapeEnd;
    if (step + STEP > this.#tape.length) this.#tape = grown(this.#tape, new Int32Array(2 * this.#tape.length));
    this.#tape[step + SOURCE] = source;
    this.#tape[step + LITERAL] = literal;
    this.#tape[step + POINTER] = pointer;
    this.#tapeEnd = step + STEP;
  }
}

function grown<T extends Uint8Array | Int32Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}

/** Mixes a hash's upper bits into the lower ones, which choose the slot. */
function spread(hash: number): number {
  return hash ^ (hash >>> 15);
}

function sameRange(bytes: Uint8Array, a: number, b: number, length: number): boolean {
  for (let index = 0; index < length; index++) {
    if (bytes[a + index] !== bytes[b + index]) return false;
  }
  return true;
}

/** The state for encoding one message at `at`. Keep it and `reset` it, to encode the next without allocation. */
export function writeState(at: number): WriteState {
  return new WriteState(at);
}

/** See {@link WriteState.begin}. */
export function begin(state: WriteState, at: number): void {
  state.begin(at);
}

/** See {@link WriteState.rewind}. */
export function rewind(state: WriteState): void {
  state.rewind();
}

/** Writes a name's wire form; its end, or a negative number for what is no name. */
function intoArena(name: NameBytes | string, arena: Uint8Array, start: number): number {
  if (typeof name === "string") return parseName(name, arena, start);
  // Who was told by no type checker may pass anything.
  return ArrayBuffer.isView(name.bytes) ? copyName(name.bytes, name.at, name.base, arena, start) : MALFORMED;
}
