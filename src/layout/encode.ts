/** The checks of an encoder: that what is computed fits, and that what is given is what the packet's own fields say. */
import type { Arm, ArrayItem, Block, Bound, Classify, Expr, Field, Item, ItemId, Require } from "../ir/ir.js";
import { countsRemaining } from "../ir/walk.js";
import { takes } from "../ir/patterns.js";
import { assume } from "./assume.js";
import { armRange } from "./coverage.js";
import { describe, nameOf } from "./describe.js";
import { fieldChecks } from "./encode-field.js";
import { EncodeSizes, WHOLE, literal, optionalKey, sizeKey } from "./encode-sizes.js";
import { evaluate } from "./evaluate.js";
import { constantForm, difference, isSameForm, quotientForm, type Form } from "./linear.js";
import { fieldAt } from "./places.js";
import type { PacketRecord, Surroundings } from "./record.js";
import { truthForm } from "./truth.js";

export function encodeObligations(record: PacketRecord, surroundings: Surroundings): void {
  new EncodeWalk(record, surroundings).whole();
}

/** What the condition decides alone: whether the caller gives it or not changes nothing. A default is for the caller to replace. */
function isNeverGiven(item: Item): boolean {
  if (item.kind !== "field") return item.kind === "label" || item.kind === "require";
  return item.classifiedBy === undefined && (item.value ?? item.constant ?? item.checksum) !== undefined;
}

export class EncodeWalk extends EncodeSizes {
  whole(): void {
    this.measurePacket();
    this.computeFields();
    this.end = this.scopes.get(WHOLE) ?? this.end;
    this.block(this.packet.body);
  }

  override block(block: Block): void {
    for (const item of block.items) {
      this.item = item.id;
      this.at = this.records.get(item.id)?.start ?? this.at;
      if (item.condition === undefined) this.checkItem(item);
      else this.optional(item, item.condition);
    }
  }

  /** Looks at a new expression: one that only the encoder computes. */
  computing<T>(look: () => T): T {
    this.isNew = true;
    const found = look();
    this.isNew = false;
    return found;
  }

  private optional(item: Item, condition: Expr): void {
    this.condition(condition);
    const isGiven = isSameForm(this.resolved(truthForm(condition, this)), this.present([item.id]).form);
    const claim = `${nameOf(this.packet, item.id)} is given exactly if ${describe(this.packet, condition)}`;
    const proof = isGiven
      ? "the condition is computed from that"
      : isNeverGiven(item)
        ? "encoding itself computes what stands there"
        : undefined;
    this.oblige("presence-matches", "encode", condition.span, claim, proof);
    const mark = this.facts.mark();
    assume(condition, true, this);
    const own = this.ownSizes.get(item.id);
    const bytes = own === undefined ? undefined : quotientForm(own, 8n);
    if (bytes === undefined) this.checkItem(item);
    else this.where(optionalKey(item.id), bytes, () => this.checkItem(item));
    this.facts.rollback(mark);
  }

  private checkItem(item: Item): void {
    switch (item.kind) {
      case "field":
        return fieldChecks(this, item);
      case "classify":
        return this.classify(item);
      case "array":
        return this.array(item);
      case "nested":
        if (item.bound !== undefined) this.matches(item, item.bound);
        return;
      case "bounded":
        this.matches(item, item.bound);
        return this.inside(item.id, item.block);
      case "require":
        return this.require(item);
      case "label":
        return;
    }
  }

  /** Computed fields are what they are computed from, so that much is certain here that a decoder has to check. */
  private require(item: Require): void {
    const { isProved } = this.certainly(item.holds);
    this.oblige(
      "require",
      "encode",
      item.holds.span,
      describe(this.packet, item.holds),
      isProved ? "what it compares is computed" : undefined,
    );
  }

  private inside(scope: ItemId, block: Block): void {
    const outer = this.end;
    this.end = this.scopes.get(scope) ?? outer;
    this.block(block);
    this.end = outer;
  }

  private matches(item: Item, bound: Bound): void {
    const size = this.sizeOf([item.id]).form;
    const claim = `${item.name} takes ${describe(this.packet, bound.length)} bytes`;
    this.oblige("size-matches", "encode", bound.length.span, claim, this.whenSame(item, bound.length, size));
  }

  /**
   * Why the expression is always the given size or count, if it is; where it never is, that is reported.
   * @param padding how much of the given size the expression need not count
   */
  whenSame(item: Item, expr: Expr, given: Form, padding = 0n): string | undefined {
    const off = difference(this.resolved(evaluate(expr, this).form), this.resolved(given));
    const told = describe(this.packet, expr);
    if (off.terms.size > 0) return undefined;
    if (off.constant === 0n) return `${told} is computed from what is given`;
    // What remains depends on more than what is given here.
    if (countsRemaining(expr) || (off.constant < 0n && -off.constant <= padding)) return undefined;
    const by = off.constant > 0n ? `${off.constant} more` : `${-off.constant} less`;
    this.report("MPL1013", expr.span, `\`${item.name}\` can never be encoded: it is never as long as this says`, {
      label: `always ${by} than what is given`,
    });
    return undefined;
  }

  private array(item: ArrayItem): void {
    const { extent } = item;
    const name = item.name;
    if (extent.kind === "count") {
      const claim = `${name} has ${describe(this.packet, extent.count)} elements`;
      const proof = literal(extent.count) === undefined ? this.whenSame(item, extent.count, this.count([item.id]).form) : undefined;
      this.oblige("count-matches", "encode", extent.count.span, claim, proof);
    } else if (extent.kind === "bytes") {
      const claim = `${name} takes ${describe(this.packet, extent.length)} bytes`;
      this.oblige("size-matches", "encode", extent.length.span, claim, this.whenSame(item, extent.length, this.sizeOf([item.id]).form));
    } else this.openArray(item, extent.until);
    if (item.element.kind === "group") this.inside(item.id, item.element.block);
    else this.element(item.element.field);
  }

  private openArray(item: ArrayItem, until: Expr | undefined): void {
    if (until !== undefined) {
      const claim = `${describe(this.packet, until)} holds for the last element of ${item.name}, and no other`;
      this.oblige("until-matches", "encode", until.span, claim, undefined);
      if (item.extent.kind === "until") return;
    }
    const rest = this.resolved(difference(this.end, this.offset([item.id]).form));
    const proof = isSameForm(rest, constantForm(0n)) ? "nothing follows it" : undefined;
    const unless = until === undefined ? "" : `, unless ${describe(this.packet, until)} holds before`;
    this.oblige("size-matches", "encode", item.span, `${item.name} reaches to the end${unless}`, proof);
  }

  private element(field: Field): void {
    this.item = field.id;
    this.at = this.records.get(field.id)?.start ?? this.at;
    fieldChecks(this, field);
  }

  private classify(item: Classify): void {
    const claim = `the given arm is the one that ${describe(this.packet, item.subject)} selects`;
    const isSelected = item.arms.every((arm, index) => this.isSelected(item, arm, index));
    this.oblige("arm-matches", "encode", item.subject.span, claim, isSelected ? "each arm's own value selects no other" : undefined);
    if (item.subjectType === "string") this.condition(item.subject);
    else if (item.subjectType === "int") this.number(item.subject);
    for (const arm of item.arms) this.arm(item, arm);
  }

  private arm(item: Classify, arm: Arm): void {
    const mark = this.facts.mark();
    this.narrowSubject(item, arm);
    const size = this.blocks.get(arm.block);
    const whole = this.records.get(item.id);
    const rest =
      size === undefined || whole === undefined
        ? undefined
        : difference(size, constantForm(difference(whole.end.form, whole.start.form).constant));
    const bytes = rest === undefined ? undefined : quotientForm(rest, 8n);
    const ids = arm.block.items.map((inner) => inner.id);
    const look = (): void => this.whereThere(ids, () => this.block(arm.block));
    if (bytes === undefined) look();
    else this.where(sizeKey(item.id), bytes, look);
    this.facts.rollback(mark);
  }

  private narrowSubject(item: Classify, arm: Arm): void {
    const range = item.subjectType === "int" ? armRange(arm) : undefined;
    const form = this.values.get(item.subject)?.form;
    if (form === undefined) return;
    if (range?.min !== undefined) this.facts.assumeNotNegative(difference(form, constantForm(range.min)));
    if (range?.max !== undefined) this.facts.assumeNotNegative(difference(constantForm(range.max), form));
  }

  /** The arm's value is written, and no earlier arm takes it. */
  private isSelected(item: Classify, arm: Arm, index: number): boolean {
    const taken = item.takes === undefined ? undefined : fieldAt(this.packet, item.takes);
    if (item.arms.length === 1 && arm.guard === undefined && arm.patterns.some((pattern) => pattern.kind === "any")) return true;
    if (taken === undefined || taken.value !== undefined || taken.constant !== undefined || taken.checksum !== undefined) return false;
    if (arm.fixed === undefined || arm.guard !== undefined) return false;
    const { fixed } = arm;
    return !item.arms.slice(0, index).some((earlier) => earlier.patterns.some((pattern) => takes(pattern, fixed)));
  }
}
