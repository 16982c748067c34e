/** The zones that queries are answered from, as threads are told of them: only what has changed, since there may be very many. */
import type { ZoneImage } from "../image/image.js";
import type { ImagePlace } from "../image/memory.js";

/** An image, by a number that no other one had before. */
export interface NumberedPlace extends ImagePlace {
  readonly number: number;
}

/** What leads from the zones that were served to those that are. */
export interface ZonesChange {
  /** Their numbers. */
  readonly gone: readonly number[];
  /** Of two zones with one name, the one that came last is answered from. */
  readonly come: readonly NumberedPlace[];
}

/** Who is told of images one by one. */
export interface ImageList {
  add(image: ZoneImage): void;
  remove(image: ZoneImage): void;
}

export class PublishedZones {
  readonly #list: ImageList;
  readonly #numbers = new Map<ZoneImage, number>();
  #next = 0;

  /** @param list has the same images */
  constructor(list: ImageList) {
    this.#list = list;
  }

  /** All that are served. */
  get places(): NumberedPlace[] {
    return [...this.#numbers].map(([image, number]) => ({ ...image.place, number }));
  }

  /** Serves these images, and no others. */
  replace(images: readonly ZoneImage[]): ZonesChange {
    const come = images.filter((image) => !this.#numbers.has(image));
    const gone = this.#numbers.size + come.length === images.length ? [] : this.#drop(new Set(images));
    return { gone, come: come.map((image) => this.#take(image)) };
  }

  #take(image: ZoneImage): NumberedPlace {
    const number = this.#next++;
    this.#numbers.set(image, number);
    this.#list.add(image);
    return { ...image.place, number };
  }

  #drop(kept: ReadonlySet<ZoneImage>): number[] {
    const gone: number[] = [];
    for (const [image, number] of this.#numbers) {
      if (kept.has(image)) continue;
      gone.push(number);
      this.#numbers.delete(image);
      this.#list.remove(image);
    }
    return gone;
  }
}
