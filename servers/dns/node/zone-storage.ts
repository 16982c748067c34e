/**
 * What is kept of one zone in the data directory: a snapshot, and a journal of what changed since. After a restart both together are
 * the zone as it was.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { ZoneImage } from "../image/image.js";
import type { Memory } from "../image/memory.js";
import type { ZoneChange } from "../zone/change.js";
import { encodeChange } from "../zone/journal.js";
import { readSnapshot, snapshotText } from "../zone/snapshot.js";
import { JournalFile, type JournalSystem } from "./journal-file.js";
import { fileNameOf } from "./zone-file-name.js";
import { SnapshotFile, type SnapshotSystem } from "./zone-snapshot.js";

/** Files and folders, so that tests can let them fail. */
export interface StorageSystem {
  readonly journal?: JournalSystem;
  readonly snapshot?: SnapshotSystem;
  /** A journal of fewer bytes is let grow, however small the zone; 256 KiB. */
  readonly leastJournalBytes?: number;
}

const LEAST_JOURNAL_BYTES = 1 << 18;

export interface KeptImage {
  readonly image: ZoneImage;
  /** When it was up to date, in seconds since 1970. */
  readonly checkedAt: number;
}

export class ZoneStorage {
  readonly #folder: string;
  readonly #snapshot: SnapshotFile;
  readonly #journal: JournalFile;
  readonly #leastJournalBytes: number;
  /** The journal's end after the last change that is visible. */
  #visibleEnd = 0;
  #notBelow = 0;

  constructor(folder: string, origin: string, { journal, snapshot, leastJournalBytes = LEAST_JOURNAL_BYTES }: StorageSystem = {}) {
    const path = join(folder, fileNameOf(origin));
    this.#folder = folder;
    this.#snapshot = new SnapshotFile(`${path}.zone`, snapshot);
    this.#journal = new JournalFile(`${path}.journal`, journal);
    this.#leastJournalBytes = leastJournalBytes;
  }

  /** The snapshot's file. */
  get path(): string {
    return this.#snapshot.path;
  }

  get hasSnapshot(): boolean {
    return this.#snapshot.bytes > 0;
  }

  /** The zone as the snapshot has it; undefined without one, a text where it cannot be read. */
  async readSnapshot(origin: Uint8Array, memory: Memory): Promise<KeptImage | string | undefined> {
    const kept = await this.#snapshot.read();
    if (kept === undefined) return undefined;
    const image = readSnapshot(kept.text, origin, memory);
    return typeof image === "string" ? image : { image, checkedAt: kept.checkedAt };
  }

  /** The changes in the journal, which is made if there is none. */
  async openJournal(): Promise<readonly ZoneChange[]> {
    // What is transferred to few is not to be read by all.
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const { changes } = await this.#journal.open();
    this.noteVisible();
    return changes;
  }

  /** Writes changes to the journal; resolves when they are on stable storage. */
  async append(changes: readonly ZoneChange[]): Promise<void> {
    await this.#journal.append(joined(changes.map(encodeChange)));
  }

  /** All that was appended is visible in the image. */
  noteVisible(): void {
    this.#visibleEnd = this.#journal.bytes;
  }

  /** Whether the journal is so large that a new snapshot is worth it. */
  isJournalLarge(zoneBytes = this.#snapshot.bytes): boolean {
    return this.#journal.bytes > Math.max(this.#leastJournalBytes, this.#notBelow, zoneBytes / 2);
  }

  /** A snapshot could not be written: that is tried again when the journal is twice as large. */
  waitLonger(): void {
    this.#notBelow = 2 * this.#journal.bytes;
  }

  /** Writes the zone as it is now; then the journal begins anew. Changes that are made meanwhile stay in it. */
  async keep(image: ZoneImage): Promise<void> {
    const { version } = image;
    const end = this.#visibleEnd;
    await this.#snapshot.write(snapshotText(image, version));
    await this.#journal.dropBefore(end);
    this.#visibleEnd -= end;
    this.#notBelow = 0;
  }

  /** Writes a zone that has nothing to do with what the journal says. */
  async replace(image: ZoneImage): Promise<void> {
    await this.#snapshot.write(snapshotText(image, image.version));
    await this.clearJournal();
  }

  async clearJournal(): Promise<void> {
    await this.#journal.dropBefore(this.#journal.bytes);
    this.#visibleEnd = 0;
  }

  /** Puts the journal aside; its new name. */
  async setJournalAside(): Promise<string> {
    const aside = await this.#journal.setAside();
    this.noteVisible();
    return aside;
  }

  /** Notes that the zone was up to date. */
  async touch(seconds: number): Promise<void> {
    if (this.hasSnapshot) await this.#snapshot.touch(seconds);
  }

  /** Removes all that is kept. */
  async forget(): Promise<void> {
    await this.#journal.close();
    await this.#snapshot.remove();
    await this.#journal.remove();
  }

  async close(): Promise<void> {
    await this.#journal.close();
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
