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
function storeOf(zones: readonly ZoneSource[]): { readonly store: ZoneStore; readonly published: number[] } {
  const store = new ZoneStore(zones);
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
