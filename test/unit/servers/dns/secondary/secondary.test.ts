/** The secondary role: what a zone does when its primaries answer this or that, under a clock of our own. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Turns } from "../../../../../servers/dns/node/turns.js";
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
import { changesBetween, imageOf, ORIGIN, recordsIn } from "./support.js";

const TIMES = "7200 900 86400 300";
const HOUR = 3_600_000;

interface Primary {
  image: ZoneImage | string;
  /** What IXFR gives; undefined: the whole zone. */
  changes?: { from: ZoneImage; to: ZoneImage };
}

describe("a secondary zone", () => {
  let primaries: Map<string, Primary>;
  let asked: string[];
  let told: string[];
  let zone: ServedZone;
  let secondary: SecondaryZone;

  const client: SecondaryOptions["client"] = {
    soa: async ({ name }) => {
      asked.push(`SOA ${name}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return soaOf(imageFrom(name), 0);
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
    const store = new ZoneStore([{ origin: ORIGIN, file: undefined, primaries: [remote("one", 1), remote("two", 2)] }]);
    await store.load();
    const [first] = store.zones;
    if (first === undefined) throw new Error("no zone");
    zone = first;
    const options = {
      client,
      turns: new Turns(2),
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
