/** Connections of strangers who mean harm: what each of them may take, and that others are answered all the while. */
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { connect as connectTls } from "node:tls";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DnsType } from "../../../generated/dns/types.js";
import { decodeMessage, encodeQuery } from "../../support/dns/message.js";
import { freePort } from "../../support/dns/port.js";
import { finish, Shell } from "../../support/dns/shell.js";
import { framed, messagesFrom } from "../../support/dns/tcp.js";

const IDLE_SECONDS = 2;
const OF_ONE_CLIENT = 8;
const IN_ALL = 24;
const QUERY = encodeQuery({ name: "ns.example.com", type: DnsType.A, dnssecOk: false, payload: undefined }, 7);

let folder = "";
let shell: Shell;
let tcpPort = 0;
let tlsPort = 0;
let metricsPort = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "deens-hostile-"));
  await writeFile(join(folder, "zone"), "$TTL 300\n@ SOA ns hostmaster 1 7200 900 1209600 300\n@ NS ns\nns A 192.0.2.53\n");
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  await finish("openssl", ["req", "-x509", ...curve, "-keyout", "key.pem", "-out", "cert.pem", "-days", "2", "-subj", "/CN=here"], folder);
  [tcpPort, tlsPort, metricsPort] = [await freePort(), await freePort(), await freePort()];
  const config = [
    ...["listen:", `  - {address: "127.0.0.1:${tcpPort}", transports: [tcp]}`, `  - {address: "127.0.0.1:${tlsPort}", transports: [tls]}`],
    ...["tls: {certificate: cert.pem, key: key.pem}", "control: off", `metrics: 127.0.0.1:${metricsPort}`, "limits:"],
    ...[`  tcp-connections: ${IN_ALL}`, `  tcp-connections-per-client: ${OF_ONE_CLIENT}`, `  tcp-idle-seconds: ${IDLE_SECONDS}`],
    "zones: [{origin: example.com, file: zone}]",
  ];
  await writeFile(join(folder, "deens.yaml"), `${config.join("\n")}\n`);
  shell = new Shell(["--config", "deens.yaml"], folder);
  await shell.ready();
});

afterAll(async () => {
  await shell.kill();
  await rm(folder, { recursive: true, force: true });
});

/** A client of its own for each number, by its address. */
function open(port: number, client = 1): Socket {
  const socket = connect({ port, host: "127.0.0.1", localAddress: `127.0.1.${client}` });
  socket.on("error", () => undefined);
  return socket;
}

function openTls(client = 1): Socket {
  const socket = connectTls({ socket: open(tlsPort, client), rejectUnauthorized: false, ALPNProtocols: ["dot"] });
  socket.on("error", () => undefined);
  return socket;
}

/** Whether a connection is answered; it is closed after. */
async function isAnswered(socket: Socket): Promise<boolean> {
  socket.write(framed(QUERY));
  try {
    for await (const message of messagesFrom(socket)) return decodeMessage(message).answers.length === 1;
  } catch {
    // It was closed.
  }
  return false;
}

async function closed(socket: Socket): Promise<void> {
  if (!socket.closed) await new Promise((resolve) => socket.resume().once("close", resolve));
}

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  return Number(new RegExp(`^${name} ([0-9.]+)$`, "m").exec(text)?.[1]);
}

/** Whether it comes in so many milliseconds. */
async function within(milliseconds: number, promise: Promise<unknown>): Promise<boolean> {
  const late = new AbortController();
  const isLate = setTimeout(milliseconds, false, { signal: late.signal }).catch(() => false);
  const isInTime = await Promise.race([promise.then(() => true), isLate]);
  late.abort();
  return isInTime;
}

/** The server sees that a connection was closed a moment later. */
async function noneIsLeft(): Promise<void> {
  while ((await metric("deens_connections")) > 0) await new Promise((resolve) => setImmediate(resolve));
}

/** Connections that were all taken, in this order, some of them over TLS. */
async function taken(count: number, client: number, isTls = (_index: number): boolean => false): Promise<Socket[]> {
  const sockets: Socket[] = [];
  for (let index = 0; index < count; index++) {
    const socket = isTls(index) ? openTls(client) : open(tcpPort, client);
    await once(socket, isTls(index) ? "secureConnect" : "connect");
    sockets.push(socket);
  }
  return sockets;
}

test("so many connections of one client: for a new one its longest idle one is closed, and those of others stay", async () => {
  const [other] = await taken(1, 2);
  const isTls = (index: number): boolean => index % 2 === 1;
  const [first, second, third, ...more] = await taken(OF_ONE_CLIENT, 1, isTls);
  if (other === undefined || first === undefined || second === undefined || third === undefined) throw new Error("too few");
  const [refused, displaced] = [await metric("deens_connections_refused_total"), await metric("deens_connections_displaced_total")];
  // The oldest one has asked something: the next one has been idle for longer.
  first.write(framed(QUERY));
  await once(first, "data");
  const newest = open(tcpPort);
  await Promise.all([closed(second), once(newest, "connect")]);
  const secure = openTls();
  await Promise.all([closed(third), once(secure, "secureConnect")]);
  expect(await metric("deens_connections_displaced_total")).toBe(displaced + 2);
  expect(await metric("deens_connections_refused_total")).toBe(refused);
  expect(await metric("deens_connections")).toBe(OF_ONE_CLIENT + 1);
  expect(await Promise.all([other, first, ...more, newest, secure].map(isAnswered))).not.toContain(false);
  await noneIsLeft();
});

test("so many connections in all: who has most loses its longest idle one, and who has one or none is served", async () => {
  const few = await taken(1, 30);
  const many: Socket[][] = [];
  for (const client of [10, 11, 12]) many.push(await taken(client === 12 ? OF_ONE_CLIENT - 1 : OF_ONE_CLIENT, client));
  const newcomers = Array.from({ length: 6 }, (_, index) => open(tcpPort, 20 + index));
  expect(await Promise.all(newcomers.map(isAnswered))).not.toContain(false);
  expect((await Promise.all(few.map(isAnswered)))[0]).toBe(true);
  for (const socket of [...many.flat(), ...newcomers]) socket.destroy();
  await noneIsLeft();
});

test("a connection that agrees on TLS and says nothing more gives way too", async () => {
  const begun = Array.from({ length: OF_ONE_CLIENT }, () => open(tlsPort));
  await Promise.all(begun.map((socket) => once(socket, "connect")));
  expect(await isAnswered(openTls())).toBe(true);
  expect(await within((IDLE_SECONDS * 1000) / 2, Promise.race(begun.map(closed)))).toBe(true);
  for (const socket of begun) socket.destroy();
  await noneIsLeft();
});

test("where nobody is idle, a new connection is refused", async () => {
  const sockets = await taken(OF_ONE_CLIENT, 1);
  // Whoever asks and does not read has answers that wait.
  const flood = Buffer.concat(Array.from({ length: 1000 }, () => framed(QUERY)));
  const fill = async (socket: Socket): Promise<void> => {
    socket.pause();
    while (!socket.destroyed && (await within(300, new Promise((resolve) => socket.write(flood, resolve)))));
  };
  await Promise.all(sockets.map(fill));
  const refused = await metric("deens_connections_refused_total");
  expect(await isAnswered(open(tcpPort))).toBe(false);
  expect(await metric("deens_connections_refused_total")).toBe(refused + 1);
  expect(await isAnswered(open(tcpPort, 2))).toBe(true);
  for (const socket of sockets) socket.destroy();
  await noneIsLeft();
}, 30_000);

/** What has been said when the connection is reset. */
const BEFORE_RESET: readonly (readonly [string, () => Promise<Socket>])[] = [
  ["nothing", () => connected(open(tcpPort))],
  ["half a length", () => connected(open(tcpPort), Uint8Array.of(0))],
  ["half a query", () => connected(open(tcpPort), framed(QUERY).subarray(0, 20))],
  ["many queries", () => connected(open(tcpPort), Buffer.concat(Array.from({ length: 500 }, () => framed(QUERY))))],
  ["nothing of TLS", () => connected(open(tlsPort))],
  ["half a ClientHello", () => connected(open(tlsPort), Uint8Array.of(22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3))],
  ["a query without TLS where TLS is spoken", () => connected(open(tlsPort), framed(QUERY))],
  ["half a query over TLS", () => secured(framed(QUERY).subarray(0, 20))],
  ["many queries over TLS", () => secured(Buffer.concat(Array.from({ length: 500 }, () => framed(QUERY))))],
];

async function connected(socket: Socket, bytes: Uint8Array = new Uint8Array(0)): Promise<Socket> {
  await once(socket, "connect");
  await new Promise((resolve) => socket.write(bytes, resolve));
  return socket;
}

/** The connection below TLS, which is the one to be reset. */
async function secured(bytes: Uint8Array): Promise<Socket> {
  const below = open(tlsPort);
  const socket = connectTls({ socket: below, rejectUnauthorized: false, ALPNProtocols: ["dot"] });
  socket.on("error", () => undefined);
  await once(socket, "secureConnect");
  await new Promise((resolve) => socket.write(bytes, resolve));
  return below;
}

test.each(BEFORE_RESET)("connections that are reset after %s leave nothing behind", async (_, begin) => {
  for (let round = 0; round < 2 * OF_ONE_CLIENT; round++) {
    const socket = await begin();
    socket.resetAndDestroy();
    await closed(socket);
    // The client has its few connections again, or the next ones would be refused.
    if (round % OF_ONE_CLIENT === OF_ONE_CLIENT - 1) await noneIsLeft();
  }
  expect(await isAnswered(open(tcpPort))).toBe(true);
  expect(await isAnswered(openTls())).toBe(true);
  await noneIsLeft();
});

test("messages of any length: none, the longest, what is no query", async () => {
  const empty = open(tcpPort);
  empty.write(Uint8Array.of(0, 0));
  await closed(empty);
  const response = QUERY.slice();
  response[2] = 0x80;
  const wrong = open(tcpPort);
  wrong.write(framed(response));
  await closed(wrong);
  // The longest message is read to its end: it is malformed, which is said, and the next query is answered.
  const long = open(tcpPort);
  const bytes = new Uint8Array(0xffff);
  bytes.set(QUERY);
  long.write(Buffer.concat([framed(bytes), framed(QUERY)]));
  const rcodes: number[] = [];
  for await (const message of messagesFrom(long)) if (rcodes.push(decodeMessage(message).rcode) === 2) break;
  expect(rcodes).toEqual([1, 0]);
  await noneIsLeft();
});

test("whoever reads metrics slowly, or not at all, is cut off, and others can read them", async () => {
  const sockets = Array.from({ length: 40 }, () => open(metricsPort));
  sockets.forEach((socket, index) => socket.write(index % 2 === 0 ? "GET /metrics HTTP/1.1\r\nHost: x\r\nX-" : ""));
  await Promise.all(sockets.map(closed));
  expect(await metric("deens_connections")).toBe(0);
  const long = open(metricsPort);
  let said = "";
  long.setEncoding("utf8").on("data", (text: string) => (said += text));
  long.write(`GET /metrics HTTP/1.1\r\nHost: x\r\nX: ${"y".repeat(100_000)}\r\n\r\n`);
  await closed(long);
  expect(said).toMatch(/^HTTP\/1\.1 431 /);
}, 30_000);

test("where no more files can be opened, the server goes on, and recovers", async () => {
  const few = 60;
  const limit = (await finish("prlimit", ["--pid", String(shell.pid), "--nofile", "--output", "SOFT,HARD", "--noheadings"])).out;
  const [soft = "", hard = ""] = limit.trim().split(/\s+/);
  await finish("prlimit", ["--pid", String(shell.pid), `--nofile=${few}:${hard}`]);
  const sockets = Array.from({ length: 8 * OF_ONE_CLIENT }, (_, index) => open(tcpPort, 30 + Math.floor(index / OF_ONE_CLIENT)));
  const metrics = Array.from({ length: 20 }, () => open(metricsPort));
  // Some are taken, and end when they were idle; others are closed at once.
  await Promise.all([...sockets, ...metrics].map(closed));
  await finish("prlimit", ["--pid", String(shell.pid), `--nofile=${soft}:${hard}`]);
  expect(await isAnswered(open(tcpPort))).toBe(true);
  expect(await isAnswered(openTls())).toBe(true);
  expect(shell.child.exitCode).toBeNull();
}, 60_000);
