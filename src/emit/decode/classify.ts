/** Decoding of classify: one branch an arm; what follows is emitted once, behind all of them. */
import { integerText, type Written, writtenLike } from "../../ir/hex.js";
import type { Arm, Classify, Constant, Pattern } from "../../ir/ir.js";
import { toldLike, whyNot } from "../told.js";
import { type Cursor, position, sameCursor } from "../cursor.js";
import { declareConstant, subjectField } from "../declare.js";
import { type FactCode } from "../expression.js";
import { isTaken, knownSubject } from "../known-subject.js";
import { quote, templateText } from "../names.js";
import { patternsTest } from "../pattern-test.js";
import { objectOf, walkBlock, withSlots } from "./blocks.js";
import { defineEnds } from "./fields.js";
import type { Walker } from "./walker.js";

export function walkClassify(walker: Walker, item: Classify): void {
  const start = walker.cursor;
  const subject = subjectOf(walker, item);
  const armSlot = walker.armDepth === 0 ? `$${walker.locals.claimLocal(`${item.name}_arm`)}` : `$part${++walker.partCount}`;
  walker.armSlots.set(item.id, armSlot);
  const variable = walker.mode === "decode" ? walker.locals.claimLocal(item.name) : undefined;
  if (variable !== undefined) walker.line(`let ${variable}: ${walker.objectType}[${quote(walker.keyOf(item.id))}];`);
  const join = new Join(walker, item, start);
  const branches = item.arms.map((arm, index) => () => {
    walkArm(walker, item, arm, index, { subject, armSlot, variable, join, start });
  });
  const known = knownSubject(walker.model.packet, item);
  if (known === undefined && isSwitch(item, subject)) emitSwitch(walker, item, subject, start, branches);
  else emitChain(walker, item, subject, start, branches);
  walker.partCount = join.parts;
  join.close();
  if (variable !== undefined) walker.property(walker.keyOf(item.id), variable);
  defineEnds(walker, item, start);
}

/** Where the arms end: at one place if all agree, else in a variable that each of them sets. */
class Join {
  /** Numbered slots that the arms take: what stands behind them has others. */
  parts = 0;
  readonly #ends: { cursor: Cursor; line: number }[] = [];
  readonly #declaration: number;
  readonly #variable: string;

  constructor(
    readonly walker: Walker,
    readonly item: Classify,
    readonly start: Cursor,
  ) {
    this.#variable = walker.locals.claimLocal(`${item.name}_end`);
    this.#declaration = walker.lines.length;
    walker.line("");
  }

  /** At the end of an arm. */
  add(): void {
    this.#ends.push({ cursor: this.walker.cursor, line: this.walker.lines.length });
    this.walker.line("");
  }

  close(): void {
    const [first] = this.#ends;
    if (first === undefined) return;
    if (this.#ends.every(({ cursor }) => cursor.base === this.start.base && sameCursor(cursor, first.cursor))) {
      this.walker.moveTo(first.cursor);
      return;
    }
    this.walker.lines[this.#declaration] = `let ${this.#variable}: number;`;
    for (const { cursor, line } of this.#ends) this.walker.lines[line] = `${this.#variable} = ${position(cursor)};`;
    this.walker.slot(this.#variable);
    this.walker.moveTo({ base: this.#variable, bits: first.cursor.bits % 8 });
  }
}

/** The subject as something to compare: a plain variable. */
function subjectOf(walker: Walker, item: Classify): FactCode {
  const { subject } = item;
  const { expressions } = walker;
  const failure = expressions.failure(subject);
  if (failure !== undefined)
    walker.line(`if (${failure}) ${walker.malformed(item, quote("a subject that can be computed"), quote(whyNot(item.subject)))}`);
  if (subject.kind === "field") return subjectField(walker, item, subject);
  const kind = subject.type === "bool" ? "boolean" : expressions.isBig(subject) ? "bigint" : "number";
  const code = kind === "boolean" ? expressions.bool(subject) : expressions.int(subject);
  if (/^[\w$]+$/.test(code)) return { kind, code };
  const variable = walker.locals.claimLocal(`${item.name}_subject`);
  walker.line(declareConstant(variable, code, kind));
  return { kind, code: variable };
}

interface ArmContext {
  readonly subject: FactCode;
  readonly armSlot: string;
  readonly variable: string | undefined;
  readonly join: Join;
  readonly start: Cursor;
}

function walkArm(walker: Walker, item: Classify, arm: Arm, index: number, context: ArmContext): void {
  const { partCount, objectType, path } = walker;
  walker.moveTo(context.start);
  walker.objectType = walker.typeOf(arm.block);
  walker.path = `${walker.pathOf(item)}.${templateText(arm.name)}`;
  const { properties } = walker.inObject(() => {
    withSlots(walker, () => {
      walker.forget(arm.block);
      walkBlock(walker, arm.block);
    }, [{ slot: context.armSlot, code: String(index) }]);
  });
  if (context.variable !== undefined) {
    walker.line(`${context.variable} = ${objectOf([...tagOf(walker, item, arm, context.subject), ...properties])};`);
  }
  context.join.add();
  walker.objectType = objectType;
  walker.path = path;
  context.join.parts = Math.max(context.join.parts, walker.partCount);
  walker.partCount = partCount;
}

/** `$kind`, and `$value` where the arm doesn't say it. */
function tagOf(walker: Walker, item: Classify, arm: Arm, subject: FactCode): { key: string; code: string }[] {
  const kind = { key: "$kind", code: quote(arm.name) };
  if (arm.fixed !== undefined || item.takes === undefined) return [kind];
  const value = subject.kind === "range" ? walker.takenValue(item, subject) : subject.code;
  return [kind, { key: "$value", code: value }];
}

// Choosing

function isSwitch(item: Classify, subject: FactCode): boolean {
  if (subject.kind !== "number" && subject.kind !== "bigint") return false;
  const seen = new Set<bigint>();
  return item.arms.every((arm, index) => {
    const isLast = index === item.arms.length - 1;
    return arm.guard === undefined && arm.patterns.every((pattern) => isCase(pattern, isLast, seen));
  });
}

/** Whether a pattern can be a `case`: one value that no case had before, or anything at the end. */
function isCase(pattern: Pattern, isLast: boolean, seen: Set<bigint>): boolean {
  if (pattern.kind === "any") return isLast;
  if (pattern.kind !== "range" || pattern.low !== pattern.high || seen.has(pattern.low)) return false;
  seen.add(pattern.low);
  return true;
}

function emitSwitch(walker: Walker, item: Classify, subject: FactCode, start: Cursor, branches: readonly (() => void)[]): void {
  if (subject.kind === "range") return;
  walker.line(`switch (${subject.code}) {`);
  item.arms.forEach((arm, index) => {
    const cases = isDefault(arm) ? ["default:"] : arm.patterns.flatMap((pattern) => caseLabel(pattern, subject.kind === "bigint"));
    walker.line(...cases.slice(0, -1), `${cases.at(-1) ?? ""} {`);
    branches[index]?.();
    walker.line("break;", "}");
  });
  if (!item.arms.some(isDefault)) walker.line(`default: ${noArm(walker, item, subject, start)}`);
  walker.line("}");
}

function caseLabel(pattern: Pattern, big: boolean): string[] {
  return pattern.kind === "range" ? [`case ${pattern.low}${big ? "n" : ""}:`] : [];
}

function isDefault(arm: Arm): boolean {
  return arm.guard === undefined && arm.patterns.some((pattern) => pattern.kind === "any");
}

/** Nothing is left for what stands behind an arm that takes everything: its code is there, but is never reached. */
const NEVER = "at < 0";

function emitChain(walker: Walker, item: Classify, subject: FactCode, start: Cursor, branches: readonly (() => void)[]): void {
  const known = knownSubject(walker.model.packet, item);
  const last = item.arms.findIndex((arm) => isDefault(arm) || (arm.guard === undefined && isTaken(arm, known) === true));
  let before = "";
  item.arms.forEach((arm, index) => {
    if (index === last) return;
    const isReached = (last < 0 || index < last) && isTaken(arm, known) !== false;
    const failure = isReached ? guardFailure(walker, arm, subject, known) : undefined;
    if (failure !== undefined) {
      walker.line(
        `${before}if (${failure}) {`,
        walker.malformed(item, quote("a guard that can be computed"), quote(whyNot(arm.guard)), subjectStart(walker, item) ?? start),
      );
      before = "} else ";
    }
    walker.line(`${before}if (${isReached ? armTest(walker, arm, subject, known) : NEVER}) {`);
    before = "} else ";
    branches[index]?.();
  });
  // On lines of their own, as all that looks at lines expects it.
  walker.line(`${before}{`, ...(last < 0 ? [noArm(walker, item, subject, start)] : []));
  branches[last]?.();
  walker.line("}");
}

/** Where a pattern matches, and the guard can't be computed. */
function guardFailure(walker: Walker, arm: Arm, subject: FactCode, known: Constant | undefined): string | undefined {
  const failure = arm.guard === undefined ? undefined : walker.expressions.failure(arm.guard);
  const matches = isTaken(arm, known) === true ? "true" : patternsTest(walker.module, arm, subject);
  return failure === undefined ? undefined : `${matches} && ${failure}`;
}

function armTest(walker: Walker, arm: Arm, subject: FactCode, known: Constant | undefined): string {
  const matches = isTaken(arm, known) === true ? "true" : patternsTest(walker.module, arm, subject);
  if (arm.guard === undefined) return matches;
  const holds = walker.expressions.test(arm.guard);
  return matches === "true" ? holds : `${matches} && ${holds}`;
}

function noArm(walker: Walker, item: Classify, subject: FactCode, start: Cursor): string {
  const known = [...new Set(item.arms.flatMap((arm) => arm.patterns.map((pattern) => patternText(pattern) + guardText(arm))))];
  const found =
    subject.kind === "range"
      ? `report.text(bytes, ${subject.start}, ${subject.end})`
      : subject.kind === "text"
        ? ""
        : toldLike(writtenOf(item), subject.code);
  return walker.malformed(item, quote(oneOf(known)), found, subjectStart(walker, item) ?? start);
}

/** Where the field stands that the classify takes over. */
function subjectStart(walker: Walker, item: Classify): Cursor | undefined {
  return item.takes === undefined ? undefined : walker.positions.get(item.takes)?.start;
}

function guardText({ guard }: Arm): string {
  return guard === undefined ? "" : " where its `when` holds";
}

/** As the patterns are, if they are all alike. */
export function writtenOf(item: Classify): Written {
  const numbers = item.arms.flatMap(({ patterns }) => patterns.filter((pattern) => pattern.kind === "range"));
  return numbers.every(({ hex }) => hex !== undefined) ? writtenLike(...numbers) : {};
}

/** Long lists of values help nobody: it is said how many more there are. */
function oneOf(values: readonly string[]): string {
  let shown = values.length;
  while (shown > 1 && values.slice(0, shown).join(", ").length > 60) shown--;
  const more = values.length - shown;
  return `one of ${values.slice(0, shown).join(", ")}${more === 0 ? "" : ` and ${more} more`}`;
}

function patternText(pattern: Pattern): string {
  switch (pattern.kind) {
    case "any":
      return "anything";
    case "string":
      return JSON.stringify(pattern.text);
    case "bool":
      return String(pattern.value);
    case "range":
      return [...new Set([pattern.low, pattern.high])].map((end) => integerText(end, pattern)).join("..");
  }
}
