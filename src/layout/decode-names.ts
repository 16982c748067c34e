/** What names mean when decoding: what is earlier in the packet has been read, and its place is known. */
import type { Expr, Target } from "../ir/ir.js";
import { describe } from "./describe.js";
import { LARGEST_SHIFT } from "./arithmetic.js";
import { POSITIONS, SAFE } from "./fields.js";
import { BOOLEAN, between, hull, isDisjoint, tighten, ZERO } from "./interval.js";
import type { Interval } from "./layout.js";
import { atomForm, difference } from "./linear.js";
import { opaque, type Value } from "./meaning.js";
import type { ItemRecord } from "./record.js";
import { EVERY_BIT, inBytes } from "./units.js";
import { Walk } from "./walk.js";

export abstract class DecodeNames extends Walk {
  /** What is looked at is computed once the whole packet has been read; encoding computes it on its own. */
  protected isAtEnd = false;

  override field(target: Target): Value {
    const range = this.joined(target, (id) => this.allowed.get(id)) ?? SAFE;
    const atom = { key: `value ${target.join()}`, range };
    return { range: this.facts.rangeOf(atom), form: atomForm(atom) };
  }

  override offset(target: Target): Value {
    const record = this.only(target);
    if (record !== undefined) return this.inBytes(record.end.form, record.end.range);
    const range = this.joined(target, (id) => this.records.get(id)?.end.range) ?? EVERY_BIT;
    return this.unknown(`offset ${target.join()}`, inBytes(range));
  }

  override sizeOf(target: Target): Value {
    const record = this.only(target);
    if (record !== undefined) return this.inBytes(difference(record.end.form, record.start.form), effectiveSize(record));
    const range = this.joined(target, (id) => effectiveSize(this.records.get(id))) ?? EVERY_BIT;
    return this.unknown(`size ${target.join()}`, inBytes(range));
  }

  override count(target: Target): Value {
    const count = this.only(target)?.count;
    if (count !== undefined) return { range: tighten(count.range, this.facts.bounds(count.form)), form: count.form };
    return this.unknown(`count ${target.join()}`, this.joined(target, (id) => this.records.get(id)?.count?.range) ?? POSITIONS);
  }

  override present(target: Target): Value {
    const form = this.only(target)?.present;
    if (form === undefined) return this.unknown(`present ${target.join()}`, BOOLEAN);
    return { range: tighten(BOOLEAN, this.facts.bounds(form)), form };
  }

  override param(index: number): Value {
    const atom = { key: `param ${index}`, range: this.packet.params[index]?.type === "bool" ? BOOLEAN : SAFE };
    return { range: this.facts.rangeOf(atom), form: atomForm(atom) };
  }

  override remaining(): Value {
    const form = difference(this.end, this.here().form);
    return { range: tighten(POSITIONS, between(this.facts.lowerBound(form), this.facts.upperBound(form))), form };
  }

  override operation(kind: "division" | "shift", expr: Expr, right: Expr, range: Interval, certain: boolean): void {
    this.mayFail ||= !certain;
    const name = describe(this.packet, right);
    const claim = kind === "division" ? `${name} != 0` : `0 <= ${name} <= ${LARGEST_SHIFT}`;
    this.oblige(kind, this.isAtEnd ? "decode" : "both", expr.span, claim, certain ? this.because(right) : undefined);
    if (kind === "division" ? range.min === 0n && range.max === 0n : isDisjoint(range, between(0n, LARGEST_SHIFT))) {
      const never = kind === "division" ? "this divides by zero" : `this shifts by a number that is never 0 to ${LARGEST_SHIFT}`;
      this.report("MPL1010", right.span, never, { label: this.because(right) });
    }
  }

  private only(target: Target): ItemRecord | undefined {
    const [first, ...others] = target;
    return first === undefined || others.length > 0 ? undefined : this.records.get(first);
  }

  private joined(target: Target, find: (id: number) => Interval | undefined): Interval | undefined {
    let total: Interval | undefined;
    for (const id of target) {
      const found = find(id);
      if (found === undefined) return undefined;
      total = total === undefined ? found : hull(total, found);
    }
    return total;
  }

  private unknown(key: string, range: Interval): Value {
    return { range: tighten(range, POSITIONS), form: opaque(key, tighten(range, POSITIONS), this) };
  }
}

function effectiveSize(record: ItemRecord): Interval;
function effectiveSize(record: ItemRecord | undefined): Interval | undefined;
function effectiveSize(record: ItemRecord | undefined): Interval | undefined {
  if (record === undefined || record.present === undefined) return record?.size;
  return hull(ZERO, record.size);
}
