/**
 * When a thread lets datagrams gather. A batch costs two calls of the kernel and a switch of threads, however many datagrams it has, so
 * where many come, the thread sleeps a moment and then takes what is there, instead of being woken for the first. Who asks alone is
 * answered at once.
 */

/** Datagrams at a time that mean that there is much to do. */
const MANY = 4;

export class Gathering {
  readonly #isAllowed: boolean;
  readonly #most: number;
  #lastCount = 0;

  /** @param most datagrams that are read at a time */
  constructor(isAllowed: boolean, most: number) {
    this.#isAllowed = isAllowed;
    this.#most = most;
  }

  /** Many came the last time: who reads need not wait for the first. */
  get isBusy(): boolean {
    return this.#isAllowed && this.#lastCount >= MANY;
  }

  /** Whether to sleep before reading: not where more were there than could be read. */
  get pays(): boolean {
    return this.isBusy && this.#lastCount < this.#most;
  }

  /** So many datagrams were read. */
  note(count: number): void {
    this.#lastCount = count;
  }
}
