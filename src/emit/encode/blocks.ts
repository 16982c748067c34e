/** Encoding of statement lists, optional items and bounded parts. */
import type { Block, Bounded, Expr, Item, Require } from "../../ir/ir.js";
import { difference, fixedBits } from "../decode/fields.js";
import { endPosition, position } from "../cursor.js";
import { quote } from "../names.js";
import { learnAhead, learnSizes, passMeasured } from "./ahead.js";
import { defineEarly } from "./early.js";
import { encodeArray } from "./arrays.js";
import { encodeClassify, giveTakenValues } from "./classify.js";
import { isFilled } from "../types.js";
import { checkBound, writeKept } from "./bounds.js";
import { requireComputable } from "./computable.js";
import { defineEnds, encodeField, needs } from "./fields.js";
import { encodeNested } from "./nested.js";
import { NotKnownInTime } from "./problem.js";
import type { EncodeWalker } from "./walker.js";
import { planWords } from "./words.js";

/** `last`: nothing stands behind the block in its part. */
export function encodeBlock(walker: EncodeWalker, block: Block, last: boolean): void {
  defineEarly(walker, block);
  markLast(walker, block, last);
  const { items } = block;
  let planned = 0;
  items.forEach((_, index) => {
    if (index >= planned) planned = planRun(walker, items, index);
    encodeOne(walker, block, index);
    walker.flush();
  });
}

/** With what it may learn of those behind it. */
function encodeOne(walker: EncodeWalker, block: Block, index: number): void {
  const item = block.items[index];
  if (item === undefined || passMeasured(walker, item)) return;
  const outer = walker.learnAhead;
  walker.learnAhead = (expr) =>
    walker.learning(() => {
      learnAhead(walker, block, index + 1, expr, encodeOne);
    });
  giveTakenValues(walker, block, item);
  if (item.condition !== undefined && isFilled(item)) learnSizes(walker, block, index + 1, item.condition, encodeOne);
  if (item.condition === undefined) encodeItem(walker, item);
  else encodeOptional(walker, item);
  walker.learnAhead = outer;
}

/** Plans the bit words of the plain fields from here on; returns where they end. */
function planRun(walker: EncodeWalker, items: readonly Item[], from: number): number {
  let end = from;
  while (end < items.length) {
    const item = items[end];
    if (item === undefined || (fixedBits(item) === undefined && item.kind !== "label" && item.kind !== "require")) break;
    end++;
  }
  planWords(walker, items.slice(from, end), walker.cursor);
  return Math.max(end, from + 1);
}

function markLast(walker: EncodeWalker, block: Block, last: boolean): void {
  for (const item of [...block.items].reverse()) {
    if (!last) return;
    walker.lastItems.add(item.id);
    if (item.kind !== "label" && item.kind !== "require") return;
  }
}

export function encodeItem(walker: EncodeWalker, item: Item): void {
  switch (item.kind) {
    case "field":
      encodeField(walker, item);
      break;
    case "label":
      defineEnds(walker, item, walker.cursor);
      break;
    case "classify":
      encodeClassify(walker, item);
      break;
    case "array":
      encodeArray(walker, item);
      break;
    case "nested":
      encodeNested(walker, item);
      break;
    case "bounded":
      encodeBounded(walker, item);
      break;
    case "require":
      encodeRequire(walker, item);
      break;
  }
}

function encodeRequire(walker: EncodeWalker, item: Require): void {
  if (walker.writes || walker.isAhead || walker.isProved(item, "require", item.holds)) return;
  walker.whenKnown([item.holds], [], () => {
    const { expressions } = walker;
    const failure = expressions.failure(item.holds);
    const broken = expressions.not(item.holds);
    walker.require(failure === undefined ? broken : `${failure} || ${broken}`, item, quote(item.message), quote(""));
  });
}

// Optional items

function encodeOptional(walker: EncodeWalker, item: Item): void {
  const { condition } = item;
  if (condition === undefined) return;
  const isProperty = walker.model.keys.has(item.id);
  const fills = isFilled(item) && walker.isKnown(condition);
  const there = walker.locals.claimLocal(`has_${item.name || "constraint"}`);
  const given = isProperty ? `${walker.property(item.id)} !== undefined` : "false";
  if (isFilled(item) && !walker.isKnown(condition))
    throw new NotKnownInTime(condition.span, `encoding can't tell whether \`${item.name}\` is there before it is written`);
  if (fills || !isProperty) requireComputable(walker, item, "a condition", condition);
  walker.line(`const ${there} = ${isProperty && !fills ? given : walker.expressions.bool(condition)};`);
  if (isProperty && fills) forbidAbsent(walker, item, there, given);
  else if (isProperty) checkCondition(walker, item, condition, there);
  if (needs(walker, "present", item.id)) walker.define("present", item, { kind: "boolean", code: there });
  if (needs(walker, "offset", item.id))
    walker.prepare("offset", item, { kind: "number", code: difference(endPosition(walker.cursor), walker.origin) });
  const end = walker.locals.claimLocal(`after_${item.name || "constraint"}`);
  walker.line(`let ${end} = ${position(walker.cursor)};`, `if (${there}) {`);
  walker.inBranch(() => {
    encodeItem(walker, item);
    walker.line(`${end} = ${endPosition(walker.cursor)};`);
  });
  walker.line("}");
  walker.cursor = { base: end, bits: 0 };
}

/** A value that is given for something that is not there would be lost; what encoding computes itself may be given anyway. */
function forbidAbsent(walker: EncodeWalker, item: Item, there: string, given: string): void {
  if (item.kind !== "field" || item.value !== undefined || item.constant !== undefined || item.checksum !== undefined) return;
  walker.require(`!${there} && ${given}`, item, quote("none"), quote("a value"));
}

/** The value is there exactly if the condition holds. */
function checkCondition(walker: EncodeWalker, item: Item, condition: Expr, flag: string): void {
  if (walker.writes) return;
  walker.whenKnown([condition], [{ kind: "boolean", code: flag }], ([there = flag]) => {
    const { expressions } = walker;
    const failure = expressions.failure(condition);
    const wanted = expressions.test(condition);
    const differs = `${there} !== ${/^0 [<>] 1$/.test(wanted) ? `(${wanted})` : wanted}`;
    walker.require(
      failure === undefined ? differs : `${failure} || ${differs}`,
      item,
      `${expressions.bool(condition)} ? "a value" : "none"`,
      `${there} ? "a value" : "none"`,
    );
  });
}

// Bounded parts

function encodeBounded(walker: EncodeWalker, item: Bounded): void {
  const start = walker.cursor;
  const outer = { object: walker.object, part: walker.part };
  walker.object = walker.property(item.id);
  requireObject(walker, item, item.block, walker.object);
  walker.part = { end: undefined };
  walker.inPath(item, () => {
    encodeBlock(walker, item.block, item.bound.keep === undefined);
  });
  walker.object = outer.object;
  const inner = walker.part;
  walker.part = outer.part;
  writeKept(walker, item, item.bound);
  inner.end = position(walker.cursor);
  walker.flush();
  checkBound(walker, item, item.bound.length, position(start));
  defineEnds(walker, item, start);
}

/** Properties that texts, functions and symbols have too. */
const COMMON: ReadonlySet<string> = new Set(["length", "name", "description", "prototype"]);

/** What a value has to have is missed in whatever is no object; where nothing is, anything would do. */
export function requireObject(
  walker: EncodeWalker,
  item: { readonly name: string; readonly span: Item["span"] },
  block: Block,
  value: string,
): void {
  const isMissed = block.items.some((inner) => {
    const key = walker.model.keys.get(inner.id);
    return key !== undefined && !COMMON.has(key) && inner.condition === undefined && !isFilled(inner);
  });
  if (isMissed || walker.isAhead) return;
  walker.require(`!${walker.module.runtime("isObject")}(${value})`, item, quote("an object"), value);
}
