/** A server on a system without koffi: what its threads would do otherwise, the main thread has to. */
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DnsOpcode, DnsRcode, DnsType } from "../../../../../generated/dns/types.js";
import { DEFAULT_CONFIG, DEFAULT_RATE_LIMIT, DEFAULT_ZONE_SETTINGS } from "../../../../../servers/dns/config/defaults.js";
import { NameServer } from "../../../../../servers/dns/node/server.js";
import { encodeAsked } from "../answer-edns/support.js";

vi.mock(import("../../../../../servers/dns/node/native.js"), async (load) => ({ ...(await load()), loadNative: () => undefined }));

const RATE = 3;

let folder = "";
let server: NameServer;
let client: Socket;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "deens-koffi-"));
  const file = join(folder, "zone");
  await writeFile(file, "$TTL 60\n@ SOA ns admin 1 7200 900 1209600 300\n@ NS ns\nns A 192.0.2.1\n");
  server = new NameServer({
    config: {
      ...DEFAULT_CONFIG,
      dataDirectory: folder,
      listen: [{ address: "127.0.0.1", port: 0, transports: ["udp"] }],
      rateLimit: { ...DEFAULT_RATE_LIMIT, exempt: [], burstSeconds: 1, slip: 0, responsesPerSecond: RATE, errorsPerSecond: RATE },
      zones: [{ ...DEFAULT_ZONE_SETTINGS, origin: "example.com", file, catalog: undefined, memberOf: undefined }],
    },
  });
  await server.load();
  await server.listen();
  await server.start();
  client = createSocket("udp4");
  client.connect(server.addresses[0]?.port ?? 0, "127.0.0.1");
  await once(client, "connect");
});

afterEach(async () => {
  client.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const POSITIVE = encodeAsked({ name: "ns.example.com." });
/** What has a limit of its own, and so is answered after the others have come to theirs. */
const LAST = encodeAsked({ name: "x.example.com." });
/** Refusals of what is answered elsewhere come in a later turn than what the core answers. */
const TURNS = 20;

/** How many of 50 queries are answered. */
async function answered(query: Uint8Array): Promise<number> {
  let replies = 0;
  let isThere = (): void => undefined;
  client.on("message", (reply: Buffer) => {
    if (((reply[3] ?? 0) & 0xf) === DnsRcode.NXDomain) isThere();
    else replies++;
  });
  for (let count = 0; count < 50; count++) client.send(query);
  for (let turn = 0; turn < TURNS; turn++) {
    const last = new Promise<void>((resolve) => (isThere = resolve));
    client.send(LAST);
    await last;
  }
  return replies;
}

/** On a slow machine the rate allows one or two more meanwhile. */
function expectLimited(replies: number): void {
  expect(replies).toBeGreaterThanOrEqual(RATE);
  expect(replies).toBeLessThan(2 * RATE);
}

test("answers are limited", async () => {
  expect(server.isBatched).toBe(false);
  expectLimited(await answered(POSITIVE));
});

test.each([
  ["notifications", encodeAsked({ name: "example.com.", type: DnsType.SOA, opcode: DnsOpcode.Notify })],
  ["updates", encodeAsked({ name: "example.com.", type: DnsType.SOA, opcode: DnsOpcode.Update })],
  ["transfers", encodeAsked({ name: "example.com.", type: DnsType.IXFR })],
])("so are refusals of %s", async (_, query) => {
  expectLimited(await answered(query));
});
