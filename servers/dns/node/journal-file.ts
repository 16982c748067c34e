/** A journal on disk: appended to, and on stable storage before anybody is told. */
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { decodeJournal, type JournalContents } from "../zone/journal.js";

/** What is done with files, so that tests can let it fail. */
export interface JournalSystem {
  open(path: string, flags: string, mode: number): Promise<Pick<FileHandle, "read" | "write" | "datasync" | "truncate" | "close" | "stat">>;
  rename(from: string, to: string): Promise<void>;
  remove?(path: string): Promise<void>;
}

export const SYSTEM: JournalSystem = { open, rename, remove: (path) => rm(path, { force: true }) };

/** Only the server may read what may be secret in a zone that is transferred to few. */
const MODE = 0o600;

export class JournalFile {
  readonly path: string;
  readonly #system: JournalSystem;
  #handle: Awaited<ReturnType<JournalSystem["open"]>> | undefined;
  /** Bytes that are known to be on stable storage. */
  #end = 0;
  /** After a failed write or fdatasync nobody knows what is on the disk: it is read again before more is written. */
  #isBroken = false;
  /** A file that took the place of another may not be there after a crash, before its folder is on stable storage. */
  #isFolderUnsafe = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor(path: string, system: JournalSystem = SYSTEM) {
    this.path = path;
    this.#system = system;
  }

  get bytes(): number {
    return this.#end;
  }

  /** Opens the file, made if there is none, and cuts off what is behind its last whole entry. */
  async open(): Promise<JournalContents> {
    await this.#handle?.close();
    this.#handle = await this.#openOrMake();
    const { size } = await this.#handle.stat();
    const bytes = new Uint8Array(size);
    await readAll(this.#handle, bytes, 0);
    const contents = decodeJournal(bytes);
    if (contents.end < size) {
      await this.#handle.truncate(contents.end);
      await this.#handle.datasync();
    }
    this.#end = contents.end;
    this.#isBroken = false;
    return contents;
  }

  async #openOrMake(): Promise<Awaited<ReturnType<JournalSystem["open"]>>> {
    try {
      return await this.#system.open(this.path, "r+", MODE);
    } catch (error) {
      if (!isMissing(error)) throw error;
      const handle = await this.#system.open(this.path, "wx+", MODE);
      await this.#syncFolder().catch(async (reason: unknown) => {
        await handle.close();
        throw reason;
      });
      return handle;
    }
  }

  /** A file that is new is there after a crash only if its folder is on stable storage too. */
  async #syncFolder(): Promise<void> {
    const folder = await this.#system.open(dirname(this.path), "r", MODE);
    try {
      await folder.datasync();
    } finally {
      await folder.close();
    }
  }

  /** Writes entries behind the others; resolves when they are on stable storage. Where it rejects, none of them counts. */
  append(bytes: Uint8Array): Promise<void> {
    return this.#alone(() => this.#append(bytes));
  }

  /** Begins when all that began before it has ended. */
  #alone(task: () => Promise<void>): Promise<void> {
    const running = this.#last.then(task, task);
    this.#last = running.catch(() => undefined);
    return running;
  }

  /** Begins anew with what stands behind `offset`; what is before it is kept elsewhere. Where it rejects, nothing is lost. */
  dropBefore(offset: number): Promise<void> {
    return this.#alone(() => this.#dropBefore(offset));
  }

  async #dropBefore(offset: number): Promise<void> {
    if (this.#isBroken) await this.open();
    const old = this.#handle;
    if (old === undefined) throw new Error(`${this.path} is not open`);
    const kept = new Uint8Array(this.#end - offset);
    await readAll(old, kept, offset);
    const beside = `${this.path}.new`;
    const handle = await this.#system.open(beside, "w+", MODE);
    try {
      await writeAll(handle, kept, 0);
      await handle.datasync();
      await this.#system.rename(beside, this.path);
    } catch (error) {
      await handle.close();
      throw error;
    }
    this.#handle = handle;
    this.#end = kept.length;
    this.#isFolderUnsafe = true;
    await old.close();
    await this.#makeFolderSafe();
  }

  async #makeFolderSafe(): Promise<void> {
    if (this.#isFolderUnsafe) await this.#syncFolder();
    this.#isFolderUnsafe = false;
  }

  async #append(bytes: Uint8Array): Promise<void> {
    if (this.#isBroken) await this.open();
    await this.#makeFolderSafe();
    const handle = this.#handle;
    if (handle === undefined) throw new Error(`${this.path} is not open`);
    try {
      await writeAll(handle, bytes, this.#end);
      await handle.datasync();
      this.#end += bytes.length;
    } catch (error) {
      this.#isBroken = true;
      await this.#cutBack(handle);
      throw error;
    }
  }

  /** What was written and not acknowledged must not count later. If even that fails, `open` sees to it. */
  async #cutBack(handle: Pick<FileHandle, "truncate" | "datasync">): Promise<void> {
    try {
      await handle.truncate(this.#end);
      await handle.datasync();
    } catch {
      this.#isBroken = true;
    }
  }

  /** Puts the file aside, for a zone that goes on from elsewhere; a new one begins. */
  async setAside(): Promise<string> {
    const aside = `${this.path}.old`;
    await this.#handle?.close();
    this.#handle = undefined;
    await this.#system.rename(this.path, aside);
    await this.open();
    return aside;
  }

  /** Removes the file, which is of no use any more. It must be closed. */
  async remove(): Promise<void> {
    await this.#system.remove?.(this.path);
  }

  async close(): Promise<void> {
    await this.#handle?.close();
    this.#handle = undefined;
  }
}

async function writeAll(handle: Pick<FileHandle, "write">, bytes: Uint8Array, position: number): Promise<void> {
  for (let at = 0; at < bytes.length;) at += (await handle.write(bytes, at, bytes.length - at, position + at)).bytesWritten;
}

async function readAll(handle: Pick<FileHandle, "read">, bytes: Uint8Array, position: number): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    const { bytesRead } = await handle.read(bytes, at, bytes.length - at, position + at);
    if (bytesRead === 0) break;
    at += bytesRead;
  }
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
