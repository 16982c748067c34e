/** Encoding of bounded parts: what they hold is as long as the spec says, with the leftovers that were kept. */
import type { Bound, Expr, Item } from "../../ir/ir.js";
import { wrapSum } from "../decode/walker.js";
import { position } from "../cursor.js";
import { requireComputable } from "./computable.js";
import { defineEnds, needs } from "./fields.js";
import { countOf } from "./problem.js";
import type { EncodeWalker } from "./walker.js";

/** Leftovers that were kept are written back; then the part is as long as the spec says. */
export function closeBound(walker: EncodeWalker, item: Item, bound: Bound, start: string): void {
  writeKept(walker, item, bound);
  checkBound(walker, item, bound.length, start);
}

export function writeKept(walker: EncodeWalker, item: Item, bound: Bound): void {
  const { keep } = bound;
  if (keep !== undefined) {
    const before = walker.cursor;
    const rest = walker.property(keep.id);
    const given = item.condition === undefined ? rest : `(${rest} ?? new Uint8Array(0))`;
    if (needs(walker, "value", keep.id)) walker.define("value", keep, { kind: "text", code: given });
    if (walker.writes) walker.line(`${walker.module.runtime("copyBytes")}(bytes, ${position(before)}, ${given});`);
    walker.cursor = walker.anchor(`${item.name}_part_end`, `${position(before)} + ${walker.module.runtime("bytesLength")}(${given})`);
    defineEnds(walker, keep, before);
  }
}

/** From its start to here it is as long as the spec says. */
export function checkBound(walker: EncodeWalker, item: Item, length: Expr, start: string): void {
  if (walker.writes || walker.isSizing) return;
  const end = position(walker.cursor);
  if (length.kind === "remaining" && walker.lastItems.has(item.id)) return walker.requireAtEnd(end, item);
  if (walker.isProved(item, "size-matches", length)) return;
  const variable = walker.anchor(`${item.name}_length`, `${end} - ${wrapSum(start)}`).base;
  const check = ([actual = variable]: readonly string[]): void => {
    const { expressions } = walker;
    requireComputable(walker, item, "a length", length);
    const demanded = expressions.int(length);
    const compared = expressions.isBig(length) ? `BigInt(${actual})` : actual;
    walker.require(`${compared} !== ${demanded}`, item, countOf(demanded, "byte"), countOf(actual, "byte"));
  };
  walker.whenKnown([length], [variable], check, { from: start });
}
