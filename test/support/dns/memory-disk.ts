/**
 * A disk in memory: what is written may be lost until it is synchronised, each operation may fail or be held, and the machine may
 * crash at any of them.
 */
import type { JournalSystem } from "../../../servers/dns/node/journal-file.js";
import type { SnapshotSystem } from "../../../servers/dns/node/zone-snapshot.js";
import type { StorageSystem } from "../../../servers/dns/node/zone-storage.js";

interface Content {
  bytes: Uint8Array;
  /** What is there after a crash for certain. */
  safe: Uint8Array;
  mtimeMs: number;
}

/** An error as the system makes them. */
export function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

export type Operation = "open" | "make" | "read" | "write" | "datasync" | "truncate" | "rename" | "remove" | "utimes" | "folder";

export class MemoryDisk {
  #files = new Map<string, Content>();
  /** The names that are there after a crash for certain. */
  #safeNames = new Map<string, Content>();
  /** How often each operation was begun. */
  readonly counts = new Map<Operation, number>();
  /** Called before each operation, with what it is and how many there were: it may throw, or wait. */
  before: (operation: Operation, path: string, count: number) => Promise<void> | void = () => undefined;
  #operations = 0;

  get operations(): number {
    return this.#operations;
  }

  async #begin(operation: Operation, path: string): Promise<void> {
    this.counts.set(operation, (this.counts.get(operation) ?? 0) + 1);
    await this.before(operation, path, ++this.#operations);
  }

  bytesOf(path: string): Uint8Array | undefined {
    return this.#files.get(path)?.bytes;
  }

  put(path: string, bytes: Uint8Array): void {
    const content = { bytes, safe: bytes, mtimeMs: Date.now() };
    this.#files.set(path, content);
    this.#safeNames.set(path, content);
  }

  get paths(): string[] {
    return [...this.#files.keys()];
  }

  /**
   * What another start finds.
   *
   * @param luck chooses what is left of what was not safe: from 0 for nothing to 1 for all
   */
  afterCrash(luck: () => number): MemoryDisk {
    const disk = new MemoryDisk();
    // Names that were not safe are there or not, all together: a folder's journal has an order.
    const names = luck() < 0.5 ? this.#safeNames : this.#files;
    for (const [path, content] of names) disk.put(path, leftOf(content, luck()));
    return disk;
  }

  get system(): StorageSystem {
    const journal: JournalSystem = {
      open: async (path, flags) => (await this.#open(path, flags)) as never,
      rename: (from, to) => this.#rename(from, to),
      remove: (path) => this.#remove(path),
    };
    const snapshot: SnapshotSystem = {
      open: async (path, flags) => (await this.#open(path, flags)) as never,
      rename: (from, to) => this.#rename(from, to),
      remove: (path) => this.#remove(path),
      readFile: async (path) => {
        await this.#begin("read", path);
        return this.#need(path).bytes.slice();
      },
      stat: (path) => Promise.resolve({ mtimeMs: this.#need(path).mtimeMs, size: this.#need(path).bytes.length }),
      utimes: async (path, _, modified) => {
        await this.#begin("utimes", path);
        this.#need(path).mtimeMs = modified * 1000;
      },
    };
    return { journal, snapshot, leastJournalBytes: 400, makeFolder: () => Promise.resolve() };
  }

  #need(path: string): Content {
    const content = this.#files.get(path);
    if (content === undefined) throw systemError("ENOENT");
    return content;
  }

  async #rename(from: string, to: string): Promise<void> {
    await this.#begin("rename", from);
    this.#files.set(to, this.#need(from));
    this.#files.delete(from);
  }

  async #remove(path: string): Promise<void> {
    await this.#begin("remove", path);
    this.#files.delete(path);
  }

  /** Folders are those that no file is called by. */
  async #open(path: string, flags: string): Promise<object> {
    const isFolder = flags === "r" && !this.#files.has(path) && this.paths.some((file) => file.startsWith(`${path}/`));
    if (isFolder) return this.#folder(path);
    await this.#begin(flags.includes("w") ? "make" : "open", path);
    if (flags.includes("w")) this.#files.set(path, { bytes: new Uint8Array(0), safe: new Uint8Array(0), mtimeMs: Date.now() });
    return this.#handle(path, this.#need(path));
  }

  #folder(path: string): object {
    return {
      close: () => Promise.resolve(),
      datasync: async () => {
        await this.#begin("folder", path);
        this.#safeNames = new Map(this.#files);
      },
    };
  }

  #handle(path: string, content: Content): object {
    return {
      close: () => Promise.resolve(),
      stat: () => Promise.resolve({ size: content.bytes.length }),
      read: async (into: Uint8Array, offset: number, length: number, position: number) => {
        await this.#begin("read", path);
        const part = content.bytes.subarray(position, position + length);
        into.set(part, offset);
        return { bytesRead: part.length };
      },
      write: async (from: Uint8Array, offset: number, length: number, position: number) => {
        await this.#begin("write", path);
        // Short, as the system may be.
        const written = Math.max(1, Math.min(length, Math.ceil(length / 2)));
        putAt(content, from.subarray(offset, offset + written), position);
        return { bytesWritten: written };
      },
      writeFile: async (bytes: Uint8Array) => {
        await this.#begin("write", path);
        putAt(content, bytes, content.bytes.length);
      },
      truncate: async (length: number) => {
        await this.#begin("truncate", path);
        content.bytes = content.bytes.slice(0, length);
      },
      datasync: async () => {
        await this.#begin("datasync", path);
        content.safe = content.bytes;
      },
    };
  }
}

function putAt(content: Content, part: Uint8Array, position: number): void {
  const bytes = new Uint8Array(Math.max(content.bytes.length, position + part.length));
  bytes.set(content.bytes);
  bytes.set(part, position);
  content.bytes = bytes;
  content.mtimeMs = Date.now();
}

/** What is safe, then some of what was written behind it. */
function leftOf({ bytes, safe }: Content, luck: number): Uint8Array {
  if (luck === 1) return bytes;
  const common = Math.min(safe.length, bytes.length);
  const isAppended = safe.every((byte, index) => index >= common || bytes[index] === byte) && bytes.length >= safe.length;
  return isAppended ? bytes.slice(0, safe.length + Math.floor(luck * (bytes.length - safe.length))) : luck < 0.5 ? safe : bytes;
}
