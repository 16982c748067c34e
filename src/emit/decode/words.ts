/**
 * Words: neighbouring bit fields are read with one DataView call, short integers beside them too, and the word is kept in the view.
 *
 * Measured (docs/decisions): V8 inlines functions by the size of their bytecode, so a getter that shifts a number it finds
 * in the view is inlined everywhere, one that reads the input and shifts is not.
 */
import type { Field, Item, ItemId } from "../../ir/ir.js";
import { type Cursor, advance, bitOf, position } from "../cursor.js";
import { capitalise } from "../names.js";
import { fixedBits, needsVariable } from "./fields.js";
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
  /** The walk reads it in any case. */
  readonly isRead: boolean;
  readonly start: Cursor;
}

/** Reads the words of a run, and tells the walker which field is where. */
export function readWords(walker: Walker, items: readonly Item[]): void {
  let cursor = walker.cursor;
  if (cursor.inBits) return;
  let pieces: Piece[] = [];
  for (const item of items) {
    const width = fixedBits(item) ?? 0;
    const piece = pieceOf(walker, item, width, cursor);
    if (piece !== undefined) pieces.push(piece);
    else if (width > 0) {
      readPieces(walker, pieces);
      pieces = [];
    }
    cursor = advance(cursor, width);
  }
  readPieces(walker, pieces);
}

function pieceOf(walker: Walker, item: Item, width: number, start: Cursor): Piece | undefined {
  if (item.kind !== "field" || width === 0) return undefined;
  // A checksum follows what setters write, behind the back of the word.
  if (walker.mode === "check" && item.checksum !== undefined) return undefined;
  const { id, type } = item;
  const isBits = type.kind === "bits" && type.order === "msb" && type.width <= 32;
  if (!isBits && !isShortInteger(walker, item)) return undefined;
  return { id, width, isBits, isRead: walker.mode === "decode" || needsVariable(walker, item), start };
}

function isShortInteger({ mode }: Walker, { type }: Field): boolean {
  if (mode === "explain" || type.kind !== "int") return false;
  return !type.signed && type.endian === "big" && (type.bits === 8 || type.bits === 16);
}

/** Neighbours, from left to right: as many as there are in the largest word that starts where they do. */
function readPieces(walker: Walker, pieces: readonly Piece[]): void {
  for (let from = 0; from < pieces.length;) {
    const count = wordLength(pieces.slice(from), isKept(walker) ? 1 : 2);
    if (count > 0) readWord(walker, pieces.slice(from, from + count));
    from += Math.max(count, 1);
  }
}

/** Whether the view keeps words that are read here: its getters need not read again what the walk has read. */
function isKept(walker: Walker): boolean {
  return walker.mode === "check" && walker.armDepth === 0 && walker.slotsGiven !== "never";
}

/** How many of the pieces make up a word of 8, 16 or 32 bits: bit fields, or integers of which the walk reads at least so many. */
function wordLength(pieces: readonly Piece[], least: number): number {
  const [first] = pieces;
  if (first === undefined || bitOf(first.start) !== 0) return 0;
  let bits = 0;
  let count = 0;
  pieces.forEach(({ width, isBits }, index) => {
    bits += width;
    if ((bits === 8 || bits === 16 || bits === 32) && (isBits || index > 0)) count = index + 1;
  });
  const word = pieces.slice(0, count);
  return word.some(({ isBits }) => isBits) || word.filter(({ isRead }) => isRead).length >= least ? count : 0;
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
  walker.line(`const ${variable} = bytes.${wordRead(bits)}(${position(start)});`);
  if (walker.armDepth === 0) walker.slot(variable);
  walker.wordStarts.set(variable, start);
  let shift = bits;
  for (const { id, width } of pieces) {
    shift -= width;
    walker.words.set(id, { word, shift, width });
  }
}

/** What reads a word. One of 32 bits is signed: so any is a small integer for V8, and a view keeps it without an object of its own. */
export function wordRead(bits: number): string {
  return bits === 32 ? "getInt32" : `getUint${bits}`;
}

/** Code for a field of a word that stands in `variable`. */
export function wordPart(part: WordPart, variable: string): string {
  const { shift, width, word } = part;
  if (shift + width === word.bits && word.bits === 32) return `(${variable} >>> ${shift})`;
  const shifted = shift === 0 ? variable : `${variable} >> ${shift}`;
  if (shift + width === word.bits) return shift === 0 ? shifted : `(${shifted})`;
  const mask = `0x${((1n << BigInt(width)) - 1n).toString(16)}`;
  return shift === 0 ? `(${variable} & ${mask})` : `((${shifted}) & ${mask})`;
}
