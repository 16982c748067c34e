/** Where the time of a query goes: V8's profile of the thread that answers, by the modules that its functions are in. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Contestant, DEENS, RunningServer } from "./servers.js";
import type { Scenario } from "./zones.js";

/** In this order: the first that fits a function's name or module. */
const STAGES: readonly (readonly [string, RegExp])[] = [
  ["receive", /recvmmsg|receive|requestLength|renew/],
  ["send", /sendmmsg|\bsend\b/],
  ["memo", /memo\.js/],
  ["parse", /query\.js|name-key\.js|generated\/dns|runtime\//],
  ["look up", /lookup\.js|zones\.js|image\.js|ordered\.js|denial\.js|nsec3\.js|hash/],
  ["encode", /reply\.js|additional\.js|edns\.js|rendering\.js|chaos\.js/],
  ["answer", /answer\.js/],
  ["thread", /udp-worker\.js|native\.js|responder\.js|shared-state\.js/],
];

interface Profile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: { readonly functionName: string; readonly url: string } }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
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
  const total = [...shares.values()].reduce((sum, time) => sum + time, 0);
  const lines = [...shares]
    .toSorted(([, one], [, other]) => other - one)
    .map(([stage, time]) => `  ${stage.padEnd(10)} ${((100 * time) / total).toFixed(1)} %`);
  return [`\nstages of ${scenario.name}, saturated`, ...lines].join("\n");
}

/** Only of the thread that receives; the main thread has nothing to do. */
function addShares({ nodes, samples, timeDeltas }: Profile, shares: Map<string, number>): void {
  const stages = new Map(nodes.map(({ id, callFrame }) => [id, stageOf(callFrame.functionName, callFrame.url)]));
  if (![...stages.values()].includes("receive")) return;
  samples.forEach((node, index) => {
    const stage = stages.get(node) ?? "other";
    shares.set(stage, (shares.get(stage) ?? 0) + (timeDeltas[index] ?? 0));
  });
}

function stageOf(name: string, url: string): string {
  return STAGES.find(([, pattern]) => pattern.test(name) || pattern.test(url))?.[0] ?? "other";
}
