/** Walking the IR: sub-expressions, and the expressions that an item needs in each direction. */
import type { Arm, Block, Expr, Field, Item, Nested } from "../ir/ir.js";
import { countsRemaining } from "../ir/walk.js";

export type Direction = "decode" | "encode";

/** Blocks of an item that stand only sometimes (arms, optional bodies), or always (bounded bodies, elements). */
export function armsOf(item: Item): readonly Arm[] {
  return item.kind === "classify" ? item.arms : [];
}

function endianExpr(field: Field): readonly Expr[] {
  const { type } = field;
  return (type.kind === "int" || type.kind === "float") && typeof type.endian === "object" ? [type.endian.littleWhen] : [];
}

/** What a field's own layout and limits are computed from. */
function fieldExprs(field: Field, direction: Direction): readonly Expr[] {
  const found: (Expr | undefined)[] = [field.min, field.max, ...endianExpr(field)];
  if (field.type.kind === "bytes") found.push(field.type.size);
  if (direction === "encode" || field.verify) found.push(field.value);
  if (field.checksum !== undefined) found.push(field.checksum.from, field.checksum.to, field.checksum.seed);
  return found.filter((expr) => expr !== undefined);
}

/** The expressions that stand directly at an item: not those of blocks inside it, nor of its elements. */
export function ownExprs(item: Item, direction: Direction): readonly Expr[] {
  const condition = item.condition === undefined ? [] : [item.condition];
  switch (item.kind) {
    case "field":
      return [...condition, ...fieldExprs(item, direction)];
    case "label":
      return condition;
    case "classify":
      return [...condition, item.subject, ...item.arms.flatMap((arm) => (arm.guard === undefined ? [] : [arm.guard]))];
    case "array":
      return [
        ...condition,
        ...extentExprs(item.extent),
        ...(item.element.kind === "scalar" ? fieldExprs(item.element.field, direction) : []),
      ];
    case "nested":
      return [...condition, ...item.args, ...(item.bound === undefined ? [] : [item.bound.length])];
    case "bounded":
      return [...condition, item.bound.length];
    case "require":
      return [...condition, item.holds];
  }
}

function extentExprs(extent: Extract<Item, { kind: "array" }>["extent"]): readonly Expr[] {
  switch (extent.kind) {
    case "count":
      return [extent.count];
    case "bytes":
      return [extent.length];
    case "toEnd":
    case "until":
      return [];
  }
}

/** The `until` of an array: it stands inside the element. */
export function untilOf(item: Item): Expr | undefined {
  if (item.kind !== "array") return undefined;
  return item.extent.kind === "until" || item.extent.kind === "toEnd" ? item.extent.until : undefined;
}

/** The blocks directly inside an item. */
export function blocksOf(item: Item): readonly Block[] {
  switch (item.kind) {
    case "classify":
      return item.arms.map((arm) => arm.block);
    case "bounded":
      return [item.block];
    case "array":
      return item.element.kind === "group" ? [item.element.block] : [];
    default:
      return [];
  }
}

/** Whether an element asks how much remains behind it: only the enclosing part's end tells. */
export function asksRemaining(item: Item): boolean {
  if (item.kind !== "array" || item.element.kind !== "group") return false;
  const until = untilOf(item);
  const own = [...itemsIn(item.element.block)].flatMap((inner) => [...ownExprs(inner, "encode"), ...untilsOf(inner)]);
  return [...(until === undefined ? [] : [until]), ...own].some(countsRemaining);
}

function untilsOf(item: Item): readonly Expr[] {
  const until = untilOf(item);
  return until === undefined ? [] : [until];
}

/** The nested packet that is an array's element itself (`of packet p()`). */
export function flatElement(item: Item): Nested | undefined {
  if (item.kind !== "array" || item.element.kind !== "group" || item.element.flat !== true) return undefined;
  const [only] = item.element.block.items;
  return only?.kind === "nested" ? only : undefined;
}

/** A flat element that needs no function of its own: the loop calls the packet's. */
export function inlineElement(item: Item): Nested | undefined {
  return untilOf(item) === undefined && !asksRemaining(item) ? flatElement(item) : undefined;
}

/** An array whose element's check goes on by itself to the end of its part: one call for all of them. */
export function loopsItself(item: Item): boolean {
  if (item.kind !== "array" || item.element.kind !== "group" || inlineElement(item) !== undefined) return false;
  return untilOf(item) === undefined && (item.extent.kind === "toEnd" || item.extent.kind === "bytes");
}

/** Every item of a block at any depth, in source order. */
/** The fields of a block at any depth, elements of arrays included. */
export function* scalarFields(block: Block): Generator<Field> {
  for (const item of itemsIn(block)) {
    if (item.kind === "field") yield item;
    if (item.kind === "array" && item.element.kind === "scalar") yield item.element.field;
  }
}

export function* itemsIn(block: Block): Generator<Item> {
  for (const item of block.items) {
    yield item;
    for (const inner of blocksOf(item)) yield* itemsIn(inner);
  }
}
