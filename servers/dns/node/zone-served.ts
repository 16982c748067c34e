/** One zone: where it comes from, what is kept of it on disk, its image. */
import { stat } from "node:fs/promises";
import { dnsNameToWire, parseDnsName } from "../../../runtime/types/dns-name.js";
import type { ZoneImage } from "../image/image.js";
import { HEAD } from "../image/layout.js";
import { betweenSoas, isLater, soaOf, type SoaRecord, type ZoneChange } from "../zone/change.js";
import { ZoneHistory } from "../zone/history.js";
import { ChangeableZone } from "../zone/primary.js";
import { recoveryOf } from "../zone/recovery.js";
import { expiryOf } from "../zone/timers.js";
import { absentZone } from "./absent-zone.js";
import { messageOf, reasonOf } from "./message-of.js";
import { Turns } from "./turns.js";
import { readSmallFileSync } from "./whole-file.js";
import type { LoadContext } from "./zone-context.js";
import { complaintsOf, type FileContent, isKept, laterText, leftOver, olderText, whyEnded } from "./zone-file-fate.js";
import { readLargeZoneFile, type ReadZone, readZoneFile, readZoneText } from "./zone-file-read.js";
import { ZoneKeeper } from "./zone-keeper.js";
import { type KeptState, ZoneStorage } from "./zone-storage.js";
import type { ZoneSource } from "./zone-store.js";

/** Changes of one zone that are kept for others (RFC 1995), in bytes. */
const HISTORY_BYTES = 16 << 20;
/** A file of so many bytes is read at once where nobody waits. */
const SMALL_FILE = 1 << 16;

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

/**
 * All that changes the zone, or what is kept of it, has its turn: updates, what is read of its file, what comes from other servers,
 * snapshots, its end.
 */
export class ServedZone {
  source: ZoneSource;
  readonly history = new ZoneHistory(HISTORY_BYTES);
  readonly origin: Uint8Array;
  readonly #context: LoadContext;
  readonly #storage: ZoneStorage | undefined;
  readonly #keeper: ZoneKeeper | undefined;
  readonly #turns = new Turns(1);
  /** Its file is read once at a time. */
  readonly #loads = new Turns(1);
  #changeable: ChangeableZone | undefined;
  #isKeptRead = false;
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
    if (dataDirectory === undefined || !isKept(source)) return;
    this.#storage = new ZoneStorage(dataDirectory, source.origin, system, context.threads);
    this.#keeper = this.#makeKeeper(this.#storage);
  }

  #makeKeeper(storage: ZoneStorage): ZoneKeeper {
    const { reading, tell } = this.#context;
    return new ZoneKeeper({
      origin: this.source.origin,
      storage,
      alone: (task) => this.#alone(task),
      reading,
      tell,
      image: () => this.image,
      checkedAt: () => this.checkedAt,
      isSecondary: () => this.isSecondary,
    });
  }

  /** Runs a task when all that began before has ended. Rejects when the zone has gone. */
  #alone<Value>(task: () => Promise<Value>): Promise<Value> {
    return this.#turns.take(() => (this.isRemoved ? Promise.reject(new Error("the zone is not served any more")) : task()));
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
    return this.image ?? (this.#absent ??= absentZone(this.origin, this.#context.memory));
  }

  /** The zone, for changes; undefined where none are allowed, or nothing is served. */
  get changeable(): ChangeableZone | undefined {
    return this.mayChange ? this.#changeable : undefined;
  }

  /** Whether updates may change it, once it is served. */
  get mayChange(): boolean {
    return this.#keeper !== undefined && !this.isSecondary;
  }

  get soa(): SoaRecord | undefined {
    return this.image === undefined ? undefined : soaOf(this.image, this.image.version);
  }

  get serial(): number | undefined {
    return this.soa?.rdata.serial;
  }

  /** Why its file, or what is kept of it, was not taken the last time, or why it takes no updates at the moment. */
  get problem(): string | undefined {
    return this.#lastReport.errors > 0 ? this.#lastReport.text[0] : this.#keeper?.refusal;
  }

  /** Reads the file, if it is another than before; the first time also what is kept in the data directory. */
  load(): Promise<ZoneReport> {
    return this.#loads.take(() => this.#load());
  }

  async #load(): Promise<ZoneReport> {
    const { file } = this.source;
    try {
      if (file === undefined) this.#lastReport = await this.#alone(() => this.#loadKept());
      else {
        // The first time nobody waits for anything else.
        const small = this.#changeable === undefined ? readSmallFileSync(file, SMALL_FILE) : undefined;
        const { mtimeMs, size, ino } = small?.stats ?? (await stat(file));
        const signature = `${mtimeMs} ${size} ${ino}`;
        // What it includes may have changed without it: only a file that is all there is.
        if (signature === this.#signature && this.#lastReport.errors === 0) return { ...this.#lastReport, text: [], warnings: 0 };
        this.#lastReport = await this.#read(file, mtimeMs / 1000, size, small?.bytes);
        this.#signature = signature;
      }
    } catch (error) {
      const text = file === undefined ? messageOf(error) : `${file}: error: ${reasonOf(error)}`;
      this.#lastReport = this.#report({ records: 0, errors: 1, warnings: 0 }, [text]);
    }
    return this.#lastReport;
  }

  async #read(file: string, writtenAt: number, size: number, text: Uint8Array | undefined): Promise<ZoneReport> {
    const { memory, now } = this.#context;
    const read = text === undefined ? await this.#readFile(file, size) : readZoneText(text, file, this.origin, memory, now());
    const { image } = read;
    if (image === undefined) return this.#report(read, read.lines);
    const told = await this.#alone(() => this.#takeFile({ image, file, writtenAt, serial: serialOf(image) }));
    return this.#report({ ...read, warnings: read.warnings + told.length }, [...read.lines, ...told]);
  }

  #readFile(file: string, size: number): Promise<ReadZone> {
    const { threads, memory, now } = this.#context;
    const isFirst = this.#changeable === undefined;
    return this.#context.reads.take(() => {
      if (!threads.isLarge(size)) return readZoneFile(file, this.origin, memory, now());
      return isFirst ? readLargeZoneFile(file, this.origin, memory, now()) : threads.read(file, size, this.origin, now());
    });
  }

  #report({ records, errors, warnings }: Pick<ReadZone, "records" | "errors" | "warnings">, text: readonly string[]): ZoneReport {
    return { source: this.source, isServed: this.image !== undefined, records, errors, warnings, text };
  }

  /** Serves what a file says, unless what is kept is later: updates were acknowledged, and are not lost. Returns what there is to say. */
  #takeFile(read: FileContent): Promise<string[]> {
    return this.#changeable === undefined ? this.#takeFirst(read) : this.#takeNext(read, this.#changeable);
  }

  async #takeFirst(read: FileContent): Promise<string[]> {
    const kept = (await this.#storage?.read(this.origin, this.#context.memory)) ?? NOTHING_KEPT;
    const { image, told } = await this.#recover(kept, read);
    this.#changeable = this.#makeChangeable(image);
    await this.#context.replaced(undefined);
    return [...kept.problems, ...told, ...leftOver(this.source, this.#context.dataDirectory, this.#context.names)];
  }

  /** The image of a file, a snapshot, or both, and what there is to say. */
  async #recover({ snapshot, changes }: KeptState, read: FileContent): Promise<{ readonly image: ZoneImage; readonly told: string[] }> {
    const { file, serial } = read;
    const recovery = recoveryOf(serial, snapshot && serialOf(snapshot.image), changes);
    const base = recovery.from === "snapshot" && snapshot !== undefined ? snapshot.image : read.image;
    const replayed = recovery.isUnknown ? undefined : await this.#replayed(base, recovery.changes);
    const image = replayed ?? base;
    for (const unused of [read.image, snapshot?.image]) if (unused !== undefined && unused !== image) this.#context.discard(unused);
    const kept = changes.at(-1)?.toSerial ?? serialOf(image);
    const told: string[] = [];
    if (recovery.from === "snapshot" && read.writtenAt > (snapshot?.checkedAt ?? 0) + 1) told.push(olderText(read, kept));
    const why = whyEnded(recovery, replayed !== undefined, serial, kept);
    if (why !== undefined) told.push(await this.#endKept(file, why));
    else if (replayed === undefined) told.push(await this.#endJournal());
    else if (recovery.isFileAhead) told.push(`${file}: warning: it is taken to have what updates changed until its serial, ${serial}`);
    return { image, told };
  }

  /** The image with changes of the journal made in it, which may be another; undefined where they do not fit. */
  async #replayed(image: ZoneImage, changes: readonly ZoneChange[]): Promise<ZoneImage | undefined> {
    if (changes.length === 0) return image;
    const { copy, discard } = this.#context;
    const zone = new ChangeableZone(image, this.history, {
      alone: (task) => task(),
      record: () => Promise.resolve(),
      copy,
      publish: (_, old) => Promise.resolve(old === image ? undefined : discard(old)),
      discard,
      pause,
      changed: () => undefined,
    });
    return (await zone.apply(changes)) ? zone.image : undefined;
  }

  async #endKept(file: string, why: string): Promise<string> {
    await this.#keeper?.end();
    return `${file}: warning: ${why}: what updates have changed is not in the zone; it is kept as ${this.#storage?.asidePaths ?? "?"}`;
  }

  async #endJournal(): Promise<string> {
    await this.#storage?.endJournal();
    return `${this.#storage?.path ?? "?"}: warning: the journal does not fit it: its changes are not in the zone; it is kept with the ending .old`;
  }

  async #takeNext(read: FileContent, zone: ChangeableZone): Promise<string[]> {
    const { image, file, serial } = read;
    const old = zone.image;
    const oldSerial = serialOf(old);
    const said: string[] = [];
    if (this.#storage?.holdsChanges === true) {
      if (!isLater(serial, oldSerial)) return this.#refuse(read, oldSerial);
      said.push(await this.#endKept(file, laterText(serial, oldSerial)));
    }
    const { change, isWhole } = await this.#compare(old, image);
    said.push(...complaintsOf(change, isWhole, file));
    await zone.replace(image);
    // Others are told when they get the new zone if they ask for it.
    if (isLater(change.toSerial, change.fromSerial)) this.#context.changed(this, [change]);
    return said;
  }

  #refuse(read: FileContent, serial: number): string[] {
    this.#context.discard(read.image);
    // What the journal is based on is not in the file any more.
    if (this.#storage?.hasSnapshot === false) void this.#keeper?.keep();
    return [olderText(read, serial)];
  }

  /** What leads from the old content to the new one is history that others may ask for. */
  async #compare(old: ZoneImage, image: ZoneImage): Promise<{ readonly change: ZoneChange; readonly isWhole: boolean }> {
    const change = await this.#context.threads.compare(old, image);
    const isLast = change !== undefined && isLater(change.toSerial, change.fromSerial);
    if (isLast) this.history.add(change);
    else this.history.clear();
    return { change: change ?? betweenSoas(old, image, [], []), isWhole: change !== undefined };
  }

  #makeChangeable(image: ZoneImage): ChangeableZone {
    const { copy, discard, replaced, changed } = this.#context;
    return new ChangeableZone(image, this.history, {
      alone: (task) => this.#alone(task),
      record: async (changes) => this.#keeper?.record(changes),
      copy,
      discard,
      pause,
      publish: (_, old) => replaced(old),
      changed: (changes) => {
        changed(this, changes);
        this.#keeper?.noteChanged();
      },
    });
  }

  /** A zone without a file, as it was when this server ended. */
  async #loadKept(): Promise<ZoneReport> {
    const storage = this.#storage;
    if (storage === undefined || this.#isKeptRead || this.#changeable !== undefined)
      return { ...this.#lastReport, isServed: this.image !== undefined };
    const { snapshot, changes, problems } = await storage.read(this.origin, this.#context.memory);
    this.#isKeptRead = true;
    if (snapshot !== undefined) await this.#serveKept(snapshot.image, snapshot.checkedAt, changes);
    const text = problems.map((problem) => (this.isSecondary ? `${problem}: it is fetched again` : problem));
    return this.#report({ records: this.image?.word(HEAD.RECORDS << 2) ?? 0, errors: 0, warnings: text.length }, text);
  }

  async #serveKept(kept: ZoneImage, checkedAt: number, changes: readonly ZoneChange[]): Promise<void> {
    const recovery = recoveryOf(undefined, serialOf(kept), changes);
    const replayed = recovery.isUnknown ? undefined : await this.#replayed(kept, recovery.changes);
    // The snapshot is of a zone that came whole, after what the journal says.
    if (replayed === undefined) await this.#storage?.clearJournal();
    const image = replayed ?? kept;
    if (image !== kept) this.#context.discard(kept);
    this.checkedAt = checkedAt;
    if (this.isSecondary) image.expiresAt = expiryOf(soaOf(image, image.version).rdata, checkedAt);
    image.isExpired = this.isSecondary && this.#context.now() >= image.expiresAt;
    this.#changeable = this.#makeChangeable(image);
    await this.#comes();
  }

  /** The zone is served for the first time: what was said in its place is of no use any more. */
  async #comes(): Promise<void> {
    const absent = this.#absent;
    this.#absent = undefined;
    await this.#context.replaced(absent);
  }

  /** Serves a zone that came whole from another server, or was made by this one, and keeps it. */
  receive(image: ZoneImage): Promise<void> {
    return this.#unlessRemoved(() => this.#receive(image), undefined);
  }

  async #receive(image: ZoneImage): Promise<void> {
    await this.#keeper?.replace(image);
    const zone = this.#changeable;
    const change = zone && (await this.#compare(zone.image, image)).change;
    if (zone === undefined) {
      this.#changeable = this.#makeChangeable(image);
      await this.#comes();
    } else await zone.replace(image);
    this.#context.changed(this, change === undefined ? [] : [change]);
  }

  /** What comes for a zone that has gone meanwhile is of no use. */
  #unlessRemoved<Value>(task: () => Promise<Value>, otherwise: Value): Promise<Value> {
    return this.#turns.take(() => (this.isRemoved ? Promise.resolve(otherwise) : task()));
  }

  /** Makes another server's changes; false if they do not fit what there is, or what would come of them is not good. */
  async receiveChanges(changes: readonly ZoneChange[], isGood?: (image: ZoneImage) => Promise<boolean>): Promise<boolean> {
    return this.isRemoved || (await this.#changeable?.apply(changes, isGood)) === true;
  }

  /** The zone was found up to date: this is kept, for the time after a restart. */
  noteChecked(now: number): Promise<void> {
    return this.#unlessRemoved(async () => {
      this.checkedAt = now;
      if (this.image !== undefined && this.soa !== undefined) {
        this.image.isExpired = false;
        this.image.expiresAt = expiryOf(this.soa.rdata, now);
      }
      await this.#keeper?.noteChecked(now);
    }, undefined);
  }

  /** It is too old to be served, until `noteChecked`. */
  expire(): void {
    if (this.image !== undefined && !this.isRemoved) this.image.isExpired = true;
  }

  /** Ends it, when what is under way has ended. @param forgets whether what is kept of it is removed too */
  end(forgets: boolean): Promise<void> {
    return this.#turns.take(async () => {
      this.isRemoved = true;
      const image = this.image ?? this.#absent;
      this.#changeable = undefined;
      await this.#context.replaced(image);
      await this.#keeper?.close(forgets);
    });
  }

  /** Keeps nothing from then on. */
  async close(): Promise<void> {
    // Without any, what the journal is based on is only in the file.
    if (this.#storage?.hasSnapshot === false) await this.#keeper?.idle();
    await this.#turns.take(async () => this.#keeper?.close(false));
  }
}

const NOTHING_KEPT: KeptState = { snapshot: undefined, changes: [], problems: [] };

function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function serialOf(image: ZoneImage): number {
  return soaOf(image, image.version).rdata.serial;
}

function wireOf(origin: string): Uint8Array {
  const name = parseDnsName(origin);
  if (name === undefined) throw new Error(`"${origin}" is no domain name`);
  return dnsNameToWire(name);
}
