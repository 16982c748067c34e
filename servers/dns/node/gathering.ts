/**
 * When a thread lets datagrams gather. A batch costs two calls of the kernel and a switch of threads, however many datagrams it has, so
 * where many come, the thread sleeps a moment and then takes what is there, instead of being woken for the first. Who asks alone is
 * answered at once.
 */

/** Datagrams at a time that mean that there is much to do, and those that are enough: the next are there already. */
const MANY = 4;
const ENOUGH = 48;

/** How long it sleeps: a client at a distance of a millisecond hardly notices. */
export const GATHER_MICROSECONDS = 400;

export class Gathering {
  #lastCount = 0;

  /** Many came the last time: who reads need not wait for the first. */
  get isBusy(): boolean {
    return this.#lastCount >= MANY;
  }

  /** Whether to sleep before reading. */
  get pays(): boolean {
    return this.isBusy && this.#lastCount < ENOUGH;
  }

  /** So many datagrams were read. */
  note(count: number): void {
    this.#lastCount = count;
  }
}
