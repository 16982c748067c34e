/**
 * The file that a zone is kept in: written beside the old one, and put in its place when it is on stable storage, so that there is
 * always a whole one. Its time of modification is when the zone was last known to be up to date.
 */
import { type FileHandle, open, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { dirname } from "node:path";
import { asideOf, isMissing } from "./journal-file.js";

/** What is done with files, so that tests can let it fail. */
export interface SnapshotSystem {
  open(path: string, flags: string, mode: number): Promise<Pick<FileHandle, "writeFile" | "datasync" | "close">>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  readFile(path: string): Promise<Uint8Array>;
  stat(path: string): Promise<{ readonly mtimeMs: number; readonly size: number }>;
  utimes(path: string, accessed: number, modified: number): Promise<void>;
}

export const SYSTEM: SnapshotSystem = { open, rename, remove: (path) => rm(path, { force: true }), readFile, stat, utimes };

/** Only the server may read what may be secret in a zone that is transferred to few. */
const MODE = 0o600;

export type WriteElsewhere = (path: string, mode: number) => Promise<number | undefined> | undefined;

export interface KeptZone {
  readonly text: Uint8Array;
  /** Seconds since 1970. */
  readonly checkedAt: number;
}

export class SnapshotFile {
  readonly path: string;
  readonly #system: SnapshotSystem;
  /** Of the file as it was read or written last; 0 if there is none. */
  bytes = 0;
  /** Of what stands beside it. */
  #bytesBeside = 0;

  constructor(path: string, system: SnapshotSystem = SYSTEM) {
    this.path = path;
    this.#system = system;
  }

  /** Undefined where there is none. */
  async read(): Promise<KeptZone | undefined> {
    try {
      const text = await this.#system.readFile(this.path);
      const { mtimeMs } = await this.#system.stat(this.path);
      this.bytes = text.length;
      return { text, checkedAt: Math.floor(mtimeMs / 1000) };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /** Writes another one. Where it rejects, the old one is still there. */
  async write(text: Iterable<string>): Promise<void> {
    await this.writeBeside(text);
    await this.putInPlace();
  }

  get #beside(): string {
    return `${this.path}.new`;
  }

  /**
   * Writes one that does not count yet: see `putInPlace` and `drop`.
   *
   * @param write does it in another way, if it resolves with the bytes that it has written
   */
  async writeBeside(text: Iterable<string>, write?: WriteElsewhere): Promise<void> {
    try {
      this.#bytesBeside = (await write?.(this.#beside, MODE)) ?? (await this.#writeTo(this.#beside, text));
    } catch (error) {
      await this.drop().catch(() => undefined);
      throw error;
    }
  }

  async #writeTo(path: string, text: Iterable<string>): Promise<number> {
    const encoder = new TextEncoder();
    const file = await this.#system.open(path, "w", MODE);
    let bytes = 0;
    try {
      for (const piece of text) {
        const encoded = encoder.encode(piece);
        await file.writeFile(encoded);
        bytes += encoded.length;
      }
      await file.datasync();
    } finally {
      await file.close();
    }
    return bytes;
  }

  /** What was written beside is the snapshot from then on. */
  async putInPlace(): Promise<void> {
    try {
      await this.#system.rename(this.#beside, this.path);
    } catch (error) {
      await this.drop().catch(() => undefined);
      throw error;
    }
    this.bytes = this.#bytesBeside;
    await this.#syncFolder();
  }

  /** Removes what was written beside. */
  async drop(): Promise<void> {
    await this.#system.remove(this.#beside);
  }

  /** The new name is there after a crash only if the folder is on stable storage too. */
  async #syncFolder(): Promise<void> {
    const folder = await this.#system.open(dirname(this.path), "r", MODE);
    try {
      await folder.datasync();
    } finally {
      await folder.close();
    }
  }

  /** Notes that the zone was up to date at a time. If that is lost, it is checked a little earlier. */
  async touch(seconds: number): Promise<void> {
    await this.#system.utimes(this.path, seconds, seconds);
  }

  /** Puts the file aside, for a zone that goes on from elsewhere. What was put aside before is removed. */
  async setAside(): Promise<void> {
    await this.#system.rename(this.path, asideOf(this.path)).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
    this.bytes = 0;
  }

  async remove(): Promise<void> {
    await this.#system.remove(this.path);
    this.bytes = 0;
  }
}
