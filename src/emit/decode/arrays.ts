/** Decoding of arrays: a loop over elements, each with a function of its own unless it is a scalar. */
import type { ArrayItem, Block, Expr, Extent, Field, ItemId, Nested, Packet } from "../../ir/ir.js";
import { bitStride } from "../../ir/bit-elements.js";
import { type Cursor, bitOf, position } from "../cursor.js";
import { bitsEnd, elementStart, goOn } from "../elements.js";
import { type PacketModel, isShort } from "../model.js";
import { whyNot } from "../told.js";
import { quote } from "../names.js";
import { elementType as groupType, parenthesise } from "../types.js";
import { partEnds } from "../part-end.js";
import { blocksOf, inlineElement, itemsIn, loopsItself, untilOf } from "../walk-ir.js";
import { defineEnds, fixedFieldBits, walkField } from "./fields.js";
import { walkNatural } from "./lengths.js";
import { closeBound, openBound, walkNested, keepPartEnd } from "./blocks.js";
import { elementArguments } from "./signatures.js";
import { passOver, uncheckedBits } from "./unchecked.js";
import { type Walker, wrapSum } from "./walker.js";

export function walkArray(walker: Walker, item: ArrayItem): void {
  const start = walker.cursor;
  if (item.extent.kind === "bytes") {
    const open = openBound(walker, item, { length: item.extent.length });
    walkElements(walker, item, { kind: "toEnd" });
    closeBound(walker, item, open);
  } else {
    if (partEnds(walker.module.program.program).elementAsks(item)) keepPartEnd(walker, item);
    walkElements(walker, item, item.extent);
  }
  defineEnds(walker, item, start);
}

function walkElements(walker: Walker, item: ArrayItem, extent: Extent): void {
  const count = extent.kind === "count" ? walkCount(walker, item, extent) : undefined;
  const unchecked = walker.mode === "check" && extent.kind !== "until" ? uncheckedBits(item) : undefined;
  if (unchecked !== undefined) {
    defineCount(walker, item, passOver(walker, item, extent, unchecked, count));
  } else if (walker.mode === "check" && checksAll(walker.model, item)) {
    walkAll(walker, item);
  } else {
    defineCount(walker, item, walkEach(walker, item, extent, count));
  }
}

function defineCount(walker: Walker, item: ArrayItem, code: string): void {
  if (walker.needs("count", item.id)) walker.define("count", item, { kind: "number", code });
}

/** A loop over the elements; `count` is code for how many there are, where that is known before. Returns such code. */
function walkEach(walker: Walker, item: ArrayItem, extent: Extent, count: string | undefined): string {
  const start = elementStart(walker, item, walker.cursor);
  const length = count !== undefined && leastSize(walker, item, count) !== undefined ? count : undefined;
  const variable = declareList(walker, item, length);
  const index = openLoop(walker, item, extent, count, start.base);
  const list = variable === undefined ? undefined : { variable, index: length === undefined ? undefined : index };
  walkElement(walker, item, start, list, index);
  closeLoop(walker, item, extent);
  moveBehind(walker, item, extent, start);
  if (list !== undefined) walker.property(walker.keyOf(item.id), list.variable);
  return count ?? index;
}

/** Elements stay before the end of their part: where they go on to it, they end there. */
function moveBehind(walker: Walker, item: ArrayItem, extent: Extent, behind: Cursor): void {
  if (behind.inBits) return walker.moveTo(bitsEnd(walker, item, behind.base));
  if (walker.bounded && extent.kind === "toEnd" && extent.until === undefined) return walker.moveTo({ base: walker.end, bits: 0 });
  walker.slot(behind.base);
  walker.moveTo(behind);
}

/**
 * Whether the element's check goes on to the last by itself. Not where anything asks how many there are: then whoever holds the
 * array counts, and calls the element once for each.
 */
export function checksAll({ packet, decode }: PacketModel, item: ArrayItem): boolean {
  if (!loopsItself(item) || uncheckedBits(item) !== undefined) return false;
  const units = [undefined, ...[...itemsIn(packet.body)].flatMap(({ kind, id }) => (kind === "array" ? [id] : []))];
  return !units.some((unit) => decode.of(unit).needed.has(decode.key("count", item.id)));
}

const confined = new WeakMap<Packet, ReadonlySet<ItemId>>();

/**
 * Whether the array stands in a part, or is one, at whatever depth: nothing is missing there that more bytes would bring, and the
 * function of all elements says only whether they are sound.
 */
export function isConfined({ packet }: PacketModel, item: ArrayItem): boolean {
  const known = confined.get(packet) ?? new Set(arraysInParts(packet.body, false));
  confined.set(packet, known);
  return known.has(item.id);
}

function arraysInParts(block: Block, isPart: boolean): ItemId[] {
  return block.items.flatMap((item) => {
    const isIn = isPart || item.kind === "bounded" || (item.kind === "array" && item.extent.kind === "bytes");
    const inside = blocksOf(item).flatMap((inner) => arraysInParts(inner, isIn));
    return item.kind === "array" && isIn ? [item.id, ...inside] : inside;
  });
}

/** A part that is full of elements: their function says whether all are sound. */
function walkPart(walker: Walker, item: ArrayItem): void {
  const at = position(walker.cursor);
  walker.line(`if (${at} < ${walker.end} && !${callOfAll(walker, item, at)}) return -1;`);
  // An element's own end is where its part ends, but no place that its view keeps yet.
  walker.moveTo(walker.bounded ? { base: walker.end, bits: 0 } : walker.anchor(`${item.name}_end`, walker.end));
}

function callOfAll(walker: Walker, item: ArrayItem, at: string): string {
  const type = item.element.kind === "group" ? walker.typeOf(item.element.block) : "";
  return `walkAll${type}(${["bytes", at, walker.end, ...elementArguments(walker, item)].join(", ")})`;
}

/** One function walks all of them. */
function walkAll(walker: Walker, item: ArrayItem): void {
  if (isConfined(walker.model, item)) return walkPart(walker, item);
  const next = elementStart(walker, item, walker.cursor).base;
  walker.line(`if (${next} < ${walker.end}) {`, `${next} = ${callOfAll(walker, item, next)};`);
  walker.line(`if (${next} < 0) ${walker.propagate(next)}`, "}");
  walker.slot(next);
  walker.moveTo({ base: next, bits: 0 });
}

function walkCount(walker: Walker, item: ArrayItem, extent: Extract<Extent, { kind: "count" }>): string {
  const count = walkNatural(walker, item, extent.count, `${item.name}_count`, "count-not-negative");
  const at = position(walker.cursor);
  // A count that can't fit is refused before the loop, so that no stranger's number makes it long.
  const size = leastSize(walker, item, count);
  if (size !== undefined && !walker.module.layout.proved(walker.model.packet, item.id, "size-fits-input", "decode")) {
    walker.line(`if (${walker.end} - ${wrapSum(at)} < ${size}) ${walker.truncated(item, `${at} + ${size}`)}`);
  }
  if (!isShort(walker.module.layout, walker.model.packet, item))
    walker.line(`if (${count} > limits.elements) ${walker.malformed(item, "`at most ${limits.elements} elements`", count)}`);
  return count;
}

/** Code for the bytes that so many elements take at least, those of a part of a byte counted. */
function leastSize(walker: Walker, item: ArrayItem, count: string): string | undefined {
  const bit = bitOf(walker.cursor);
  const stride = bitStride(item);
  if (stride !== undefined) return bytesOfBits(count, stride, bit);
  const bytes = Math.floor(elementMinimum(walker, item) / 8);
  if (bytes === 0) return undefined;
  const whole = bytes === 1 ? count : `${count} * ${bytes}`;
  // From the middle of a byte elements reach to the middle of another.
  return bit === 0 ? whole : `${whole} + 1`;
}

function bytesOfBits(count: string, stride: number, bit: number): string {
  if (/^[0-9]+$/.test(count)) return String(Math.ceil((Number(count) * stride + bit) / 8));
  return `Math.ceil((${stride === 1 ? count : `${count} * ${stride}`}${bit === 0 ? "" : ` + ${bit}`}) / 8)`;
}

/** The least size of an element, in bits. */
export function elementMinimum(walker: Walker, item: ArrayItem): number {
  if (item.element.kind === "scalar") {
    const { type } = item.element.field;
    if (type.kind === "codec") return Number(walker.module.codec(type.codec).minSize) * 8;
    return fixedFieldBits(item.element.field) ?? 0;
  }
  return blockMinimum(walker, item.element.block.items);
}

function blockMinimum(walker: Walker, items: readonly { id: number; condition?: unknown }[]): number {
  const { items: layouts } = walker.module.layout.packets[walker.model.packet.index] ?? { items: [] };
  return items.reduce((sum, { id, condition }) => sum + (condition === undefined ? Number(layouts[id]?.size.min ?? 0n) : 0), 0);
}

/** The array that is being built. */
interface List {
  readonly variable: string;
  /** The next element's, where the array has its length from the start. */
  readonly index: string | undefined;
}

/** A length that the input is known to have room for is given at once: an array that grows is copied again and again. */
function declareList(walker: Walker, item: ArrayItem, length: string | undefined): string | undefined {
  if (walker.mode !== "decode") return undefined;
  const variable = walker.locals.claimLocal(item.name);
  const type = elementType(walker, item);
  walker.line(length === undefined ? `const ${variable}: ${type}[] = [];` : `const ${variable} = new Array<${type}>(${length});`);
  return variable;
}

function append({ variable, index }: List, value: string): string {
  return index === undefined ? `${variable}.push(${value});` : `${variable}[${index}] = ${value};`;
}

function elementType(walker: Walker, item: ArrayItem): string {
  if (item.element.kind === "group") return groupType(walker.module, walker.model, item, "Value");
  return parenthesise(walker.fieldType(item.element.field));
}

/** Opens the loop; returns the variable that counts elements. */
function openLoop(walker: Walker, item: ArrayItem, extent: Extent, count: string | undefined, next: string): string {
  const index = walker.locals.claimLocal(`${item.name}_index`);
  switch (extent.kind) {
    case "count":
      walker.line(`for (let ${index} = 0; ${index} < ${count ?? "0"}; ${index}++) {`);
      return index;
    case "toEnd":
      walker.line(`let ${index} = 0;`, `while (${next} < ${walker.end}) {`, tooMany(walker, item, index));
      return index;
    case "until":
      walker.line(`let ${index} = 0;`, "while (true) {", tooMany(walker, item, index));
      return index;
    case "bytes":
      throw new Error("an array by bytes is a bounded array to the end");
  }
}

function tooMany(walker: Walker, item: ArrayItem, index: string): string {
  if (isShort(walker.module.layout, walker.model.packet, item)) return `${index}++;`;
  return `if (${index}++ >= limits.elements) ${walker.malformed(item, "`at most ${limits.elements} elements`", quote("more"))}`;
}

function closeLoop(walker: Walker, item: ArrayItem, extent: Extent): void {
  const until = extent.kind === "until" || extent.kind === "toEnd" ? extent.until : undefined;
  if (until !== undefined && item.element.kind === "group" && walker.mode !== "check") {
    walker.line(`if (${walker.mode === "decode" ? "cursor" : "report"}.last) break;`);
  }
  walker.line("}");
}

function walkElement(walker: Walker, item: ArrayItem, start: Cursor, list: List | undefined, index: string): void {
  const counted = item.extent.kind === "count" ? index : `${index} - 1`;
  const outerPath = walker.path;
  walker.path = `${walker.pathOf(item)}[\${${counted}}]`;
  const inline = inlineElement(item);
  if (inline !== undefined) walkInline(walker, inline, start.base, list);
  else if (item.element.kind === "scalar") walkScalar(walker, item, item.element.field, start, list);
  else walkGroup(walker, item, start.base, list);
  walker.path = outerPath;
}

function walkScalar(walker: Walker, item: ArrayItem, field: Field, start: Cursor, list: List | undefined): void {
  const next = start.base;
  const until = untilOf(item);
  walker.scalarElement = field.id;
  walker.moveTo(start);
  const bits = fixedFieldBits(field);
  if (bits !== undefined) walker.requireBits(field, bits);
  walker.inLoop(() => {
    const { properties } = walker.inObject(() => walkField(walker, field));
    const [property] = properties;
    if (list !== undefined && property !== undefined) walker.line(append(list, property.code));
    const last = until === undefined ? undefined : lastTest(walker, item, until, next);
    walker.line(goOn(item, next, position(walker.cursor)));
    if (last !== undefined) walker.line(`if (${last}) break;`);
  });
  walker.scalarElement = undefined;
}

/** What is asked of an element is asked before the loop goes on behind it. */
function lastTest(walker: Walker, item: ArrayItem, until: Expr, next: string): string {
  requireUntil(walker, item, until);
  const test = walker.expressions.bool(until);
  if (!test.split(/[^\w$]+/).includes(next)) return test;
  const last = walker.locals.claimLocal(`${item.name}_last`);
  walker.line(`const ${last} = ${test};`);
  return last;
}

/** An element for which `until` cannot be computed is malformed: it is neither the last nor another. */
export function requireUntil(walker: Walker, item: ArrayItem, until: Expr): void {
  const failure = walker.expressions.failure(until);
  if (failure === undefined) return;
  walker.line(`if (${failure}) ${walker.malformed({ ...item, name: "" }, quote("an `until` that can be computed"), quote(whyNot(until)))}`);
}

/** The element is a packet: the loop calls its walk. */
function walkInline(walker: Walker, nested: Nested, next: string, list: List | undefined): void {
  const outer = walker.path;
  walker.moveTo({ base: next, bits: 0 });
  walker.inLoop(() => {
    const { properties } = walker.inObject(() => {
      walkNested(walker, nested, outer);
    });
    const [property] = properties;
    if (list !== undefined && property !== undefined) walker.line(append(list, property.code));
  });
  walker.line(`${next} = ${position(walker.cursor)};`);
}

/** With `until`, an element's walk says whether it was the last: `2 * end + 1`, or `2 * end` otherwise. */
function walkGroup(walker: Walker, item: ArrayItem, next: string, list: List | undefined): void {
  const type = item.element.kind === "group" ? walker.typeOf(item.element.block) : "";
  const args = ["bytes", next, walker.end, ...elementArguments(walker, item)];
  if (walker.mode === "decode") {
    const value = walker.locals.claimLocal("element");
    walker.line(`const ${value} = read${type}(${[...args, "cursor"].join(", ")});`);
    walker.line(
      `if (${value} === undefined) ${walker.propagate("cursor.at")}`,
      ...(list === undefined ? [] : [append(list, value)]),
      goOn(item, next, "cursor.at"),
    );
    return;
  }
  const prefix = walker.mode === "explain" ? "explainWalk" : "walk";
  const last = walker.mode === "explain" ? ["report", `\`${walker.path}\``] : [];
  const end = walker.locals.claimLocal("element_end");
  walker.line(`const ${end} = ${prefix}${type}(${[...args, ...last].join(", ")});`);
  const position = untilOf(item) === undefined || walker.mode === "explain" ? end : `Math.floor(${end} / 2)`;
  walker.line(`if (${end} < 0) ${walker.propagate(end)}`, goOn(item, next, position));
  if (untilOf(item) !== undefined && walker.mode === "check") walker.line(`if (${end} % 2 === 1) break;`);
}
