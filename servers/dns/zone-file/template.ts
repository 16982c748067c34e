/** Templates of `$GENERATE`, as BIND has them: `$`, `${offset,width,base}`, `$$` and `\$` for a dollar sign. */
import { readDecimal } from "./numbers.js";

const DOLLAR = 0x24;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const COMMA = 0x2c;
const DASH = 0x2d;
const MOST = 0x7fff_ffff;
const WIDEST = 0xff;

/** Where the iterator goes, and how. */
interface Insertion {
  readonly offset: number;
  readonly width: number;
  /** d, o, x, X, or n, N: hexadecimal digits with dots, the last first. */
  readonly base: string;
}

/** Literal bytes and insertions. */
export type Template = readonly (Uint8Array | Insertion)[];

const PLAIN: Insertion = { offset: 0, width: 0, base: "d" };

/** The template's parts; or a number, minus one minus the place of a `$` with a bad modifier. */
export function parseTemplate(text: Uint8Array): Template | number {
  const parts: (Uint8Array | Insertion)[] = [];
  let literal = 0;
  let at = 0;
  const put = (end: number, next: number, part?: Insertion): void => {
    parts.push(text.subarray(literal, end));
    if (part !== undefined) parts.push(part);
    literal = next;
    at = next;
  };
  while (at < text.length) {
    if (text[at] === BACKSLASH) {
      at += 2;
    } else if (text[at] !== DOLLAR) {
      at++;
    } else if (text[at + 1] === DOLLAR) {
      // Two are one.
      put(at + 1, at + 2);
    } else if (text[at + 1] !== OPEN_BRACE) {
      put(at, at + 1, PLAIN);
    } else {
      const close = text.indexOf(CLOSE_BRACE, at);
      const insertion = close < 0 ? undefined : parseModifier(text, at + 2, close);
      if (insertion === undefined) return -1 - at;
      put(at, close + 1, insertion);
    }
  }
  parts.push(text.subarray(literal));
  return parts;
}

/** `offset`, `offset,width` or `offset,width,base`. */
function parseModifier(text: Uint8Array, start: number, stop: number): Insertion | undefined {
  const first = endOfPart(text, start, stop);
  const second = first < stop ? endOfPart(text, first + 1, stop) : stop;
  const negative = text[start] === DASH;
  const offset = readDecimal(text, negative ? start + 1 : start, first, MOST);
  const width = first < stop ? readDecimal(text, first + 1, second, WIDEST) : 0;
  const base = second < stop ? String.fromCharCode(...text.subarray(second + 1, Math.min(stop, second + 3))) : "d";
  if (offset < 0 || width < 0 || !/^[doxXnN]$/u.test(base)) return undefined;
  return { offset: negative ? -offset : offset, width, base };
}

function endOfPart(text: Uint8Array, from: number, stop: number): number {
  const comma = text.indexOf(COMMA, from);
  return comma < 0 || comma > stop ? stop : comma;
}

/** Bytes that texts are put together in. */
export class TextBuffer {
  bytes = new Uint8Array(256);
  length = 0;

  add(text: Uint8Array): void {
    this.#reserve(text.length);
    this.bytes.set(text, this.length);
    this.length += text.length;
  }

  addText(text: string): void {
    this.#reserve(text.length);
    for (let index = 0; index < text.length; index++) this.bytes[this.length++] = text.charCodeAt(index);
  }

  #reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = new Uint8Array(2 * (this.length + more));
    larger.set(this.bytes);
    this.bytes = larger;
  }
}

/** Adds the template's text for one value of the iterator; false if an offset makes that negative. */
export function expandTemplate(template: Template, iterator: number, out: TextBuffer): boolean {
  for (const part of template) {
    if (part instanceof Uint8Array) {
      out.add(part);
    } else {
      const value = iterator + part.offset;
      if (value < 0) return false;
      out.addText(formatInsertion(value, part));
    }
  }
  return true;
}

function formatInsertion(value: number, { width, base }: Insertion): string {
  switch (base) {
    case "d":
      return String(value).padStart(width, "0");
    case "o":
      return value.toString(8).padStart(width, "0");
    case "x":
      return value.toString(16).padStart(width, "0");
    case "X":
      return value.toString(16).toUpperCase().padStart(width, "0");
    default:
      return base === "n" ? nibbles(value, width) : nibbles(value, width).toUpperCase();
  }
}

/** The width counts digits and dots, of which the last may be one; the rest of it is filled with zeros. */
function nibbles(value: number, width: number): string {
  let text = "";
  let rest = value;
  do {
    text += (rest % 16).toString(16);
    rest = Math.floor(rest / 16);
    if (rest > 0 || text.length < width) text += ".";
  } while (rest > 0 || text.length < width);
  return text;
}
