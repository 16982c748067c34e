/**
 * Lists of options as TCP's and IP's: each is a kind, a length and as many bytes as that says, or a kind alone (RFC 791 section 3.1,
 * RFC 9293 section 3.1). What the first two bytes say is all that there is to check.
 */
import type { Arm, ArrayItem, Block, Classify, Expr, Field, Item } from "../../ir/ir.js";
import { type PacketModel, isShort } from "../model.js";
import type { Module } from "../module.js";
import { fixedBits } from "./fields.js";
import { isChecked, uncheckedBits } from "./unchecked.js";

export interface OptionList {
  /** Bytes of an option that its length does not count. */
  readonly uncounted: number;
  /** Kinds that are one byte and nothing else. */
  readonly alone: readonly number[];
  /** Kinds of which one goes on to the end of the list. */
  readonly last: readonly number[];
  /** Kinds of one length each. */
  readonly fixed: readonly { readonly kind: number; readonly length: number }[];
  /** Kinds whose length is bounded more closely than that of others. */
  readonly closer: readonly { readonly kind: number; readonly bounds: Bounds }[];
  /** The lengths of all other kinds. */
  readonly bounds: Bounds;
}

/** At least `least`, at most `most` if there is such a bound, and `from` plus a multiple of `unit`. */
export interface Bounds {
  readonly least: number;
  readonly most: number | undefined;
  readonly from: number;
  readonly unit: number;
}

type Form =
  | { readonly form: "alone" | "last" }
  | { readonly form: "fixed"; readonly length: number; readonly uncounted: number }
  | { readonly form: "measured"; readonly bounds: Bounds; readonly uncounted: number };

interface Option {
  /** Undefined: all that no other arm has. */
  readonly kinds: readonly number[] | undefined;
  readonly form: Form;
}

/** Bits of the packet that must stand before a list: four bytes are read at once, up to its end. */
const BITS_BEFORE = 24;

/** Undefined where an element has anything else to be checked. */
export function optionList(module: Module, model: PacketModel, array: ArrayItem): OptionList | undefined {
  if (array.element.kind !== "group" || array.extent.kind !== "bytes" || !isShort(module.layout, model.packet, array)) return undefined;
  const before = module.layout.packets[model.packet.index]?.items[array.id]?.offset ?? 0;
  if (before < BITS_BEFORE) return undefined;
  const [kind, choice, ...rest] = array.element.block.items;
  if (kind?.kind !== "field" || choice?.kind !== "classify" || rest.length > 0 || choice.condition !== undefined) return undefined;
  if (!isByte(kind) || isChecked(kind) || !isSubject(choice, kind)) return undefined;
  const options = choice.arms.map((arm) => optionOf(module, model, arm));
  return options.every((option) => option !== undefined) ? listOf(options) : undefined;
}

/** Every option must count in its length what the others do; kinds that no arm names must have a length. */
function listOf(options: readonly Option[]): OptionList | undefined {
  const others = options.at(-1);
  if (others?.kinds !== undefined || others?.form.form !== "measured" || others.form.bounds.unit !== 1) return undefined;
  const { bounds, uncounted } = others.form;
  const named = options.slice(0, -1).flatMap(({ kinds, form }) => (kinds ?? [NaN]).map((value) => ({ kind: value, form })));
  if (new Set(named.map((option) => option.kind)).size < named.length || named.some((option) => isNaN(option.kind))) return undefined;
  if (named.some(({ form }) => "uncounted" in form && form.uncounted !== uncounted)) return undefined;
  const measured = named.flatMap(({ kind: value, form }) => (form.form === "measured" ? [{ kind: value, bounds: form.bounds }] : []));
  if (measured.some((option) => !isCloser(option.bounds, bounds))) return undefined;
  return {
    uncounted,
    bounds,
    alone: named.flatMap(({ kind: value, form }) => (form.form === "alone" ? [value] : [])),
    last: named.flatMap(({ kind: value, form }) => (form.form === "last" ? [value] : [])),
    fixed: named.flatMap(({ kind: value, form }) => (form.form === "fixed" ? [{ kind: value, length: form.length }] : [])),
    closer: measured.filter((option) => !isCloser(bounds, option.bounds)),
  };
}

/** Whether whatever keeps to the one keeps to the other too. */
function isCloser(one: Bounds, other: Bounds): boolean {
  if (one.least < other.least || (other.most !== undefined && (one.most === undefined || one.most > other.most))) return false;
  return other.unit === 1 || (one.unit === other.unit && one.from === other.from);
}

function isSubject({ subject }: Classify, { id }: Field): boolean {
  return subject.kind === "field" && subject.target.length === 1 && subject.target[0] === id;
}

function optionOf(module: Module, model: PacketModel, arm: Arm): Option | undefined {
  const form = arm.guard === undefined ? formOf(module, model, arm.block) : undefined;
  if (form === undefined) return undefined;
  if (arm.patterns.some(({ kind }) => kind === "any")) return { kinds: undefined, form };
  const kinds = arm.patterns.flatMap((pattern) => (pattern.kind === "range" && pattern.low === pattern.high ? [Number(pattern.low)] : []));
  return kinds.length === arm.patterns.length ? { kinds, form } : undefined;
}

function formOf(module: Module, model: PacketModel, { items }: Block): Form | undefined {
  const [length, ...rest] = items;
  if (length === undefined) return { form: "alone" };
  if (rest.length === 0 && length.kind === "field" && sizeOf(length)?.kind === "remaining") return { form: "last" };
  if (length.kind !== "field" || !isByte(length) || length.verify) return undefined;
  const behind = plainBytes(rest);
  if (!Number.isInteger(behind.bytes)) return undefined;
  const [measured, ...more] = rest.slice(behind.count);
  if (more.length > 0) return undefined;
  return measured === undefined
    ? fixedForm(length, 2 + behind.bytes)
    : measuredForm(length, 2 + behind.bytes, measured, unitOf(module, model, measured));
}

function fixedForm({ constant, min, max }: Field, size: number): Form | undefined {
  if (constant?.kind !== "int" || min !== undefined || max !== undefined) return undefined;
  const length = Number(constant.value);
  return length > size ? undefined : { form: "fixed", length, uncounted: size - length };
}

/** `at` is where in the option the bytes stand that its length counts; `unit` is what their number is a multiple of. */
function measuredForm(length: Field, at: number, item: Item, unit: number | undefined): Form | undefined {
  const from = lessThan(sizeOf(item), length);
  const least = length.min === undefined ? 0 : integerOf(length.min);
  const most = length.max === undefined ? undefined : integerOf(length.max);
  if (from === undefined || from > at || unit === undefined || least === undefined || length.constant !== undefined) return undefined;
  if (length.max !== undefined && most === undefined) return undefined;
  return { form: "measured", bounds: { least: Math.max(least, from), most, from, unit }, uncounted: at - from };
}

/** Code for how many bytes a field or an array has, where that is computed and nothing in it is checked. */
function sizeOf(item: Item): Expr | undefined {
  if (item.condition !== undefined) return undefined;
  if (item.kind === "array") return item.extent.kind === "bytes" ? item.extent.length : undefined;
  if (item.kind !== "field" || isChecked(item) || item.type.kind !== "bytes") return undefined;
  return item.type.align === undefined ? item.type.size : undefined;
}

/** Bytes of one element, of which any value is as good as any other. */
function unitOf(module: Module, model: PacketModel, item: Item): number | undefined {
  if (item.kind !== "array") return 1;
  const bits = isShort(module.layout, model.packet, item) ? uncheckedBits(item) : undefined;
  return bits === undefined || bits % 8 !== 0 ? undefined : bits / 8;
}

/** The k of `length - k`. */
function lessThan(size: Expr | undefined, length: Field): number | undefined {
  if (size?.kind === "arithmetic" && size.operator === "-") return lessThan(size.left, length) === 0 ? integerOf(size.right) : undefined;
  return size?.kind === "field" && size.target.length === 1 && size.target[0] === length.id ? 0 : undefined;
}

function integerOf(expr: Expr): number | undefined {
  return expr.kind === "int" && expr.value >= 0n && expr.value <= 255n ? Number(expr.value) : undefined;
}

/** How many items from the first on are of fixed width, nothing in them checked, and the bytes that they take together. */
function plainBytes(items: readonly Item[]): { readonly count: number; readonly bytes: number } {
  const widths = items.map((item) => (item.kind === "field" && !isChecked(item) ? fixedBits(item) : undefined));
  const end = widths.indexOf(undefined);
  const count = end < 0 ? items.length : end;
  return { count, bytes: widths.slice(0, count).reduce<number>((sum, width) => sum + (width ?? 0), 0) / 8 };
}

function isByte({ type, condition }: Field): boolean {
  return condition === undefined && type.kind === "int" && type.bits === 8 && !type.signed;
}
