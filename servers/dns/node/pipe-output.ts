/** Writes to a pipe that may be full, or read by nobody any more, without ever waiting for it. */
import { closeSync, writeSync } from "node:fs";
import { codeOf } from "./listen-error.js";

const NOTHING = new Uint8Array(0);

/** What the pipe does not take is kept, and tried again when somebody asks whether there is room; nothing else is to be written before. */
export class PipeOutput {
  readonly #fd: number;
  readonly #onError: (error: Error) => void;
  #rest: Uint8Array = NOTHING;
  #isBroken = false;

  /**
   * @param fd opened with O_NONBLOCK
   * @param onError is told, in a later turn, why nothing more is written
   */
  constructor(fd: number, onError: (error: Error) => void) {
    this.#fd = fd;
    this.#onError = onError;
  }

  /** Whether something is left that the pipe did not take. */
  get writableNeedDrain(): boolean {
    this.#push();
    return this.#rest.length > 0;
  }

  write(text: string): boolean {
    if (!this.#isBroken) this.#rest = Buffer.from(text);
    return !this.writableNeedDrain;
  }

  /** What is left by then is lost. */
  close(): void {
    this.#push();
    this.#rest = NOTHING;
    this.#isBroken = true;
    closeSync(this.#fd);
  }

  #push(): void {
    try {
      while (this.#rest.length > 0) this.#rest = this.#rest.subarray(writeSync(this.#fd, this.#rest));
    } catch (error) {
      if (codeOf(error) === "EAGAIN" || !(error instanceof Error)) return;
      this.#rest = NOTHING;
      this.#isBroken = true;
      queueMicrotask(() => this.#onError(error));
    }
  }
}
