/** Types as data, and lists of them: bit maps in windows of 256 types (RFC 4034 section 4.1.2). */
import type { Fields } from "../fields.js";
import { findType } from "../type-names.js";
import { typeHelp } from "../type-problem.js";

const WINDOW_BYTES = 32;
const WINDOWS = 0x100;

/** The next field as a type. */
export function readType(fields: Fields, what: string): number {
  if (!fields.need(what)) return 0;
  const { bytes, start, stop } = fields.scanner;
  const type = findType(bytes, start, stop);
  if (type < 0) fields.expected("unknown-type", what, () => typeHelp(fields.found));
  return type;
}

/** One window of a record, as the generated encoders take it. */
interface Window {
  readonly window: number;
  readonly bitmap: Uint8Array;
}

/** Reads lists of types into bits that are used again for the next record. */
export class TypeBitMaps {
  readonly #bits = new Uint8Array(WINDOWS * WINDOW_BYTES);
  /** How many bytes of each window are used. */
  readonly #lengths = new Uint8Array(WINDOWS);
  readonly #known = new Map<number, Window>();
  /** Those of the last list. */
  readonly windows: Window[] = [];
  #last = -1;

  /** All tokens that are left are types. */
  read(fields: Fields): void {
    this.#clear();
    while (fields.more()) this.#add(fields);
    this.windows.length = 0;
    for (let window = 0; window <= this.#last; window++) {
      const length = this.#lengths[window] ?? 0;
      if (length > 0) this.windows.push(this.#window(window, length));
    }
  }

  #clear(): void {
    for (let window = 0; window <= this.#last; window++) {
      if (this.#lengths[window] === 0) continue;
      this.#bits.fill(0, WINDOW_BYTES * window, WINDOW_BYTES * (window + 1));
      this.#lengths[window] = 0;
    }
    this.#last = -1;
  }

  #add(fields: Fields): void {
    const { bytes, start, stop } = fields.scanner;
    const type = findType(bytes, start, stop);
    if (type < 0) return fields.expected("unknown-type", "a type", () => typeHelp(fields.found));
    const window = type >> 8;
    const index = (type & 0xff) >> 3;
    this.#bits[WINDOW_BYTES * window + index] = (this.#bits[WINDOW_BYTES * window + index] ?? 0) | (0x80 >> (type & 7));
    if (index >= (this.#lengths[window] ?? 0)) this.#lengths[window] = index + 1;
    if (window > this.#last) this.#last = window;
  }

  #window(window: number, length: number): Window {
    const key = window * WINDOW_BYTES + length - 1;
    let known = this.#known.get(key);
    if (known === undefined) {
      known = { window, bitmap: new Uint8Array(this.#bits.buffer, WINDOW_BYTES * window, length) };
      this.#known.set(key, known);
    }
    return known;
  }
}
