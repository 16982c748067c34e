/** Tells when chance has found nothing for so long that it is not worth going on. */
import type { Targets } from "./targets.js";

export class Patience {
  #found = -1;
  #since = 0;

  constructor(private readonly most: number) {}

  /** Counts one attempt. */
  isOver({ found }: Targets): boolean {
    if (found !== this.#found) {
      this.#found = found;
      this.#since = 0;
    }
    return this.#since++ >= this.most;
  }
}
