/** What encoding knows of a block before it walks it: how many elements an array has, and what is there. */
import type { Block, Item, ItemId } from "../../ir/ir.js";
import { subexpressions } from "../../ir/walk.js";
import { quote } from "../names.js";
import { isFilled } from "../types.js";
import type { FactKey } from "../uses.js";
import { itemsIn, ownExprs } from "../walk-ir.js";
import { needs } from "./fields.js";
import type { EncodeWalker } from "./walker.js";

export function defineEarly(walker: EncodeWalker, block: Block): void {
  for (const { item, tests } of presencesIn(walker, block).values()) {
    walker.define("present", item, { kind: "boolean", code: `(${tests.join(" || ")})` });
  }
  for (const item of block.items) defineCount(walker, item);
}

function defineCount(walker: EncodeWalker, item: Item): void {
  if (item.kind !== "array" || !needs(walker, "count", item.id)) return;
  const list = walker.property(item.id);
  walker.define("count", item, { kind: "number", code: item.condition === undefined ? `${list}.length` : `(${list}?.length ?? 0)` });
}

interface Presence {
  readonly item: Item;
  /** One of them holds where the item is given: names in several arms are one. */
  readonly tests: string[];
}

/** Of what the caller gives: also inside of parts and arms, where something beside these is computed from it. */
function presencesIn(walker: EncodeWalker, block: Block): ReadonlyMap<FactKey, Presence> {
  const found = new Map<FactKey, Presence>();
  const asked = block.items.map(presencesAsked);
  block.items.forEach((item, index) => {
    const beside = (id: ItemId): boolean => asked.some((ids, other) => other !== index && ids.has(id));
    for (const { inner, test } of givenIn(walker, item)) {
      if (!isAskedFor(walker, inner) || (inner !== item && !beside(inner.id))) continue;
      const key = walker.key("present", inner.id);
      const presence = found.get(key) ?? { item: inner, tests: [] };
      found.set(key, presence);
      presence.tests.push(test);
    }
  });
  return found;
}

/** What expressions of an item, or inside of it, ask for. */
function presencesAsked(item: Item): ReadonlySet<ItemId> {
  const exprs = [...itemsIn({ items: [item] })].flatMap((inner) => ownExprs(inner, "encode"));
  return new Set(exprs.flatMap((expr) => [...subexpressions(expr)].flatMap((part) => (part.kind === "present" ? part.target : []))));
}

interface Given {
  readonly inner: Item;
  /** Whether it is given. */
  readonly test: string;
}

/** The item, and what stands in it where it is a part or a classify. */
function givenIn(walker: EncodeWalker, item: Item, object = walker.object, guard = ""): readonly Given[] {
  const own = walker.isFlat ? object : `${object}.${walker.model.keys.get(item.id) ?? ""}`;
  const inside = (block: Block, more = ""): Given[] => block.items.flatMap((inner) => givenIn(walker, inner, own, guard + more));
  const given = { inner: item, test: `${guard}${own} !== undefined` };
  if (item.condition !== undefined) return [given];
  if (item.kind === "bounded") return [given, ...inside(item.block)];
  if (item.kind !== "classify") return [given];
  return [given, ...item.arms.flatMap((arm) => inside(arm.block, `${own}.$kind === ${quote(arm.name)} && `))];
}

function isAskedFor(walker: EncodeWalker, item: Item): boolean {
  return needs(walker, "present", item.id) && item.condition !== undefined && walker.model.keys.has(item.id) && !isFilled(item);
}
