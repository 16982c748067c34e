/**
 * The file that a zone is kept in: written beside the old one, and put in its place when it is on stable storage, so that there is
 * always a whole one. Its time of modification is when the zone was last known to be up to date.
 */
import { type FileHandle, open, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { dirname } from "node:path";
import { isMissing } from "./journal-file.js";

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
    const beside = `${this.path}.new`;
    try {
      const bytes = await this.#writeTo(beside, text);
      await this.#system.rename(beside, this.path);
      this.bytes = bytes;
    } catch (error) {
      await this.#system.remove(beside).catch(() => undefined);
      throw error;
    }
    await this.#syncFolder();
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

  async remove(): Promise<void> {
    await this.#system.remove(this.path);
    this.bytes = 0;
  }
}
