/**
 * 10,000 zones of ten records: how long until the last of them is answered from, what memory and CPU time all processes take until then,
 * and, of deens, how long one of them and all take to be read again; against NSD, by turns.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { NSD } from "../../test/support/dns/servers/nsd.js";
import type { ZoneFile } from "../../test/support/dns/servers/server.js";
import { median } from "../statistics.js";
import { memoryOf } from "./large.js";
import { type Contestant, deens, MAIN, RunningServer } from "./servers.js";
import type { Scenario } from "./zones.js";

const ZONES = 10_000;
const MEGABYTE = 1e6;
/** How long it is left alone before its memory is looked at, in milliseconds. */
const REST = 2000;
const NAME = { deens: "deens", nsd: "nsd" } as const;

function zoneText(zone: number, serial: number): string {
  const address = `2001:db8::${(zone & 0xffff).toString(16)}`;
  return [
    `$TTL 3600\n@ SOA ns1 admin ${serial} 7200 900 1209600 300\n@ NS ns1\n@ NS ns2\n@ MX 10 mail\nns1 A 192.0.2.1\nns2 A 192.0.2.2\n`,
    `mail A 192.0.2.3\nwww A 192.0.2.4\nwww AAAA ${address}\nftp CNAME www\n`,
  ].join("");
}

function writeZones(folder: string, serial: number): ZoneFile[] {
  mkdirSync(folder, { recursive: true });
  return Array.from({ length: ZONES }, (_, zone) => {
    const file = join(folder, `${zone}.zone`);
    writeFileSync(file, zoneText(zone, serial));
    return { origin: `zone${zone}.example`, file };
  });
}

/** The last zone is the scenario's. */
function deensWith(zones: readonly ZoneFile[]): Contestant {
  const others = zones.slice(0, -1).flatMap(({ origin, file }) => [`  - origin: ${origin}`, `    file: ${file}`]);
  return deens(NAME.deens, { zone: others });
}

function nsd(zones: readonly ZoneFile[]): Contestant {
  return { name: NAME.nsd, prepare: ({ folder, port }) => NSD.prepare({ folder, port, zones }) };
}

interface Figures {
  readonly ready: number;
  readonly cpu: number;
  readonly memory: number;
}

async function measure(contestant: Contestant, scenario: Scenario, folder: string): Promise<Figures> {
  const before = performance.now();
  const server = await RunningServer.start(contestant, scenario, folder);
  try {
    const ready = performance.now() - before;
    const cpu = server.cpuSeconds();
    await new Promise((resolve) => setTimeout(resolve, REST));
    return { ready, cpu, memory: memoryOf(server.group) };
  } finally {
    await server.stop();
  }
}

/** Milliseconds of a command of `deens control`, the start of its program included. */
function control(folder: string, ...command: readonly string[]): number {
  const before = performance.now();
  execFileSync(process.execPath, [MAIN, "control", "--socket", join(folder, NAME.deens, "data/control.sock"), ...command], {
    stdio: "ignore",
  });
  return performance.now() - before;
}

async function reloads(contestant: Contestant, scenario: Scenario, folder: string): Promise<string> {
  const server = await RunningServer.start(contestant, scenario, folder);
  try {
    const status = control(folder, "status");
    writeFileSync(scenario.zone, zoneText(ZONES - 1, 2));
    const one = control(folder, "reload", scenario.origin);
    await server.untilSerial(scenario.origin, 2);
    const unchanged = control(folder, "reload");
    writeZones(join(folder, "zones"), 3);
    const all = control(folder, "reload");
    await server.untilSerial(scenario.origin, 3);
    const milliseconds = (figure: number): string => `${figure.toFixed(0)} ms`;
    return `  deens control: status ${milliseconds(status)}, reload of one ${milliseconds(one)}, of all where none has changed ${milliseconds(unchanged)}, where all have ${milliseconds(all)}`;
  } finally {
    await server.stop();
  }
}

export async function compareMany(parent: string, rounds: number): Promise<void> {
  console.log(`\nmany: ${ZONES} zones of ten records`);
  const folder = join(parent, "many");
  const zones = writeZones(join(folder, "zones"), 1);
  const last = zones.at(-1);
  if (last === undefined) throw new Error("there are no zones");
  const scenario: Scenario = { name: "many", what: "", origin: last.origin, zone: last.file, queries: "", dnssecOk: false };
  const contestants = [deensWith(zones), nsd(zones)];
  const figures = new Map<string, Figures[]>(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const contestant of round % 2 === 0 ? contestants : contestants.toReversed())
      figures.get(contestant.name)?.push(await measure(contestant, scenario, folder));
  }
  const figure = (name: string, key: keyof Figures): number => median((figures.get(name) ?? []).map((each) => each[key]));
  for (const { name } of contestants) {
    const memory = (figure(name, "memory") / MEGABYTE).toFixed(0);
    console.log(
      `  ${name.padEnd(8)} ready ${(figure(name, "ready") / 1000).toFixed(2)} s   CPU ${figure(name, "cpu").toFixed(2)} s   memory ${memory} MB`,
    );
  }
  const ratio = (key: keyof Figures): string => (figure(NAME.deens, key) / figure(NAME.nsd, key)).toFixed(2);
  console.log(`  deens to NSD: ready ${ratio("ready")}x, CPU ${ratio("cpu")}x, memory ${ratio("memory")}x`);
  console.log(await reloads(deensWith(zones), scenario, folder));
}
