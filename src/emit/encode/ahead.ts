/** What encoding learns of items that stand behind the one at hand, ahead of their place. */
import type { Block, Expr, Item, ItemId } from "../../ir/ir.js";
import { subexpressions } from "../../ir/walk.js";
import { position } from "../cursor.js";
import { haveState } from "../part-end.js";
import { isFilled } from "../types.js";
import { itemsIn } from "../walk-ir.js";
import { defineEnds } from "./fields.js";
import type { EncodeWalker } from "./walker.js";

/** Encodes one of a block's items. */
type Encode = (walker: EncodeWalker, block: Block, index: number) => void;

/** Measures items ahead of their place, from one on, as far as an expression asks for sizes there. */
export function learnAhead(walker: EncodeWalker, block: Block, from: number, expr: Expr, encode: Encode): void {
  const wanted = new Set<number>();
  for (const part of subexpressions(expr)) {
    if ((part.kind === "sizeof" || part.kind === "offset") && !walker.isKnown(part)) for (const id of part.target) wanted.add(id);
  }
  const behind = block.items.slice(from, block.items.findLastIndex((item) => wanted.has(item.id)) + 1);
  // What depends on where it stands can't be measured before that is known.
  if (behind.length === 0 || haveState(walker.module.program.program, behind)) return;
  const start = position(walker.cursor);
  behind.forEach((item, index) => {
    const before = walker.cursor;
    const size = measureAhead(walker, block, from + index, encode);
    walker.cursor = walker.anchor(`${item.name}_ahead`, `${position(before)} + ${size}`);
    walker.setFact("sizeof", item.id, { kind: "number", code: size });
    walker.setFact("offset", item.id, { kind: "number", code: `(${position(walker.cursor)} - ${walker.origin})` });
  });
  walker.cursor = { base: walker.anchor("here", start).base, bits: 0 };
}

/**
 * Measures those items whose sizes an expression waits for, perhaps through fields that are computed from them: short lengths that
 * say that a longer one follows. What is learnt is kept, since a size does not depend on the place of what has no state.
 */
export function learnSizes(walker: EncodeWalker, block: Block, from: number, expr: Expr, encode: Encode): void {
  const wanted = new Set(sizesFor(walker, expr, new Set()));
  block.items.forEach((item, index) => {
    if (index < from || !wanted.has(item.id) || haveState(walker.module.program.program, [item])) return;
    walker.define("sizeof", item, { kind: "number", code: measureAhead(walker, block, index, encode) });
  });
  if (wanted.size > 0) walker.flush();
}

function measureAhead(walker: EncodeWalker, block: Block, index: number, encode: Encode): string {
  const size = walker.ahead(() => {
    encode(walker, block, index);
  });
  const item = block.items[index];
  if (item !== undefined) walker.sizesAhead.set(item.id, size);
  return size;
}

function* sizesFor(walker: EncodeWalker, expr: Expr, seen: Set<ItemId>): Generator<ItemId> {
  for (const piece of subexpressions(expr)) {
    if (!("target" in piece) || walker.isKnown(piece)) continue;
    if (piece.kind === "sizeof") yield* piece.target;
    if (piece.kind !== "field") continue;
    for (const id of piece.target) {
      const item = walker.model.packet.items[id];
      if (item?.kind !== "field" || item.value === undefined || seen.has(id)) continue;
      seen.add(id);
      yield* sizesFor(walker, item.value, seen);
    }
  }
}

/**
 * Where only sizes matter, what was measured ahead is not measured again in its place: else a value of n levels would take 2^n steps.
 * False where others need something of its inside.
 */
export function passMeasured(walker: EncodeWalker, item: Item): boolean {
  const size = walker.isAhead ? walker.sizesAhead.get(item.id) : undefined;
  if (size === undefined || !isOnlySized(walker, item)) return false;
  const start = walker.cursor;
  walker.cursor = walker.anchor(`${item.name}_end`, `${position(start)} + ${size}`);
  defineEnds(walker, item, start);
  return true;
}

function isOnlySized(walker: EncodeWalker, item: Item): boolean {
  const inside = new Set([...itemsIn({ items: [item] })]);
  const ids = new Set([...inside].map(({ id }) => id));
  return [...itemsIn(walker.model.packet.body)].every((other) => {
    if (inside.has(other)) return true;
    return sizingExprs(other).every((expr) =>
      [...subexpressions(expr)].every(
        (piece) => !("target" in piece) || piece.target.every((id) => !ids.has(id) || isOutside(piece.kind, id, item)),
      ),
    );
  });
}

/** What sizes may follow from; all else is only checked. */
function sizingExprs(item: Item): readonly Expr[] {
  const condition = item.condition !== undefined && isFilled(item) ? [item.condition] : [];
  if (item.kind === "nested") return [...condition, ...item.args];
  const field = item.kind === "array" && item.element.kind === "scalar" ? item.element.field : item;
  return field.kind === "field" && field.value !== undefined ? [...condition, field.value] : condition;
}

/** Facts that are known of an item without a look at its inside. */
function isOutside(kind: "field" | "offset" | "sizeof" | "arrayLength" | "present", id: ItemId, item: Item): boolean {
  return id === item.id && kind !== "field";
}
