/** One zone: where it comes from, what is kept of it on disk, its image. */
import { stat } from "node:fs/promises";
import { dnsNameToWire, parseDnsName } from "../../../runtime/types/dns-name.js";
import { ZoneBuilder } from "../image/builder.js";
import type { ZoneImage } from "../image/image.js";
import { HEAD } from "../image/layout.js";
import type { Memory } from "../image/memory.js";
import { difference, isLater, soaOf, type SoaRecord, type ZoneChange } from "../zone/change.js";
import { ZoneHistory } from "../zone/history.js";
import { ChangeableZone } from "../zone/primary.js";
import { expiryOf } from "../zone/timers.js";
import { messageOf, reasonOf } from "./message-of.js";
import { type ReadZone, readZoneFile } from "./zone-file-read.js";
import { ZoneStorage, type StorageSystem } from "./zone-storage.js";
import type { ZoneSource } from "./zone-store.js";

/** Changes of one zone that are kept for others (RFC 1995), in bytes. */
const HISTORY_BYTES = 16 << 20;

/** What became of reading one zone. */
export interface ZoneReport {
  readonly source: ZoneSource;
  readonly isServed: boolean;
  readonly records: number;
  readonly errors: number;
  readonly warnings: number;
  /** Problems as a person reads them. */
  readonly text: readonly string[];
}

export interface LoadContext {
  readonly dataDirectory: string | undefined;
  readonly system?: StorageSystem | undefined;
  readonly now: () => number;
  readonly memory: Memory;
  /** Another image is served; resolves when no thread reads the old one. */
  readonly replaced: (old: ZoneImage | undefined) => Promise<void>;
  readonly changed: (zone: ServedZone, changes: readonly ZoneChange[]) => void;
  /** Reads an image that may be replaced meanwhile. */
  readonly reading: (image: ZoneImage, read: () => Promise<void>) => Promise<void>;
  /** Something that people should know. */
  readonly tell: (text: string) => void;
}

export class ServedZone {
  source: ZoneSource;
  readonly history = new ZoneHistory(HISTORY_BYTES);
  readonly origin: Uint8Array;
  readonly #context: LoadContext;
  readonly #storage: ZoneStorage | undefined;
  #changeable: ChangeableZone | undefined;
  /** Whether changes are written to the journal. Those that come from there are not. */
  #isRecording = false;
  /** The disk has not all that is served: it could not be written. */
  #isBehind = false;
  #isKeeping = false;
  /** The snapshot that is being written; it never rejects. */
  #writing: Promise<void> = Promise.resolve();
  /** The file as it was when it was read last. */
  #signature = "";
  #lastReport: ZoneReport;
  #absent: ZoneImage | undefined;
  /** When a secondary zone was known to be up to date, in seconds since 1970; undefined for one that has never come. */
  checkedAt: number | undefined;
  /** The zone has been taken out of the store: nothing is to become of what is still under way. */
  isRemoved = false;

  constructor(source: ZoneSource, context: LoadContext) {
    this.source = source;
    this.#context = context;
    this.origin = wireOf(source.origin);
    this.#lastReport = this.#report({ records: 0, errors: 0, warnings: 0 }, []);
    const { dataDirectory, system } = context;
    if (dataDirectory !== undefined && isKept(source)) this.#storage = new ZoneStorage(dataDirectory, source.origin, system);
  }

  /** Whether it is fetched from other servers. */
  get isSecondary(): boolean {
    return this.source.file === undefined && (this.source.primaries ?? []).length > 0;
  }

  /** What is served; undefined before it was read without errors. */
  get image(): ZoneImage | undefined {
    return this.#changeable?.image;
  }

  /** What queries are answered from: of a zone that has not come yet, that it cannot be served (SERVFAIL). */
  get answering(): ZoneImage | undefined {
    if (!this.isSecondary) return this.image;
    return this.image ?? (this.#absent ??= absentZone(this.origin));
  }

  /** The zone, for changes; undefined where none are allowed, or nothing is served. */
  get changeable(): ChangeableZone | undefined {
    return this.#isRecording && !this.isSecondary ? this.#changeable : undefined;
  }

  get soa(): SoaRecord | undefined {
    return this.image === undefined ? undefined : soaOf(this.image, this.image.version);
  }

  get serial(): number | undefined {
    return this.soa?.rdata.serial;
  }

  /** Reads the file, if it is another than before; the first time also what is kept in the data directory. */
  async load(): Promise<ZoneReport> {
    const { file } = this.source;
    try {
      if (file === undefined) return await this.#loadKept();
      const { mtimeMs, size, ino } = await stat(file);
      const signature = `${mtimeMs} ${size} ${ino}`;
      // What it includes may have changed without it: only a file that is all there is.
      if (signature === this.#signature && this.#lastReport.errors === 0) return { ...this.#lastReport, text: [], warnings: 0 };
      this.#lastReport = await this.#read(file);
      this.#signature = signature;
    } catch (error) {
      const text = file === undefined ? messageOf(error) : `${file}: error: ${reasonOf(error)}`;
      this.#lastReport = this.#report({ records: 0, errors: 1, warnings: 0 }, [text]);
    }
    return this.#lastReport;
  }

  async #read(file: string): Promise<ZoneReport> {
    const read = await readZoneFile(file, this.origin, this.#context.memory, this.#context.now());
    if (read.image === undefined) return this.#report(read, read.lines);
    const told = await this.#takeFile(read.image, file);
    return this.#report({ ...read, warnings: read.warnings + told.length }, [...read.lines, ...told]);
  }

  #report({ records, errors, warnings }: Pick<ReadZone, "records" | "errors" | "warnings">, text: readonly string[]): ZoneReport {
    return { source: this.source, isServed: this.image !== undefined, records, errors, warnings, text };
  }

  /** Serves what a file says, or what is kept if that is later: updates were acknowledged, and are not lost. Returns what there is to say. */
  async #takeFile(image: ZoneImage, file: string): Promise<string[]> {
    const old = this.image;
    const storage = this.#storage;
    const kept = old === undefined ? await storage?.readSnapshot(this.origin, this.#context.memory) : undefined;
    const said: string[] = typeof kept === "string" ? [`${storage?.path}: warning: ${kept}`] : [];
    const isKeptLater = typeof kept === "object" && !isLater(serialOf(image), serialOf(kept.image));
    if (old !== undefined && storage?.hasSnapshot === true && !isLater(serialOf(image), serialOf(old))) {
      const why = `serial ${serialOf(image)} is not later than ${serialOf(old)}, which updates have led to`;
      return [`${file}: warning: ${why}: what the file says is not in the zone`];
    }
    const taken = isKeptLater ? kept.image : image;
    const change = old && this.#compare(old, taken);
    if (change !== undefined) said.push(...complaintsOf(change, file));
    this.#changeable = this.#makeChangeable(taken);
    said.push(...(await this.#openJournal(file)));
    await this.#context.replaced(old);
    // Others are told when they get the new zone if they ask for it.
    if (change !== undefined && isLater(change.toSerial, change.fromSerial)) this.#context.changed(this, [change]);
    return said;
  }

  /** What leads from the old content to the new one is history that others may ask for. */
  #compare(old: ZoneImage, image: ZoneImage): ZoneChange {
    const change = difference(old, image);
    if (isLater(change.toSerial, change.fromSerial)) this.history.add(change);
    else this.history.clear();
    return change;
  }

  #makeChangeable(image: ZoneImage): ChangeableZone {
    return new ChangeableZone(image, this.history, {
      memory: this.#context.memory,
      record: (changes) => this.#record(changes),
      publish: (renewed, old) => {
        renewed.isExpired = old.isExpired;
        return this.#context.replaced(old);
      },
      changed: (changes) => {
        if (this.#isRecording) this.#storage?.noteVisible();
        this.#context.changed(this, changes);
        if (this.#isRecording && this.#storage?.isJournalLarge() === true) void this.#keep();
      },
    });
  }

  /** What cannot be written of another server's zone can be had there again; updates have to be safe. */
  async #record(changes: readonly ZoneChange[]): Promise<void> {
    if (!this.#isRecording || this.#isBehind) return;
    try {
      await this.#storage?.append(changes);
    } catch (error) {
      if (!this.isSecondary) throw error;
      this.#fallBehind(error);
    }
  }

  #fallBehind(error: unknown): void {
    if (!this.#isBehind) this.#context.tell(`${this.source.origin}: it cannot be kept on disk: ${messageOf(error)}`);
    this.#isBehind = true;
  }

  /** The changes since the file was written; a journal that does not fit it is put aside. */
  async #openJournal(file: string): Promise<string[]> {
    const storage = this.#storage;
    const zone = this.#changeable;
    if (storage === undefined || zone === undefined) return [];
    this.#isRecording = false;
    const fits = await this.#replay(zone, await storage.openJournal());
    const serial = serialOf(zone.image);
    const aside = fits ? undefined : await storage.setJournalAside();
    this.#isRecording = true;
    if (aside === undefined) return [];
    return [`${file}: warning: serial ${serial} is none that the journal knows: its changes are not in the zone; it is kept as ${aside}`];
  }

  /** Applies what the journal has that the zone has not; false if the two have nothing in common. */
  async #replay(zone: ChangeableZone, changes: readonly ZoneChange[]): Promise<boolean> {
    const serial = serialOf(zone.image);
    const first = changes.findIndex(({ fromSerial }) => fromSerial === serial);
    const isAtEnd = changes.length === 0 || changes.at(-1)?.toSerial === serial;
    return isAtEnd || (first >= 0 && (await zone.apply(changes.slice(first))));
  }

  /** A zone of other servers, as it was when this one ended. */
  async #loadKept(): Promise<ZoneReport> {
    const storage = this.#storage;
    if (storage === undefined || this.#changeable !== undefined) return { ...this.#lastReport, isServed: this.image !== undefined };
    const changes = await storage.openJournal();
    this.#isRecording = true;
    const kept = await storage.readSnapshot(this.origin, this.#context.memory);
    if (kept === undefined) return this.#lastReport;
    if (typeof kept === "string") {
      this.#lastReport = this.#report({ records: 0, errors: 0, warnings: 1 }, [`${storage.path}: warning: ${kept}: it is fetched again`]);
      return this.#lastReport;
    }
    await this.#serveKept(kept.image, kept.checkedAt, changes);
    this.#lastReport = this.#report({ records: this.image?.word(HEAD.RECORDS << 2) ?? 0, errors: 0, warnings: 0 }, []);
    return this.#lastReport;
  }

  async #serveKept(image: ZoneImage, checkedAt: number, changes: readonly ZoneChange[]): Promise<void> {
    const zone = this.#makeChangeable(image);
    this.#isRecording = false;
    const fits = await this.#replay(zone, changes);
    this.#isRecording = true;
    // The snapshot is of a zone that came whole, after what the journal says.
    if (!fits) await this.#storage?.clearJournal();
    this.checkedAt = checkedAt;
    const { rdata } = soaOf(zone.image, zone.image.version);
    zone.image.isExpired = this.isSecondary && this.#context.now() >= expiryOf(rdata, checkedAt);
    this.#changeable = zone;
    await this.#context.replaced(undefined);
  }

  /** Serves a zone that came whole from another server, or was made by this one, and keeps it. */
  async receive(image: ZoneImage): Promise<void> {
    if (this.isRemoved) return;
    await this.#replaceKept(image);
    const old = this.image;
    const change = old && this.#compare(old, image);
    this.#changeable = this.#makeChangeable(image);
    await this.#context.replaced(old);
    this.#context.changed(this, change === undefined ? [] : [change]);
  }

  #replaceKept(image: ZoneImage): Promise<void> {
    const replace = async (): Promise<void> => {
      await this.#storage?.replace(image);
      this.#isBehind = false;
    };
    return this.#write(() => replace().catch((error: unknown) => this.#fallBehind(error)));
  }

  /** Writes one snapshot after the other. */
  #write(task: () => Promise<void>): Promise<void> {
    this.#writing = this.#writing.then(task);
    return this.#writing;
  }

  /** Makes another server's changes; false if they do not fit what there is. */
  async receiveChanges(changes: readonly ZoneChange[]): Promise<boolean> {
    return this.isRemoved || (await this.#changeable?.apply(changes)) === true;
  }

  /** The zone was found up to date: this is kept, for the time after a restart. */
  async noteChecked(now: number): Promise<void> {
    // The memory of its image may be another zone's by now.
    if (this.isRemoved) return;
    this.checkedAt = now;
    if (this.image !== undefined) this.image.isExpired = false;
    if (this.#isBehind) await this.#keep();
    // Where it is not written, the zone is checked a little earlier.
    await this.#storage?.touch(now).catch(() => undefined);
  }

  /** It is too old to be served, until `noteChecked`. */
  expire(): void {
    if (this.image !== undefined && !this.isRemoved) this.image.isExpired = true;
  }

  /** A snapshot of what is served, behind which the journal begins anew. */
  async #keep(): Promise<void> {
    if (this.#isKeeping) return;
    this.#isKeeping = true;
    await this.#write(() => this.#keepNow());
    this.#isKeeping = false;
  }

  async #keepNow(): Promise<void> {
    const storage = this.#storage;
    const image = this.image;
    if (storage === undefined || image === undefined || this.isRemoved) return;
    const keep = async (): Promise<void> => {
      // What the disk lacks is not in the journal either.
      await (this.#isBehind ? storage.replace(image) : storage.keep(image));
      if (this.checkedAt !== undefined) await storage.touch(this.checkedAt);
      this.#isBehind = false;
    };
    try {
      await this.#context.reading(image, keep);
    } catch (error) {
      storage.waitLonger();
      this.#context.tell(`${storage.path}: it cannot be written: ${messageOf(error)}`);
    }
  }

  /** Removes what is kept of it. */
  async forget(): Promise<void> {
    await this.#writing;
    await this.#storage?.forget();
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#storage?.close();
  }
}

/** What is wrong with a file's new content. */
function complaintsOf({ fromSerial, toSerial, deletions, additions }: ZoneChange, file: string): string[] {
  if (isLater(toSerial, fromSerial)) return [];
  if (toSerial !== fromSerial)
    return [`${file}: warning: the serial goes back, from ${fromSerial} to ${toSerial}: secondaries will not notice`];
  const isSame = deletions.length === 1 && additions.length === 1;
  return isSame ? [] : [`${file}: warning: the zone has changed, but its serial has not: secondaries will not notice`];
}

/** A zone of which nothing is known but that it is ours. */
function absentZone(origin: Uint8Array): ZoneImage {
  const image = new ZoneBuilder(origin, { names: 0, bytes: 0 }).finish();
  image.isExpired = true;
  return image;
}

/** Whether anything of a zone is kept in the data directory. */
function isKept({ file, allowUpdate }: ZoneSource): boolean {
  return file === undefined || (allowUpdate ?? []).length > 0;
}

function serialOf(image: ZoneImage): number {
  return soaOf(image, image.version).rdata.serial;
}

function wireOf(origin: string): Uint8Array {
  const name = parseDnsName(origin);
  if (name === undefined) throw new Error(`"${origin}" is no domain name`);
  return dnsNameToWire(name);
}
