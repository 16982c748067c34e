/** Whatever a disk does, and whenever the machine crashes: what was acknowledged is there, and nothing that never was. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DnsRcode } from "../../../../../generated/dns/types.js";
import type { ServedZone } from "../../../../../servers/dns/node/zone-served.js";
import { ZoneStore } from "../../../../../servers/dns/node/zone-store.js";
import { MemoryDisk, type Operation, systemError } from "../../../../support/dns/memory-disk.js";
import { rules } from "../../../../support/dns/replication/deens.js";
import { address, contents, rr, updateMessage } from "./support.js";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "crash-"));
});
afterEach(() => rm(folder, { recursive: true }));

const file = (): string => join(folder, "zone");

async function writeZone(serial: number): Promise<void> {
  const lines = [`@ 60 SOA ns admin ${serial} 7200 900 1209600 300`, "@ 60 NS ns", "ns 60 A 192.0.2.1", `file${serial} 60 A 192.0.2.2`, ""];
  await writeFile(file(), lines.join("\n"));
}

interface Opened {
  readonly store: ZoneStore;
  readonly zone: ServedZone;
  readonly told: readonly string[];
}

async function open(disk: MemoryDisk): Promise<Opened> {
  const source = { origin: "example", file: file(), allowUpdate: rules("127.0.0.1") };
  const store = new ZoneStore([source], { dataDirectory: "/data", system: disk.system });
  const [report] = await store.load();
  const [zone] = store.zones;
  if (zone === undefined) throw new Error("no zone");
  return { store, zone, told: report?.text ?? [] };
}

/** The zone's records as one text, the serial among them. */
function stateOf({ image }: ServedZone): string {
  return image === undefined ? "none" : [...contents(image)].toSorted().join("\n");
}

async function add(zone: ServedZone, name: string): Promise<boolean> {
  return (await zone.changeable?.update(updateMessage([rr(`${name}.example`, address(1))]))) === DnsRcode.NoError;
}

/** What an update leads to, whether it was acknowledged or not. */
function withUpdate(state: string, name: string): string {
  const serial = Number(/ soa .* admin\.example\. ([0-9]+) /.exec(state)?.[1]);
  const raised = state.replace(` admin.example. ${serial} `, ` admin.example. ${serial + 1} `);
  return [...new Set([...raised.split("\n"), `${name}.example. 60 in a 192.0.2.1`])].toSorted().join("\n");
}

type Step =
  { readonly kind: "update"; readonly name: string } | { readonly kind: "reload"; readonly by: number } | { readonly kind: "restart" };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("update" as const), name: fc.stringMatching(/^[a-z]{1,3}$/) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("reload" as const), by: fc.integer({ min: -3, max: 5 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("restart" as const) }) },
);

/** The disk's snapshots are written while other things happen. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve));
}

class Machine {
  disk = new MemoryDisk();
  opened: Opened;
  /** What may be found: what was acknowledged, and what was not but may have reached the disk. */
  possible: Set<string>;
  hasFailed = false;
  /** Before a file came that was later. */
  readonly #ended = new Set<string>();

  constructor(opened: Opened) {
    this.opened = opened;
    this.possible = new Set([stateOf(opened.zone)]);
  }

  async update(name: string): Promise<void> {
    const { zone } = this.opened;
    const before = stateOf(zone);
    const isDone = await add(zone, name);
    const after = stateOf(zone);
    // What fails changes nothing that is served.
    if (!isDone) expect(after).toBe(before);
    else expect(after === before ? before : withUpdate(before, name)).toBe(after);
    this.possible = isDone ? new Set([after]) : this.possible.add(withUpdate(before, name));
  }

  async reload(by: number): Promise<void> {
    const { zone } = this.opened;
    const serial = (zone.serial ?? 1) + by;
    if (serial < 1) return;
    await writeZone(serial);
    const { text } = await zone.load();
    // The file is there whatever the disk of the data directory does.
    const isRefused = text.some((line) => line.includes("is not later than"));
    // What updates led to before a later file came is put aside, which a disk may refuse: then a file that goes back is not later.
    if (!isRefused && by > 0) for (const state of this.possible) this.#ended.add(state);
    const older = isRefused || (by <= 0 && this.hasFailed) ? [...this.possible, ...this.#ended] : [];
    this.possible = new Set([...older, stateOf(zone)]);
  }

  async reopen(disk: MemoryDisk): Promise<void> {
    disk.before = () => undefined;
    this.disk = disk;
    this.opened = await open(disk);
  }
}

/** It is said that the file may lack what was updated, since no snapshot could be written before. */
function isToldOf({ told }: Opened): boolean {
  return told.some((line) => /taken to have|is the one that updates have led to|none that the journal knows/.test(line));
}

const RUNS = Number(process.env["CRASH_RUNS"] ?? 200);

describe("a zone that is updated", () => {
  test("is after a crash at any operation of the disk as it was acknowledged", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 10 }),
        fc.nat({ max: 120 }),
        fc.boolean(),
        fc.infiniteStream(fc.float({ min: 0, max: 1, noNaN: true })),
        async (steps, last, isCrash, stream) => {
          await writeZone(1);
          const disk = new MemoryDisk();
          const machine = new Machine(await open(disk));
          machine.disk = disk;
          disk.before = (_, __, count) => {
            // A crash ends all; a failure is one operation that did not work.
            if (isCrash ? count >= last : count === last) {
              machine.hasFailed = true;
              throw systemError("EIO");
            }
          };
          for (const each of steps) {
            if (each.kind === "update") await machine.update(each.name);
            else if (each.kind === "reload") await machine.reload(each.by);
            else if (!isCrash || !machine.hasFailed) {
              const { store, zone } = machine.opened;
              const before = stateOf(zone);
              await store.close();
              const { before: hook } = machine.disk;
              await machine.reopen(machine.disk);
              machine.disk.before = hook;
              const after = stateOf(machine.opened.zone);
              if (machine.hasFailed && isToldOf(machine.opened)) machine.possible = new Set([after]);
              else expect(after).toBe(before);
            }
          }
          await settle();
          const luck = (): number => stream.next().value ?? 0;
          await machine.reopen(machine.disk.afterCrash(luck));
          // Before the first snapshot a file may take the place of what it is based on; then it is said.
          if (!machine.hasFailed || !isToldOf(machine.opened)) expect([...machine.possible]).toContain(stateOf(machine.opened.zone));
          // It goes on from there.
          expect(await add(machine.opened.zone, "after")).toBe(true);
          const state = stateOf(machine.opened.zone);
          await machine.opened.store.close();
          await machine.reopen(machine.disk.afterCrash(() => 0));
          expect(stateOf(machine.opened.zone)).toBe(state);
          await machine.opened.store.close();
        },
      ),
      { numRuns: RUNS },
    );
  });
});

const OPERATIONS: readonly Operation[] = ["make", "write", "datasync", "folder", "rename", "truncate"];

describe.each(OPERATIONS)("where `%s` fails", (failing) => {
  test.each(["ENOSPC", "EIO"])("with %s an update is not acknowledged, not visible, and the next one works", async (code) => {
    await writeZone(1);
    const disk = new MemoryDisk();
    const { zone, store } = await open(disk);
    expect(await add(zone, "first")).toBe(true);
    await settle();
    let failed = 0;
    disk.before = (operation, path) => {
      if (operation !== failing || !path.includes(".journal")) return;
      failed++;
      throw systemError(code);
    };
    const before = stateOf(zone);
    const isDone = await add(zone, "second");
    expect(isDone).toBe(failed === 0);
    if (!isDone) expect(stateOf(zone)).toBe(before);
    disk.before = () => undefined;
    expect(await add(zone, "third")).toBe(true);
    const after = stateOf(zone);
    expect(after.includes("second.example.")).toBe(isDone);
    await store.close();
    const again = await open(disk.afterCrash(() => 0));
    expect(stateOf(again.zone)).toBe(after);
    await again.store.close();
  });
});

test("entries that were written, not made safe, and could not be cut off are not there when others come in their place", async () => {
  await writeZone(1);
  const disk = new MemoryDisk();
  const { zone, store } = await open(disk);
  expect(await add(zone, "first")).toBe(true);
  await settle();
  disk.before = (operation) => {
    if (operation === "datasync" || operation === "truncate") throw systemError("EIO");
  };
  // Two in one group: the second would go on from any other that is as long as the first.
  expect(await Promise.all([add(zone, "aaaa"), add(zone, "bbbb")])).toEqual([false, false]);
  disk.before = () => undefined;
  expect(await add(zone, "cccc")).toBe(true);
  const state = stateOf(zone);
  expect(state).not.toContain("bbbb");
  await store.close();
  const again = await open(disk);
  expect(stateOf(again.zone)).toBe(state);
  await again.store.close();
});

test("a journal that was put in its place, but not made safe there, is made safe before anything is acknowledged in it", async () => {
  await writeZone(1);
  const disk = new MemoryDisk();
  const first = await open(disk);
  expect(await add(first.zone, "first")).toBe(true);
  let renamed = false;
  disk.before = (operation, path) => {
    renamed ||= operation === "rename" && path.endsWith(".journal.new");
    if (renamed && operation === "folder") throw systemError("EIO");
  };
  // The snapshot is written, and the journal begins anew.
  for (let turn = 0; turn < 100 && !renamed; turn++) await settle();
  expect(renamed).toBe(true);
  await first.store.close();
  disk.before = () => undefined;
  const second = await open(disk);
  expect(await add(second.zone, "second")).toBe(true);
  const state = stateOf(second.zone);
  const third = await open(disk.afterCrash(() => 0));
  expect(stateOf(third.zone)).toBe(state);
  await third.store.close();
});

/** Makes some updates, of which no snapshot is written; the journal's bytes, and the zone after each of them. */
async function journalOf(
  disk: MemoryDisk,
  updates: number,
): Promise<{ readonly path: string; readonly ends: number[]; readonly states: string[] }> {
  await writeZone(1);
  const path = "/data/example.journal";
  disk.before = (operation, at) => {
    if (operation !== "read" && at.includes(".zone")) throw systemError("ENOSPC");
  };
  const { zone, store } = await open(disk);
  const states = [stateOf(zone)];
  const ends = [0];
  for (let index = 0; index < updates; index++) {
    expect(await add(zone, `n${index}`)).toBe(true);
    states.push(stateOf(zone));
    ends.push(disk.bytesOf(path)?.length ?? 0);
  }
  await store.close();
  disk.before = () => undefined;
  return { path, ends, states };
}

async function openWith(path: string, bytes: Uint8Array): Promise<{ readonly state: string; readonly told: string }> {
  const disk = new MemoryDisk();
  disk.put(path, bytes);
  const { zone, store, told } = await open(disk);
  const state = stateOf(zone);
  await store.close();
  return { state, told: told.join() };
}

test("a zone whose journal is cut off anywhere is the zone of the entries that are whole", { timeout: 60_000 }, async () => {
  const disk = new MemoryDisk();
  const { path, ends, states } = await journalOf(disk, 3);
  const bytes = disk.bytesOf(path) ?? new Uint8Array(0);
  for (let length = 0; length <= bytes.length; length++) {
    const whole = ends.findLastIndex((end) => end <= length);
    const { state, told } = await openWith(path, bytes.slice(0, length));
    expect(state).toBe(states[whole]);
    expect(told).toBe("");
  }
});

test("a zone whose journal is damaged anywhere is the zone of the entries before that, which is told", { timeout: 120_000 }, async () => {
  const disk = new MemoryDisk();
  const { path, ends, states } = await journalOf(disk, 3);
  const bytes = disk.bytesOf(path) ?? new Uint8Array(0);
  for (let at = 0; at < bytes.length; at++) {
    const damaged = bytes.slice();
    damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
    const intact = ends.findLastIndex((end) => end <= at);
    const { state, told } = await openWith(path, damaged);
    expect(state).toBe(states[intact]);
    // Of the last entry nobody knows whether it was acknowledged.
    if (intact < 2) expect(told).toContain("it is damaged: changes after");
  }
});
