/** Encoding of fields: what the caller passes is validated, what the spec computes is filled in. */
import { told, toldLimit } from "../told.js";
import type { Expr, Field, FieldType } from "../../ir/ir.js";
import { bytesText } from "../../layout/units.js";
import { constantCode, difference, paddedSize, sizeBetween } from "../decode/fields.js";
import { type Cursor, advance, endPosition, position } from "../cursor.js";
import { declareConstant } from "../declare.js";
import type { FactCode } from "../expression.js";
import { stateVariable } from "../model.js";
import { quote } from "../names.js";
import { integerKind } from "../value-kind.js";
import { type FixedType, isBigType, widthOf, writeBits, writeFixed } from "../primitives.js";
import { requireComputable } from "./computable.js";
import { encodeChecksum } from "./checksum.js";
import { NotKnownInTime, countOf } from "./problem.js";
import type { EncodeWalker } from "./walker.js";

type Kind = "number" | "bigint" | "boolean";

export function encodeField(walker: EncodeWalker, field: Field): void {
  const start = walker.cursor;
  const { type } = field;
  if (type.kind === "bytes") encodeBytes(walker, field, type);
  else if (type.kind === "codec") encodeCodec(walker, field);
  else encodeFixed(walker, field, type);
  defineEnds(walker, field, start);
}

/** The facts that follow from where an item starts and ends. */
export function defineEnds(walker: EncodeWalker, item: { readonly id: number; readonly name: string }, start: Cursor): void {
  const end = endPosition(walker.cursor);
  if (needs(walker, "offset", item.id)) walker.define("offset", item, { kind: "number", code: difference(end, walker.origin) });
  if (needs(walker, "sizeof", item.id)) {
    walker.define("sizeof", item, { kind: "number", code: sizeBetween(start, walker.cursor) });
  }
}

export function needs(walker: EncodeWalker, aspect: "offset" | "sizeof" | "count" | "present" | "value", id: number): boolean {
  return walker.uses.needed.has(walker.key(aspect, id));
}

// Fixed width

function encodeFixed(walker: EncodeWalker, field: Field, type: FixedType): void {
  const kind: Kind = type.kind === "bool" ? "boolean" : isBigType(type) ? "bigint" : "number";
  const start = walker.cursor;
  for (const order of orderExprs(type)) requireOrder(walker, field, order);
  if (field.checksum === undefined) giveValue(walker, field, type, kind);
  walker.cursor = advance(start, widthOf(type));
  if (field.checksum !== undefined) return encodeChecksum(walker, field, type, start);
  if (!walker.writes || walker.inWord(field.id)) return;
  walker.whenKnown(
    orderExprs(type),
    [position(start)],
    ([at]) => {
      const value = codeOf(walker.known("value", field.id), kind);
      if (type.kind === "bits") walker.line(writeBits(walker.primitives, type, start, value));
      else walker.line(writeFixed(walker.primitives, type, at ?? position(start), value));
    },
    { keys: [walker.key("value", field.id)], from: endPosition(start) },
  );
}

function orderExprs(type: FieldType): readonly Expr[] {
  return (type.kind === "int" || type.kind === "float") && typeof type.endian === "object" ? [type.endian.littleWhen] : [];
}

function requireOrder(walker: EncodeWalker, field: Field, order: Expr): void {
  if (walker.writes) return;
  walker.whenKnown([order], [], () => {
    requireComputable(walker, field, "a byte order", order);
  });
}

/** A number may be kept in a variable for bigints, which fields of that name in other arms are. */
export function codeOf(fact: FactCode, kind?: Kind): string {
  if (fact.kind === "range") throw new Error("ranges belong to decoding");
  return fact.kind === "bigint" && kind === "number" ? `Number(${fact.code})` : fact.code;
}

/** Makes the field's value known, now or when it can be computed. */
function giveValue(walker: EncodeWalker, field: Field, type: FieldType, kind: Kind): void {
  if (field.constant !== undefined) {
    walker.define("value", field, { kind, code: constantCode(field.constant, kind) });
    return;
  }
  if (field.classifiedBy !== undefined) return; // its classify gives it
  if (field.value !== undefined) return compute(walker, field, field.value, type, kind);
  const input = inputOf(walker, field, defaultOf(walker, field, kind));
  validate(walker, field, type, kind, input);
  walker.define("value", field, { kind, code: input });
}

/** Code of the caller's value; a variable where there is a default. */
function inputOf(walker: EncodeWalker, field: Field, fallback: string | undefined): string {
  const input = walker.elementInput ?? walker.property(field.id);
  if (fallback === undefined) return input;
  const variable = walker.locals.claimLocal(field.name);
  walker.line(`const ${variable} = ${input} ?? ${fallback};`);
  return variable;
}

function defaultOf(walker: EncodeWalker, field: Field, kind: Kind): string | undefined {
  if (field.defaultValue !== undefined) return constantCode(field.defaultValue, kind);
  const use = field.variant;
  if (use?.defaultTag === undefined) return undefined;
  const variant = walker.module.program.program.variants[use.variant];
  const found = variant?.cases.find(({ tag }) => tag === use.defaultTag);
  return found === undefined ? undefined : constantCode(found.value, kind);
}

/** Range, then min and max. */
export function validate(walker: EncodeWalker, field: Field, type: FieldType, kind: Kind, value: string): void {
  if (walker.writes) return;
  const bounds = boundsOf(walker, type);
  const found = value;
  if (kind === "boolean") walker.require(`typeof ${value} !== "boolean"`, field, quote("true or false"), found);
  else if (type.kind === "float") walker.require(`typeof ${value} !== "number"`, field, quote("a number"), found);
  else if (bounds !== undefined) {
    walker.requireRange(outOfRange(walker, value, kind, bounds.min, bounds.max), field, bounds, value);
  }
  if (kind !== "boolean") {
    limit(walker, field, field.min, value, kind, "<");
    limit(walker, field, field.max, value, kind, ">");
  }
}

function limit(walker: EncodeWalker, field: Field, bound: Expr | undefined, value: string, kind: Kind, operator: "<" | ">"): void {
  if (bound === undefined || walker.writes || walker.isAhead) return;
  walker.whenKnown([bound], [kind === "bigint" ? { kind, code: value } : value], ([code]) => {
    requireComputable(walker, field, "a limit", bound);
    const limitCode = kind === "bigint" ? walker.expressions.big(bound) : walker.expressions.int(bound);
    const words = operator === "<" ? "at least" : "at most";
    walker.require(
      `${code ?? value} ${operator} ${limitCode}`,
      field,
      `\`${words} ${toldLimit(bound, limitCode)}\``,
      told(bound, code ?? value),
    );
  });
}

function boundsOf(walker: EncodeWalker, type: FieldType): { min: bigint; max: bigint } | undefined {
  switch (type.kind) {
    case "int": {
      const width = BigInt(type.bits);
      return type.signed ? { min: -(1n << (width - 1n)), max: (1n << (width - 1n)) - 1n } : { min: 0n, max: (1n << width) - 1n };
    }
    case "bits":
      return { min: 0n, max: (1n << BigInt(type.width)) - 1n };
    case "codec": {
      const { values } = walker.module.codec(type.codec);
      return values.kind === "int" ? values : undefined;
    }
    default:
      return undefined;
  }
}

/** Code that is true for anything but an integer in the range: also for fractions and NaN. */
export function outOfRange(walker: EncodeWalker, value: string, kind: Kind, min: bigint, max: bigint): string {
  if (kind === "bigint") return `!${walker.module.runtime("isBigInteger")}(${value}, ${min}n, ${max}n)`;
  if (min === 0n && max === 0xffffffffn) return `${value} >>> 0 !== ${value}`;
  if (min === 0n && max < 0x80000000n && (max & (max + 1n)) === 0n) return `(${value} & 0x${max.toString(16)}) !== ${value}`;
  return `!${walker.module.runtime("isInteger")}(${value}, ${min}, ${max})`;
}

// Computed

function compute(walker: EncodeWalker, field: Field, expr: Expr, type: FieldType, kind: Kind): void {
  walker.whenKnown([expr], [], () => {
    computeNow(walker, field, expr, type, kind);
  });
}

function computeNow(walker: EncodeWalker, field: Field, expr: Expr, type: FieldType, kind: Kind): void {
  requireComputable(walker, field, "a value", expr);
  const code = computedCode(walker, expr, kind);
  const variable = walker.locals.claimLocal(field.name);
  walker.line(declareConstant(variable, code, kind));
  checkComputed(walker, field, type, kind, variable, expr);
  walker.define("value", field, { kind, code: variable });
}

/** The expression in the field's own kind; what it can't hold stays recognisable (a big value in a number field is NaN). */
export function computedCode(walker: EncodeWalker, expr: Expr, kind: Kind): string {
  const { expressions } = walker;
  if (kind === "boolean") return expressions.bool(expr);
  if (kind === "bigint") return expressions.big(expr);
  return expressions.isBig(expr) ? `${walker.module.runtime("toNumber")}(${expressions.big(expr)})` : expressions.number(expr);
}

export function checkComputed(walker: EncodeWalker, field: Field, type: FieldType, kind: Kind, variable: string, expr: Expr): void {
  // Ahead of its place, offsets are not what they will be.
  if (walker.writes || walker.isAhead || kind === "boolean" || type.kind === "float") return;
  const proved =
    walker.module.layout.proved(walker.model.packet, field.id, "value-fits-field", "encode") && !walker.expressions.isBig(expr);
  const bounds = boundsOf(walker, type);
  if (!proved && bounds !== undefined) {
    walker.requireRange(outOfRange(walker, variable, kind, bounds.min, bounds.max), field, bounds, variable);
  }
  limit(walker, field, field.min, variable, kind, "<");
  limit(walker, field, field.max, variable, kind, ">");
}

// Byte arrays

function encodeBytes(walker: EncodeWalker, field: Field, type: Extract<FieldType, { kind: "bytes" }>): void {
  const start = walker.cursor;
  const input = bytesInput(walker, field);
  walker.define("value", field, { kind: "text", code: input });
  const unit = (type.align ?? 8) / 8;
  const isText = [field.variant, field.constant, field.value].some((part) => part !== undefined);
  // Asked for only where it is used: it imports what it calls.
  const own = (): string => `${walker.module.runtime(isText ? "textLength" : "bytesLength")}(${input})`;
  if (type.size.kind === "int") return encodeFixedBytes(walker, field, Number(type.size.value), unit, input, own, isText);
  const length = walker.anchor(`${field.name}_length`, own()).base;
  const padded = unit === 1 ? length : walker.anchor(`${field.name}_padded`, `Math.ceil(${length} / ${unit}) * ${unit}`).base;
  checkLength(walker, field, type.size, length, padded);
  writeContent(walker, field, position(start), input, isText, unit === 1 ? undefined : `${padded} - ${length}`);
  walker.cursor = walker.anchor(`${field.name}_end`, `${position(start)} + ${padded}`);
}

function bytesInput(walker: EncodeWalker, field: Field): string {
  if (field.constant?.kind === "string") return walker.module.text(field.constant.value);
  const taken = walker.takenValues.get(field.id);
  if (taken !== undefined) return taken;
  const { value } = field;
  if (value === undefined) return inputOf(walker, field, defaultText(walker, field));
  return computedInTime(walker, field, value, () => computedText(walker, field, value));
}

/** The bytes that encoding takes where the caller passes none. */
function defaultText(walker: EncodeWalker, field: Field): string | undefined {
  if (field.defaultValue?.kind === "string") return walker.module.text(field.defaultValue.value);
  const use = field.variant;
  const variant = use === undefined ? undefined : walker.module.program.program.variants[use.variant];
  const value = variant?.cases.find(({ tag }) => tag === use?.defaultTag)?.value;
  return value?.kind === "string" ? walker.module.text(value.value) : undefined;
}

function encodeFixedBytes(
  walker: EncodeWalker,
  field: Field,
  size: number,
  unit: number,
  input: string,
  own: () => string,
  isText: boolean,
): void {
  const start = walker.cursor;
  const total = paddedSize(size, unit * 8);
  const constant = field.constant?.kind === "string";
  if (!constant) {
    const tooFew = total <= unit ? "" : ` || ${own()} <= ${total - unit}`;
    const wrong = unit === 1 ? `${own()} !== ${size}` : `${own()} > ${size}${tooFew}`;
    walker.require(wrong, field, quote(bytesText(BigInt(size) * 8n)), countOf(own(), "byte"));
  }
  writeContent(walker, field, position(start), input, isText, unit === 1 ? undefined : `${total} - ${own()}`);
  walker.cursor = advance(start, total * 8);
}

function writeContent(walker: EncodeWalker, field: Field, at: string, input: string, isText: boolean, padding: string | undefined): void {
  if (!walker.writes) return;
  const copy = `${walker.module.runtime(isText && field.constant === undefined ? "copyText" : "copyBytes")}(bytes, ${at}, ${input})`;
  walker.line(padding === undefined ? `${copy};` : `${walker.module.runtime("zeroBytes")}(bytes, ${copy}, ${padding});`);
}

/** The given length is what the size expression says; with padding, the latter may count some of that. */
function checkLength(walker: EncodeWalker, field: Field, size: Expr, length: string, padded: string): void {
  if (walker.writes || walker.isSizing) return;
  if (size.kind === "remaining" && isLast(walker, field)) return walker.requireAtEnd(`${position(walker.cursor)} + ${padded}`, field);
  if (walker.isProved(field, "size-matches", size)) return;
  walker.whenKnown([size], [length, padded], ([own = length, total = padded]) => {
    const { expressions } = walker;
    requireComputable(walker, field, "a size", size);
    const big = expressions.isBig(size);
    const demanded = expressions.int(size);
    const compared = (code: string): string => (big ? `BigInt(${code})` : code);
    const wrong = own === total ? `${compared(own)} !== ${demanded}` : `${compared(own)} > ${demanded} || ${compared(total)} < ${demanded}`;
    walker.require(wrong, field, countOf(demanded, "byte"), countOf(own, "byte"));
  });
}

/** Nothing stands behind it in its part, so that it takes whatever remains. */
function isLast(walker: EncodeWalker, field: Field): boolean {
  return walker.lastItems.has(field.id);
}

// Custom types

function encodeCodec(walker: EncodeWalker, field: Field): void {
  if (field.type.kind !== "codec") return;
  const codec = walker.module.codec(field.type.codec);
  const namespace = walker.module.codecNamespace(codec);
  const state = codec.state === undefined ? undefined : stateVariable(codec.state);
  const input = codecInput(walker, field);
  const at = position(walker.cursor);
  if (walker.writes) {
    const args = [input, "bytes", at, ...(state === undefined ? [] : [state])].join(", ");
    walker.cursor = walker.anchor(`${field.name}_end`, `${namespace}.write(${args})`);
    return;
  }
  const args = [input, ...(state === undefined ? [] : [state]), at].join(", ");
  const size = walker.anchor(`${field.name}_size`, `${namespace}.size(${args})`).base;
  walker.require(`${size} < 0`, field, quote(`a ${codec.name}`), input);
  walker.cursor = walker.anchor(`${field.name}_end`, `${at} + ${size}`);
}

/** The value to hand to the codec, known before the codec is called: its size depends on it. */
function codecInput(walker: EncodeWalker, field: Field): string {
  if (field.type.kind !== "codec") throw new Error("no codec");
  const { value, type } = field;
  const { values } = walker.module.codec(field.type.codec);
  const isComputed = value !== undefined && field.constant === undefined && field.classifiedBy === undefined;
  if (values.kind !== "int") {
    const input = bytesInput(walker, field);
    walker.define("value", field, { kind: "text", code: input });
    return input;
  }
  const kind = integerKind(values);
  const taken = walker.takenValues.get(field.id);
  if (taken !== undefined) return taken;
  if (isComputed) {
    computedInTime(walker, field, value, () => {
      computeNow(walker, field, value, type, kind);
      return "";
    });
  } else {
    giveValue(walker, field, field.type, kind);
  }
  return codeOf(walker.known("value", field.id), kind);
}

function computedText(walker: EncodeWalker, field: Field, value: Expr): string {
  requireComputable(walker, field, "a value", value);
  return walker.expressions.text(value);
}

/** What a field's width depends on is computed before the field, with what can be learnt of what stands behind it. */
export function computedInTime(walker: EncodeWalker, field: Field, value: Expr, compute: () => string): string {
  let code = "";
  walker.assuming(walker.learnAhead(value), () => {
    if (!walker.isKnown(value))
      throw new NotKnownInTime(field.span, `\`${field.name}\` can't be computed before it is written: its size depends on its value`);
    code = compute();
  });
  return code;
}
