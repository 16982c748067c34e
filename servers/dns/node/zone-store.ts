/** The zones of a server: read from their files, changed by updates, read again. A zone whose file has errors stays as it was. */
import type { ZoneImage } from "../image/image.js";
import { MemoryPool } from "../image/memory.js";
import { HEAD } from "../image/layout.js";
import type { ZoneSettings } from "../config/types.js";
import type { ZoneChange } from "../zone/change.js";
import { type LoadContext, ServedZone, type ZoneReport } from "./zone-served.js";

export type { ZoneReport } from "./zone-served.js";

export interface ZoneSource extends Partial<ZoneSettings> {
  /** Presentation format. */
  readonly origin: string;
  /** Undefined for a zone that is fetched from elsewhere. */
  readonly file: string | undefined;
}

export interface StoreOptions {
  /** Where journals are kept; undefined: zones are not changed. */
  readonly dataDirectory?: string | undefined;
  /** Seconds since 1970. */
  readonly now?: () => number;
}

/** What the store tells. */
export interface StoreListener {
  /** Other images are served; resolves when no thread reads others. */
  publish(images: readonly ZoneImage[]): Promise<void>;
  /** A zone has a later serial. */
  changed(zone: ServedZone, changes: readonly ZoneChange[]): void;
}

const NOBODY: StoreListener = { publish: () => Promise.resolve(), changed: () => undefined };

export class ZoneStore {
  readonly #zones: readonly ServedZone[];
  readonly #pool = new MemoryPool();
  /** How many transfers read an image. */
  readonly #readers = new Map<ZoneImage, number>();
  readonly #retired = new Set<ZoneImage>();
  listener: StoreListener = NOBODY;

  constructor(sources: readonly ZoneSource[], options: StoreOptions = {}) {
    const context: LoadContext = {
      dataDirectory: options.dataDirectory,
      now: options.now ?? (() => Math.floor(Date.now() / 1000)),
      memory: this.#pool,
      replaced: (old) => this.#replaced(old),
      changed: (zone, changes) => this.listener.changed(zone, changes),
    };
    this.#zones = sources.map((source) => new ServedZone(source, context));
  }

  get zones(): readonly ServedZone[] {
    return this.#zones;
  }

  /** The zones that are served. */
  get images(): ZoneImage[] {
    return this.#zones.flatMap(({ image }) => (image === undefined ? [] : [image]));
  }

  /** Reads all files that are new, one after the other. */
  async load(): Promise<ZoneReport[]> {
    const reports: ZoneReport[] = [];
    for (const zone of this.#zones) reports.push(await zone.load());
    return reports;
  }

  /** The zone with a name, in wire form; undefined if it is none of ours. */
  zoneOf(image: ZoneImage): ServedZone | undefined {
    return this.#zones.find((zone) => zone.image === image);
  }

  /** Reads an image that may be replaced meanwhile: its memory is not used again before this is done. */
  async reading(image: ZoneImage, read: () => Promise<void>): Promise<void> {
    this.#readers.set(image, (this.#readers.get(image) ?? 0) + 1);
    try {
      await read();
    } finally {
      const left = (this.#readers.get(image) ?? 1) - 1;
      if (left > 0) this.#readers.set(image, left);
      else {
        this.#readers.delete(image);
        if (this.#retired.delete(image)) this.#free(image);
      }
    }
  }

  async #replaced(old: ZoneImage | undefined): Promise<void> {
    await this.listener.publish(this.images);
    if (old === undefined) return;
    if (this.#readers.has(old)) this.#retired.add(old);
    else this.#free(old);
  }

  #free(image: ZoneImage): void {
    this.#pool.give(image.buffer, image.word(HEAD.USED << 2));
  }

  async close(): Promise<void> {
    for (const zone of this.#zones) await zone.close();
  }
}
