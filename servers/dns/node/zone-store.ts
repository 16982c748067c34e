/** The zones of a server: read from their files or fetched, changed, read again. A zone whose file has errors stays as it was. */
import { dnsNameToWire, parseDnsName } from "../../../runtime/types/dns-name.js";
import type { ZoneImage } from "../image/image.js";
import { MemoryPool } from "../image/memory.js";
import { HEAD } from "../image/layout.js";
import { LOWER } from "../image/name-key.js";
import type { CatalogConfig, ZoneSettings } from "../config/types.js";
import type { ZoneChange } from "../zone/change.js";
import { FolderNames } from "./folder-names.js";
import { Pauses } from "./pauses.js";
import type { LoadContext } from "./zone-context.js";
import { ServedZone, type ZoneReport } from "./zone-served.js";
import type { StorageSystem } from "./zone-storage.js";
import { eachWithin, Turns } from "./turns.js";
import { ZoneThreads } from "./zone-threads.js";

export type { ZoneReport } from "./zone-served.js";

export interface ZoneSource extends Partial<ZoneSettings> {
  /** Presentation format. */
  readonly origin: string;
  /** Undefined for a zone that is fetched from elsewhere. */
  readonly file: string | undefined;
  readonly catalog?: CatalogConfig | undefined;
  readonly memberOf?: string | undefined;
  readonly group?: string | undefined;
}

export interface StoreOptions {
  /** Where received zones and journals are kept; undefined: zones are not changed by updates, and fetched again at each start. */
  readonly dataDirectory?: string | undefined;
  /** Seconds since 1970. */
  readonly now?: () => number;
  /** Told what people should know. */
  readonly tell?: (text: string) => void;
  /** Of tests. */
  readonly system?: StorageSystem | undefined;
  /** What threads run that help with large zones: see `ZoneThreads`. */
  readonly worker?: URL | undefined;
}

/** What the store tells. */
export interface StoreListener {
  /** Other images are served; resolves when no thread reads others. */
  publish(images: readonly ZoneImage[]): Promise<void>;
  /** A zone has a later serial, or has come for the first time. */
  changed(zone: ServedZone, changes: readonly ZoneChange[]): void;
}

/** Zones that are read at a time: those that are replaced wait together until no thread answers from what was there before. */
export const AT_ONCE = 2048;
/** Bytes that are cleared at once. */
const CLEARED = 4 << 20;

const NOBODY: StoreListener = { publish: () => Promise.resolve(), changed: () => undefined };

export class ZoneStore {
  readonly #zones = new Map<string, ServedZone>();
  readonly #pool = new MemoryPool();
  readonly #threads: ZoneThreads;
  readonly #names: FolderNames;
  readonly #context: LoadContext;
  /** How many transfers read an image. */
  readonly #readers = new Map<ZoneImage, number>();
  readonly #retired = new Set<ZoneImage>();
  readonly #freed = new WeakSet<ZoneImage>();
  /** The publication under way, and the next one, which all share that ask for one meanwhile. */
  #publishing: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;
  /** How many read many zones. */
  #loads = 0;
  listener: StoreListener = NOBODY;

  constructor(sources: readonly ZoneSource[], options: StoreOptions = {}) {
    this.#threads = new ZoneThreads(this.#pool, options.worker);
    this.#names = new FolderNames(options.dataDirectory ?? "");
    this.#context = {
      threads: this.#threads,
      dataDirectory: options.dataDirectory,
      names: this.#names,
      reads: new Turns(1),
      system: options.system,
      now: options.now ?? (() => Math.floor(Date.now() / 1000)),
      memory: this.#pool,
      replaced: (old) => this.#replaced(old),
      discard: (image) => this.#free(image),
      copy: (image, times) => this.#copy(image, times),
      changed: (zone, changes) => this.listener.changed(zone, changes),
      reading: (image, read) => this.reading(image, read),
      tell: options.tell ?? (() => undefined),
    };
    for (const source of sources) this.add(source);
  }

  get zones(): readonly ServedZone[] {
    return [...this.#zones.values()];
  }

  /** What queries are answered from. */
  get images(): ZoneImage[] {
    return this.zones.flatMap(({ answering }) => (answering === undefined ? [] : [answering]));
  }

  /** Which do what takes long. */
  get threads(): ZoneThreads {
    return this.#threads;
  }

  /** Where images of zones that come are made. */
  get memory(): MemoryPool {
    return this.#pool;
  }

  /** Reads all files that are new. */
  async load(): Promise<ZoneReport[]> {
    return this.together(async () => {
      const pauses = new Pauses();
      return eachWithin(AT_ONCE, this.zones, async (zone) => {
        await pauses.take();
        return zone.load();
      });
    });
  }

  /** Zones that come for the first time meanwhile are served when all are there: each publication takes as long as there are zones. */
  async together<T>(load: () => Promise<T>): Promise<T> {
    this.#loads++;
    this.#names.hold();
    try {
      return await load();
    } finally {
      this.#loads--;
      this.#names.release();
      // Zones that have not come yet are known from now on, too.
      await this.#publish();
    }
  }

  /** The zone with a name in wire form, of either case; undefined if it is none of ours. It may not be served yet. */
  find(origin: Uint8Array): ServedZone | undefined {
    return this.#zones.get(keyOf(origin));
  }

  /** The same, of a name in presentation format. */
  findText(origin: string): ServedZone | undefined {
    const name = parseDnsName(origin);
    return name && this.find(dnsNameToWire(name));
  }

  /** Another zone, which is not loaded yet. Throws where there is one of its name. */
  add(source: ZoneSource): ServedZone {
    const zone = new ServedZone(source, this.#context);
    const key = keyOf(zone.origin);
    if (this.#zones.has(key)) throw new Error(`the zone ${source.origin} is there already`);
    this.#zones.set(key, zone);
    return zone;
  }

  /** Takes a zone out, which is not served any more then. @param forgets whether what is kept of it is removed too */
  async remove(zone: ServedZone, forgets: boolean): Promise<void> {
    if (zone.isRemoved) return;
    zone.isRemoved = true;
    this.#zones.delete(keyOf(zone.origin));
    await zone.end(forgets);
  }

  /** The zone of an image; undefined if it is none of ours. */
  zoneOf(image: ZoneImage): ServedZone | undefined {
    return this.zones.find((zone) => zone.image === image);
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

  /** Reads are noted at once: what is replaced from now on is kept until the copy is made. */
  async #copy(image: ZoneImage, times: number): Promise<ZoneImage> {
    let copy: ZoneImage | undefined;
    await this.reading(image, async () => {
      copy = await this.#threads.copy(image, times);
    });
    if (copy === undefined) throw new Error("no copy was made");
    return copy;
  }

  async #replaced(old: ZoneImage | undefined): Promise<void> {
    if (old === undefined && this.#loads > 0) return;
    await this.#publish();
    if (old === undefined) return;
    if (this.#readers.has(old)) this.#retired.add(old);
    else this.#free(old);
  }

  /** A thousand zones that come at once are not a thousand publications of all zones. */
  #publish(): Promise<void> {
    this.#next ??= this.#publishing
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined;
        this.#publishing = this.listener.publish(this.images);
        return this.#publishing;
      });
    return this.#next;
  }

  #free(image: ZoneImage): void {
    // Given back twice, it would be two zones'.
    if (this.#freed.has(image)) return;
    this.#freed.add(image);
    if (this.#pool.release(image.place)) return;
    if (this.#pool.isKept(image.buffer)) void this.#clear(image.buffer, image.word(HEAD.USED << 2));
  }

  /** Gives memory back when it is zero; others run in between. */
  async #clear(buffer: SharedArrayBuffer, used: number): Promise<void> {
    for (let at = 0; at < used; at += CLEARED) {
      if (at > 0) await new Promise((resolve) => setImmediate(resolve));
      new Uint8Array(buffer, at, Math.min(CLEARED, used - at)).fill(0);
    }
    this.#pool.give(buffer, 0);
  }

  async close(): Promise<void> {
    for (const zone of this.zones) await zone.close();
  }
}

/** A name in wire form as a key: length bytes are below 64, and so are no letters. */
function keyOf(origin: Uint8Array): string {
  let key = "";
  for (const byte of origin) key += String.fromCharCode(LOWER[byte] ?? 0);
  return key;
}
