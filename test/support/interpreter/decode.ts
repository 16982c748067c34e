/**
 * Decodes as LANGUAGE.md says, item after item and bit after bit, on an IR that nothing else has looked at. Slow on
 * purpose: this is what the generated code is compared with.
 */
import type {
  Arm,
  ArrayItem,
  Block,
  Bound,
  Bounded,
  Classify,
  Expr,
  Constant,
  Field,
  Item,
  ItemId,
  Nested,
  PacketIndex,
  Program,
} from "../../../src/ir/ir.js";
import { integerOf, readBits, signedOf } from "./bits.js";
import { checksumOfRegion } from "./checksums.js";
import { readCodec } from "./codecs.js";
import { evaluate, evaluateBool, evaluateInt, matches } from "./evaluate.js";
import { Malformed, Truncated } from "./failure.js";
import { Scope, type Found, type Frame, type Limit, type Observer, type Place } from "./scope.js";
import { sameBytes, type Operand, type Value } from "./values.js";

export type Decoded =
  | { readonly ok: true; readonly value: Value; readonly end: number }
  /** `missing`: the outermost end was hit, and at least so many more bytes are needed. */
  | { readonly ok: false; readonly missing?: number };

export interface DecodeOptions {
  /** How deep recursive packets may nest. */
  readonly depth?: number;
  /** How many elements an array may have. */
  readonly elements?: number;
  /** What pointers in domain names count from; the packet's start unless told. */
  readonly base?: number;
  readonly observer?: Observer;
}

export function decode(
  program: Program,
  packet: PacketIndex,
  bytes: Uint8Array,
  at: number,
  end: number,
  args: readonly (bigint | boolean)[],
  options: DecodeOptions = {},
): Decoded {
  const decoder = new Decoder(program, bytes, options.base ?? at, options.depth ?? 32, options.elements ?? 1_048_576, options.observer);
  try {
    const value = decoder.packet(packet, at, { end, isOutermost: true }, args, 0);
    return { ok: true, value, end: decoder.at / 8 };
  } catch (error) {
    if (error instanceof Truncated) return { ok: false, missing: error.missing };
    if (error instanceof Malformed) return { ok: false };
    throw error;
  }
}

/** Where a block is being read. */
interface Context {
  readonly frame: Frame;
  readonly scope: Scope;
  readonly limit: Limit;
  /** Looked at once the packet, or the array's element, has been read: a checksum's region lies before its end, a constraint may be about all. */
  readonly checks: (() => void)[];
}
type Properties = Record<string, Value>;

class Decoder {
  /** In bits. */
  at = 0;

  constructor(
    private readonly program: Program,
    private readonly bytes: Uint8Array,
    private readonly base: number,
    private readonly deepest: number,
    private readonly longest: number,
    private readonly observer: Observer | undefined,
  ) {}

  packet(index: PacketIndex, start: number, limit: Limit, args: readonly (bigint | boolean)[], outerDepth: number): Properties {
    const packet = this.program.packets[index];
    if (packet === undefined) throw new Error(`no packet ${index}`);
    const depth = outerDepth + (packet.recursive ? 1 : 0);
    if (depth > this.deepest) throw new Malformed("nested too deeply");
    this.at = start * 8;
    const frame: Frame = { program: this.program, packet, start, args, depth, observer: this.observer };
    const context: Context = { frame, scope: new Scope(), limit, checks: [] };
    const value = this.block(packet.body, context);
    for (const check of context.checks) check();
    return value;
  }

  private block(block: Block, context: Context): Properties {
    const value = Object.create(null) as Properties;
    for (const item of block.items) this.item(item, context, value);
    return value;
  }

  private item(item: Item, context: Context, value: Properties): void {
    const start = this.at;
    const isPresent = item.condition === undefined || evaluateBool(item.condition, this.place(context));
    if (!isPresent) {
      this.found(context, item.id, { start, end: start, isPresent });
      return;
    }
    switch (item.kind) {
      case "field": {
        const found = this.field(item, context);
        if (item.classifiedBy === undefined) value[item.name] = found;
        return;
      }
      case "label":
        break;
      case "classify":
        value[item.name] = this.classify(item, context);
        break;
      case "array": {
        const elements = this.array(item, context);
        value[item.name] = elements;
        this.found(context, item.id, { start, end: this.at, isPresent, count: elements.length });
        return;
      }
      case "nested":
        this.nested(item, context, value);
        break;
      case "bounded":
        this.bounded(item, context, value);
        break;
      case "require":
        this.require(item.holds, item.message, context);
        break;
    }
    this.found(context, item.id, { start, end: this.at, isPresent });
  }

  /** It may be about what stands further behind. */
  private require(holds: Expr, message: string, context: Context): void {
    const place = this.place(context);
    context.checks.push(() => {
      if (!evaluateBool(holds, place)) throw new Malformed(message);
    });
  }

  private found({ frame, scope }: Context, id: ItemId, found: Found): void {
    scope.set(id, found);
    this.observer?.item?.(frame.packet, id, found);
  }

  private place({ frame, scope, limit }: Context): Place {
    return { frame, scope, limit, at: this.at };
  }

  /** So many bytes from here have to be there. */
  private need(length: number, { limit }: Context, from: number = Math.floor(this.at / 8)): void {
    const missing = from + length - limit.end;
    if (missing <= 0) return;
    throw limit.isOutermost ? new Truncated(missing) : new Malformed("past the end of a bounded part");
  }

  /** The value as it is seen from outside. */
  private field(field: Field, context: Context): Value {
    const place = this.place(context);
    const start = this.at;
    const { value, operand } = this.read(field, context);
    this.found(context, field.id, { start, end: this.at, isPresent: true, ...(operand === undefined ? {} : { value: operand }) });
    this.limits(field, operand, place);
    if (field.verify) context.checks.push(() => this.verify(field, operand, place, start));
    return this.named(field, value, operand);
  }

  private read(field: Field, context: Context): { readonly value: Value; readonly operand?: Operand } {
    const { type } = field;
    switch (type.kind) {
      case "int":
        return integer(this.int(type.bits, type.signed, this.isLittle(type.endian, context), context), type.bits);
      case "bits": {
        const lastByte = Math.floor((this.at + type.width - 1) / 8);
        this.need(lastByte + 1 - Math.floor(this.at / 8), context);
        const value = readBits(this.bytes, this.at, type.width, type.order);
        this.at += type.width;
        return integer(value, type.width);
      }
      case "bool": {
        const value = this.take(1, context)[0] !== 0;
        return { value, operand: value };
      }
      case "float":
        return { value: this.float(type.bits, this.isLittle(type.endian, context), context) };
      case "bytes": {
        const value = this.sizedBytes(this.length(type.size, context), type.align ?? 8, context);
        return { value, operand: value };
      }
      case "codec":
        return this.codec(this.program.codecs[type.codec]?.name ?? "", context);
    }
  }

  private isLittle(endian: Extract<Field["type"], { kind: "int" }>["endian"], context: Context): boolean {
    return typeof endian === "object" ? evaluateBool(endian.littleWhen, this.place(context)) : endian === "little";
  }

  private take(length: number, context: Context): Uint8Array {
    this.need(length, context);
    const start = this.at / 8;
    this.at += 8 * length;
    return this.bytes.slice(start, start + length);
  }

  private int(bits: number, isSigned: boolean, isLittle: boolean, context: Context): bigint {
    const unsigned = integerOf([...this.take(bits / 8, context)], isLittle);
    return isSigned ? signedOf(unsigned, bits) : unsigned;
  }

  private float(bits: 32 | 64, isLittle: boolean, context: Context): number {
    const bytes = this.take(bits / 8, context);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    return bits === 32 ? view.getFloat32(0, isLittle) : view.getFloat64(0, isLittle);
  }

  /** A size or count: not negative. */
  private length(expr: Parameters<typeof evaluateInt>[0], context: Context): number {
    const length = evaluateInt(expr, this.place(context));
    if (length < 0n) throw new Malformed("a negative size");
    return Number(length);
  }

  private sizedBytes(length: number, align: number, context: Context): Uint8Array {
    const padded = Math.ceil(length / (align / 8)) * (align / 8);
    this.need(padded, context);
    return this.take(padded, context).slice(0, length);
  }

  private codec(name: string, context: Context): { readonly value: Value; readonly operand?: Operand } {
    const at = this.at / 8;
    const input = { message: this.bytes, base: this.base, at, need: (length: number) => this.need(length, context, at) };
    const { length, ...read } = readCodec(name, input);
    this.at += 8 * length;
    return read;
  }

  private limits(field: Field, operand: Operand | undefined, place: Place): void {
    if (field.constant !== undefined && !isConstant(operand, field.constant)) throw new Malformed(`${field.name} is not its constant`);
    if (typeof operand !== "bigint") return;
    if (field.min !== undefined && operand < evaluateInt(field.min, place)) throw new Malformed(`${field.name} is below its minimum`);
    if (field.max !== undefined && operand > evaluateInt(field.max, place)) throw new Malformed(`${field.name} is above its maximum`);
  }

  private verify(field: Field, operand: Operand | undefined, place: Place, start: number): void {
    const expected =
      field.checksum === undefined
        ? field.value === undefined
          ? operand
          : evaluate(field.value, place)
        : this.checksum(field, place, start);
    if (field.checksum?.algorithm.startsWith("internet") === true && isZero(operand) && isZero(expected)) return;
    const isUnused = field.checksum?.algorithm === "internet_nonzero" && operand === 0n;
    if (!isUnused && !isSameOperand(operand, expected)) throw new Malformed(`${field.name} is not what it is computed from`);
  }

  private checksum(field: Field, place: Place, start: number): bigint {
    if (field.checksum === undefined) throw new Error("no checksum");
    const { algorithm, from, to, seed } = field.checksum;
    const end = place.scope.require([field.id]).end;
    return checksumOfRegion(algorithm, this.bytes, place, [evaluateInt(from, place), evaluateInt(to, place)], [start / 8, end / 8], {
      seed: seed === undefined ? 0n : evaluateInt(seed, place),
      end: this.at / 8,
    });
  }

  /** Texts of a string's variant are texts. */
  private named(field: Field, value: Value, operand: Operand | undefined): Value {
    const variant = field.variant === undefined ? undefined : this.program.variants[field.variant.variant];
    if (variant?.valueType !== "string" || !(operand instanceof Uint8Array)) return value;
    const known = variant.cases.find((entry) => isConstant(operand, entry.value));
    return known?.value.kind === "string" ? known.value.value : value;
  }

  private classify(item: Classify, context: Context): Properties {
    const subject = evaluate(item.subject, this.place(context));
    const arm = item.arms.find((candidate) => this.takes(candidate, subject, context));
    if (arm === undefined) throw new Malformed(`no arm of ${item.name} takes this`);
    const fields = { $kind: arm.name, ...this.subjectValue(item, arm, subject, context), ...this.block(arm.block, context) };
    return Object.assign(Object.create(null) as Properties, fields);
  }

  private takes(arm: Arm, subject: Operand, context: Context): boolean {
    const isMatched = arm.patterns.some((pattern) => matches(pattern, subject));
    return isMatched && (arm.guard === undefined || evaluateBool(arm.guard, this.place(context)));
  }

  private subjectValue(item: Classify, arm: Arm, subject: Operand, context: Context): Properties {
    if (item.takes === undefined || arm.fixed !== undefined) return {};
    const field = context.frame.packet.items[item.takes];
    if (field?.kind !== "field") throw new Error("a classify takes a field");
    return { $value: this.named(field, fromOperand(field, subject, this.program), subject) };
  }

  private array(item: ArrayItem, context: Context): Value[] {
    const { extent } = item;
    const elements: Value[] = [];
    const limit = extent.kind === "bytes" ? this.part(this.length(extent.length, context), context) : context.limit;
    const count = extent.kind === "count" ? this.length(extent.count, context) : Infinity;
    for (let isLast = false; !isLast && this.goesOn(item, elements.length, count, limit);) {
      if (elements.length >= this.longest) throw new Malformed("too many elements");
      const inside: Context = { ...context, limit, scope: new Scope(context.scope), checks: [] };
      elements.push(this.element(item, inside));
      for (const check of inside.checks) check();
      isLast = "until" in extent && extent.until !== undefined && evaluateBool(extent.until, this.place(inside));
    }
    if (extent.kind === "bytes" && this.at !== limit.end * 8) throw new Malformed("the elements do not end at the end");
    return elements;
  }

  private goesOn(item: ArrayItem, length: number, count: number, limit: Limit): boolean {
    if (item.extent.kind === "count") return length < count;
    return item.extent.kind === "until" || this.at < limit.end * 8;
  }

  private element(item: ArrayItem, inside: Context): Value {
    const start = this.at;
    const value =
      item.element.kind === "group" ? unwrap(item.element, this.block(item.element.block, inside)) : this.field(item.element.field, inside);
    if (item.extent.kind !== "count" && this.at === start) throw new Malformed("an element without a byte");
    return value;
  }

  /** A part of so many bytes, all of which have to be there. */
  private part(length: number, context: Context): Limit {
    this.need(length, context);
    return { end: this.at / 8 + length, isOutermost: false };
  }

  private nested(item: Nested, context: Context, value: Properties): void {
    const args = item.args.map((argument) => evaluate(argument, this.place(context)));
    const numbers = args.filter((argument): argument is bigint | boolean => !(argument instanceof Uint8Array));
    if (numbers.some((argument) => typeof argument === "bigint" && !isSafe(argument))) throw new Malformed("an argument is too large");
    const start = this.at / 8;
    const limit = item.bound === undefined ? context.limit : this.part(this.length(item.bound.length, context), context);
    value[item.name] = this.packet(item.packet, start, limit, numbers, context.frame.depth);
    if (item.bound !== undefined) this.leftovers(item.bound, limit, context, value);
  }

  private bounded(item: Bounded, context: Context, value: Properties): void {
    const limit = this.part(this.length(item.bound.length, context), context);
    value[item.name] = this.block(item.block, { ...context, limit });
    this.leftovers(item.bound, limit, context, value);
  }

  private leftovers(bound: Bound, limit: Limit, context: Context, value: Properties): void {
    const start = this.at;
    if (bound.keep === undefined) {
      if (start !== limit.end * 8) throw new Malformed("bytes are left over");
      return;
    }
    this.at = limit.end * 8;
    const kept = this.bytes.slice(start / 8, limit.end);
    value[bound.keep.name] = kept;
    this.found(context, bound.keep.id, { start, end: this.at, isPresent: true, value: kept });
  }
}

/** Up to 53 bits a number. */
function integer(value: bigint, bits: number): { readonly value: Value; readonly operand: Operand } {
  return { value: bits > 53 ? value : Number(value), operand: value };
}

function fromOperand(field: Field, operand: Operand, program: Program): Value {
  if (typeof operand !== "bigint") return operand;
  const { type } = field;
  if (type.kind === "int") return integer(operand, type.bits).value;
  if (type.kind === "bits") return integer(operand, type.width).value;
  const name = type.kind === "codec" ? (program.codecs[type.codec]?.name ?? "") : "";
  return name === "uleb32" || name === "sleb32" ? Number(operand) : operand;
}

export function isConstant(operand: Operand | undefined, constant: Constant): boolean {
  return isSameOperand(operand, operandOf(constant));
}

export function operandOf(constant: Constant): Operand {
  return constant.kind === "string" ? new TextEncoder().encode(constant.value) : constant.value;
}

function isSameOperand(a: Operand | undefined, b: Operand | undefined): boolean {
  return a instanceof Uint8Array && b instanceof Uint8Array ? sameBytes(a, b) : a === b;
}

/** Zero has two forms in ones' complement. */
function isZero(operand: Operand | undefined): boolean {
  return operand === 0n || operand === 0xffffn;
}

function isSafe(value: bigint): boolean {
  return -(2n ** 53n) < value && value < 2n ** 53n;
}

/** Written `of packet p()`, the one nested packet is the element itself. */
function unwrap(element: Extract<ArrayItem["element"], { kind: "group" }>, value: Properties): Value {
  const [only] = element.block.items;
  return element.flat === true && only !== undefined ? value[only.name] : value;
}
