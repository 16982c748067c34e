/** Parameters and arguments of the functions that measure and write. */
import type { ArrayItem } from "../../ir/ir.js";
import { ownParameters, type Parameter } from "../decode/signatures.js";
import { factKind } from "../fact-kind.js";
import { type PacketModel, stateVariable } from "../model.js";
import type { Module } from "../module.js";
import type { Fact } from "../uses.js";
import type { SizingKind } from "./sizing.js";
import type { EncodeWalker } from "./walker.js";

export function stateParameters(module: Module, model: PacketModel, at: string | undefined): Parameter[] {
  return model.needs.states.map((state) => {
    const namespace = module.stateNamespace(state);
    const base = { name: stateVariable(state), type: `${namespace}.WriteState` };
    return at === undefined ? base : { ...base, initializer: `${namespace}.writeState(${at})` };
  });
}

/** Behind `value, (bytes,) at`. */
export function elementParameters(module: Module, model: PacketModel, item: ArrayItem, walker: EncodeWalker): Parameter[] {
  const uses = model.encode.of(item.id);
  return [
    ...(uses.origin ? [{ name: "origin", type: "number" }] : []),
    ...uses.captures.flatMap((fact) => captureParameters(fact, walker, model)),
    ...(walker.kind === "blind" ? [] : ownParameters(model).filter((_, index) => uses.params.has(index))),
    ...stateParameters(module, model, undefined),
  ];
}

function captureParameters(fact: Fact, walker: EncodeWalker, model: PacketModel): Parameter[] {
  const [first] = fact.targets;
  const item = first === undefined ? undefined : model.packet.items[first];
  if (first === undefined || item === undefined) return [];
  const kind = factKind(walker.module, model, fact, model.encode);
  const code = walker.locals.claimLocal(fact.aspect === "value" ? item.name : `${item.name}_${fact.aspect}`);
  walker.setFact(fact.aspect, first, { kind: kind === "range" ? "text" : kind, code });
  return [{ name: code, type: kind === "range" ? "Uint8Array | string" : kind }];
}

/** `kind`: of the function that is called. */
export function elementArguments(walker: EncodeWalker, item: ArrayItem, kind: SizingKind): string[] {
  const { model } = walker;
  const uses = model.encode.of(item.id);
  const captured = uses.captures.flatMap((fact) => {
    const [first] = fact.targets;
    if (first === undefined) return [];
    const code = walker.widened(fact.aspect, first, walker.known(fact.aspect, first));
    return code.kind === "range" ? [] : [code.code];
  });
  return [
    ...(uses.origin ? [walker.origin] : []),
    ...captured,
    ...(kind === "blind" ? [] : model.params.filter((_, index) => uses.params.has(index))),
    ...model.needs.states.map(stateVariable),
  ];
}
