/** The secondary role: what a zone does when its primaries answer this or that, under a clock of our own. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { TransferCounts } from "../../../../../servers/dns/node/transfer-counts.js";
import { type SecondaryOptions, SecondaryZone } from "../../../../../servers/dns/node/zone-secondary.js";
import type { ServedZone } from "../../../../../servers/dns/node/zone-served.js";
import { ZoneStore } from "../../../../../servers/dns/node/zone-store.js";
import { TransferProblem } from "../../../../../servers/dns/node/transfer-client.js";
import type { ZoneImage } from "../../../../../servers/dns/image/image.js";
import { loadZone } from "../../../../../servers/dns/zone/load.js";
import { ZoneBuilder } from "../../../../../servers/dns/image/builder.js";
import { soaOf } from "../../../../../servers/dns/zone/change.js";
import { wireOf } from "../../../../support/dns/names.js";
import { remote } from "../../../../support/dns/replication/deens.js";
import { zoneText } from "../../../../support/dns/replication/zone-text.js";
import { changesBetween, imageOf, ORIGIN, recordsIn, unchecked } from "./support.js";

const TIMES = "7200 900 86400 300";
const HOUR = 3_600_000;
const HASH = "2t7b4g4vsa5smi47k61mv5bv1a22bojr";

interface Primary {
  image: ZoneImage | string;
  /** What it says of its own life (RFC 7314). */
  remaining?: number;
  /** What IXFR gives; undefined: the whole zone. */
  changes?: { from: ZoneImage; to: ZoneImage };
}

describe("a secondary zone", () => {
  let primaries: Map<string, Primary>;
  let asked: string[];
  let told: string[];
  let zone: ServedZone;
  let secondary: SecondaryZone;
  let counts: TransferCounts;

  const client: SecondaryOptions["client"] = {
    soa: async ({ name }) => {
      asked.push(`SOA ${name}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return { soa: soaOf(imageFrom(name), 0), remaining: primaries.get(name)?.remaining };
    },
    transfer: async ({ name }) => {
      asked.push(`IXFR ${name}`);
      const changes = primaries.get(name)?.changes;
      const image = imageFrom(name);
      if (changes === undefined) return { kind: "zone", soa: soaOf(image, 0), image };
      return { kind: "changes", soa: soaOf(image, 0), changes: changesBetween(changes.from, changes.to) };
    },
    whole: async ({ name }) => {
      asked.push(`AXFR ${name}`);
      const image = imageFrom(name);
      return { kind: "zone", soa: soaOf(image, 0), image };
    },
  };

  function imageFrom(name: string): ZoneImage {
    const image = primaries.get(name)?.image ?? "it is not there";
    if (typeof image === "string") throw new TransferProblem(image);
    return image;
  }

  beforeEach(async () => {
    vi.useFakeTimers({ now: 1_700_000_000_000 });
    primaries = new Map([["one", { image: zoneOf(1) }]]);
    asked = [];
    told = [];
    counts = new TransferCounts();
    const store = new ZoneStore([{ origin: ORIGIN, file: undefined, primaries: [remote("one", 1), remote("two", 2)] }]);
    await store.load();
    const [first] = store.zones;
    if (first === undefined) throw new Error("no zone");
    zone = first;
    const options = {
      client,
      counts,
      threads: store.threads,
      now: () => Date.now() / 1000,
      chance: () => 0,
      tell: (text: string) => void told.push(text),
    };
    secondary = new SecondaryZone(zone, options);
    secondary.start();
    await vi.advanceTimersByTimeAsync(200);
  });

  afterEach(() => {
    secondary.stop();
    vi.useRealTimers();
  });

  /** A zone that no server would load. */
  function brokenImage(serial: number, lines: readonly string[]): ZoneImage {
    return unchecked(zoneText(ORIGIN, serial, lines, TIMES));
  }

  function zoneOf(serial: number, lines: readonly string[] = []): ZoneImage {
    return imageOf(serial, lines, ORIGIN, TIMES);
  }

  test("is fetched at once, and checked when it is due", async () => {
    expect(asked).toEqual(["SOA one", "IXFR one"]);
    expect(recordsIn(zone.image)).toEqual(recordsIn(zoneOf(1)));
    expect(told).toEqual(["example.com: serial 1 has come from one (127.0.0.1:1) (AXFR)"]);
    await vi.advanceTimersByTimeAsync(2 * HOUR);
    expect(asked).toEqual(["SOA one", "IXFR one", "SOA one"]);
  });

  test("asks the next primary where one is of no help", async () => {
    primaries = new Map([
      ["one", { image: "its answer is REFUSED" }],
      ["two", { image: zoneOf(2) }],
    ]);
    secondary.notify();
    await vi.advanceTimersByTimeAsync(2000);
    expect(asked.slice(2)).toEqual(["SOA one", "SOA two", "IXFR two"]);
    expect(zone.serial).toBe(2);
  });

  test("many notifications are one check; those during a check one more", async () => {
    await vi.advanceTimersByTimeAsync(5000);
    for (let count = 0; count < 50; count++) secondary.notify();
    await vi.advanceTimersByTimeAsync(50);
    for (let count = 0; count < 50; count++) secondary.notify();
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(asked.slice(2)).toEqual(["SOA one", "SOA one"]);
  });

  test("takes changes, and the whole zone where they do not fit", async () => {
    primaries.set("one", { image: zoneOf(2, ["new A 192.0.2.9"]), changes: { from: zoneOf(1), to: zoneOf(2, ["new A 192.0.2.9"]) } });
    secondary.notify();
    await vi.advanceTimersByTimeAsync(2000);
    expect(recordsIn(zone.image)).toEqual(recordsIn(zoneOf(2, ["new A 192.0.2.9"])));
    expect(told.at(-1)).toContain("(IXFR) after 1");
    const wrong = { from: zoneOf(2, ["never.there A 192.0.2.1"]), to: zoneOf(3) };
    primaries.set("one", { image: zoneOf(3), changes: wrong });
    secondary.notify();
    await vi.advanceTimersByTimeAsync(2000);
    expect(asked.slice(-3)).toEqual(["SOA one", "IXFR one", "AXFR one"]);
    expect(recordsIn(zone.image)).toEqual(recordsIn(zoneOf(3)));
    expect(told.at(-2)).toContain("changes from one (127.0.0.1:1) are not taken, so all is fetched: a record that is to go is not there");
    expect(counts.in).toMatchObject({ axfr: 2, ixfr: 1, refused: 1 });
  });

  test("takes changes that put in what is there already: NSD sends such", async () => {
    const after = zoneOf(2, ["new A 192.0.2.9"]);
    const changes = changesBetween(zoneOf(1), after).map((change) => ({
      ...change,
      additions: [...change.additions, ...change.additions.slice(1)],
    }));
    await expect(zone.receiveChanges(changes, () => Promise.resolve(true))).resolves.toBe(true);
    expect(recordsIn(zone.image)).toEqual(recordsIn(after));
  });

  test.each<[string, readonly string[], string]>([
    ["an alias beside other data", ["www A 192.0.2.9", "www CNAME ns1"], "a CNAME stands alone"],
    ["data below a DNAME", ["tree DNAME elsewhere.example.", "leaf.tree A 192.0.2.9"], "there may be nothing below tree.example.com."],
    ["two aliases of one name", ["www CNAME ns1", "www CNAME ns2"], "a name has one CNAME at most"],
    ["a DNAME at a delegation", ["sub NS ns.elsewhere.example.", "sub DNAME x.example."], "a delegation has no DNAME"],
    ["too many iterations of NSEC3", [`@ NSEC3PARAM 1 0 60000 -`, `${HASH} NSEC3 1 0 60000 - ${HASH} NS SOA`], "60000 extra iterations"],
  ])("does not take changes that lead to %s: the version before stays, and it is said why", async (_what, lines, why) => {
    const broken = brokenImage(2, lines);
    primaries.set("one", { image: broken, changes: { from: zoneOf(1), to: broken } });
    secondary.notify();
    await vi.advanceTimersByTimeAsync(2000);
    expect(asked.slice(-4)).toEqual(["SOA one", "IXFR one", "AXFR one", "SOA two"]);
    expect(recordsIn(zone.image)).toEqual(recordsIn(zoneOf(1)));
    expect(told.at(-2)).toContain(why);
    expect(secondary.status.problem).toContain(why);
    expect(counts.in).toMatchObject({ axfr: 1, ixfr: 0, refused: 2 });
    primaries.set("one", { image: zoneOf(3) });
    secondary.refresh();
    await vi.advanceTimersByTimeAsync(200);
    expect(zone.serial).toBe(3);
    expect(secondary.status.problem).toBeUndefined();
  });

  test("does not take changes after which a server of the zone has no address", async () => {
    const text = zoneText(ORIGIN, 2, [], TIMES).replace("ns1 A 192.0.2.1", "ns3 A 192.0.2.1");
    const broken = unchecked(text);
    primaries.set("one", { image: broken, changes: { from: zoneOf(1), to: broken } });
    secondary.notify();
    await vi.advanceTimersByTimeAsync(2000);
    expect(zone.serial).toBe(1);
    expect(told.at(-2)).toContain("ns1.example.com. is in the zone and has no address");
  });

  test("with a wrong digest is not taken, neither whole nor by changes, and it is said why (RFC 8976)", async () => {
    const lines = [`@ ZONEMD 2 1 1 ${"00".repeat(48)}`];
    primaries.set("one", { image: zoneOf(2, lines), changes: { from: zoneOf(1), to: zoneOf(2, lines) } });
    secondary.notify();
    await vi.advanceTimersByTimeAsync(2000);
    expect(asked.slice(-4)).toEqual(["SOA one", "IXFR one", "AXFR one", "SOA two"]);
    expect(recordsIn(zone.image)).toEqual(recordsIn(zoneOf(1)));
    const why = "its digest is wrong (ZONEMD): the digest is not that of the zone (RFC 8976 section 4)";
    expect(told.at(-2)).toBe(`example.com: changes from one (127.0.0.1:1) are not taken, so all is fetched: ${why}`);
    expect(secondary.status.problem).toContain(why);
    expect(counts.in).toMatchObject({ axfr: 1, ixfr: 0, refused: 2 });
    zone.source = { ...zone.source, zonemd: "ignore" };
    secondary.refresh();
    await vi.advanceTimersByTimeAsync(300);
    expect(zone.serial).toBe(2);
    expect(counts.in).toMatchObject({ axfr: 1, ixfr: 1 });
  });

  test("without a digest is not taken where one is required", async () => {
    zone.source = { ...zone.source, zonemd: "require" };
    primaries.set("one", { image: zoneOf(2) });
    secondary.notify();
    await vi.advanceTimersByTimeAsync(2000);
    expect(zone.serial).toBe(1);
    expect(secondary.status.problem).toContain("it has no digest (ZONEMD), which is required");
  });

  test("is checked and fetched whole when a person wants it, even an older one", async () => {
    secondary.refresh();
    secondary.refresh();
    await vi.advanceTimersByTimeAsync(300);
    expect(asked.slice(2)).toEqual(["SOA one"]);
    primaries.set("one", { image: zoneOf(0) });
    secondary.refresh(true);
    await vi.advanceTimersByTimeAsync(100);
    expect(asked.slice(3)).toEqual(["AXFR one"]);
    expect(zone.serial).toBe(0);
    secondary.refresh();
    await vi.advanceTimersByTimeAsync(300);
    expect(asked.slice(4)).toEqual(["SOA one"]);
  });

  test("says how it is", async () => {
    const now = Date.now() / 1000;
    expect(secondary.status).toMatchObject({ isChecking: false, problem: undefined });
    expect(secondary.status.checkedAt).toBeCloseTo(now, 0);
    expect(secondary.status.nextCheckAt).toBeCloseTo(now + 7200, 0);
    expect(secondary.status.expiresAt).toBeCloseTo(now + 86_400, 0);
    primaries = new Map();
    await vi.advanceTimersByTimeAsync(2 * HOUR + 1000);
    expect(secondary.status.problem).toContain("it is not there");
    expect(secondary.status.checkedAt).toBeCloseTo(now, 0);
  });

  test("is served no longer than its primary would (RFC 7314)", async () => {
    primaries.set("one", { image: zoneOf(2), remaining: 10_000 });
    secondary.notify();
    await vi.advanceTimersByTimeAsync(1500);
    const now = Date.now() / 1000;
    expect(secondary.status.expiresAt).toBeCloseTo(now + 10_000, -1);
    // What it knew before is not worse for a second primary that knows less.
    primaries.set("one", { image: zoneOf(2), remaining: 5000 });
    secondary.refresh();
    await vi.advanceTimersByTimeAsync(300);
    expect(secondary.status.expiresAt).toBeCloseTo(now + 10_000, -1);
    primaries.set("one", { image: zoneOf(2), remaining: 1 << 30 });
    secondary.refresh();
    await vi.advanceTimersByTimeAsync(300);
    expect(secondary.status.expiresAt).toBeCloseTo(now + 86_400, -1);
  });

  test("says once why it is not up to date, and goes on as it was; then expires, and comes back", async () => {
    primaries = new Map([["one", { image: "the answer is REFUSED" }]]);
    await vi.advanceTimersByTimeAsync(10 * HOUR);
    const why = "from one (127.0.0.1:1): the answer is REFUSED; from two (127.0.0.1:2): it is not there";
    expect(told.slice(1)).toEqual([`example.com: it is not up to date: ${why}`]);
    expect(zone.image?.isExpired).toBe(false);
    await vi.advanceTimersByTimeAsync(14 * HOUR);
    expect(zone.image?.isExpired).toBe(true);
    expect(told.filter((text) => text.includes("expired"))).toHaveLength(1);
    primaries.set("one", { image: zoneOf(1) });
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(zone.image?.isExpired).toBe(false);
  });

  test("does not go back to an older serial", async () => {
    primaries.set("one", { image: zoneOf(0) });
    secondary.notify();
    await vi.advanceTimersByTimeAsync(2000);
    expect(zone.serial).toBe(1);
    expect(told.at(-1)).toContain("its serial 0 is older than ours, 1");
  });

  test("does not take what breaks the rules of zones", async () => {
    const { image: whole } = loadZone(new TextEncoder().encode(""), { file: "", origin: wireOf(ORIGIN) });
    expect(whole).toBeUndefined();
    const builder = new ZoneBuilder(Uint8Array.from(wireOf(ORIGIN)), { names: 2, bytes: 1000 });
    const times = { refresh: 1, retry: 1, expire: 1, minimum: 1 };
    builder.add(wireOf(ORIGIN), wireOf(ORIGIN).length, 6, 1, 60, { $kind: "SOA", mname: "x", rname: "x", serial: 5, ...times });
    primaries.set("one", { image: builder.finish() });
    secondary.notify();
    await vi.advanceTimersByTimeAsync(2000);
    expect(zone.serial).toBe(1);
    expect(told.at(-1)).toContain("what came is no zone: error: example.com.: the zone has no NS records");
  });

  test("after it was stopped, asks nobody", async () => {
    secondary.stop();
    secondary.notify();
    await vi.advanceTimersByTimeAsync(100 * HOUR);
    expect(asked).toHaveLength(2);
  });
});
