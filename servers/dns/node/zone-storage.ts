/**
 * What is kept of one zone in the data directory: a snapshot, and a journal of what changed since. After a restart both together are
 * the zone as it was. Its methods are called one after the other, but for `writeBeside`.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { ZoneImage } from "../image/image.js";
import type { Memory } from "../image/memory.js";
import type { ZoneChange } from "../zone/change.js";
import { encodeChange } from "../zone/journal.js";
import { readSnapshot, snapshotText } from "../zone/snapshot.js";
import { asideOf, JournalFile, type JournalSystem } from "./journal-file.js";
import { fileNameOf } from "./zone-file-name.js";
import type { ZoneThreads } from "./zone-threads.js";
import { SnapshotFile, type SnapshotSystem } from "./zone-snapshot.js";

/** Files and folders, so that tests can let them fail. */
export interface StorageSystem {
  readonly journal?: JournalSystem;
  readonly snapshot?: SnapshotSystem;
  readonly makeFolder?: (path: string) => Promise<void>;
  /** A journal of fewer bytes is let grow, however small the zone; 256 KiB. */
  readonly leastJournalBytes?: number;
}

/** What is transferred to few is not to be read by all. */
async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
}

const LEAST_JOURNAL_BYTES = 1 << 18;

export interface KeptImage {
  readonly image: ZoneImage;
  /** When it was up to date, in seconds since 1970. */
  readonly checkedAt: number;
}

/** What was there at a start. */
export interface KeptState {
  readonly snapshot: KeptImage | undefined;
  readonly changes: readonly ZoneChange[];
  /** What people should know. */
  readonly problems: readonly string[];
}

export class ZoneStorage {
  readonly #folder: string;
  readonly #snapshot: SnapshotFile;
  readonly #journal: JournalFile;
  readonly #leastJournalBytes: number;
  readonly #makeFolder: (path: string) => Promise<void>;
  readonly #threads: ZoneThreads | undefined;
  #notBelow = 0;
  /** What is there belongs to a zone that is not served any more: it is put aside before anything is written. */
  #isOver = false;

  /** @param threads which write large snapshots; never where the system is another */
  constructor(folder: string, origin: string, system: StorageSystem = {}, threads?: ZoneThreads) {
    const { journal, snapshot, leastJournalBytes = LEAST_JOURNAL_BYTES } = system;
    const path = join(folder, fileNameOf(origin));
    this.#folder = folder;
    this.#snapshot = new SnapshotFile(`${path}.zone`, snapshot);
    this.#journal = new JournalFile(`${path}.journal`, journal);
    this.#leastJournalBytes = leastJournalBytes;
    this.#threads = snapshot === undefined ? threads : undefined;
    this.#makeFolder = system.makeFolder ?? makeFolder;
  }

  /** The snapshot's file. */
  get path(): string {
    return this.#snapshot.path;
  }

  /** Where what is put aside is found. */
  get asidePaths(): string {
    return `${asideOf(this.#snapshot.path)} and ${asideOf(this.#journal.path)}`;
  }

  get hasSnapshot(): boolean {
    return this.#snapshot.bytes > 0 && !this.#isOver;
  }

  /** Whether the zone is another than it would be without what is kept. */
  get holdsChanges(): boolean {
    return (this.#snapshot.bytes > 0 || this.#journal.bytes > 0) && !this.#isOver;
  }

  /** Bytes of changes that no snapshot has. */
  get journalBytes(): number {
    return this.#journal.bytes;
  }

  /** Reads all that is kept, and writes nothing. Rejects where it is there and cannot be read. */
  async read(origin: Uint8Array, memory: Memory): Promise<KeptState> {
    const { changes, isDamaged } = await this.#journal.read();
    const kept = await this.#snapshot.read();
    const image = kept && readSnapshot(kept.text, origin, memory);
    const problems: string[] = [];
    if (isDamaged)
      problems.push(`${this.#journal.path}: warning: it is damaged: changes after serial ${changes.at(-1)?.toSerial ?? "?"} are lost`);
    if (typeof image === "string") problems.push(`${this.path}: warning: ${image}: it cannot be used`);
    const snapshot = kept !== undefined && typeof image === "object" ? { image, checkedAt: kept.checkedAt } : undefined;
    return { snapshot, changes, problems };
  }

  /** Writes changes to the journal; resolves when they are on stable storage. */
  async append(changes: readonly ZoneChange[]): Promise<void> {
    await this.#begin();
    await this.#journal.append(joined(changes.map(encodeChange)));
  }

  async #begin(): Promise<void> {
    await this.#makeFolder(this.#folder);
    if (!this.#isOver) return;
    // The journal last, which makes both renames safe.
    await this.#snapshot.setAside();
    await this.#journal.setAside();
    this.#isOver = false;
  }

  /** What is kept does not count any more. It is put aside at once, or before the next change is written. */
  async end(): Promise<void> {
    this.#isOver = this.holdsChanges || this.#isOver;
    this.#notBelow = 0;
    await this.#begin().catch(() => undefined);
  }

  /** The journal does not count any more, but the snapshot does. */
  async endJournal(): Promise<void> {
    await this.#journal.setAside();
  }

  /** Whether a snapshot is worth it: there is none to go with the journal, or the journal is large. */
  get wantsSnapshot(): boolean {
    const { bytes } = this.#journal;
    if (this.#isOver || bytes <= this.#notBelow) return false;
    return !this.hasSnapshot || bytes > Math.max(this.#leastJournalBytes, this.#snapshot.bytes / 2);
  }

  /** A snapshot could not be written: that is tried again when the journal is twice as large. */
  waitLonger(): void {
    this.#notBelow = 2 * this.#journal.bytes;
  }

  /** Writes what may become the snapshot. Changes may be made meanwhile. */
  async writeBeside(image: ZoneImage, version: number, signal: AbortSignal): Promise<void> {
    await this.#makeFolder(this.#folder);
    const text = whileWanted(snapshotText(image, version), signal);
    const write = this.#threads && ((path: string, mode: number) => this.#threads?.write(image, version, { path, mode, signal }));
    await this.#snapshot.writeBeside(text, write);
  }

  /** What was written is the snapshot; the journal begins anew. @param journalBytes of the changes that the snapshot has */
  async putInPlace(journalBytes: number): Promise<void> {
    await this.#snapshot.putInPlace();
    await this.#journal.dropBefore(journalBytes);
    this.#notBelow = 0;
  }

  /** What was written is of no use. */
  async drop(): Promise<void> {
    await this.#snapshot.drop();
  }

  /** Writes a zone that has nothing to do with what the journal says. */
  async replace(image: ZoneImage): Promise<void> {
    await this.#makeFolder(this.#folder);
    await this.#snapshot.write(snapshotText(image, image.version));
    this.#isOver = false;
    await this.clearJournal();
  }

  async clearJournal(): Promise<void> {
    await this.#journal.dropBefore(this.#journal.bytes);
  }

  /** Notes that the zone was up to date. */
  async touch(seconds: number): Promise<void> {
    if (this.hasSnapshot) await this.#snapshot.touch(seconds);
  }

  /** Removes all that is kept. */
  async forget(): Promise<void> {
    await this.#snapshot.remove();
    await this.#journal.remove();
  }

  async close(): Promise<void> {
    await this.#journal.close();
  }
}

/** Pieces of a text, which ends with an error when nobody wants it any more. */
function* whileWanted(text: Iterable<string>, signal: AbortSignal): Generator<string> {
  for (const piece of text) {
    signal.throwIfAborted();
    yield piece;
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
