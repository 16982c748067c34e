/**
 * `npm run bench -- build`: the command as installed (dist/ is made anew) on all of specs/: from nothing, with
 * nothing changed, and after a change under `--watch`. CPU time says more than wall time on a busy machine.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { median } from "./statistics.js";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

export interface BuildCost {
  readonly name: string;
  readonly wallSeconds: number;
  /** Of all threads. */
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

export interface WatchCost {
  readonly name: string;
  readonly generatedLines: number;
  /** From the change of the spec to the new module. */
  readonly medianMilliseconds: number;
  readonly bestMilliseconds: number;
}

/** On its way out, the measured process tells what it took. */
const TELL = `process.on("exit", () => console.log("usage " + JSON.stringify(process.resourceUsage())));`;

/** dist/ as it is installed, and a project to build. */
function install(folder: string): void {
  const { status } = spawnSync(process.execPath, ["--import", "tsx", join(root, "scripts/build.ts"), "--code-only"], { cwd: root });
  if (status !== 0) throw new Error("dist/ does not build");
  for (const name of ["mplc.config.json", "specs"]) cpSync(join(root, name), join(folder, name), { recursive: true });
  writeFileSync(join(folder, "tell.mjs"), TELL);
}

function mplcArguments(folder: string): string[] {
  return ["--import", join(folder, "tell.mjs"), join(root, "dist/src/cli/main.js"), "build"];
}

function environment(folder: string): NodeJS.ProcessEnv {
  return { ...process.env, MPLC_CACHE: join(folder, "cache") };
}

function runOnce(folder: string, name: string): BuildCost {
  const begun = performance.now();
  const { stdout, status, stderr } = spawnSync(process.execPath, mplcArguments(folder), {
    cwd: folder,
    env: environment(folder),
    encoding: "utf8",
  });
  const wallSeconds = (performance.now() - begun) / 1000;
  const told = /^usage (.*)$/m.exec(stdout)?.[1];
  if (status !== 0 || told === undefined) throw new Error(`mplc build failed: ${stderr}`);
  const usage = JSON.parse(told) as NodeJS.ResourceUsage;
  const cpuSeconds = (usage.userCPUTime + usage.systemCPUTime) / 1e6;
  return { name, wallSeconds, cpuSeconds, peakMegabytes: usage.maxRSS / 1024 };
}

function clean(folder: string): void {
  for (const name of ["cache", "generated"]) rmSync(join(folder, name), { recursive: true, force: true });
}

/** The fastest of some. */
function best(costs: readonly BuildCost[]): BuildCost {
  const [first, ...rest] = costs;
  if (first === undefined) throw new Error("nothing was measured");
  return rest.reduce((least, cost) => (cost.cpuSeconds < least.cpuSeconds ? cost : least), first);
}

export function buildCosts(folder: string, rounds: number): BuildCost[] {
  const cold = Array.from({ length: rounds }, () => {
    clean(folder);
    return runOnce(folder, "from nothing");
  });
  const unchanged = Array.from({ length: rounds }, () => runOnce(folder, "unchanged"));
  return [best(cold), best(unchanged)];
}

async function until(isDone: () => boolean, seconds: number): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!isDone()) {
    if (performance.now() > end) throw new Error("nothing came of a change");
    await setTimeout(1);
  }
}

/** A line more or less at the top moves every position that the module names. */
async function timeChange(folder: string, name: string, isLonger: boolean): Promise<number> {
  const spec = join(folder, "specs", `${name}.mpl`);
  const module = join(folder, "generated", `${name}.ts`);
  const text = readFileSync(spec, "utf8").replace(/^\/\/ a line\n/, "");
  const before = statSync(module).mtimeMs;
  const begun = performance.now();
  writeFileSync(spec, isLonger ? `// a line\n${text}` : text);
  await until(() => statSync(module).mtimeMs !== before, 60);
  return performance.now() - begun;
}

async function watchCost(folder: string, name: string, rounds: number): Promise<WatchCost> {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const time = await timeChange(folder, name, round % 2 === 0);
    // The first one prints all of the module.
    if (round > 0) times.push(time);
    await setTimeout(1500);
  }
  const generatedLines = readFileSync(join(folder, "generated", `${name}.ts`), "utf8").split("\n").length - 1;
  return { name: `watch ${name}`, generatedLines, medianMilliseconds: median(times), bestMilliseconds: Math.min(...times) };
}

function startWatch(folder: string): ChildProcess {
  return spawn(process.execPath, [...mplcArguments(folder), "--watch"], { cwd: folder, env: environment(folder), stdio: "ignore" });
}

export async function watchCosts(folder: string, names: readonly string[], rounds: number): Promise<WatchCost[]> {
  const watching = startWatch(folder);
  try {
    await setTimeout(6000);
    const costs: WatchCost[] = [];
    for (const name of names) costs.push(await watchCost(folder, name, rounds));
    return costs;
  } finally {
    watching.kill("SIGINT");
  }
}

/** All of them, in a folder of their own. */
export async function benchBuild(rounds: number): Promise<{ builds: readonly BuildCost[]; watches: readonly WatchCost[] }> {
  const folder = mkdtempSync(join(tmpdir(), "mplc-bench-"));
  try {
    install(folder);
    const builds = buildCosts(folder, rounds);
    return { builds, watches: await watchCosts(folder, ["arp", "ntp", "dns/dns"], 2 * rounds) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function renderBuild({ builds, watches }: Awaited<ReturnType<typeof benchBuild>>): string {
  const lines = builds.map(
    ({ name, wallSeconds, cpuSeconds, peakMegabytes }) =>
      `${name.padEnd(28)} ${wallSeconds.toFixed(2)} s, ${cpuSeconds.toFixed(2)} s of CPU, ${peakMegabytes.toFixed(0)} MB`,
  );
  const changes = watches.map(
    ({ name, generatedLines, medianMilliseconds, bestMilliseconds }) =>
      `${name.padEnd(28)} ${medianMilliseconds.toFixed(0)} ms, at best ${bestMilliseconds.toFixed(0)} ms, ${generatedLines.toString()} lines`,
  );
  return [...lines, ...changes].join("\n");
}
