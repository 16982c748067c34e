/** What threads do for large zones is what would be done without them. */
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { HEAD } from "../../../../../servers/dns/image/layout.js";
import type { ZoneImage } from "../../../../../servers/dns/image/image.js";
import { MemoryPool } from "../../../../../servers/dns/image/memory.js";
import { ZoneStore } from "../../../../../servers/dns/node/zone-store.js";
import { ZoneThreads } from "../../../../../servers/dns/node/zone-threads.js";
import { difference } from "../../../../../servers/dns/zone/change.js";
import { readSnapshot } from "../../../../../servers/dns/zone/snapshot.js";
import { DEENS_MAIN, buildDeens } from "../../../../support/dns/built.js";
import { imageOf, wireOf } from "../../../../support/dns-zone.js";
import { rules } from "../../../../support/dns/replication/deens.js";
import { address, contents, lineOf, rr, updateMessage, ZONE } from "./support.js";

const WORKER = pathToFileURL(join(DEENS_MAIN, "../program/zone-worker.cjs"));
const NAMES = 20_000;
const BUILD_WITHIN = 120_000;

let folder = "";
beforeEach(async () => {
  buildDeens();
  folder = await mkdtemp(join(tmpdir(), "threads-"));
}, BUILD_WITHIN);
afterEach(() => rm(folder, { recursive: true }));

/** A zone of more than a megabyte. */
function largeText(serial: number): string {
  const lines = Array.from({ length: NAMES }, (_, index) => `host-${index}-of-a-zone-that-is-large 60 A 10.0.${index >> 8}.${index & 255}`);
  const soa = `@ 60 SOA ns admin ${serial} 7200 900 1209600 300\n@ 60 NS ns\nns 60 A 192.0.2.1\n`;
  return `${soa}${lines.join("\n")}\nversion 60 TXT "${serial}"\n`;
}

describe("a thread", () => {
  test("copies an image as it was when it was asked to, into memory that was used before", async () => {
    const pool = new MemoryPool();
    const threads = new ZoneThreads(pool, WORKER);
    const image = imageOf(largeText(1), ZONE);
    const { byteLength } = (await threads.copy(image, 1)).buffer;
    const used = new SharedArrayBuffer(byteLength);
    pool.give(used, 0);
    const copy = await threads.copy(image, 1);
    expect(threads.done).toBe(2);
    // The same memory, under another name.
    expect(new Uint8Array(used, 0, 4096)).toEqual(new Uint8Array(copy.buffer, 0, 4096));
    expect(contents(copy)).toEqual(contents(image));
    expect(copy.word(HEAD.RECORDS << 2)).toBe(image.word(HEAD.RECORDS << 2));
  });

  test("writes a snapshot that is the zone, and ends when nobody wants it", async () => {
    const threads = new ZoneThreads(new MemoryPool(), WORKER);
    const image = imageOf(largeText(1), ZONE);
    const path = join(folder, "snapshot");
    const bytes = await threads.write(image, image.version, { path, mode: 0o600, signal: new AbortController().signal });
    expect(bytes).toBe((await stat(path)).size);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const read = readSnapshot(await readFile(path), wireOf(ZONE));
    expect(typeof read === "string" ? read : contents(read)).toEqual(contents(image));
    const end = new AbortController();
    const ended = threads.write(image, image.version, { path, mode: 0o600, signal: end.signal });
    end.abort();
    await expect(ended).rejects.toThrow("not wanted");
  });

  test("reads a zone's file, and says what is wrong with it", async () => {
    const threads = new ZoneThreads(new MemoryPool(), WORKER);
    const path = join(folder, "zone");
    await writeFile(path, largeText(1));
    const { image, records } = await threads.read(path, 2 << 20, wireOf(ZONE), 1_700_000_000);
    expect(image && contents(image)).toEqual(contents(imageOf(largeText(1), ZONE)));
    expect(records).toBe(NAMES + 4);
    await writeFile(path, `${largeText(1)}oops 60 A nonsense\n`);
    const wrong = await threads.read(path, 2 << 20, wireOf(ZONE), 1_700_000_000);
    expect(wrong.image).toBeUndefined();
    expect(wrong.lines.join()).toContain("nonsense");
    expect(threads.done).toBe(2);
  });

  test("looks at a zone that came, and is not begun for a digest that the zone has not", async () => {
    const threads = new ZoneThreads(new MemoryPool(), WORKER);
    const image = imageOf(largeText(1), ZONE);
    const check = { now: 1_700_000_000, zonemd: "verify" } as const;
    expect(await threads.check(image, image.version, check)).toEqual({ problem: undefined, warnings: [] });
    expect(threads.done).toBe(1);
    const required = { ...check, zonemd: "require", isDigestAlone: true } as const;
    expect((await threads.check(image, image.version, required)).problem).toContain("it has no digest");
    expect(threads.done).toBe(1);
  });

  test("compares two versions, as far as that is worth it", async () => {
    const threads = new ZoneThreads(new MemoryPool(), WORKER);
    const [one, two] = [imageOf(largeText(1), ZONE), imageOf(largeText(2), ZONE)];
    const change = await threads.compare(one, two);
    const expected = difference(one, two);
    expect(change?.deletions.map(lineOf)).toEqual(expected.deletions.map(lineOf));
    expect(change?.additions.map(lineOf)).toEqual(expected.additions.map(lineOf));
    expect(change?.deletions).toHaveLength(2);
    expect(threads.done).toBe(1);
  });
});

test("a zone that was small, in memory that others share, is compared with what it has become", async () => {
  const pool = new MemoryPool();
  const threads = new ZoneThreads(pool, WORKER);
  const small = (serial: number): ZoneImage =>
    imageOf(`@ 60 SOA ns admin ${serial} 7200 900 1209600 300\n@ 60 NS ns.elsewhere.test.\n`, ZONE, pool);
  const [, second] = [small(7), small(8)];
  expect(second.place.at).toBeGreaterThan(0);
  const change = await threads.compare(second, imageOf(largeText(9), ZONE, pool));
  expect(threads.done).toBe(1);
  expect(change?.fromSerial).toBe(8);
  expect(change?.deletions).toHaveLength(2);
});

test("a large zone goes through updates, snapshots, copies, reloads and a restart", { timeout: 60_000 }, async () => {
  const file = join(folder, "zone");
  await writeFile(file, largeText(1));
  const source = { origin: ZONE, file, allowUpdate: rules("127.0.0.1") };
  const open = async (): Promise<ZoneStore> => {
    const store = new ZoneStore([source], { dataDirectory: join(folder, "data"), worker: WORKER });
    await store.load();
    return store;
  };
  const add = async (store: ZoneStore, name: string): Promise<number | undefined> =>
    store.zones[0]?.changeable?.update(updateMessage([rr(`${name}.${ZONE}`, address(1))]));
  const imageIn = (store: ZoneStore): ZoneImage | undefined => store.zones[0]?.image;
  const first = await open();
  const names = Array.from({ length: 3000 }, (_, index) => `n${index}`);
  expect(new Set(await Promise.all(names.map((name) => add(first, name))))).toEqual(new Set([0]));
  const updated = imageIn(first);
  const expected = updated && contents(updated);
  expect(expected?.size).toBe(NAMES + 4 + names.length);
  await first.close();
  expect((await stat(join(folder, "data/example.zone"))).size).toBeGreaterThan(1 << 20);
  const second = await open();
  const again = imageIn(second);
  expect(again && contents(again)).toEqual(expected);
  await writeFile(file, largeText(10_000));
  const report = await second.zones[0]?.load();
  expect(report?.text.join()).toContain("its serial 10000 is later than");
  expect(second.zones[0]?.history.since(3001)?.[0]?.deletions).toHaveLength(3002);
  expect(await add(second, "after")).toBe(0);
  await second.close();
});
