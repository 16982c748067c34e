/** A zone's file is read again while updates are on their way: what was acknowledged is not lost, or it is said that it is. */
import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DnsRcode } from "../../../../../generated/dns/types.js";
import type { ServedZone } from "../../../../../servers/dns/node/zone-served.js";
import { ZoneStore } from "../../../../../servers/dns/node/zone-store.js";
import { MemoryDisk, systemError } from "../../../../support/dns/memory-disk.js";
import { rules } from "../../../../support/dns/replication/deens.js";
import { address, contents, rr, updateMessage } from "./support.js";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "reload-"));
});
afterEach(() => rm(folder, { recursive: true }));

interface Opened {
  readonly store: ZoneStore;
  readonly zone: ServedZone;
  readonly told: string[];
}

function fileText(serial: number, ...lines: readonly string[]): string {
  return [`@ 60 SOA ns admin ${serial} 7200 900 1209600 300`, "@ 60 NS ns", "ns 60 A 192.0.2.1", ...lines, ""].join("\n");
}

async function writeZone(serial: number, ...lines: readonly string[]): Promise<void> {
  await writeFile(join(folder, "zone"), fileText(serial, ...lines));
}

async function open(disk: MemoryDisk): Promise<Opened> {
  const source = { origin: "example", file: join(folder, "zone"), allowUpdate: rules("127.0.0.1") };
  const told: string[] = [];
  const tell = (text: string): void => void told.push(text);
  const store = new ZoneStore([source], { dataDirectory: "/data", system: disk.system, tell });
  const [report] = await store.load();
  told.push(...(report?.text ?? []));
  const [zone] = store.zones;
  if (zone === undefined) throw new Error("no zone");
  return { store, zone, told };
}

function add(zone: ServedZone, name: string): Promise<number> {
  return zone.changeable?.update(updateMessage([rr(`${name}.example`, address(1))])) ?? Promise.resolve(-1);
}

function namesIn({ image }: ServedZone): string[] {
  const lines = image === undefined ? [] : [...contents(image)];
  return lines
    .filter((line) => line.includes(" a "))
    .map((line) => line.slice(0, line.indexOf(".")))
    .toSorted();
}

/** Resolves when a file has been read: then its image is made. */
function fileRead({ memory }: ZoneStore): Promise<void> {
  const take = memory.take.bind(memory);
  return new Promise((resolve) => {
    vi.spyOn(memory, "take").mockImplementation((bytes) => {
      setImmediate(resolve);
      return take(bytes);
    });
  });
}

/** Holds the journal's first fdatasync until it is let go. */
function held(disk: MemoryDisk): { readonly reached: Promise<void>; readonly letGo: () => void } {
  let letGo = (): void => undefined;
  let reach = (): void => undefined;
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  disk.before = async (operation, path) => {
    if (operation !== "datasync" || !path.endsWith(".journal")) return;
    reach();
    await gate;
  };
  return { reached, letGo };
}

/**
 * An update "first" is being recorded while the file is read again, with this serial, and an update "late" comes when it has been read.
 * Both are acknowledged. `told` is what the reload says.
 */
async function readWhileUpdating(disk: MemoryDisk, serial: number): Promise<Omit<Opened, "told"> & { readonly told: string }> {
  await writeZone(1);
  const { store, zone } = await open(disk);
  const hold = held(disk);
  const updated = add(zone, "first");
  await hold.reached;
  await writeZone(serial, "other 60 A 192.0.2.2");
  const isRead = fileRead(store);
  const loaded = zone.load();
  await isRead;
  const late = add(zone, "late");
  hold.letGo();
  expect([await updated, await late]).toEqual([DnsRcode.NoError, DnsRcode.NoError]);
  return { store, zone, told: (await loaded).text.join() };
}

test("an update that is being recorded while the file is read again, unchanged in its serial, stays", async () => {
  const disk = new MemoryDisk();
  const { store, zone, told } = await readWhileUpdating(disk, 1);
  expect(told).toContain("serial 1 is not later than 2, which updates have led to");
  expect(namesIn(zone)).toEqual(["first", "late", "ns"]);
  await store.close();
  const again = await open(disk);
  expect(namesIn(again.zone)).toEqual(["first", "late", "ns"]);
  await again.store.close();
});

test("where the file is later it counts, it is said what is not in the zone any more, and updates that wait are made in it", async () => {
  const disk = new MemoryDisk();
  const { store, zone, told } = await readWhileUpdating(disk, 9);
  expect(namesIn(zone)).toEqual(["late", "ns", "other"]);
  expect(told).toMatch(
    /its serial 9 is later than 2, which updates have led to: what updates have changed is not in the zone; it is kept as .*\.old/,
  );
  expect(disk.paths).toContain("/data/example.journal.old");
  await add(zone, "last");
  await store.close();
  const again = await open(disk);
  expect(namesIn(again.zone)).toEqual(["last", "late", "ns", "other"]);
  expect(again.told).toEqual([]);
  await again.store.close();
});

test("a file that is older than what updates have led to is said to be so, also after a start with it", async () => {
  await writeZone(1);
  const disk = new MemoryDisk();
  const first = await open(disk);
  for (const name of ["a", "b", "c"]) await add(first.zone, name);
  await first.store.close();
  // Changed by somebody who does not know of the updates.
  await writeZone(2, "other 60 A 192.0.2.2");
  const later = Date.now() / 1000 + 10;
  await utimes(join(folder, "zone"), later, later);
  const second = await open(disk);
  expect(second.told.join()).toContain("serial 2 is not later than 4");
  expect(namesIn(second.zone)).toEqual(["a", "b", "c", "ns"]);
  await second.store.close();
});

test("a reload that fails leaves the zone and its updates", async () => {
  await writeZone(1);
  const disk = new MemoryDisk();
  const { store, zone } = await open(disk);
  expect(await add(zone, "first")).toBe(DnsRcode.NoError);
  await writeFile(join(folder, "zone"), "nonsense");
  expect((await zone.load()).errors).toBeGreaterThan(0);
  expect(await add(zone, "second")).toBe(DnsRcode.NoError);
  expect(namesIn(zone)).toEqual(["first", "ns", "second"]);
  await store.close();
});

test("what is kept and cannot be read is an error: the zone is not served as if nothing had been updated", async () => {
  await writeZone(1);
  const disk = new MemoryDisk();
  const first = await open(disk);
  await add(first.zone, "first");
  await first.store.close();
  disk.before = (_, path) => {
    if (path.endsWith(".journal")) throw systemError("EIO");
  };
  const second = await open(disk);
  expect(second.zone.image).toBeUndefined();
  expect(second.told.join()).toContain("error");
  // It is tried again with the next reload.
  disk.before = () => undefined;
  await second.zone.load();
  expect(namesIn(second.zone)).toEqual(["first", "ns"]);
  await second.store.close();
});

test("where nothing can be written the zone is served, updates fail, and they work when the disk does", async () => {
  await writeZone(1);
  const disk = new MemoryDisk();
  disk.before = (operation) => {
    if (operation !== "open" && operation !== "read") throw systemError("EROFS");
  };
  const { store, zone, told } = await open(disk);
  expect(await add(zone, "first")).toBe(DnsRcode.ServFail);
  expect(await add(zone, "first")).toBe(DnsRcode.ServFail);
  expect(namesIn(zone)).toEqual(["ns"]);
  expect(zone.problem).toMatch(/^updates are refused, since they cannot be recorded: EROFS$/);
  disk.before = () => undefined;
  expect(await add(zone, "second")).toBe(DnsRcode.NoError);
  expect(told.filter((text) => text.includes("updates are"))).toEqual([
    expect.stringContaining("example: updates are refused, since they cannot be recorded: "),
    "example: updates are recorded again",
  ]);
  expect(zone.problem).toBeUndefined();
  await store.close();
  const again = await open(disk);
  expect(namesIn(again.zone)).toEqual(["ns", "second"]);
  await again.store.close();
});

test("updates that wait while a zone is taken away are not acknowledged", async () => {
  await writeZone(1);
  const disk = new MemoryDisk();
  const { store, zone } = await open(disk);
  const hold = held(disk);
  const first = add(zone, "first");
  await hold.reached;
  const second = add(zone, "second");
  const removed = store.remove(zone, false);
  hold.letGo();
  expect([await first, await second]).toEqual([DnsRcode.NoError, DnsRcode.ServFail]);
  await removed;
  const again = await open(disk);
  expect(namesIn(again.zone)).toEqual(["first", "ns"]);
  await again.store.close();
});

test("as many updates as wait are acknowledged after one fdatasync", async () => {
  await writeZone(1);
  const disk = new MemoryDisk();
  const { store, zone } = await open(disk);
  const hold = held(disk);
  const first = add(zone, "first");
  await hold.reached;
  const waiting = Array.from({ length: 200 }, (_, index) => add(zone, `n${index}`));
  let synced = 0;
  disk.before = (operation, path) => void (synced += Number(operation === "datasync" && path.endsWith(".journal")));
  hold.letGo();
  await first;
  synced = 0;
  expect(await Promise.all(waiting)).toEqual(waiting.map(() => DnsRcode.NoError));
  expect(synced).toBe(1);
  await store.close();
});

test("changes of a zone that takes no updates any more are told", async () => {
  await writeZone(1);
  const data = join(folder, "data");
  const source = { origin: "example", file: join(folder, "zone") };
  const first = new ZoneStore([{ ...source, allowUpdate: rules("127.0.0.1") }], { dataDirectory: data });
  await first.load();
  const [zone] = first.zones;
  expect(zone && (await add(zone, "first"))).toBe(DnsRcode.NoError);
  await first.close();
  const second = new ZoneStore([source], { dataDirectory: data });
  const [report] = await second.load();
  expect(report?.text.join()).toContain("the zone takes no updates any more");
  await second.close();
});
