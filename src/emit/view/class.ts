/** View classes: one a packet, one an array's element, one an arm or bounded part; each refers to the others by type only. */
import { bitStride } from "../../ir/bit-elements.js";
import type { Arm, Block, Classify, Item } from "../../ir/ir.js";
import type { FunctionCode } from "../decode/functions.js";
import { type Parameter, needParameters, ownParameters } from "../decode/signatures.js";
import type { Walker } from "../decode/walker.js";
import { countsElements } from "../model.js";
import { NameScope, capitalise, pascalCase, quote } from "../names.js";
import { partEnds } from "../part-end.js";
import { ViewContext } from "./context.js";
import { type ViewMember, itemMembers } from "./members.js";
import { setterMembers } from "./setters.js";

export interface Slot {
  readonly name: string;
  readonly type: string;
  readonly initializer: string;
}

export interface ClassCode {
  readonly name: string;
  readonly doc: string;
  readonly slots: readonly Slot[];
  readonly members: readonly ViewMember[];
}

const OWN_NAMES = ["bytes", "at", "end", "bind", "next"];

/** The view of a walker's unit, and those of the parts inside it. A packet's lacks `bind`, see `withBind`. */
export function viewClasses(walker: Walker): ClassCode[] {
  const type = walker.objectType;
  const parts: ClassCode[] = [];
  const context = new ViewContext(walker);
  const names = new NameScope(OWN_NAMES);
  const block = walker.block;
  const own = walker.unit === undefined ? [] : [nextMember(walker)];
  const members = [...own, ...blockMembers(context, names, block, parts)];
  const passed = walker.elementParameterNames.filter((name) => name !== "depth").map((name) => `$${name}`);
  const slots = slotsOf(walker, [...walker.stored, ...context.usedSlots, ...passed.slice(3)]);
  return [{ name: `${type}View`, doc: docOf(walker), slots: [...slots, ...cursorSlots(walker)], members }, ...parts];
}

function docOf(walker: Walker): string {
  const what = walker.unit === undefined ? `A \`${walker.model.packet.name}\`` : "An element";
  return `${what} in place: bound to bytes, it reads them without allocating. Bind it again after others wrote to them.`;
}

/** A packet's view with its `bind`, once it is known which slots are read. */
export function withBind(view: ClassCode, { parameters, statements }: FunctionCode): ClassCode {
  const bind: ViewMember = {
    kind: "method",
    name: "bind",
    parameters,
    type: "boolean",
    statements: statements.map((line) => line.replace(/^slots\./, "this.")),
    doc: "Checks the bytes and points the view at them. Where it returns false, read nothing before the next bind.",
  };
  return { ...view, members: [bind, ...view.members] };
}

function nextMember(walker: Walker): ViewMember {
  const args = walker.elementParameterNames.map((name) => {
    if (name === "bytes") return "this.bytes";
    if (name === "at") return "this.$next";
    return name === "end" ? "this.$limit" : name === "depth" ? "0" : `this.$${name}`;
  });
  const half = walker.returnsLast ? "Math.floor(end / 2)" : "end";
  const counts = counting(walker);
  const item = walker.unit === undefined ? undefined : walker.model.packet.items[walker.unit];
  const stride = item?.kind === "array" ? bitStride(item) : undefined;
  return {
    kind: "method",
    name: "next",
    parameters: [],
    type: "boolean",
    statements: [
      counts ? "if (this.$left <= 0) return false;" : `if (this.$next >= this.${stops(walker) ? "$stop" : "$limit"}) return false;`,
      `const end = walk${walker.objectType}(${[...args, "this"].join(", ")});`,
      "if (end < 0) return false;",
      stride === undefined ? `this.$next = ${half};` : `this.$next += ${stride};`,
      ...(counts ? ["this.$left--;"] : []),
      "return true;",
    ],
    doc: "Goes to the next element; false behind the last.",
  };
}

function counting({ module, model, unit }: Walker): boolean {
  return unit !== undefined && countsElements(module.layout, model.packet, unit);
}

/**
 * The array may end before the bytes that its elements see: those of the part of which they ask how much remains, or the byte in
 * which the last one ends.
 */
function stops(walker: Walker): boolean {
  const { module, model, unit } = walker;
  const item = unit === undefined ? undefined : model.packet.items[unit];
  if (walker.startsWithin) return true;
  return item?.kind === "array" && item.extent.kind !== "bytes" && partEnds(module.program.program).elementAsks(item);
}

function cursorSlots(walker: Walker): Slot[] {
  if (walker.unit === undefined) return [];
  const slots = ["$next", "$limit", ...(counting(walker) ? ["$left"] : []), ...(stops(walker) ? ["$stop"] : [])];
  return slots.map((name) => ({ name, type: "number", initializer: "0" }));
}

/** Slots by name with their types, each once. */
function slotsOf(walker: Walker, names: Iterable<string>): Slot[] {
  const types = slotTypes(walker);
  const unique = [...new Set(names)].filter((name) => name !== "bytes" && name !== "at" && name !== "end");
  return unique.map((name) => types.get(name) ?? { name, type: "number", initializer: "0" });
}

function slotTypes(walker: Walker): Map<string, Slot> {
  const { module, model } = walker;
  const parameters: Parameter[] = [...ownParameters(model), ...needParameters(module, model, true), ...walker.elementParameters];
  const types = new Map<string, Slot>();
  for (const { name, type, initializer } of parameters) {
    if (name === "bytes" || name === "at" || name === "end") continue;
    const zero = type === "boolean" ? "false" : type === "bigint" ? "0n" : (initializer?.replace("(at)", "(0)") ?? "0");
    const known = types.get(`$${name}`);
    if (known === undefined) types.set(`$${name}`, { name: `$${name}`, type, initializer: zero });
  }
  for (const slot of walker.presence.values()) types.set(slot, { name: slot, type: "boolean", initializer: "false" });
  return types;
}

/** Members for the items of one object. */
function blockMembers(context: ViewContext, names: NameScope, block: Block, parts: ClassCode[]): ViewMember[] {
  const members = block.items.flatMap((item) => itemMembers(context, names, item));
  members.push(...setterMembers(context, names, block));
  for (const item of block.items) {
    if (item.kind === "classify") members.push(...classifyMembers(context, names, item, parts));
    if (item.kind === "bounded") {
      const test = item.condition === undefined ? "" : `if (!${context.present(item)}) return false;`;
      members.push(partMember(context, names, capitalise(context.nameOf(item)), item.block, test, parts));
    }
    members.push(...keepMembers(context, names, item));
  }
  return members;
}

function keepMembers(context: ViewContext, names: NameScope, item: Item): ViewMember[] {
  const keep = item.kind === "bounded" || item.kind === "nested" ? item.bound?.keep : undefined;
  if (keep === undefined || item.condition !== undefined) return [];
  const get = (suffix: string, code: string): ViewMember => ({
    kind: "getter",
    name: names.claimMember(context.nameOf(keep) + suffix),
    type: "number",
    statements: [`return ${code};`],
  });
  return [get("Start", context.startOf(keep.id)), get("End", context.endOf(keep.id))];
}

/** `ptypeKind` tells the arm; `bindEchoReply(view)` gives the arm's own view, if that is the arm. */
function classifyMembers(context: ViewContext, names: NameScope, item: Classify, parts: ClassCode[]): ViewMember[] {
  const slot = context.walker.armSlots.get(item.id);
  if (slot === undefined) return [];
  const kinds = item.arms.map((arm) => quote(arm.name));
  const kind: ViewMember = {
    kind: "getter",
    name: names.claimMember(`${context.nameOf(item)}Kind`),
    type: kinds.join(" | "),
    statements: [
      `switch (${context.slot(slot)}) {`,
      ...kinds.slice(0, -1).map((name, index) => `case ${index}: return ${name};`),
      `default: return ${kinds.at(-1) ?? '""'};`,
      "}",
    ],
    doc: "Which arm this is.",
  };
  const binds = item.arms.map((arm, index) =>
    armMember(context, names, arm, `if (${context.slot(slot)} !== ${index}) return false;`, parts),
  );
  return [kind, ...binds];
}

function armMember(context: ViewContext, names: NameScope, arm: Arm, test: string, parts: ClassCode[]): ViewMember {
  return partMember(context, names, pascalCase(arm.name), arm.block, test, parts, arm.doc);
}

/** A method that points another view at a part of this one: it copies the positions that the part's accessors use. */
function partMember(
  context: ViewContext,
  names: NameScope,
  name: string,
  block: Block,
  test: string,
  parts: ClassCode[],
  doc?: string,
): ViewMember {
  const { walker } = context;
  const inner = new ViewContext(walker);
  const type = walker.typeOf(block);
  const members = blockMembers(inner, new NameScope(OWN_NAMES), block, parts);
  const used = [...inner.usedSlots];
  for (const slot of used) context.usedSlots.add(slot);
  parts.push({ name: `${type}View`, doc: `A part of a \`${walker.model.packet.name}\` in place.`, slots: slotsOf(walker, used), members });
  return {
    kind: "method",
    name: names.claim(`bind${name}`),
    parameters: [{ name: "view", type: `${type}View` }],
    type: "boolean",
    statements: [
      ...(test === "" ? [] : [test]),
      "view.bytes = this.bytes;",
      "view.at = this.at;",
      "view.end = this.end;",
      ...used.map((slot) => `view.${slot} = this.${slot};`),
      "return true;",
    ],
    doc: doc ?? "Points the view at this part; false where it is not there.",
  };
}
