/** Writes a value once, with guesses for all that is computed from what is written. */
import type {
  Arm,
  ArrayItem,
  Block,
  Bounded,
  Classify,
  Expr,
  Field,
  Item,
  ItemId,
  Nested,
  PacketIndex,
  Program,
} from "../../../src/ir/ir.js";
import { bytesOf, writeBits } from "./bits.js";
import { toBigint, toBytes, writeCodec } from "./codecs.js";
import { checksumOfRegion } from "./checksums.js";
import { isConstant, operandOf } from "./decode.js";
import { evaluate, evaluateBool, evaluateInt } from "./evaluate.js";
import { Impossible } from "./failure.js";
import { attempt, chosenArm, fromConstant, integer, inWidth, isComputed, isFilled } from "./given.js";
import type { Names } from "./names.js";
import { Scope, type Frame, type Limit, type Observer, type Place } from "./scope.js";
import { Padded, isGivenFields, type Fields, type Intended, type Operand, type Value } from "./values.js";

/** By the path of the field, or of the part whose end it is; undefined where nothing could be computed yet. */
export type Guesses = ReadonlyMap<string, Operand | undefined>;

interface Context {
  readonly frame: Frame;
  readonly scope: Scope;
  readonly limit: Limit;
  /** Where the packet, or the array's element, ends, in bytes: known once it is written. */
  readonly unit: { end: number };
  /** Names this place among all guesses. */
  readonly path: string;
  /** Values that classifies of this block give to the fields they take. */
  readonly given: Fields;
}
type Properties = Record<string, Intended>;

export class Encoder {
  readonly bytes: number[] = [];
  private at = 0;
  private readonly names: Names = [];
  private readonly ends = new Map<string, bigint>();
  private readonly computations = new Map<string, () => Operand>();

  constructor(
    private readonly program: Program,
    private readonly guesses: Guesses,
    private readonly observer: Observer | undefined,
  ) {}

  whole(packet: PacketIndex, value: Value, args: readonly (bigint | boolean)[]): Intended {
    const limit = this.limit("", true);
    const intended = this.packet(packet, value, limit, args, 0, "");
    this.close(limit, "");
    return intended;
  }

  /** A part's end is not known before it is written: until then it is where it was the last time. */
  private limit(path: string, isOutermost: boolean): Limit {
    const guess = this.guesses.get(`${path} end`);
    return { end: typeof guess === "bigint" ? Number(guess) : 0, isOutermost };
  }

  private close(limit: Limit, path: string): void {
    limit.end = this.bytesSoFar();
    this.ends.set(`${path} end`, BigInt(limit.end));
  }

  compute(): Guesses {
    const results = new Map<string, Operand | undefined>(this.ends);
    for (const [path, computation] of this.computations) {
      results.set(path, attempt(computation));
    }
    return results;
  }

  packet(index: PacketIndex, value: Value, limit: Limit, args: readonly (bigint | boolean)[], depth: number, path: string): Properties {
    const packet = this.program.packets[index];
    if (packet === undefined) throw new Error(`no packet ${index}`);
    if (!isGivenFields(value)) throw new Impossible("an object was expected");
    const frame: Frame = { program: this.program, packet, start: this.at / 8, args, depth, observer: this.observer };
    const unit = { end: 0 };
    const intended = this.block(packet.body, { frame, scope: new Scope(), limit, unit, path, given: value });
    unit.end = this.at / 8;
    return intended;
  }

  private block(block: Block, context: Context): Properties {
    const intended = Object.create(null) as Properties;
    for (const item of block.items) this.item(item, context, intended);
    return intended;
  }

  private item(item: Item, context: Context, intended: Properties): void {
    const start = this.at;
    const isPresent = item.condition === undefined || this.isGiven(item, item.condition, context);
    if (!isPresent) {
      context.scope.set(item.id, { start, end: start, isPresent });
      return;
    }
    switch (item.kind) {
      case "field": {
        const meant = this.field(item, this.givenTo(item, context), context);
        if (item.classifiedBy === undefined) intended[item.name] = meant;
        return;
      }
      case "label":
      case "require":
        break;
      case "classify":
        intended[item.name] = this.classify(item, context);
        break;
      case "array":
        return this.array(item, context, intended);
      case "nested":
        this.nested(item, context, intended);
        break;
      case "bounded":
        this.bounded(item, context, intended);
        break;
    }
    context.scope.set(item.id, { start, end: this.at, isPresent });
  }

  private place({ frame, scope, limit }: Context): Place {
    return { frame, scope, limit, at: this.at };
  }

  /** What the caller need not pass is there if its condition holds, the rest if it is passed. */
  private isGiven(item: Item, condition: Expr, context: Context): boolean {
    if (item.kind === "field" && !isComputed(item) && context.given[item.name] !== undefined) return true;
    const isFree = item.kind === "field" ? !isFilled(item) : item.kind === "array" || item.kind === "nested" || item.kind === "bounded";
    if (isFree) return context.given[item.name] !== undefined;
    const place = this.place(context);
    return attempt(() => evaluateBool(condition, place)) === true;
  }

  /** A field that a classify takes over gets its value from the arm. */
  private givenTo(field: Field, context: Context): Value {
    if (field.classifiedBy === undefined) return context.given[field.name];
    const item = context.frame.packet.items[field.classifiedBy];
    if (item?.kind !== "classify") throw new Error("no classify");
    const chosen = chosenArm(item, context.given[item.name]);
    return chosen.arm.fixed === undefined ? chosen.value["$value"] : fromConstant(chosen.arm.fixed);
  }

  private field(field: Field, given: Value, context: Context): Intended {
    const start = this.at;
    const operand = this.computed(field, given, context);
    const { meant, operand: written } = this.write(field, operand, given, context);
    const value = operand ?? written;
    context.scope.set(field.id, { start, end: this.at, isPresent: true, ...(value === undefined ? {} : { value }) });
    return meant;
  }

  /** The value of a field that the caller need not pass. */
  private computed(field: Field, given: Value, context: Context): Operand | undefined {
    if (field.constant !== undefined) return operandOf(field.constant);
    const isFixed = field.classifiedBy !== undefined && given !== undefined && this.isFixed(field, context);
    if (!isFixed && (field.value !== undefined || field.checksum !== undefined)) return this.guess(field, context);
    if (given !== undefined) return undefined;
    if (field.defaultValue !== undefined) return operandOf(field.defaultValue);
    const variant = field.variant === undefined ? undefined : this.program.variants[field.variant.variant];
    const normal = variant?.cases.find((entry) => entry.tag === field.variant?.defaultTag);
    if (normal === undefined) throw new Impossible(`${field.name} is missing`);
    return operandOf(normal.value);
  }

  private isFixed(field: Field, context: Context): boolean {
    const item = context.frame.packet.items[field.classifiedBy ?? -1];
    return item?.kind === "classify" && chosenArm(item, context.given[item.name]).arm.fixed !== undefined;
  }

  private guess(field: Field, context: Context): Operand {
    const path = `${context.path}/${field.id}`;
    const place = this.place(context);
    const { checksum, value } = field;
    if (checksum !== undefined) this.computations.set(path, () => this.checksum(field, checksum, place, context.unit.end));
    else if (value !== undefined) this.computations.set(path, () => evaluate(value, place));
    return this.guesses.get(path) ?? (value?.type === "bool" ? false : value?.type === "string" ? new Uint8Array() : 0n);
  }

  private checksum(field: Field, checksum: NonNullable<Field["checksum"]>, place: Place, last: number): bigint {
    const { start, end } = place.scope.require([field.id]);
    const region = [evaluateInt(checksum.from, place), evaluateInt(checksum.to, place)] as const;
    const seed = checksum.seed === undefined ? 0n : evaluateInt(checksum.seed, place);
    return checksumOfRegion(checksum.algorithm, this.bytes, place, region, [start / 8, end / 8], { seed, end: last });
  }

  private write(
    field: Field,
    operand: Operand | undefined,
    given: Value,
    context: Context,
  ): { readonly meant: Intended; readonly operand?: Operand } {
    const { type } = field;
    switch (type.kind) {
      case "int": {
        const value = integer(operand, given);
        this.put(bytesOf(value, type.bits / 8, this.isLittle(type.endian, context)));
        return { meant: type.bits > 53 ? value : Number(value), operand: value };
      }
      case "bits": {
        const value = integer(operand, given);
        writeBits(this.bytes, this.at, type.width, type.order, value);
        this.at += type.width;
        return { meant: type.width > 53 ? value : Number(value), operand: value };
      }
      case "bool": {
        const value = operand ?? given;
        if (typeof value !== "boolean") throw new Impossible(`${field.name} is no boolean`);
        this.put([value ? 1 : 0]);
        return { meant: value, operand: value };
      }
      case "float":
        return { meant: this.float(given, type.bits, this.isLittle(type.endian, context)) };
      case "bytes":
        return this.sizedBytes(field, toBytes(operand ?? given), type.align);
      case "codec":
        return this.codec(field, operand, given, this.program.codecs[type.codec]?.name ?? "");
    }
  }

  private isLittle(endian: Extract<Field["type"], { kind: "int" }>["endian"], context: Context): boolean {
    if (typeof endian !== "object") return endian === "little";
    const place = this.place(context);
    return attempt(() => evaluateBool(endian.littleWhen, place)) === true;
  }

  /** Bits that fill no byte are those of an array that has more or fewer elements than it should. */
  private bytesSoFar(): number {
    if (this.at % 8 !== 0) throw new Impossible("bits that fill no byte");
    return this.at / 8;
  }

  private put(bytes: readonly number[]): void {
    if (bytes.length > 0) this.bytesSoFar();
    this.bytes.push(...bytes);
    this.at += 8 * bytes.length;
  }

  private float(given: Value, bits: 32 | 64, isLittle: boolean): Value {
    if (typeof given !== "number") throw new Impossible("a number was expected");
    const view = new DataView(new ArrayBuffer(bits / 8));
    if (bits === 32) view.setFloat32(0, given, isLittle);
    else view.setFloat64(0, given, isLittle);
    this.put([...new Uint8Array(view.buffer)]);
    return bits === 32 ? Math.fround(given) : given;
  }

  private sizedBytes(field: Field, given: Uint8Array, align: number | undefined): { readonly meant: Intended; readonly operand: Operand } {
    this.put([...given]);
    if (align === undefined) return this.text(field, given);
    const unit = align / 8;
    this.put(new Array<number>(Math.ceil(given.length / unit) * unit - given.length).fill(0));
    return { meant: new Padded(given, unit), operand: given };
  }

  private codec(
    field: Field,
    operand: Operand | undefined,
    given: Value,
    name: string,
  ): { readonly meant: Intended; readonly operand?: Operand } {
    const value = operand ?? given;
    const bytes = writeCodec(name, value, this.at / 8, this.names);
    this.put(bytes);
    if (typeof value === "string" || value instanceof Uint8Array) return this.text(field, toBytes(value));
    if (typeof value !== "bigint" && typeof value !== "number") return { meant: value };
    const integral = toBigint(value);
    return { meant: name === "uleb32" || name === "sleb32" ? Number(integral) : integral, operand: integral };
  }

  private text(field: Field, bytes: Uint8Array): { readonly meant: Intended; readonly operand: Operand } {
    const variant = field.variant === undefined ? undefined : this.program.variants[field.variant.variant];
    const known = variant?.cases.find((entry) => isConstant(bytes, entry.value));
    return { meant: known?.value.kind === "string" ? known.value.value : bytes, operand: bytes };
  }

  private classify(item: Classify, context: Context): Properties {
    const { arm, value } = chosenArm(item, context.given[item.name]);
    const subject = this.subjectValue(item, arm, context);
    return Object.assign(Object.create(null) as Properties, {
      $kind: arm.name,
      ...subject,
      ...this.block(arm.block, { ...context, given: value }),
    });
  }

  private subjectValue(item: Classify, arm: Arm, context: Context): Properties {
    if (item.takes === undefined || arm.fixed !== undefined) return {};
    const field = context.frame.packet.items[item.takes];
    const operand = context.scope.require([item.takes]).value;
    if (field?.kind !== "field" || operand === undefined) throw new Error("a classify takes a field with a value");
    if (operand instanceof Uint8Array) return { $value: this.text(field, operand).meant };
    return { $value: typeof operand === "bigint" ? inWidth(this.program, field, operand) : operand };
  }

  private array(item: ArrayItem, context: Context, intended: Properties): void {
    const start = this.at;
    const given = context.given[item.name];
    if (!Array.isArray(given)) throw new Impossible(`${item.name} is no list`);
    const values: readonly Value[] = given;
    const path = `${context.path}/${item.id}`;
    const limit: Limit = item.extent.kind === "bytes" ? this.limit(path, false) : context.limit;
    intended[item.name] = values.map((value, index) => {
      const unit = { end: 0 };
      const meant = this.element(item, value, index, { ...context, limit, unit });
      unit.end = Math.ceil(this.at / 8);
      return meant;
    });
    if (item.extent.kind === "bytes") this.close(limit, path);
    context.scope.set(item.id, { start, end: this.at, isPresent: true, count: values.length });
  }

  private element(item: ArrayItem, value: Value, index: number, context: Context): Intended {
    const inside: Context = { ...context, scope: new Scope(context.scope), path: `${context.path}/${item.id}[${index}]` };
    if (item.element.kind === "scalar") return this.field(item.element.field, value, inside);
    if (!isGivenFields(value)) throw new Impossible("an object was expected");
    const [only] = item.element.block.items;
    if (item.element.flat !== true || only === undefined) return this.block(item.element.block, { ...inside, given: value });
    return this.block(item.element.block, { ...inside, given: { [only.name]: value } })[only.name];
  }

  private nested(item: Nested, context: Context, intended: Properties): void {
    const place = this.place(context);
    const types = this.program.packets[item.packet]?.params.map((param) => param.type) ?? [];
    const args = item.args.map((argument, index) => attempt(() => evaluate(argument, place)) ?? (types[index] === "bool" ? false : 0n));
    const numbers = args.filter((argument): argument is bigint | boolean => !(argument instanceof Uint8Array));
    const path = `${context.path}/${item.id}`;
    const limit: Limit = item.bound === undefined ? context.limit : this.limit(path, false);
    intended[item.name] = this.packet(item.packet, context.given[item.name], limit, numbers, context.frame.depth, path);
    if (item.bound !== undefined) this.leftovers(item.bound.keep, limit, path, context, intended);
  }

  private bounded(item: Bounded, context: Context, intended: Properties): void {
    const given = context.given[item.name];
    if (!isGivenFields(given)) throw new Impossible(`${item.name} is no object`);
    const path = `${context.path}/${item.id}`;
    const limit = this.limit(path, false);
    intended[item.name] = this.block(item.block, { ...context, limit, given });
    this.leftovers(item.bound.keep, limit, path, context, intended);
  }

  private leftovers(
    keep: { readonly id: ItemId; readonly name: string } | undefined,
    limit: Limit,
    path: string,
    context: Context,
    intended: Properties,
  ): void {
    if (keep !== undefined) {
      const start = this.at;
      const given = toBytes(context.given[keep.name] ?? new Uint8Array());
      this.put([...given]);
      intended[keep.name] = given;
      context.scope.set(keep.id, { start, end: this.at, isPresent: true, value: given });
    }
    this.close(limit, path);
  }
}
