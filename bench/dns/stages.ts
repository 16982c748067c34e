/**
 * Where the time of a query goes: a clock around the calls of the kernel, and for what is left V8's profile of the thread that
 * answers, by the modules that its lines come from.
 */
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import type { KernelTimes } from "./kernel-clock.js";
import { type Contestant, DEENS, MAIN, RunningServer } from "./servers.js";
import type { Scenario } from "./zones.js";

/** In this order: the first that fits a function's name or its module. What fits none is the kernel's, or Node's own. */
const STAGES: readonly (readonly [string, RegExp])[] = [
  ["encode", /^(encode|write|measure)Dns|(reply|additional|edns|rendering|chaos)\.ts/],
  ["memo", /memo\.ts/],
  ["parse", /(query|name-key)\.ts|generated\/dns|runtime\//],
  ["look up", /(lookup|zones|image|ordered|denial|nsec3)\.ts|hash|digest/],
  ["answer", /answer\.ts/],
  ["thread", /(udp-worker|native|gathering|responder|shared-state|shared-secrets)\.ts/],
];

interface ProfileNode {
  readonly callFrame: { readonly functionName: string; readonly url: string };
  /** Samples in which it was the innermost function. */
  readonly hitCount: number;
  /** By line of the module, from 1 on. */
  readonly positionTicks?: readonly { readonly line: number; readonly ticks: number }[];
}

interface Profile {
  readonly nodes: readonly ProfileNode[];
}

/** A line a stage: its share of the time of the thread that answers, without what it slept. */
export async function stageShares(
  scenario: Scenario,
  folder: string,
  load: (server: RunningServer) => unknown,
  core: number,
): Promise<string> {
  const place = join(folder, scenario.name, "stages");
  const [profiles, times] = [join(place, "profiles"), join(place, "times")];
  mkdirSync(times, { recursive: true });
  const server = await RunningServer.start(profiled(place, profiles, times), scenario, place, core);
  load(server);
  await server.stop();
  const kernel = readTimes(times);
  const inJavaScript = kernel.all - kernel.asleep - kernel.receive - kernel.send;
  const ticks = ticksOf(profiles);
  const total = sumOf(ticks);
  const shares = [...ticks].map(([stage, time]): readonly [string, number] => [stage, (inJavaScript * time) / total]);
  const lines = [...shares, ["receive", kernel.receive] as const, ["send", kernel.send] as const]
    .toSorted(([, one], [, other]) => other - one)
    .map(([stage, time]) => `  ${stage.padEnd(10)} ${((100 * time) / (kernel.all - kernel.asleep)).toFixed(1)} %`);
  return [`\nstages of ${scenario.name}, saturated`, ...lines].join("\n");
}

/** The server under a profiler and a clock. */
function profiled(place: string, profiles: string, times: string): Contestant {
  const clock = join(place, "kernel-clock.mjs");
  buildSync({ entryPoints: [fileURLToPath(new URL("kernel-clock.ts", import.meta.url))], outfile: clock, format: "esm", platform: "node" });
  return {
    name: "profiled",
    prepare: (where) => {
      const launch = DEENS.prepare(where);
      const environment = [`KERNEL_CLOCK_PROGRAM=${MAIN}`, `KERNEL_CLOCK_FOLDER=${times}`];
      const options = ["--import", clock, "--cpu-prof", `--cpu-prof-dir=${profiles}`];
      return { ...launch, command: "env", args: [...environment, launch.command, ...options, ...launch.args] };
    },
  };
}

/** Of the one thread that answers. */
function readTimes(folder: string): KernelTimes {
  const files = readdirSync(folder);
  const [file] = files;
  if (file === undefined || files.length > 1) throw new Error(`the times of one thread were to be in ${folder}, not of ${files.length}`);
  return JSON.parse(readFileSync(join(folder, file), "utf8")) as KernelTimes;
}

/** Samples in JavaScript, by stage; of the thread that has most, which is the one that answers: the others have nothing to do. */
function ticksOf(folder: string): ReadonlyMap<string, number> {
  const profiles = readdirSync(folder).map((file) => stageTicks(JSON.parse(readFileSync(join(folder, file), "utf8")) as Profile));
  const [busiest = new Map<string, number>()] = profiles.toSorted((one, other) => sumOf(other) - sumOf(one));
  return busiest;
}

function sumOf(ticks: ReadonlyMap<string, number>): number {
  return [...ticks.values()].reduce((sum, count) => sum + count, 0);
}

function stageTicks({ nodes }: Profile): Map<string, number> {
  const ticks = new Map<string, number>();
  const add = (stage: string | undefined, count: number): void => {
    if (stage !== undefined) ticks.set(stage, (ticks.get(stage) ?? 0) + count);
  };
  for (const { callFrame, hitCount, positionTicks = [] } of nodes) {
    const { functionName, url } = callFrame;
    const source = sourcesOf(url);
    let left = hitCount;
    for (const { line, ticks: count } of positionTicks) {
      add(stageOf(functionName, source(line)), count);
      left -= count;
    }
    add(stageOf(functionName, ""), left);
  }
  return ticks;
}

const maps = new Map<string, (line: number) => string>();

/** The programs are bundles: which module a line of one comes from. */
function sourcesOf(url: string): (line: number) => string {
  const file = url.startsWith("file:") ? fileURLToPath(url) : url;
  if (!file.startsWith("/")) return () => "";
  const known = maps.get(file);
  if (known !== undefined) return known;
  // Before each module's part stands a comment with its name.
  let module = "";
  const modules = readFileSync(file, "utf8")
    .split("\n")
    .map((line) => (module = /^\/\/ (\S+\.ts)$/.exec(line)?.[1] ?? module));
  const source = (line: number): string => modules[line - 1] ?? "";
  maps.set(file, source);
  return source;
}

function stageOf(name: string, module: string): string | undefined {
  return STAGES.find(([, pattern]) => pattern.test(name) || pattern.test(module))?.[0];
}
