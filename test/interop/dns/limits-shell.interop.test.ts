/** Limits that need a server with settings of its own. */
import { once } from "node:events";
import { constants } from "node:fs";
import { open, writeFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DnsRcode, DnsType } from "../../../generated/dns/types.js";
import { encodeQuery } from "../../support/dns/message.js";
import { freePort } from "../../support/dns/port.js";
import { finish } from "../../support/dns/shell.js";
import { Shells } from "../../support/dns/shells.js";
import { askOverTcp, framed } from "../../support/dns/tcp.js";

const QUERY = { name: "ns.example.com", type: DnsType.A, dnssecOk: false, payload: undefined };
const ZONE = ["$TTL 300", "@ SOA ns hostmaster 1 7200 900 1209600 300", "@ NS ns", "ns A 192.0.2.53", ""];
const MOST = 1000;
const MORE = 200;
/** Transfers that are given at a time. */
const TRANSFERS = 64;

let shells: Shells;

beforeAll(async () => {
  shells = await Shells.make();
  await writeFile(join(shells.folder, "zone"), ZONE.join("\n"));
});

afterAll(() => shells.close());

test(`beside ${MOST} idle connections ${MORE} others are answered: for each of them the longest idle one is closed`, async () => {
  const port = await freePort();
  const limits = `limits: {tcp-connections: ${MOST}, tcp-connections-per-client: ${MOST}, tcp-idle-seconds: 60}`;
  const zones = "zones: [{origin: example.com, file: ../zone}]";
  await shells.configured("idle", [`listen: ["127.0.0.1:${port}"]`, "control: off", limits, zones]);
  const idle: Socket[] = [];
  const gone = new Set<number>();
  for (let index = 0; index < MOST; index++) {
    const socket = connect(port, "127.0.0.1").resume();
    socket.on("close", () => gone.add(index)).on("error", () => undefined);
    idle.push(socket);
    // In this order.
    await once(socket, "connect");
  }
  const answers = await Promise.all(Array.from({ length: MORE }, () => askOverTcp(port, QUERY)));
  expect(answers.filter(({ length }) => length > 0)).toHaveLength(MORE);
  await expect.poll(() => gone.size).toBeGreaterThan(0);
  // Those that were answered close by themselves, so that up to so many have to give way: the oldest ones, without a gap.
  const closed = [...gone].sort((a, b) => a - b);
  expect(closed).toEqual(closed.map((_, index) => index));
  expect(closed.length).toBeLessThanOrEqual(MORE);
  for (const socket of idle) socket.destroy();
}, 60_000);

/** The RCODE of the first message of a transfer. */
async function transferRcode(socket: Socket): Promise<number> {
  socket.write(framed(encodeQuery({ name: "large.example", type: DnsType.AXFR, dnssecOk: false, payload: undefined }, 7)));
  await once(socket, "readable");
  // Its length, ID and flags; the rest stays where it is.
  const head: unknown = socket.read(6);
  if (!(head instanceof Uint8Array)) throw new Error("the connection was closed");
  return (head[5] ?? 0) & 0xf;
}

async function transferAnother(port: number): Promise<number> {
  const socket = connect(port, "127.0.0.1");
  const rcode = await transferRcode(socket);
  socket.destroy();
  return rcode;
}

test("who fetches a large zone and reads nothing is cut off after the idle time, and others get it then", async () => {
  const port = await freePort();
  const large = [...ZONE.slice(0, -1), ...["a", "b", "c", "d"].map((letter) => `$GENERATE 1-50000 ${letter}$ TXT "${"x".repeat(80)}"`), ""];
  await writeFile(join(shells.folder, "large"), large.join("\n"));
  const zones = "zones: [{origin: large.example, file: ../large, allow-transfer: [any]}]";
  await shells.configured("transfers", [`listen: ["127.0.0.1:${port}"]`, "control: off", "limits: {tcp-idle-seconds: 6}", zones]);
  const greedy = Array.from({ length: TRANSFERS }, () => connect(port, "127.0.0.1").on("error", () => undefined));
  expect(await Promise.all(greedy.map(transferRcode))).toEqual(greedy.map(() => DnsRcode.NoError));
  expect(await transferAnother(port)).toBe(DnsRcode.ServFail);
  expect((await askOverTcp(port, { ...QUERY, name: "ns.large.example" })).length).toBeGreaterThan(0);
  await expect.poll(() => transferAnother(port), { timeout: 40_000, interval: 200 }).toBe(DnsRcode.NoError);
  for (const socket of greedy) socket.destroy();
}, 60_000);

test("a query log that nobody reads holds up neither answers nor the end", async () => {
  const port = await freePort();
  const pipe = join(shells.folder, "pipe");
  await finish("mkfifo", [pipe]);
  const reader = await open(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const zones = "zones: [{origin: example.com, file: ../zone}]";
    const shell = await shells.configured("log", [`listen: ["127.0.0.1:${port}"]`, "control: off", `query-log: ${pipe}`, zones]);
    // A pipe takes 64 KB, which is less than a thousand lines.
    for (let round = 0; round < 30; round++) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => askOverTcp(port, QUERY)));
      expect(answers.every(({ length }) => length > 0)).toBe(true);
    }
    shell.signal("SIGTERM");
    expect(await shell.ended()).toBe(0);
  } finally {
    await reader.close();
  }
}, 60_000);

test("a query log whose reader has ended is switched off, which is said", async () => {
  const port = await freePort();
  const pipe = join(shells.folder, "ended");
  await finish("mkfifo", [pipe]);
  const reader = await open(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
  const zones = "zones: [{origin: example.com, file: ../zone}]";
  const shell = await shells.configured("ended-log", [`listen: ["127.0.0.1:${port}"]`, "control: off", `query-log: ${pipe}`, zones]);
  await reader.close();
  await askOverTcp(port, QUERY);
  await shell.until(() => shell.err.includes("the query log is switched off: broken pipe"));
  expect((await askOverTcp(port, QUERY)).length).toBeGreaterThan(0);
}, 30_000);

test("a query log that is a pipe without a reader: it does not start, and says why", async () => {
  await finish("mkfifo", [join(shells.folder, "unread")]);
  const shell = shells.start("--zone", "example.com=zone", "--listen", `127.0.0.1:${await freePort()}`, "--query-log", "unread");
  expect(await shell.ended()).not.toBe(0);
  expect(shell.err).toMatch(/unread: nobody reads this pipe/);
}, 30_000);
