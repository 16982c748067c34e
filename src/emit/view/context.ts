/** Where a view finds things: positions in slots, fields in words or in the bytes, facts recomputed from both. */
import { bitStride } from "../../ir/bit-elements.js";
import type { ArrayItem, Codec, Expr, Extent, Field, FieldType, Item, ItemId } from "../../ir/ir.js";
import { type Cursor, bitOf, bitPosition, endPosition, position } from "../cursor.js";
import { bytesStart, fixedFieldBits, sizeBetween } from "../decode/fields.js";
import type { Walker } from "../decode/walker.js";
import { aspectOf } from "../function-walker.js";
import { wordPart } from "../decode/words.js";
import { Expressions, type FactCode } from "../expression.js";
import type { PacketModel } from "../model.js";
import type { Module } from "../module.js";
import { camelCase } from "../names.js";
import { isBigType, readFixed } from "../primitives.js";
import { integerKind } from "../value-kind.js";
import type { Aspect, Fact } from "../uses.js";

/** Accessors of one class, written in terms of `this`. */
export class ViewContext {
  readonly module: Module;
  readonly model: PacketModel;
  readonly expressions: Expressions;
  /** Slots that the accessors use, for those who fill them. */
  readonly usedSlots = new Set<string>();

  constructor(readonly walker: Walker) {
    this.module = walker.module;
    this.model = walker.model;
    this.expressions = new Expressions({
      packet: this.model.packet,
      layout: this.module.layout,
      fact: (expr) => this.#fact(expr),
      param: (index) => this.slot(`$${walker.param(index)}`),
      remaining: () => {
        throw new Unavailable();
      },
      text: this.module.text,
      bytes: "this.bytes",
      runtime: this.module.runtime,
    });
  }

  /** What an item's accessors are named after: its property where it is one. */
  nameOf({ id, name }: Pick<Item, "id" | "name">): string {
    return this.model.keys.get(id) ?? camelCase(name);
  }

  slot(name: string): string {
    if (name.startsWith("$")) this.usedSlots.add(name);
    return `this.${name}`;
  }

  /** A cursor of the walk, in terms of the view. */
  cursor(cursor: Cursor): Cursor {
    if (cursor.base === "at") return { ...cursor, base: cursor.inBits ? this.slot("$bit") : "this.at" };
    const slot = this.walker.slots.get(cursor.base);
    if (slot === undefined) throw new Error(`${this.model.packet.name}: no slot for ${cursor.base}`);
    return { base: this.slot(slot), bits: cursor.bits };
  }

  positionsOf(id: ItemId): { start: Cursor; end: Cursor } {
    const positions = this.walker.positions.get(id);
    if (positions === undefined) throw new Error(`${this.model.packet.name}: item ${id} was not walked`);
    return { start: this.cursor(positions.start), end: this.cursor(positions.end) };
  }

  startOf(id: ItemId): string {
    return position(this.positionsOf(id).start);
  }

  endOf(id: ItemId): string {
    return endPosition(this.positionsOf(id).end);
  }

  /** Whether an array ends before the bytes that its elements see. */
  stops(item: ArrayItem): boolean {
    return this.walker.partEnds.has(item.id) || (bitStride(item) === undefined && this.bitOf(item.id) !== 0);
  }

  /** Where no more elements begin. */
  stopOf(id: ItemId): string {
    return position(this.positionsOf(id).end);
  }

  sizeOf(id: ItemId): string {
    const { start, end } = this.positionsOf(id);
    return sizeBetween(start, end);
  }

  /** The end of the part in which an item stands, where that matters; its own end otherwise. */
  limitOf(id: ItemId): string {
    const limit = this.walker.partEnds.get(id);
    return limit === undefined ? this.endOf(id) : position(this.cursor(limit));
  }

  littleWhen = (type: Extract<FieldType, { kind: "int" | "float" }>): string => {
    if (typeof type.endian !== "object") throw new Error("the byte order is fixed");
    return this.expressions.bool(type.endian.littleWhen);
  };

  get primitives(): { runtime(name: string): string; littleWhen: ViewContext["littleWhen"] } {
    return { runtime: this.module.runtime, littleWhen: this.littleWhen };
  }

  /** The value of a fixed-width field. */
  readFixed(field: Field): string {
    const part = this.walker.words.get(field.id);
    const slot = part === undefined ? undefined : this.walker.slots.get(part.word.variable);
    if (part !== undefined && slot !== undefined && this.walker.topLevel.has(part.word.variable)) return wordPart(part, this.slot(slot));
    const { type } = field;
    if (type.kind === "bytes" || type.kind === "codec") throw new Error("not a fixed-width field");
    return readFixed(this.primitives, type, this.positionsOf(field.id).start, "this.bytes");
  }

  /** A scalar element. */
  readAt(field: Field, at: Cursor): string {
    const { type } = field;
    if (type.kind === "bytes" || type.kind === "codec") throw new Error("not a fixed-width field");
    return readFixed(this.primitives, type, at, "this.bytes");
  }

  /** What an element's view is given for a fact of this one: the slots that `elementParameters` named. */
  captureAssignments(fact: Fact, item: ArrayItem): { slot: string; code: string }[] {
    const [id] = fact.targets;
    const names = this.walker.elementCaptures.get(item.id)?.get(`${fact.aspect}:${String(id)}`);
    if (id === undefined || names === undefined) throw new Unavailable();
    const code = this.#factOf(fact.aspect, id, fact.targets.length);
    const codes = code.kind === "range" ? [code.start, code.end] : [code.code];
    return names.map((name, index) => ({ slot: `$${name}`, code: codes[index] ?? "0" }));
  }

  /** The content of a bytes field or of a string. */
  content(field: Field): { start: string; end: string } {
    const { type } = field;
    if (type.kind === "bytes") {
      const content = this.walker.positions.get(bytesStart(field.id));
      const { start } = this.positionsOf(field.id);
      return { start: position(start), end: content === undefined ? this.endOf(field.id) : position(this.cursor(content.end)) };
    }
    const prefix = type.kind === "codec" ? this.module.codec(type.codec).values : undefined;
    const { start } = this.positionsOf(field.id);
    return { start: position(start, prefix?.kind === "string" ? prefix.prefix : 0), end: this.endOf(field.id) };
  }

  #fact(expr: Extract<Expr, { target: unknown }>): FactCode {
    const [id] = expr.target;
    if (id === undefined) throw new Unavailable();
    return this.#factOf(aspectOf(expr.kind), id, expr.target.length);
  }

  #factOf(aspect: Aspect, id: ItemId, targets: number): FactCode {
    const captured = this.walker.captured.get(`${aspect}:${id}`);
    if (captured !== undefined) return this.#useCaptured(captured);
    const item = this.model.packet.items[id];
    if (item === undefined || targets !== 1 || !this.walker.positions.has(id)) throw new Unavailable();
    switch (aspect) {
      case "value":
        return this.value(item);
      case "offset":
        if (item.condition !== undefined) throw new Unavailable();
        return { kind: "number", code: `(${this.endOf(id)} - ${this.origin})` };
      case "sizeof":
        if (item.condition !== undefined) throw new Unavailable();
        return { kind: "number", code: this.sizeOf(id) };
      case "count":
        if (item.condition !== undefined) throw new Unavailable();
        return { kind: "number", code: this.count(item) };
      case "present":
        return { kind: "boolean", code: this.present(item) };
    }
  }

  #useCaptured(fact: FactCode): FactCode {
    for (const code of fact.kind === "range" ? [fact.start, fact.end] : [fact.code]) this.usedSlots.add(code.replace("this.", ""));
    return fact;
  }

  get origin(): string {
    return this.walker.unit === undefined ? "this.at" : this.slot("$origin");
  }

  /** A field's value as a fact. */
  value(item: Item): FactCode {
    if (item.kind !== "field") throw new Unavailable();
    if (!this.walker.positions.has(item.id)) throw new Unavailable();
    const { type } = item;
    if (type.kind === "bytes") return { kind: "range", ...this.content(item) };
    if (type.kind === "codec") return this.#codecValue(item);
    const kind = type.kind === "bool" ? "boolean" : isBigType(type) ? "bigint" : "number";
    return { kind, code: `(${this.readFixed(item)})` };
  }

  #codecValue(field: Field): FactCode {
    if (field.type.kind !== "codec") throw new Unavailable();
    const codec = this.module.codec(field.type.codec);
    if (codec.values.kind === "string") return { kind: "range", ...this.content(field) };
    if (codec.values.kind !== "int") throw new Unavailable();
    return { kind: integerKind(codec.values), code: this.readCodec(field) };
  }

  readCodec(field: Field): string {
    if (field.type.kind !== "codec") throw new Unavailable();
    const codec = this.module.codec(field.type.codec);
    const place = `this.bytes, ${this.startOf(field.id)}, ${this.endOf(field.id)}`;
    return `${this.module.codecNamespace(codec)}.read(${place}${this.#decodeState(codec)})`;
  }

  #decodeState({ state }: Codec): string {
    if (state === undefined) return "";
    return `, ${this.module.stateNamespace(state)}.decodeState(this.bytes, ${this.slot(`$${this.walker.stateOf(state)}`)})`;
  }

  /** How many elements an array has, where that needs no walk. */
  count(item: Item): string {
    if (item.kind !== "array") throw new Unavailable();
    if (item.extent.kind === "count") return this.expressions.anyNumber(countOf(item.extent));
    const bits = item.element.kind === "scalar" ? fixedFieldBits(item.element.field) : undefined;
    if (bits === undefined || bits === 0) throw new Unavailable();
    return `(${this.sizeOf(item.id)} / ${bits / 8})`;
  }

  present(item: Item): string {
    const slot = this.walker.presence.get(item.id);
    return slot === undefined ? "true" : this.slot(slot);
  }

  bitOf(id: ItemId): number {
    return bitOf(this.positionsOf(id).start);
  }

  /** Code for the bits from the start of the bytes to where an item starts, and to its end. */
  bitsOf(id: ItemId): { readonly start: string; readonly end: string } {
    const { start, end } = this.positionsOf(id);
    return { start: bitPosition(start), end: bitPosition(end) };
  }
}

/** Something that only a walk can tell: the view has no accessor for what depends on it. */
export class Unavailable extends Error {}

function countOf(extent: Extract<Extent, { kind: "count" }>): Expr {
  return extent.count;
}
