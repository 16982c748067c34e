/** A million datagrams that are no good queries: the server stays as it is, and good clients are answered. */
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DnsType } from "../../../generated/dns/types.js";
import { DnsClient } from "../../support/dns/client.js";
import { encodeQuery } from "../../support/dns/message.js";
import { freePort } from "../../support/dns/port.js";
import { Shell } from "../../support/dns/shell.js";
import { Random } from "../../support/random.js";

const DATAGRAMS = 1_000_000;
/** Between two looks at the server. */
const PART = 20_000;
/** Addresses of loopback that stand for as many clients: whoever forges an address forges many. */
const SOURCES = 64;
const SEED = 20_261_124;
/** Bytes that the server may grow by after the first tenth of the flood. */
const GROWTH = 24 << 20;
/**
 * V8 gives new objects up to twice 16 MB once there were many, and takes that back when it likes: with twice 1 MB, what grows is what
 * stays.
 */
const NODE_OPTIONS = ["--max-semi-space-size=1"];

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "flood-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Garbage, queries that were cut off or changed, answers, and more than any query has. */
function datagram(random: Random, query: Uint8Array): Uint8Array {
  switch (random.below(6)) {
    case 0:
      return random.bytes(random.below(100));
    case 1:
      return query.slice(0, random.below(query.length));
    case 2:
      return mutated(random, query);
    case 3:
      return withBit(query, 2, 0x80);
    case 4:
      return random.bytes(1000 + random.below(8000));
    default:
      return encodeQuery(
        { name: `r${random.next()}.flood.example`, type: random.below(0x10000), dnssecOk: true, payload: 4096 },
        random.below(0x10000),
      );
  }
}

function mutated(random: Random, query: Uint8Array): Uint8Array {
  const bytes = query.slice();
  for (let changes = 1 + random.below(4); changes > 0; changes--) bytes[random.below(bytes.length)] = random.below(256);
  return bytes;
}

function withBit(query: Uint8Array, index: number, bit: number): Uint8Array {
  const bytes = query.slice();
  bytes[index] = (bytes[index] ?? 0) | bit;
  return bytes;
}

async function openSources(): Promise<Socket[]> {
  return Promise.all(
    Array.from({ length: SOURCES }, async (_, index) => {
      const socket = createSocket("udp4");
      // What comes back is nobody's business here.
      socket.on("error", () => undefined);
      socket.bind(0, `127.0.${1 + (index >> 4)}.${1 + (index & 15)}`);
      await once(socket, "listening");
      return socket;
    }),
  );
}

/** Bytes of memory that the process has of its own. */
function memoryOf(pid: number): number {
  return 1024 * Number(/^Pss:\s+([0-9]+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? NaN);
}

test("a flood leaves memory flat, and good clients are answered", async () => {
  await writeFile(join(folder, "zone"), "$TTL 60\n@ SOA ns admin 1 2 3 4 5\n@ NS ns\nns A 192.0.2.1\n");
  const port = await freePort();
  const shell = new Shell(["--zone", "flood.example=zone", "--listen", `127.0.0.1:${port}`, "--workers", "1"], folder, NODE_OPTIONS);
  await shell.ready();
  const client = new DnsClient(port);
  await client.connect();
  const good = { name: "ns.flood.example", type: DnsType.A, dnssecOk: false, payload: undefined };
  const query = encodeQuery({ ...good, dnssecOk: true, payload: 1232 }, 1);
  const sources = await openSources();
  const random = new Random(SEED);
  const memory: number[] = [];
  for (let sent = 0; sent < DATAGRAMS; sent += PART) {
    for (let index = 0; index < PART; index++) sources[random.below(SOURCES)]?.send(datagram(random, query), port, "127.0.0.1");
    // Asked again where the flood pushed it out: as a resolver does.
    expect((await client.ask(good)).answer).toHaveLength(1);
    memory.push(memoryOf(shell.pid));
  }
  const settled = memory[Math.floor(memory.length / 10)] ?? NaN;
  const most = Math.max(...memory.slice(Math.floor(memory.length / 10)));
  console.log(`${DATAGRAMS} datagrams; memory ${(settled / 1e6).toFixed(0)} MB after a tenth, ${(most / 1e6).toFixed(0)} MB at most`);
  for (const socket of sources) socket.close();
  client.close();
  shell.signal("SIGTERM");
  expect(await shell.ended()).toBe(0);
  expect(most - settled).toBeLessThan(GROWTH);
});
