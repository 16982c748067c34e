/** From one element of an array to the next: by bytes, or by bits where elements share bytes. */
import { bitStride } from "../ir/bit-elements.js";
import type { ArrayItem } from "../ir/ir.js";
import { type Cursor, bitOf, bitPosition, position } from "./cursor.js";
import type { FunctionWalker } from "./function-walker.js";

/** A walk that decodes or encodes. */
type ArrayWalker = Pick<FunctionWalker, "module" | "model" | "locals" | "line"> & { anchor(name: string, code: string): Cursor };

/** Declares the variable that goes from element to element. */
export function elementStart(walker: ArrayWalker, item: ArrayItem, from: Cursor): Cursor {
  const inBits = bitStride(item) !== undefined;
  const next = walker.locals.claimLocal(`${item.name}_${inBits ? "bit" : "end"}`);
  walker.line(`let ${next} = ${inBits ? bitPosition(from) : position(from)};`);
  return inBits ? { base: next, bits: 0, inBits } : { base: next, bits: bitOf(from) };
}

/** Where elements end that share bytes, of code for the bits up to there: which bit of its byte it is, is known. */
export function bitsEnd(walker: ArrayWalker, item: ArrayItem, bits: string): Cursor {
  const bit = walker.module.layout.packets[walker.model.packet.index]?.items[item.id]?.endBit ?? 0;
  return { ...walker.anchor(`${item.name}_end`, `Math.floor(${bits.includes(" ") ? `(${bits})` : bits} / 8)`), bits: bit };
}

/** The statement that goes on to the next element, after one that ended at `end`. */
export function goOn(item: ArrayItem, next: string, end: string): string {
  const stride = bitStride(item);
  return stride === undefined ? `${next} = ${end};` : `${next} += ${stride};`;
}
