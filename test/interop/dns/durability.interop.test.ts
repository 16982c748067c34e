/** Nothing acknowledged is lost, and nothing wrong is answered: the server is killed, and reloaded under load. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DnsType } from "../../../generated/dns/types.js";
import { Random } from "../../support/random.js";
import { DnsClient } from "../../support/dns/client.js";
import { decodeMessage } from "../../support/dns/message.js";
import { freePort } from "../../support/dns/port.js";
import { Shell } from "../../support/dns/shell.js";
import { transferZone } from "../../support/dns/transfer.js";
import { Updater } from "../../support/dns/updates.js";

const ZONE = "durable.example";
const SEED = 20_261_123;
const KILLS = 20;
const UPDATES = 1000;
/** Updates on the way at a time. */
const AT_ONCE = 50;
const RELOADS = 50;

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "durable-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function zoneText(serial: number, more = ""): string {
  return `$TTL 60\n@ SOA ns admin ${serial} 7200 900 1209600 300\n@ NS ns\nns A 192.0.2.1\n${more}`;
}

async function start(): Promise<{ shell: Shell; port: number }> {
  const config = [
    "listen:",
    `  - 127.0.0.1:${await freePort()}`,
    "workers: 1",
    "rate-limit: off",
    "data-directory: data",
    "zones:",
    `  - origin: ${ZONE}`,
    "    file: zone",
    '    allow-update: ["127.0.0.1"]',
    '    allow-transfer: ["127.0.0.1"]',
  ];
  await writeFile(join(folder, "deens.yaml"), `${config.join("\n")}\n`);
  const shell = new Shell(["--config", "deens.yaml"], folder);
  const [place] = await shell.ready();
  return { shell, port: place?.port ?? 0 };
}

async function kill(shell: Shell, signal: NodeJS.Signals): Promise<void> {
  shell.child.kill(signal);
  await shell.ended();
}

/** Sends updates until so many were acknowledged, then calls `then`; resolves with the names that were acknowledged in the end. */
async function acknowledged(port: number, round: number, many: number, then: () => Promise<void>): Promise<string[]> {
  const updater = await Updater.open(port, ZONE);
  const names: string[] = [];
  let sent = 0;
  let enough = (): void => undefined;
  const reached = new Promise<void>((resolve) => (enough = resolve));
  const worker = async (): Promise<void> => {
    while (sent < UPDATES && !updater.isClosed) {
      const name = `u${round}-${sent++}.${ZONE}`;
      if (!(await updater.add(name))) return;
      names.push(name);
      if (names.length === many) enough();
    }
  };
  const workers = Array.from({ length: AT_ONCE }, worker);
  await reached;
  await then();
  updater.close();
  await Promise.all(workers);
  return names;
}

test(`every acknowledged update is there after ${KILLS} kills at random moments of ${UPDATES} updates each`, async () => {
  await writeFile(join(folder, "zone"), zoneText(1));
  const random = new Random(SEED);
  const expected = new Set<string>();
  for (let round = 0; round < KILLS; round++) {
    const { shell, port } = await start();
    const names = await acknowledged(port, round, 1 + random.below(UPDATES - AT_ONCE), () => kill(shell, "SIGKILL"));
    for (const name of names) expected.add(name);
  }
  const { shell, port } = await start();
  const there = new Set((await transferZone(port, ZONE)).map(({ owner }) => owner));
  await kill(shell, "SIGTERM");
  expect(expected.size).toBeGreaterThan(KILLS);
  expect([...expected].filter((name) => !there.has(name))).toEqual([]);
});

test("an update can be seen within 50 ms, and 500 a second are acknowledged", async () => {
  await writeFile(join(folder, "zone"), zoneText(1));
  const { shell, port } = await start();
  const client = new DnsClient(port);
  await client.connect();
  const updater = await Updater.open(port, ZONE);
  // Once round before anything is measured.
  await updater.add(`first.${ZONE}`);
  const before = performance.now();
  expect(await updater.add(`seen.${ZONE}`)).toBe(true);
  const { answer } = await client.ask({ name: `seen.${ZONE}`, type: DnsType.A, dnssecOk: false, payload: undefined });
  const seen = performance.now() - before;
  expect(answer).toHaveLength(1);
  const from = performance.now();
  const rcodes = await Promise.all(Array.from({ length: 1000 }, (_, index) => updater.add(`many${index}.${ZONE}`)));
  const perSecond = 1000 / ((performance.now() - from) / 1000);
  updater.close();
  client.close();
  await kill(shell, "SIGTERM");
  console.log(`visible after ${seen.toFixed(1)} ms; ${perSecond.toFixed(0)} updates a second`);
  expect(rcodes.every((isAcknowledged) => isAcknowledged)).toBe(true);
});

test(`no answer is lost or mixed while a zone is reloaded ${RELOADS} times under load`, async () => {
  const versionText = (serial: number): string => zoneText(serial, `alias CNAME target${serial}\ntarget${serial} TXT "${serial}"\n`);
  await writeFile(join(folder, "zone"), versionText(1));
  const { shell, port } = await start();
  const client = new DnsClient(port);
  await client.connect();
  let isDone = false;
  let answers = 0;
  const wrong: string[] = [];
  let newest = 1;
  const ask = async (): Promise<void> => {
    while (!isDone) {
      const bytes = await client.askOnce({ name: `alias.${ZONE}`, type: DnsType.TXT, dnssecOk: false, payload: undefined }, 5000);
      answers++;
      const text = bytes === undefined ? "none" : describe(bytes);
      const serial = /^alias CNAME target([0-9]+) TXT \1$/.exec(text)?.[1];
      if (serial === undefined) wrong.push(text);
      else newest = Math.max(newest, Number(serial));
    }
  };
  const load = Array.from({ length: 16 }, ask);
  for (let serial = 2; serial <= RELOADS + 1; serial++) {
    await writeFile(join(folder, "zone"), versionText(serial));
    shell.child.kill("SIGHUP");
    while (newest < serial) await new Promise((resolve) => setImmediate(resolve));
  }
  isDone = true;
  await Promise.all(load);
  client.close();
  await kill(shell, "SIGTERM");
  console.log(`${answers} answers during ${RELOADS} reloads`);
  expect(wrong).toEqual([]);
  expect(answers).toBeGreaterThan(RELOADS);
});

function describe(bytes: Uint8Array): string {
  const parts = decodeMessage(bytes).answers.map(({ rdata }) => {
    if (rdata.$kind === "CNAME") return `CNAME ${rdata.cname.toString().replace(`.${ZONE}`, "")}`;
    return rdata.$kind === "TXT" ? `TXT ${rdata.txtData.map((text) => Buffer.from(text).toString()).join("")}` : rdata.$kind;
  });
  return ["alias", ...parts].join(" ");
}
