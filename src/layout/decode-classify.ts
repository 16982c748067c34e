/** Classify, when decoding: each arm is walked from the same place, then what all of them have in common goes on. */
import type { Arm, Classify, Expr } from "../ir/ir.js";
import { assume } from "./assume.js";
import { armRange, isCovered, leftOver } from "./coverage.js";
import { describe } from "./describe.js";
import type { Changes } from "./facts.js";
import { describeInterval, hull, tighten, ZERO } from "./interval.js";
import type { Interval } from "./layout.js";
import { constantForm, difference, isSameForm, type Form } from "./linear.js";
import type { Value } from "./meaning.js";
import type { Position } from "./record.js";
import { NO_SIZE, type Size, type Walk } from "./walk.js";

interface ArmEnd {
  readonly arm: Arm;
  readonly range: Interval;
  readonly form: Form;
  readonly bit: number;
  readonly order: Walk["order"];
  readonly changes: Changes;
}

export function classify(walk: Walk, item: Classify): Size {
  const subject = subjectOf(walk, item);
  checkArms(walk, item, subject);
  const { at: start, bit, order } = walk;
  const ends = item.arms.map((arm, index) => {
    [walk.at, walk.bit, walk.order] = [{ ...start, since: ZERO }, bit, order];
    return walkArm(walk, item, arm, index, subject, start);
  });
  walk.item = item.id;
  return joined(walk, item, ends);
}

function subjectOf(walk: Walk, item: Classify): Value | undefined {
  if (item.subjectType === "int") return walk.number(item.subject);
  walk.condition(item.subject);
  return item.subjectType === "bool" ? walk.number(asNumber(item.subject)) : undefined;
}

function asNumber(operand: Expr): Expr {
  return { kind: "boolToInt", type: "int", operand, span: operand.span };
}

function checkArms(walk: Walk, item: Classify, subject: Value | undefined): void {
  const claim = `some arm takes ${describe(walk.packet, item.subject)}`;
  const values = subject === undefined ? "" : ` (${describeInterval(subject.range)})`;
  const proof = isCovered(item, subject?.range) ? `the arms take all its values${values}` : undefined;
  walk.oblige("arm-exists", "both", item.subject.span, claim, proof);
}

function walkArm(walk: Walk, item: Classify, arm: Arm, index: number, subject: Value | undefined, start: Position): ArmEnd {
  const mark = walk.facts.mark();
  if (subject !== undefined) narrowSubject(walk, item, arm, index, subject);
  if (arm.guard !== undefined) {
    walk.condition(arm.guard);
    assume(arm.guard, true, walk);
  }
  walk.block(arm.block);
  const form = difference(walk.at.form, start.form);
  const range = tighten(walk.at.since, walk.facts.bounds(form));
  const { bit, order } = walk;
  return { arm, range, form, bit, order, changes: walk.facts.rollback(mark) };
}

function narrowSubject(walk: Walk, item: Classify, arm: Arm, index: number, subject: Value): void {
  const isDefault = arm.patterns.some((pattern) => pattern.kind === "any");
  const range = isDefault ? leftOver(item.arms.slice(0, index), subject.range) : armRange(arm);
  if (range?.min !== undefined) walk.facts.assumeNotNegative(difference(subject.form, constantForm(range.min)));
  if (range?.max !== undefined) walk.facts.assumeNotNegative(difference(constantForm(range.max), subject.form));
}

function joined(walk: Walk, item: Classify, ends: readonly ArmEnd[]): Size {
  const [first, ...others] = ends;
  if (first === undefined) return NO_SIZE;
  for (const other of others) if (other.bit !== first.bit) reportBits(walk, first, other);
  walk.facts.join(ends.map((end) => end.changes));
  [walk.bit, walk.order] = [first.bit, first.order];
  const range = others.reduce((total, end) => hull(total, end.range), first.range);
  if (others.every((end) => isSameForm(end.form, first.form))) return { range, form: first.form };
  return { range, form: walk.wholeBytes(`size ${item.id}`, range) };
}

function reportBits(walk: Walk, first: ArmEnd, other: ArmEnd): void {
  const message = `arm "${other.arm.name}" ends ${bits(other.bit)}, arm "${first.arm.name}" ${bits(first.bit)}`;
  walk.report("MPL1008", other.arm.span, message, { related: [{ span: first.arm.span, message: `this arm ends ${bits(first.bit)}` }] });
}

function bits(bit: number): string {
  if (bit === 0) return "on a whole byte";
  return bit === 1 ? "1 bit into a byte" : `${bit} bits into a byte`;
}
