/**
 * A zone of 1,000,000 records: how long until it is answered from, and what memory all processes take, steady, at most, and during a
 * reload; against NSD, by turns. And what a second worker costs, and updates to such a zone.
 */
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Updater } from "../../test/support/dns/updates.js";
import { median } from "../statistics.js";
import { type Contestant, deens, NSD_ALONE, RunningServer } from "./servers.js";
import type { Scenario } from "./zones.js";

const ORIGIN = "large.example";
const RECORDS = 1_000_000;
/** Between two looks at the memory, in milliseconds. */
const LOOK = 20;
const MEGABYTE = 1e6;

/** Eight addresses of ten, and aliases, mail, texts: 28 bytes a record. */
function zoneText(serial: number): string {
  const lines = [`$TTL 3600\n@ SOA ns1 admin ${serial} 7200 900 1209600 300\n@ NS ns1\nns1 A 192.0.2.1\n`];
  for (let index = 0; index < RECORDS - 3; index++) {
    const name = `host${index.toString(16).padStart(8, "0")}`;
    const address = `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
    if (index % 20 === 1) lines.push(`${name} CNAME host00000000\n`);
    else if (index % 20 === 2) lines.push(`${name} MX 10 host00000000\n`);
    else if (index % 20 === 3) lines.push(`${name} TXT "v=spf1 -all"\n`);
    else if (index % 5 === 4) lines.push(`${name} AAAA 2001:db8::${(index >> 16).toString(16)}:${(index & 0xffff).toString(16)}\n`);
    else lines.push(`${name} A ${address}\n`);
  }
  return lines.join("");
}

/** Proportional set size of all processes of a group, in bytes: what is shared counts once. */
export function memoryOf(group: number): number {
  let sum = 0;
  for (const entry of readdirSync("/proc")) {
    if (!/^[0-9]+$/.test(entry)) continue;
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, "utf8");
      if (stat.slice(stat.lastIndexOf(")") + 2).split(" ")[2] !== String(group)) continue;
      sum += 1024 * Number(/^Pss:\s+([0-9]+)/m.exec(readFileSync(`/proc/${entry}/smaps_rollup`, "utf8"))?.[1] ?? 0);
    } catch {
      // It has ended.
    }
  }
  return sum;
}

interface Figures {
  readonly ready: number;
  readonly steady: number;
  readonly peak: number;
  readonly reload: number;
}

/** Looks at the memory until something is done; the most that was seen. */
async function peakUntil(group: () => number, done: Promise<unknown>): Promise<number> {
  let peak = 0;
  let isDone = false;
  const end = done.finally(() => (isDone = true));
  while (!isDone) {
    peak = Math.max(peak, memoryOf(group()));
    await Promise.race([end, new Promise((resolve) => setTimeout(resolve, LOOK))]);
  }
  await end;
  return peak;
}

async function measure(contestant: Contestant, scenario: Scenario, folder: string): Promise<Figures> {
  writeFileSync(scenario.zone, zoneText(1));
  const before = performance.now();
  let group = -1;
  const starting = RunningServer.start(contestant, scenario, folder, undefined, (pid) => (group = pid));
  const peak = await peakUntil(() => group, starting);
  const ready = performance.now() - before;
  const server = await starting;
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const steady = memoryOf(server.group);
  writeFileSync(scenario.zone, zoneText(2));
  server.signal("SIGHUP");
  const reload = await peakUntil(() => server.group, server.untilSerial(scenario.origin, 2));
  await server.stop();
  return { ready, steady, peak, reload };
}

function row(name: string, list: readonly Figures[]): string {
  const figure = (key: keyof Figures): number => median(list.map((each) => each[key]));
  const megabytes = (key: keyof Figures): string => `${(figure(key) / MEGABYTE).toFixed(0)} MB`.padStart(8);
  return `  ${name.padEnd(18)} ready ${(figure("ready") / 1000).toFixed(2)} s   steady ${megabytes("steady")}   peak ${megabytes("peak")}   reload ${megabytes("reload")}`;
}

async function updates(scenario: Scenario, folder: string): Promise<string> {
  writeFileSync(scenario.zone, zoneText(1));
  const server = await RunningServer.start(
    deens("deens, updated", { settings: ["data-directory: data"], zone: ['    allow-update: ["127.0.0.1"]'] }),
    scenario,
    folder,
  );
  const updater = await Updater.open(server.port, ORIGIN);
  await updater.add(`first.${ORIGIN}`);
  const times: number[] = [];
  for (let index = 0; index < 20; index++) {
    const before = performance.now();
    await updater.add(`seen${index}.${ORIGIN}`);
    await server.untilAnswered(`seen${index}.${ORIGIN}`);
    times.push(performance.now() - before);
  }
  const from = performance.now();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < 2000) await updater.add(`many${next++}.${ORIGIN}`);
  };
  await Promise.all(Array.from({ length: 100 }, worker));
  const perSecond = 2000 / ((performance.now() - from) / 1000);
  updater.close();
  await server.stop();
  return `  an update is visible after ${median(times).toFixed(1)} ms (at most ${Math.max(...times).toFixed(1)}); ${perSecond.toFixed(0)} updates a second are acknowledged`;
}

export async function compareLarge(folder: string, rounds: number): Promise<void> {
  console.log(`\nlarge: a zone of ${RECORDS} records`);
  const scenario: Scenario = { name: "large", what: "", origin: ORIGIN, zone: join(folder, "million.zone"), queries: "", dnssecOk: false };
  const contestants = [deens("deens", {}), deens("deens, 2 workers", { workers: 2 }), NSD_ALONE];
  const figures = new Map<string, Figures[]>(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const contestant of round % 2 === 0 ? contestants : contestants.toReversed())
      figures.get(contestant.name)?.push(await measure(contestant, scenario, join(folder, "large")));
  }
  for (const [name, list] of figures) console.log(row(name, list));
  const ratio = (key: keyof Figures, one: string, other: string): string => {
    const [a, b] = [one, other].map((name) => median((figures.get(name) ?? []).map((each) => each[key])));
    return ((a ?? NaN) / (b ?? NaN)).toFixed(2);
  };
  console.log(
    `  deens to NSD: ready ${ratio("ready", "deens", "nsd")}x, steady ${ratio("steady", "deens", "nsd")}x, peak ${ratio("peak", "deens", "nsd")}x, reload ${ratio("reload", "deens", "nsd")}x`,
  );
  console.log(
    `  two workers to one: steady ${ratio("steady", "deens, 2 workers", "deens")}x, peak ${ratio("peak", "deens, 2 workers", "deens")}x`,
  );
  console.log(await updates(scenario, join(folder, "large")));
}
