/** Decoding of statement lists: runs of fixed width under one bounds check, then everything else in order. */
import type { Block, Bound, Bounded, Item, Nested, Require } from "../../ir/ir.js";
import { endPosition, position } from "../cursor.js";
import type { PacketModel } from "../model.js";
import { whyNot } from "../told.js";
import { quote } from "../names.js";
import { walkArray } from "./arrays.js";
import { walkClassify } from "./classify.js";
import { defineEnds, difference, fixedFieldBits, walkField } from "./fields.js";
import { walkExtent } from "./lengths.js";
import { partEnds } from "../part-end.js";
import { fixedFields, fixedRunEnd, isPlain } from "./runs.js";
import { nestedArguments } from "./signatures.js";
import { readWords } from "./words.js";
import type { Walker } from "./walker.js";

export function walkBlock(walker: Walker, block: Block): void {
  const { items } = block;
  for (let index = 0; index < items.length;) {
    const end = fixedRunEnd(items, index);
    const plain = items.slice(index, end);
    requireRun(walker, plain);
    readWords(walker, plain);
    walker.readFirst(() => {
      for (const item of plain) walkPlain(walker, item);
    });
    index = end;
    const item = items[index];
    if (item !== undefined && !isPlain(item)) {
      walkItem(walker, item);
      index++;
    }
  }
  walker.flush();
}

/** One test for all of a run; explaining tells which field is cut off. Labels and constraints never are. */
function requireRun(walker: Walker, items: readonly Item[]): void {
  const fields = fixedFields(items);
  const [first] = fields;
  if (first === undefined) return;
  if (walker.mode === "explain" && fields.length > 1) walker.requireRun(fields);
  else
    walker.requireBits(
      first.item,
      fields.reduce((sum, { bits }) => sum + bits, 0),
    );
}

function walkPlain(walker: Walker, item: Item): void {
  if (item.kind === "field") walkField(walker, item);
  else if (item.kind === "label") defineEnds(walker, item, walker.cursor);
  else if (item.kind === "require") walkRequire(walker, item);
  walker.flush();
}

function walkRequire(walker: Walker, item: Require): void {
  if (walker.module.layout.proved(walker.model.packet, item.id, "require", "decode")) return;
  walker.whenKnown([item.holds], [], () => {
    const { expressions } = walker;
    const failure = expressions.failure(item.holds);
    const broken = expressions.not(item.holds);
    walker.test(
      `if (${failure === undefined ? broken : `${failure} || ${broken}`}) ${walker.malformed(item, quote(item.message), quote(""))}`,
    );
  });
}

export function walkItem(walker: Walker, item: Item): void {
  if (item.condition !== undefined) walkOptional(walker, item);
  else walkPresent(walker, item);
  walker.flush();
}

function walkPresent(walker: Walker, item: Item): void {
  switch (item.kind) {
    case "field": {
      const bits = fixedFieldBits(item);
      if (bits !== undefined) walker.requireBits(item, bits);
      walkField(walker, item);
      break;
    }
    case "label":
    case "require":
      walkPlain(walker, item);
      break;
    case "classify":
      walkClassify(walker, item);
      break;
    case "array":
      walkArray(walker, item);
      break;
    case "nested":
      walkNested(walker, item);
      break;
    case "bounded":
      walkBounded(walker, item);
      break;
  }
}

// Optional items

function walkOptional(walker: Walker, item: Item): void {
  const { condition } = item;
  if (condition === undefined) return;
  const { expressions } = walker;
  const failure = expressions.failure(condition);
  if (failure !== undefined)
    walker.line(`if (${failure}) ${walker.malformed(item, quote("a condition that can be computed"), quote(whyNot(condition)))}`);
  const there = walker.locals.claimLocal(`has_${item.name || "constraint"}`);
  walker.line(`const ${there} = ${expressions.bool(condition)};`);
  walker.define("present", item, { kind: "boolean", code: there });
  walker.slot(there, "has");
  walker.presence.set(item.id, walker.slots.get(there) ?? "");
  const start = walker.cursor;
  if (walker.needs("offset", item.id))
    walker.prepare("offset", item, { kind: "number", code: difference(endPosition(start), walker.origin) });
  const end = walker.locals.claimLocal(`after_${item.name || "constraint"}`);
  walker.line(`let ${end} = ${position(start)};`);
  walkOptionalBody(walker, item, there, end);
  walker.moveTo({ base: end, bits: 0 });
  walker.slot(end);
}

function walkOptionalBody(walker: Walker, item: Item, there: string, end: string): void {
  const declared = walker.lines.length;
  const { properties } = walker.inObject(() => {
    walker.line(`if (${there}) {`);
    withSlots(walker, () => {
      walkPresent(walker, item);
      walker.flush();
    });
    walker.line(`${end} = ${position(walker.cursor)};`);
  });
  const declarations: string[] = [];
  for (const { key, code } of properties) {
    const variable = walker.locals.claimLocal(key);
    declarations.push(`let ${variable}: ${optionalType(walker, key)} | undefined;`);
    walker.line(`${variable} = ${code};`);
    walker.property(key, variable);
  }
  walker.line("}");
  walker.lines.splice(declared, 0, ...declarations);
}

function optionalType(walker: Walker, key: string): string {
  return `${walker.objectType}[${quote(key)}]`;
}

/** Positions of a part that is not always there share the view's numbered slots, and are stored inside it. */
export function withSlots<T>(walker: Walker, walk: () => T, extra: readonly { slot: string; code: string }[] = []): T {
  const outer = walker.blockSlots;
  walker.blockSlots = [];
  walker.armDepth++;
  const result = walker.inBranch(walk);
  walker.storeSlots(extra);
  walker.armDepth--;
  walker.blockSlots = outer;
  return result;
}

// Nested packets and bounded parts

/** `path` replaces the item's own, for the element of an array. */
export function walkNested(walker: Walker, item: Nested, path?: string): void {
  const start = walker.cursor;
  checkArguments(walker, item);
  if (
    path === undefined &&
    item.bound === undefined &&
    partEnds(walker.module.program.program).asks(walker.module.model(item.packet).packet)
  )
    keepPartEnd(walker, item);
  const bound = item.bound === undefined ? undefined : openBound(walker, item, item.bound);
  const inner = walker.module.model(item.packet);
  walker.inPath(path === undefined ? item : { name: "" }, () => {
    const call = (prefix: string, last: string): string =>
      `${walker.module.ofPacket(inner.packet, prefix)}(${["bytes", position(start), walker.end, ...nestedArguments(walker, item, inner), last].filter((code) => code !== "").join(", ")})`;
    const end = walker.locals.claimLocal(`${item.name}_end`);
    if (walker.mode === "decode") {
      const value = walker.locals.claimLocal(item.name);
      walker.line(`const ${value} = ${call("read", "cursor")};`);
      walker.line(`if (${value} === undefined) ${walker.propagate("cursor.at")}`, `const ${end} = cursor.at;`);
      walker.property(walker.keyOf(item.id), value);
    } else {
      const last = walker.mode === "explain" ? `${reportFor(walker, inner)}, \`${walker.path}\`` : "";
      walker.line(`const ${end} = ${call(walker.mode === "explain" ? "explainWalk" : "walk", last)};`);
      walker.line(`if (${end} < 0) ${walker.propagate(end)}`);
    }
    walker.slot(end);
    walker.moveTo({ base: end, bits: 0 });
  });
  if (bound !== undefined) closeBound(walker, item, bound);
  defineEnds(walker, item, start);
}

export function keepPartEnd(walker: Walker, item: Item): void {
  walker.partEnds.set(item.id, walker.anchor(`${item.name}_limit`, walker.end));
}

function checkArguments(walker: Walker, item: Nested): void {
  for (const arg of item.args) {
    const unfit = arg.type === "bool" ? walker.expressions.failure(arg) : walker.expressions.unfit(arg, {});
    if (unfit !== undefined)
      walker.line(`if (${unfit}) ${walker.malformed(item, quote("an argument that can be computed"), quote("none"))}`);
  }
}

/** Places in another spec file are reported as such. */
function reportFor(walker: Walker, inner: PacketModel): string {
  return inner.packet.file === walker.module.file ? "report" : `report.of(${quote(inner.packet.file)})`;
}

function walkBounded(walker: Walker, item: Bounded): void {
  const start = walker.cursor;
  const outerType = walker.objectType;
  walker.objectType = walker.typeOf(item.block);
  const bound = openBound(walker, item, item.bound);
  const { properties } = walker.inObject(() => walker.inPath(item, () => walkBlock(walker, item.block)));
  walker.objectType = outerType;
  walker.property(walker.keyOf(item.id), objectOf(properties));
  closeBound(walker, item, bound);
  defineEnds(walker, item, start);
}

export function objectOf(properties: readonly { key: string; code: string }[]): string {
  const entries = properties.map(({ key, code }) => (key === code ? key : `${key}: ${code}`));
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

interface OpenBound {
  readonly partEnd: string;
  readonly bound: Bound;
  readonly outerEnd: string;
  readonly outerBounded: boolean;
}

/** Confines what follows to a length. */
export function openBound(walker: Walker, item: Item, bound: Bound): OpenBound {
  const isRest = bound.length.kind === "remaining";
  const name = `${item.name}_part_end`;
  const partEnd = (isRest ? walker.anchor(name, walker.end) : walkExtent(walker, item, bound.length, name)).base;
  const state = { partEnd, bound, outerEnd: walker.end, outerBounded: walker.bounded };
  walker.end = partEnd;
  walker.bounded = true;
  return state;
}

/** Leftovers are an error, or kept. */
export function closeBound(walker: Walker, item: Item, open: OpenBound): void {
  const at = position(walker.cursor);
  const { keep } = open.bound;
  if (keep === undefined) {
    // A list that goes on to the end of the part has reached it.
    if (at !== open.partEnd) walker.line(`if (${at} !== ${open.partEnd}) ${walker.leftover(item, at, open.partEnd)}`);
  } else {
    const start = walker.cursor;
    walker.property(walker.keyOf(keep.id), `${walker.module.runtime("subarray")}(bytes, ${at}, ${open.partEnd})`);
    walker.moveTo({ base: open.partEnd, bits: 0 });
    if (walker.needs("value", keep.id)) walker.define("value", keep, { kind: "range", start: at, end: open.partEnd });
    defineEnds(walker, keep, start);
    if (walker.mode === "explain") {
      walker.line(`report.field(\`${walker.pathOf(keep)}\`, ${at}, ${open.partEnd});`);
    }
  }
  walker.moveTo({ base: open.partEnd, bits: 0 });
  walker.end = open.outerEnd;
  walker.bounded = open.outerBounded;
}
