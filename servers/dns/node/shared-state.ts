/** What the threads of a server share: flags, counters, secrets of cookies, rings of logged queries. */
import { SharedSecrets } from "./shared-secrets.js";
import { QueryRing } from "./query-ring.js";

/** Words of the flags; each worker has some of its own behind them. */
export const FLAG = { STOP: 0, GENERATION: 1, QUERY_LOG: 2, WORKERS: 3 } as const;

/** The zones that a worker answers from. */
const ACKNOWLEDGED = 0;
/** Queries that it handed to the main thread, and that nobody has taken. */
const PENDING = 1;
const WORDS_PER_WORKER = 2;

export function acknowledgedBy(worker: number): number {
  return FLAG.WORKERS + worker * WORDS_PER_WORKER + ACKNOWLEDGED;
}

export function pendingOf(worker: number): number {
  return FLAG.WORKERS + worker * WORDS_PER_WORKER + PENDING;
}

/** RCODEs that are counted one by one; RFC 6895 section 2.3 names them. */
const COUNTED_RCODES: Readonly<Record<number, Counter>> = {
  0: "noerror",
  1: "formerr",
  2: "servfail",
  3: "nxdomain",
  4: "notimp",
  5: "refused",
  9: "notauth",
  16: "badvers",
  23: "badcookie",
};

/** RCODEs, as they are counted. */
export const RCODE_COUNTERS = [
  "noerror",
  "formerr",
  "servfail",
  "nxdomain",
  "notimp",
  "refused",
  "notauth",
  "badvers",
  "badcookie",
  "otherRcode",
] as const;

/** Counters of one thread and transport, in this order; each is written by one thread only, and read by the one that shows them. */
export const COUNTERS = [
  "queries",
  "replies",
  /** No queries: nothing was answered. */
  "dropped",
  "truncated",
  "memoHits",
  /** Not answered, or only shortly, for the rate limit. */
  "limitDropped",
  "limitTruncated",
  /** Queries that were handed to the main thread, and those that it had no room for. */
  "elsewhere",
  "elsewhereDropped",
  /** Lines of the query log that there was no room for. */
  "logDropped",
  ...RCODE_COUNTERS,
] as const;
export type Counter = (typeof COUNTERS)[number];

/** Where each counter stands: what counts names it by its place. */
export const COUNTER = Object.fromEntries(COUNTERS.map((counter, place) => [counter, place])) as Readonly<Record<Counter, number>>;
const RCODE_PLACES = Int32Array.from({ length: 24 }, (_, rcode) => COUNTER[COUNTED_RCODES[rcode] ?? "otherRcode"]);

export interface SharedState {
  readonly flags: SharedArrayBuffer;
  readonly counters: SharedArrayBuffer;
  readonly secrets: SharedArrayBuffer;
  /** A ring for each row. */
  readonly rings: readonly SharedArrayBuffer[];
}

/** Streams are answered by the main thread: their rows come after those of the workers. */
export const STREAM_ROWS = ["tcp", "tls"] as const;

export function makeSharedState(workers: number): SharedState {
  const rows = workers + STREAM_ROWS.length;
  return {
    flags: new SharedArrayBuffer(4 * (FLAG.WORKERS + workers * WORDS_PER_WORKER)),
    counters: new SharedArrayBuffer(8 * COUNTERS.length * rows),
    secrets: SharedSecrets.allocate(),
    rings: Array.from({ length: rows }, () => QueryRing.allocate()),
  };
}

/** The counters of one row. */
export class WorkerCounters {
  readonly #values: Float64Array;

  constructor(state: SharedState, row: number) {
    this.#values = new Float64Array(state.counters, 8 * COUNTERS.length * row, COUNTERS.length);
  }

  /** @param place one of COUNTER */
  add(place: number): void {
    this.#values[place] = (this.#values[place] ?? 0) + 1;
  }

  /** A reply with an RCODE. */
  reply(rcode: number, isTruncated: boolean): void {
    this.add(COUNTER.replies);
    this.add(RCODE_PLACES[rcode] ?? COUNTER.otherRcode);
    if (isTruncated) this.add(COUNTER.truncated);
  }

  set(place: number, value: number): void {
    this.#values[place] = value;
  }

  get(counter: Counter): number {
    return this.#values[COUNTER[counter]] ?? 0;
  }
}
