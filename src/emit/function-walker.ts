/**
 * What decoding and encoding walks share: the lines of the function being written, the facts that are known by now, and
 * tasks that wait for facts.
 *
 * Checks and computed fields often depend on what stands behind them. A task waits until its facts are known; then its code
 * is emitted. A task of an arm or optional part that is still waiting when the part closes moves out, with what it uses kept
 * in variables at the function's top.
 */
import type { Block, Expr, FieldType, ItemId } from "../ir/ir.js";
import { Expressions, type FactCode } from "./expression.js";
import { factKind } from "./fact-kind.js";
import type { PacketModel } from "./model.js";
import type { Module } from "./module.js";
import { NameScope } from "./names.js";
import { ASPECTS, type Aspect, type FactKey, type UnitUses, type Uses } from "./uses.js";
import { subexpressions } from "../ir/walk.js";
import { itemsIn } from "./walk-ir.js";

/** Code that a task uses besides facts: a number, a plain value, or a list. */
export type Kept = string | PlainFact | { readonly list: string; readonly type: string };

/** Code of a plain value. */
export interface PlainFact {
  readonly kind: "number" | "bigint" | "boolean";
  readonly code: string;
}

/** A packet or a bounded part. When encoding, its end is known once it is walked. */
export interface Part {
  end: string | undefined;
}

interface Task {
  readonly exprs: readonly Expr[];
  /** Facts that must be known besides. */
  readonly keys: readonly FactKey[];
  readonly codes: readonly Kept[];
  /** Waits for the end of the packet; of those that do, the lower ranks are first. */
  readonly final: boolean;
  readonly rank: number;
  /** A variable that tells whether the part that the task comes from was there. */
  readonly guard: string | undefined;
  /** Facts of that part, kept in variables. */
  readonly known: ReadonlyMap<FactKey, FactCode>;
  /** What `remaining()` counts: from a position to the end of a part. */
  readonly part: Part;
  readonly from: string;
  emit(codes: readonly string[]): void;
}

interface WhenOptions {
  readonly keys?: readonly FactKey[];
  readonly final?: boolean;
  readonly rank?: number;
  /** What `remaining()` counts from, where that is not here. */
  readonly from?: string;
}

type NamedItem = { readonly id: ItemId; readonly name: string };

export abstract class FunctionWalker {
  readonly lines: string[] = [];
  readonly hoistedLines: string[] = [];
  readonly locals: NameScope;
  readonly expressions: Expressions;
  protected facts = new Map<FactKey, FactCode>();
  readonly #hoisted = new Map<FactKey, FactCode>();
  #waiting: Task[] = [];
  #remaining: { readonly part: Part; readonly from: string } | undefined;
  /** While a moved task is emitted: what it learns must outlive its block. */
  #guarded = false;
  /** While facts are assumed, nothing else may use them. */
  #holding = false;

  constructor(
    readonly module: Module,
    readonly model: PacketModel,
    readonly uses: UnitUses,
    readonly allUses: Uses,
    names: readonly string[],
  ) {
    this.locals = new NameScope([...names, ...model.params]);
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

  abstract line(...code: string[]): void;
  /** The part that `remaining()` counts to, and the position that it counts from. */
  protected abstract here(): { readonly part: Part; readonly from: string };
  /** A fact is asked for that is not known. */
  protected abstract unknown(aspect: Aspect, id: ItemId): Error;

  protected knowsParams(): boolean {
    return true;
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

  get primitives(): { runtime(name: string): string; littleWhen: FunctionWalker["littleWhen"] } {
    return { runtime: this.module.runtime, littleWhen: this.littleWhen };
  }

  #remainingCode(): string {
    const { part, from } = this.#remaining ?? this.here();
    if (part.end === undefined) throw new Error(`${this.model.packet.name}: remaining() is not known here`);
    return `(${part.end} - ${/^[\w$.]+$/.test(from) ? from : `(${from})`})`;
  }

  // Facts

  key(aspect: Aspect, id: ItemId): FactKey {
    return this.allUses.key(aspect, id);
  }

  needs(aspect: Aspect, id: ItemId): boolean {
    return this.uses.needed.has(this.key(aspect, id));
  }

  factOf(expr: Extract<Expr, { target: unknown }>): FactCode {
    const [first] = expr.target;
    if (first === undefined) throw new Error("a name without a target");
    return this.known(aspectOf(expr.kind), first);
  }

  known(aspect: Aspect, id: ItemId): FactCode {
    const fact = this.facts.get(this.key(aspect, id));
    if (fact === undefined) throw this.unknown(aspect, id);
    return fact;
  }

  isKnown(expr: Expr): boolean {
    return this.#exprKnown(expr, this.facts, this.here().part);
  }

  /** Captured facts arrive as parameters. */
  setFact(aspect: Aspect, id: ItemId, fact: FactCode): void {
    this.facts.set(this.key(aspect, id), fact);
  }

  /** Makes a fact known; where it is used outside of its block it is stored in a hoisted variable. */
  define(aspect: Aspect, item: NamedItem, fact: FactCode): void {
    const key = this.key(aspect, item.id);
    const hoists = this.uses.hoisted.has(key) || this.#guarded;
    this.facts.set(key, hoists ? this.#store(key, aspect, item, fact) : fact);
  }

  /** Gives a hoisted variable a value without making the fact known: the branch that follows may set another. */
  prepare(aspect: Aspect, item: NamedItem, fact: FactCode): void {
    const key = this.key(aspect, item.id);
    if (this.uses.hoisted.has(key)) this.#store(key, aspect, item, fact);
  }

  /** The fact in the kind in which variables and parameters hold it. */
  widened(aspect: Aspect, id: ItemId, fact: FactCode): FactCode {
    if (fact.kind !== "number" || factKind(this.module, this.model, { aspect, targets: [id] }, this.allUses) !== "bigint") return fact;
    return { kind: "bigint", code: `BigInt(${fact.code})` };
  }

  #store(key: FactKey, aspect: Aspect, item: NamedItem, given: FactCode): FactCode {
    const fact = this.widened(aspect, item.id, given);
    const variable = this.#hoisted.get(key) ?? this.hoist(aspect === "value" ? item.name : `${item.name}_${aspect}`, fact);
    this.#hoisted.set(key, variable);
    if (fact.kind === "range" && variable.kind === "range") {
      this.line(`${variable.start} = ${fact.start};`, `${variable.end} = ${fact.end};`);
    } else if (fact.kind !== "range" && variable.kind !== "range") {
      this.line(`${variable.code} = ${fact.code};`);
    }
    return variable;
  }

  /** A variable (two for a range) at the function's top. */
  hoist(name: string, fact: FactCode): FactCode {
    if (fact.kind === "range") {
      const [start, end] = [this.locals.claimLocal(`${name}_start`), this.locals.claimLocal(`${name}_end`)];
      this.hoistedLines.push(`let ${start} = at;`, `let ${end} = at;`);
      return { kind: "range", start, end };
    }
    const code = this.locals.claimLocal(name);
    const zero = { number: "= 0", bigint: "= 0n", boolean: "= false", text: `: Uint8Array | string = ""` }[fact.kind];
    this.hoistedLines.push(`let ${code}${zero.startsWith(":") ? "" : " "}${zero};`);
    return { kind: fact.kind, code };
  }

  // Tasks

  whenKnown(
    exprs: readonly (Expr | undefined)[],
    codes: readonly Kept[],
    emit: Task["emit"],
    { keys = [], final = false, rank = 0, from }: WhenOptions = {},
  ): void {
    const given = exprs.filter((expr) => expr !== undefined);
    const here = this.here();
    const waiting = { exprs: given, keys, codes, final, rank, guard: undefined, known: new Map(), emit, part: here.part };
    this.#waiting.push({ ...waiting, from: from ?? here.from });
    this.flush();
  }

  /** Emits whatever can be computed by now; with `final`, what waited for everything else. */
  flush(final = false): void {
    if (this.#holding) return;
    for (let progress = true; progress;) {
      progress = false;
      const waiting = final ? this.#waiting.sort((left, right) => left.rank - right.rank) : this.#waiting;
      this.#waiting = [];
      for (const task of waiting) {
        if (this.#ready(task, final)) {
          progress = true;
          this.#emit(task);
        } else {
          this.#waiting.push(task);
        }
      }
    }
  }

  #ready({ exprs, keys, known, part, final: waits }: Task, final: boolean): boolean {
    if (waits && !final) return false;
    const facts = known.size === 0 ? this.facts : new Map([...this.facts, ...known]);
    return keys.every((key) => facts.has(key)) && exprs.every((expr) => this.#exprKnown(expr, facts, part));
  }

  #exprKnown(expr: Expr, facts: ReadonlyMap<FactKey, FactCode>, part: Part): boolean {
    for (const piece of subexpressions(expr)) {
      if (piece.kind === "remaining" && part.end === undefined) return false;
      if (piece.kind === "param" && !this.knowsParams()) return false;
      if (!("target" in piece)) continue;
      const [first] = piece.target;
      if (first === undefined || !facts.has(this.key(aspectOf(piece.kind), first))) return false;
    }
    return true;
  }

  #emit(task: Task): void {
    const outer = { facts: this.facts, remaining: this.#remaining, guarded: this.#guarded };
    if (task.known.size > 0) this.facts = new Map([...this.facts, ...task.known]);
    this.#remaining = { part: task.part, from: task.from };
    const before = new Set(this.facts.keys());
    this.#guarded ||= task.guard !== undefined;
    this.emitTask(task, () => {
      task.emit(task.codes.map(codeOf));
    });
    const learned = [...this.facts].filter(([key]) => !before.has(key));
    this.facts = outer.facts;
    for (const [key, fact] of learned) this.facts.set(key, fact);
    this.#remaining = outer.remaining;
    this.#guarded = outer.guarded;
  }

  /** Emits a task's code, inside its guard. */
  protected emitTask(task: Pick<Task, "guard" | "part" | "exprs">, emit: () => void): void {
    if (task.guard !== undefined) this.line(`if (${task.guard}) {`);
    emit();
    if (task.guard !== undefined) this.line("}");
  }

  /** In an arm, names that other arms have too are not known before their items. */
  forget(block: Block): void {
    for (const { id } of itemsIn(block)) for (const aspect of ASPECTS) this.facts.delete(this.key(aspect, id));
  }

  /** Walks the inside of an arm or optional part; what can't be done in it moves out. */
  inBranch<T>(walk: () => T): T {
    const outer = this.#waiting;
    const facts = new Map(this.facts);
    this.#waiting = [];
    const result = walk();
    this.flush();
    const moved = this.#waiting.map((task) => this.#moveOut(task));
    // Facts of the branch are known outside only where they are hoisted.
    for (const [key, fact] of this.facts) if (this.uses.hoisted.has(key)) facts.set(key, fact);
    this.facts = facts;
    this.#waiting = [...outer, ...moved];
    return result;
  }

  /** Walks what a loop does again and again: what can't be done in it cannot move out. */
  inElement<T>(walk: () => T, onWaiting: (expr: Expr | undefined) => void): T {
    return this.inBranch(() => {
      const result = walk();
      this.flush();
      const [waiting] = this.#waiting;
      this.#waiting = [];
      if (waiting !== undefined) onWaiting(waiting.exprs[0]);
      return result;
    });
  }

  #moveOut(task: Task): Task {
    const guard = task.guard ?? this.#keep("waits", { kind: "boolean", code: "true" });
    const codes = task.codes.map((code) => this.#keepCode(code));
    const known = new Map<FactKey, FactCode>();
    for (const key of this.#factsOf(task)) {
      const fact = task.known.get(key) ?? this.facts.get(key);
      if (fact === undefined || fact.kind === "range") continue;
      known.set(key, this.uses.hoisted.has(key) ? fact : { kind: fact.kind, code: this.#keep("kept", fact) });
    }
    return { ...task, guard, codes, known, from: this.#keep("kept", { kind: "number", code: task.from }) };
  }

  #keepCode(code: Kept): Kept {
    if (typeof code === "string") return this.#keep("kept", { kind: "number", code });
    if ("kind" in code) return { kind: code.kind, code: this.#keep("kept", code) };
    const variable = this.locals.claimLocal("kept");
    this.hoistedLines.push(`let ${variable}: ${code.type} = [];`);
    this.line(`${variable} = ${code.list};`);
    return { list: variable, type: code.type };
  }

  #keep(name: string, fact: Exclude<FactCode, { kind: "range" }>): string {
    if (/^(-?[0-9]+n?|at|origin)$/.test(fact.code)) return fact.code;
    const variable = this.hoist(name, fact);
    if (variable.kind === "range") throw new Error("one variable holds no range");
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

  /** The facts that walking something makes known, which are not known afterwards. */
  learning(walk: () => void): ReadonlyMap<FactKey, FactCode> {
    const outer = this.facts;
    this.facts = new Map(outer);
    walk();
    const learned = new Map([...this.facts].filter(([key]) => !outer.has(key)));
    this.facts = outer;
    return learned;
  }

  /** Emits something that uses facts which are not true in general. What it defines is. */
  assuming(facts: ReadonlyMap<FactKey, FactCode>, emit: () => void): void {
    const outer = this.facts;
    this.facts = new Map([...outer, ...facts]);
    this.#holding = true;
    emit();
    this.#holding = false;
    for (const [key, fact] of this.facts) if (!outer.has(key) && !facts.has(key)) outer.set(key, fact);
    this.facts = outer;
  }

  /** Walks something of which only code remains: facts and tasks are forgotten again. */
  protected forgetting(walk: () => void): void {
    const outer = { facts: this.facts, waiting: this.#waiting };
    this.facts = new Map(this.facts);
    this.#waiting = [];
    walk();
    this.facts = outer.facts;
    this.#waiting = outer.waiting;
  }

  /** Tasks that nothing can satisfy. */
  get unfinished(): readonly { readonly exprs: readonly Expr[] }[] {
    return this.#waiting;
  }
}

export function aspectOf(kind: "field" | "offset" | "sizeof" | "arrayLength" | "present"): Aspect {
  return kind === "field" ? "value" : kind === "arrayLength" ? "count" : kind;
}

function codeOf(code: Kept): string {
  if (typeof code === "string") return code;
  return "kind" in code ? code.code : code.list;
}
