/**
 * What names mean when encoding: sizes and counts are what the caller gave, and computed fields are what they are
 * computed from. Nothing else is assumed of them, so that no check is proved by what it is there to make sure of.
 */
import type { Expr, ItemId, Target } from "../ir/ir.js";
import { describe } from "./describe.js";
import { LARGEST_SHIFT } from "./arithmetic.js";
import { decide, evaluate } from "./evaluate.js";
import { Facts } from "./facts.js";
import { POSITIONS, SAFE } from "./fields.js";
import { BOOLEAN, between, hull, isDisjoint, tighten } from "./interval.js";
import type { Interval } from "./layout.js";
import { atomForm, difference, isSameForm, replaced, type Form } from "./linear.js";
import type { Value } from "./meaning.js";
import { itemPlaces } from "./places.js";
import type { PacketRecord, Surroundings } from "./record.js";
import { truthForm } from "./truth.js";
import { partsOf } from "../ir/walk.js";
import { Walk } from "./walk.js";

export abstract class EncodeNames extends Walk {
  /** Only what stands in no size or count: the others are evaluated again, and were reported when decoding. */
  protected isNew = false;
  /** What atoms are made of in the arm, or optional item, that is being looked at. */
  private readonly meanings = new Map<string, Form>();
  /** Items that are certainly there where the walk is; of several items of one name, at most one. */
  private readonly there = new Set<ItemId>();
  /** What stands for one of several items. */
  private readonly choices = new Map<string, { readonly target: Target; readonly find: (id: ItemId) => Form | undefined }>();
  private readonly computed = new Map<ItemId, Form>();
  /** An expression is looked at away from where it stands. */
  private isElsewhere = false;

  constructor(record: PacketRecord, surroundings: Surroundings) {
    super(record.packet, surroundings, new Facts(true));
    record.values.forEach((range, id) => this.allowed.set(id, range));
  }

  override number(expr: Expr): Value {
    return this.isNew ? super.number(expr) : evaluate(expr, this);
  }
  override condition(expr: Expr): boolean | undefined {
    return this.isNew ? super.condition(expr) : decide(expr, this);
  }

  /** Looks at something with an atom known to be made of something else. */
  where<T>(key: string, form: Form, look: () => T): T {
    this.meanings.set(key, form);
    const found = look();
    this.meanings.delete(key);
    return found;
  }

  whereThere<T>(ids: readonly ItemId[], look: () => T): T {
    ids.forEach((id) => this.there.add(id));
    const found = look();
    ids.forEach((id) => this.there.delete(id));
    return found;
  }

  /** With everything replaced that is known where the walk is. */
  resolved(form: Form): Form {
    let result = form;
    for (let steps = 0; steps < 64; steps++) {
      const next = [...result.terms.keys()].find((key) => this.madeOf(key) !== undefined);
      const by = next === undefined ? undefined : this.madeOf(next);
      if (next === undefined || by === undefined) return result;
      result = replaced(result, next, by);
    }
    return result;
  }

  private madeOf(key: string): Form | undefined {
    const choice = this.choices.get(key);
    const chosen = choice?.target.find((id) => this.there.has(id));
    return chosen === undefined ? this.meanings.get(key) : choice?.find(chosen);
  }

  override field(target: Target): Value {
    const ranges = target.map((id) => this.allowed.get(id) ?? SAFE);
    const range = ranges.reduce(hull);
    const form = this.choice("value", target, range, (id) => this.computedForm(id));
    return { range: tighten(range, this.facts.bounds(form)), form };
  }

  override offset(target: Target): Value {
    return this.positions("offset", target, (id) => this.records.get(id)?.end.form);
  }

  override sizeOf(target: Target): Value {
    return this.positions("size of", target, (id) => {
      const record = this.records.get(id);
      return record === undefined ? undefined : difference(record.end.form, record.start.form);
    });
  }

  override count(target: Target): Value {
    const form = this.choice("count", target, POSITIONS, (id) => this.records.get(id)?.count?.form);
    return { range: tighten(POSITIONS, this.facts.bounds(form)), form };
  }

  override present(target: Target): Value {
    const form = this.choice("present", target, BOOLEAN, (id) => atomForm({ key: `present ${id}`, range: BOOLEAN }));
    return { range: tighten(BOOLEAN, this.facts.bounds(form)), form };
  }

  override param(index: number): Value {
    const atom = { key: `param ${index}`, range: this.packet.params[index]?.type === "bool" ? BOOLEAN : SAFE };
    return { range: this.facts.rangeOf(atom), form: atomForm(atom) };
  }

  override remaining(): Value {
    if (this.isElsewhere) return { range: POSITIONS, form: atomForm({ key: `remaining ${this.values.size}`, range: POSITIONS }) };
    const form = this.resolved(difference(this.end, this.here().form));
    return { range: tighten(POSITIONS, this.facts.bounds(form)), form };
  }

  override operation(kind: "division" | "shift", expr: Expr, right: Expr, range: Interval, certain: boolean): void {
    this.mayFail ||= !certain;
    if (!this.isNew) return;
    const name = describe(this.packet, right);
    const claim = kind === "division" ? `${name} != 0` : `0 <= ${name} <= ${LARGEST_SHIFT}`;
    this.oblige(kind, "encode", expr.span, claim, certain ? this.because(right) : undefined);
    if (kind === "shift" && isDisjoint(range, between(0n, LARGEST_SHIFT))) {
      this.report("MPL1010", right.span, `this shifts by a number that is never 0 to ${LARGEST_SHIFT}`, { label: this.because(right) });
    }
  }

  /** In bytes; the parts' forms are in bits. */
  private positions(kind: string, target: Target, find: (id: ItemId) => Form | undefined): Value {
    const inBytes = (id: ItemId): Form | undefined => {
      const bits = find(id);
      return bits === undefined ? undefined : this.inBytes(bits, between(undefined, undefined)).form;
    };
    const form = this.choice(kind, target, POSITIONS, inBytes);
    return { range: tighten(POSITIONS, this.facts.bounds(form)), form };
  }

  private choice(kind: string, target: Target, range: Interval, find: (id: ItemId) => Form | undefined): Form {
    const same = commonForm(target.map(find));
    if (same !== undefined) return this.resolved(same);
    const key = `${kind} ${target.join()}`;
    this.choices.set(key, { target, find });
    return this.resolved(atomForm({ key, range }));
  }

  /** A computed field is its expression; others are themselves. */
  private computedForm(id: ItemId): Form {
    return this.computed.get(id) ?? atomForm({ key: `value ${id}`, range: this.allowed.get(id) ?? SAFE });
  }

  /** The forms of all computed fields, each after those that it depends on. */
  protected computeFields(): void {
    const values = new Map<ItemId, Expr>();
    for (const [id, place] of itemPlaces(this.packet)) if (place.kind === "field" && place.value !== undefined) values.set(id, place.value);
    this.isElsewhere = true;
    for (const id of inDependencyOrder(values)) this.compute(id, values.get(id));
    this.isElsewhere = false;
  }

  private compute(id: ItemId, value: Expr | undefined): void {
    if (value === undefined) return;
    if (value.type === "bool") decide(value, this);
    this.computed.set(id, value.type === "bool" ? truthForm(value, this) : evaluate(value, this).form);
  }
}

/** Of items of which any may be there: what each of them is, where they are all the same. */
function commonForm([first, ...others]: readonly (Form | undefined)[]): Form | undefined {
  if (first === undefined) return undefined;
  return others.every((form) => form !== undefined && isSameForm(form, first)) ? first : undefined;
}

/** What a value is computed from comes first; cycles were reported before, and are cut anywhere. */
function inDependencyOrder(values: ReadonlyMap<ItemId, Expr>): readonly ItemId[] {
  const done = new Set<ItemId>();
  const seen = new Set<ItemId>();
  const pending = [...values.keys()].reverse();
  for (let id = pending.at(-1); id !== undefined; id = pending.at(-1)) {
    const value = values.get(id);
    const missing = value === undefined || seen.has(id) ? [] : fieldsIn(value).filter((other) => values.has(other) && !seen.has(other));
    seen.add(id);
    if (missing.length > 0) pending.push(...missing);
    else {
      pending.pop();
      done.add(id);
    }
  }
  return [...done];
}

/** The items whose values an expression reads. */
export function fieldsIn(expr: Expr): readonly ItemId[] {
  const found: ItemId[] = [];
  const pending: Expr[] = [expr];
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    if (part.kind === "field") found.push(...part.target);
    pending.push(...partsOf(part));
  }
  return found;
}
