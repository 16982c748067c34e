/** Fetching zones from primaries that are slow, talk without end, or are older than what we know. */
import { getEventListeners } from "node:events";
import { afterEach, describe, expect, test } from "vitest";
import type { DnsMessage, DnsRecordInput } from "../../../../../generated/dns/dns.js";
import { DnsRcode, DnsType } from "../../../../../generated/dns/types.js";
import { FRESH } from "../../../../../servers/dns/image/memory.js";
import { IDLE_TIME } from "../../../../../servers/dns/node/idle-streams.js";
import { TransferClient, type ClientOptions, type WantedZone } from "../../../../../servers/dns/node/transfer-client.js";
import { TransferCounts } from "../../../../../servers/dns/node/transfer-counts.js";
import { nodeCryptography } from "../../../../../servers/dns/security/node.js";
import { wireOf } from "../../../../support/dns/names.js";
import { remote } from "../../../../support/dns/replication/deens.js";
import { answerTo, ScriptedPrimary, type Script, sendTo } from "../../../../support/dns/replication/scripted-primary.js";
import { framed } from "../../../../support/dns/tcp.js";
import { a, APEX, soa } from "../transfer/support.js";
import { imageOf, ORIGIN } from "./support.js";

const ZONE = wireOf(ORIGIN);

function wanted(image: WantedZone["image"]): WantedZone {
  return { origin: ZONE, image, zonemd: "verify" };
}

const ENDS: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const end of ENDS.splice(0)) await end();
});

async function primaryOf(script: Script): Promise<ScriptedPrimary> {
  const primary = await ScriptedPrimary.start(script);
  ENDS.push(() => primary.stop());
  return primary;
}

function clientOf(changes: Partial<ClientOptions> = {}): { readonly client: TransferClient; readonly counts: TransferCounts } {
  const stop = new AbortController();
  ENDS.unshift(() => stop.abort());
  const counts = new TransferCounts();
  const limits = { receivedZoneBytes: 1 << 20, transferSeconds: 60, patience: { datagram: 2000, attempts: 2, stream: 20_000 } };
  const usual = { keys: new Map(), cryptography: nodeCryptography, memory: FRESH, now: () => Date.now() / 1000 };
  return { client: new TransferClient({ ...usual, ...limits, signal: stop.signal, counts, ...changes }), counts };
}

const isSoa = ({ questions }: DnsMessage): boolean => questions[0]?.qtype === DnsType.SOA;
const ZONE_RECORDS: readonly DnsRecordInput[] = [soa(5), ...APEX, soa(5)];
const MANY = Array.from({ length: 300 }, (_, index) => a(`host-${index}.${ORIGIN}`));

describe("a primary that", () => {
  test("sends a byte now and then is given up after transfer-seconds", async () => {
    const primary = await primaryOf({
      stream: (query, socket) => {
        const bytes = framed(answerTo(query, ZONE_RECORDS));
        let sent = 0;
        const timer = setInterval(() => socket.write(bytes.subarray(sent, ++sent)), 20);
        socket.once("close", () => clearInterval(timer));
      },
    });
    const { client, counts } = clientOf({ transferSeconds: 0.3, patience: { datagram: 50, attempts: 1, stream: 300 } });
    await expect(client.whole(remote("slow", primary.port), wanted(undefined))).rejects.toThrow(
      "AXFR: it takes too long (limits: transfer-seconds)",
    );
    expect(counts.in).toMatchObject({ failed: 1, axfr: 0 });
    await expect(client.soa(remote("slow", primary.port), ZONE)).rejects.toThrow("SOA: ");
    await expect.poll(() => primary.open.size).toBe(0);
  });

  test("says nothing is given up when its patience is over", async () => {
    const primary = await primaryOf({ stream: () => undefined });
    const { client } = clientOf({ patience: { datagram: 50, attempts: 1, stream: 200 } });
    await expect(client.whole(remote("mute", primary.port), wanted(undefined))).rejects.toThrow("AXFR: it does not answer");
    await expect(client.soa(remote("mute", primary.port), ZONE)).rejects.toThrow("SOA: ");
    expect(primary.asked).toEqual(["TCP AXFR", "UDP SOA", "TCP SOA"]);
  });

  test.each<[string, readonly DnsRecordInput[], typeof DnsType.AXFR | typeof DnsType.IXFR, string]>([
    ["records", [soa(5), ...APEX], DnsType.AXFR, "AXFR: the zone is larger than 1048576 bytes (limits: received-zone-bytes)"],
    ["changes", [soa(5), soa(1)], DnsType.IXFR, "IXFR: the changes take more than 1048576 bytes"],
  ])("sends %s without end is told to stop", async (_what, first, type, why) => {
    let sent = 0;
    const primary = await primaryOf({
      stream: async (query, socket) => {
        // The whole zone, which is asked for instead, is none.
        if (query.questions[0]?.qtype !== type) return sendTo(socket, answerTo(query, [], { rcode: DnsRcode.ServFail }));
        await sendTo(socket, answerTo(query, first));
        for (;;) {
          await sendTo(socket, answerTo(query, MANY));
          sent++;
        }
      },
    });
    const { client, counts } = clientOf();
    const ours = type === DnsType.IXFR ? imageOf(1) : undefined;
    const asked = type === DnsType.IXFR ? "AXFR: the answer is SERVFAIL" : why;
    await expect(client.transfer(remote("endless", primary.port), wanted(ours))).rejects.toThrow(asked);
    expect(sent).toBeGreaterThan(2);
    expect(counts.in.bytes).toBeGreaterThan(20_000);
    expect(counts.in.bytes).toBeLessThan(1 << 20);
    await expect.poll(() => primary.open.size).toBeLessThanOrEqual(type === DnsType.IXFR ? 1 : 0);
  });

  test("announces a message and does not send it takes no memory, and is given up", async () => {
    const primary = await primaryOf({ stream: (_query, socket) => void socket.write(Uint8Array.of(0xff, 0xff, 1)) });
    const { client } = clientOf({ patience: { datagram: 50, attempts: 1, stream: 200 } });
    await expect(client.whole(remote("short", primary.port), wanted(undefined))).rejects.toThrow("AXFR: it does not answer");
  });

  test("ends the connection in the middle brings nothing", async () => {
    const primary = await primaryOf({
      stream: async (query, socket) => {
        await sendTo(socket, answerTo(query, [soa(5), ...APEX]));
        socket.end();
      },
    });
    await expect(clientOf().client.whole(remote("brief", primary.port), wanted(undefined))).rejects.toThrow("the connection was closed");
  });

  test("has many zones to give gives four at a time, and others do not wait for it", async () => {
    const waiting: (() => void)[] = [];
    const slow = await primaryOf({
      stream: async (query, socket) => {
        await new Promise<void>((resolve) => waiting.push(resolve));
        await sendTo(socket, answerTo(query, ZONE_RECORDS));
      },
    });
    const quick = await primaryOf({ stream: (query, socket) => sendTo(socket, answerTo(query, ZONE_RECORDS)) });
    const { client } = clientOf();
    const fetched = Array.from({ length: 20 }, () => client.whole(remote("slow", slow.port), wanted(undefined)));
    await expect.poll(() => waiting.length).toBe(4);
    await expect(client.whole(remote("quick", quick.port), wanted(undefined))).resolves.toMatchObject({ kind: "zone" });
    expect(waiting).toHaveLength(4);
    const release = setInterval(() => waiting.splice(0).forEach((resolve) => resolve()), 5);
    await Promise.all(fetched);
    clearInterval(release);
    // Those that came later used the connections of the first.
    expect(slow.connections).toBe(4);
  });
});

test("of many zones that are due at once, sixteen are asked for at a time", async () => {
  let [active, most] = [0, 0];
  const waiting: (() => void)[] = [];
  const primary = await primaryOf({
    datagram: (query) => answerTo(query, [], { tc: 1 }),
    stream: async (query, socket) => {
      most = Math.max(most, ++active);
      await new Promise<void>((resolve) => waiting.push(resolve));
      active--;
      await sendTo(socket, answerTo(query, [soa(5)]));
    },
  });
  const { client } = clientOf({ patience: { datagram: 2000, attempts: 1, stream: 20_000 } });
  const asked = Array.from({ length: 100 }, () => client.soa(remote("one", primary.port), ZONE));
  await expect.poll(() => waiting.length).toBe(16);
  const release = setInterval(() => waiting.splice(0).forEach((resolve) => resolve()), 5);
  await Promise.all(asked);
  clearInterval(release);
  expect(most).toBe(16);
  expect(primary.connections).toBeLessThanOrEqual(32);
});

test("who waits listens for the end: once each, without a warning of Node, and no longer than it waits", async () => {
  const warnings: string[] = [];
  const note = ({ name }: Error): void => void warnings.push(name);
  process.on("warning", note);
  ENDS.push(() => void process.off("warning", note));
  const waiting: (() => void)[] = [];
  const primary = await primaryOf({
    datagram: (query) => answerTo(query, [], { tc: 1 }),
    stream: async (query, socket) => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      await sendTo(socket, answerTo(query, [soa(5)]));
      socket.end();
    },
  });
  const stop = new AbortController();
  const { client } = clientOf({ signal: stop.signal, patience: { datagram: 2000, attempts: 1, stream: 20_000 } });
  const asked = Array.from({ length: 40 }, () => client.soa(remote("one", primary.port), ZONE));
  await expect.poll(() => waiting.length).toBe(16);
  expect(getEventListeners(stop.signal, "abort")).toHaveLength(16);
  const release = setInterval(() => waiting.splice(0).forEach((resolve) => resolve()), 5);
  await Promise.all(asked);
  clearInterval(release);
  await expect.poll(() => getEventListeners(stop.signal, "abort").length).toBe(0);
  expect(warnings).toEqual([]);
});

describe("connections", () => {
  const truncating: Script = {
    datagram: (query) => answerTo(query, [], { tc: 1 }),
    stream: (query, socket) => sendTo(socket, answerTo(query, isSoa(query) ? [soa(5)] : ZONE_RECORDS)),
  };

  test("are used for the SOA and for what follows it, and closed when nothing does", async () => {
    const primary = await primaryOf(truncating);
    const { client } = clientOf();
    const place = remote("one", primary.port);
    await client.soa(place, ZONE);
    await client.whole(place, wanted(undefined));
    await client.soa(place, ZONE);
    expect(primary.asked).toEqual(["UDP SOA", "TCP SOA", "TCP AXFR", "UDP SOA", "TCP SOA"]);
    expect(primary.connections).toBe(1);
    await expect.poll(() => primary.open.size, { timeout: 2 * IDLE_TIME }).toBe(0);
  });

  test("that the other side has closed are made anew", async () => {
    const primary = await primaryOf({
      ...truncating,
      stream: async (query, socket) => {
        await truncating.stream?.(query, socket);
        socket.end();
      },
    });
    const { client } = clientOf();
    const place = remote("one", primary.port);
    await client.soa(place, ZONE);
    await expect(client.whole(place, wanted(undefined))).resolves.toMatchObject({ kind: "zone" });
    expect(primary.connections).toBe(2);
  });

  test("over which something comes that nobody asked for are not used again", async () => {
    const primary = await primaryOf({
      ...truncating,
      stream: async (query, socket) => {
        const answer = framed(answerTo(query, isSoa(query) ? [soa(5)] : ZONE_RECORDS));
        socket.write(Buffer.concat([answer, answer.subarray(0, 9)]));
      },
    });
    const { client } = clientOf();
    await client.soa(remote("one", primary.port), ZONE);
    await expect(client.whole(remote("one", primary.port), wanted(undefined))).resolves.toMatchObject({ kind: "zone" });
    expect(primary.connections).toBe(2);
  });

  test("end with the server", async () => {
    const primary = await primaryOf(truncating);
    const stop = new AbortController();
    const { client } = clientOf({ signal: stop.signal });
    await client.soa(remote("one", primary.port), ZONE);
    expect(primary.open.size).toBe(1);
    stop.abort();
    await expect.poll(() => primary.open.size).toBe(0);
    await expect(client.whole(remote("one", primary.port), wanted(undefined))).rejects.toThrow();
  });
});

describe("how long the primary will serve the zone (RFC 7314)", () => {
  const opt = (expire: number): DnsRecordInput => ({
    name: ".",
    class: 1232,
    ttl: 0,
    rdata: { $kind: "OPT", options: [{ code: { $kind: "Expire", expire } }] },
  });

  test("is asked with the SOA", async () => {
    const asked: string[] = [];
    const primary = await primaryOf({
      datagram: (query) => {
        asked.push(...query.additionals.flatMap(({ rdata }) => (rdata.$kind === "OPT" ? rdata.options.map(({ code }) => code.$kind) : [])));
        return answerTo(query, [soa(5)], { additionals: [opt(77)] });
      },
    });
    await expect(clientOf().client.soa(remote("one", primary.port), ZONE)).resolves.toMatchObject({ remaining: 77 });
    expect(asked).toEqual(["Expire"]);
  });

  test.each([DnsRcode.FormErr, DnsRcode.NotImp])("is not asked again of who answers RCODE %i", async (rcode) => {
    const primary = await primaryOf({
      datagram: (query) => (query.additionals.length > 0 ? answerTo(query, [], { rcode }) : answerTo(query, [soa(5)])),
    });
    const state = await clientOf().client.soa(remote("old", primary.port), ZONE);
    expect([state.soa.rdata.serial, state.remaining]).toEqual([5, undefined]);
  });

  test("answers that are no answers", async () => {
    const primary = await primaryOf({ datagram: (query) => answerTo(query, [soa(5)], { aa: 0 }) });
    await expect(clientOf().client.soa(remote("one", primary.port), ZONE)).rejects.toThrow("SOA: the answer is not authoritative");
  });
});
