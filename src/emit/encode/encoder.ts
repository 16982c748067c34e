/** The functions of the encode side, one a unit; what is wrong with the spec shows here. */
import { report } from "../../diagnostics/diagnostic.js";
import type { FunctionCode } from "../decode/functions.js";
import type { PacketModel } from "../model.js";
import type { Module } from "../module.js";
import type { UnitKey } from "../uses.js";
import { unitsOf } from "../units.js";
import { encodeWalkFunction, sizing } from "./functions.js";
import { NotKnownInTime } from "./problem.js";
import type { EncodeMode } from "./walker.js";

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

/** Those that only measure, where some packet may want that. */
export function sizingEncoders(module: Module, model: PacketModel, mode: "measure" | "explain"): FunctionCode[] {
  const kind = sizing(module.program).of(model);
  return kind === "none" ? [] : unitsOf(model).map((unit) => encodeWalkFunction(module, model, unit, mode, kind));
}
