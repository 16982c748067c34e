/** Zones that are swapped under load: each answer is that of one version to the last byte, and not of one older than what was published. */
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseResponse } from "../../../../servers/dns/node/control-protocol.js";
import { freePort } from "../../../support/dns/port.js";
import { Shell } from "../../../support/dns/shell.js";
import { imageOf, TestServer } from "../../../support/dns-zone.js";
import { nearNames, randomLines, TYPES } from "../../../support/dns-zone-random.js";
import { type Line, signedText } from "../../../support/dns-zone-signer.js";
import { Random } from "../../../support/random.js";
import { hexOf, rawQuery } from "./asked.js";
import { TcpClient, UdpClient } from "./raw-client.js";

const SEED = 20_261_126;
const FIRST = 1001;
const SWAPS = 60;
const QUERIES = 300;
/** On the way at a time, of each client. */
const AT_ONCE = 24;

interface Served {
  readonly origin: string;
  readonly lines: readonly Line[];
  readonly denial: "NSEC" | "NSEC3" | undefined;
}

let folder = "";
let shell: Shell;
let port = 0;

const random = new Random(SEED);
const zones: readonly Served[] = (["NSEC", "NSEC3", undefined] as const).map((denial, index) => {
  const origin = `z${index}.test`;
  return { origin, lines: randomLines(random, origin), denial };
});
const names = zones.flatMap(({ lines, origin }) => nearNames(lines, origin));
const queries = Array.from({ length: QUERIES }, () => rawQuery(random, random.pick(names), random.pick(TYPES)));

/** A zone's text in which every record has the serial for its TTL, the SOA for its own and its minimum. */
function versionText({ origin, lines, denial }: Served, serial: number): string {
  const text = denial === undefined ? plainText(lines) : signedText(lines, { origin, denial });
  return text.replaceAll(" 3600 ", ` ${serial} `).replaceAll(" 1 7200 900 1209600 300", ` ${serial} 7200 900 1209600 ${serial}`);
}

function plainText(lines: readonly Line[]): string {
  return lines.map(({ owner, type, data }) => `${owner}. 3600 ${type} ${data}\n`).join("");
}

async function write(serial: number): Promise<void> {
  await Promise.all(zones.map((zone, index) => writeFile(join(folder, `zone${index}`), versionText(zone, serial))));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "deens-swaps-"));
  await write(FIRST);
  const config = [
    ...["listen:", `  - 127.0.0.1:${await freePort()}`, "workers: 2", "cookies: off", "data-directory: .", "control: control", "zones:"],
    ...zones.map(({ origin }, index) => `  - {origin: ${origin}, file: zone${index}}`),
  ];
  await writeFile(join(folder, "deens.yaml"), `${config.join("\n")}\n`);
  shell = new Shell(["--config", "deens.yaml"], folder);
  port = (await shell.ready())[0]?.port ?? 0;
});

afterAll(async () => {
  await shell.kill();
  await rm(folder, { recursive: true, force: true });
});

/** Resolves with what the server says when it has done it. */
async function control(command: string): Promise<unknown> {
  const socket = connect(join(folder, "control"));
  socket.setEncoding("utf8").write(`${JSON.stringify({ command })}\n`);
  let said = "";
  while (!said.endsWith("\n")) said += String((await once(socket, "data"))[0]);
  socket.destroy();
  const response = parseResponse(said.trimEnd());
  if (response?.ok !== true) throw new Error(said);
  return response.result;
}

/** By query: the version that each answer is of. */
class Expected {
  readonly #serials: readonly Map<string, number>[] = queries.map(() => new Map());

  constructor(readonly isStream: boolean) {}

  add(serial: number): void {
    const images = zones.map((zone) => imageOf(versionText(zone, serial), zone.origin));
    const server = new TestServer(images);
    queries.forEach((query, index) => {
      const answer = server.send(query, this.isStream);
      if (!(answer instanceof Uint8Array)) throw new Error("a query without an answer");
      const hex = hexOf(answer);
      const known = this.#serials[index];
      // What has no records is the same in all versions, and belongs to the latest.
      if (known?.has(hex) === true && hasRecords(answer)) throw new Error("two versions have the same answer");
      known?.set(hex, serial);
    });
  }

  serialOf(index: number, answer: Uint8Array): number | undefined {
    return this.#serials[index]?.get(hexOf(answer));
  }
}

/** Beside OPT: what is truncated may have none. */
function hasRecords(answer: Uint8Array): boolean {
  return (answer[7] ?? 0) + (answer[9] ?? 0) > 0;
}

test(`${SWAPS} swaps under load over UDP and TCP`, async () => {
  const clients = [
    { client: await UdpClient.open(port), expected: new Expected(false) },
    { client: await UdpClient.open(port), expected: new Expected(false) },
    { client: await TcpClient.open(port), expected: new Expected(true) },
  ];
  let published = FIRST;
  let isDone = false;
  let answers = 0;
  const wrong: string[] = [];
  const versions = new Set<number>();
  const ask = async ({ client, expected }: (typeof clients)[number], from: number): Promise<void> => {
    for (let index = from; !isDone; index = (index + 1) % QUERIES) {
      const query = queries[index] ?? new Uint8Array(0);
      const before = published;
      const answer = await client.ask(query);
      const serial = expected.serialOf(index, answer);
      answers++;
      if (serial === undefined) wrong.push(`of no version: ${hexOf(query)} got ${hexOf(answer)}`);
      else if (serial < before) wrong.push(`of ${serial}, and ${before} was published: ${hexOf(query)} got ${hexOf(answer)}`);
      else versions.add(serial);
    }
  };
  for (const { expected } of clients) expected.add(FIRST);
  const load = clients.flatMap((each) => Array.from({ length: AT_ONCE }, (_, worker) => ask(each, worker * 7)));
  for (let serial = FIRST + 1; serial <= FIRST + SWAPS; serial++) {
    for (const { expected } of clients) expected.add(serial);
    await write(serial);
    await control("reload");
    published = serial;
  }
  isDone = true;
  await Promise.all(load);
  await Promise.all(clients.map(({ client }) => client.close()));
  const hits = /^deens_memo_hits_total\{memo="udp"\} ([0-9]+)$/m.exec(String(await control("metrics")))?.[1];
  console.log(`${answers} answers of ${versions.size} versions, ${hits} of them remembered`);
  expect(wrong.slice(0, 3)).toEqual([]);
  expect(versions.size).toBeGreaterThan(SWAPS / 2);
  expect(answers).toBeGreaterThan(20 * SWAPS);
  expect(Number(hits)).toBeGreaterThan(100);
});
