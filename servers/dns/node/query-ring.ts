/**
 * Queries on their way to the log: a ring of fixed size, which one thread fills and the main thread empties. The one that fills never
 * waits: where the ring is full, the query is not logged, and counted.
 */

const SLOTS = 2048;
/** A slot: time (8), address (16), its size, transport, port (2), type, class, flags, RCODE, reply's size, name's length (2 each). */
const ADDRESS = 8;
const ADDRESS_SIZE = 24;
const TRANSPORT = 25;
const PORT = 26;
const TYPE = 28;
const CLASS = 30;
const FLAGS = 32;
const RCODE = 34;
const SIZE = 36;
const NAME_LENGTH = 38;
const NAME = 40;
const SLOT_BYTES = 296;
const HEAD_BYTES = 8;
const HEAD = 0;
const TAIL = 1;

export const LOGGED_TRANSPORTS = ["udp", "tcp", "tls"] as const;
export type LoggedTransport = (typeof LOGGED_TRANSPORTS)[number];

/** Bits of a logged query's flags. */
export const LOGGED_FLAG = { RD: 1, CD: 2, EDNS: 4, DO: 8, COOKIE: 16, TC: 32 } as const;

/** In the place of an RCODE: what became of a query without a reply. */
export const LOGGED_FATE = { ELSEWHERE: 0xfffd, LIMITED: 0xfffe } as const;

/** What is logged of a query. */
export interface LoggedQuery {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Four or sixteen bytes. */
  readonly client: Uint8Array;
  readonly port: number;
  readonly transport: LoggedTransport;
  /** In wire form; empty where no question was read. */
  readonly name: Uint8Array;
  readonly type: number;
  readonly class: number;
  readonly flags: number;
  /** An RCODE, or one of LOGGED_FATE. */
  readonly rcode: number;
  /** Of the reply; 0 without one. */
  readonly size: number;
}

/** As {@link LoggedQuery}, with names and addresses that stand somewhere in longer bytes. */
export interface QueryEntry extends Omit<LoggedQuery, "client" | "name" | "transport"> {
  readonly transport: number;
  readonly client: Uint8Array;
  readonly clientAt: number;
  readonly clientSize: number;
  readonly name: Uint8Array;
  readonly nameLength: number;
}

export class QueryRing {
  readonly #words: Int32Array;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;

  constructor(buffer: SharedArrayBuffer) {
    this.#words = new Int32Array(buffer, 0, HEAD_BYTES / 4);
    this.#bytes = new Uint8Array(buffer, HEAD_BYTES);
    this.#view = new DataView(buffer, HEAD_BYTES);
  }

  /** Pages that nothing is written to take no memory. */
  static allocate(): SharedArrayBuffer {
    return new SharedArrayBuffer(HEAD_BYTES + SLOTS * SLOT_BYTES);
  }

  /** Takes a query down; false where there is no room. */
  push(entry: QueryEntry): boolean {
    const head = Atomics.load(this.#words, HEAD);
    if (((head - Atomics.load(this.#words, TAIL)) | 0) >= SLOTS) return false;
    this.#write((head & (SLOTS - 1)) * SLOT_BYTES, entry);
    Atomics.store(this.#words, HEAD, (head + 1) | 0);
    return true;
  }

  #write(at: number, entry: QueryEntry): void {
    const view = this.#view;
    view.setFloat64(at, entry.time);
    for (let index = 0; index < entry.clientSize; index++) this.#bytes[at + ADDRESS + index] = entry.client[entry.clientAt + index] ?? 0;
    view.setUint8(at + ADDRESS_SIZE, entry.clientSize);
    view.setUint8(at + TRANSPORT, entry.transport);
    view.setUint16(at + PORT, entry.port);
    view.setUint16(at + TYPE, entry.type);
    view.setUint16(at + CLASS, entry.class);
    view.setUint16(at + FLAGS, entry.flags);
    view.setUint16(at + RCODE, entry.rcode);
    view.setUint16(at + SIZE, entry.size);
    view.setUint16(at + NAME_LENGTH, entry.nameLength);
    for (let index = 0; index < entry.nameLength; index++) this.#bytes[at + NAME + index] = entry.name[index] ?? 0;
  }

  /** The oldest query that nobody has taken; undefined if there is none. */
  take(): LoggedQuery | undefined {
    const tail = Atomics.load(this.#words, TAIL);
    if (tail === Atomics.load(this.#words, HEAD)) return undefined;
    const query = this.#read((tail & (SLOTS - 1)) * SLOT_BYTES);
    Atomics.store(this.#words, TAIL, (tail + 1) | 0);
    return query;
  }

  #read(at: number): LoggedQuery {
    const view = this.#view;
    return {
      time: view.getFloat64(at),
      client: this.#bytes.slice(at + ADDRESS, at + ADDRESS + view.getUint8(at + ADDRESS_SIZE)),
      transport: LOGGED_TRANSPORTS[view.getUint8(at + TRANSPORT)] ?? "udp",
      port: view.getUint16(at + PORT),
      type: view.getUint16(at + TYPE),
      class: view.getUint16(at + CLASS),
      flags: view.getUint16(at + FLAGS),
      rcode: view.getUint16(at + RCODE),
      size: view.getUint16(at + SIZE),
      name: this.#bytes.slice(at + NAME, at + NAME + view.getUint16(at + NAME_LENGTH)),
    };
  }
}
