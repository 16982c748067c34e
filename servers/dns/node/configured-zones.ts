/** Other zones than before: those that are gone are not served any more, new ones are, and changed ones without a gap between. */
import type { ZoneImage } from "../image/image.js";
import { Pauses } from "./pauses.js";
import { eachWithin } from "./turns.js";
import type { ServedZone } from "./zone-served.js";
import { AT_ONCE, type ZoneReport, type ZoneSource, type ZoneStore } from "./zone-store.js";

/** The zones of a configuration, in the store. */
export class ConfiguredZones {
  readonly #store: ZoneStore;
  /** Those of the configuration: the store may have others, which came from catalogues. */
  #zones: ServedZone[];
  /** Images of zones that are being replaced: they are served until the new ones are. */
  readonly #held = new Set<ZoneImage>();

  constructor(store: ZoneStore) {
    this.#store = store;
    this.#zones = [...store.zones];
  }

  /** What to serve: of two images of one name, the one that comes last counts. */
  withHeld(images: readonly ZoneImage[]): readonly ZoneImage[] {
    return this.#held.size === 0 ? images : [...this.#held, ...images];
  }

  /** Serves these zones from now on, and reads them. */
  replace(sources: readonly ZoneSource[]): Promise<ZoneReport[]> {
    return this.#store.together(() => this.#replace(sources));
  }

  async #replace(sources: readonly ZoneSource[]): Promise<ZoneReport[]> {
    const before = this.#zones;
    this.#zones = [];
    const pauses = new Pauses();
    const reports = await eachWithin(AT_ONCE, sources, async (source) => {
      await pauses.take();
      return this.#take(source);
    });
    const origins = new Set(this.#zones.map((zone) => zone.source.origin));
    const gone = before.filter((zone) => !zone.isRemoved && !origins.has(zone.source.origin));
    await eachWithin(AT_ONCE, gone, (zone) => this.#store.remove(zone, false));
    return reports;
  }

  async #take(source: ZoneSource): Promise<ZoneReport> {
    const known = this.#store.findText(source.origin);
    if (known === undefined) return this.#add(source);
    if (isSame(known.source, source)) {
      this.#zones.push(known);
      return known.load();
    }
    return this.#exchange(known, source);
  }

  #add(source: ZoneSource): Promise<ZoneReport> {
    return this.#begin(source).load();
  }

  #begin(source: ZoneSource): ServedZone {
    const zone = this.#store.add(source);
    this.#zones.push(zone);
    return zone;
  }

  /** The same zone from another file, or with other settings. */
  async #exchange(known: ServedZone, source: ZoneSource): Promise<ZoneReport> {
    const { image } = known;
    if (image === undefined) {
      await this.#store.remove(known, false);
      return this.#add(source);
    }
    this.#held.add(image);
    let report: ZoneReport | undefined;
    // Its memory is not used again before this ends.
    await this.#store.reading(image, async () => {
      try {
        await this.#store.remove(known, false);
        report = await this.#addOr(source, known.source);
      } finally {
        this.#held.delete(image);
        await this.#store.listener.publish(this.#store.images);
      }
    });
    return report ?? this.#add(source);
  }

  /** A zone with errors is not served: what was there before stays. */
  async #addOr(source: ZoneSource, before: ZoneSource): Promise<ZoneReport> {
    const added = this.#begin(source);
    const report = await added.load();
    if (report.isServed || report.errors === 0) return report;
    this.#zones.splice(this.#zones.indexOf(added), 1);
    await this.#store.remove(added, false);
    const { isServed } = await this.#add(before);
    return { ...report, isServed };
  }
}

/** Sources are plain data. */
function isSame(one: ZoneSource, other: ZoneSource): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
