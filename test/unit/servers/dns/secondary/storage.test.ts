/** What is kept of zones on disk: there after a restart, whatever fails. */
import { readdir, readFile, stat, utimes, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { fileNameOf } from "../../../../../servers/dns/node/zone-file-name.js";
import { readSnapshot, snapshotText } from "../../../../../servers/dns/zone/snapshot.js";
import { rules } from "../../../../support/dns/replication/deens.js";
import { manyLines, MANY_KINDS, zoneText } from "../../../../support/dns/replication/zone-text.js";
import { wireOf } from "../../../../support/dns/names.js";
import { generateZone } from "../../../../support/dns/zones.js";
import { loadZone } from "../../../../../servers/dns/zone/load.js";
import { changesBetween, FailingDisk, imageOf, open, ORIGIN, recordsIn, SECONDARY, useFolder } from "./support.js";

const folder = useFolder();

describe("a snapshot", () => {
  const textOf = (image: Parameters<typeof snapshotText>[0]): string => [...snapshotText(image, image.version)].join("");

  test("has the SOA first, and what means something in zone files escaped", () => {
    const text = textOf(imageOf(7, MANY_KINDS));
    expect(text.split("\n")[0]).toMatch(/^example\.com\. 3600 IN SOA ns1\.example\.com\. hostmaster\.example\.com\. 7 /);
    expect(text).toContain("\n\\$dollar.example.com. 3600 IN A 192.0.2.4\n");
    expect(text).toContain("\n\\@at.example.com. ");
    expect(text).not.toMatch(/^\$/m);
  });

  test.each(Array.from({ length: 40 }, (_, seed) => seed))("of generated zone %i is that zone", (seed) => {
    const { origin, text } = generateZone(seed);
    const { image } = loadZone(new TextEncoder().encode(text), { file: origin, origin: wireOf(origin) });
    const read = image && readSnapshot(new TextEncoder().encode(textOf(image)), wireOf(origin));
    expect(typeof read === "object" ? recordsIn(read) : read).toEqual(recordsIn(image));
  });

  test.each([
    ["cut off in a line", (text: string) => text.slice(0, text.length - 12)],
    ["empty", () => ""],
    ["something else", () => "\0\0\0\0"],
  ])("%s is not read", (_what, change) => {
    const text = change(textOf(imageOf(7, MANY_KINDS)));
    expect(typeof readSnapshot(new TextEncoder().encode(text), wireOf(ORIGIN))).toBe("string");
  });
});

describe("a secondary zone", () => {
  test("is there again after a restart: whole, then with changes", async () => {
    const [one, two] = [imageOf(1, MANY_KINDS), imageOf(2, MANY_KINDS.slice(2))];
    const first = await open(folder());
    await first.zone.receive(one);
    expect(await first.zone.receiveChanges(changesBetween(one, two))).toBe(true);
    await first.store.close();
    const second = await open(folder());
    expect(recordsIn(second.zone.image)).toEqual(recordsIn(two));
    expect((await stat(join(folder(), "example.com.journal"))).size).toBeGreaterThan(0);
    await second.store.close();
  });

  test("its journal becomes a snapshot when it is as large as half of that", async () => {
    const { zone, store } = await open(folder(), SECONDARY, { leastJournalBytes: 2000 });
    let image = imageOf(1, manyLines(10));
    await zone.receive(image);
    for (let serial = 2; serial < 60; serial++) {
      const next = imageOf(serial, manyLines(10 + (serial % 7)));
      expect(await zone.receiveChanges(changesBetween(image, next))).toBe(true);
      image = next;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await stat(join(folder(), "example.com.journal"))).size).toBeLessThan(3000);
    expect(await readFile(join(folder(), "example.com.zone"), "latin1")).toMatch(/ SOA .* [3-5][0-9] 3600/);
    await store.close();
    const again = await open(folder());
    expect(recordsIn(again.zone.image)).toEqual(recordsIn(image));
    await again.store.close();
  });

  test("a snapshot that is damaged is told, and the zone fetched again", async () => {
    await writeFile(join(folder(), "example.com.zone"), "nonsense");
    const { zone, told, store } = await open(folder());
    expect(zone.image).toBeUndefined();
    expect(told.join()).toContain("it is fetched again");
    await store.close();
  });

  test("that is too old is not served after a restart (RFC 1034 section 4.3.5)", async () => {
    const { zone, store } = await open(folder());
    await zone.receive(imageOf(1, [], ORIGIN, "60 30 1000 300"));
    await zone.noteChecked(1_700_000_000);
    await store.close();
    const young = await open(folder(), SECONDARY, undefined, () => 1_700_000_999);
    expect(young.zone.image?.isExpired).toBe(false);
    expect(young.zone.checkedAt).toBe(1_700_000_000);
    await young.store.close();
    const old = await open(folder(), SECONDARY, undefined, () => 1_700_001_000);
    expect(old.zone.image?.isExpired).toBe(true);
    await old.zone.noteChecked(1_700_001_001);
    expect(old.zone.image?.isExpired).toBe(false);
    await old.store.close();
  });

  test("wherever the disk fails: what is read again is one of the versions, whole", { timeout: 60_000 }, async () => {
    const versions = [
      imageOf(1, manyLines(8)),
      imageOf(2, manyLines(9)),
      imageOf(3, manyLines(2)),
      imageOf(4, manyLines(20)),
      imageOf(5, MANY_KINDS),
    ];
    const [one, two, three, four, five] = versions;
    if (one === undefined || two === undefined || three === undefined || four === undefined || five === undefined) return;
    const expected = new Map(versions.map((image, index) => [index + 1, recordsIn(image)]));
    for (let most = 0; ; most++) {
      const place = join(folder(), String(most));
      const disk = new FailingDisk(most);
      const { zone, store } = await open(place, SECONDARY, disk.system);
      await zone.receive(one);
      for (const [from, to] of [
        [one, two],
        [two, three],
        [three, four],
      ] as const)
        await zone.receiveChanges(changesBetween(from, to));
      await zone.noteChecked(1_700_000_000);
      await zone.receive(five);
      // What the disk does not take is served all the same.
      expect(zone.serial).toBe(5);
      await new Promise((resolve) => setTimeout(resolve, 5));
      await store.close().catch(() => undefined);
      const again = await open(place, SECONDARY);
      const { serial } = again.zone;
      if (serial !== undefined) expect(recordsIn(again.zone.image)).toEqual(expected.get(serial));
      expect(again.told).toEqual([]);
      await again.store.close();
      if (disk.hasFailed) continue;
      expect(serial).toBe(5);
      expect(most).toBeGreaterThan(20);
      return;
    }
  });

  test.each(["\\.\\.%2f", "\\$", "/etc/passwd", "\\.\\.", "a/\\.\\./b", "\\000", ".", "UPPER.example", "%2e", "-", "con"])(
    "whatever its name, its files are in the folder: %s",
    async (origin) => {
      const { zone, store } = await open(folder(), { ...SECONDARY, origin });
      const [one, two] = [1, 2].map((serial) => (origin === "." ? rootImage(serial) : imageOf(serial, [], origin)));
      if (one === undefined || two === undefined) return;
      await zone.receive(one);
      await zone.receiveChanges(changesBetween(one, two));
      await store.close();
      const names = await readdir(folder());
      expect(names.sort()).toEqual([`${fileNameOf(origin)}.journal`, `${fileNameOf(origin)}.zone`].sort());
      for (const name of names) expect(basename(name)).toMatch(/^[a-z0-9_%-][a-z0-9_.%-]*$/);
    },
  );
});

function rootImage(serial: number): ReturnType<typeof imageOf> {
  const text = `. 60 SOA ns1. hostmaster. ${serial} 2 3 4 5\n. 60 NS ns1.\nns1. 60 A 192.0.2.1\n`;
  const { image } = loadZone(new TextEncoder().encode(text), { file: "root", origin: wireOf(".") });
  if (image === undefined) throw new Error("no root");
  return image;
}

describe("a primary zone with updates", () => {
  const updatable = (file: string): Parameters<typeof open>[1] => ({ origin: ORIGIN, file, allowUpdate: rules("127.0.0.1") });

  /** Makes changes as updates do. */
  async function change(place: string, file: string, from: number, to: number, system = { leastJournalBytes: 500 }): Promise<void> {
    const { zone, store } = await open(place, updatable(file), system);
    let image = imageOf(from, manyLines(from));
    for (let serial = from + 1; serial <= to; serial++) {
      const next = imageOf(serial, manyLines(serial));
      expect(await zone.changeable?.apply(changesBetween(image, next))).toBe(true);
      image = next;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    await store.close();
  }

  test("its journal becomes a snapshot, which counts as long as the file is not later", async () => {
    const file = join(folder(), "file");
    const place = join(folder(), "data");
    await writeFile(file, zoneText(ORIGIN, 1, manyLines(1)));
    await change(place, file, 1, 20);
    expect(await readFile(join(place, "example.com.zone"), "latin1")).toMatch(/ SOA /);
    const again = await open(place, updatable(file));
    expect(recordsIn(again.zone.image)).toEqual(recordsIn(imageOf(20, manyLines(20))));
    expect(again.told).toEqual([]);
    // Written again without a later serial: it is told, and nothing that was acknowledged is lost.
    await writeFile(file, zoneText(ORIGIN, 2, ["other A 192.0.2.9"]));
    await utimes(file, 1, 1);
    const report = await again.zone.load();
    expect(report.text.join()).toContain("serial 2 is not later than 20");
    expect(again.zone.serial).toBe(20);
    await writeFile(file, zoneText(ORIGIN, 30, ["other A 192.0.2.9"]));
    await again.zone.load();
    expect(again.zone.serial).toBe(30);
    await again.store.close();
    const last = await open(place, updatable(file));
    expect(recordsIn(last.zone.image)).toEqual(recordsIn(imageOf(30, ["other A 192.0.2.9"])));
    await last.store.close();
  });

  test("wherever the disk fails, what was acknowledged is there", { timeout: 60_000 }, async () => {
    const file = join(folder(), "file");
    await writeFile(file, zoneText(ORIGIN, 1, manyLines(1)));
    for (let most = 0; ; most++) {
      const place = join(folder(), String(most));
      const disk = new FailingDisk(most);
      const { zone, store } = await open(place, updatable(file), disk.system);
      let acknowledged = 1;
      for (let serial = 2; serial <= 8; serial++) {
        const changes = changesBetween(imageOf(acknowledged, manyLines(acknowledged)), imageOf(serial, manyLines(serial)));
        const isDone = await zone.changeable?.apply(changes).catch(() => false);
        if (isDone === true) acknowledged = serial;
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      expect(zone.serial ?? 1).toBe(acknowledged);
      await new Promise((resolve) => setTimeout(resolve, 5));
      await store.close().catch(() => undefined);
      const again = await open(place, updatable(file));
      expect(again.zone.serial).toBeGreaterThanOrEqual(acknowledged);
      expect(recordsIn(again.zone.image)).toEqual(recordsIn(imageOf(again.zone.serial ?? 0, manyLines(again.zone.serial ?? 0))));
      await again.store.close();
      if (disk.hasFailed) continue;
      expect(acknowledged).toBe(8);
      return;
    }
  });
});
