/** A new image of a zone that is being made while the old one is read and changed. */
import { ZoneEditor } from "../image/editor.js";
import type { ZoneImage } from "../image/image.js";
import { applyChange, type ZoneChange } from "./change.js";

/** Changes that are made at once, before others may run. */
const AT_ONCE = 32;

export class ImageCopy {
  /** What was visible when this was made, and since then some of what has changed. Nobody else has seen it. */
  readonly image: Promise<ZoneImage>;
  /** What has changed since, and is not in the copy. */
  readonly #missing: ZoneChange[] = [];
  #editor: ZoneEditor | undefined;
  #isBroken = false;
  /** It is what is served. */
  isTaken = false;

  constructor(image: Promise<ZoneImage>) {
    this.image = image;
    // Whoever needs it is told; there may be nobody.
    image.catch(() => undefined);
  }

  /** The zone has changed. */
  note(changes: readonly ZoneChange[]): void {
    this.#missing.push(...changes);
  }

  /** Makes what has changed meanwhile, until little is left. @param pause lets others run in between */
  async catchUp(pause: () => Promise<void>): Promise<void> {
    const image = await this.image;
    while (this.#missing.length > AT_ONCE) {
      this.#make(image, AT_ONCE);
      await pause();
    }
  }

  /** The copy, with all that has changed. Rejects where it cannot be made, or has no room for that. */
  async finish(): Promise<ZoneImage> {
    const image = await this.image;
    this.#make(image, this.#missing.length);
    return image;
  }

  #make(image: ZoneImage, most: number): void {
    if (this.#isBroken) throw new Error("the copy has no room");
    if (this.#missing.length === 0) return;
    this.#isBroken = true;
    this.#editor ??= new ZoneEditor(image);
    this.#editor.begin();
    for (const change of this.#missing.splice(0, most)) {
      if (!applyChange(this.#editor, change)) throw new Error("a change does not fit the copy");
    }
    this.#editor.prepare();
    this.#editor.commit();
    this.#isBroken = false;
  }
}
