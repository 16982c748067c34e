/**
 * The walk over a value to be encoded, emitted in three modes from one plan: `measure` validates everything and gives the
 * end; `write` writes what was measured and can't fail; `explain` measures again and reports what is impossible.
 *
 * Computed fields often depend on what stands behind them. A task waits until its facts are known; then its code is
 * emitted. A task of an arm or optional part that is still waiting when the part closes moves out, with its numbers kept in
 * hoisted variables.
 */
import type { Block, Expr, FieldType, Item, ItemId } from "../../ir/ir.js";
import { type Cursor, endPosition, position } from "../cursor.js";
import { aspectOf, placeOf, unitBlock, wrapSum } from "../decode/walker.js";
import { Expressions, type FactCode } from "../expression.js";
import { NotKnownInTime } from "./problem.js";
import { type PacketModel, stateVariable } from "../model.js";
import type { Module } from "../module.js";
import { mergeTests } from "../merge.js";
import { NameScope, quote } from "../names.js";
import type { Aspect, FactKey, UnitKey, UnitUses } from "../uses.js";
import { subexpressions } from "../walk-ir.js";

export type EncodeMode = "measure" | "write" | "explain";

export interface Task {
  readonly exprs: readonly Expr[];
  /** Facts that must be known besides. */
  readonly keys: readonly FactKey[];
  /** Numbers and flags that the task's code uses; they are kept if it moves out of its block. */
  readonly codes: readonly Kept[];
  /** Waits until everything else of the unit is written. */
  readonly final: boolean;
  emit(codes: readonly string[]): void;
}

/** Code of a number, of a boolean, or of a list. */
export type Kept = string | { readonly flag: string } | { readonly list: string; readonly type: string };

interface Waiting {
  readonly task: Task;
  readonly codes: readonly Kept[];
  readonly guard: string | undefined;
  readonly known: ReadonlyMap<FactKey, FactCode>;
  /** What `remaining()` counts: from a position to the end of a part. */
  readonly part: Part;
  readonly from: string;
}

/** A packet or a bounded part: its end is known once it is walked. */
export interface Part {
  end: string | undefined;
}

const FUNCTION_NAMES = ["value", "bytes", "at", "origin", "limit", "report", "path", "element"];

export class EncodeWalker {
  readonly lines: string[] = [];
  readonly hoistedLines: string[] = [];
  readonly locals: NameScope;
  readonly uses: UnitUses;
  readonly expressions: Expressions;
  /** Code of the object whose fields are being encoded. */
  object = "value";
  path = "${path}";
  part: Part = { end: undefined };
  cursor: Cursor = { base: "at", bits: 0 };
  /** The element is a nested packet itself, without an object around it. */
  isFlat = false;
  /** Code of the scalar element that is being encoded, in a loop. */
  elementInput: string | undefined;
  /** Values that classifies give to the fields that they took over: known at the field. */
  readonly takenValues = new Map<ItemId, string>();
  /** Bit fields that are written with their word. */
  readonly wordFields = new Set<ItemId>();
  /** Items behind which nothing stands in their part. */
  readonly lastItems = new Set<ItemId>();
  /** Whether the last element of an `until` array said that it is the last, by array. */
  readonly lastVariables = new Map<ItemId, string>();
  /** Measures the items that stand behind the current one, ahead of their place. */
  learnAhead: (expr: Expr) => void = () => undefined;
  elementParameters: readonly { readonly name: string; readonly type: string }[] = [];
  #facts = new Map<FactKey, FactCode>();
  #waiting: Waiting[] = [];
  readonly #hoisted = new Map<FactKey, FactCode>();
  #remaining: { part: Part; from: string } | undefined;
  /** While a moved task is emitted: its facts must outlive its block. */
  #guarded = false;
  /** While a check is emitted that only the second pass over an array can make. */
  #limited = false;

  constructor(
    readonly module: Module,
    readonly model: PacketModel,
    readonly unit: UnitKey,
    public mode: EncodeMode,
  ) {
    this.uses = model.encode.of(unit);
    this.locals = new NameScope([...FUNCTION_NAMES, ...model.params, ...model.needs.states.map(stateVariable)]);
    this.expressions = new Expressions({
      packet: model.packet,
      layout: module.layout,
      fact: (expr) => this.factOf(expr),
      param: (index) => this.param(index),
      remaining: () => this.#remainingCode(),
      text: module.text,
      runtime: module.runtime,
    });
  }

  get block(): Block {
    return unitBlock(this.model, this.unit);
  }

  get origin(): string {
    return this.unit === undefined ? "at" : "origin";
  }

  inWord(id: ItemId): boolean {
    return this.wordFields.has(id);
  }

  get writes(): boolean {
    return this.mode === "write";
  }

  line(...code: string[]): void {
    for (const text of code) if (text !== "") mergeTests(this.lines, text);
  }

  param(index: number): string {
    const name = this.model.params[index];
    if (name === undefined) throw new Error(`no parameter ${index}`);
    return name;
  }

  littleWhen = (type: Extract<FieldType, { kind: "int" | "float" }>): string => {
    if (typeof type.endian !== "object") throw new Error("the byte order is fixed");
    return this.expressions.bool(type.endian.littleWhen);
  };

  get primitives(): { runtime(name: string): string; littleWhen: EncodeWalker["littleWhen"] } {
    return { runtime: this.module.runtime, littleWhen: this.littleWhen };
  }

  #remainingCode(): string {
    const { part, from } = this.#remaining ?? { part: this.part, from: position(this.cursor) };
    if (part.end === undefined) throw new Error(`${this.model.packet.name}: remaining() is not known here`);
    return `(${part.end} - ${wrapSum(from)})`;
  }

  // Failing

  /** A statement for a check: nothing when writing, which comes after measuring. */
  require(test: string, item: { readonly name: string; readonly span: Item["span"] }, expected: string, found: string): void {
    if (this.writes) return;
    const broken = this.#limited ? `limit >= 0 && (${test})` : test;
    this.line(`if (${broken}) ${this.impossible(item, expected, found)}`);
  }

  requireRange(broken: string, item: { readonly name: string; readonly span: Item["span"] }, bounds: { min: bigint; max: bigint }, found: string): void {
    if (this.writes) return;
    const [min, max] = [literal(bounds.min), literal(bounds.max)];
    const test = `report.outOfRange(\`${this.pathOf(item)}\`, ${found}, ${min}, ${max}, ${quote(placeOf(item.span))})`;
    this.line(`if (${this.mode === "explain" ? test : broken}) return -1;`);
  }

  impossible(item: { readonly name: string; readonly span: Item["span"] }, expected: string, found: string): string {
    if (this.mode !== "explain") return "return -1;";
    return `return report.impossible(\`${this.pathOf(item)}\`, ${expected}, ${found}, ${quote(placeOf(item.span))});`;
  }

  pathOf(item: { readonly name: string }): string {
    return item.name === "" ? this.path : `${this.path}.${item.name}`;
  }

  inPath<T>(item: { readonly name: string }, walk: () => T): T {
    const outer = this.path;
    this.path = this.pathOf(item);
    const result = walk();
    this.path = outer;
    return result;
  }

  // Facts

  key(aspect: Aspect, id: ItemId): FactKey {
    return this.model.encode.key(aspect, id);
  }

  factOf(expr: Extract<Expr, { target: unknown }>): FactCode {
    const [first] = expr.target;
    if (first === undefined) throw new Error("a name without a target");
    return this.known(aspectOf(expr.kind), first);
  }

  known(aspect: Aspect, id: ItemId): FactCode {
    const fact = this.#facts.get(this.key(aspect, id));
    const item = this.model.packet.items[id];
    if (fact === undefined && item !== undefined) {
      throw new NotKnownInTime(item.span, `encoding needs \`${item.name}\` before it can be computed`);
    }
    if (fact === undefined) throw new Error(`${this.model.packet.name}: ${aspect} of item ${id} is not known here`);
    return fact;
  }

  isKnown(expr: Expr): boolean {
    return this.#exprKnown(expr, this.#facts, this.part);
  }

  setFact(aspect: Aspect, id: ItemId, fact: FactCode): void {
    this.#facts.set(this.key(aspect, id), fact);
  }

  /** Makes a fact known; where it is used outside of its block it is stored in a hoisted variable. */
  define(aspect: Aspect, item: { readonly id: ItemId; readonly name: string }, fact: FactCode): void {
    const key = this.key(aspect, item.id);
    if (!this.uses.hoisted.has(key) && !this.#guarded) {
      this.#facts.set(key, fact);
      return;
    }
    const name = aspect === "value" ? item.name : `${item.name}_${aspect}`;
    const variable = this.#hoisted.get(key) ?? this.hoist(name, fact);
    this.#hoisted.set(key, variable);
    if (fact.kind !== "range" && variable.kind !== "range") this.line(`${variable.code} = ${fact.code};`);
    this.#facts.set(key, variable);
  }

  /** Gives a hoisted variable a value without making the fact known: the branch that follows may set another. */
  prepare(aspect: Aspect, item: { readonly id: ItemId; readonly name: string }, fact: FactCode): void {
    const key = this.key(aspect, item.id);
    if (!this.uses.hoisted.has(key) || fact.kind === "range") return;
    const variable = this.#hoisted.get(key) ?? this.hoist(aspect === "value" ? item.name : `${item.name}_${aspect}`, fact);
    this.#hoisted.set(key, variable);
    if (variable.kind !== "range") this.line(`${variable.code} = ${fact.code};`);
  }

  /** A variable at the function's top. */
  hoist(name: string, fact: FactCode): FactCode {
    if (fact.kind === "range") throw new Error("ranges belong to decoding");
    const code = this.locals.claimLocal(name);
    const declared = { number: `let ${code} = 0;`, bigint: `let ${code} = 0n;`, boolean: `let ${code} = false;`, text: `let ${code}: Uint8Array | string = "";` };
    this.hoistedLines.push(declared[fact.kind]);
    return { kind: fact.kind, code };
  }

  // Tasks

  whenKnown(exprs: readonly (Expr | undefined)[], codes: readonly Kept[], emit: Task["emit"], more: Partial<Pick<Task, "keys" | "final">> = {}): void {
    const task: Task = { exprs: exprs.filter((expr) => expr !== undefined), codes, emit, keys: more.keys ?? [], final: more.final ?? false };
    this.#waiting.push({ task, codes, guard: undefined, known: new Map(), part: this.part, from: position(this.cursor) });
    this.flush();
  }

  /** Waits until the enclosing part has ended. */
  whenEnded(codes: readonly Kept[], emit: Task["emit"]): void {
    const { part } = this;
    const ended: Expr = { kind: "remaining", type: "int", span: this.model.packet.span };
    this.whenKnown([ended], codes, (kept) => {
      const outer = this.part;
      this.part = part;
      emit(kept);
      this.part = outer;
    });
  }

  endOfPart(): string {
    if (this.part.end === undefined) throw new Error("the part has not ended");
    return this.part.end;
  }

  /** Emits whatever can be computed by now; with `final`, what waited for everything else. */
  flush(final = false): void {
    for (let progress = true; progress; ) {
      progress = false;
      const waiting = this.#waiting;
      this.#waiting = [];
      waiting.forEach((entry) => {
        if (this.#ready(entry, final)) {
          progress = true;
          this.#emit(entry);
        } else {
          this.#waiting.push(entry);
        }
      });
    }
  }

  #ready({ task, known, part }: Waiting, final: boolean): boolean {
    if (task.final && !final) return false;
    const facts = known.size === 0 ? this.#facts : new Map([...this.#facts, ...known]);
    return task.keys.every((key) => facts.has(key)) && task.exprs.every((expr) => this.#exprKnown(expr, facts, part));
  }

  #exprKnown(expr: Expr, facts: ReadonlyMap<FactKey, FactCode>, part: Part): boolean {
    for (const piece of subexpressions(expr)) {
      if (piece.kind === "remaining" && part.end === undefined) return false;
      if (!("target" in piece)) continue;
      const [first] = piece.target;
      if (first === undefined || !facts.has(this.key(aspectOf(piece.kind), first))) return false;
    }
    return true;
  }

  #emit({ task, codes, guard, known, part, from }: Waiting): void {
    const outer = { facts: this.#facts, remaining: this.#remaining, guarded: this.#guarded };
    if (known.size > 0) this.#facts = new Map([...this.#facts, ...known]);
    this.#remaining = { part, from };
    const limited = this.#limited;
    this.#limited ||= part.end === "limit" && task.exprs.some((expr) => [...subexpressions(expr)].some(({ kind }) => kind === "remaining"));
    if (guard !== undefined) {
      this.line(`if (${guard}) {`);
      this.#guarded = true;
    }
    const before = new Set(this.#facts.keys());
    task.emit(codes.map(codeOfKept));
    if (guard !== undefined) this.line("}");
    const learned = [...this.#facts].filter(([key]) => !before.has(key));
    this.#facts = outer.facts;
    for (const [key, fact] of learned) this.#facts.set(key, fact);
    this.#remaining = outer.remaining;
    this.#limited = limited;
    this.#guarded = outer.guarded;
  }

  /** Walks the inside of an arm or optional part; what can't be done in it moves out. */
  inBranch(walk: () => void): void {
    const outer = this.#waiting;
    const facts = new Map(this.#facts);
    this.#waiting = [];
    walk();
    this.flush();
    const moved = this.#waiting.map((entry) => this.#moveOut(entry));
    // Facts of the branch are known outside only where they are hoisted.
    for (const [key, fact] of this.#facts) if (this.uses.hoisted.has(key)) facts.set(key, fact);
    this.#facts = facts;
    this.#waiting = [...outer, ...moved];
  }

  #moveOut(entry: Waiting): Waiting {
    const guard = entry.guard ?? this.#keep("waits", { kind: "boolean", code: "true" });
    const codes = entry.codes.map((code) => this.#keepCode(code));
    const known = new Map<FactKey, FactCode>();
    for (const key of this.#factsOf(entry.task)) {
      const fact = entry.known.get(key) ?? this.#facts.get(key);
      if (fact === undefined || fact.kind === "range") continue;
      known.set(key, this.uses.hoisted.has(key) ? fact : { kind: fact.kind, code: this.#keep("kept", fact) });
    }
    return { ...entry, guard, codes, known, from: this.#keep("kept", { kind: "number", code: entry.from }) };
  }

  #keepCode(code: Kept): Kept {
    if (typeof code === "string") return this.#keep("kept", { kind: "number", code });
    if ("flag" in code) return { flag: this.#keep("kept", { kind: "boolean", code: code.flag }) };
    const variable = this.locals.claimLocal("kept");
    this.hoistedLines.push(`let ${variable}: ${code.type} = [];`);
    this.line(`${variable} = ${code.list};`);
    return { list: variable, type: code.type };
  }

  #keep(name: string, fact: Exclude<FactCode, { kind: "range" }>): string {
    if (/^(-?[0-9]+n?|at|origin)$/.test(fact.code)) return fact.code;
    const variable = this.hoist(name, fact);
    if (variable.kind === "range") throw new Error("ranges belong to decoding");
    this.line(`${variable.code} = ${fact.code};`);
    return variable.code;
  }

  *#factsOf(task: Task): Generator<FactKey> {
    yield* task.keys;
    for (const expr of task.exprs) {
      for (const piece of subexpressions(expr)) {
        const [first] = "target" in piece ? piece.target : [];
        if (first !== undefined && "target" in piece) yield this.key(aspectOf(piece.kind), first);
      }
    }
  }

  /** Measures something ahead of its place, to learn a size that an earlier field needs; leaves no trace but code. */
  ahead(walk: () => void): string {
    const outer = { mode: this.mode, cursor: this.cursor, facts: this.#facts, waiting: this.#waiting };
    const size = this.hoist("ahead", { kind: "number", code: "0" });
    this.mode = this.mode === "write" ? "measure" : this.mode;
    this.cursor = { base: "0", bits: 0 };
    this.#facts = new Map(this.#facts);
    this.#waiting = [];
    this.line("{");
    walk();
    if (size.kind !== "range") this.line(`${size.code} = ${endPosition(this.cursor)};`, "}");
    this.mode = outer.mode;
    this.cursor = outer.cursor;
    this.#facts = outer.facts;
    this.#waiting = outer.waiting;
    return size.kind === "range" ? "" : size.code;
  }

  /** Tasks that nothing can satisfy: the checker should have refused them. */
  get unfinished(): readonly Task[] {
    return this.#waiting.map(({ task }) => task);
  }

  anchor(name: string, code: string): Cursor {
    const variable = this.locals.claimLocal(name);
    this.line(`const ${variable} = ${code};`);
    return { base: variable, bits: 0 };
  }

  keyOf(id: ItemId): string {
    const key = this.model.keys.get(id);
    if (key === undefined) throw new Error(`${this.model.packet.name}: item ${id} is no property`);
    return key;
  }

  /** Code of an item's property in the object that is being encoded. */
  property(id: ItemId): string {
    return this.isFlat ? this.object : `${this.object}.${this.keyOf(id)}`;
  }

  typeOf(block: Block): string {
    const type = this.model.types.get(block);
    if (type === undefined) throw new Error("a block without a type");
    return type;
  }
}

function codeOfKept(code: Kept): string {
  if (typeof code === "string") return code;
  return "flag" in code ? code.flag : code.list;
}

function literal(value: bigint): string {
  return value > 2n ** 53n || value < -(2n ** 53n) ? `${value}n` : String(value);
}
