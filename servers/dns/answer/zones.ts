/** Which zone a name belongs to (RFC 1034 section 4.3.2, step 2). */
import type { ZoneImage } from "../image/image.js";
import { NameKey } from "../image/name-key.js";

/** The zones that are served. Of two of one name, the one that came last counts. */
export class ZoneDirectory {
  /** By the hash of their names, those that came last first. */
  readonly #byHash = new Map<number, ZoneImage[]>();
  /** How many zones have names of so many labels. */
  readonly #counts: number[] = [];
  /** The most labels of any zone's name: longer endings need not be tried. */
  #mostLabels = -1;
  readonly #key = new NameKey();

  constructor(images: Iterable<ZoneImage> = []) {
    for (const image of images) this.add(image);
  }

  add(image: ZoneImage): void {
    const hash = this.#hashOf(image);
    const others = this.#byHash.get(hash);
    if (others === undefined) this.#byHash.set(hash, [image]);
    else others.unshift(image);
    this.#count(image.originLabels, 1);
  }

  /** Takes out a zone, if it is there. */
  remove(image: ZoneImage): void {
    const hash = this.#hashOf(image);
    const images = this.#byHash.get(hash) ?? [];
    const index = images.indexOf(image);
    if (index < 0) return;
    images.splice(index, 1);
    if (images.length === 0) this.#byHash.delete(hash);
    this.#count(image.originLabels, -1);
  }

  #hashOf(image: ZoneImage): number {
    this.#key.loadWire(image.origin());
    return this.#key.hashes[0] ?? 0;
  }

  #count(labels: number, by: number): void {
    this.#counts[labels] = (this.#counts[labels] ?? 0) + by;
    this.#mostLabels = this.#counts.findLastIndex((count) => count > 0);
  }

  /** The zone nearest to a name among its endings from a label on; undefined if there is none. */
  find(name: NameKey, from = 0): ZoneImage | undefined {
    for (let label = Math.max(from, name.labels - this.#mostLabels); label <= name.labels; label++) {
      const images = this.#byHash.get(name.hashes[label] ?? 0);
      if (images === undefined) continue;
      for (const image of images) {
        if (image.originLabels === name.labels - label && image.holds(name)) return image;
      }
    }
    return undefined;
  }
}
