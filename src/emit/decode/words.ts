/**
 * Words: neighbouring bit fields are read with one DataView call, and the word is kept in the view. Decoders read short integers
 * together, too.
 *
 * Measured (docs/decisions): V8 inlines functions by the size of their bytecode, so a getter that shifts a number it finds
 * in the view is inlined everywhere, one that reads the input and shifts is not.
 */
import type { Item, ItemId } from "../../ir/ir.js";
import { type Cursor, advance, bitOf, position } from "../cursor.js";
import { capitalise } from "../names.js";
import { fixedBits } from "./fields.js";
import type { Walker } from "./walker.js";

export interface Word {
  /** The variable (and slot `$` + name) that holds it. */
  readonly variable: string;
  readonly bits: number;
}

export interface WordPart {
  readonly word: Word;
  /** Bits below the field in its word. */
  readonly shift: number;
  readonly width: number;
}

/** A field that may be read as a part of a word. */
interface Piece {
  readonly id: ItemId;
  readonly width: number;
  readonly isBits: boolean;
  readonly start: Cursor;
}

/** Reads the words of a run, and tells the walker which field is where. */
export function readWords(walker: Walker, items: readonly Item[]): void {
  let cursor = walker.cursor;
  if (cursor.inBits) return;
  let pieces: Piece[] = [];
  for (const item of items) {
    const width = fixedBits(item) ?? 0;
    const isBits = item.kind === "field" && item.type.kind === "bits" && item.type.order === "msb" && item.type.width <= 32;
    if (isBits || isShortInteger(walker, item)) pieces.push({ id: item.id, width, isBits, start: cursor });
    else if (width > 0) {
      readPieces(walker, pieces);
      pieces = [];
    }
    cursor = advance(cursor, width);
  }
  readPieces(walker, pieces);
}

/** Objects get all their fields, so that each read that is saved counts; a view would have to keep words that nobody may ask for. */
function isShortInteger({ mode }: Walker, item: Item): boolean {
  if (mode !== "decode" || item.kind !== "field" || item.type.kind !== "int") return false;
  const { bits, signed, endian } = item.type;
  return !signed && endian === "big" && (bits === 8 || bits === 16);
}

/** Neighbours, from left to right: as many as there are in the largest word that starts where they do. */
function readPieces(walker: Walker, pieces: readonly Piece[]): void {
  for (let from = 0; from < pieces.length;) {
    const count = wordLength(pieces.slice(from));
    if (count > 0) readWord(walker, pieces.slice(from, from + count));
    from += Math.max(count, 1);
  }
}

/** How many of the pieces make up a word of 8, 16 or 32 bits; 0 where they don't, or where a word would be an integer alone. */
function wordLength(pieces: readonly Piece[]): number {
  const [first] = pieces;
  if (first === undefined || bitOf(first.start) !== 0) return 0;
  let bits = 0;
  let count = 0;
  pieces.forEach(({ width, isBits }, index) => {
    bits += width;
    if ((bits === 8 || bits === 16 || bits === 32) && (isBits || index > 0)) count = index + 1;
  });
  return count;
}

function readWord(walker: Walker, pieces: readonly Piece[]): void {
  const [first] = pieces;
  if (first === undefined) return;
  const { start } = first;
  const bits = pieces.reduce((sum, { width }) => sum + width, 0);
  const place = Math.floor(start.bits / 8);
  const kind = pieces.every(({ isBits }) => isBits) ? "bits" : "word";
  const variable = walker.locals.claim(start.base === "at" ? `${kind}${place}` : `${start.base}${capitalise(kind)}${place}`);
  const word: Word = { variable, bits };
  walker.line(`const ${variable} = bytes.getUint${bits}(${position(start)});`);
  if (walker.armDepth === 0) walker.slot(variable);
  walker.wordStarts.set(variable, start);
  let shift = bits;
  for (const { id, width } of pieces) {
    shift -= width;
    walker.words.set(id, { word, shift, width });
  }
}

/** Code for a field of a word that stands in `variable`. */
export function wordPart(part: WordPart, variable: string): string {
  const { shift, width, word } = part;
  const shifted = shift === 0 ? variable : `${variable} ${word.bits === 32 ? ">>>" : ">>"} ${shift}`;
  if (shift + width === word.bits) return shift === 0 ? shifted : `(${shifted})`;
  const mask = `0x${((1n << BigInt(width)) - 1n).toString(16)}`;
  return shift === 0 ? `(${variable} & ${mask})` : `((${shifted}) & ${mask})`;
}
