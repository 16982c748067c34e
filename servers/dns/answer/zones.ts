/** Which zone a name belongs to (RFC 1034 section 4.3.2, step 2). */
import type { ZoneImage } from "../image/image.js";
import { NameKey } from "../image/name-key.js";

/** The zones that are served. */
export class ZoneDirectory {
  readonly #byHash = new Map<number, ZoneImage[]>();
  /** The most labels of any zone's name: longer endings need not be tried. */
  #mostLabels = -1;

  constructor(images: Iterable<ZoneImage>) {
    const key = new NameKey();
    for (const image of images) {
      key.loadWire(image.origin());
      const hash = key.hashes[0] ?? 0;
      const others = this.#byHash.get(hash);
      if (others === undefined) this.#byHash.set(hash, [image]);
      else others.push(image);
      this.#mostLabels = Math.max(this.#mostLabels, image.originLabels);
    }
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
