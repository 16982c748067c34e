/** What thousands of zones cost: publishing takes as long as there are zones, so it must not be done for each that comes. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ConfiguredZones } from "../../../../../servers/dns/node/configured-zones.js";
import { type ZoneSource, ZoneStore } from "../../../../../servers/dns/node/zone-store.js";

const ZONE = "$TTL 60\n@ SOA ns h 1 2 3 4 5\n@ NS ns\nns A 192.0.2.1\n";
const COUNT = 40;

let folder = "";
let file = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "deens-many-"));
  file = join(folder, "any.zone");
  await writeFile(file, ZONE);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function sources(from: number, to: number): ZoneSource[] {
  return Array.from({ length: to - from }, (_, index) => ({ origin: `z${from + index}.example`, file }));
}

/** A store that tells how many zones each publication had. */
function storeOf(zones: readonly ZoneSource[], dataDirectory?: string): { readonly store: ZoneStore; readonly published: number[] } {
  const store = new ZoneStore(zones, { dataDirectory });
  const published: number[] = [];
  store.listener = {
    publish: (images) => {
      published.push(images.length);
      return Promise.resolve();
    },
    changed: () => undefined,
  };
  return { store, published };
}

test("zones that are read at the start are published together", async () => {
  const { store, published } = storeOf(sources(0, COUNT));
  expect((await store.load()).every(({ isServed }) => isServed)).toBe(true);
  expect(published).toEqual([COUNT]);
  await store.close();
});

test("so are those that a reload adds; a zone that changes is published at once", async () => {
  const { store, published } = storeOf(sources(0, 1));
  const zones = new ConfiguredZones(store);
  await store.load();
  published.length = 0;
  await zones.replace(sources(0, COUNT));
  expect(published).toEqual([COUNT]);
  await writeFile(file, ZONE.replace("h 1 ", "h 22 "));
  published.length = 0;
  const [first] = store.zones;
  await first?.load();
  expect(published).toEqual([COUNT]);
  await store.close();
});

/** Threads that are asleep take what is new after a while: here, when a condition holds. */
function asleepUntil(store: ZoneStore, isDone: () => boolean): void {
  store.listener = {
    publish: async () => {
      while (!isDone()) await new Promise((resolve) => setImmediate(resolve));
    },
    changed: () => undefined,
  };
}

test("zones that have all changed do not wait for threads one after the other; nor do those that go", async () => {
  const { store } = storeOf(sources(0, COUNT));
  const zones = new ConfiguredZones(store);
  await store.load();
  await writeFile(file, ZONE.replace("h 1 ", "h 22 "));
  asleepUntil(store, () => store.zones.every(({ serial }) => serial === 22));
  await zones.replace(sources(0, COUNT));
  expect(store.zones).toHaveLength(COUNT);
  asleepUntil(store, () => store.zones.length === 1);
  await zones.replace(sources(0, 1));
  expect(store.zones.map(({ source }) => source.origin)).toEqual(["z0.example"]);
  await store.close();
});

test("all zones with other settings stay what they are, and broken ones among them too", async () => {
  const { store } = storeOf(sources(0, COUNT));
  const zones = new ConfiguredZones(store);
  await store.load();
  const broken = join(folder, "broken.zone");
  await writeFile(broken, "@ A\n");
  const others = sources(0, COUNT).map((source, index) => ({ ...source, file: index % 3 === 1 ? broken : file, memberOf: "catalog" }));
  const reports = await zones.replace(others);
  expect(reports.map(({ source, isServed }) => [source.origin, isServed])).toEqual(others.map(({ origin }) => [origin, true]));
  for (const [index, { origin }] of others.entries()) {
    // Where the new file is no good, the old source counts.
    expect(store.findText(origin)?.source.memberOf).toBe(index % 3 === 1 ? undefined : "catalog");
    expect(store.findText(origin)?.serial).toBe(1);
  }
  await zones.replace(sources(0, 2));
  expect(store.zones).toHaveLength(2);
  await store.close();
});

test("what is left of one zone in the data directory is told, however many there are, and each time anew", async () => {
  const { store } = storeOf(sources(0, COUNT), folder);
  await writeFile(join(folder, "z7.example.journal"), "left");
  const told = (await store.load()).flatMap(({ text }) => text);
  expect(told).toEqual([expect.stringContaining("z7.example.journal: warning:")]);
  await writeFile(join(folder, "z99.example.zone"), "left");
  const added = store.add({ origin: "z99.example", file });
  expect((await added.load()).text).toEqual([expect.stringContaining("z99.example.zone: warning:")]);
  await store.close();
});
