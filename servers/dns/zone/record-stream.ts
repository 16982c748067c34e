/**
 * Rendered records on their way from one thread to another, in parts of a shared buffer that are used by turns: whoever writes waits
 * where the other has not read yet, so that the buffer is all that is ever under way.
 */
import type { Rendered } from "../image/rendering.js";
import type { ParsedRecord, Place } from "../zone-file/index.js";

/** Parts of the buffer. Each holds the largest record, which has 65,535 bytes and its names. */
const PARTS = 8;
const PART_BYTES = 1 << 18;
const LARGEST = 0x11000;
/** Before the parts: how many were read so far, as a word. */
const COUNTER_BYTES = 8;

/** A record in a part: these words, its owner, its rendering, each filled up to a word. */
const WORD = { OWNER_LENGTH: 0, TYPE: 1, SIZE: 2, POINTERS: 3, FILE: 4, LINE: 5, COLUMN: 6 } as const;
const HEAD_BYTES = 28;

/** A part that is full, or the last. */
export interface RecordPart {
  readonly part: number;
  readonly bytes: number;
  /** The files that its records are from, by number. */
  readonly files: readonly string[];
}

export function makeStreamBuffer(): SharedArrayBuffer {
  return new SharedArrayBuffer(COUNTER_BYTES + PARTS * PART_BYTES);
}

function wholeWords(bytes: number): number {
  return (bytes + 3) & ~3;
}

function startOf(part: number): number {
  return COUNTER_BYTES + part * PART_BYTES;
}

/** The end that writes. It may wait, so it is to be in a thread that has nothing else to do. */
export class RecordWriter {
  readonly #words: Int32Array;
  readonly #bytes: Uint8Array;
  readonly #send: (part: RecordPart) => void;
  #files: string[] = [];
  #written = 0;
  #at = startOf(0);

  /** @param send tells the other end */
  constructor(buffer: SharedArrayBuffer, send: (part: RecordPart) => void) {
    this.#words = new Int32Array(buffer);
    this.#bytes = new Uint8Array(buffer);
    this.#send = send;
  }

  write({ owner, ownerLength, type, place }: ParsedRecord, { bytes, start, end, firstPointer, secondPointer }: Rendered): void {
    if (this.#at - this.#start + LARGEST > PART_BYTES) this.flush();
    const words = this.#words;
    const head = this.#at >> 2;
    words[head + WORD.OWNER_LENGTH] = ownerLength;
    words[head + WORD.TYPE] = type;
    words[head + WORD.SIZE] = end - start;
    words[head + WORD.POINTERS] = (firstPointer << 16) | secondPointer;
    words[head + WORD.FILE] = this.#numberOf(place.file);
    words[head + WORD.LINE] = place.line;
    words[head + WORD.COLUMN] = place.column;
    this.#at += HEAD_BYTES;
    this.#put(owner, 0, ownerLength);
    this.#put(bytes, start, end);
  }

  #put(from: Uint8Array, start: number, end: number): void {
    const to = this.#bytes;
    let at = this.#at;
    for (let index = start; index < end; index++) to[at++] = from[index] ?? 0;
    this.#at = wholeWords(at);
  }

  #numberOf(file: string): number {
    const last = this.#files.length - 1;
    return this.#files[last] === file ? last : this.#files.push(file) - 1;
  }

  get #start(): number {
    return startOf(this.#written % PARTS);
  }

  /** Hands over what was written. Waits until the next part was read. */
  flush(): void {
    const bytes = this.#at - this.#start;
    if (bytes === 0) return;
    this.#send({ part: this.#written % PARTS, bytes, files: this.#files });
    this.#files = [];
    this.#written++;
    this.#at = this.#start;
    for (let read = this.#read; this.#written - read >= PARTS; read = this.#read) Atomics.wait(this.#words, 0, read);
  }

  get #read(): number {
    return Atomics.load(this.#words, 0);
  }
}

/** Takes a record. All that it is given is used again for the next. */
export type StreamedRecordSink = (owner: Uint8Array, ownerLength: number, type: number, rendered: Rendered, place: Place) => void;

/** The end that reads. */
export class RecordStream {
  readonly #words: Int32Array;
  readonly #owner = new Uint8Array(256);
  readonly #rendered: { -readonly [Key in keyof Rendered]: Rendered[Key] };
  readonly #place: { -readonly [Key in keyof Place]: Place[Key] } = { file: "", line: 0, column: 0 };

  constructor(buffer: SharedArrayBuffer) {
    this.#words = new Int32Array(buffer);
    this.#rendered = { bytes: new Uint8Array(buffer), start: 0, end: 0, firstPointer: 0, secondPointer: 0 };
  }

  /** Takes the records of a part, and gives it back. */
  read({ part, bytes, files }: RecordPart, sink: StreamedRecordSink): void {
    const start = startOf(part);
    for (let at = start; at < start + bytes;) at = this.#take(at, files, sink);
    Atomics.add(this.#words, 0, 1);
    Atomics.notify(this.#words, 0);
  }

  /** Returns where the next one stands. */
  #take(at: number, files: readonly string[], sink: StreamedRecordSink): number {
    const rendered = this.#rendered;
    const ownerLength = this.#word(at, WORD.OWNER_LENGTH);
    const owner = at + HEAD_BYTES;
    for (let index = 0; index < ownerLength; index++) this.#owner[index] = rendered.bytes[owner + index] ?? 0;
    rendered.start = owner + wholeWords(ownerLength);
    rendered.end = rendered.start + this.#word(at, WORD.SIZE);
    const pointers = this.#word(at, WORD.POINTERS);
    rendered.firstPointer = pointers >>> 16;
    rendered.secondPointer = pointers & 0xffff;
    this.#place.file = files[this.#word(at, WORD.FILE)] ?? "";
    this.#place.line = this.#word(at, WORD.LINE);
    this.#place.column = this.#word(at, WORD.COLUMN);
    sink(this.#owner, ownerLength, this.#word(at, WORD.TYPE), rendered, this.#place);
    return wholeWords(rendered.end);
  }

  #word(at: number, word: number): number {
    return this.#words[(at >> 2) + word] ?? 0;
  }
}
