/** A build: finds what has changed since the last one, compiles that, and writes what came out differently. */
import { rm, stat } from "node:fs/promises";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { cacheFolder, warnOfCache } from "../cache-folder.js";
import type { Config } from "../config.js";
import { hashOf, readTextIfThere, writeWhole } from "../files.js";
import { compilerFingerprint } from "../package-files.js";
import { FileHashes, FORMAT, isFresh, type Manifest, manifestPath, readManifest, type UnitRecord, writeManifest } from "./manifest.js";
import { findOrphans, specOfModule } from "./marks.js";
import type { Work } from "./pool.js";
import type { UnitJob, UnitResult } from "./unit.js";

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

interface State {
  readonly request: BuildRequest;
  readonly hashes: FileHashes;
  readonly given: string;
  readonly units: Map<string, UnitRecord>;
  readonly known: Set<string>;
  readonly written: string[];
  readonly failed: string[];
  readonly refused: string[];
  readonly diagnostics: Map<string, Diagnostic>;
  unchanged: number;
}

/** What makes the same specs compile differently. */
function keyOf({ config }: BuildRequest): string {
  const { source: _, ...options } = config;
  return hashOf(compilerFingerprint(), JSON.stringify(options));
}

function jobFor(request: BuildRequest, spec: string): UnitJob {
  const { root, base, out, config, remember = false } = request;
  return { spec, root, base, out, config, remember, given: request.specs };
}

/** Of all specs, the smallest first. */
export async function jobsBySize(request: BuildRequest): Promise<UnitJob[]> {
  const work = await Promise.all(request.specs.map(async (spec) => ({ job: jobFor(request, spec), size: await sizeOf(spec) })));
  return work.sort((a, b) => a.size - b.size).map(({ job }) => job);
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path)).size;
}

/** One entry for a diagnostic that several units report, because they import the same file. */
function keep({ diagnostics }: State, found: readonly Diagnostic[]): void {
  for (const diagnostic of found) {
    const { code, message, span } = diagnostic;
    diagnostics.set(`${span.source.path}:${span.start.toString()}:${code}:${message}`, diagnostic);
  }
}

/** False where a file of someone else is in its place. */
async function writeOutput({ request, written, hashes, refused }: State, path: string, text: string): Promise<boolean> {
  const before = await readTextIfThere(path);
  if (before === text) return true;
  if (before !== undefined && specOfModule(before) === undefined) {
    refused.push(path);
    return false;
  }
  written.push(path);
  if (!request.dryRun) await writeWhole(path, text);
  hashes.forget(path);
  return true;
}

async function accept(state: State, result: UnitResult): Promise<void> {
  keep(state, result.diagnostics);
  if (result.failed) {
    state.units.delete(result.spec);
    state.failed.push(result.spec);
    return;
  }
  const { output } = result;
  if (output !== undefined && !(await writeOutput(state, output.path, output.text))) {
    state.units.delete(result.spec);
    return;
  }
  state.units.set(result.spec, {
    dependencies: result.dependencies,
    listings: result.listings,
    imports: result.imports,
    given: result.isOpen ? state.given : null,
    output: output === undefined ? null : { path: output.path, hash: hashOf(Buffer.from(output.text)) },
  });
}

/** Specs that have to be compiled; imports of what is up to date are followed too. */
async function findStale(state: State, specs: readonly string[]): Promise<string[]> {
  const stale: string[] = [];
  const queue = [...specs];
  for (let spec = queue.shift(); spec !== undefined; spec = queue.shift()) {
    if (state.known.has(spec)) continue;
    state.known.add(spec);
    const record = state.units.get(spec);
    if (await isFresh(record, state.hashes, state.given)) {
      state.unchanged++;
      queue.push(...(record?.imports ?? []));
    } else {
      stale.push(spec);
    }
  }
  return stale;
}

/** What was changed itself comes first, then what only imports it. */
async function changedFirst({ units, hashes }: State, wave: readonly string[]): Promise<string[]> {
  const isChanged = async (spec: string): Promise<boolean> => {
    const own = units.get(spec)?.dependencies.find(([path]) => path === spec);
    return own === undefined || (await hashes.of(spec)) !== own[1];
  };
  const changes = await Promise.all(wave.map(isChanged));
  return [...wave.filter((_, index) => changes[index]), ...wave.filter((_, index) => !changes[index])];
}

async function compileStale(state: State, stale: readonly string[]): Promise<void> {
  const { compileAll } = await import("./pool.js");
  let wave = stale;
  let done = 0;
  let total = wave.length;
  while (wave.length > 0) {
    const found: string[] = [];
    const ordered = await changedFirst(state, wave);
    const work: Work[] = await Promise.all(ordered.map(async (spec) => ({ job: jobFor(state.request, spec), size: await sizeOf(spec) })));
    await compileAll(
      work,
      async (result) => {
        await accept(state, result);
        found.push(...result.imports);
        state.request.progress?.(++done, total);
      },
      state.request.remember,
    );
    wave = await findStale(state, found);
    total += wave.length;
  }
}

function finish(state: State, removed: readonly string[]): BuildOutcome {
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

/** A spec that is gone needs no record; one that was not asked for keeps its own. */
async function keptUnits({ units, hashes }: State): Promise<Record<string, UnitRecord>> {
  const there = await Promise.all([...units].map(async (entry) => ((await hashes.of(entry[0])) === null ? undefined : entry)));
  return Object.fromEntries(there.filter((entry) => entry !== undefined));
}

/** Modules are what a build is for: where nothing can be remembered, it has still made them. */
async function remember(path: string, manifest: Manifest, { root, warn }: BuildRequest): Promise<void> {
  await writeManifest(path, manifest).catch((error: unknown) => {
    warnOfCache(cacheFolder(root), error, warn);
  });
}

export async function build(request: BuildRequest): Promise<BuildOutcome> {
  const key = keyOf(request);
  const path = manifestPath(cacheFolder(request.root), request);
  const manifest = await readManifest(path, key);
  const state: State = {
    request,
    hashes: new FileHashes(),
    given: hashOf(...request.specs),
    units: new Map(Object.entries(manifest.units)),
    known: new Set(),
    written: [],
    failed: [],
    refused: [],
    diagnostics: new Map(),
    unchanged: 0,
  };
  const stale = await findStale(state, request.specs);
  await compileStale(state, stale);
  const removed = await findOrphans(request, new Set([...state.known].flatMap((spec) => state.units.get(spec)?.output?.path ?? [])));
  if (!request.dryRun) for (const orphan of removed) await rm(orphan);
  // True of a dry run too: the record tells what a build makes, and outputs are compared with it.
  if (stale.length > 0) await remember(path, { format: FORMAT, key, units: await keptUnits(state) }, request);
  return finish(state, removed);
}
