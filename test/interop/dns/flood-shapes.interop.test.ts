/** Datagrams of every shape to a server that runs: each reply is a proper one, and the server goes on. */
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DnsOpcode, DnsType } from "../../../generated/dns/types.js";
import { DnsClient } from "../../support/dns/client.js";
import { decodeMessage } from "../../support/dns/message.js";
import { freePort } from "../../support/dns/port.js";
import { problemOfReply } from "../../support/dns/reply-problem.js";
import { Shell } from "../../support/dns/shell.js";
import { askOverTcp } from "../../support/dns/tcp.js";
import { queryOf } from "../../support/dns-zone.js";
import { mutated } from "../../support/mutate.js";
import { Random } from "../../support/random.js";

const SEED = 20_261_127;
const DATAGRAMS = 40_000;
/** Between two questions of a good client. */
const PART = 400;
/** Between two turns of receiving. */
const TURN = 16;
const UDP_BYTES = 1232;
/** The largest datagram over IPv4. */
const LARGEST = 65_507;
const GOOD = { name: "ns.shape.example", type: DnsType.A, dnssecOk: false, payload: undefined };
const LINES = [
  "$TTL 60",
  "@ SOA ns admin 1 2 3 4 5",
  "@ NS ns",
  "ns A 192.0.2.1",
  "* TXT x",
  "sub NS ns.sub",
  "ns.sub A 192.0.2.2",
  "d DNAME sub",
];

let folder = "";
let shell: Shell;
let port = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "deens-shapes-"));
  await writeFile(join(folder, "zone"), `${LINES.join("\n")}\n`);
  port = await freePort();
  shell = new Shell(["--zone", "shape.example=zone", "--listen", `127.0.0.1:${port}`, "--workers", "2"], folder);
  await shell.ready();
});

afterAll(async () => {
  await shell.kill();
  await rm(folder, { recursive: true, force: true });
});

const NAMES = ["ns", "a", "*", "x.sub", "x.d", "ns.sub", "A.b.C"];
const TYPES = [DnsType.A, DnsType.TXT, DnsType.SOA, DnsType.ANY, DnsType.AXFR, DnsType.IXFR, DnsType.TSIG, 0, 65_535];

function shapeOf(random: Random): Uint8Array {
  const name = `${random.pick(NAMES)}.shape.example`;
  const query = queryOf({ name, type: random.pick(TYPES), ...(random.chance(0.5) ? { payload: random.between(0, 5000) } : {}) });
  const isOther = random.chance(0.1);
  if (isOther) query[2] = random.pick([DnsOpcode.IQuery, DnsOpcode.Status, 3, 6, 15]) << 3;
  return random.weighted<() => Uint8Array>([
    [12, () => mutated(query, random)],
    [4, () => query],
    [2, () => random.bytes(random.below(600))],
    [1, () => new Uint8Array(random.below(13))],
    // More than a datagram of an Ethernet has room for, more than is received at once, and the largest.
    [1, () => Buffer.concat([query, new Uint8Array(random.pick([1500, 4095, 4096, 4097, 9000, LARGEST - query.length]))])],
  ])();
}

test(`${DATAGRAMS} datagrams`, async () => {
  const random = new Random(SEED);
  const sent: Uint8Array[] = [];
  const problems: string[] = [];
  let replies = 0;
  const socket = createSocket({ type: "udp4", recvBufferSize: 4 << 20 });
  socket.on("message", (reply) => {
    replies++;
    const query = sent[((reply[0] ?? 0) << 8) | (reply[1] ?? 0)] ?? new Uint8Array(0);
    const problem = problemOfReply(query, Uint8Array.from(reply), UDP_BYTES);
    if (problem !== undefined) problems.push(`${problem}: ${Buffer.from(query).toString("hex")} got ${reply.toString("hex")}`);
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  const client = new DnsClient(port);
  await client.connect();
  for (let index = 0; index < DATAGRAMS; index++) {
    const bytes = Uint8Array.from(shapeOf(random));
    // A reply names its query by the ID.
    if (bytes.length >= 2) new DataView(bytes.buffer).setUint16(0, index);
    sent[index] = bytes;
    await new Promise((resolve) => socket.send(bytes, port, "127.0.0.1", resolve));
    // Sending alone leaves no turn for what comes back.
    if (index % TURN === 0) await new Promise((resolve) => setImmediate(resolve));
    if (index % PART === 0) expect((await client.ask(GOOD)).answer).toHaveLength(1);
  }
  expect((await client.ask(GOOD)).answer).toHaveLength(1);
  client.close();
  socket.close();
  expect(problems.slice(0, 3)).toEqual([]);
  expect(replies).toBeGreaterThan(DATAGRAMS / 2);
  expect(shell.child.exitCode).toBeNull();
});

const NOTIFICATIONS = 1_600_000;
/** Between two looks at the server. */
const LOOK = NOTIFICATIONS / 20;
/** Looks that are compared: the least of so many, since what is not collected yet comes and goes. */
const LOOKS = 5;
/** Bytes that the server may grow by between the second and the last quarter. */
const GROWTH = 24 << 20;

/** Bytes of memory that the server has of its own. */
function memory(): number {
  return 1024 * Number(/^Pss:\s+([0-9]+) kB/m.exec(readFileSync(`/proc/${shell.pid}/smaps_rollup`, "utf8"))?.[1] ?? NaN);
}

test(`${NOTIFICATIONS} notifications: what threads hand to the main thread waits in a queue of fixed length`, async () => {
  const query = queryOf({ name: "shape.example", type: DnsType.SOA });
  query[2] = DnsOpcode.Notify << 3;
  const socket = createSocket("udp4");
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  const client = new DnsClient(port);
  await client.connect();
  const looks: number[] = [];
  for (let index = 0; index < NOTIFICATIONS; index++) {
    await new Promise((resolve) => socket.send(query, port, "127.0.0.1", resolve));
    if (index % LOOK === 0) {
      looks.push(memory());
      // Over UDP, and over TCP by the thread that has so much to do.
      expect((await client.ask(GOOD)).answer).toHaveLength(1);
      expect(decodeMessage(await askOverTcp(port, GOOD)).answers).toHaveLength(1);
    }
  }
  // At first the heap grows to what it needs: what counts is whether it goes on.
  const grown = Math.min(...looks.slice(-LOOKS)) - Math.min(...looks.slice(LOOKS, 2 * LOOKS));
  client.close();
  socket.close();
  console.log(`memory has grown by ${(grown / 1e6).toFixed(1)} MB`);
  expect(grown).toBeLessThan(GROWTH);
});
