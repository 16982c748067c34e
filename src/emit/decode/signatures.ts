/** Parameters and arguments of the functions that decode packets and elements. */
import type { ArrayItem, Nested } from "../../ir/ir.js";
import { factKind } from "../fact-kind.js";
import { type PacketModel, stateVariable } from "../model.js";
import type { Module } from "../module.js";
import type { Fact } from "../uses.js";
import type { Mode, Walker } from "./walker.js";

export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly optional?: boolean;
  readonly initializer?: string;
}

/** `bytes, at, end`, the packet's own parameters, then what codecs and budgets need. */
export function packetParameters(module: Module, model: PacketModel, initialize: boolean, mode: Mode = "check"): Parameter[] {
  return [
    { name: "bytes", type: "DataView" },
    { name: "at", type: "number" },
    { name: "end", type: "number" },
    ...ownParameters(model),
    ...needParameters(module, model, initialize, mode),
  ];
}

export function ownParameters(model: PacketModel): Parameter[] {
  return model.packet.params.map((param, index) => ({
    name: model.params[index] ?? param.name,
    type: param.type === "bool" ? "boolean" : "number",
  }));
}

/** While decoding, codecs share what `decodeState` made of the caller's state. */
export function needParameters(module: Module, model: PacketModel, initialize: boolean, mode: Mode = "check"): Parameter[] {
  const states = model.needs.states.map((state) => {
    const namespace = module.stateNamespace(state);
    const base = { name: stateVariable(state), type: `${namespace}.${mode === "decode" ? "DecodeState" : "ReadState"}` };
    return initialize ? { ...base, initializer: `${namespace}.readState(at)` } : base;
  });
  if (!model.needs.limits) return states;
  const limits = { name: "limits", type: module.runtimeType("Limits") };
  return [...states, initialize ? { ...limits, initializer: module.runtime("defaultLimits") } : limits];
}

/** Names of the needs, to pass them on to something that has the same. */
export function needNames(model: PacketModel): string[] {
  return [...model.needs.states.map(stateVariable), ...(model.needs.limits ? ["limits"] : [])];
}

/** What a decoder passes to the functions below it, behind the packet's own arguments. */
export function decodeArguments(module: Module, model: PacketModel): string[] {
  const states = model.needs.states.map((state) => `${module.stateNamespace(state)}.decodeState(bytes, ${stateVariable(state)})`);
  return [...states, ...(model.needs.limits ? ["limits"] : [])];
}

/** Arguments of a nested packet's walk behind `bytes, at, end`. */
export function nestedArguments(walker: Walker, item: Nested, inner: PacketModel): string[] {
  const own = item.args.map((arg) => (arg.type === "bool" ? walker.expressions.bool(arg) : numberArgument(walker, arg)));
  const depth = inner.packet.recursive ? [walker.model.packet.recursive ? "depth + 1" : "0"] : [];
  return [...own, ...needNames(inner), ...depth];
}

function numberArgument(walker: Walker, arg: Nested["args"][number]): string {
  return walker.expressions.anyNumber(arg);
}

/** What an element's function takes behind `bytes, at, end`. */
export function elementParameters(module: Module, model: PacketModel, item: ArrayItem, walker: Walker): Parameter[] {
  const uses = model.decode.of(item.id);
  const captured = uses.captures.flatMap((fact) => captureParameters(fact, walker, model));
  const params = ownParameters(model).filter((_, index) => uses.params.has(index));
  const depth = model.packet.recursive ? [{ name: "depth", type: "number" }] : [];
  return [
    { name: "bytes", type: "DataView" },
    { name: "at", type: "number" },
    { name: "end", type: "number" },
    ...(uses.origin ? [{ name: "origin", type: "number" }] : []),
    ...captured,
    ...params,
    ...needParameters(module, model, false, walker.mode),
    ...depth,
  ];
}

/** The view's slots are named after parameters; these are its cursor's own. */
const CURSOR_SLOTS = new Set(["next", "limit", "left", "stop"]);

/** A captured fact is a parameter (two for a range of bytes), and known to the element's walker from the start. */
function captureParameters(fact: Fact, walker: Walker, model: PacketModel): Parameter[] {
  const [first] = fact.targets;
  const item = first === undefined ? undefined : model.packet.items[first];
  if (first === undefined || item === undefined) return [];
  const wanted = fact.aspect === "value" ? item.name : `${item.name}_${fact.aspect}`;
  const base = CURSOR_SLOTS.has(wanted) ? `outer_${wanted}` : wanted;
  const kind = factKind(walker.module, model, fact, model.decode);
  if (kind === "range") {
    const start = walker.locals.claimLocal(`${base}_start`);
    const end = walker.locals.claimLocal(`${base}_end`);
    walker.setFact(fact.aspect, first, { kind, start, end });
    walker.captured.set(`${fact.aspect}:${first}`, { kind, start: `this.$${start}`, end: `this.$${end}` });
    walker.captureNames.set(`${fact.aspect}:${first}`, [start, end]);
    return [start, end].map((name) => ({ name, type: "number" }));
  }
  const code = walker.locals.claimLocal(base);
  walker.setFact(fact.aspect, first, { kind, code });
  walker.captured.set(`${fact.aspect}:${first}`, { kind, code: `this.$${code}` });
  walker.captureNames.set(`${fact.aspect}:${first}`, [code]);
  return [{ name: code, type: kind }];
}

/** Arguments of an element's function behind `bytes, at, end`, from the enclosing function. */
export function elementArguments(walker: Walker, item: ArrayItem): string[] {
  const { model } = walker;
  const uses = model.decode.of(item.id);
  const captured = uses.captures.flatMap((fact) => {
    const [first] = fact.targets;
    if (first === undefined) return [];
    const code = walker.widened(fact.aspect, first, walker.known(fact.aspect, first));
    return code.kind === "range" ? [code.start, code.end] : [code.code];
  });
  return [
    ...(uses.origin ? [walker.origin] : []),
    ...captured,
    ...model.params.filter((_, index) => uses.params.has(index)),
    ...needNames(model),
    ...(model.packet.recursive ? ["depth"] : []),
  ];
}
