/** A build: what is asked for, what is known while it goes on, and what came of it. */
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { Config } from "../config.js";
import { hashOf } from "../files.js";
import { FileHashes, type Manifest, type UnitRecord } from "./manifest.js";

export interface BuildRequest {
  readonly root: string;
  readonly config: Config;
  /** Absolute paths. */
  readonly specs: readonly string[];
  readonly base: string;
  readonly out: string;
  /** Only tell what would change. */
  readonly dryRun: boolean;
  /** One build of many in this process: compiled here, where the next one finds again what did not change. */
  readonly remember?: boolean;
  /** Called as units are finished. */
  readonly progress?: (done: number, total: number) => void;
  /** Told what is no error; standard error unless given. */
  readonly warn?: (text: string) => void;
}

export interface BuildOutcome {
  /** Absolute paths of modules. */
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  readonly diagnostics: readonly Diagnostic[];
  /** Specs with errors. */
  readonly failed: readonly string[];
  /** Where a module belongs, and a file is that mplc has not written. */
  readonly refused: readonly string[];
}

export interface State {
  readonly request: BuildRequest;
  readonly hashes: FileHashes;
  /** Of the list of all specs. */
  readonly given: string;
  readonly units: Map<string, UnitRecord>;
  /** Specs that were looked at. */
  readonly known: Set<string>;
  readonly written: string[];
  readonly failed: string[];
  readonly refused: string[];
  readonly diagnostics: Map<string, Diagnostic>;
  unchanged: number;
}

export function begin(request: BuildRequest, { units }: Manifest): State {
  return {
    request,
    hashes: new FileHashes(),
    given: hashOf(...request.specs),
    units: new Map(Object.entries(units)),
    known: new Set(),
    written: [],
    failed: [],
    refused: [],
    diagnostics: new Map(),
    unchanged: 0,
  };
}

export function finish(state: State, removed: readonly string[]): BuildOutcome {
  const { written, failed, refused, unchanged, diagnostics } = state;
  return {
    written: [...written].sort(),
    removed,
    failed: [...failed].sort(),
    refused: [...refused].sort(),
    unchanged,
    diagnostics: [...diagnostics.values()],
  };
}
