/** What a running server does on signals, and to whom is connected meanwhile. */
import { once } from "node:events";
import { readFile, rename, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DnsType } from "../../../generated/dns/types.js";
import { decodeMessage, encodeQuery } from "../../support/dns/message.js";
import { freePort } from "../../support/dns/port.js";
import { finish, type Shell } from "../../support/dns/shell.js";
import { Shells } from "../../support/dns/shells.js";
import { framed, messagesFrom } from "../../support/dns/tcp.js";

const ZONE = "$TTL 300\n@ SOA ns h 1 7200 900 1209600 300\n@ NS ns\nns A 192.0.2.53\nwww A 192.0.2.1\n";
/** What docs/dns-server.md promises, and some for a busy machine; in milliseconds. */
const ENDS_WITHIN = 6000;

let folder = "";
let shells: Shells;

beforeEach(async () => {
  shells = await Shells.make();
  ({ folder } = shells);
  await writeFile(join(folder, "example.zone"), ZONE);
});

afterEach(() => shells.close());

async function startPlain(): Promise<{ readonly shell: Shell; readonly port: number }> {
  const shell = shells.start("--zone", "example.com=example.zone", "--listen", "127.0.0.1:0", "--workers", "1");
  const [place] = await shell.ready();
  return { shell, port: place?.port ?? 0 };
}

const QUERY = framed(encodeQuery({ name: "www.example.com.", type: DnsType.A, dnssecOk: false, payload: undefined }, 1));

test.each(["SIGTERM", "SIGINT"] as const)("%s ends it with 0, and it says nothing but that", async (signal) => {
  const { shell } = await startPlain();
  shell.signal(signal);
  expect(await shell.ended()).toBe(0);
  expect(shell.err).toBe(`deens: it ends: ${signal}\n`);
});

test("it ends though a client does not take its answers", async () => {
  const { shell, port } = await startPlain();
  const greedy = connect(port, "127.0.0.1").pause();
  greedy.on("error", () => undefined);
  const flood = Buffer.concat(Array.from({ length: 20_000 }, () => QUERY));
  for (let round = 0; round < 20; round++) greedy.write(flood);
  const [other] = [connect(port, "127.0.0.1")];
  other.write(QUERY);
  await once(other, "data");
  const before = Date.now();
  shell.signal("SIGTERM");
  expect(await shell.ended()).toBe(0);
  expect(Date.now() - before).toBeLessThan(ENDS_WITHIN);
  greedy.destroy();
});

test("SIGUSR1 says what it did, and opens no port for debuggers", async () => {
  const { shell, port } = await startPlain();
  await finish("dig", ["@127.0.0.1", "-p", String(port), "www.example.com", "+tcp"]);
  shell.signal("SIGUSR1");
  await shell.until(() => shell.err.includes("queries"));
  expect(shell.err).toBe("deens: 1 zone served, queries: 0 over udp, 1 over tcp, 0 over tls, 0 connections\n");
  shell.signal("SIGTERM");
  expect(await shell.ended()).toBe(0);
  expect(shell.err).not.toContain("Debugger");
});

async function certificate(name: string): Promise<void> {
  const files = ["-keyout", "key.pem", "-out", "cert.pem", "-days", "2", "-subj", `/CN=${name}`];
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  expect((await finish("openssl", ["req", "-x509", ...curve, ...files], folder)).code).toBe(0);
}

async function configure(...lines: string[]): Promise<{ readonly port: number; readonly tlsPort: number }> {
  const [port, tlsPort] = [await freePort(), await freePort()];
  const listen = `listen: ["127.0.0.1:${port}", {address: "127.0.0.1:${tlsPort}", transports: [tls]}]`;
  const tls = "tls: {certificate: cert.pem, key: key.pem}";
  await writeFile(
    join(folder, "deens.yaml"),
    [listen, tls, "workers: 1", "zones: [{origin: example.com, file: example.zone}]", ...lines].join("\n"),
  );
  return { port, tlsPort };
}

async function openTls(port: number): Promise<TLSSocket> {
  const socket = connectTls({ host: "127.0.0.1", port, rejectUnauthorized: false, ALPNProtocols: ["dot"] });
  await once(socket, "secureConnect");
  return socket;
}

test("a connection over TLS is answered before and after its certificate is replaced; new ones have the new one", async () => {
  await certificate("one");
  const { tlsPort } = await configure();
  const shell = shells.start("--config", "deens.yaml");
  await shell.ready();
  const old = await openTls(tlsPort);
  const messages = messagesFrom(old);
  const ask = async (): Promise<number> => {
    old.write(QUERY);
    const { value } = await messages.next();
    return value === undefined ? 0 : decodeMessage(value as Uint8Array).answers.length;
  };
  expect(await ask()).toBe(1);
  await certificate("two");
  shell.signal("SIGHUP");
  await shell.until(() => shell.err.includes("read again"));
  expect(await ask()).toBe(1);
  const fresh = await openTls(tlsPort);
  expect([old, fresh].map((socket) => socket.getPeerCertificate().subject.CN)).toEqual(["one", "two"]);
  old.destroy();
  fresh.destroy();
});

test("on SIGHUP the query log goes on in a new file, where the old one was moved away; a broken configuration changes nothing", async () => {
  await certificate("one");
  const { port } = await configure("query-log: queries.log");
  const shell = shells.start("--config", "deens.yaml");
  await shell.ready();
  const ask = (name: string): Promise<unknown> => finish("dig", ["@127.0.0.1", "-p", String(port), name]);
  const log = (name: string): Promise<string> => readFile(join(folder, name), "utf8");
  await ask("one.example.com");
  await rename(join(folder, "queries.log"), join(folder, "queries.log.1"));
  shell.signal("SIGHUP");
  await shell.until(() => shell.err.includes("read again"));
  await ask("two.example.com");
  await writeFile(join(folder, "deens.yaml"), "wrkers: 2\n");
  shell.signal("SIGHUP");
  await shell.until(() => shell.err.includes("is not used"));
  expect(shell.err).toContain("did you mean `workers`?");
  await ask("three.example.com");
  shell.signal("SIGTERM");
  expect(await shell.ended()).toBe(0);
  expect(await log("queries.log.1")).toMatch(/^\S+ \S+ udp one\.example\.com\. .*\n$/);
  expect(await log("queries.log")).toMatch(/^\S+ \S+ udp two\.example\.com\. .*\n\S+ \S+ udp three\.example\.com\. .*\n$/);
});
