/**
 * Words of bit fields: neighbours are read with one DataView call, and the word is kept in the view.
 *
 * Measured (docs/decisions): V8 inlines functions by the size of their bytecode, so a getter that shifts a number it finds
 * in the view is inlined everywhere, one that reads the input and shifts is not.
 */
import type { Item, ItemId } from "../../ir/ir.js";
import { type Cursor, advance, bitOf, position } from "../cursor.js";
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

interface Open {
  readonly start: Cursor;
  bits: number;
  fields: { id: ItemId; width: number }[];
}

/** Reads the words of a run, and tells the walker which field is where. */
export function readWords(walker: Walker, items: readonly Item[]): void {
  let cursor = walker.cursor;
  if (cursor.inBits) return;
  let open: Open | undefined;
  for (const item of items) {
    const bits = fixedBits(item) ?? 0;
    const isBits = item.kind === "field" && item.type.kind === "bits" && item.type.order === "msb" && item.type.width <= 32;
    if (isBits && (open !== undefined || bitOf(cursor) === 0)) {
      open ??= { start: cursor, bits: 0, fields: [] };
      open.fields.push({ id: item.id, width: bits });
      open.bits += bits;
      if (open.bits >= 32 || (open.bits % 8 === 0 && open.bits !== 24 && mustClose(items, item, open.bits))) open = close(walker, open);
    } else if (bits > 0) {
      open = undefined;
    }
    cursor = advance(cursor, bits);
  }
}

/** Whether a word should end here: the next field is no bit field, or would not fit into the same word. */
function mustClose(items: readonly Item[], item: Item, bits: number): boolean {
  const rest = items.slice(items.indexOf(item) + 1);
  let total = bits;
  for (const next of rest) {
    if (next.kind !== "field" || next.type.kind !== "bits" || next.type.order !== "msb") break;
    total += next.type.width;
    if (total === 16 || total === 32) return false;
    if (total > 32) break;
  }
  return true;
}

function close(walker: Walker, open: Open): undefined {
  if (open.bits !== 8 && open.bits !== 16 && open.bits !== 32) return undefined;
  const { locals } = walker;
  const variable = locals.claim(
    `bits${open.start.base === "at" ? Math.floor(open.start.bits / 8) : `_${open.start.base}_${Math.floor(open.start.bits / 8)}`}`,
  );
  const word: Word = { variable, bits: open.bits };
  walker.line(`const ${variable} = bytes.getUint${open.bits}(${position(open.start)});`);
  if (walker.armDepth === 0) walker.slot(variable);
  walker.wordStarts.set(variable, open.start);
  let shift = open.bits;
  for (const { id, width } of open.fields) {
    shift -= width;
    walker.words.set(id, { word, shift, width });
  }
  return undefined;
}

/** Code for a field of a word that stands in `variable`. */
export function wordPart(part: WordPart, variable: string): string {
  const { shift, width, word } = part;
  const shifted = shift === 0 ? variable : `${variable} ${word.bits === 32 ? ">>>" : ">>"} ${shift}`;
  if (shift + width === word.bits) return shift === 0 ? shifted : `(${shifted})`;
  const mask = `0x${((1n << BigInt(width)) - 1n).toString(16)}`;
  return shift === 0 ? `(${variable} & ${mask})` : `((${shifted}) & ${mask})`;
}
