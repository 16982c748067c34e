/** The functions of the encode side: measure, write, explainMeasure for packets and elements; sizeOf, encode, explainEncode for users. */
import type { ArrayItem } from "../../ir/ir.js";
import type { FunctionCode } from "../decode/functions.js";
import { ownParameters, type Parameter } from "../decode/signatures.js";
import { endPosition, position } from "../cursor.js";
import { type PacketModel, type ProgramModel, stateVariable } from "../model.js";
import { Module, NOWHERE } from "../module.js";
import { quote } from "../names.js";
import { partEnds } from "../part-end.js";
import { markUnused, tidy } from "../tidy.js";
import type { UnitKey } from "../uses.js";
import { elementType } from "../types.js";
import { unitsOf } from "../units.js";
import { flatElement, untilOf } from "../walk-ir.js";
import { requireUntil } from "./arrays.js";
import { encodeBlock, requireObject } from "./blocks.js";
import { functionPrefix } from "./nested.js";
import { NotKnownInTime, asksTooMuch } from "./problem.js";
import { elementParameters, stateParameters } from "./signatures.js";
import { Sizing, type SizingKind } from "./sizing.js";
import { type EncodeMode, EncodeWalker, NOT_KNOWN, OWN_END } from "./walker.js";

const sizings = new WeakMap<ProgramModel, Sizing>();

/** Which packets of a program have functions that only measure. */
export function sizing(program: ProgramModel): Sizing {
  const known = sizings.get(program);
  if (known !== undefined) return known;
  const made = new Sizing(program.program, (index, kind) => {
    const file = program.program.packets[index]?.file ?? "";
    const module = new Module(program, file, NOWHERE);
    const model = module.model(index);
    for (const unit of unitsOf(model)) encodeWalkFunction(module, model, unit, "measure", kind);
  });
  sizings.set(program, made);
  return made;
}

/** `kind`: `none` for a function that does everything, else one that only measures. */
export function encodeWalkFunction(
  module: Module,
  model: PacketModel,
  unit: UnitKey,
  mode: EncodeMode,
  kind: SizingKind = "none",
): FunctionCode {
  const walker = new EncodeWalker(module, model, unit, mode, kind, sizing(module.program));
  const item = unit === undefined ? undefined : arrayOf(model, unit);
  const type = walker.typeOf(walker.block);
  const writing = item === undefined ? undefined : walker.partEnds.writingField(item);
  if (writing !== undefined) throw new NotKnownInTime(writing.span, asksTooMuch(writing.name));
  walker.isFlat = item !== undefined && flatElement(item) !== undefined;
  const own =
    item === undefined
      ? [...(kind === "blind" ? [] : ownParameters(model)), ...stateParameters(module, model, undefined)]
      : elementParameters(module, model, item, walker);
  if (walker.takesLimit) own.push({ name: "limit", type: "number" });
  if (walker.isQueuing) own.push({ name: "sums", type: `${module.runtimeType("PendingChecksum")}[]` });
  if (walker.countsDepth && unit === undefined) limitDepth(walker);
  if (!walker.isFlat) requireObject(walker, { name: "", span: (item ?? model.packet).span }, walker.block, "value");
  encodeBlock(walker, walker.block, unit === undefined);
  finish(walker, mode, item);
  const [unfinished] = walker.unfinished;
  if (unfinished !== undefined && !walker.isSizing) {
    const span = unfinished.exprs[0]?.span ?? model.packet.span;
    throw new NotKnownInTime(span, `encoding \`${model.packet.name}\` can't compute this: what it needs is never known`);
  }
  const statements = tidy([...walker.hoistedLines, ...walker.lines]);
  const valueType = item === undefined ? `${type}Input` : elementType(module, model, item, "Input");
  const parameters = [
    { name: "value", type: valueType },
    ...(mode === "write" ? [{ name: "bytes", type: "DataView" }] : []),
    { name: "at", type: "number" },
    ...(walker.countsDepth ? [{ name: "depth", type: "number" }] : []),
    ...own,
    ...reportParameters(module, mode),
  ];
  return {
    name: `${functionPrefix(walker)}${type}${walker.suffix}`,
    exported: unit === undefined,
    parameters: markUnused(parameters, statements),
    returnType: "number",
    statements,
    ...(unit === undefined ? { doc: "@internal" } : {}),
  };
}

/** A value may be deeper than what decoding gives: one that can be measured must not exhaust the stack when it is written. */
function limitDepth(walker: EncodeWalker): void {
  const most = walker.module.runtime("MOST_LEVELS");
  walker.require(`depth > ${most}`, { name: "", span: walker.model.packet.span }, `\`at most \${${most}} levels\``, quote("more"));
}

function reportParameters(module: Module, mode: EncodeMode): Parameter[] {
  if (mode !== "explain") return [];
  return [
    { name: "report", type: module.runtimeType("Report") },
    { name: "path", type: "string" },
  ];
}

function arrayOf(model: PacketModel, unit: number): ArrayItem {
  const item = model.packet.items[unit];
  if (item?.kind !== "array") throw new Error("a unit is a packet or an array's element");
  return item;
}

function finish(walker: EncodeWalker, mode: EncodeMode, item: ArrayItem | undefined): void {
  // The next element begins in the byte in which this one ends.
  const end = item === undefined ? endPosition(walker.cursor) : position(walker.cursor);
  walker.flush();
  if (walker.takesLimit) finishInPart(walker, item === undefined ? end : undefined);
  // What waits for the end would only check something, or compute it.
  else if (item === undefined && !walker.isSizing) walker.part.end = end;
  walker.flush();
  walker.flush(true);
  const until = item === undefined || mode === "write" || walker.isSizing ? undefined : untilOf(item);
  if (item === undefined || until === undefined) return walker.line(`return ${end};`);
  const known = walker.takesLimit ? "limit >= 0 && " : "";
  requireUntil(walker, item, until, known);
  walker.line(`return 2 * (${end}) + (${known}${walker.expressions.bool(until)} ? 1 : 0);`);
}

/** What depends on the end of the part is looked at only if that is known; a packet's own end may be it. */
function finishInPart(walker: EncodeWalker, end: string | undefined): void {
  walker.flush(true);
  if (walker.unfinished.length === 0) {
    walker.part.end = "limit";
    return;
  }
  if (end === undefined) walker.part.end = "limit";
  else walker.part.end = walker.anchor("part_end", `limit < 0 ? ${end} : limit`).base;
  walker.line(end === undefined ? "if (limit >= 0) {" : `if (limit !== ${NOT_KNOWN}) {`);
  walker.flush();
  walker.flush(true);
  walker.line("}");
}

// For users

function ownNames(model: PacketModel): string[] {
  return [...ownParameters(model).map(({ name }) => name), ...model.needs.states.map(stateVariable)];
}

function ownDepth(model: PacketModel): string[] {
  return model.packet.recursive ? ["0"] : [];
}

/** Nothing stands behind the packet. */
function ownEnd(module: Module, model: PacketModel): string[] {
  return partEnds(module.program.program).asks(model.packet) ? [OWN_END] : [];
}

export function sizeOfFunction(module: Module, model: PacketModel): FunctionCode {
  return {
    name: `sizeOf${model.pascal}`,
    exported: true,
    doc: `The exact size in bytes of a \`${model.packet.name}\` with this value, on its own, or -1 where it has no encoding.`,
    parameters: [{ name: "value", type: `${model.pascal}Input` }, ...ownParameters(model)],
    returnType: "number",
    statements: [...freshStates(module, model), ...measured(module, model, "size", "0"), "return size >= 0 ? size : -1;"],
  };
}

/** Who was told by no type checker may pass anything: where the walk finds no way through a value, that has no encoding. */
function measured(module: Module, model: PacketModel, variable: string, at: string): string[] {
  const args = ["value", at, ...ownDepth(model), ...ownNames(model), ...ownEnd(module, model)];
  return [`let ${variable}: number;`, "try {", `${variable} = measure${model.pascal}(${args.join(", ")});`, "} catch {", "return -1;", "}"];
}

function freshStates(module: Module, model: PacketModel): string[] {
  return model.needs.states.map((state) => `const ${stateVariable(state)} = ${module.stateNamespace(state)}.writeState(0);`);
}

/** Codec states start afresh: what an earlier attempt left in them does not count. */
function begins(module: Module, model: PacketModel, at: string): string[] {
  return model.needs.states.map((state) => `${module.stateNamespace(state)}.begin(${stateVariable(state)}, ${at});`);
}

export function encodeFunction(module: Module, model: PacketModel): FunctionCode {
  const rewinds = model.needs.states.map((state) => `${module.stateNamespace(state)}.rewind(${stateVariable(state)});`);
  return {
    name: `encode${model.pascal}`,
    exported: true,
    doc: `Encodes a \`${model.packet.name}\` at \`at\`, computed fields included.\n@returns its end; -1 where the value has no encoding, \`-1 - n\` where \`bytes\` are n too few, and nothing is written then.`,
    parameters: [
      { name: "value", type: `${model.pascal}Input` },
      { name: "bytes", type: "DataView" },
      { name: "at", type: "number" },
      ...ownParameters(model),
      ...stateParameters(module, model, "at"),
    ],
    returnType: "number",
    statements: [
      ...begins(module, model, "at"),
      ...measured(module, model, "end", "at"),
      "if (!(end >= 0)) return -1;",
      "if (end > bytes.byteLength) return bytes.byteLength - end - 1;",
      ...rewinds,
      `return write${model.pascal}(${["value", "bytes", "at", ...ownNames(model)].join(", ")});`,
    ],
  };
}

export function explainEncodeFunction(module: Module, model: PacketModel): FunctionCode {
  const args = ["value", "0", ...ownDepth(model), ...ownNames(model), ...ownEnd(module, model), "report", quote(model.packet.name)];
  const walk = `explainMeasure${model.pascal}(${args.join(", ")})`;
  return {
    name: `explainEncode${model.pascal}`,
    exported: true,
    doc: `Why a value can't be encoded as a \`${model.packet.name}\`: the field, the value and the bound. Undefined where it can.`,
    parameters: [{ name: "value", type: `${model.pascal}Input` }, ...ownParameters(model)],
    returnType: `${module.runtimeType("Failure")} | undefined`,
    statements: [
      ...freshStates(module, model),
      `const report = new ${module.runtime("Report")}(${quote(model.packet.file)});`,
      `return ${module.runtime("explainValue")}(report, ${model.camel}Shape, value, () => ${walk});`,
    ],
  };
}
