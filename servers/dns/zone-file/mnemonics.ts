/** Names of numbers, found by the bytes of a zone file: types, classes, algorithms. ASCII letters' case does not count. */

/** Slots of a table; far more than there are names. */
const SLOTS = 512;
const LONGEST = 24;

/** A closed set of names. */
export class Mnemonics {
  readonly #texts: Uint8Array[] = [];
  readonly #values: number[] = [];
  readonly #names: string[] = [];
  /** Indexes plus one; 0 is an empty slot. */
  readonly #slots = new Uint16Array(SLOTS);
  readonly #byValue = new Map<number, string>();

  /** Of two names of one number, the first is the one that is written. */
  constructor(entries: Iterable<readonly [name: string, value: number]>) {
    for (const [name, value] of entries) this.#add(name, value);
  }

  #add(name: string, value: number): void {
    const text = Uint8Array.from(name.toUpperCase(), (character) => character.charCodeAt(0));
    let slot = hashOf(text, 0, text.length);
    while (this.#slots[slot] !== 0) slot = (slot + 1) % SLOTS;
    this.#slots[slot] = this.#texts.push(text);
    this.#values.push(value);
    this.#names.push(name);
    if (!this.#byValue.has(value)) this.#byValue.set(value, name);
  }

  /** The number whose name stands in `start..stop`, or -1. */
  find(bytes: Uint8Array, start: number, stop: number): number {
    if (stop - start > LONGEST) return -1;
    for (let slot = hashOf(bytes, start, stop); ; slot = (slot + 1) % SLOTS) {
      const index = (this.#slots[slot] ?? 0) - 1;
      if (index < 0) return -1;
      const text = this.#texts[index];
      if (text !== undefined && sameText(text, bytes, start, stop)) return this.#values[index] ?? -1;
    }
  }

  nameOf(value: number): string | undefined {
    return this.#byValue.get(value);
  }

  get names(): readonly string[] {
    return this.#names;
  }
}

function hashOf(bytes: Uint8Array, start: number, stop: number): number {
  let hash = stop - start;
  for (let at = start; at < stop; at++) hash = Math.imul(hash, 31) + ((bytes[at] ?? 0) & 0xdf);
  return (hash ^ (hash >>> 9)) & (SLOTS - 1);
}

function sameText(text: Uint8Array, bytes: Uint8Array, start: number, stop: number): boolean {
  if (text.length !== stop - start) return false;
  for (let index = 0; index < text.length; index++) {
    const byte = bytes[start + index] ?? 0;
    if ((byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte) !== text[index]) return false;
  }
  return true;
}

/** The number behind a prefix in upper case, as in `TYPE65400` (RFC 3597 section 5), of at most `most`; otherwise -1. */
export function findNumbered(prefix: string, bytes: Uint8Array, start: number, stop: number, most: number): number {
  const digits = start + prefix.length;
  if (digits >= stop || stop - digits > 5) return -1;
  for (let index = 0; index < prefix.length; index++) {
    if (((bytes[start + index] ?? 0) & 0xdf) !== prefix.charCodeAt(index)) return -1;
  }
  let value = 0;
  for (let at = digits; at < stop; at++) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = 10 * value + digit;
  }
  return value > most ? -1 : value;
}
