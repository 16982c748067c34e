/** Whichever way a query takes, its answer is the same to the last byte: pure, remembered, in batches, datagram by datagram, over TCP. */
import type { Socket as DatagramSocket } from "node:dgram";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Answerer, type AnswerSettings, DEFAULT_SETTINGS, MOST_BYTES } from "../../../../servers/dns/answer/answer.js";
import { ANY_DATAGRAM, ANY_STREAM } from "../../../../servers/dns/answer/transport.js";
import { ZoneDirectory } from "../../../../servers/dns/answer/zones.js";
import type { ZoneImage } from "../../../../servers/dns/image/image.js";
import { serveDatagrams } from "../../../../servers/dns/node/dgram.js";
import { PendingQueries, refuseElsewhere } from "../../../../servers/dns/node/elsewhere.js";
import { PRIMITIVES } from "../../../../servers/dns/node/primitives.js";
import { Responder } from "../../../../servers/dns/node/responder.js";
import { SharedSecrets } from "../../../../servers/dns/node/shared-secrets.js";
import { makeSharedState } from "../../../../servers/dns/node/shared-state.js";
import { ServerCookies } from "../../../../servers/dns/security/cookies.js";
import { freePort } from "../../../support/dns/port.js";
import type { ServedZone } from "../../../support/dns/servers/server.js";
import { Shell } from "../../../support/dns/shell.js";
import { generateChild, generateZones } from "../../../support/dns/zones.js";
import { imageOf } from "../../../support/dns-zone.js";
import { nearNames, randomLines, TYPES } from "../../../support/dns-zone-random.js";
import { signedText } from "../../../support/dns-zone-signer.js";
import { Random } from "../../../support/random.js";
import { hexOf, rawQueries, rawQuery } from "./asked.js";
import { TcpClient, UdpClient } from "./raw-client.js";

const SEED = 20_261_125;
const PLAIN_ZONES = 60;
const SIGNED_ZONES = 12;
const EACH = 60;
const AT_ONCE = 200;
const SECRET = "0123456789abcdef".repeat(2);
const SETTINGS: AnswerSettings = { ...DEFAULT_SETTINGS, memoBytes: 1 << 20, serverId: "here", keepaliveTenths: 100 };

let folder = "";
let shell: Shell;
let port = 0;
let images: readonly ZoneImage[] = [];
let queries: readonly Uint8Array[] = [];
let datagrams: DatagramSocket;

/** Zones, and what is asked of them. */
function generate(random: Random): { readonly zones: readonly ServedZone[]; readonly asked: readonly Uint8Array[] } {
  const plain = generateZones(PLAIN_ZONES, 7000);
  const nested = [...plain, ...plain.flatMap((zone) => generateChild(zone) ?? [])];
  const signed = Array.from({ length: SIGNED_ZONES }, (_, index) => {
    const origin = `s${index}.signed.test`;
    const lines = randomLines(random, origin);
    const text = signedText(lines, { origin, denial: random.pick(["NSEC", "NSEC3", "opt-out"] as const) });
    const names = nearNames(lines, origin);
    return { origin, text, asked: Array.from({ length: EACH }, () => rawQuery(random, random.pick(names), random.pick(TYPES))) };
  });
  return { zones: [...nested, ...signed], asked: [...rawQueries(random, nested, EACH), ...signed.flatMap(({ asked }) => asked)] };
}

async function startShell(zones: readonly ServedZone[]): Promise<void> {
  await Promise.all(zones.map(({ text }, index) => writeFile(join(folder, `zone${index}`), text)));
  await writeFile(join(folder, "secrets"), `${SECRET}\n`);
  const config = [
    ...["listen:", `  - 127.0.0.1:${await freePort()}`, "workers: 2", "server-id: here", "control: off"],
    ...["cookies: {secret-file: secrets}", `limits: {memo-bytes: ${SETTINGS.memoBytes}}`, "zones:"],
    ...zones.map(({ origin }, index) => `  - {origin: ${JSON.stringify(origin)}, file: zone${index}}`),
  ];
  await writeFile(join(folder, "deens.yaml"), `${config.join("\n")}\n`);
  shell = new Shell(["--config", "deens.yaml"], folder);
  port = (await shell.ready())[0]?.port ?? 0;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "deens-same-"));
  const { zones, asked } = generate(new Random(SEED));
  queries = asked;
  images = zones.map(({ origin, text }) => imageOf(text, origin));
  await startShell(zones);
  datagrams = await serveDatagramsHere();
});

afterAll(async () => {
  datagrams.close();
  await shell.kill();
  await rm(folder, { recursive: true, force: true });
});

function answererWith(memoBytes: number): Answerer {
  const answerer = new Answerer(new ZoneDirectory(images), PRIMITIVES, { ...SETTINGS, memoBytes });
  answerer.cookies = new ServerCookies([Uint8Array.from(Buffer.from(SECRET, "hex"))]);
  return answerer;
}

/** As a system without koffi does it. */
function serveDatagramsHere(): Promise<DatagramSocket> {
  const state = makeSharedState(1);
  new SharedSecrets(state.secrets).write([Uint8Array.from(Buffer.from(SECRET, "hex"))]);
  const responder = new Responder({ answerer: answererWith(SETTINGS.memoBytes), state, row: 0, transport: "udp" });
  const { udpPayloadBytes } = SETTINGS;
  const options = { responder, elsewhere: refuseElsewhere, pending: new PendingQueries(1), replyBytes: udpPayloadBytes };
  return serveDatagrams(options, "127.0.0.1", 0);
}

interface Pure {
  readonly answers: readonly Uint8Array[];
  /** Whether there was room for all that there is to say. */
  readonly isWhole: readonly boolean[];
  readonly memoHits: number;
}

function pure(memoBytes: number, isStream: boolean): Pure {
  const answerer = answererWith(memoBytes);
  const out = new DataView(new ArrayBuffer(MOST_BYTES));
  answerer.reply.attach(out);
  const isWhole: boolean[] = [];
  const answers = queries.map((query) => {
    const size = answerer.answer(new DataView(query.buffer), 0, query.length, 0, isStream ? ANY_STREAM : ANY_DATAGRAM);
    if (size <= 0) throw new Error("a query without an answer");
    isWhole.push(!answerer.reply.truncated && !answerer.reply.shortened);
    return new Uint8Array(out.buffer, 0, size).slice();
  });
  return { answers, isWhole, memoHits: answerer.memoHits };
}

function expectSame(found: readonly Uint8Array[], expected: readonly Uint8Array[]): void {
  const [one, other] = [found, expected].map((answers) => answers.map(hexOf));
  const different = queries.flatMap((query, index) =>
    one?.[index] === other?.[index] ? [] : [{ query: hexOf(query), found: one?.[index], expected: other?.[index] }],
  );
  expect(different.slice(0, 3)).toEqual([]);
  expect(found).toHaveLength(queries.length);
}

test("there is enough to compare", () => {
  const { answers, isWhole } = pure(0, false);
  expect(queries.length).toBeGreaterThan(4000);
  expect(answers.filter((answer) => ((answer[2] ?? 0) & 0x02) !== 0).length).toBeGreaterThan(20);
  expect(isWhole.filter((whole) => whole).length).toBeGreaterThan(queries.length / 2);
  for (const rcode of [0, 1, 3, 5]) expect(answers.some((answer) => ((answer[3] ?? 0) & 0xf) === rcode)).toBe(true);
});

test("remembered answers", () => {
  const again = queries;
  for (const isStream of [false, true]) {
    queries = [...again, ...again];
    const [plain, remembered] = [pure(0, isStream), pure(SETTINGS.memoBytes, isStream)];
    expectSame(remembered.answers, plain.answers);
    queries = again;
    expect(remembered.memoHits).toBeGreaterThan(100);
  }
});

test("datagrams, in batches and one by one", async () => {
  const expected = pure(0, false).answers;
  for (const where of [port, datagrams.address().port]) {
    const client = await UdpClient.open(where);
    for (const atOnce of [1, AT_ONCE, AT_ONCE]) {
      if (atOnce > 1) expectSame(await client.askAll(queries, atOnce), expected);
      else
        for (const [index, query] of queries.slice(0, 200).entries())
          expect(hexOf(await client.ask(query))).toBe(hexOf(expected[index] ?? query));
    }
    await client.close();
  }
});

test("a stream, on which many queries wait", async () => {
  const client = await TcpClient.open(port);
  expectSame(await client.askAll(queries, AT_ONCE), pure(0, true).answers);
  await client.close();
});

test("a stream says the same as a datagram that has room for it", () => {
  const [datagram, stream] = [pure(0, false), pure(0, true)];
  const differences = queries.filter((_, index) => {
    const [short, long] = [datagram.answers[index], stream.answers[index]];
    return datagram.isWhole[index] === true && short !== undefined && long !== undefined && hexOf(short) !== hexOf(long);
  });
  expect(differences.map(hexOf)).toEqual([]);
});
