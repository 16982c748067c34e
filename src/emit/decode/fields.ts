/** Decoding of fields: fixed-width runs, byte arrays, custom types. */
import { constantText } from "../../ir/hex.js";
import type { Checksum, Codec, Constant, Expr, Field, Item } from "../../ir/ir.js";
import { type Cursor, advance, behind, bitOf, endPosition, notWithin, plus, position } from "../cursor.js";
import { type Expressions, type FactCode, matchText } from "../expression.js";
import { quote } from "../names.js";
import { type FixedType, isBigType, readFixed, widthOf } from "../primitives.js";
import { walkExtent, walkSize } from "./lengths.js";
import { verifyText } from "./verify-text.js";
import { told, toldLimit, whyNot } from "../told.js";
import { integerKind } from "../value-kind.js";
import { wordPart } from "./words.js";
import type { PlainFact } from "../function-walker.js";
import { type Walker, wrapSum } from "./walker.js";

/** The width of a field that is the same in every packet, in bits. */
export function fixedBits(item: Item): number | undefined {
  if (item.kind !== "field" || item.condition !== undefined) return undefined;
  return fixedFieldBits(item);
}

export function fixedFieldBits(field: Field): number | undefined {
  const { type } = field;
  switch (type.kind) {
    case "codec":
      return undefined;
    case "bytes":
      return type.size.kind === "int" ? paddedSize(Number(type.size.value), type.align) * 8 : undefined;
    default:
      return widthOf(type);
  }
}

export function paddedSize(size: number, align: number | undefined): number {
  const unit = (align ?? 8) / 8;
  return Math.ceil(size / unit) * unit;
}

/** A field at the cursor, whose bytes are known to be there where its width is fixed. */
export function walkField(walker: Walker, field: Field): void {
  const start = walker.cursor;
  const { type } = field;
  if (type.kind === "bytes") walkBytes(walker, field, type);
  else if (type.kind === "codec") walkCodec(walker, field, walker.module.codec(type.codec));
  else walkFixed(walker, field, type);
  defineEnds(walker, field, start);
}

/** The facts that follow from where an item starts and ends. */
export function defineEnds(walker: Walker, item: { readonly id: number; readonly name: string }, start: Cursor): void {
  walker.positions.set(item.id, { start, end: walker.cursor });
  if (walker.needs("offset", item.id)) {
    walker.define("offset", item, { kind: "number", code: difference(endPosition(walker.cursor), walker.origin) });
  }
  if (walker.needs("sizeof", item.id)) {
    walker.define("sizeof", item, { kind: "number", code: sizeBetween(start, walker.cursor) });
  }
}

/** Bytes from one place to another, rounded up. */
export function sizeBetween(start: Cursor, end: Cursor): string {
  if (start.base === end.base) return String(Math.ceil((end.bits - start.bits) / 8));
  return difference(position(end, bitOf(end) > bitOf(start) ? 1 : 0), position(start));
}

/** `to - from`, folded where both count from one variable. */
export function difference(to: string, from: string): string {
  if (to === from) return "0";
  if (to.startsWith(`${from} + `) && /^[0-9]+$/.test(to.slice(from.length + 3))) return to.slice(from.length + 3);
  return `(${to} - ${wrapSum(from)})`;
}

// Fixed width

function walkFixed(walker: Walker, field: Field, type: FixedType): void {
  const start = walker.cursor;
  const order = (type.kind === "int" || type.kind === "float") && typeof type.endian === "object" ? type.endian.littleWhen : undefined;
  const failure = order === undefined ? undefined : walker.expressions.failure(order);
  if (failure !== undefined)
    walker.line(`if (${failure}) ${walker.malformed(field, quote("a byte order that can be computed"), quote(whyNot(order)))}`);
  const part = walker.words.get(field.id);
  const read = part === undefined ? readFixed(walker.primitives, type, start) : wordPart(part, part.word.variable);
  const kind = type.kind === "bool" ? "boolean" : isBigType(type) ? "bigint" : "number";
  const variable = needsVariable(walker, field) ? walker.locals.claimLocal(field.name) : undefined;
  if (variable !== undefined) walker.line(`const ${variable} = ${read};`);
  const value = variable ?? read;
  checkValue(walker, field, value, kind);
  if (walker.needs("value", field.id)) walker.define("value", field, { kind, code: value });
  if (isProperty(field)) walker.property(walker.keyOf(field.id), value);
  walker.moveTo(advance(start, widthOf(type)));
  walker.trace(field, start, widthOf(type));
}

export function isProperty(field: Field): boolean {
  return field.classifiedBy === undefined;
}

/** Whether anything but a property asks for the value. */
export function needsVariable(walker: Walker, field: Field): boolean {
  if (walker.needs("value", field.id)) return true;
  return field.verify || [field.constant, field.min, field.max].some((limit) => limit !== undefined);
}

/** const, min, max, verify. */
function checkValue(walker: Walker, field: Field, value: string, kind: "number" | "bigint" | "boolean"): void {
  const start = walker.cursor;
  const fail = (bad: string, expected: string, given = value): void => {
    walker.test(`if (${bad}) ${walker.malformed(field, expected, given, start)}`);
  };
  const { constant } = field;
  if (constant !== undefined) fail(`${value} !== ${constantCode(constant, kind)}`, quote(constantText(constant)), told(constant, value));
  if (kind !== "boolean") {
    const tooSmall = (bound: string, text: string, code: string, given: string): void => {
      fail(`${code} < ${bound}`, `\`at least ${text}\``, given);
    };
    const tooLarge = (bound: string, text: string, code: string, given: string): void => {
      fail(`${code} > ${bound}`, `\`at most ${text}\``, given);
    };
    limit(walker, field, field.min, "minimum", value, tooSmall, kind);
    limit(walker, field, field.max, "maximum", value, tooLarge, kind);
  }
  verify(walker, field, value, kind, start);
  if (field.verify && field.checksum !== undefined) verifyChecksum(walker, field, field.checksum, value, start);
}

/** A verified checksum is compared once the packet's end is known: its region has to lie inside. */
function verifyChecksum(walker: Walker, field: Field, checksum: Checksum, value: string, start: Cursor): void {
  const place: PlainFact = { kind: "number", code: position(start) };
  walker.whenKnown(
    [checksum.from, checksum.to, checksum.seed],
    [{ kind: "number", code: value }, place],
    ([given = value, at = place.code]) => {
      const { expressions, module, origin } = walker;
      const here: Cursor = { base: at, bits: 0 };
      const from = behind(origin, expressions.anyNumber(checksum.from));
      const to = behind(origin, expressions.anyNumber(checksum.to));
      const unfit = checksumFailure(expressions, checksum);
      if (unfit !== undefined)
        walker.line(`if (${unfit}) ${walker.malformed(field, quote("a checksum that can be computed"), quote("none"), here)}`);
      const end = endPosition(walker.cursor);
      const outside = notWithin(origin, end, from, to);
      if (outside !== undefined && !module.layout.proved(walker.model.packet, field.id, "region-fits", "decode"))
        walker.line(
          `if (${outside}) ${walker.malformed(field, quote("a checksum over a part of the packet"), quote("a region outside of it"), here)}`,
        );
      const seed = checksum.seed === undefined ? "0" : expressions.anyNumber(checksum.seed);
      const internet = checksum.algorithm.startsWith("internet");
      const size = (fixedFieldBits(field) ?? 0) / 8;
      const compute = `${checksumName(module, checksum.algorithm)}(bytes, ${from}, ${to}, ${internet ? `${seed}, ${at}` : `${at}, ${size}`})`;
      const absent = checksum.algorithm === "internet_nonzero" ? `${given} !== 0 && ` : "";
      const wrong = internet ? `${absent}!${module.runtime("internetHolds")}(${given}, ${compute})` : `${given} !== ${compute}`;
      walker.line(`if (${wrong}) ${walker.malformed(field, compute, given, here)}`);
    },
    { final: true },
  );
}

/** With the sum of any region it is still exact. */
const LARGEST_SEED = 2n ** 48n - 1n;

/** Code that is true where a checksum's region or seed can't be computed, or is none. */
export function checksumFailure(expressions: Expressions, { from, to, seed }: Checksum): string | undefined {
  const seedFailure = seed === undefined ? undefined : expressions.unfit(seed, { min: 0n, max: LARGEST_SEED });
  const failures = [expressions.unfit(from, { min: 0n }), expressions.unfit(to, {}), seedFailure];
  const found = failures.filter((failure) => failure !== undefined);
  return found.length === 0 ? undefined : found.join(" || ");
}

export function checksumName(module: { runtime(name: string): string }, algorithm: string): string {
  const names: Record<string, string> = { internet: "internetChecksum", internet_nonzero: "internetChecksumNonzero" };
  return module.runtime(names[algorithm] ?? algorithm);
}

function limit(
  walker: Walker,
  field: Field,
  bound: Expr | undefined,
  kind: "minimum" | "maximum",
  value: string,
  emit: (bound: string, text: string, value: string, given: string) => void,
  values: "number" | "bigint",
): void {
  if (bound === undefined) return;
  if (walker.module.layout.proved(walker.model.packet, field.id, kind, "decode") && walker.mode !== "explain") return;
  walker.whenKnown([bound], [{ kind: values, code: value }], ([given = value]) => {
    const { expressions } = walker;
    const failure = expressions.failure(bound);
    if (failure !== undefined)
      walker.test(`if (${failure}) ${walker.malformed(field, quote("a limit that can be computed"), quote(whyNot(bound)))}`);
    const code = values === "bigint" ? expressions.big(bound) : expressions.int(bound);
    emit(code, toldLimit(bound, code), given, told(bound, given));
  });
}

function verify(walker: Walker, field: Field, value: string, kind: "number" | "bigint" | "boolean", start: Cursor): void {
  const expr = field.verify ? field.value : undefined;
  if (expr === undefined) return;
  const place: PlainFact = { kind: "number", code: start.inBits ? plus(start.base, start.bits) : position(start) };
  walker.whenKnown([expr], [{ kind, code: value }, place], ([given = value, at = place.code]) => {
    const { expressions } = walker;
    const here: Cursor = start.inBits ? { base: at, bits: 0, inBits: true } : { base: at, bits: bitOf(start) };
    const failure = expressions.failure(expr);
    if (failure !== undefined)
      walker.test(`if (${failure}) ${walker.malformed(field, quote("a value that can be computed"), quote(whyNot(expr)), here)}`);
    const wanted = kind === "boolean" ? expressions.bool(expr) : kind === "bigint" ? expressions.big(expr) : expressions.int(expr);
    const compared = kind === "number" && expressions.isBig(expr) ? `BigInt(${given})` : given;
    walker.test(`if (${compared} !== ${wanted}) ${walker.malformed(field, wanted, given, here)}`);
  });
}

export function constantCode(constant: Constant, kind: "number" | "bigint" | "boolean" | "string"): string {
  if (constant.kind === "string") return quote(constant.value);
  if (constant.kind === "bool") return String(constant.value);
  return kind === "bigint" ? `${constant.value}n` : String(constant.value);
}

// Byte arrays

function walkBytes(walker: Walker, field: Field, type: Extract<Field["type"], { kind: "bytes" }>): void {
  const start = walker.cursor;
  if (type.size.kind === "int") {
    const size = Number(type.size.value);
    finishBytes(walker, field, start, { base: start.base, bits: start.bits + size * 8 }, paddedSize(size, type.align));
    return;
  }
  const from = position(start);
  if (type.size.kind === "remaining") {
    const end = walker.anchor(`${field.name}_end`, walker.end);
    finishBytes(walker, field, start, end, undefined, type.align);
    return;
  }
  if (type.align === undefined || type.align <= 8) {
    finishBytes(walker, field, start, walkExtent(walker, field, type.size, `${field.name}_end`), undefined);
    return;
  }
  const size = walkSize(walker, field, type.size, "size");
  const end = walker.anchor(`${field.name}_end`, `${from} + ${size}`);
  finishBytes(walker, field, start, end, undefined, type.align, size);
}

/** The key under which a walker keeps where a field's own bytes are, without padding. */
export function bytesStart(id: number): number {
  return -id - 1;
}

function finishBytes(
  walker: Walker,
  field: Field,
  start: Cursor,
  contentEnd: Cursor,
  fixedTotal: number | undefined,
  align?: number,
  size?: string,
): void {
  const from = position(start);
  const to = position(contentEnd);
  const range: FactCode = { kind: "range", start: from, end: to };
  checkText(walker, field, range, start);
  if (walker.needs("value", field.id)) walker.define("value", field, range);
  verifyText(walker, field, range, start);
  if (isProperty(field)) walker.property(walker.keyOf(field.id), bytesValue(walker, field, range));
  walker.positions.set(bytesStart(field.id), { start, end: contentEnd });
  walker.moveTo(contentEnd);
  if (fixedTotal !== undefined) walker.moveTo(advance(start, fixedTotal * 8));
  else if (align !== undefined && align > 8 && size !== undefined) skipPadding(walker, field, align / 8, size, contentEnd);
  walker.trace(field, start);
}

/** Padding stands behind the array's own length, unless the length is a multiple already. */
function skipPadding(walker: Walker, field: Field, unit: number, size: string, contentEnd: Cursor): void {
  if (walker.module.layout.proved(walker.model.packet, field.id, "alignment-padding", "decode")) return;
  const padded = walker.anchor(`${field.name}_padded_end`, `${position(contentEnd)} + (${unit - 1} - ((${size} + ${unit - 1}) % ${unit}))`);
  walker.line(`if (${walker.end} < ${padded.base}) ${walker.truncated(field, padded.base)}`);
  walker.moveTo(padded);
}

/** A constant string, or a variant's. */
function checkText(walker: Walker, field: Field, range: FactCode, start: Cursor): void {
  if (field.constant?.kind !== "string" || range.kind !== "range") return;
  const matches = matchText(walker.module, range, field.constant.value);
  const found = `report.text(bytes, ${range.start}, ${range.end})`;
  walker.test(`if (!${matches}) ${walker.malformed(field, quote(constantText(field.constant)), found, start)}`);
}

/** Bytes as a decoded value: a window on the input, or a variant's constant. */
export function bytesValue(walker: Walker, field: Field, range: Extract<FactCode, { kind: "range" }>): string {
  const window = `${walker.module.runtime("subarray")}(bytes, ${range.start}, ${range.end})`;
  if (field.variant === undefined) return window;
  const variant = walker.module.program.program.variants[field.variant.variant];
  return (variant?.cases ?? []).reduceRight((otherwise, { value }) => {
    if (value.kind !== "string") return otherwise;
    return `${matchText(walker.module, range, value.value)} ? ${quote(value.value)} : ${otherwise}`;
  }, window);
}

// Custom types

/** Arguments of a codec's function behind its own: the state that the caller owns. */
export function stateArgument(walker: Walker, codec: Codec): string {
  return codec.state === undefined ? "" : `, ${walker.stateOf(codec.state)}`;
}

function walkCodec(walker: Walker, field: Field, codec: Codec): void {
  const start = walker.cursor;
  const at = position(start);
  const namespace = walker.module.codecNamespace(codec);
  const state = stateArgument(walker, codec);
  const end = walker.locals.claimLocal(`${field.name}_end`);
  const check = codec.state !== undefined && walker.mode === "decode" ? "checkIn" : "check";
  walker.line(`const ${end} = ${namespace}.${check}(bytes, ${at}, ${walker.end}${state});`);
  walker.line(`if (${end} < 0) ${codecFailure(walker, field, codec, end, at, state)}`);
  walker.slot(end);
  walker.moveTo({ base: end, bits: 0 });
  codecValue(walker, field, codec, start);
  walker.trace(field, start);
}

function codecFailure(walker: Walker, field: Field, codec: Codec, end: string, at: string, state: string): string {
  if (walker.mode !== "explain") return walker.propagate(end);
  const namespace = walker.module.codecNamespace(codec);
  const why = codec.builtin ? `${namespace}.explain(bytes, ${at}, ${walker.end}${state})` : quote(`not a ${codec.name}`);
  return `return report.codec(\`${walker.pathOf(field)}\`, ${at}, ${end}, ${quote(codec.name)}, ${why}, ${walker.place(field)}, ${walker.bounded});`;
}

/** The same for `read`, which is given what a decoder makes of the state. */
function readArgument(walker: Walker, codec: Codec): string {
  if (codec.state === undefined || walker.mode === "decode") return stateArgument(walker, codec);
  return `, ${walker.module.stateNamespace(codec.state)}.decodeState(bytes, ${walker.stateOf(codec.state)})`;
}

function codecValue(walker: Walker, field: Field, codec: Codec, start: Cursor): void {
  const namespace = walker.module.codecNamespace(codec);
  const read = `${namespace}.read(bytes, ${position(start)}, ${position(walker.cursor)}${readArgument(walker, codec)})`;
  if (codec.values.kind === "string") {
    const range: FactCode = { kind: "range", start: position(advance(start, codec.values.prefix * 8)), end: position(walker.cursor) };
    checkText(walker, field, range, start);
    if (walker.needs("value", field.id)) walker.define("value", field, range);
    verifyText(walker, field, range, start);
    if (isProperty(field)) walker.property(walker.keyOf(field.id), bytesValue(walker, field, range));
    return;
  }
  if (codec.values.kind === "int") {
    const kind = integerKind(codec.values);
    const value = needsVariable(walker, field) ? walker.locals.claimLocal(field.name) : read;
    if (value !== read) walker.line(`const ${value} = ${read};`);
    checkValue(walker, field, value, kind);
    if (walker.needs("value", field.id)) walker.define("value", field, { kind, code: value });
    if (isProperty(field)) walker.property(walker.keyOf(field.id), value);
    return;
  }
  if (isProperty(field)) walker.property(walker.keyOf(field.id), read);
}
