/** What a rule gets to see. */
import type { Links } from "./links.js";
import type { Lowered } from "./lowered.js";
import type { PacketModel } from "./model.js";
import type { Problems } from "./problems.js";

export interface RuleContext {
  readonly packet: PacketModel;
  readonly lowered: Lowered;
  /** Of every packet, for what depends on nested ones. */
  readonly all: ReadonlyMap<PacketModel, Lowered>;
  readonly problems: Problems;
}

/** Where something is wrong elsewhere in the packet, parts of `lowered` are missing; a rule passes over them in silence. */
export type PacketRule = (context: RuleContext) => void;

export interface ProgramContext {
  readonly packets: readonly PacketModel[];
  readonly links: Links;
}

export type ProgramRule = (context: ProgramContext) => void;
