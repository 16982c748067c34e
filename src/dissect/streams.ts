/** One direction of each TCP connection, put in order, in bounded memory. The first byte to arrive at a place counts. */

export interface Segment {
  /** Addresses and ports, of this direction. */
  readonly key: string;
  readonly sequence: number;
  readonly syn: boolean;
  /** The direction, or the connection, ends with this segment. */
  readonly ends: boolean;
  readonly bytes: Uint8Array;
}

export interface StreamLimits {
  /** Bytes of one direction that wait, in order or not; a segment that is out of order counts for 512 more. */
  readonly streamBytes: number;
  /** Directions that are followed; the one not heard of for longest makes room. */
  readonly streams: number;
  readonly totalBytes: number;
}

/** What keeping a segment costs besides its bytes: many small ones must not take more memory than the limits say. */
const SEGMENT_COST = 512;
/** Buffers of streams of which nothing waits are not kept. */
const NOTHING = new Uint8Array();

export const defaultStreamLimits: StreamLimits = { streamBytes: 4 * 1024 * 1024, streams: 8192, totalBytes: 64 * 1024 * 1024 };

/** Whether a sequence number comes before another, and by how many: numbers wrap at 2^32. */
export function sequenceDistance(from: number, to: number): number {
  return (to - from) | 0;
}

export class Stream {
  #buffer: Uint8Array = NOTHING;
  /** What came in order and is not consumed is `start..end` of the buffer. */
  #start = 0;
  #end = 0;
  /** Sequence number behind it. */
  #next: number;
  /** Later segments, as they arrived. */
  #waiting: { readonly sequence: number; readonly bytes: Uint8Array }[] = [];
  #waitingBytes = 0;
  /** Why it cannot be read any more. */
  broken: string | undefined;
  /** Messages in a row that could not be decoded. */
  failures = 0;
  /** For who reads the stream: whatever has to be remembered between messages. */
  memory: unknown;

  constructor(
    /** Sequence number of the first byte. */
    readonly first: number,
    /** The first byte of the connection was captured. */
    readonly hasStart: boolean,
  ) {
    this.#next = first;
  }

  /** Valid for ever: bytes that arrive later are not written over it. */
  get ready(): Uint8Array {
    return this.#buffer.subarray(this.#start, this.#end);
  }

  get size(): number {
    return this.#end - this.#start + this.#waitingBytes;
  }

  /** Memory that it takes. */
  get held(): number {
    return this.#buffer.length + this.#waitingBytes;
  }

  /** Something that was sent before was not captured, or has not arrived yet. */
  get hasGap(): boolean {
    return this.#waiting.length > 0;
  }

  /** @returns how many of the segment's bytes are new */
  add(sequence: number, bytes: Uint8Array): number {
    const skip = Math.max(0, sequenceDistance(sequence, this.#next));
    if (skip >= bytes.length) return 0;
    const fresh = bytes.subarray(skip);
    const at = (sequence + skip) >>> 0;
    if (at === this.#next) {
      this.#append(fresh);
      this.#drain();
    } else {
      // The frame's bytes will be gone when it is its turn.
      this.#waiting.push({ sequence: at, bytes: fresh.slice() });
      this.#waitingBytes += fresh.length + SEGMENT_COST;
    }
    return fresh.length;
  }

  #append(bytes: Uint8Array): void {
    this.#next = (this.#next + bytes.length) >>> 0;
    if (this.#start === this.#end) return this.#keep(bytes.slice());
    if (this.#end + bytes.length > this.#buffer.length) {
      const larger = new Uint8Array(2 * (this.#end - this.#start + bytes.length));
      larger.set(this.ready);
      this.#end -= this.#start;
      this.#start = 0;
      this.#buffer = larger;
    }
    this.#buffer.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  #drain(): void {
    if (this.#waiting.length === 0) return;
    this.#waiting.sort((a, b) => sequenceDistance(b.sequence, a.sequence));
    const late = this.#waiting.findIndex(({ sequence, bytes }) => {
      const skip = sequenceDistance(sequence, this.#next);
      if (skip >= 0 && skip < bytes.length) this.#append(bytes.subarray(skip));
      return skip < 0;
    });
    const drained = this.#waiting.splice(0, late < 0 ? this.#waiting.length : late);
    for (const { bytes } of drained) this.#waitingBytes -= bytes.length + SEGMENT_COST;
  }

  consume(count: number): void {
    this.#start += count;
    if (this.#start === this.#end) this.#keep(NOTHING);
    else if (this.#buffer.length > 4096 && 4 * (this.#end - this.#start) < this.#buffer.length) this.#keep(this.ready.slice());
  }

  #keep(buffer: Uint8Array): void {
    this.#buffer = buffer;
    this.#start = 0;
    this.#end = buffer.length;
  }

  /** Nothing more is kept. */
  break(why: string): void {
    this.broken ??= why;
    this.#keep(NOTHING);
    this.#waiting = [];
    this.#waitingBytes = 0;
  }
}

interface Entry {
  readonly stream: Stream;
  /** Memory that it held when it was last looked at. */
  held: number;
}

export class StreamTable {
  /** The one heard of last is last. */
  readonly #entries = new Map<string, Entry>();
  /** At least as many bytes as are held. */
  #total = 0;

  constructor(readonly limits: StreamLimits = defaultStreamLimits) {}

  get(key: string): Stream | undefined {
    return this.#entries.get(key)?.stream;
  }

  /** The stream with the segment's bytes in it, and how many of them were new. */
  add({ key, sequence, syn, bytes }: Segment): { readonly stream: Stream; readonly fresh: number } {
    const first = syn ? (sequence + 1) >>> 0 : sequence;
    const known = this.#entries.get(key);
    const isNew = known === undefined || (syn && known.stream.first !== first);
    const entry = isNew ? { stream: new Stream(first, syn), held: 0 } : known;
    if (known !== undefined) this.#forget(key, known);
    this.#entries.set(key, entry);
    const { stream } = entry;
    const fresh = stream.broken === undefined ? stream.add(first, bytes) : bytes.length;
    if (stream.size > this.limits.streamBytes)
      stream.break(`more than ${this.limits.streamBytes.toString()} bytes of it wait for what was not captured`);
    entry.held = stream.held;
    this.#total += entry.held;
    this.#makeRoom();
    return { stream, fresh };
  }

  /** To be called when the last segment has been read. */
  end(key: string): void {
    const entry = this.#entries.get(key);
    if (entry !== undefined) this.#forget(key, entry);
  }

  #forget(key: string, entry: Entry): void {
    this.#total -= entry.held;
    this.#entries.delete(key);
  }

  #isFull(): boolean {
    return this.#entries.size > this.limits.streams || this.#total > this.limits.totalBytes;
  }

  #makeRoom(): void {
    if (!this.#isFull()) return;
    this.#total = 0;
    for (const entry of this.#entries.values()) this.#total += entry.held = entry.stream.held;
    for (const [key, entry] of this.#entries) {
      if (!this.#isFull()) return;
      this.#forget(key, entry);
    }
  }
}
