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
import type { ExamplePlan } from "../examples/plan.js";
import type { CompiledOnTheSpot } from "./compile.js";
import { checkCodecs, type CodecsRecord } from "./codec-check.js";
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

/** Modules of the folder, each loaded once; the user's own code first, so that mistakes in it are said of it. */
function importerOf(root: string, record: PreparedRecord): (file: string) => Promise<ModuleExports> {
  let checked: Promise<void> | undefined;
  const load = async (file: string): Promise<ModuleExports> => {
    checked ??= checkCodecs(root, record);
    await checked;
    return importFrom(record.folder, `./${file}`);
  };
  const loaded = new Map<string, Promise<ModuleExports>>();
  return (file) => {
    const module = loaded.get(file) ?? load(file);
    loaded.set(file, module);
    return module;
  };
}

function preparedFrom(root: string, record: PreparedRecord): Prepared {
  const { folder, plan, examples, modules } = record;
  const importModule = importerOf(root, record);
  const load = async (index: number): Promise<PacketFunctions> => {
    const packet = plan.packets[index];
    const module = modules[packet?.file ?? ""];
    if (packet === undefined || module === undefined) throw new Error(`no packet ${String(index)} in ${folder}`);
    return bindPacket(await importModule(module), packet);
  };
  const loaded = new Map<number, Promise<PacketFunctions>>();
  const packet = (index: number): Promise<PacketFunctions> => {
    const known = loaded.get(index) ?? load(index);
    loaded.set(index, known);
    return known;
  };
  const all = async (): Promise<ReadonlyMap<string, ModuleExports>> =>
    new Map(await Promise.all(Object.entries(modules).map(async ([spec, file]) => [spec, await importModule(file)] as const)));
  const states = (index: number): Promise<readonly ModuleExports[]> =>
    Promise.all((record.states[index] ?? []).map((imported) => importFrom(folder, imported)));
  return { plan, examples, packet, states, modules: all };
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
    await prepared.modules();
    return prepared;
  });
}
