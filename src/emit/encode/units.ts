/** The functions of the encode side, one a unit; what is wrong with the spec shows here. */
import { report } from "../../diagnostics/diagnostic.js";
import type { ItemId } from "../../ir/ir.js";
import type { FunctionCode } from "../decode/functions.js";
import type { PacketModel } from "../model.js";
import type { Module } from "../module.js";
import type { UnitKey } from "../uses.js";
import { inlineElement, itemsIn } from "../walk-ir.js";
import { encodeWalkFunction } from "./functions.js";
import { NotKnownInTime } from "./problem.js";
import type { EncodeMode } from "./walker.js";

/** The packet, then the elements of its arrays, outermost first. */
export function unitsOf(model: PacketModel): UnitKey[] {
  return [undefined, ...elementsOf(model)];
}

/** Arrays whose elements have functions of their own, outermost first. */
export function elementsOf(model: PacketModel): ItemId[] {
  return [...itemsIn(model.packet.body)].flatMap((item) =>
    item.kind === "array" && item.element.kind === "group" && inlineElement(item) === undefined ? [item.id] : [],
  );
}

/** A value that encoding can't know in time is the spec's fault: it is reported, once a packet. */
export function encoder(module: Module, model: PacketModel, unit: UnitKey, mode: EncodeMode): FunctionCode[] {
  try {
    return [encodeWalkFunction(module, model, unit, mode)];
  } catch (error) {
    if (!(error instanceof NotKnownInTime)) throw error;
    if (mode === "measure") module.problems.push(report("MPL0804", error.span, error.message));
    else if (module.problems.length === 0) throw error;
    return [];
  }
}
