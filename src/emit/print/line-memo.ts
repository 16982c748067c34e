/** Lines that were parsed, by their text. */
import type { Line } from "./lines.js";

/** So many different lines come from a large project; more than that is an old watch process. */
const MOST_LINES = 300_000;

export class LineMemo {
  readonly #lines = new Map<string, Line>();

  get(text: string): Line | undefined {
    return this.#lines.get(text);
  }

  set(text: string, line: Line): void {
    if (this.#lines.size >= MOST_LINES) this.#lines.clear();
    this.#lines.set(text, line);
  }
}
