/** Encoding of nested packets: a call of their functions, once their arguments are known, and where their part ends. */
import type { Expr, Item, Nested } from "../../ir/ir.js";
import { position } from "../cursor.js";
import { type PacketModel, stateVariable } from "../model.js";
import { quote } from "../names.js";
import { haveState } from "../part-end.js";
import { closeBound } from "./bounds.js";
import { defineEnds } from "./fields.js";
import { NotKnownInTime, asksTooMuch } from "./problem.js";
import { SIZING } from "./sizing.js";
import { type EncodeWalker, NOT_KNOWN, OWN_END } from "./walker.js";

/** Arguments behind the packet's own: what codecs need. */
export function encodeNeeds(model: PacketModel): string[] {
  return model.needs.states.map(stateVariable);
}

/** For functions that measure. Those that write count no levels: what they write was measured. */
function depthArgument(walker: EncodeWalker, inner: PacketModel): string[] {
  if (!inner.packet.recursive) return [];
  return [walker.countsDepth ? "depth + 1" : "0"];
}

export function encodeNested(walker: EncodeWalker, item: Nested): void {
  const start = walker.cursor;
  const inner = walker.module.model(item.packet);
  const value = walker.elementInput ?? walker.property(item.id);
  const limit = walker.partEnds.asks(inner.packet) ? limitFor(walker, item) : undefined;
  const endsItself = limit === OWN_END || (limit === "limit" && walker.unit === undefined);
  if (!endsItself && walker.partEnds.writes(inner.packet)) throw new NotKnownInTime(item.span, asksTooMuch(item.name));
  const isFirst = isMeasuredFirst(walker, item, inner, limit);
  const isLate = isFirst && (walker.elementInput === undefined || item.bound !== undefined);
  walker.cursor = isFirst ? callSizing(walker, item, value, position(start)) : callNested(walker, item, value, position(start), limit);
  if (item.bound !== undefined) closeBound(walker, item, item.bound, position(start));
  if (isLate) encodeLater(walker, item, value, { start: position(start), limit });
  else if (limit === NOT_KNOWN && !walker.writes && !walker.isAhead) nestedAgain(walker, item, value, position(start));
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

function callNested(
  walker: EncodeWalker,
  item: Nested,
  value: string,
  at: string,
  limit: string | undefined,
): { base: string; bits: number } {
  return nextEnd(walker, item, nestedCode(walker, item, value, at, limit));
}

/** Code that encodes the nested packet, and gives its end. */
function nestedCode(walker: EncodeWalker, item: Nested, value: string, at: string, limit: string | undefined): string {
  const inner = walker.module.model(item.packet);
  const given = [value, ...(walker.writes ? ["bytes"] : []), at, ...(walker.writes ? [] : depthArgument(walker, inner))];
  const args = [...item.args.map((arg) => argument(walker, item, arg)), ...encodeNeeds(inner)];
  const end = limit === undefined || walker.writes ? [] : [limit];
  const name = walker.module.ofPacket(inner.packet, PREFIX[walker.mode]);
  return callCode(walker, item, name, [...given, ...args, ...end], reportFor(walker, inner));
}

/** It is only measured: ahead of its place, or before its arguments or the end of its part are known. An element's array looks at it again. */
function isMeasuredFirst(walker: EncodeWalker, item: Nested, inner: PacketModel, limit: string | undefined): boolean {
  const kind = walker.sizing.of(inner);
  if (kind === "none" || haveState(walker.module.program.program, [item])) return false;
  if (!item.args.every((arg) => walker.isKnown(arg))) return kind === "blind" && walker.elementInput === undefined;
  return walker.isAhead || (limit === NOT_KNOWN && !walker.writes && inner.packet.recursive);
}

function callSizing(walker: EncodeWalker, item: Nested, value: string, at: string): { base: string; bits: number } {
  const inner = walker.module.model(item.packet);
  const prefix = PREFIX[walker.writes ? "measure" : walker.mode];
  const own = walker.sizing.of(inner) === "blind" ? [] : item.args.map((arg) => argument(walker, item, arg));
  const args = [value, at, ...depthArgument(walker, inner), ...own, ...encodeNeeds(inner)];
  return callInner(walker, item, walker.module.ofPacket(inner.packet, prefix, SIZING), args, reportFor(walker, inner));
}

/** Once its arguments are known, and where its part ends if it asks for that: its own part ends here. */
function encodeLater(
  walker: EncodeWalker,
  item: Nested,
  value: string,
  { start, limit }: { readonly start: string; readonly limit: string | undefined },
): void {
  if (walker.isAhead) return;
  const asks = limit === NOT_KNOWN && !walker.writes;
  const isOwn = item.bound !== undefined;
  const own = position(walker.cursor);
  const encode = ([from = start, end = own, list = `[${value}]`]: readonly string[]): void => {
    const to = !asks ? limit : isOwn ? end : walker.endOfPart();
    const call = (again: string): void => {
      const code = nestedCode(walker, item, again, from, to);
      walker.line(walker.writes ? `${code};` : `if (${code} < 0) return -1;`);
    };
    if (list === `[${value}]`) call(value);
    else forEach(walker, item, list, call);
  };
  const codes = [start, own, { list: `[${value}]`, type: inputListType(walker, item) }];
  if (asks && !isOwn) walker.whenEnded(codes, encode, item.args);
  else walker.whenKnown(item.args, codes, encode);
}

/** What is kept until later is kept in a list, which may be empty. */
function forEach(walker: EncodeWalker, item: Nested, list: string, emit: (element: string) => void): void {
  const again = walker.locals.claimLocal(`${item.name}_again`);
  walker.line(`for (const ${again} of ${list}) {`);
  emit(again);
  walker.line("}");
}

function inputListType(walker: EncodeWalker, item: Nested): string {
  return `readonly ${walker.module.ofPacket(walker.module.model(item.packet).packet, "", "Input", true)}[]`;
}

/** A second time, once it is known where the part ends. */
function nestedAgain(walker: EncodeWalker, item: Nested, value: string, start: string): void {
  if (haveState(walker.module.program.program, [item])) throw new NotKnownInTime(item.span, asksTooMuch(item.name));
  if (item.bound !== undefined) {
    measureAgain(walker, item, value, start, position(walker.cursor));
    return;
  }
  if (walker.elementInput !== undefined) return; // its array looks at it again
  walker.whenEnded(
    [start, { list: `[${value}]`, type: inputListType(walker, item) }],
    ([from = start, list = `[${value}]`]) => {
      forEach(walker, item, list, (again) => measureAgain(walker, item, again, from, walker.endOfPart()));
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
  report?: string,
): { base: string; bits: number } {
  return nextEnd(walker, item, callCode(walker, item, name, args, report));
}

function callCode(walker: EncodeWalker, item: { readonly name: string }, name: string, args: readonly string[], report = "report"): string {
  const more = walker.mode === "explain" ? [report, `\`${walker.pathOf(item)}\``] : [];
  return `${name}(${[...args, ...more].join(", ")})`;
}

function nextEnd(walker: EncodeWalker, item: { readonly name: string }, code: string): { base: string; bits: number } {
  const end = walker.anchor(`${item.name}_end`, code);
  if (!walker.writes) walker.line(`if (${end.base} < 0) return -1;`);
  return end;
}

function argument(walker: EncodeWalker, item: Item, arg: Expr): string {
  if (!walker.isKnown(arg))
    throw new NotKnownInTime(
      arg.span,
      `this argument can't be computed before ${item.name === "" ? "the element" : `\`${item.name}\``} is encoded`,
    );
  const { expressions } = walker;
  const unfit = arg.type === "bool" ? expressions.failure(arg) : expressions.unfit(arg, {});
  if (unfit !== undefined) walker.require(unfit, item, quote("an argument that can be computed"), quote("none"));
  return arg.type === "bool" ? expressions.bool(arg) : expressions.anyNumber(arg);
}
