/** Specs compiled on the spot, kept and loaded: what decode, encode, dissect and test work with. Loads no compiler when nothing changed. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { bindPacket, type ModuleExports, type PacketFunctions } from "../../dissect/packet.js";
import type { Plan } from "../../dissect/plan.js";
import type { ByteOrder } from "../../check/check.js";
import { areUnchanged, FileHashes, FORMAT, type Inputs } from "../build/manifest.js";
import { cacheFolder, warnOfCache } from "../cache-folder.js";
import type { Config } from "../config.js";
import { hashOf, readTextIfThere } from "../files.js";
import { compilerFingerprint } from "../package-files.js";
import { Problem } from "../problem.js";
import type { ExamplePlan } from "../examples/plan.js";
import type { CompiledOnTheSpot } from "./compile.js";
import type { CodecsRecord } from "./codec-problems.js";
import type { Faults } from "./codec-guard.js";
import { CodecLoader } from "./codec-loader.js";
import { importFrom } from "./import.js";

export interface PrepareRequest {
  readonly root: string;
  readonly config: Config;
  /** Absolute paths. */
  readonly specs: readonly string[];
  readonly byteOrder: ByteOrder;
  /** Called before work that takes long. */
  readonly onCompile?: () => void;
  /** Told what is no error; standard error unless given. */
  readonly warn?: (text: string) => void;
}

export interface PreparedRecord extends Inputs, CodecsRecord {
  readonly format: number;
  readonly plan: Plan;
  readonly examples: readonly ExamplePlan[];
  /** The module file of each spec. */
  readonly modules: Readonly<Record<string, string>>;
  /** Of each packet, the modules of its codec states, as generated modules import them. */
  readonly states: readonly (readonly string[])[];
  /** The numbers of the custom types without which a spec's module cannot be loaded. */
  readonly needs: Readonly<Record<string, readonly number[]>>;
}

export interface Prepared {
  readonly plan: Plan;
  readonly examples: readonly ExamplePlan[];
  /** By index in the plan; its module is loaded when it is first asked for. */
  readonly packet: (index: number) => Promise<PacketFunctions>;
  /** The modules of its codec states, in the order in which its functions take these. */
  readonly states: (index: number) => Promise<readonly ModuleExports[]>;
  /** All modules, by the spec that they are compiled from. */
  readonly modules: () => Promise<ReadonlyMap<string, ModuleExports>>;
  /** Loads them all; what keeps some of them from being loaded. */
  readonly problems: () => Promise<readonly Problem[]>;
  /** What functions of custom types throw. */
  readonly faults: Faults;
}

function recordPath({ root, specs, byteOrder, config }: PrepareRequest): string {
  const key = hashOf(compilerFingerprint(), root, byteOrder, JSON.stringify(config.codecs), ...specs);
  return join(cacheFolder(root), "run", `${key}.json`);
}

async function readRecord(path: string): Promise<PreparedRecord | undefined> {
  const text = await readTextIfThere(path).catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const record = JSON.parse(text) as PreparedRecord;
    return record.format === FORMAT && existsSync(record.folder) ? record : undefined;
  } catch {
    return undefined;
  }
}

/** Modules by the specs that they are compiled from, each loaded once; the user's own code first, so that mistakes in it are said of it. */
function importerOf(record: PreparedRecord, codecs: CodecLoader): (spec: string) => Promise<ModuleExports> {
  const load = async (spec: string): Promise<ModuleExports> => {
    const file = record.modules[spec];
    if (file === undefined) throw new Error(`no module of ${spec} in ${record.folder}`);
    await codecs.load(record.needs[spec] ?? []);
    return importFrom(record.folder, `./${file}`);
  };
  return remembered(load);
}

function remembered<Key, Value>(make: (key: Key) => Promise<Value>): (key: Key) => Promise<Value> {
  const known = new Map<Key, Promise<Value>>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}

/** Where generated code measures a value, it catches what custom types throw. */
function watched(functions: PacketFunctions, faults: Faults): PacketFunctions {
  return {
    ...functions,
    isCanonical: (...given) => faults.during(() => functions.isCanonical(...given)),
    sizeOf: (...given) => faults.during(() => functions.sizeOf(...given)),
    encode: (...given) => faults.during(() => functions.encode(...given)),
    explainEncode: (...given) => faults.during(() => functions.explainEncode(...given)),
  };
}

function preparedFrom(root: string, record: PreparedRecord): Prepared {
  const { folder, plan, examples, modules, needs } = record;
  const codecs = new CodecLoader(root, record);
  const { faults } = codecs;
  const importModule = importerOf(record, codecs);
  const packet = remembered(async (index: number): Promise<PacketFunctions> => {
    const found = plan.packets[index];
    if (found === undefined) throw new Error(`no packet ${String(index)} in ${folder}`);
    const functions = bindPacket(await importModule(found.file), found);
    return (needs[found.file] ?? []).length === 0 ? functions : watched(functions, faults);
  });
  const all = async (): Promise<ReadonlyMap<string, ModuleExports>> =>
    new Map(await Promise.all(Object.keys(modules).map(async (spec) => [spec, await importModule(spec)] as const)));
  const problems = (): Promise<readonly Problem[]> => problemsOf(Object.keys(modules).map(importModule));
  const states = (index: number): Promise<readonly ModuleExports[]> =>
    Promise.all((record.states[index] ?? []).map((imported) => importFrom(folder, imported)));
  return { plan, examples, packet, states, modules: all, problems, faults };
}

/** Each once, whichever modules it keeps from being loaded. */
async function problemsOf(modules: readonly Promise<unknown>[]): Promise<readonly Problem[]> {
  const problems = new Map<string, Problem>();
  for (const settled of await Promise.allSettled(modules)) {
    if (settled.status === "fulfilled") continue;
    if (!(settled.reason instanceof Problem)) throw settled.reason;
    problems.set(settled.reason.message, settled.reason);
  }
  return [...problems.values()];
}

/** @throws SpecErrors where the specs have errors */
export async function prepare(request: PrepareRequest): Promise<Prepared> {
  const path = recordPath(request);
  const known = await readRecord(path);
  if (known !== undefined && (await areUnchanged(known, new FileHashes()))) return preparedFrom(request.root, known);
  request.onCompile?.();
  const { compileOnTheSpot } = await import("./compile.js");
  return placed(request, path, known?.folder, await compileOnTheSpot(request));
}

/** In the cache, or, without one, in memory. */
async function placed(request: PrepareRequest, path: string, replaced: string | undefined, compiled: CompiledOnTheSpot): Promise<Prepared> {
  const { keep, withTemporary } = await import("./keep.js");
  try {
    return preparedFrom(request.root, await keep(compiled, path, replaced));
  } catch (error) {
    warnOfCache(cacheFolder(request.root), error, request.warn);
  }
  return withTemporary(compiled, async (record) => {
    const prepared = preparedFrom(request.root, record);
    await prepared.problems();
    return prepared;
  });
}
