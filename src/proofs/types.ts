/** What the search for witnesses gives: every check that is left at run time, with an input that makes it fail. */
import type { JsonValue } from "../../runtime/codec.js";
import type { Obligation } from "../layout/layout.js";
import type { TimeLimit } from "./time.js";

export type Direction = "decode" | "encode";
/** The value of a packet's parameter. */
export type Argument = number | boolean;

/** An input that fails exactly at the obligation, as generated code has confirmed. */
export type Witness = DecodeWitness | EncodeWitness;

interface WitnessBase {
  /** Of the packet's own parameters. */
  readonly args: readonly Argument[];
  /** What check, or encode, returns. */
  readonly code: number;
  /** Where, as explain says: `ipv4.options[0].length`. */
  readonly path: string;
}
export interface DecodeWitness extends WitnessBase {
  readonly direction: "decode";
  readonly hex: string;
}
export interface EncodeWitness extends WitnessBase {
  readonly direction: "encode";
  /** With the spec's names (see value-json.ts). */
  readonly value: JsonValue;
}

/** An obligation in one direction; one that holds in both is checked twice, and needs two witnesses. */
export interface Check {
  readonly obligation: Obligation;
  readonly direction: Direction;
  readonly status: "proved" | "witness" | "unproved";
  readonly witness?: Witness;
}

/** What `import()` gives for a generated module. */
export type LoadedModule = Readonly<Record<string, unknown>>;
/** By the spec file that they are generated from. */
export type LoadedModules = ReadonlyMap<string, LoadedModule>;

export interface SearchOptions {
  /** Same seed, same witnesses. */
  readonly seed?: number;
  /** Inputs to try for a packet, in each direction. */
  readonly steps?: number;
  /** The search of all packets ends then, whatever steps are left. */
  readonly limit?: TimeLimit;
  /** Told when generated code throws, or its functions disagree: that is a bug in the compiler. */
  readonly onProblem?: (problem: string) => void;
}

/** Of one search. */
export interface Budget {
  readonly steps: number;
  readonly isOver: () => boolean;
}

export const DEFAULT_STEPS = 20_000;
