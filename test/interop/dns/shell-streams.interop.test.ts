/** Many connections at once, and slow, silent and greedy ones, on a server that runs. */
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DnsType } from "../../../generated/dns/types.js";
import { decodeMessage, encodeQuery } from "../../support/dns/message.js";
import { freePort } from "../../support/dns/port.js";
import { finish, Shell } from "../../support/dns/shell.js";

const CONNECTIONS = 1000;
const QUERIES = 5;
const IDLE_SECONDS = 4;

let folder = "";
let shell: Shell;
let tcpPort = 0;
let tlsPort = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "deens-streams-"));
  const zone = ["$TTL 300", "@ SOA ns hostmaster 1 7200 900 1209600 300", "@ NS ns", "ns A 192.0.2.53", "* A 192.0.2.1"];
  await writeFile(join(folder, "example.zone"), `${zone.join("\n")}\n`);
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  await finish("openssl", ["req", "-x509", ...curve, "-keyout", "key.pem", "-out", "cert.pem", "-days", "2", "-subj", "/CN=here"], folder);
  [tcpPort, tlsPort] = [await freePort(), await freePort()];
  const text = [
    "listen:",
    `  - {address: "127.0.0.1:${tcpPort}", transports: [tcp]}`,
    `  - {address: "127.0.0.1:${tlsPort}", transports: [tls]}`,
    "tls: {certificate: cert.pem, key: key.pem}",
    "control: off",
    `limits: {tcp-connections-per-client: ${CONNECTIONS}, tcp-idle-seconds: ${IDLE_SECONDS}, tcp-total-seconds: 60}`,
    "zones: [{origin: example.com, file: example.zone}]",
  ];
  await writeFile(join(folder, "deens.yaml"), text.join("\n"));
  shell = new Shell(["--config", "deens.yaml"], folder);
  await shell.ready();
});

afterAll(async () => {
  await shell.kill();
  await rm(folder, { recursive: true, force: true });
});

function framed(id: number): Uint8Array {
  const query = encodeQuery({ name: `n${id}.example.com.`, type: DnsType.A, dnssecOk: false, payload: undefined }, id);
  const bytes = new Uint8Array(2 + query.length);
  new DataView(bytes.buffer).setUint16(0, query.length);
  bytes.set(query, 2);
  return bytes;
}

function openTls(): TLSSocket {
  return connectTls({ host: "127.0.0.1", port: tlsPort, rejectUnauthorized: false, ALPNProtocols: ["dot"] });
}

/** The messages of a connection until there are so many; rejects when it ends before. */
async function answers(socket: Socket, count: number): Promise<Uint8Array[]> {
  const found: Uint8Array[] = [];
  let rest = Buffer.alloc(0);
  for await (const piece of socket as AsyncIterable<Buffer>) {
    rest = Buffer.concat([rest, piece]);
    while (rest.length >= 2 && rest.length >= 2 + rest.readUInt16BE(0)) {
      found.push(rest.subarray(2, 2 + rest.readUInt16BE(0)));
      rest = rest.subarray(2 + rest.readUInt16BE(0));
    }
    if (found.length >= count) return found;
  }
  throw new Error(`only ${found.length} answers`);
}

async function converse(socket: Socket, first: number): Promise<number[]> {
  const ids = Array.from({ length: QUERIES }, (_, index) => first + index);
  for (const id of ids) socket.write(framed(id));
  const messages = (await answers(socket, QUERIES)).map(decodeMessage);
  socket.destroy();
  expect(messages.map(({ questions: [question] }) => question?.qname.toString())).toEqual(ids.map((id) => `n${id}.example.com`));
  return messages.map(({ id, answers: { length } }) => (length === 1 ? id : -1));
}

async function closed(socket: Socket): Promise<number> {
  const start = performance.now();
  socket.on("error", () => undefined);
  if (!socket.closed) await new Promise((resolve) => socket.once("close", resolve));
  return performance.now() - start;
}

test(`${CONNECTIONS} connections over TCP at once are all answered`, async () => {
  const sockets = Array.from({ length: CONNECTIONS }, () => connect(tcpPort, "127.0.0.1"));
  await Promise.all(sockets.map((socket) => once(socket, "connect")));
  const ids = await Promise.all(sockets.map((socket, index) => converse(socket, index * QUERIES)));
  expect(ids.flat()).toEqual(Array.from({ length: CONNECTIONS * QUERIES }, (_, id) => id));
});

test(`${CONNECTIONS} connections over TLS at once are all answered`, async () => {
  const ids: number[][] = [];
  // Agreeing on keys takes our own side's time too: so many hands, each with connections that stay open.
  const sockets = Array.from({ length: CONNECTIONS }, openTls);
  await Promise.all(
    sockets.map(async (socket, index) => {
      await once(socket, "secureConnect");
      ids[index] = await converse(socket, index * QUERIES);
    }),
  );
  expect(ids.flat()).toEqual(Array.from({ length: CONNECTIONS * QUERIES }, (_, id) => id));
});

test("a silent connection is closed, with and without TLS, before and after agreeing on keys", async () => {
  const silent = connect(tcpPort, "127.0.0.1").resume();
  const withoutKeys = connect(tlsPort, "127.0.0.1").resume();
  const withKeys = openTls().resume();
  const times = await Promise.all([silent, withoutKeys, withKeys].map(closed));
  for (const time of times) expect(time).toBeGreaterThan(IDLE_SECONDS * 900);
  for (const time of times) expect(time).toBeLessThan(IDLE_SECONDS * 2000);
});

test("a connection that sends a byte now and then is closed as if it were silent", async () => {
  const slow = connect(tcpPort, "127.0.0.1").resume();
  const timer = setInterval(() => slow.write(Uint8Array.of(1)), 100);
  const time = await closed(slow);
  expect(time).toBeGreaterThan(IDLE_SECONDS * 900);
  expect(time).toBeLessThan(IDLE_SECONDS * 2000);
  clearInterval(timer);
});

test("a connection that asks and never reads is closed, and meanwhile others are answered", async () => {
  const greedy = connect(tcpPort, "127.0.0.1").pause();
  const end = closed(greedy);
  const flood = Buffer.concat(Array.from({ length: 20_000 }, (_, id) => framed(id % 5000)));
  for (let round = 0; round < 20; round++) greedy.write(flood);
  expect(await converse(connect(tcpPort, "127.0.0.1"), 1)).toEqual([1, 2, 3, 4, 5]);
  await end;
});

test("who sends no more is still answered", async () => {
  const socket = connect({ host: "127.0.0.1", port: tcpPort, allowHalfOpen: true });
  socket.end(Buffer.concat([framed(1), framed(2)]));
  expect(await answers(socket, 2)).toHaveLength(2);
});

test("what arrived before the end is answered, and the process ends with 0", async () => {
  const socket = connect(tcpPort, "127.0.0.1");
  await once(socket, "connect");
  await converse(connect(tcpPort, "127.0.0.1"), 1);
  // In one segment, which the loopback interface has delivered when this returns: of several, some would wait for confirmations.
  socket.write(Buffer.concat(Array.from({ length: 100 }, (_, id) => framed(id))));
  const found = answers(socket, 100);
  shell.signal("SIGTERM");
  expect(await found).toHaveLength(100);
  expect(await shell.ended()).toBe(0);
});
