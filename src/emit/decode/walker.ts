/**
 * The walk over a packet's bytes, emitted in three modes from one plan, so that they can't drift apart:
 * `check` returns the end or a code and leaves positions in a view's slots; `decode` also builds the objects;
 * `explain` reports where and why, and which bytes belong to which field.
 */
import type { Block, Classify, Expr, Field, Item, ItemId } from "../../ir/ir.js";
import { bitStride } from "../../ir/bit-elements.js";
import { type Cursor, bitCode, endPosition, plus, position } from "../cursor.js";
import type { FactCode } from "../expression.js";
import { FunctionWalker, type Part } from "../function-walker.js";
import { mergeTests } from "../merge.js";
import { type PacketModel, stateVariable } from "../model.js";
import type { Module } from "../module.js";
import { quote } from "../names.js";
import { decodedType } from "../types.js";
import type { Aspect, UnitKey } from "../uses.js";
import { bytesValue } from "./fields.js";
import type { FixedField } from "./runs.js";
import type { WordPart } from "./words.js";

export type Mode = "check" | "decode" | "explain";

const FUNCTION_NAMES = [
  "bytes",
  "at",
  "start",
  "count",
  "end",
  "origin",
  "limits",
  "depth",
  "slots",
  "cursor",
  "report",
  "path",
  "element",
];

export interface Property {
  readonly key: string;
  readonly code: string;
}

export class Walker extends FunctionWalker {
  /** The variable that bounds what may be read, and whether it is an inner part's end. */
  end = "end";
  bounded = false;
  /** Properties of the object that is being built. */
  properties: Property[] = [];
  /** The spec path, as the inside of a template literal. */
  path = "${path}";
  /** The field that is an array's element itself, while it is walked: the path names it by its index. */
  scalarElement: ItemId | undefined;
  /** Positions that views need, by variable. */
  readonly positions = new Map<ItemId, { readonly start: Cursor; readonly end: Cursor }>();
  /** Slot of a position variable: itself at the top level, `part1`... in arms, which share them. */
  readonly slots = new Map<string, string>();
  /** Slots to store at the end of the block being emitted. */
  blockSlots: { slot: string; code: string }[] = [];
  /** Position variables that stand at the unit's top level. */
  readonly topLevel = new Set<string>();
  /** Slots that tell whether optional items are there. */
  readonly presence = new Map<ItemId, string>();
  /** Facts of enclosing units, as slots of an element's view. */
  readonly captured = new Map<string, FactCode>();
  /** The same names, seen from inside an element. */
  readonly captureNames = new Map<string, readonly string[]>();
  /** Names of the parameters that carry facts into the elements of arrays, by array and fact. */
  readonly elementCaptures = new Map<ItemId, Map<string, readonly string[]>>();
  /** Of an element's function. */
  elementParameters: readonly { readonly name: string; readonly type: string; readonly initializer?: string }[] = [];
  /** An `until` element's walk returns twice its end, plus one for the last. */
  returnsLast = false;
  readonly wordStarts = new Map<string, Cursor>();
  /** Where the parts end of nested packets and arrays that look how much remains in them: views have to know. */
  readonly partEnds = new Map<ItemId, Cursor>();
  /** Whether the walk is given a view to fill. */
  slotsGiven: "always" | "sometimes" | "never" = "sometimes";
  /** Every slot that the walk stores. */
  readonly stored = new Set<string>();
  partCount = 0;
  armDepth = 0;
  /** The slot that tells which arm a classify took. */
  readonly armSlots = new Map<ItemId, string>();
  /** Bit fields that are read as parts of a word. */
  readonly words = new Map<ItemId, WordPart>();
  /** The type of the object that is being built. */
  objectType: string;
  readonly #start: Cursor;
  #cursor: Cursor;
  #deferred: string[] | undefined;

  constructor(
    module: Module,
    model: PacketModel,
    readonly unit: UnitKey,
    readonly mode: Mode,
  ) {
    super(module, model, model.decode.of(unit), model.decode, [...FUNCTION_NAMES, ...model.needs.states.map(stateVariable)]);
    this.#start = unitStart(module, model, unit);
    this.#cursor = this.#start;
    this.objectType = this.typeOf(unitBlock(model, unit));
  }

  protected here(): { readonly part: Part; readonly from: string } {
    return { part: { end: this.end }, from: position(this.#cursor) };
  }

  protected unknown(aspect: Aspect, id: ItemId): Error {
    return new Error(`${this.model.packet.name}: ${aspect} of item ${id} is not known here`);
  }

  /** What waits may end up behind tests that were put off: in a guard, they are made at once. */
  protected override emitTask(
    task: { readonly guard: string | undefined; readonly part: Part; readonly exprs: readonly Expr[] },
    emit: () => void,
  ): void {
    const deferred = this.#deferred;
    if (task.guard !== undefined) this.#deferred = undefined;
    super.emitTask(task, emit);
    this.#deferred = deferred;
  }

  override define(aspect: Aspect, item: { readonly id: ItemId; readonly name: string }, fact: FactCode): void {
    if (this.needs(aspect, item.id)) super.define(aspect, item, fact);
  }

  get origin(): string {
    return this.unit === undefined ? "at" : "origin";
  }

  get cursor(): Cursor {
    return this.#cursor;
  }

  moveTo(cursor: Cursor): void {
    this.#cursor = cursor;
  }

  line(...code: string[]): void {
    for (const text of code) {
      if (this.mode === "check") mergeTests(this.lines, text);
      else this.lines.push(text);
    }
  }

  /** A test of what was read. In a run of fixed width, all is read first and tested then. */
  test(code: string): void {
    if (this.#deferred === undefined) this.line(code);
    else this.#deferred.push(code);
  }

  /** Reads first, tests afterwards. */
  readFirst(walk: () => void): void {
    if (this.mode === "explain") return walk();
    const deferred: string[] = [];
    this.#deferred = deferred;
    walk();
    this.#deferred = undefined;
    this.line(...deferred);
  }

  /** The variable of a codec state. */
  stateOf(module: string): string {
    return stateVariable(module);
  }

  /** Runs with the spec path of an item's inside. */
  inPath<T>(item: { readonly name: string }, walk: () => T): T {
    const outer = this.path;
    this.path = this.pathOf(item);
    const result = walk();
    this.path = outer;
    return result;
  }

  /** Runs inside of a loop, where no position can have a slot. */
  inLoop<T>(walk: () => T): T {
    const outer = this.blockSlots;
    const { partCount } = this;
    this.armDepth++;
    this.blockSlots = [];
    const result = walk();
    this.armDepth--;
    this.partCount = partCount;
    this.blockSlots = outer;
    return result;
  }

  /** The decoded type of a field. */
  fieldType(field: Field): string {
    return decodedType(this.module, field);
  }

  /** A decoded string that a classify took over. */
  takenValue(item: Classify, range: Extract<FactCode, { kind: "range" }>): string {
    const taken = item.takes === undefined ? undefined : this.model.packet.items[item.takes];
    if (taken?.kind !== "field") throw new Error("the subject is no field");
    return bytesValue(this, taken, range);
  }

  /** The unit is an element that begins within the byte at `at`. */
  get startsWithin(): boolean {
    return !this.#start.inBits && this.#start.bits !== 0;
  }

  get block(): Block {
    return unitBlock(this.model, this.unit);
  }

  get elementParameterNames(): readonly string[] {
    return this.elementParameters.map(({ name }) => name);
  }

  wordStart(variable: string): Cursor {
    const start = this.wordStarts.get(variable);
    if (start === undefined) throw new Error(`no word ${variable}`);
    return start;
  }

  // Failing

  /** The statement that ends the walk: the bytes break a rule. */
  malformed(item: Item, expected: string, found: string, cursor = this.#cursor): string {
    switch (this.mode) {
      case "check":
        return "return -1;";
      case "decode":
        return "return cursor.fail(-1);";
      case "explain":
        return `return report.malformed(\`${this.pathOf(item)}\`, ${position(cursor)}, ${bitCode(cursor)}, ${expected}, ${found}, ${this.place(item)});`;
    }
  }

  /** The statement that ends the walk: a part is longer than what it holds. */
  leftover(item: Item, at: string, end: string): string {
    if (this.mode === "explain") return `return report.leftover(\`${this.pathOf(item)}\`, ${at}, ${end}, ${this.place(item)});`;
    return this.mode === "check" ? "return -1;" : "return cursor.fail(-1);";
  }

  /** The statement that ends the walk: `needed` is the position that the input should reach. */
  truncated(item: Item, needed: string): string {
    if (this.mode === "explain") {
      const method = this.bounded ? "outOfPart" : "truncated";
      return `return report.${method}(\`${this.pathOf(item)}\`, ${position(this.#cursor)}, ${wrapSum(needed)}, ${this.end}, ${this.place(item)});`;
    }
    const code = this.bounded ? "-1" : missing(this.end, needed);
    return this.mode === "check" ? `return ${code};` : `return cursor.fail(${code});`;
  }

  /** The statement that passes on what an inner walk returned, or `code` where that is a variable. */
  propagate(code: string): string {
    if (this.mode === "decode") return this.bounded ? "return cursor.fail(-1);" : `return cursor.fail(${code});`;
    return this.bounded ? (this.mode === "explain" ? "return report.inPart();" : "return -1;") : `return ${code};`;
  }

  pathOf(item: { readonly name: string; readonly id?: ItemId }): string {
    const isHere = item.name === "" || (item.id !== undefined && item.id === this.scalarElement);
    return isHere ? this.path : `${this.path}.${item.name}`;
  }

  place(item: { readonly span: { readonly source: { readonly path: string; readonly text: string }; readonly start: number } }): string {
    return quote(placeOf(item.span));
  }

  // Positions

  /** Ensures that the input reaches so many bits behind the cursor. */
  requireBits(item: Item, bits: number): void {
    if (this.#isThere(item)) return;
    const needed = plus(this.#cursor.base, Math.ceil((this.#cursor.bits + bits) / 8));
    const room = Math.ceil((this.#cursor.bits + bits) / 8);
    if (room === 0) return;
    this.line(`if (${this.end} - ${this.#cursor.base} < ${room}) ${this.truncated(item, needed)}`);
  }

  /** Whether what starts here needs no check. Elements that share bytes are looked for before the first of them. */
  #isThere(item: Item): boolean {
    return this.#cursor.inBits === true || this.module.layout.proved(this.model.packet, item.id, "bounds", "decode");
  }

  /** The same for a run of fields, when explaining: the failure is of the first that is cut off. */
  requireRun(fields: readonly FixedField[]): void {
    if (fields[0] === undefined || this.#isThere(fields[0].item)) return;
    const { base, bits } = this.#cursor;
    const room = Math.ceil(fields.reduce((end, field) => end + field.bits, bits) / 8);
    const call = this.bounded ? "cutInPart(" : `cut(${plus(base, room)}, `;
    const path = this.path === "${path}" ? "path" : `\`${this.path}\``;
    const start = `${position(this.#cursor)}, ${bitCode(this.#cursor)}`;
    const run = quote(fields.map((field) => `${field.item.name} ${field.bits} ${placeOf(field.item.span)}`).join(", "));
    this.line(`if (${this.end} - ${base} < ${room}) return report.${call}${path}, ${start}, ${this.end}, ${run});`);
  }

  /** A new variable that holds a position; views can be given it. */
  anchor(name: string, code: string): Cursor {
    const variable = this.locals.claimLocal(name);
    this.line(`const ${variable} = ${code};`);
    this.slot(variable);
    return { base: variable, bits: 0 };
  }

  /** Gives a position variable a slot of the view. */
  slot(variable: string, shared = "part"): void {
    const slot = this.armDepth === 0 ? `$${variable}` : `$${shared}${++this.partCount}`;
    this.slots.set(variable, slot);
    if (this.armDepth === 0) this.topLevel.add(variable);
    this.blockSlots.push({ slot, code: variable });
  }

  /** A position variable at the top level needs no slot of its own where another slot holds the same. */
  shareSlot(variable: string, slot: string): void {
    if (this.armDepth > 0 || !this.slots.has(variable)) return;
    this.slots.set(variable, slot);
    this.blockSlots = this.blockSlots.filter(({ code }) => code !== variable);
  }

  /** Code that stores the block's slots, where a view was given. */
  storeSlots(extra: readonly { slot: string; code: string }[] = []): void {
    if (this.mode !== "check") return;
    const all = [...extra, ...this.blockSlots];
    if (all.length === 0 || this.slotsGiven === "never") return;
    for (const { slot } of all) this.stored.add(slot);
    const stores = all.map(({ slot, code }) => `slots.${slot} = ${code};`);
    this.line(...(this.slotsGiven === "always" ? stores : ["if (slots !== undefined) {", ...stores, "}"]));
  }

  // Objects

  property(key: string, code: string): void {
    if (this.mode === "decode") this.properties.push({ key, code });
  }

  /** The object literal of the block that was walked. */
  object(extra: readonly Property[] = []): string {
    const entries = [...extra, ...this.properties].map(({ key, code }) => (key === code ? key : `${key}: ${code}`));
    return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
  }

  /** Walks something with an object of its own; returns its properties. */
  inObject<T>(walk: () => T): { result: T; properties: Property[] } {
    const outer = this.properties;
    this.properties = [];
    const result = walk();
    const { properties } = this;
    this.properties = outer;
    return { result, properties };
  }

  trace(item: Item, start: Cursor, bits?: number): void {
    if (this.mode !== "explain") return;
    const inBits = bits === undefined || bits % 8 === 0 ? "" : `, ${bitCode(start)}, ${bits}`;
    this.line(`report.field(\`${this.pathOf(item)}\`, ${position(start)}, ${endPosition(this.#cursor)}${inBits});`);
  }

  typeOf(block: Block): string {
    const type = this.model.types.get(block);
    if (type === undefined) throw new Error("a block without a type");
    return type;
  }

  keyOf(id: ItemId): string {
    const key = this.model.keys.get(id);
    if (key === undefined) throw new Error(`${this.model.packet.name}: item ${id} is no property`);
    return key;
  }
}

export function unitBlock(model: PacketModel, unit: UnitKey): Block {
  if (unit === undefined) return model.packet.body;
  const item = model.packet.items[unit];
  if (item?.kind !== "array" || item.element.kind !== "group") throw new Error("a unit is a packet or an array's group");
  return item.element.block;
}

/** Where a unit's function starts: an element may begin within the byte at `at`, or on any bit, which is counted then. */
export function unitStart(module: Module, model: PacketModel, unit: UnitKey): Cursor {
  if (unit === undefined) return { base: "at", bits: 0 };
  const item = model.packet.items[unit];
  if (item?.kind === "array" && bitStride(item) !== undefined) return { base: "at", bits: 0, inBits: true };
  return { base: "at", bits: module.layout.packets[model.packet.index]?.items[unit]?.bit ?? 0 };
}

/** The code for "at least so many more": `end - needed - 1`, with constants folded. */
function missing(end: string, needed: string): string {
  const folded = /^([\w$]+) \+ ([0-9]+)$/.exec(needed);
  return folded === null ? `${end} - ${wrapSum(needed)} - 1` : `${end} - ${folded[1] ?? ""} - ${Number(folded[2]) + 1}`;
}

/** Parentheses where a sum would be misread after a minus. */
export function wrapSum(code: string): string {
  return /^[\w$.]+$/.test(code) ? code : `(${code})`;
}

export function placeOf(span: { readonly source: { readonly path: string; readonly text: string }; readonly start: number }): string {
  const before = span.source.text.slice(0, span.start);
  const line = before.split("\n").length;
  return `${line}:${span.start - before.lastIndexOf("\n")}`;
}
