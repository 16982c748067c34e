/** Fields, when decoding: their size, and the values that get past their checks. */
import { constantText } from "../ir/hex.js";
import type { Constant, Expr, Field } from "../ir/ir.js";
import { textLength } from "../ir/text-length.js";
import { add } from "./arithmetic.js";
import { describe } from "./describe.js";
import { LARGEST_INPUT, constantBytes, constantRange, fixedSize, padded, wireRange } from "./fields.js";
import { EVERYTHING, between, describeInterval, exactly, includes, intersect, single } from "./interval.js";
import type { Interval, Obligation } from "./layout.js";
import { atomForm, difference, isConstant, isMultiple, product, quotientForm, type Form } from "./linear.js";
import type { Value } from "./meaning.js";
import { extendRun, flushRun } from "./runs.js";
import { inBits } from "./units.js";
import { countText } from "../ir/counts.js";
import { fixed, type Found, type Size, type Walk } from "./walk.js";

type BytesType = Extract<Field["type"], { kind: "bytes" }>;

export function field(walk: Walk, item: Field): Found {
  const { type } = item;
  if ((type.kind === "int" || type.kind === "float") && typeof type.endian === "object") walk.condition(type.endian.littleWhen);
  const size = sizeOfField(walk, item);
  walk.item = item.id;
  const value = valueOfField(walk, item);
  if (item.verify) walk.oblige("verify", "decode", item.span, `\`${item.name}\` is what it is computed from`, undefined);
  return value === undefined ? { size } : { size, value };
}

function sizeOfField(walk: Walk, item: Field): Size {
  if (item.type.kind === "bytes") return sizeOfBytes(walk, item, item.type);
  if (item.type.kind === "codec") return sizeOfCodec(walk, item, item.type.codec);
  const bits = fixedSize(item.type, walk.surroundings.program.codecs) ?? 0n;
  extendRun(walk, item, bits);
  if (item.type.kind === "bits") placeBits(walk, item, item.type.order, item.type.width);
  return fixed(bits);
}

/** The two orders fill a byte from opposite ends. */
function placeBits(walk: Walk, item: Field, order: "msb" | "lsb", width: number): void {
  if (walk.isBitwise) return;
  if (walk.bit !== 0 && walk.order !== undefined && walk.order !== order) {
    walk.report("MPL1003", item.span, `\`${item.name}\` (${order} first) shares a byte with bits that go ${walk.order} first`);
  }
  walk.bit = (walk.bit + width) % 8;
  walk.order = walk.bit === 0 ? undefined : order;
}

function sizeOfCodec(walk: Walk, item: Field, index: number): Size {
  flushRun(walk);
  const codec = walk.surroundings.program.codecs[index];
  const range = inBits(between(codec?.minSize ?? 0n, codec?.maxSize));
  walk.oblige("bounds", "decode", item.span, `${item.name} is a well-formed ${codec?.name ?? "value"}, all there`, undefined);
  const bits = single(range);
  return bits === undefined ? { range, form: walk.wholeBytes(`size ${item.id}`, range) } : fixed(bits);
}

function sizeOfBytes(walk: Walk, item: Field, type: BytesType): Size {
  const constant = constantBytes(type);
  if (constant !== undefined) {
    extendRun(walk, item, constant);
    return fixed(constant);
  }
  flushRun(walk);
  const length = lengthOf(walk, item, type.size, "size-not-negative");
  const unit = BigInt(type.align ?? 8) / 8n;
  const size = unit <= 1n ? length : paddedLength(walk, item, length, unit);
  fitsInput(walk, item, type.size, size);
  return { range: inBits(size.range), form: product(size.form, 8n) };
}

/** A length or count: not negative from here on. */
export function lengthOf(walk: Walk, item: { readonly name: string }, expr: Expr, kind: Obligation["kind"]): Value {
  const { range, form } = walk.number(expr);
  const text = describe(walk.packet, expr);
  const isNatural = range.min !== undefined && range.min >= 0n;
  walk.oblige(kind, "decode", expr.span, `${text} >= 0`, isNatural ? walk.because(expr) : undefined);
  const what = kind === "count-not-negative" ? "number of elements" : "size";
  if (range.max !== undefined && range.max < 0n) {
    walk.report("MPL1005", expr.span, `the ${what} of \`${item.name}\` is always negative`, { label: walk.because(expr) });
  } else if (range.min !== undefined && range.min > LARGEST_INPUT) {
    walk.report("MPL1006", expr.span, `the ${what} of \`${item.name}\` is more than any input has`, { label: walk.because(expr) });
  }
  walk.facts.assumeNotNegative(form);
  return { range: intersect(range, between(0n, undefined)) ?? between(0n, 0n), form };
}

function paddedLength(walk: Walk, item: Field, length: Value, unit: bigint): Value {
  const whole = quotientForm(length.form, unit) !== undefined || isWholeConstant(length, unit);
  const proof = whole ? `it is always a multiple of ${unit} bytes` : undefined;
  walk.oblige("alignment-padding", "decode", item.span, `${item.name} needs no padding`, proof);
  if (whole) return length;
  const { min, max } = length.range;
  const range = between(padded(min ?? 0n, unit), max === undefined ? undefined : padded(max, unit));
  const form = atomForm(
    { key: `size ${item.id}`, range: between((min ?? 0n) / unit, max === undefined ? undefined : padded(max, unit) / unit) },
    unit,
  );
  return { range, form };
}

function isWholeConstant(length: Value, unit: bigint): boolean {
  const constant = single(length.range);
  return constant !== undefined && constant % unit === 0n && isMultiple(length.form, unit);
}

/** So many bytes are left before the innermost end; or so many elements, of so many bytes or bits each. */
export function fitsInput(
  walk: Walk,
  item: { readonly name: string },
  expr: Expr,
  size: Value,
  each: { readonly bytes: bigint } | { readonly bits: bigint } = { bytes: 1n },
): void {
  const unit = "bits" in each ? each.bits : 8n;
  const rest = difference(walk.restForm(), product(size.form, unit));
  const least = walk.facts.lowerBound(rest);
  const isThere = (least !== undefined && least >= 0n) || isInByte(walk, product(size.form, unit));
  const bytes = "bits" in each ? `times ${countText(each.bits, "bit")}` : each.bytes === 1n ? "bytes" : `times ${each.bytes} bytes`;
  const claim = `${describe(walk.packet, expr)} ${bytes} are there, for ${item.name}`;
  walk.oblige("size-fits-input", "decode", expr.span, claim, isThere ? "at least as many are left, whatever the input" : undefined);
  walk.facts.assumeNotNegative(rest);
}

/** Of the byte in which the walk is, all bits are there. */
function isInByte(walk: Walk, bits: Form): boolean {
  return walk.bit !== 0 && isConstant(bits) && bits.constant <= BigInt(8 - walk.bit);
}

/** Checks const, min and max, and narrows what is known of the field. */
function valueOfField(walk: Walk, item: Field): Interval | undefined {
  const { codecs } = walk.surroundings.program;
  const wire = wireRange(item.type, codecs);
  if (item.constant !== undefined) checkConstant(walk, item, item.constant, wire);
  if (item.defaultValue !== undefined) checkHolds(walk, item, item.defaultValue, wire, "default");
  for (const text of [item.constant, item.defaultValue]) if (text?.kind === "string") checkLength(walk, item, text);
  const start = constantRange(item, codecs);
  if (start === undefined) return undefined;
  const low = item.min === undefined ? undefined : limit(walk, item, item.min, start, "minimum");
  const high = item.max === undefined ? undefined : limit(walk, item, item.max, start, "maximum");
  checkPassable(walk, item, start, low, high);
  const range = intersect(start, between(low, high));
  walk.allowed.set(item.id, range ?? start);
  if (item.min !== undefined) assumeLimit(walk, item, item.min, 1n);
  if (item.max !== undefined) assumeLimit(walk, item, item.max, -1n);
  return range ?? start;
}

function checkConstant(walk: Walk, item: Field, constant: Constant, wire: Interval | undefined): void {
  const text = constantText(constant);
  const isOnly = constant.kind === "int" && wire !== undefined && single(wire) === constant.value;
  walk.oblige("constant", "decode", item.span, `${item.name} == ${text}`, isOnly ? "it can hold nothing else" : undefined);
  checkHolds(walk, item, constant, wire, "constant");
}

function checkHolds(walk: Walk, item: Field, constant: Constant, wire: Interval | undefined, what: string): void {
  if (constant.kind !== "int" || wire === undefined || includes(wire, constant.value)) return;
  walk.report(
    "MPL1004",
    item.span,
    `\`${item.name}\` cannot hold its ${what} ${constantText(constant)}: it holds ${describeInterval(wire)}`,
  );
}

function checkLength(walk: Walk, item: Field, { value }: Extract<Constant, { kind: "string" }>): void {
  const lengths = lengthsOf(walk, item);
  const own = textLength(value);
  if (lengths === undefined || includes(lengths, own)) return;
  const what = item.constant === undefined ? "default" : "constant";
  const held = `${describeInterval(lengths)} ${single(lengths) === 1n ? "byte" : "bytes"}`;
  walk.report("MPL1004", item.span, `\`${item.name}\` cannot hold its ${what} of ${countText(own, "byte")}: it holds ${held}`);
}

/** Of bytes, and of strings behind their length. */
function lengthsOf(walk: Walk, { type }: Field): Interval | undefined {
  if (type.kind === "bytes") return type.size.kind === "int" ? exactly(type.size.value) : walk.values.get(type.size)?.range;
  const codec = type.kind === "codec" ? walk.surroundings.program.codecs[type.codec] : undefined;
  if (codec?.values.kind !== "string" || codec.maxSize === undefined) return undefined;
  return between(0n, codec.maxSize - BigInt(codec.values.prefix));
}

/** The end of the range that the limit sets, whatever it depends on. */
function limit(walk: Walk, item: Field, expr: Expr, range: Interval, kind: "minimum" | "maximum"): bigint | undefined {
  const found = walk.number(expr).range;
  const [sign, rest] = kind === "minimum" ? [">=", add(range, negated(found))] : ["<=", add(found, negated(range))];
  const holds = rest.min !== undefined && rest.min >= 0n;
  const claim = `${item.name} ${sign} ${describe(walk.packet, expr)}`;
  walk.oblige(kind, "decode", expr.span, claim, holds ? `${item.name} is ${describeInterval(range)}` : undefined);
  return kind === "minimum" ? found.min : found.max;
}

/** Limits that no value passes. Those that are constants, and not only ranges, are compared before. */
function checkPassable(walk: Walk, item: Field, { min, max }: Interval, low: bigint | undefined, high: bigint | undefined): void {
  const nothing = (expr: Expr, key: "min" | "max", held: Interval): void => {
    const message = `\`${item.name}\` can never be encoded: it holds ${describeInterval(held)}, and nothing in there passes \`${key}\``;
    const label = `${describe(walk.packet, expr)} is ${describeInterval(walk.values.get(expr)?.range ?? EVERYTHING)}`;
    walk.report("MPL0511", expr.span, message, { label });
  };
  if (item.min !== undefined && low !== undefined && max !== undefined && low > max) {
    if (item.min.kind !== "int") nothing(item.min, "min", { min, max });
    return;
  }
  const least = low === undefined || (min !== undefined && min > low) ? min : low;
  const isCompared = least === low ? item.min?.kind === "int" : true;
  if (item.max === undefined || high === undefined || least === undefined || high >= least) return;
  if (item.max.kind !== "int" || !isCompared) nothing(item.max, "max", { min: least, max });
}

function negated({ min, max }: Interval): Interval {
  return between(max === undefined ? undefined : -max, min === undefined ? undefined : -min);
}

function assumeLimit(walk: Walk, item: Field, expr: Expr, sign: bigint): void {
  const bound = walk.values.get(expr);
  if (bound === undefined) return;
  walk.facts.assumeNotNegative(product(difference(walk.field([item.id]).form, bound.form), sign));
}
