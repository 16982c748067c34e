/** The functions of the decode side: walk, read, explainWalk for packets and elements; check, decode, explain for users. */
import { bitStride } from "../../ir/bit-elements.js";
import type { ArrayItem } from "../../ir/ir.js";
import { type PacketModel, isShort } from "../model.js";
import type { Module } from "../module.js";
import { quote } from "../names.js";
import { markUnused, tidy } from "../tidy.js";
import type { UnitKey } from "../uses.js";
import { elementType } from "../types.js";
import { flatElement, untilOf } from "../walk-ir.js";
import { shareArms } from "./alike-arms.js";
import { checksAll, requireUntil } from "./arrays.js";
import { walkBlock } from "./blocks.js";
import { type Parameter, decodeArguments, elementParameters, needNames, ownParameters, packetParameters } from "./signatures.js";
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
  // Whoever holds a part asks only whether all of it is sound.
  walker.bounded = array.extent.kind === "bytes";
  const type = walker.typeOf(unitBlock(model, unit));
  const parameters = elementParameters(module, model, array, walker);
  walkBlock(walker, unitBlock(model, unit));
  finish(walker, "check", array);
  const statements = loop(shareArms(tidy([...walker.hoistedLines, ...walker.lines])), model, module, array);
  const named = parameters.map((parameter) => (parameter.name === "at" ? { ...parameter, name: "start" } : parameter));
  return [{ name: `walkAll${type}`, exported: false, parameters: markUnused(named, statements), returnType: "number", statements }];
}

/** One walk of one unit; the walker is returned too, for it knows where everything stands. */
export function walkFunction(module: Module, model: PacketModel, unit: UnitKey, mode: Mode): { code: FunctionCode; walker: Walker } {
  const walker = new Walker(module, model, unit, mode);
  const array = unit === undefined ? undefined : arrayOf(model, unit);
  if (array !== undefined && checksAll(model, array)) walker.slotsGiven = "always";
  const type = walker.typeOf(unitBlock(model, unit));
  const valueType = array === undefined ? type : elementType(module, model, array, "Value");
  const own = array === undefined ? packetWalkParameters(module, model, mode) : elementParameters(module, model, array, walker);
  const parameters = [...own, ...modeParameters(module, mode, type, walker.slotsGiven === "always")];
  if (array !== undefined) walker.elementParameters = own;
  walker.returnsLast = array !== undefined && untilOf(array) !== undefined;
  if (model.packet.recursive && unit === undefined) {
    walker.line(`if (depth >= limits.depth) ${depthFailure(mode, model)}`);
  }
  walkBlock(walker, unitBlock(model, unit));
  finish(walker, mode, array);
  const statements = tidy([...walker.hoistedLines, ...walker.lines]);
  return {
    walker,
    code: {
      name: `${PREFIX[mode]}${type}`,
      exported: unit === undefined,
      parameters: markUnused(parameters, statements),
      returnType: mode === "decode" ? `${valueType} | undefined` : "number",
      statements,
      ...(unit === undefined ? { doc: "@internal" } : {}),
    },
  };
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

function modeParameters(module: Module, mode: Mode, type: string, isGiven: boolean): Parameter[] {
  switch (mode) {
    case "check":
      return [{ name: "slots", type: `${type}View`, optional: !isGiven }];
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
