/** Zones as images, a store to put them in, and a disk that fails. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import { type JournalSystem, SYSTEM as JOURNAL_SYSTEM } from "../../../../../servers/dns/node/journal-file.js";
import { type SnapshotSystem, SYSTEM as SNAPSHOT_SYSTEM } from "../../../../../servers/dns/node/zone-snapshot.js";
import type { ServedZone } from "../../../../../servers/dns/node/zone-served.js";
import type { StorageSystem } from "../../../../../servers/dns/node/zone-storage.js";
import { type ZoneSource, ZoneStore } from "../../../../../servers/dns/node/zone-store.js";
import { ZoneBuilder } from "../../../../../servers/dns/image/builder.js";
import type { ZoneImage } from "../../../../../servers/dns/image/image.js";
import { difference, type ZoneChange } from "../../../../../servers/dns/zone/change.js";
import { loadZone } from "../../../../../servers/dns/zone/load.js";
import { parseZoneFile } from "../../../../../servers/dns/zone-file/index.js";
import { recordsOfNode } from "../../../../../servers/dns/zone/records.js";
import { wireOf } from "../../../../support/dns/names.js";
import { canonicalRecord, recordText } from "../../../../support/dns/records.js";
import { remote } from "../../../../support/dns/replication/deens.js";
import { zoneText } from "../../../../support/dns/replication/zone-text.js";

export const ORIGIN = "example.com";

/** A folder for each test. */
export function useFolder(): () => string {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "mplc-dns-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return () => folder;
}

export function imageOf(serial: number, lines: readonly string[] = [], origin = ORIGIN, times?: string): ZoneImage {
  const text = new TextEncoder().encode(zoneText(origin, serial, lines, times));
  const { image, problems } = loadZone(text, { file: origin, origin: wireOf(origin) });
  if (image === undefined) throw new Error(problems.map(({ message }) => message).join("; "));
  return image;
}

/** A zone file's records as an image, whatever rules they break. */
export function unchecked(text: string): ZoneImage {
  const bytes = new TextEncoder().encode(text);
  const builder = new ZoneBuilder(wireOf(ORIGIN), { names: 100, bytes: 10_000 });
  const { errors } = parseZoneFile(
    bytes,
    { file: ORIGIN, origin: wireOf(ORIGIN) },
    {
      record: ({ owner, ownerLength, type, class: classNumber, ttl, rdata }) =>
        void builder.add(owner, ownerLength, type, classNumber, ttl, rdata),
      problem: () => undefined,
    },
  );
  if (errors > 0) throw new Error("a file that cannot be read");
  return builder.finish();
}

export function changesBetween(one: ZoneImage, other: ZoneImage): ZoneChange[] {
  return [difference(one, other)];
}

/** The records, one text each, sorted. */
export function recordsIn(image: ZoneImage | undefined): string[] {
  const records: string[] = [];
  image?.eachNewest((newest) => {
    const node = image.current(newest, image.version);
    if (node !== 0) records.push(...recordsOfNode(image, node).map((record) => recordText(canonicalRecord(record))));
  });
  return records.sort();
}

export const SECONDARY: ZoneSource = { origin: ORIGIN, file: undefined, primaries: [remote("primary", 1)] };

export interface Opened {
  readonly store: ZoneStore;
  readonly zone: ServedZone;
  readonly told: string[];
}

/** A store with one zone, loaded. */
export async function open(folder: string, source: ZoneSource = SECONDARY, system?: StorageSystem, now?: () => number): Promise<Opened> {
  const told: string[] = [];
  const tell = (text: string): void => void told.push(text);
  const store = new ZoneStore([source], { dataDirectory: folder, tell, system, ...(now && { now }) });
  const [report] = await store.load();
  told.push(...(report?.text ?? []));
  const [zone] = store.zones;
  if (zone === undefined) throw new Error("no zone");
  return { store, zone, told };
}

/** A disk that does so much, and then nothing any more. */
export class FailingDisk {
  operations = 0;
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get hasFailed(): boolean {
    return this.operations > this.#most;
  }

  get system(): StorageSystem {
    return {
      journal: this.#wrapped<JournalSystem>(JOURNAL_SYSTEM),
      snapshot: this.#wrapped<SnapshotSystem>(SNAPSHOT_SYSTEM),
      leastJournalBytes: 400,
    };
  }

  /** Every function counts, those of what `open` gives too; closing does not. */
  #wrapped<Wrapped extends object>(target: Wrapped): Wrapped {
    return new Proxy(target, {
      get: (from, name) => {
        const value: unknown = Reflect.get(from, name);
        if (typeof value !== "function" || name === "close") return typeof value === "function" ? value.bind(from) : value;
        return async (...args: unknown[]): Promise<unknown> => {
          if (++this.operations > this.#most) throw new Error("the disk has failed");
          const result: unknown = await Reflect.apply(value, from, args);
          return name === "open" && typeof result === "object" && result !== null ? this.#wrapped(result) : result;
        };
      },
    });
  }
}
