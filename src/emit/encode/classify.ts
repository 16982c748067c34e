/** Encoding of classify: the arm that the caller chose fixes the subject, or the subject must select that arm. */
import type { Arm, Block, Classify, Constant, Expr, Field, Item } from "../../ir/ir.js";
import { constantCode } from "../decode/fields.js";
import { declareChosen } from "./chosen.js";
import { type Cursor, endPosition, position, sameCursor } from "../cursor.js";
import { knownSubject } from "../known-subject.js";
import { valueKind } from "../value-kind.js";
import { quote, templateText } from "../names.js";
import { requireComputable } from "./computable.js";
import { encodeBlock } from "./blocks.js";
import { checkComputed, computedCode, computedInTime, defineEnds, validate } from "./fields.js";
import { checkSelection, checkVerified, needsSelection, verifiedOf } from "./selection.js";
import type { EncodeWalker } from "./walker.js";

type Kind = "number" | "bigint" | "boolean" | "text";

/** At a field that a classify takes over: its value, by the arm that was chosen. */
export function giveTakenValues(walker: EncodeWalker, block: Block, item: Item): void {
  if (item.kind !== "field" || item.classifiedBy === undefined || item.constant !== undefined) return;
  const classify = block.items.find((candidate) => candidate.id === item.classifiedBy);
  if (classify?.kind !== "classify") return;
  const kind = kindOf(walker, item);
  const { value } = item;
  const isOpen = classify.arms.some((arm) => arm.fixed === undefined);
  if (value === undefined || !isOpen) giveChosen(walker, item, classify, kind, isOpen);
  else if (kind === "text") computeText(walker, item, classify, value);
  else computeChosen(walker, item, classify, kind, value);
}

function giveChosen(walker: EncodeWalker, field: Field, item: Classify, kind: Kind, isOpen: boolean): void {
  const object = walker.property(item.id);
  const variable = declareTaken(walker, field, { item, object }, kind, ({ standard }) => {
    return standard === undefined ? `${object}.$value` : `(${object}.$value ?? ${takenCode(walker, standard, kind)})`;
  });
  if (kind !== "text" && isOpen) validate(walker, field, field.type, kind, variable);
  walker.takenValues.set(field.id, variable);
  walker.define("value", field, { kind, code: variable });
}

function computeText(walker: EncodeWalker, field: Field, item: Classify, value: Expr): void {
  const object = walker.property(item.id);
  const variable = computedInTime(walker, field, value, () => {
    requireComputable(walker, field, "a value", value, openTests(item, object));
    return declareTaken(walker, field, { item, object }, "text", () => walker.expressions.text(value));
  });
  walker.takenValues.set(field.id, variable);
  walker.define("value", field, { kind: "text", code: variable });
}

function computeChosen(walker: EncodeWalker, field: Field, item: Classify, kind: Exclude<Kind, "text">, value: Expr): void {
  // What is known later may stand outside of the object that is at hand now.
  const object = walker.property(item.id);
  walker.whenKnown([value], [], () => {
    requireComputable(walker, field, "a value", value, openTests(item, object));
    const variable = declareTaken(walker, field, { item, object }, kind, () => computedCode(walker, value, kind));
    checkComputed(walker, field, field.type, kind, variable, value);
    walker.define("value", field, { kind, code: variable });
  });
}

/** Tests for the arms that ask for the computed value, none where all of them do: the others have a constant. */
function openTests(item: Classify, object: string): string[] {
  const open = item.arms.filter((arm) => arm.fixed === undefined);
  return open.length === item.arms.length ? [] : open.map((arm) => `${object}.$kind === ${quote(arm.name)}`);
}

function kindOf(walker: EncodeWalker, field: Field): Kind {
  const kind = valueKind(walker.module, field.type);
  return kind === "bytes" || kind === "object" ? "text" : kind;
}

const TYPES: Readonly<Record<Kind, string>> = { number: "number", bigint: "bigint", boolean: "boolean", text: "Uint8Array | string" };

interface Chosen {
  readonly item: Classify;
  /** The code of the arm's object. */
  readonly object: string;
}

/** A variable for the arm's constant; for an arm without one, for what is given or computed. */
function declareTaken(walker: EncodeWalker, field: Field, { item, object }: Chosen, kind: Kind, open: (arm: Arm) => string): string {
  const variable = walker.locals.claimLocal(field.name);
  const all = item.arms.map((arm) => ({
    test: `${object}.$kind === ${quote(arm.name)}`,
    code: arm.fixed === undefined ? open(arm) : takenCode(walker, arm.fixed, kind),
  }));
  declareChosen(walker, variable, TYPES[kind], { tested: all.slice(0, -1), otherwise: all.at(-1)?.code ?? "0" });
  return variable;
}

function takenCode(walker: EncodeWalker, constant: Constant, kind: Kind): string {
  if (kind !== "text") return constantCode(constant, kind);
  return constant.kind === "string" ? walker.module.text(constant.value) : "";
}

export function encodeClassify(walker: EncodeWalker, item: Classify): void {
  const start = walker.cursor;
  const object = walker.locals.claimLocal(item.name);
  walker.line(`const ${object} = ${walker.property(item.id)};`);
  const isChecked = !walker.writes && !walker.isAhead;
  const selects = isChecked && needsSelection(item, knownSubject(walker.model.packet, item));
  const verified = isChecked ? verifiedOf(walker, item) : undefined;
  const chosen = selects || verified !== undefined ? walker.hoist(`${item.name}_arm`, { kind: "number", code: "0" }) : undefined;
  const chosenCode = chosen !== undefined && chosen.kind !== "range" ? chosen.code : "";
  const outer = { object: walker.object, path: walker.path };
  const join = walker.locals.claimLocal(`${item.name}_end`);
  const declaration = walker.lines.push("") - 1;
  const ends: { cursor: Cursor; line: number }[] = [];
  const last = walker.lastItems.has(item.id);
  walker.object = object;
  walker.line(`switch (${object}.$kind) {`);
  item.arms.forEach((arm, index) => {
    walker.line(`case ${quote(arm.name)}: {`);
    walker.cursor = start;
    walker.path = outer.path;
    walker.inBranch(() => {
      walker.forget(arm.block);
      checkGuard(walker, item, arm);
      walker.path = `${outer.path === "" ? "" : `${outer.path}.`}${item.name}.${templateText(arm.name)}`;
      encodeBlock(walker, arm.block, last);
      if (chosenCode !== "") walker.line(`${chosenCode} = ${index};`);
      ends.push({ cursor: walker.cursor, line: walker.lines.push("") - 1 });
    });
    walker.line("break;", "}");
  });
  walker.path = outer.path;
  if (!walker.writes)
    walker.line(`default: ${walker.impossible(item, quote("one of the arms"), `(${object} as { readonly $kind: string }).$kind`)}`);
  walker.line("}");
  walker.object = outer.object;
  joinEnds(walker, start, join, declaration, ends);
  if (verified !== undefined) checkVerified(walker, item, verified, { chosen: chosenCode, start: endPosition(start) });
  if (selects) checkSelection(walker, item, chosenCode, endPosition(start));
  defineEnds(walker, item, start);
}

function joinEnds(
  walker: EncodeWalker,
  start: Cursor,
  join: string,
  declaration: number,
  ends: readonly { cursor: Cursor; line: number }[],
): void {
  const [first] = ends;
  if (first === undefined) return;
  if (ends.every(({ cursor }) => cursor.base === start.base && sameCursor(cursor, first.cursor))) {
    walker.cursor = first.cursor;
    return;
  }
  walker.lines[declaration] = walker.writes ? `let ${join} = at;` : `let ${join}: number;`;
  for (const { cursor, line } of ends) walker.lines[line] = `${join} = ${position(cursor)};`;
  walker.cursor = { base: join, bits: first.cursor.bits % 8 };
}

function checkGuard(walker: EncodeWalker, item: Classify, arm: Arm): void {
  const { guard } = arm;
  if (guard === undefined || walker.writes || walker.isAhead) return;
  walker.whenKnown([guard], [], () => {
    const failure = walker.expressions.failure(guard);
    const broken = walker.expressions.test(guard, false);
    walker.require(
      failure === undefined ? broken : `${failure} || ${broken}`,
      item,
      quote(`another arm than ${arm.name}, whose \`when\` does not hold`),
      quote(arm.name),
    );
  });
}
