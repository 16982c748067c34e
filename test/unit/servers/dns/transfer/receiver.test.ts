/** Transfers that threads take: what comes of them is what would come of them without threads. */
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DnsType } from "../../../../../generated/dns/types.js";
import { MemoryPool } from "../../../../../servers/dns/image/memory.js";
import { TransferReceiver } from "../../../../../servers/dns/node/transfer-receiver.js";
import { ZoneThreads } from "../../../../../servers/dns/node/zone-threads.js";
import { nodeCryptography } from "../../../../../servers/dns/security/node.js";
import type { Received, TransferRequest } from "../../../../../servers/dns/transfer/in.js";
import { buildDeens, DEENS_MAIN } from "../../../../support/dns/built.js";
import { wireOf } from "../../../../support/dns/names.js";
import { recordsIn } from "../secondary/support.js";
import { a, APEX, changeMessage, ID, message, NOW, ORIGIN, SignedTransfer, soa } from "./support.js";

const WORKER = pathToFileURL(join(DEENS_MAIN, "../program/zone-worker.cjs"));
const BUILD_WITHIN = 120_000;
const PER_MESSAGE = 600;
/** Of about 20 KB each: some are taken here, and some by a thread. */
const MESSAGES = 80;

const ZONE = middle(MESSAGES);

/** Messages of many records, without the SOAs. */
function middle(count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, at) =>
    message(Array.from({ length: PER_MESSAGE }, (_, index) => a(`host-${at}-${index}.${ORIGIN}`, (at * PER_MESSAGE + index) & 0xff))),
  );
}

const WHOLE: readonly Uint8Array[] = [message([soa(5), ...APEX]), ...ZONE, message([soa(5)])];

beforeAll(() => void buildDeens(), BUILD_WITHIN);

describe("a large transfer", () => {
  let threads: ZoneThreads;
  let stop: AbortController;

  beforeEach(() => {
    threads = new ZoneThreads(new MemoryPool(), WORKER);
    stop = new AbortController();
  });

  afterEach(() => stop.abort());

  interface Changes extends Partial<TransferRequest> {
    readonly isAlone?: boolean;
    readonly signed?: SignedTransfer;
    readonly zonemd?: "verify" | "require";
  }

  function receiver({ isAlone = false, signed, zonemd = "verify", ...changes }: Changes = {}): TransferReceiver {
    return new TransferReceiver({
      request: {
        origin: wireOf(ORIGIN),
        type: DnsType.AXFR,
        id: ID,
        serial: undefined,
        mostBytes: 1 << 26,
        deadline: NOW + 60,
        ...changes,
      },
      tsig: signed?.sent,
      check: { now: NOW, zonemd },
      memory: new MemoryPool(),
      cryptography: nodeCryptography,
      threads: isAlone ? undefined : threads,
      signal: stop.signal,
    });
  }

  async function receive(messages: Iterable<Uint8Array>, changes: Changes = {}): Promise<Received> {
    const taking = receiver(changes);
    let received: Received = { kind: "more" };
    for (const bytes of messages) {
      received = await taking.accept(bytes, NOW);
      if (received.kind !== "more") break;
    }
    return received;
  }

  test("is the same zone as without threads, and was looked at", async () => {
    const [one, other] = [await receive(WHOLE), await receive(WHOLE, { isAlone: true })];
    expect(threads.done).toBe(1);
    if (one.kind !== "zone" || other.kind !== "zone") throw new Error(`${one.kind}, ${other.kind}`);
    expect(recordsIn(one.image)).toEqual(recordsIn(other.image));
    expect(recordsIn(one.image)).toHaveLength(MESSAGES * PER_MESSAGE + 3);
    expect(one.soa.rdata.serial).toBe(5);
    expect(one.findings).toEqual({ problem: undefined, warnings: [] });
    expect(other.findings).toBeUndefined();
  });

  test("that is signed is verified, from its first message on", async () => {
    const signed = new SignedTransfer();
    const received = await receive(
      WHOLE.map((bytes) => signed.sign(bytes)),
      { signed },
    );
    expect(threads.done).toBe(1);
    expect(received.kind).toBe("zone");
    const other = new SignedTransfer();
    const spoiled = WHOLE.map((bytes, index) => (index === MESSAGES - 2 ? withOther(other.sign(bytes)) : other.sign(bytes)));
    expect(await receive(spoiled, { signed: other })).toMatchObject({
      kind: "failed",
      problem: "its signature is not valid: BADSIG: the secrets differ",
    });
    expect(threads.done).toBe(2);
  });

  test.each<[string, readonly Uint8Array[], Partial<TransferRequest>, object]>([
    ["is malformed", [Uint8Array.of(1, 2, 3)], {}, { problem: "a message that is malformed" }],
    [
      "is another zone's",
      [message([a("www.example.net")])],
      {},
      { problem: "1 record is not of the zone, the first of them www.example.net. A" },
    ],
    ["is too large", [], { mostBytes: 1_700_000 }, { problem: "the zone is larger than 1700000 bytes (limits: received-zone-bytes)" }],
  ])("whose end %s has failed, as without threads", async (_what, end, changes, expected) => {
    const messages = [...WHOLE.slice(0, -1), ...end, message([soa(5)])];
    const [one, other] = [await receive(messages, changes), await receive(messages, { ...changes, isAlone: true })];
    expect(threads.done).toBe(1);
    expect(one).toMatchObject({ kind: "failed", ...expected });
    expect(one).toEqual(other);
  });

  test("is looked at by the thread: the rules of zones, and its digest", async () => {
    const broken = [...WHOLE.slice(0, -1), message([a(`x.${ORIGIN}`), { name: `x.${ORIGIN}`, ttl: 1, rdata: CNAME }, soa(5)])];
    expect(await receive(broken)).toMatchObject({
      kind: "zone",
      findings: { problem: expect.stringContaining("a CNAME stands alone") as string },
    });
    expect(await receive(WHOLE, { zonemd: "require" })).toMatchObject({
      findings: { problem: "it has no digest (ZONEMD), which is required" },
    });
    const wrong = [message([soa(5), ...APEX, ZONEMD]), ...WHOLE.slice(1)];
    expect(await receive(wrong)).toMatchObject({ findings: { problem: expect.stringContaining("its digest is wrong") as string } });
    expect(threads.done).toBe(3);
  });

  test("of changes stays here", async () => {
    const additions = ZONE.flatMap((_, at) => [
      changeMessage(Array.from({ length: PER_MESSAGE }, (__, index) => a(`n-${at}-${index}.${ORIGIN}`))),
    ]);
    const messages = [changeMessage([soa(5), soa(4), soa(5)]), ...additions, changeMessage([soa(5)])];
    expect(await receive(messages, { type: DnsType.IXFR, serial: 4 })).toMatchObject({ kind: "changes" });
    expect(threads.done).toBe(0);
  });

  test("stays here where all threads are taken, and others have their turn meanwhile", async () => {
    const begun = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const taking = receiver();
        for (const bytes of WHOLE.slice(0, -1)) await taking.accept(bytes, NOW);
        return taking;
      }),
    );
    let turns = 0;
    const counting = setInterval(() => turns++, 1);
    expect(await receive(WHOLE)).toMatchObject({ kind: "zone" });
    clearInterval(counting);
    expect(turns).toBeGreaterThan(2);
    expect(threads.done).toBe(0);
    // One that is given up makes room for another.
    stop.abort();
    const last = WHOLE.at(-1) ?? new Uint8Array(0);
    for (const taking of begun) await expect(taking.accept(last, NOW)).rejects.toThrow("it is not wanted any more");
    stop = new AbortController();
    expect(await receive(WHOLE)).toMatchObject({ kind: "zone", findings: { problem: undefined } });
    expect(threads.done).toBe(5);
  });
});

const CNAME = { $kind: "CNAME", cname: ORIGIN } as const;
const ZONEMD = {
  name: ORIGIN,
  ttl: 1,
  rdata: { $kind: "ZONEMD", serial: 5, scheme: 1, hashAlgorithm: 1, digest: new Uint8Array(48) },
} as const;

/** With another address in its last record but one, which the signature covers. */
function withOther(bytes: Uint8Array): Uint8Array {
  const changed = bytes.slice();
  changed[1000] = (changed[1000] ?? 0) ^ 1;
  return changed;
}
