/** The journal: whatever of it is lost or damaged, what is read is a beginning of what was written. */
import { mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { JournalFile, type JournalSystem, SYSTEM } from "../../../../../servers/dns/node/journal-file.js";
import type { ZoneChange } from "../../../../../servers/dns/zone/change.js";
import { decodeJournal, encodeChange } from "../../../../../servers/dns/zone/journal.js";
import { address, changeable, contents, lineOf, rr, updateMessage } from "./support.js";

async function someChanges(count: number): Promise<ZoneChange[]> {
  const made = changeable();
  for (let index = 0; index < count; index++) await made.zone.update(updateMessage([rr(`h${index}.example`, address(index))]));
  return made.recorded;
}

function textOf({ fromSerial, toSerial, deletions, additions }: ZoneChange): unknown {
  return [fromSerial, toSerial, deletions.map(lineOf), additions.map(lineOf)];
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

describe("the bytes of a journal", () => {
  test("give back what was written, cut off anywhere the entries that are whole", async () => {
    const changes = await someChanges(4);
    const entries = changes.map(encodeChange);
    const bytes = joined(entries);
    for (let length = 0; length <= bytes.length; length++) {
      let whole = 0;
      let end = 0;
      while (whole < entries.length && end + (entries[whole]?.length ?? 0) <= length) end += entries[whole++]?.length ?? 0;
      const read = decodeJournal(bytes.slice(0, length));
      expect(read.end).toBe(end);
      expect(read.changes.map(textOf)).toEqual(changes.slice(0, whole).map(textOf));
    }
  });

  test("with any bit flipped, give only entries from before the damage", async () => {
    const changes = await someChanges(3);
    const entries = changes.map(encodeChange);
    const bytes = joined(entries);
    const expected = changes.map((change) => JSON.stringify(textOf(change)));
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const damaged = bytes.slice();
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const read = decodeJournal(damaged).changes.map((change) => JSON.stringify(textOf(change)));
      expect(read).toEqual(expected.slice(0, read.length));
      let end = 0;
      const intact = entries.findIndex(({ length }) => (end += length) > bit >> 3);
      expect(read.length).toBe(intact);
    }
  });
});

describe("a journal on disk", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "journal-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test("is there again, and goes on, after what was not acknowledged is cut off", async () => {
    const path = join(folder, "example.journal");
    const changes = await someChanges(3);
    const entries = changes.map(encodeChange);
    const first = new JournalFile(path);
    await first.read();
    await first.append(joined(entries.slice(0, 2)));
    await first.close();
    const { length } = await readFile(path);
    await writeFile(path, joined([await readFile(path), entries[2] ?? new Uint8Array(0)]));
    await truncate(path, length + 7);
    const second = new JournalFile(path);
    expect((await second.read()).changes.map(textOf)).toEqual(changes.slice(0, 2).map(textOf));
    await second.append(entries[2] ?? new Uint8Array(0));
    await second.close();
    const third = new JournalFile(path);
    expect((await third.read()).changes.map(textOf)).toEqual(changes.map(textOf));
    await third.close();
  });

  test.each(["write", "datasync"] as const)("where %s fails the entry does not count, then or later", async (operation) => {
    const path = join(folder, "example.journal");
    const [one, two] = (await someChanges(2)).map(encodeChange);
    let fails = false;
    const system: JournalSystem = {
      rename: SYSTEM.rename,
      remove: SYSTEM.remove,
      open: async (...parameters) => {
        const handle = await SYSTEM.open(...parameters);
        const fail = (): never => {
          throw new Error("no space left");
        };
        return {
          read: handle.read.bind(handle),
          stat: handle.stat.bind(handle),
          truncate: handle.truncate.bind(handle),
          close: handle.close.bind(handle),
          write: ((...values: Parameters<typeof handle.write>) =>
            fails && operation === "write" ? fail() : handle.write(...values)) as typeof handle.write,
          datasync: () => (fails && operation === "datasync" ? fail() : handle.datasync()),
        };
      },
    };
    const journal = new JournalFile(path, system);
    await journal.read();
    await journal.append(one ?? new Uint8Array(0));
    fails = true;
    await expect(journal.append(two ?? new Uint8Array(0))).rejects.toThrow("no space left");
    fails = false;
    expect(decodeJournal(await readFile(path)).changes).toHaveLength(1);
    await journal.append(two ?? new Uint8Array(0));
    expect(decodeJournal(await readFile(path)).changes).toHaveLength(2);
    await journal.close();
  });

  test("replayed on the zone it began with, gives the zone that it ended with", async () => {
    const made = changeable();
    for (let index = 0; index < 20; index++) await made.zone.update(updateMessage([rr(`h${index % 7}.example`, address(index))]));
    const replayed = changeable();
    const { changes } = decodeJournal(joined(made.recorded.map(encodeChange)));
    expect(await replayed.zone.apply(changes)).toBe(true);
    expect(contents(replayed.zone.image)).toEqual(contents(made.zone.image));
    // A second time they do not fit, and nothing is changed.
    expect(await replayed.zone.apply(changes)).toBe(false);
    expect(contents(replayed.zone.image)).toEqual(contents(made.zone.image));
  });
});
