/** Two of our servers, as programs with configurations: signed transfers over TCP and TLS (RFC 9103), notifications, restarts. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DnsRcode, DnsType } from "../../../../generated/dns/types.js";
import { DnsClient } from "../../../support/dns/client.js";
import { freePort } from "../../../support/dns/port.js";
import { manyLines, MANY_KINDS, zoneText } from "../../../support/dns/replication/zone-text.js";
import { recordText } from "../../../support/dns/records.js";
import { finish, type Shell } from "../../../support/dns/shell.js";
import { Shells } from "../../../support/dns/shells.js";
import { transferZone } from "../../../support/dns/transfer.js";

const ORIGIN = "example.com";
const SECRET = Buffer.alloc(32, 3).toString("base64");
const KEYS = `keys: {transfer.example: {secret: ${SECRET}}}`;

let folder = "";
let shells: Shells;

beforeEach(async () => {
  shells = await Shells.make();
  ({ folder } = shells);
});

afterEach(() => shells.close());

function start(name: string, lines: readonly string[]): Promise<Shell> {
  return shells.configured(name, [...lines, "control: off", KEYS]);
}

/** Asks until the answer is as it should be. */
async function until(port: number, isRight: (rcode: number, serial: string) => boolean): Promise<void> {
  const client = new DnsClient(port);
  await client.connect();
  try {
    for (const last = Date.now() + 20_000; ;) {
      const { rcode, answer } = await client.ask({ name: ORIGIN, type: DnsType.SOA, dnssecOk: false, payload: undefined });
      if (isRight(rcode, answer[0]?.rdata.split(" ")[2] ?? "")) return;
      if (Date.now() > last) throw new Error(`not in time: ${shells.said}`);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  } finally {
    client.close();
  }
}

async function records(port: number): Promise<string[]> {
  return (await transferZone(port, ORIGIN)).map(recordText).sort();
}

test.each(["tcp", "tls"])("over %s", { timeout: 90_000 }, async (transport) => {
  const [port, tlsPort, secondaryPort] = [await freePort(), await freePort(), await freePort()];
  await mkdir(join(folder, "primary"));
  const file = join(folder, "primary", "zone");
  await writeFile(file, zoneText(ORIGIN, 1, [...MANY_KINDS, ...manyLines(3000)]));
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=primary.example"];
  const out = ["-keyout", "key.pem", "-out", "cert.pem", "-addext", "subjectAltName=DNS:primary.example"];
  await finish("openssl", ["req", "-x509", ...curve, ...out], join(folder, "primary"));
  const primaryLines = [
    `listen: ["127.0.0.1:${port}", {address: "127.0.0.1:${tlsPort}", transports: [tls]}]`,
    "tls: {certificate: cert.pem, key: key.pem}",
    `remotes: {second: {address: 127.0.0.1, port: ${secondaryPort}, key: transfer.example}}`,
    `zones: [{origin: ${ORIGIN}, file: zone, notify: [second], allow-transfer: ["key:transfer.example", 127.0.0.1]}]`,
  ];
  const tls = `tls: {server-name: primary.example, certificate-authority: ../primary/cert.pem}`;
  const first = transport === "tls" ? `port: ${tlsPort}, ${tls}` : `port: ${port}`;
  const secondaryLines = [
    `listen: ["127.0.0.1:${secondaryPort}"]`,
    `remotes: {first: {address: 127.0.0.1, ${first}, key: transfer.example}}`,
    `zones: [{origin: ${ORIGIN}, primaries: [first], allow-notify: ["key:transfer.example"], allow-transfer: [127.0.0.1]}]`,
  ];
  const secondary = await start("secondary", secondaryLines);
  // It knows of the zone, and has not got it.
  await until(secondaryPort, (rcode) => rcode === DnsRcode.ServFail);
  const primary = await start("primary", primaryLines);
  await until(secondaryPort, (_rcode, serial) => serial === "1");
  expect(await records(secondaryPort)).toEqual(await records(port));
  await new Promise((resolve) => setTimeout(resolve, 1100));
  await writeFile(file, zoneText(ORIGIN, 2, [...MANY_KINDS.slice(3), ...manyLines(3001)]));
  primary.child.kill("SIGHUP");
  await until(secondaryPort, (_rcode, serial) => serial === "2");
  expect(await records(secondaryPort)).toEqual(await records(port));
  expect(secondary.err).toMatch(/serial 2 has come from first .*\(IXFR\) after 1/);
  await shells.kill();
  await start("secondary", secondaryLines);
  await until(secondaryPort, (_rcode, serial) => serial === "2");
  expect(await readFile(join(folder, "secondary", "data", `${ORIGIN}.zone`), "latin1")).toContain("SOA");
});
