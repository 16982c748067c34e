/** A build: finds what has changed since the last one, compiles that, and writes what came out differently. */
import { rm, stat } from "node:fs/promises";
import { cacheFolder, warnOfCache } from "../cache-folder.js";
import { hashOf } from "../files.js";
import { compilerFingerprint } from "../package-files.js";
import { accept } from "./accept.js";
import { FORMAT, isFresh, type Manifest, manifestPath, readManifest, type UnitRecord, writeManifest } from "./manifest.js";
import { findOrphans } from "./marks.js";
import type { Work } from "./pool.js";
import { begin, type BuildOutcome, type BuildRequest, finish, type State } from "./state.js";
import type { UnitJob } from "./unit.js";

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
  const state = begin(request, manifest);
  const stale = await findStale(state, request.specs);
  await compileStale(state, stale);
  const removed = await findOrphans(request, new Set([...state.known].flatMap((spec) => state.units.get(spec)?.output?.path ?? [])));
  if (!request.dryRun) for (const orphan of removed) await rm(orphan);
  // True of a dry run too: the record tells what a build makes, and outputs are compared with it.
  if (stale.length > 0) await remember(path, { format: FORMAT, key, units: await keptUnits(state) }, request);
  return finish(state, removed);
}
