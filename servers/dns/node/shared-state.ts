/** What the threads of a server share: flags, acknowledgements, counters. */

/** Words of the flags. */
export const FLAG = { STOP: 0, GENERATION: 1, ACKNOWLEDGED: 2 } as const;

/** Counters of one worker, in this order; each is written by one thread only, and read by the one that shows them. */
export const COUNTERS = [
  "queries",
  "replies",
  "dropped",
  "noerror",
  "formerr",
  "servfail",
  "nxdomain",
  "notimp",
  "refused",
  "truncated",
] as const;
export type Counter = (typeof COUNTERS)[number];

/** The counter of an RCODE is this one plus its place; RCODEs from 6 on are not counted one by one. */
const FIRST_RCODE: number = COUNTERS.indexOf("noerror");
const RCODES = 6;

export interface SharedState {
  readonly flags: SharedArrayBuffer;
  readonly counters: SharedArrayBuffer;
}

export function makeSharedState(workers: number): SharedState {
  return {
    flags: new SharedArrayBuffer(4 * (FLAG.ACKNOWLEDGED + workers)),
    counters: new SharedArrayBuffer(8 * COUNTERS.length * workers),
  };
}

/** The counters of one thread. */
export class WorkerCounters {
  readonly #values: Float64Array;

  constructor(state: SharedState, worker: number) {
    this.#values = new Float64Array(state.counters, 8 * COUNTERS.length * worker, COUNTERS.length);
  }

  query(): void {
    this.#add(0);
  }

  /** A reply whose header starts at a place. */
  reply(view: DataView, at: number): void {
    this.#add(1);
    const rcode = view.getUint8(at + 3) & 0xf;
    if (rcode < RCODES) this.#add(FIRST_RCODE + rcode);
    if ((view.getUint8(at + 2) & 2) !== 0) this.#add(COUNTERS.length - 1);
  }

  dropped(): void {
    this.#add(2);
  }

  #add(index: number): void {
    this.#values[index] = (this.#values[index] ?? 0) + 1;
  }

  get(counter: Counter): number {
    return this.#values[COUNTERS.indexOf(counter)] ?? 0;
  }
}
