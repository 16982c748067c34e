/** Encoding of statement lists, optional items, nested packets and bounded parts. */
import type { Block, Bound, Bounded, Expr, Item, Nested, Require } from "../../ir/ir.js";
import { difference, fixedBits } from "../decode/fields.js";
import { wrapSum } from "../decode/walker.js";
import { endPosition, position } from "../cursor.js";
import { type PacketModel, stateVariable } from "../model.js";
import { quote } from "../names.js";
import { haveState } from "../part-end.js";
import { subexpressions } from "../../ir/walk.js";
import { encodeArray } from "./arrays.js";
import { encodeClassify, giveTakenValues } from "./classify.js";
import { isFilled } from "../types.js";
import { defineEnds, encodeField, needs } from "./fields.js";
import { NotKnownInTime, countOf } from "./problem.js";
import { type EncodeWalker, NOT_KNOWN, OWN_END } from "./walker.js";
import { planWords } from "./words.js";

/** `last`: nothing stands behind the block in its part. */
export function encodeBlock(walker: EncodeWalker, block: Block, last: boolean): void {
  defineEarly(walker, block);
  markLast(walker, block, last);
  const { items } = block;
  let planned = 0;
  items.forEach((item, index) => {
    if (index >= planned) planned = planRun(walker, items, index);
    const outer = walker.learnAhead;
    walker.learnAhead = (expr) =>
      walker.learning(() => {
        learnAhead(walker, items.slice(index + 1), expr);
      });
    giveTakenValues(walker, block, item);
    if (item.condition === undefined) encodeItem(walker, item);
    else encodeOptional(walker, item);
    walker.learnAhead = outer;
    walker.flush();
  });
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

/** What needs no walk: how many elements an array has, and what is there. */
function defineEarly(walker: EncodeWalker, block: Block): void {
  for (const item of block.items) {
    if (needs(walker, "present", item.id) && item.condition !== undefined && walker.model.keys.has(item.id) && !isFilled(item)) {
      walker.define("present", item, { kind: "boolean", code: `(${walker.property(item.id)} !== undefined)` });
    }
    if (item.kind !== "array" || !needs(walker, "count", item.id)) continue;
    const list = walker.property(item.id);
    walker.define("count", item, { kind: "number", code: item.condition === undefined ? `${list}.length` : `(${list}?.length ?? 0)` });
  }
}

function markLast(walker: EncodeWalker, block: Block, last: boolean): void {
  for (const item of [...block.items].reverse()) {
    if (!last) return;
    walker.lastItems.add(item.id);
    if (item.kind !== "label" && item.kind !== "require") return;
  }
}

/** Measures what stands behind an item ahead of its place, as far as an expression asks for sizes there. */
function learnAhead(walker: EncodeWalker, behind: readonly Item[], expr: Expr): void {
  const wanted = new Set<number>();
  for (const part of subexpressions(expr)) {
    if ((part.kind === "sizeof" || part.kind === "offset") && !walker.isKnown(part)) for (const id of part.target) wanted.add(id);
  }
  const last = behind.findLastIndex((item) => wanted.has(item.id));
  // What depends on where it stands can't be measured before that is known.
  if (last < 0 || haveState(walker.module.program.program, behind.slice(0, last + 1))) return;
  const start = position(walker.cursor);
  for (const item of behind.slice(0, last + 1)) {
    const before = walker.cursor;
    const size = walker.ahead(() => {
      if (item.condition === undefined) encodeItem(walker, item);
      else encodeOptional(walker, item);
    });
    walker.cursor = walker.anchor(`${item.name}_ahead`, `${position(before)} + ${size}`);
    walker.setFact("sizeof", item.id, { kind: "number", code: size });
    walker.setFact("offset", item.id, { kind: "number", code: `(${position(walker.cursor)} - ${walker.origin})` });
  }
  walker.cursor = { base: walker.anchor("here", start).base, bits: 0 };
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
  if (fills || !isProperty) requireComputable(walker, item, condition);
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

function requireComputable(walker: EncodeWalker, item: Item, condition: Expr): void {
  const failure = walker.expressions.failure(condition);
  if (failure !== undefined) walker.require(failure, item, quote("a condition that can be computed"), quote("none"));
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

// Nested packets and bounded parts

/** Arguments behind the packet's own: what codecs need. */
export function encodeNeeds(model: PacketModel): string[] {
  return model.needs.states.map(stateVariable);
}

export function encodeNested(walker: EncodeWalker, item: Nested): void {
  const start = walker.cursor;
  const inner = walker.module.model(item.packet);
  const value = walker.elementInput ?? walker.property(item.id);
  const limit = walker.partEnds.asks(inner.packet) ? limitFor(walker, item) : undefined;
  const endsItself = limit === OWN_END || (limit === "limit" && walker.unit === undefined);
  if (!endsItself && walker.partEnds.writes(inner.packet)) throw new NotKnownInTime(item.span, asksTooMuch(item.name));
  walker.cursor = callNested(walker, item, value, position(start), limit);
  if (item.bound !== undefined) closeBound(walker, item, item.bound, position(start));
  if (limit === NOT_KNOWN && !walker.writes && !walker.isAhead) nestedAgain(walker, item, value, position(start));
  defineEnds(walker, item, start);
}

/** Where the part ends in which a packet stands: at the packet's end, where the caller says, or that is not known yet. */
function limitFor(walker: EncodeWalker, item: Nested): string {
  if (walker.isAhead) return NOT_KNOWN;
  if (item.bound !== undefined) return item.bound.keep === undefined ? OWN_END : NOT_KNOWN;
  const isLast = walker.lastItems.has(item.id);
  if (walker.part !== walker.ownPart) return isLast ? OWN_END : NOT_KNOWN;
  return isLast || walker.unit !== undefined ? "limit" : NOT_KNOWN;
}

export function asksTooMuch(name: string): string {
  return `encoding can't tell how much remains in \`${name}\` before it is written`;
}

function callNested(
  walker: EncodeWalker,
  item: Nested,
  value: string,
  at: string,
  limit: string | undefined,
): { base: string; bits: number } {
  const inner = walker.module.model(item.packet);
  const args = [...item.args.map((arg) => argument(walker, item, arg)), ...encodeNeeds(inner)];
  return callInner(
    walker,
    item,
    walker.module.ofPacket(inner.packet, PREFIX[walker.mode]),
    [value, ...(walker.writes ? ["bytes"] : []), at, ...args, ...(limit === undefined || walker.writes ? [] : [limit])],
    reportFor(walker, inner),
  );
}

/** A second time, once it is known where the part ends. */
function nestedAgain(walker: EncodeWalker, item: Nested, value: string, start: string): void {
  if (haveState(walker.module.program.program, [item])) throw new NotKnownInTime(item.span, asksTooMuch(item.name));
  if (item.bound !== undefined) {
    measureAgain(walker, item, value, start, position(walker.cursor));
    return;
  }
  if (walker.elementInput !== undefined) return; // its array looks at it again
  const type = `readonly ${walker.module.ofPacket(walker.module.model(item.packet).packet, "", "Input", true)}[]`;
  walker.whenEnded(
    [start, { list: `[${value}]`, type }],
    ([from = start, list = `[${value}]`]) => {
      const again = walker.locals.claimLocal(`${item.name}_again`);
      walker.line(`for (const ${again} of ${list}) {`);
      measureAgain(walker, item, again, from, walker.endOfPart());
      walker.line("}");
    },
    item.args,
  );
}

/** The end, which is known by now; what it asks of the part's end is looked at. */
export function measureAgain(walker: EncodeWalker, item: Nested, value: string, at: string, limit: string): string {
  return callNested(walker, item, value, at, limit).base;
}

function reportFor(walker: EncodeWalker, inner: PacketModel): string {
  return inner.packet.file === walker.module.file ? "report" : `report.of(${quote(inner.packet.file)})`;
}

const PREFIX = { measure: "measure", write: "write", explain: "explainMeasure" } as const;

export function functionPrefix(walker: EncodeWalker): string {
  return PREFIX[walker.mode];
}

/** Calls the function of a nested packet or element, which gives its end. */
export function callInner(
  walker: EncodeWalker,
  item: { readonly name: string },
  name: string,
  args: readonly string[],
  report = "report",
): { base: string; bits: number } {
  const more = walker.mode === "explain" ? [report, `\`${walker.pathOf(item)}\``] : [];
  const end = walker.anchor(`${item.name}_end`, `${name}(${[...args, ...more].join(", ")})`);
  if (!walker.writes) walker.line(`if (${end.base} < 0) return -1;`);
  return end;
}

function argument(walker: EncodeWalker, item: Item, arg: Expr): string {
  if (!walker.isKnown(arg)) throw new NotKnownInTime(arg.span, `this argument can't be computed before \`${item.name}\` is encoded`);
  const { expressions } = walker;
  const unfit = arg.type === "bool" ? expressions.failure(arg) : expressions.unfit(arg, {});
  if (unfit !== undefined) walker.require(unfit, item, quote("an argument that can be computed"), quote("none"));
  return arg.type === "bool" ? expressions.bool(arg) : expressions.anyNumber(arg);
}

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

/** Leftovers that were kept are written back; then the part is as long as the spec says. */
function closeBound(walker: EncodeWalker, item: Item, bound: Bound, start: string): void {
  writeKept(walker, item, bound);
  checkBound(walker, item, bound.length, start);
}

function writeKept(walker: EncodeWalker, item: Item, bound: Bound): void {
  const { keep } = bound;
  if (keep !== undefined) {
    const before = walker.cursor;
    const rest = walker.property(keep.id);
    const given = item.condition === undefined ? rest : `(${rest} ?? new Uint8Array(0))`;
    if (needs(walker, "value", keep.id)) walker.define("value", keep, { kind: "text", code: given });
    if (walker.writes) walker.line(`${walker.module.runtime("copyBytes")}(bytes, ${position(before)}, ${given});`);
    walker.cursor = walker.anchor(`${item.name}_part_end`, `${position(before)} + ${walker.module.runtime("bytesLength")}(${given})`);
    defineEnds(walker, keep, before);
  }
}

/** From its start to here it is as long as the spec says. */
export function checkBound(walker: EncodeWalker, item: Item, length: Expr, start: string): void {
  if (walker.writes) return;
  const end = position(walker.cursor);
  if (length.kind === "remaining" && walker.lastItems.has(item.id)) return walker.requireAtEnd(end, item);
  if (walker.isProved(item, "size-matches", length)) return;
  const variable = walker.anchor(`${item.name}_length`, `${end} - ${wrapSum(start)}`).base;
  const check = ([actual = variable]: readonly string[]): void => {
    const { expressions } = walker;
    const failure = expressions.failure(length);
    if (failure !== undefined) walker.require(failure, item, quote("a length that can be computed"), quote("none"));
    const demanded = expressions.int(length);
    const compared = expressions.isBig(length) ? `BigInt(${actual})` : actual;
    walker.require(`${compared} !== ${demanded}`, item, countOf(demanded, "byte"), countOf(actual, "byte"));
  };
  walker.whenKnown([length], [variable], check, { from: start });
}
