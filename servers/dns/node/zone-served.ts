/** One zone: its file, its journal, its image. */
import { readFileSync } from "node:fs";
import { mkdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { dnsNameToWire, parseDnsName } from "../../../runtime/types/dns-name.js";
import type { ZoneImage } from "../image/image.js";
import type { Memory } from "../image/memory.js";
import { difference, isLater, soaOf, type ZoneChange } from "../zone/change.js";
import { ZoneHistory } from "../zone/history.js";
import { encodeChange } from "../zone/journal.js";
import { type LoadedZone, loadZone } from "../zone/load.js";
import { ChangeableZone } from "../zone/primary.js";
import { lineOfText, renderProblem } from "../zone-file/index.js";
import { JournalFile } from "./journal-file.js";
import { fileNameOf } from "./zone-file-name.js";
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
  readonly now: () => number;
  readonly memory: Memory;
  /** Another image is served; resolves when no thread reads the old one. */
  readonly replaced: (old: ZoneImage | undefined) => Promise<void>;
  readonly changed: (zone: ServedZone, changes: readonly ZoneChange[]) => void;
}

export class ServedZone {
  readonly source: ZoneSource;
  readonly history = new ZoneHistory(HISTORY_BYTES);
  readonly origin: Uint8Array;
  readonly #context: LoadContext;
  #changeable: ChangeableZone | undefined;
  #journal: JournalFile | undefined;
  /** The file as it was when it was read last. */
  #signature = "";
  #lastReport: ZoneReport;

  constructor(source: ZoneSource, context: LoadContext) {
    this.source = source;
    this.#context = context;
    this.origin = wireOf(source.origin);
    this.#lastReport = { source, isServed: false, records: 0, errors: 0, warnings: 0, text: [] };
  }

  /** What is served; undefined before it was read without errors. */
  get image(): ZoneImage | undefined {
    return this.#changeable?.image;
  }

  /** The zone, for changes; undefined where none are allowed, or nothing is served. */
  get changeable(): ChangeableZone | undefined {
    return this.#journal === undefined ? undefined : this.#changeable;
  }

  get serial(): number | undefined {
    return this.image === undefined ? undefined : soaOf(this.image, this.image.version).rdata.serial;
  }

  /** Reads the file, if it is another than before. */
  async load(): Promise<ZoneReport> {
    const { file } = this.source;
    if (file === undefined) return this.#lastReport;
    try {
      const { mtimeMs, size, ino } = await stat(file);
      const signature = `${mtimeMs} ${size} ${ino}`;
      // What it includes may have changed without it: only a file that is all there is.
      if (signature === this.#signature && this.#lastReport.errors === 0) return { ...this.#lastReport, text: [], warnings: 0 };
      this.#lastReport = await this.#read(file);
      this.#signature = signature;
    } catch (error) {
      this.#lastReport = this.#report({ records: 0, errors: 1, warnings: 0 }, [`${file}: error: ${messageOf(error)}`]);
    }
    return this.#lastReport;
  }

  async #read(file: string): Promise<ZoneReport> {
    const text = await readFile(file);
    const { memory, now } = this.#context;
    const loaded = loadZone(text, { file, origin: this.origin, include, memory, now: now() });
    const lines = loaded.problems.map((problem) => renderProblem(problem, (path, line) => lineFor(path, line, file, text)));
    if (loaded.image === undefined) return this.#report(loaded, lines);
    const told = await this.#take(loaded.image, file);
    return this.#report({ ...loaded, warnings: loaded.warnings + told.length }, [...lines, ...told]);
  }

  #report({ records, errors, warnings }: Pick<LoadedZone, "records" | "errors" | "warnings">, text: readonly string[]): ZoneReport {
    return { source: this.source, isServed: this.image !== undefined, records, errors, warnings, text };
  }

  /** Serves a new image from now on; returns what there is to say. */
  async #take(image: ZoneImage, file: string): Promise<string[]> {
    const old = this.image;
    const said = old === undefined ? [] : this.#compare(old, image, file);
    this.#changeable = this.#makeChangeable(image);
    said.push(...(await this.#openJournal(file)));
    await this.#context.replaced(old);
    return said;
  }

  /** What leads from the old content to the new one is history that others may ask for. */
  #compare(old: ZoneImage, image: ZoneImage, file: string): string[] {
    const change = difference(old, image);
    const isSame = change.deletions.length === 1 && change.additions.length === 1;
    if (isLater(change.toSerial, change.fromSerial)) {
      this.history.add(change);
      this.#context.changed(this, [change]);
      return [];
    }
    this.history.clear();
    if (change.toSerial === change.fromSerial) {
      return isSame ? [] : [`${file}: warning: the zone has changed, but its serial has not: secondaries will not notice`];
    }
    return [`${file}: warning: the serial goes back, from ${change.fromSerial} to ${change.toSerial}: secondaries will not notice`];
  }

  #makeChangeable(image: ZoneImage): ChangeableZone {
    return new ChangeableZone(image, this.history, {
      memory: this.#context.memory,
      record: (changes) => this.#record(changes),
      publish: (_image, old) => this.#context.replaced(old),
      changed: (changes) => this.#context.changed(this, changes),
    });
  }

  async #record(changes: readonly ZoneChange[]): Promise<void> {
    const entries = changes.map(encodeChange);
    const bytes = new Uint8Array(entries.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const entry of entries) {
      bytes.set(entry, at);
      at += entry.length;
    }
    await this.#journal?.append(bytes);
  }

  /** The changes since the file was written; a journal that does not fit it is put aside. */
  async #openJournal(file: string): Promise<string[]> {
    const { dataDirectory } = this.#context;
    const zone = this.#changeable;
    if (dataDirectory === undefined || zone === undefined || (this.source.allowUpdate ?? []).length === 0) return [];
    await mkdir(dataDirectory, { recursive: true });
    this.#journal ??= new JournalFile(join(dataDirectory, `${fileNameOf(this.source.origin)}.journal`));
    const journal = this.#journal;
    this.#journal = undefined;
    const { changes } = await journal.open();
    const { serial } = soaOf(zone.image, zone.image.version).rdata;
    const first = changes.findIndex(({ fromSerial }) => fromSerial === serial);
    const isAtEnd = changes.length === 0 || changes.at(-1)?.toSerial === serial;
    // Without a journal, what is applied is not written to it a second time.
    const fits = isAtEnd || (first >= 0 && (await zone.apply(changes.slice(first))));
    const aside = fits ? undefined : await journal.setAside();
    this.#journal = journal;
    if (aside === undefined) return [];
    return [`${file}: warning: serial ${serial} is none that the journal knows: its changes are not in the zone; it is kept as ${aside}`];
  }

  async close(): Promise<void> {
    await this.#journal?.close();
  }
}

function include(path: string): Uint8Array | string {
  try {
    return readFileSync(path);
  } catch (error) {
    return messageOf(error);
  }
}

function lineFor(path: string, line: number, file: string, text: Uint8Array): string | undefined {
  const bytes = path === file ? text : include(path);
  return typeof bytes === "string" ? undefined : lineOfText(bytes, line);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function wireOf(origin: string): Uint8Array {
  const name = parseDnsName(origin);
  if (name === undefined) throw new Error(`"${origin}" is no domain name`);
  return dnsNameToWire(name);
}
