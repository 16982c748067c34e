/** What a classify is chosen by must agree with what was chosen: the subject selects the arm again, and is what it is computed from. */
import type { Arm, Classify, Constant, Expr, Field } from "../../ir/ir.js";
import { takes } from "../../ir/patterns.js";
import { writtenOf } from "../decode/classify.js";
import { declareConstant, subjectField } from "../declare.js";
import type { FactCode } from "../expression.js";
import { isTaken, knownSubject } from "../known-subject.js";
import { quote } from "../names.js";
import { patternsTest } from "../pattern-test.js";
import { toldLike } from "../told.js";
import { type Choice, declareChosen } from "./chosen.js";
import { requireComputable } from "./computable.js";
import type { EncodeWalker } from "./walker.js";

/** Whether the subject may select another arm than the one that was chosen. */
export function needsSelection(item: Classify, known: Constant | undefined): boolean {
  if (item.takes === undefined || known !== undefined) return true;
  return item.arms.some((arm, index) => {
    const { fixed } = arm;
    if (fixed === undefined) return true;
    return item.arms.slice(0, index).some((earlier) => earlier.patterns.some((pattern) => takes(pattern, fixed)));
  });
}

/** The subject, once it is known, must select the arm again. */
export function checkSelection(walker: EncodeWalker, item: Classify, chosen: string, start: string): void {
  const guards = item.arms.map((arm) => arm.guard);
  const check = (): void => {
    requireComputable(walker, item, "a subject", item.subject);
    const subject = subjectFact(walker, item);
    const variable = walker.locals.claimLocal(`${item.name}_selected`);
    const known = knownSubject(walker.model.packet, item);
    const possible = item.arms.filter((arm) => isTaken(arm, known) !== false);
    const tested = possible.flatMap((arm) => selection(walker, arm, item.arms.indexOf(arm), { subject, known }));
    declareChosen(walker, variable, "number", { tested, otherwise: "-1" });
    const names = walker.locals.claimLocal(`${item.name}_names`);
    // For messages: dropped where nothing reads it.
    walker.line(`const ${names} = [${item.arms.map((arm) => quote(arm.name)).join(", ")}];`);
    const wanted = `\`a value that selects \${${names}[${chosen}] ?? ""}\``;
    const told = "code" in subject && subject.kind !== "text" ? `\${${toldLike(writtenOf(item), subject.code)}}, which` : "one that";
    walker.require(`${variable} !== ${chosen}`, item, wanted, `\`${told} selects \${${names}[${variable}] ?? "no arm"}\``);
  };
  walker.whenKnown([item.subject, ...guards], [], check, { from: start });
}

/** The field that it takes over, where decoding compares it with what it is computed from, and an arm may say otherwise. */
export function verifiedOf(walker: EncodeWalker, item: Classify): Field | undefined {
  const taken = item.takes === undefined ? undefined : walker.model.packet.items[item.takes];
  if (taken?.kind !== "field" || !taken.verify || taken.value === undefined) return undefined;
  return item.arms.some((arm) => arm.fixed !== undefined) ? taken : undefined;
}

/** An arm's constant is what the field would be computed as, or decoding refuses it. */
export function checkVerified(
  walker: EncodeWalker,
  item: Classify,
  field: Field,
  at: { readonly chosen: string; readonly start: string },
): void {
  const { value } = field;
  if (value === undefined) return;
  const differs: Expr = { kind: "compare", type: "bool", operator: "!=", left: item.subject, right: value, span: value.span };
  const where = item.arms.every((arm) => arm.fixed !== undefined)
    ? []
    : item.arms.flatMap((arm, index) => (arm.fixed === undefined ? [] : [`${at.chosen} === ${index}`]));
  const check = (): void => {
    requireComputable(walker, field, "a value", value, where);
    const wrong = walker.expressions.test(differs);
    const test = where.length === 0 ? wrong : `(${where.join(" || ")}) && ${wrong}`;
    walker.require(test, item, quote("an arm for the value that is computed"), quote("an arm for another value"));
  };
  walker.whenKnown([differs], [], check, { from: at.start });
}

interface Selecting {
  readonly subject: FactCode;
  readonly known: Constant | undefined;
}

/** An arm whose guard can't be computed stops the search. */
function selection(walker: EncodeWalker, arm: Arm, index: number, selecting: Selecting): Choice[] {
  const matches = patternsCode(walker, arm, selecting);
  const { guard } = arm;
  if (guard === undefined) return [{ test: matches, code: String(index) }];
  const failure = walker.expressions.failure(guard);
  const failing = failure === undefined ? [] : [{ test: bothTest(matches, failure), code: "-1" }];
  return [...failing, { test: bothTest(matches, walker.expressions.test(guard)), code: String(index) }];
}

function bothTest(matches: string, guard: string): string {
  return matches === "true" ? guard : `(${matches} && ${guard})`;
}

function subjectFact(walker: EncodeWalker, item: Classify): FactCode {
  const { subject } = item;
  const { expressions } = walker;
  if (subject.kind === "field") return subjectField(walker, item, subject);
  const kind = subject.type === "bool" ? "boolean" : expressions.isBig(subject) ? "bigint" : "number";
  const code = kind === "boolean" ? expressions.bool(subject) : expressions.int(subject);
  const variable = walker.locals.claimLocal(`${item.name}_subject`);
  walker.line(declareConstant(variable, code, kind));
  return { kind, code: variable };
}

function patternsCode(walker: EncodeWalker, arm: Arm, { subject, known }: Selecting): string {
  return isTaken(arm, known) === true ? "true" : patternsTest(walker.module, arm, subject);
}
