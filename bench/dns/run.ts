/**
 * `npm run bench:dns -- [mixed different nsec3 large many] [--rounds N] [--seconds N]`: dnsperf on one core, each server on the other
 * with one worker, by turns, at equal offered rates. What counts is the work per CPU-second of the server.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { median, spreadPercent } from "../statistics.js";
import { compareLarge } from "./large.js";
import { compareMany } from "./many.js";
import { type Contestant, DEENS, DEENS_WITHOUT_MEMO, PEERS, RunningServer } from "./servers.js";
import { stageShares } from "./stages.js";
import { makeScenarios, type Scenario } from "./zones.js";

const LOAD_CORE = 0;
const SERVER_CORE = 1;
/** Queries a second that are offered; the last is more than anybody takes. */
const RATES = [50_000, 100_000, 1_000_000];
const SEED = 1;

interface Sample {
  readonly perCpuSecond: number;
  readonly perSecond: number;
  readonly lost: number;
}

function load(server: RunningServer, scenario: Scenario, rate: number, seconds: number): Sample {
  const before = server.cpuSeconds();
  const args = [
    "-c",
    String(LOAD_CORE),
    "dnsperf",
    "-s",
    "127.0.0.1",
    "-p",
    String(server.port),
    "-d",
    scenario.queries,
    "-l",
    String(seconds),
  ];
  const text = execFileSync("taskset", [...args, "-Q", String(rate), "-c", "8", "-q", "200", ...(scenario.dnssecOk ? ["-D"] : [])], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const cpu = server.cpuSeconds() - before;
  const number = (pattern: RegExp): number => Number(pattern.exec(text)?.[1] ?? NaN);
  const completed = number(/Queries completed:\s+([0-9]+)/);
  return { perCpuSecond: completed / cpu, perSecond: number(/Queries per second:\s+([0-9.]+)/), lost: number(/Queries lost:\s+([0-9]+)/) };
}

async function compare(
  scenario: Scenario,
  contestants: readonly Contestant[],
  folder: string,
  rounds: number,
  seconds: number,
): Promise<void> {
  console.log(`\n${scenario.name}: ${scenario.what}`);
  const servers: RunningServer[] = [];
  try {
    for (const contestant of contestants)
      servers.push(await RunningServer.start(contestant, scenario, join(folder, scenario.name), SERVER_CORE));
    // Once round, so that nobody is measured cold.
    for (const server of servers) load(server, scenario, 100_000, 1);
    for (const rate of RATES) compareAt(rate, servers, scenario, rounds, seconds);
  } finally {
    for (const server of servers) await server.stop();
  }
}

function compareAt(rate: number, servers: readonly RunningServer[], scenario: Scenario, rounds: number, seconds: number): void {
  const samples = new Map<string, Sample[]>(servers.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    // By turns, and from the other end each second round: the machine's speed drifts.
    const order = round % 2 === 0 ? servers : servers.toReversed();
    for (const server of order) samples.get(server.name)?.push(load(server, scenario, rate, seconds));
  }
  console.log(`  ${rate === RATES.at(-1) ? "saturated" : `${rate}/s offered`}`);
  const ours = median((samples.get(DEENS.name) ?? []).map(({ perCpuSecond }) => perCpuSecond));
  for (const [name, list] of samples) {
    const perCpu = list.map(({ perCpuSecond }) => perCpuSecond);
    const figures = [
      name.padEnd(16),
      `${Math.round(median(perCpu))} queries a CPU-second`.padStart(30),
      `± ${spreadPercent(perCpu).toFixed(1)} %`.padStart(9),
      `${Math.round(median(list.map(({ perSecond }) => perSecond)))}/s`.padStart(10),
      `${median(list.map(({ lost }) => lost))} lost`.padStart(9),
      name === DEENS.name ? "" : `deens is ${(ours / median(perCpu)).toFixed(2)}x`,
    ];
    console.log(`    ${figures.join("  ").trimEnd()}`);
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string", default: "5" }, seconds: { type: "string", default: "2" } },
});
const folder = mkdtempSync(join(tmpdir(), "bench-dns-"));
try {
  const scenarios = makeScenarios(folder, SEED).filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  for (const scenario of scenarios) {
    const contestants = scenario.name === "mixed" ? [DEENS, DEENS_WITHOUT_MEMO, ...PEERS] : [DEENS, ...PEERS];
    await compare(scenario, contestants, folder, Number(values.rounds), Number(values.seconds));
  }
  if (positionals.length === 0 || positionals.includes("large")) await compareLarge(folder, Math.min(3, Number(values.rounds)));
  if (positionals.length === 0 || positionals.includes("many")) await compareMany(folder, Math.min(3, Number(values.rounds)));
  for (const scenario of scenarios)
    console.log(await stageShares(scenario, folder, (server) => load(server, scenario, 1_000_000, 4), SERVER_CORE));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
