/** The functions of the decode side: walk, read, explainWalk for packets and elements; check, decode, explain for users. */
import { bitStride } from "../../ir/bit-elements.js";
import type { ArrayItem } from "../../ir/ir.js";
import { type PacketModel, isShort } from "../model.js";
import type { Module } from "../module.js";
import { quote } from "../names.js";
import { mergeTests } from "../merge.js";
import { markUnused, tidy } from "../tidy.js";
import type { UnitKey } from "../uses.js";
import { elementType } from "../types.js";
import { flatElement, untilOf } from "../walk-ir.js";
import { shareArms } from "./alike-arms.js";
import { checksAll, isConfined, requireUntil } from "./arrays.js";
import { walkBlock } from "./blocks.js";
import { optionList } from "./option-list.js";
import { OPTION_LOOP, optionLoop } from "./option-loop.js";
import { type Parameter, decodeArguments, elementParameters, needNames, ownParameters, packetParameters } from "./signatures.js";
import { uncheckedBits } from "./unchecked.js";
import { type Mode, Walker, unitBlock } from "./walker.js";
import { endPosition, position } from "../cursor.js";

export interface FunctionCode {
  readonly name: string;
  readonly exported: boolean;
  readonly doc?: string;
  readonly parameters: readonly Parameter[];
  readonly returnType: string;
  readonly statements: readonly string[];
}

const PREFIX: Record<Mode, string> = { check: "walk", decode: "read", explain: "explainWalk" };

/**
 * The check of all elements up to the end, of an array whose elements say themselves whether another follows. It fills no view, and
 * so is small: V8 inlines nothing above 460 bytes of bytecode.
 */
export function walkAllFunctions(module: Module, model: PacketModel, unit: UnitKey): FunctionCode[] {
  const array = unit === undefined ? undefined : arrayOf(model, unit);
  if (array === undefined || !checksAll(model, array)) return [];
  const walker = new Walker(module, model, unit, "check");
  walker.slotsGiven = "never";
  // Whoever holds a part asks only whether all of it is sound: the function tells no more.
  walker.bounded = isConfined(model, array);
  const type = walker.typeOf(unitBlock(model, unit));
  const parameters = elementParameters(module, model, array, walker);
  const options = optionList(module, model, array);
  const statements = options === undefined ? walkLoop(walker, array) : optionLoop(options);
  const returnType = walker.bounded ? "boolean" : "number";
  const named = parameters.map((parameter) => (parameter.name === "at" ? { ...parameter, name: "start" } : parameter));
  const code = { name: `walkAll${type}`, exported: false, parameters: markUnused(named, statements), returnType, statements };
  return [options === undefined ? code : { ...code, doc: OPTION_LOOP }];
}

/** An element's walk, again and again. */
function walkLoop(walker: Walker, array: ArrayItem): string[] {
  const { module, model } = walker;
  walkBlock(walker, unitBlock(model, array.id));
  finish(walker, "check", array);
  const statements = loop(shareArms(tidy([...walker.hoistedLines, ...walker.lines])), model, module, array);
  return walker.bounded ? yesOrNo(statements) : statements;
}

export interface Walked {
  readonly code: FunctionCode;
  /** It knows where everything stands. */
  readonly walker: Walker;
}

/** A packet's walk: it fills no view, which has a walk of its own. */
export function walkPacket(module: Module, model: PacketModel, mode: Mode): FunctionCode {
  const walker = new Walker(module, model, undefined, mode);
  walker.slotsGiven = "never";
  const own = packetWalkParameters(module, model, mode);
  walkBody(walker, undefined);
  const type = walker.typeOf(model.packet.body);
  const lines = tidy([...walker.hoistedLines, ...walker.lines]);
  const statements = mode === "check" ? shareArms(lines) : lines;
  return {
    name: `${PREFIX[mode]}${type}`,
    exported: true,
    doc: "@internal",
    parameters: markUnused([...own, ...modeParameters(module, mode, type, "never")], statements),
    returnType: mode === "decode" ? `${type} | undefined` : "number",
    statements,
  };
}

/** One walk of one element. */
export function walkElement(module: Module, model: PacketModel, unit: number, mode: Mode): Walked {
  const walker = new Walker(module, model, unit, mode);
  const array = arrayOf(model, unit);
  if (mode === "check" && onlyViewsWalk(model, array)) walker.slotsGiven = "always";
  const type = walker.typeOf(unitBlock(model, unit));
  const own = elementParameters(module, model, array, walker);
  walker.elementParameters = own;
  walker.returnsLast = untilOf(array) !== undefined;
  walkBody(walker, array);
  const statements = tidy([...walker.hoistedLines, ...walker.lines]);
  const code = {
    name: `${PREFIX[mode]}${type}`,
    exported: false,
    parameters: markUnused([...own, ...modeParameters(module, mode, type, walker.slotsGiven)], statements),
    returnType: mode === "decode" ? `${elementType(module, model, array, "Value")} | undefined` : "number",
    statements,
  };
  return { walker, code };
}

/** Whether checking has no use for the walk of one element: it checks all of them at once, or there is nothing to check. */
function onlyViewsWalk(model: PacketModel, array: ArrayItem): boolean {
  return checksAll(model, array) || uncheckedBits(array) !== undefined;
}

/**
 * `bind` of a packet's view: the walk again, which keeps what it finds in the view, and tells only whether all is sound. Measured
 * (docs/decisions): a call of the walk, and codes that tell what is missing, cost a tenth of a view's time.
 */
export function bindMethod(module: Module, model: PacketModel): Walked {
  const walker = new Walker(module, model, undefined, "check");
  walker.slotsGiven = "always";
  if (model.packet.recursive) walker.line("const depth = 0;");
  walkBody(walker, undefined);
  const body = tidy([...walker.hoistedLines, ...walker.lines]);
  const statements = ["this.bytes = bytes;", "this.at = at;", ...yesOrNo(body)];
  const parameters = markUnused(packetParameters(module, model, true), statements);
  return { walker, code: { name: "bind", exported: false, parameters, returnType: "boolean", statements } };
}

/** The statements with `false` for every code, and `true` for the end. */
function yesOrNo(walk: readonly string[]): string[] {
  const lines: string[] = [];
  for (const line of walk.slice(0, -1)) mergeTests(lines, line.replace(/\breturn [^;]+;$/, "return false;"));
  return [...lines, "return true;"];
}

function walkBody(walker: Walker, array: ArrayItem | undefined): void {
  const { mode, model, unit } = walker;
  if (model.packet.recursive && unit === undefined) walker.line(`if (depth >= limits.depth) ${depthFailure(mode, model)}`);
  walkBlock(walker, unitBlock(model, unit));
  finish(walker, mode, array);
}

/** An element's walk, again and again up to the end. */
function loop(body: readonly string[], model: PacketModel, module: Module, array: ArrayItem): string[] {
  const end = /^return (.*);$/.exec(body.at(-1) ?? "")?.[1] ?? "at";
  const budget = isShort(module.layout, model.packet, array) ? [] : ["let count = 0;"];
  const spend = budget.length === 0 ? [] : ["if (count++ >= limits.elements) return -1;"];
  return ["let at = start;", ...budget, "do {", ...spend, ...body.slice(0, -1), `at = ${end};`, "} while (at < end);", "return at;"];
}

function packetWalkParameters(module: Module, model: PacketModel, mode: Mode): Parameter[] {
  const depth = model.packet.recursive ? [{ name: "depth", type: "number" }] : [];
  return [...packetParameters(module, model, false, mode), ...depth];
}

function modeParameters(module: Module, mode: Mode, type: string, slots: Walker["slotsGiven"]): Parameter[] {
  switch (mode) {
    case "check":
      return slots === "never" ? [] : [{ name: "slots", type: `${type}View`, optional: slots === "sometimes" }];
    case "decode":
      return [{ name: "cursor", type: module.runtimeType("Cursor") }];
    case "explain":
      return [
        { name: "report", type: module.runtimeType("Report") },
        { name: "path", type: "string" },
      ];
  }
}

function depthFailure(mode: Mode, model: PacketModel): string {
  if (mode === "check") return "return -1;";
  if (mode === "decode") return "return cursor.fail(-1);";
  return `return report.malformed(path, at, 0, \`at most \${limits.depth} levels of ${model.packet.name}\`, "more", "");`;
}

function arrayOf(model: PacketModel, unit: number): ArrayItem {
  const item = model.packet.items[unit];
  if (item?.kind !== "array") throw new Error("a unit is a packet or an array's element");
  return item;
}

function finish(walker: Walker, mode: Mode, array: ArrayItem | undefined): void {
  const end = endPosition(walker.cursor);
  // The next element begins in the byte in which this one ends.
  const next = array === undefined ? end : position(walker.cursor);
  walker.flush(true);
  const until = array === undefined ? undefined : untilOf(array);
  if (array !== undefined && until !== undefined) requireUntil(walker, array, until);
  walker.shareSlot(end, "end");
  walker.storeSlots(boundSlots(walker, array, end));
  const last = until === undefined ? undefined : walker.expressions.bool(until);
  switch (mode) {
    case "check":
      walker.line(last === undefined ? `return ${next};` : `return 2 * (${next}) + (${last} ? 1 : 0);`);
      break;
    case "decode":
      if (last !== undefined) walker.line(`cursor.last = ${last};`);
      walker.line(
        `cursor.at = ${next};`,
        `return ${array !== undefined && flatElement(array) !== undefined ? (walker.properties[0]?.code ?? "undefined") : walker.object()};`,
      );
      break;
    case "explain":
      if (last !== undefined) walker.line(`report.last = ${last};`);
      walker.line(`return ${next};`);
      break;
  }
}

/** What a view keeps besides positions: where it is, and what its accessors ask for. Stored last, so that a failure changes nothing. */
function boundSlots(walker: Walker, array: ArrayItem | undefined, end: string): { slot: string; code: string }[] {
  const parameters = array === undefined ? ownParameters(walker.model).map(({ name }) => ({ slot: `$${name}`, code: name })) : [];
  const place = array === undefined ? [] : placeSlots(array);
  return [...place, { slot: "end", code: end }, ...parameters, ...stateSlots(walker)];
}

/** Of an element that begins on any bit: the byte in which it does, and that bit, counted from the start of `bytes`. */
function placeSlots(array: ArrayItem): { slot: string; code: string }[] {
  const bytes = { slot: "bytes", code: "bytes" };
  if (bitStride(array) === undefined) return [bytes, { slot: "at", code: "at" }];
  return [bytes, { slot: "at", code: "Math.floor(at / 8)" }, { slot: "$bit", code: "at" }];
}

function stateSlots(walker: Walker): { slot: string; code: string }[] {
  return needNames(walker.model).map((name) => ({ slot: `$${name}`, code: name }));
}

// For users

function argumentNames(module: Module, model: PacketModel): string[] {
  const depth = model.packet.recursive ? ["0"] : [];
  return [...packetParameters(module, model, false).map(({ name }) => name), ...depth];
}

export function checkFunction(module: Module, model: PacketModel): FunctionCode {
  return {
    name: `check${model.pascal}`,
    exported: true,
    doc: `Checks every length, constant and bound of a \`${model.packet.name}\` in \`at..end\`.\n@returns its end, -1 where it is malformed, or \`-1 - n\` where at least n more bytes are needed. Allocates nothing, never throws.`,
    parameters: packetParameters(module, model, true),
    returnType: "number",
    statements: [`return walk${model.pascal}(${argumentNames(module, model).join(", ")});`],
  };
}

export function decodeFunction(module: Module, model: PacketModel): FunctionCode {
  const cursor = module.runtime("Cursor");
  const own = ownParameters(model).map(({ name }) => name);
  const depth = model.packet.recursive ? ["0"] : [];
  const passed = ["bytes", "at", "end", ...own, ...decodeArguments(module, model), ...depth, "cursor"];
  const result = module.runtimeType("Result");
  return {
    name: `decode${model.pascal}`,
    exported: true,
    doc: `Decodes a \`${model.packet.name}\` in \`at..end\`. Byte fields are windows on \`bytes\`, not copies.`,
    parameters: packetParameters(module, model, true),
    returnType: `${result}<${model.pascal}>`,
    statements: [
      `const cursor = new ${cursor}(at);`,
      `const value = read${model.pascal}(${passed.join(", ")});`,
      "return value === undefined ? { ok: false, code: cursor.at } : { ok: true, value, end: cursor.at };",
    ],
  };
}

export function explainFunction(module: Module, model: PacketModel): FunctionCode {
  const report = module.runtime("Report");
  const trace = { name: "trace", type: module.runtimeType("Trace"), optional: true };
  const parameters = packetParameters(module, model, true);
  return {
    name: `explain${model.pascal}`,
    exported: true,
    doc: `Why the check of a \`${model.packet.name}\` failed: walks again, slowly. Undefined where it does not fail.\n@param trace is told which bytes belong to which field.`,
    parameters: [...parameters, trace],
    returnType: `${module.runtimeType("Failure")} | undefined`,
    statements: [
      `const report = new ${report}(${quote(model.packet.file)}, trace);`,
      `explainWalk${model.pascal}(${[...argumentNames(module, model), "report", quote(model.packet.name)].join(", ")});`,
      "return report.failure;",
    ],
  };
}
