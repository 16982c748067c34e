/** Keeps a zone in the data directory: its changes as they are made, and now and then a snapshot. */
import type { ZoneImage } from "../image/image.js";
import type { ZoneChange } from "../zone/change.js";
import { messageOf } from "./message-of.js";
import type { ZoneStorage } from "./zone-storage.js";

/** What a keeper needs of its zone. */
export interface KeeperOptions {
  readonly origin: string;
  readonly storage: ZoneStorage;
  /** Runs a task when nothing else changes the zone; rejects when the zone has gone. */
  readonly alone: <Value>(task: () => Promise<Value>) => Promise<Value>;
  /** Reads an image that may be replaced meanwhile. */
  readonly reading: (image: ZoneImage, read: () => Promise<void>) => Promise<void>;
  readonly tell: (text: string) => void;
  /** What is served. */
  readonly image: () => ZoneImage | undefined;
  /** When it was known to be up to date, in seconds since 1970; undefined for zones of our own. */
  readonly checkedAt: () => number | undefined;
  /** What cannot be written can be had again from another server. */
  readonly isSecondary: () => boolean;
}

export class ZoneKeeper {
  readonly #options: KeeperOptions;
  /** The disk has not all that is served: it could not be written. */
  #isBehind = false;
  /** Why the last change was refused: it could not be recorded. */
  #refusal: string | undefined;
  #keeping: Promise<void> | undefined;
  /** What is being written; it never rejects. */
  #writing: Promise<void> = Promise.resolve();
  /** Ends when the zone goes on from elsewhere: a snapshot of before is of no use then. */
  #wanted = new AbortController();

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  get isBehind(): boolean {
    return this.#isBehind;
  }

  /** Makes changes safe; in a turn. Rejects for what would be lost then. */
  async record(changes: readonly ZoneChange[]): Promise<void> {
    const { storage, isSecondary } = this.#options;
    try {
      if (this.#isBehind) throw new Error("it is not on disk");
      await storage.append(changes);
      this.#noteRefusal(undefined);
    } catch (error) {
      if (isSecondary()) return this.#fallBehind(error);
      this.#noteRefusal(messageOf(error));
      throw error;
    }
  }

  /** Why changes are refused at the moment; undefined where they are not. */
  get refusal(): string | undefined {
    return this.#refusal;
  }

  /** It is told once, and when it is over: clients only get SERVFAIL, one for each update. */
  #noteRefusal(why: string | undefined): void {
    const { origin, tell } = this.#options;
    const refusal = why && `updates are refused, since they cannot be recorded: ${why}`;
    if (refusal === this.#refusal) return;
    this.#refusal = refusal;
    tell(`${origin}: ${refusal ?? "updates are recorded again"}`);
  }

  /** In a turn: what is being written is of no use. */
  async #endWriting(): Promise<void> {
    this.#wanted.abort();
    this.#wanted = new AbortController();
    await this.#writing;
  }

  #fallBehind(error: unknown): void {
    if (!this.#isBehind) this.#options.tell(`${this.#options.origin}: it cannot be kept on disk: ${messageOf(error)}`);
    this.#isBehind = true;
  }

  /** Keeps a zone that came whole; in a turn. */
  async replace(image: ZoneImage): Promise<void> {
    await this.#endWriting();
    try {
      await this.#options.storage.replace(image);
      this.#isBehind = false;
    } catch (error) {
      this.#fallBehind(error);
    }
  }

  /** What is kept does not count any more; in a turn. */
  async end(): Promise<void> {
    await this.#endWriting();
    await this.#options.storage.end();
  }

  /** Changes have been made: it is time for a snapshot, or not. */
  noteChanged(): void {
    if (this.#options.storage.wantsSnapshot) void this.keep();
  }

  /** Writes a snapshot, behind which the journal begins anew; changes are made meanwhile. Never rejects. */
  keep(): Promise<void> {
    this.#keeping ??= this.#keep().finally(() => (this.#keeping = undefined));
    return this.#keeping;
  }

  /** Resolves when no snapshot is being written. */
  async idle(): Promise<void> {
    await this.#keeping;
  }

  async #keep(): Promise<void> {
    const { storage, tell, alone } = this.#options;
    const { signal } = this.#wanted;
    try {
      await (this.#isBehind ? alone(() => this.#keepWhole()) : this.#keepBeside());
    } catch (error) {
      if (signal.aborted) return;
      storage.waitLonger();
      tell(`${storage.path}: it cannot be written: ${messageOf(error)}`);
    }
  }

  /** What the disk lacks is not in the journal either. */
  async #keepWhole(): Promise<void> {
    const image = this.#options.image();
    if (image === undefined) return;
    await this.replace(image);
    await this.#touch();
  }

  async #keepBeside(): Promise<void> {
    const { alone, storage } = this.#options;
    const begun = await alone(() => Promise.resolve(this.#begin()));
    if (begun === undefined) return;
    await begun.written;
    await alone(() => (begun.signal.aborted ? storage.drop() : this.#finish(begun.journalBytes)));
  }

  /** The image must be held before others may replace it. */
  #begin(): { readonly written: Promise<void>; readonly signal: AbortSignal; readonly journalBytes: number } | undefined {
    const { image: current, reading, storage } = this.#options;
    const image = current();
    if (image === undefined) return undefined;
    const { version } = image;
    const { signal } = this.#wanted;
    const written = reading(image, () => storage.writeBeside(image, version, signal));
    this.#writing = written.catch(() => undefined);
    return { written, signal, journalBytes: storage.journalBytes };
  }

  async #finish(journalBytes: number): Promise<void> {
    await this.#options.storage.putInPlace(journalBytes);
    await this.#touch();
  }

  /** Where it cannot be written, the zone is checked a little earlier. */
  async #touch(checkedAt = this.#options.checkedAt()): Promise<void> {
    if (checkedAt !== undefined) await this.#options.storage.touch(checkedAt).catch(() => undefined);
  }

  /** Notes that the zone was up to date; in a turn. */
  async noteChecked(seconds: number): Promise<void> {
    if (this.#isBehind) await this.#keepWhole();
    else await this.#touch(seconds);
  }

  /** Removes what is kept, or only closes it; in a turn. */
  async close(forgets: boolean): Promise<void> {
    await this.#endWriting();
    await (forgets ? this.#options.storage.forget() : this.#options.storage.close());
  }
}
