/** Setters of views: only for fields on which no length, no constant, no arm and no computed value depends. */
import type { Arm, Block, Checksum, Constant, Field } from "../../ir/ir.js";
import { takes } from "../../ir/patterns.js";
import { checksumOrder, isSummed, type Summed } from "../checksums.js";
import { behind, type Cursor, position } from "../cursor.js";
import { wordRead } from "../decode/words.js";
import { subexpressions } from "../../ir/walk.js";
import { itemsIn, ownExprs, untilOf } from "../walk-ir.js";
import { type NameScope, capitalise } from "../names.js";
import { type FixedType, isBigType, widthOf, writeBits, writeFixed } from "../primitives.js";
import { decodedType } from "../types.js";
import { Unavailable, type ViewContext } from "./context.js";
import type { ViewMember } from "./members.js";
import { type Adjust, WordSetters } from "./word-setters.js";

export function setterMembers(context: ViewContext, names: NameScope, block: Block): ViewMember[] {
  if (context.walker.unit !== undefined) return [];
  const settable = (field: Field): boolean => isSettable(context, field);
  const words = new WordSetters(context, block, settable, (field, start, size) => adjusting(context, field, start, size));
  const setters = block.items.flatMap((item) => {
    if (item.kind !== "field") return [];
    if (settable(item)) return setter(context, names, item, () => words.statements(item) ?? ownStatements(context, item));
    return item.classifiedBy === undefined ? [] : classifiedSetter(context, names, block, item);
  });
  return [...setters, ...words.methods];
}

/** A field that a classify took over may change between arms of one layout: the bytes behind it stay what they are. */
function classifiedSetter(context: ViewContext, names: NameScope, block: Block, field: Field): ViewMember[] {
  const classify = block.items.find((item) => item.id === field.classifiedBy);
  const slot = classify === undefined ? undefined : context.walker.armSlots.get(classify.id);
  if (classify?.kind !== "classify" || slot === undefined || !isPlain(field) || referenced(context).has(field.id)) return [];
  const alike = classify.arms.map((arm) => layoutOf(arm.block));
  const choices = classify.arms.flatMap((arm, index) => {
    const same = alike.flatMap((layout, other) => (layout === alike[index] && classify.arms[other]?.guard === undefined ? [other] : []));
    const { fixed } = arm;
    if (fixed?.kind !== "int" || arm.guard !== undefined || same.length < 2) return [];
    const first = Math.min(...same);
    const isTakenBefore = classify.arms.slice(0, index).some((earlier, at) => mayTake(earlier, fixed, at < first));
    return isTakenBefore ? [] : [{ value: fixed.value, index, same }];
  });
  if (choices.length === 0) return [];
  const arm = context.slot(slot);
  const suffix = isBig(field) ? "n" : "";
  const tests = choices.flatMap(({ value, index, same }) => [
    `case ${value}${suffix}:`,
    `if (${same.map((other) => `${arm} !== ${other}`).join(" && ")}) return false;`,
    `arm = ${index};`,
    "break;",
  ]);
  const before = ["let arm: number;", "switch (value) {", ...tests, "default: return false;", "}"];
  return setter(context, names, field, () => ownStatements(context, field, before, [`${arm} = arm;`]));
}

/** Whether an arm may take a value, given that it does not take the present one; `isAsked`: it would have been asked before it. */
function mayTake({ patterns, guard }: Arm, value: Constant, isAsked: boolean): boolean {
  // One that takes anything did not hold for the present value, and its guard says the same of any other.
  if (isAsked && guard !== undefined && patterns.some(({ kind }) => kind === "any")) return false;
  return patterns.some((pattern) => takes(pattern, value));
}

/** What a block looks like in bytes, whatever its fields are called. */
function layoutOf(block: Block): string {
  const first = block.items[0]?.id ?? 0;
  return JSON.stringify(block.items, (key, value: unknown) => {
    if (key === "span" || key === "doc" || key === "name" || key === "id" || key === "variant" || key === "hex") return undefined;
    if (key === "target" && Array.isArray(value))
      return value.map((id) => (typeof id === "number" && id >= first ? `+${id - first}` : String(id)));
    return typeof value === "bigint" ? `${value}n` : value;
  });
}

/** Of fixed width, always there, and nobody's computation. */
function isPlain(field: Field): boolean {
  if (field.type.kind === "bytes" || field.type.kind === "codec") return false;
  return field.condition === undefined && field.constant === undefined && field.checksum === undefined && field.value === undefined;
}

function isBig({ type }: Field): boolean {
  return type.kind !== "bytes" && type.kind !== "codec" && isBigType(type);
}

function isSettable(context: ViewContext, field: Field): boolean {
  if (!isPlain(field) || field.classifiedBy !== undefined) return false;
  return !referenced(context).has(field.id) && limitsAreConstant(field);
}

function limitsAreConstant(field: Field): boolean {
  return [field.min, field.max].every((bound) => bound === undefined || bound.kind === "int");
}

const cache = new WeakMap<object, Set<number>>();

/** Fields that any expression of the packet reads. */
function referenced(context: ViewContext): Set<number> {
  const { packet } = context.model;
  const known = cache.get(packet);
  if (known !== undefined) return known;
  const found = new Set<number>();
  for (const item of itemsIn(packet.body)) {
    const subject = item.kind === "classify" && item.takes !== undefined ? item.subject : undefined;
    const until = untilOf(item);
    for (const expr of [...ownExprs(item, "encode"), ...(until === undefined ? [] : [until])]) {
      if (expr === subject) continue;
      for (const part of subexpressions(expr)) if (part.kind === "field") for (const id of part.target) found.add(id);
    }
  }
  cache.set(packet, found);
  return found;
}

function setter(context: ViewContext, names: NameScope, field: Field, statements: () => readonly string[]): ViewMember[] {
  if (field.type.kind === "bytes" || field.type.kind === "codec") return [];
  try {
    return [
      {
        kind: "method",
        statements: statements(),
        name: names.claimMember(`set${capitalise(context.nameOf(field))}`),
        parameters: [{ name: "value", type: decodedType(context.module, field) }],
        type: "boolean",
        doc: "False, and nothing written, for a value that the field can't hold.",
      },
    ];
  } catch (error) {
    if (error instanceof Unavailable) return [];
    throw error;
  }
}

function ownStatements(context: ViewContext, field: Field, before: readonly string[] = [], after: readonly string[] = []): string[] {
  const { type } = field;
  if (type.kind === "bytes" || type.kind === "codec") throw new Unavailable();
  const written = write(context, field, type);
  return [...rangeTests(context, field, type), ...before, ...written, ...after, "return true;"];
}

function rangeTests(context: ViewContext, field: Field, type: FixedType): string[] {
  if (type.kind === "bool" || type.kind === "float")
    return [`if (typeof value !== "${type.kind === "bool" ? "boolean" : "number"}") return false;`];
  const width = BigInt(widthOf(type));
  const signed = type.kind === "int" && type.signed;
  const min = constantOf(field.min) ?? (signed ? -(1n << (width - 1n)) : 0n);
  const max = constantOf(field.max) ?? (1n << (signed ? width - 1n : width)) - 1n;
  const test = isBigType(type)
    ? `${context.module.runtime("isBigInteger")}(value, ${min}n, ${max}n)`
    : `${context.module.runtime("isInteger")}(value, ${min}, ${max})`;
  return [`if (!${test}) return false;`];
}

function constantOf(bound: Field["min"]): bigint | undefined {
  return bound?.kind === "int" ? bound.value : undefined;
}

/** Writes the field; an Internet checksum that covers it follows (RFC 1624). */
function write(context: ViewContext, field: Field, type: FixedType): string[] {
  const { start } = context.positionsOf(field.id);
  const at = position(start);
  const first = Math.floor(start.bits / 8);
  const size = Math.ceil((start.bits + widthOf(type)) / 8) - first;
  // First, as it may find that there can be no setter, which then imports nothing.
  const { before, after } = adjusting(context, field, start, size);
  const statement =
    type.kind === "bits"
      ? writeBits(context.primitives, type, start, "value", "this.bytes")
      : writeFixed(context.primitives, type, at, "value", "this.bytes");
  return [...before, statement, ...wordUpdate(context, field), ...after];
}

function adjusting(context: ViewContext, field: Field, start: Cursor, size: number): ReturnType<Adjust> {
  const covering = checksums(context, field, writtenBytes(context, field, start, size));
  if (covering.length === 0) return { before: [], after: [] };
  if (start.inBits) throw new Unavailable();
  const at = position(start);
  // First, as it may find that there can be no setter, which then imports nothing.
  const after = covering.map((summed) => adjustment(context, summed, at, size));
  const sum = `const sum = ${context.module.runtime("internetSum")}(this.bytes, ${evenStart(context, field, start)}, ${at} + ${size});`;
  return { before: [sum], after };
}

function adjustment(context: ViewContext, { id, checksum }: Summed, at: string, size: number): string {
  const own = context.startOf(id);
  const parts = `this.bytes, ${own}, ${context.origin}, ${at}, ${size}, sum`;
  if (checksum.algorithm === "internet_nonzero") return `${context.module.runtime("adjustInternetChecksumNonzero")}(${parts});`;
  const seed = checksum.seed === undefined ? "0" : context.expressions.anyNumber(checksum.seed);
  const [from, to] = [checksum.from, checksum.to].map((end) => behind(context.origin, context.expressions.anyNumber(end)));
  const settle = `${context.module.runtime("settleInternetChecksum")}(${["this.bytes", own, from, to, seed].join(", ")});`;
  return `if (${context.module.runtime("adjustInternetChecksum")}(${parts})) ${settle}`;
}

/** Sums are taken from an even distance to the packet's start; `covers` made sure that the field's is known. */
function evenStart(context: ViewContext, field: Field, start: Cursor): string {
  return position(start, -((distanceOf(context, field, start) ?? 0) % 2));
}

/** Bytes from the packet's start to a place from which the field is written: its own, or its word's. */
function distanceOf(context: ViewContext, field: Field, start: Cursor): number | undefined {
  const own = context.positionsOf(field.id).start;
  const offset = context.module.layout.packets[context.model.packet.index]?.items[field.id]?.offset;
  return offset === undefined ? undefined : Math.floor(offset / 8) + Math.floor(start.bits / 8) - Math.floor(own.bits / 8);
}

/** A word that the view keeps follows its bytes. */
function wordUpdate(context: ViewContext, field: Field): string[] {
  const part = context.walker.words.get(field.id);
  const slot = part === undefined ? undefined : context.walker.slots.get(part.word.variable);
  if (part === undefined || slot === undefined || !context.walker.topLevel.has(part.word.variable)) return [];
  const first = context.walker.wordStart(part.word.variable);
  return [`${context.slot(slot)} = this.bytes.${wordRead(part.word.bits)}(${position(context.cursor(first))});`];
}

/**
 * Internet checksums of the packet whose region certainly contains the field: they follow. None of them may change another
 * one, and what covers the field besides, or such a checksum, must be one that `sealX` writes.
 */
function checksums(context: ViewContext, field: Field, written: WrittenBytes | undefined): Summed[] {
  const { packet } = context.model;
  const order = checksumOrder(packet);
  for (const item of order.depending(field)) if (!canFollow(context, item)) throw new Unavailable();
  const found = packet.body.items.flatMap((item) => {
    if (!isSummed(item) || !item.checksum.algorithm.startsWith("internet")) return [];
    return covers(context, item.checksum, written) ? [item] : [];
  });
  if (found.some((outer) => found.some((inner) => order.covers(outer, inner)))) throw new Unavailable();
  return found;
}

/** It is always there, and in network byte order. */
function canFollow({ model }: ViewContext, field: Field): boolean {
  if (field.type.kind === "int" && field.type.endian !== "big" && field.checksum?.algorithm.startsWith("internet") === true) return false;
  return field.condition === undefined && model.packet.body.items.some(({ id }) => id === field.id);
}

/** The bytes that a setter writes, counted from the packet's start: the field's, or its whole word. */
interface WrittenBytes {
  readonly start: bigint;
  readonly end: bigint;
}

/** Undefined where what stands before the field has no fixed size. */
function writtenBytes(context: ViewContext, field: Field, start: Cursor, size: number): WrittenBytes | undefined {
  const distance = distanceOf(context, field, start);
  return distance === undefined ? undefined : { start: BigInt(distance), end: BigInt(distance + size) };
}

/** Whether a region that starts at a constant contains what is written. Where it may contain a part of it, nothing can follow. */
function covers(context: ViewContext, checksum: Checksum, written: WrittenBytes | undefined): boolean {
  const to = context.module.layout.range(context.model.packet, checksum.to);
  if (checksum.from.kind !== "int" || checksum.from.value % 2n !== 0n || written === undefined) throw new Unavailable();
  const { start, end } = written;
  if (end <= checksum.from.value || (to.max !== undefined && start >= to.max)) return false;
  if (start < checksum.from.value || to.min === undefined || end > to.min) throw new Unavailable();
  return true;
}
