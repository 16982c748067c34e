/** Where the time of a query goes: V8's profile of the thread that answers, by the modules that its lines come from. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Contestant, DEENS, RunningServer } from "./servers.js";
import type { Scenario } from "./zones.js";

/** While queries gather: no work, so not counted. */
const ASLEEP = "asleep";

/** In this order: the first that fits a function's name or its module. */
const STAGES: readonly (readonly [string, RegExp])[] = [
  // Calls of the kernel count to who makes them.
  [ASLEEP, /^(run|usleep)$/],
  // At times V8 cannot tell whose calls these are.
  ["kernel", /^\(program\)$/],
  ["receive", /^(receive|recvmmsg)$/],
  ["send", /^(send|sendmmsg)$/],
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

/** A line a stage: its share of the time of the thread that answers. */
export async function stageShares(
  scenario: Scenario,
  folder: string,
  load: (server: RunningServer) => unknown,
  core: number,
): Promise<string> {
  const profiles = join(folder, scenario.name, "profiles");
  const profiled: Contestant = {
    name: "profiled",
    prepare: (place) => {
      const launch = DEENS.prepare(place);
      return { ...launch, args: ["--cpu-prof", `--cpu-prof-dir=${profiles}`, ...launch.args] };
    },
  };
  const server = await RunningServer.start(profiled, scenario, join(folder, scenario.name), core);
  load(server);
  await server.stop();
  const shares = new Map<string, number>();
  for (const file of readdirSync(profiles)) addShares(JSON.parse(readFileSync(join(profiles, file), "utf8")) as Profile, shares);
  shares.delete(ASLEEP);
  const total = [...shares.values()].reduce((sum, time) => sum + time, 0);
  const lines = [...shares]
    .toSorted(([, one], [, other]) => other - one)
    .map(([stage, time]) => `  ${stage.padEnd(10)} ${((100 * time) / total).toFixed(1)} %`);
  return [`\nstages of ${scenario.name}, saturated`, ...lines].join("\n");
}

/** Only of the thread that receives; the main thread has nothing to do. */
function addShares({ nodes }: Profile, shares: Map<string, number>): void {
  if (!nodes.some(({ callFrame }) => callFrame.functionName === "receive")) return;
  const add = (stage: string, ticks: number): void => void shares.set(stage, (shares.get(stage) ?? 0) + ticks);
  for (const { callFrame, hitCount, positionTicks = [] } of nodes) {
    const { functionName, url } = callFrame;
    const source = sourcesOf(url);
    let left = hitCount;
    for (const { line, ticks } of positionTicks) {
      add(stageOf(functionName, source(line)), ticks);
      left -= ticks;
    }
    add(stageOf(functionName, ""), left);
  }
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

function stageOf(name: string, module: string): string {
  return STAGES.find(([, pattern]) => pattern.test(name) || pattern.test(module))?.[0] ?? "other";
}
