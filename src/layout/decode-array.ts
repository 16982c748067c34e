/** Arrays, when decoding: one element stands for all of them. */
import type { ArrayItem, Expr, Extent } from "../ir/ir.js";
import { multiply } from "./arithmetic.js";
import { bitOrders, bitStride } from "../ir/bit-elements.js";
import { describe } from "./describe.js";
import { field, fitsInput, lengthOf } from "./decode-field.js";
import { LARGEST_INPUT, POSITIONS } from "./fields.js";
import { atLeast, between, describeInterval, exactly, isWithin, single, tighten, ZERO } from "./interval.js";
import type { Interval } from "./layout.js";
import { atomForm, constantForm, difference, isMultiple, product, quotientForm, sum, type Form } from "./linear.js";
import type { Value } from "./meaning.js";
import { constantBlock, constantItem } from "./constant-size.js";
import { UNKNOWN_SIZE, type Surroundings } from "./record.js";
import { flushRun } from "./runs.js";
import { bytesText, inBits } from "./units.js";
import type { Found, Size, Walk } from "./walk.js";

/** So many elements without a byte of input can be decoded in no time. */
export const HARMLESS_COUNT = 65535n;

export function array(walk: Walk, item: ArrayItem): Found {
  const { extent } = item;
  if (extent.kind === "count") return counted(walk, item, extent.count);
  if (extent.kind === "bytes") return sized(walk, item, extent.length);
  return open(walk, item, extent);
}

function counted(walk: Walk, item: ArrayItem, expr: Expr): Found {
  const bits = bitStride(item);
  if (bits !== undefined) return countedBits(walk, item, expr, BigInt(bits));
  const count = lengthOf(walk, item, expr, "count-not-negative");
  const element = elementSize(walk, item, walk.end, constantElement(item, walk.surroundings));
  checkHarmless(walk, item, expr, count.range, element);
  const range = multiply(count.range, element);
  const stride = single(element);
  const form = stride === undefined ? walk.wholeBytes(`size ${item.id}`, range) : product(count.form, stride);
  const least = (element.min ?? 0n) / 8n;
  if (least > 0n && least < UNKNOWN_SIZE / 8n) fitsInput(walk, item, expr, { range, form: product(count.form, least) }, { bytes: least });
  return { size: { range, form }, element, count };
}

/** Elements that share bytes: all of them are looked for at once, and nothing is left to be looked for in one. */
function countedBits(walk: Walk, item: ArrayItem, expr: Expr, bits: bigint): Found {
  const count = lengthOf(walk, item, expr, "count-not-negative");
  const size: Size = { range: multiply(count.range, exactly(bits)), form: product(count.form, bits) };
  fitsInput(walk, item, expr, { range: size.range, form: count.form }, { bits });
  const bit = endBit(walk, item, size.form, bits);
  const order = sharedOrder(walk, item);
  walkBitElement(walk, item, bits);
  walk.bit = bit;
  walk.order = bit === 0 ? undefined : order;
  return { size, element: exactly(bits), count, endBit: bit };
}

/** The bit on which the array ends, which must be the same whatever the count is. */
function endBit(walk: Walk, item: ArrayItem, size: Form, bits: bigint): number {
  const rest = ((size.constant % 8n) + 8n) % 8n;
  if (isMultiple(difference(size, constantForm(rest)), 8n)) return (walk.bit + Number(rest)) % 8;
  const help = "the number of elements must tell by itself where the last one ends, as in `array (2 * n)`";
  walk.report("MPL1002", item.span, `\`${item.name}\` can end on any bit: each element takes ${bytesText(bits)}`, { help });
  return walk.bit;
}

function sharedOrder(walk: Walk, item: ArrayItem): "msb" | "lsb" | undefined {
  const [order, ...others] = [...new Set([...(walk.order === undefined ? [] : [walk.order]), ...bitOrders(item)])];
  if (others.length > 0) walk.report("MPL1003", item.span, `\`${item.name}\` has bytes in which bits go msb first and bits go lsb first`);
  return order;
}

function walkBitElement(walk: Walk, item: ArrayItem, bits: bigint): void {
  const outside = walk.at;
  const mark = walk.facts.mark();
  walk.isBitwise = true;
  const place = { key: `element ${item.id}`, range: between(walk.at.range.min ?? 0n, 8n * LARGEST_INPUT) };
  walk.at = { range: place.range, form: atomForm(place), relative: ZERO, since: ZERO };
  walk.facts.assumeNotNegative(difference(product(walk.end, 8n), sum(walk.at.form, constantForm(bits))));
  if (item.element.kind === "group") walk.block(item.element.block);
  else scalar(walk, item);
  walk.isBitwise = false;
  walk.facts.rollback(mark);
  walk.at = outside;
  walk.item = item.id;
}

function sized(walk: Walk, item: ArrayItem, expr: Expr): Found {
  walk.onByte(item, "starts");
  const length = lengthOf(walk, item, expr, "size-not-negative");
  fitsInput(walk, item, expr, length);
  const outer = walk.end;
  walk.end = sum(walk.here().form, length.form);
  const element = elementSize(walk, item, walk.end, 1n);
  walk.end = outer;
  walk.item = item.id;
  checkProgress(walk, item, element);
  endsExactly(walk, item);
  return { size: { range: inBits(length.range), form: product(length.form, 8n) }, element, count: countIn(item, length, element) };
}

function open(walk: Walk, item: ArrayItem, extent: Extract<Extent, { kind: "toEnd" | "until" }>): Found {
  // Only a byte's end can be the end of the part.
  if (extent.kind === "toEnd") walk.onByte(item, "starts");
  const rest = walk.remaining();
  const element = elementSize(walk, item, walk.end, extent.kind === "toEnd" ? 1n : 0n, extent.until);
  walk.item = item.id;
  checkProgress(walk, item, element);
  const fills = extent.kind === "toEnd" && extent.until === undefined;
  if (fills) endsExactly(walk, item);
  const least = extent.kind === "until" ? (element.min ?? 0n) : 0n;
  const range = between(least, undefined);
  const size: Size = fills ? { range, form: product(rest.form, 8n) } : { range, form: walk.wholeBytes(`size ${item.id}`, range) };
  return { size, element, count: countIn(item, { range: atLeast(least / 8n), form: size.form }, element, !fills) };
}

/** Walks one element that stands anywhere in the array. */
function elementSize(walk: Walk, item: ArrayItem, end: Walk["end"], room: bigint, until?: Expr): Interval {
  const { at: outside, bit, order } = walk;
  const mark = walk.facts.mark();
  enterElement(walk, item, end, room);
  if (item.element.kind === "group") walk.block(item.element.block);
  else scalar(walk, item);
  if (until !== undefined) walk.condition(until);
  const size = walk.at.relative;
  walk.facts.rollback(mark);
  walk.item = item.id;
  if (walk.bit === bit && walk.order !== order) {
    walk.report(
      "MPL1003",
      item.span,
      `two elements of \`${item.name}\` share a byte, with bits ${walk.order} first and bits ${order} first`,
    );
  }
  if (walk.bit !== bit && !walk.isMisaligned) {
    walk.report("MPL1002", item.span, `an element of \`${item.name}\` ends in the middle of a byte: it takes ${bytesText(size.min ?? 0n)}`);
  }
  [walk.at, walk.bit, walk.order] = [outside, bit, order];
  return size;
}

/** Elements of one size are counted and looked for before the first is read. */
function constantElement(item: ArrayItem, surroundings: Surroundings): bigint {
  const bits =
    item.element.kind === "group" ? constantBlock(item.element.block, surroundings) : constantItem(item.element.field, surroundings);
  return bits === undefined ? 0n : bits / 8n;
}

function enterElement(walk: Walk, item: ArrayItem, end: Walk["end"], room: bigint): void {
  const least = (walk.at.range.min ?? 0n) / 8n;
  const place = { key: `element ${item.id}`, range: between(least, LARGEST_INPUT) };
  const form = sum(constantForm(BigInt(walk.bit)), atomForm(place, 8n));
  walk.at = { range: inBits(place.range), form, relative: ZERO, since: ZERO };
  walk.facts.assumeNotNegative(difference(product(end, 8n), sum(form, constantForm(room * 8n))));
}

function scalar(walk: Walk, item: ArrayItem): void {
  if (item.element.kind !== "scalar") return;
  const element = item.element.field;
  walk.item = element.id;
  if (element.type.kind !== "bits") walk.onByte(element, "starts");
  const { at: start, bit } = walk;
  const available = walk.availableBytes();
  const { size, ...found } = field(walk, element);
  walk.advance(size);
  walk.records.set(element.id, { ...found, bit, start, end: walk.at, size: size.range, available });
  flushRun(walk);
}

function countIn(item: ArrayItem, length: Value, element: Interval, isInBits = false): Value {
  const stride = single(element);
  const unit = stride === undefined ? undefined : isInBits ? stride : stride / 8n;
  const form = unit === undefined || unit === 0n ? undefined : quotientForm(length.form, unit);
  const smallest = element.min === undefined || element.min < 8n ? 8n : element.min;
  const largest = length.range.max === undefined ? LARGEST_INPUT : (length.range.max * 8n) / smallest;
  const range = tighten(POSITIONS, between(0n, largest));
  return { range, form: form ?? atomForm({ key: `count ${item.id}`, range }) };
}

function checkProgress(walk: Walk, item: ArrayItem, element: Interval): void {
  const least = element.min ?? 0n;
  const text = bytesText(least >= UNKNOWN_SIZE ? 0n : least);
  walk.oblige(
    "progress",
    "decode",
    item.span,
    `each element of ${item.name} takes at least a byte`,
    least > 0n ? `it takes at least ${text}` : undefined,
  );
  if (least > 0n) return;
  walk.report("MPL1007", item.span, `an element of \`${item.name}\` can be empty, so that decoding may never get to its end`);
}

/** A number from the input must not make a loop that reads nothing. */
function checkHarmless(walk: Walk, item: ArrayItem, expr: Expr, count: Interval, element: Interval): void {
  walk.item = item.id;
  if ((element.min ?? 0n) > 0n || isWithin(count, between(0n, HARMLESS_COUNT))) return;
  const message = `an element of \`${item.name}\` can be empty, and there can be ${describeInterval(count)} of them`;
  walk.report("MPL1007", expr.span, message, { help: `limit \`${describe(walk.packet, expr)}\` to ${HARMLESS_COUNT}` });
}

/** A loop over elements that are each kept inside of the part, and take at least a byte, stops nowhere but at its end. */
function endsExactly(walk: Walk, item: ArrayItem): void {
  walk.oblige(
    "nested-bound",
    "decode",
    item.span,
    `the elements of ${item.name} end exactly at its end`,
    "each element is kept inside, and the loop goes on to the end",
  );
}
