/** A journal on disk: appended to, and on stable storage before anybody is told. Its methods are called one after the other. */
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { decodeJournal, hasLaterEntry, type JournalContents } from "../zone/journal.js";

/** What is done with files, so that tests can let it fail. */
export interface JournalSystem {
  open(path: string, flags: string, mode: number): Promise<Pick<FileHandle, "read" | "write" | "datasync" | "truncate" | "close" | "stat">>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
}

export const SYSTEM: JournalSystem = { open, rename, remove: (path) => rm(path, { force: true }) };

/** Only the server may read what may be secret in a zone that is transferred to few. */
const MODE = 0o600;

type Handle = Awaited<ReturnType<JournalSystem["open"]>>;

/** What a journal has. */
export interface JournalRead extends JournalContents {
  /** There are entries behind one that is damaged: what they changed is lost, and may have been acknowledged. */
  readonly isDamaged: boolean;
}

export class JournalFile {
  readonly path: string;
  readonly #system: JournalSystem;
  /** Opened when something is written: a journal that can only be read is read. */
  #handle: Handle | undefined;
  /** Bytes that are known to be on stable storage. */
  #end = 0;
  /** There may be something behind `#end` that nobody was told of: it is cut off before more is written. */
  #hasTail = false;
  /**
   * A file that is new, or took the place of another, may not be there after a crash before its folder is on stable storage. Whether
   * it is, those who ran before have not told.
   */
  #isFolderUnsafe = true;
  #isClosed = false;

  constructor(path: string, system: JournalSystem = SYSTEM) {
    this.path = path;
    this.#system = system;
  }

  get bytes(): number {
    return this.#end;
  }

  /** Reads the file; without one there are no changes. Nothing is written. */
  async read(): Promise<JournalRead> {
    const bytes = await this.#readAll();
    const contents = decodeJournal(bytes);
    this.#end = contents.end;
    this.#hasTail = contents.end < bytes.length;
    return { ...contents, isDamaged: this.#hasTail && hasLaterEntry(bytes, contents.end) };
  }

  async #readAll(): Promise<Uint8Array> {
    const handle = await this.#system.open(this.path, "r", MODE).catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    });
    if (handle === undefined) return new Uint8Array(0);
    try {
      const bytes = new Uint8Array((await handle.stat()).size);
      await readAll(handle, bytes, 0);
      return bytes;
    } finally {
      await handle.close();
    }
  }

  /** Writes entries behind the others; resolves when they are on stable storage. Where it rejects, none of them counts. */
  async append(bytes: Uint8Array): Promise<void> {
    const handle = await this.#writable();
    this.#hasTail = true;
    try {
      await writeAll(handle, bytes, this.#end);
      await handle.datasync();
    } catch (error) {
      // If even that fails, it is tried again before more is written.
      await this.#cutBack().catch(() => this.#letGo());
      throw error;
    }
    this.#end += bytes.length;
    this.#hasTail = false;
  }

  /** The file, with nothing in it but what counts, and safe to be there. */
  async #writable(): Promise<Handle> {
    if (this.#isClosed) throw new Error(`${this.path} is closed`);
    this.#handle ??= await this.#openOrMake();
    await this.#cutBack();
    await this.#makeFolderSafe();
    return this.#handle;
  }

  async #openOrMake(): Promise<Handle> {
    try {
      return await this.#system.open(this.path, "r+", MODE);
    } catch (error) {
      if (!isMissing(error)) throw error;
      // What was read and is gone is not to become a gap.
      if (this.#end > 0) throw error;
      this.#isFolderUnsafe = true;
      return this.#system.open(this.path, "wx+", MODE);
    }
  }

  /** What was written and not acknowledged must not count later. */
  async #cutBack(): Promise<void> {
    if (!this.#hasTail) return;
    await this.#handle?.truncate(this.#end);
    await this.#handle?.datasync();
    this.#hasTail = false;
  }

  /** A file that fails is opened anew the next time. */
  async #letGo(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    await handle?.close().catch(() => undefined);
  }

  async #makeFolderSafe(): Promise<void> {
    if (!this.#isFolderUnsafe) return;
    const folder = await this.#system.open(dirname(this.path), "r", MODE);
    try {
      await folder.datasync();
    } finally {
      await folder.close();
    }
    this.#isFolderUnsafe = false;
  }

  /** Begins anew with what stands behind `offset`; what is before it is kept elsewhere. Where it rejects, nothing is lost. */
  async dropBefore(offset: number): Promise<void> {
    if (offset === 0) return;
    const old = await this.#writable();
    const kept = new Uint8Array(this.#end - offset);
    await readAll(old, kept, offset);
    this.#handle = await this.#replaceWith(kept);
    this.#end = kept.length;
    this.#isFolderUnsafe = true;
    await old.close().catch(() => undefined);
    await this.#makeFolderSafe();
  }

  async #replaceWith(bytes: Uint8Array): Promise<Handle> {
    const beside = `${this.path}.new`;
    const handle = await this.#system.open(beside, "w+", MODE);
    try {
      await writeAll(handle, bytes, 0);
      await handle.datasync();
      await this.#system.rename(beside, this.path);
      return handle;
    } catch (error) {
      await handle.close().catch(() => undefined);
      await this.#system.remove(beside).catch(() => undefined);
      throw error;
    }
  }

  /** Puts the file aside, for a zone that goes on from elsewhere; a new one begins. What was put aside before is removed. */
  async setAside(): Promise<void> {
    await this.#letGo();
    await this.#system.rename(this.path, asideOf(this.path)).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
    this.#end = 0;
    this.#hasTail = false;
    this.#isFolderUnsafe = true;
    await this.#makeFolderSafe();
  }

  /** Removes the file, which is of no use any more. */
  async remove(): Promise<void> {
    await this.close();
    await this.#system.remove(this.path);
  }

  /** Nothing is written from then on. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#letGo();
  }
}

/** Where a file is put that does not count any more. */
export function asideOf(path: string): string {
  return `${path}.old`;
}

async function writeAll(handle: Pick<FileHandle, "write">, bytes: Uint8Array, position: number): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, at, bytes.length - at, position + at);
    if (bytesWritten === 0) throw new Error("nothing was written");
    at += bytesWritten;
  }
}

async function readAll(handle: Pick<FileHandle, "read">, bytes: Uint8Array, position: number): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    const { bytesRead } = await handle.read(bytes, at, bytes.length - at, position + at);
    if (bytesRead === 0) throw new Error("the file is shorter than it was");
    at += bytesRead;
  }
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
