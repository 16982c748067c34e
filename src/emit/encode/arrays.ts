/** Encoding of arrays. */
import { bitStride } from "../../ir/bit-elements.js";
import type { ArrayItem, Expr, Extent, Nested } from "../../ir/ir.js";
import { checksumOrder } from "../checksums.js";
import { fixedFieldBits } from "../decode/fields.js";
import { type Cursor, position } from "../cursor.js";
import { bitsEnd, elementStart, goOn } from "../elements.js";
import { whyNot } from "../told.js";
import { quote } from "../names.js";
import { elementType } from "../types.js";
import { countsRemaining } from "../../ir/walk.js";
import { haveState } from "../part-end.js";
import { inlineElement, ownExprs, untilOf } from "../walk-ir.js";
import { checkBound } from "./bounds.js";
import { requireComputable } from "./computable.js";
import { defineEnds, encodeField } from "./fields.js";
import { elementArguments } from "./signatures.js";
import { callInner, encodeNested, functionPrefix, measureAgain } from "./nested.js";
import { NotKnownInTime, asksTooMuch, countOf } from "./problem.js";
import { SIZING, type SizingKind } from "./sizing.js";
import { type EncodeWalker, NOT_KNOWN } from "./walker.js";

export function encodeArray(walker: EncodeWalker, item: ArrayItem): void {
  const start = walker.cursor;
  const list = walker.property(item.id);
  const outer = walker.part;
  if (item.extent.kind === "bytes") walker.part = { end: undefined };
  encodeElements(walker, item, list);
  if (asksEnd(walker, item)) checkAgain(walker, item, list, position(start));
  if (item.extent.kind === "bytes") walker.part.end = position(walker.cursor);
  walker.part = outer;
  walker.flush();
  checkExtent(walker, item, item.extent, list, position(start));
  defineEnds(walker, item, start);
}

/** Whether elements have to be told where their part ends. */
function asksEnd(walker: EncodeWalker, item: ArrayItem): boolean {
  return !walker.writes && walker.partEnds.elementAsks(item);
}

/** What only measures the elements, where they are encoded again: in their place, or once the part's end is known. */
function sizingOf(walker: EncodeWalker, item: ArrayItem): SizingKind {
  const isFirst = walker.isAhead || (asksEnd(walker, item) && walker.model.packet.recursive);
  return isFirst ? walker.sizing.of(walker.model) : "none";
}

function encodeElements(walker: EncodeWalker, item: ArrayItem, list: string): void {
  const index = walker.locals.claimLocal(`${item.name}_index`);
  const element = walker.locals.claimLocal(`${item.name}_element`);
  const twice = asksEnd(walker, item);
  const kind = sizingOf(walker, item);
  walker.require(`!${walker.module.runtime("isList")}(${list})`, item, quote("an array"), list);
  const until = untilOf(item) !== undefined && !walker.writes && !twice && kind === "none";
  const last = until ? walker.locals.claimLocal(`${item.name}_last`) : "";
  const start = elementStart(walker, item, walker.cursor);
  const next = start.base;
  if (until) walker.line(`let ${last} = false;`);
  const sums = declareSums(walker, item);
  if (walker.mode === "explain") walker.line(`let ${index} = -1;`);
  walker.line(`for (const ${element} of ${list}) {`);
  if (walker.mode === "explain") walker.line(`${index}++;`);
  if (until) walker.require(last, item, quote("no element behind the last"), quote("one"));
  const outerPath = walker.path;
  walker.path = `${walker.pathOf(item)}[\${${index}}]`;
  const more = kind !== "none" ? undefined : twice ? NOT_KNOWN : sums;
  const walkElement = (): void => {
    const inline = inlineElement(item);
    if (inline !== undefined) encodeInline(walker, inline, next, element);
    else if (item.element.kind === "scalar") encodeScalar(walker, item, start, element, last);
    else encodeGroup(walker, item, { next, element, last, kind, more });
  };
  walker.inElement(walkElement, (expr) => {
    const message = `the elements of \`${item.name}\` need this before it can be computed`;
    if (!walker.isAhead) throw new NotKnownInTime(expr?.span ?? item.span, message);
  });
  walker.path = outerPath;
  walker.line("}");
  if (until) walker.lastVariables.set(item.id, last);
  if (sums !== undefined) computeSums(walker, item, sums);
  walker.cursor = start.inBits ? bitsEnd(walker, item, next) : start;
}

/** The element is a packet: the loop calls its function. */
function encodeInline(walker: EncodeWalker, nested: Nested, next: string, element: string): void {
  const outer = walker.elementInput;
  walker.cursor = { base: next, bits: 0 };
  walker.elementInput = element;
  encodeNested(walker, { ...nested, name: "" });
  walker.elementInput = outer;
  walker.flush();
  walker.line(`${next} = ${position(walker.cursor)};`);
}

function encodeScalar(walker: EncodeWalker, item: ArrayItem, start: Cursor, element: string, last: string): void {
  if (item.element.kind !== "scalar") return;
  const { field } = item.element;
  const until = untilOf(item);
  const asked = [...ownExprs(field, "encode"), ...(until === undefined ? [] : [until])];
  if (asked.some(countsRemaining)) throw new NotKnownInTime(field.span, asksTooMuch(item.name));
  const outer = walker.elementInput;
  const next = start.base;
  walker.cursor = start;
  walker.elementInput = element;
  encodeField(walker, { ...field, name: "" });
  walker.elementInput = outer;
  walker.flush();
  const bits = fixedFieldBits(field);
  // Asked before the loop goes on: what it is about is measured from here.
  if (until !== undefined && last !== "") {
    requireUntil(walker, item, until);
    walker.line(`${last} = ${walker.expressions.bool(until)};`);
  }
  if (start.inBits || bits === undefined) walker.line(goOn(item, next, position(walker.cursor)));
  else walker.line(`${next} += ${bits / 8};`);
}

/** An element for which `until` cannot be computed has no encoding. `known` is code: whether it can be asked by now. */
export function requireUntil(walker: EncodeWalker, item: ArrayItem, until: Expr, known = ""): void {
  const failure = walker.expressions.failure(until);
  if (failure !== undefined)
    walker.require(`${known}${failure}`, { ...item, name: "" }, quote("an `until` that can be computed"), quote(whyNot(until)));
}

/** Checksums that the elements leave to whoever completes the bytes around them. */
function declareSums(walker: EncodeWalker, item: ArrayItem): string | undefined {
  if (!walker.writes || !checksumOrder(walker.model.packet).reachesOut(item)) return undefined;
  const sums = walker.locals.claimLocal(`${item.name}_sums`);
  walker.line(`const ${sums}: ${walker.module.runtimeType("PendingChecksum")}[] = [];`);
  return sums;
}

function computeSums(walker: EncodeWalker, item: ArrayItem, sums: string): void {
  const list = { list: sums, type: `${walker.module.runtimeType("PendingChecksum")}[]` };
  const compute = ([all = sums]: readonly string[]): void => {
    const sum = walker.locals.claimLocal(`${item.name}_sum`);
    walker.line(`for (const ${sum} of ${all}) ${walker.isQueuing ? `sums.push(${sum})` : `${sum}()`};`);
  };
  walker.whenKnown([], [list], compute, { final: true, rank: walker.rankOf(item) });
}

interface GroupPass {
  /** Variables: where the next element stands, the element, and whether the last one said that it is the last (or none). */
  readonly next: string;
  readonly element: string;
  readonly last: string;
  /** Of the function that is called. */
  readonly kind: SizingKind;
  /** The part's end in a second pass, or the list for checksums. */
  readonly more: string | undefined;
}

function encodeGroup(walker: EncodeWalker, item: ArrayItem, { next, element, last, kind, more }: GroupPass): void {
  if (item.element.kind !== "group") return;
  const name = `${functionPrefix(walker)}${walker.typeOf(item.element.block)}${kind === "none" ? "" : SIZING}`;
  const args = [
    element,
    ...(walker.writes ? ["bytes"] : []),
    next,
    ...(walker.model.packet.recursive && !walker.writes ? [walker.countsDepth ? "depth" : "0"] : []),
    ...elementArguments(walker, item, kind),
    ...(more === undefined ? [] : [more]),
  ];
  // Where an element ends that shares bytes, its size tells.
  if (walker.writes && bitStride(item) !== undefined) return walker.line(`${name}(${args.join(", ")});`, goOn(item, next, ""));
  const end = callInner(walker, { name: "" }, name, args).base;
  // With `until`, an element's end comes doubled, plus one for the last.
  const isDoubled = !walker.writes && untilOf(item) !== undefined && kind === "none";
  walker.line(goOn(item, next, isDoubled ? `Math.floor(${end} / 2)` : end));
  if (isDoubled && last !== "") walker.line(`${last} = ${end} % 2 === 1;`);
}

function checkExtent(walker: EncodeWalker, item: ArrayItem, extent: Extent, list: string, start: string): void {
  if (walker.writes || walker.isSizing) return;
  if (asksEnd(walker, item) && (extent.kind === "until" || extent.kind === "toEnd")) return;
  switch (extent.kind) {
    case "count":
      checkCount(walker, item, extent.count, list, start);
      break;
    case "bytes":
      checkBound(walker, item, extent.length, start);
      break;
    case "until":
      walker.require(`!${walker.lastVariables.get(item.id) ?? "true"}`, item, quote("a last element"), quote("none"));
      break;
    case "toEnd":
      checkToEnd(walker, item);
      break;
  }
}

/** A second pass, once the end of the part is known: now elements can tell how much remains behind them. */
function checkAgain(walker: EncodeWalker, item: ArrayItem, list: string, start: string): void {
  if (walker.isAhead) return;
  const { program } = walker.module.program;
  if (item.element.kind === "group" && haveState(program, item.element.block.items))
    throw new NotKnownInTime(item.span, asksTooMuch(item.name));
  const end = position(walker.cursor);
  const type = item.element.kind === "group" ? `readonly ${elementType(walker.module, walker.model, item, "Input")}[]` : "readonly never[]";
  const inline = inlineElement(item);
  const again = ([from = start, to = end, elements = list]: readonly string[]): void => {
    const next = walker.locals.claimLocal(`${item.name}_again`);
    const element = walker.locals.claimLocal(`${item.name}_element`);
    const last = untilOf(item) === undefined ? "" : walker.locals.claimLocal(`${item.name}_last`);
    const index = walker.locals.claimLocal(`${item.name}_index`);
    const part = walker.endOfPart();
    walker.line(`let ${next} = ${from};`);
    if (last !== "") walker.line(`let ${last} = false;`);
    if (walker.mode === "explain") walker.line(`let ${index} = -1;`);
    walker.line(`for (const ${element} of ${elements}) {`);
    if (walker.mode === "explain") walker.line(`${index}++;`);
    if (last !== "") walker.require(last, item, quote("no element behind the last"), quote("one"));
    const outerPath = walker.path;
    walker.path = `${walker.pathOf(item)}[\${${index}}]`;
    if (inline === undefined) encodeGroup(walker, item, { next, element, last, kind: "none", more: part });
    else walker.line(`${next} = ${measureAgain(walker, { ...inline, name: "" }, element, next, part)};`);
    walker.path = outerPath;
    walker.line("}");
    if (item.extent.kind === "until") walker.require(`!${last}`, item, quote("a last element"), quote("none"));
    const isEnd = last === "" ? "" : `!${last} && `;
    if (item.extent.kind === "toEnd")
      walker.require(`${isEnd}${part} !== ${to}`, item, quote("nothing behind the last element"), quote("more"));
  };
  walker.whenEnded([start, end, { list, type }], again, inline?.args);
}

function checkCount(walker: EncodeWalker, item: ArrayItem, count: Expr, list: string, start: string): void {
  if (walker.isProved(item, "count-matches", count)) return;
  const check = ([length = `${list}.length`]: readonly string[]): void => {
    const { expressions } = walker;
    requireComputable(walker, item, "a count", count);
    const demanded = expressions.int(count);
    const compared = expressions.isBig(count) ? `BigInt(${length})` : length;
    walker.require(`${compared} !== ${demanded}`, item, countOf(demanded, "element"), countOf(length, "element"));
  };
  walker.whenKnown([count], [`${list}.length`], check, { from: start });
}

/** What goes on to the end of its part has nothing behind it, unless its last element says that it is the last. */
function checkToEnd(walker: EncodeWalker, item: ArrayItem): void {
  const last = walker.lastVariables.get(item.id);
  const end = position(walker.cursor);
  if (walker.lastItems.has(item.id)) return walker.requireAtEnd(end, item, last === undefined ? "" : `!${last} && `);
  walker.whenEnded([end, ...(last === undefined ? [] : [{ kind: "boolean" as const, code: last }])], ([at = end, done = last]) => {
    const ends = walker.endOfPart();
    walker.require(
      `${done === undefined ? "" : `!${done} && `}${ends} !== ${at}`,
      item,
      quote("nothing behind the last element"),
      quote("more"),
    );
  });
}
