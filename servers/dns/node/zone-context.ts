/** What a zone of a store needs of it. */
import type { ZoneImage } from "../image/image.js";
import type { Memory } from "../image/memory.js";
import type { ZoneChange } from "../zone/change.js";
import type { FolderNames } from "./folder-names.js";
import type { Turns } from "./turns.js";
import type { ServedZone } from "./zone-served.js";
import type { StorageSystem } from "./zone-storage.js";
import type { ZoneThreads } from "./zone-threads.js";

export interface LoadContext {
  readonly dataDirectory: string | undefined;
  /** Of the data directory. */
  readonly names: FolderNames;
  readonly system?: StorageSystem | undefined;
  readonly now: () => number;
  readonly memory: Memory;
  readonly threads: ZoneThreads;
  /** One zone's file is read at a time, but for small ones. */
  readonly reads: Turns;
  /** Another image is served; resolves when no thread reads the old one. */
  readonly replaced: (old: ZoneImage | undefined) => Promise<void>;
  /** An image that nobody has read is of no use. */
  readonly discard: (image: ZoneImage) => void;
  /** A new image of what is visible in one: see `compact`. */
  readonly copy: (image: ZoneImage, times: number) => Promise<ZoneImage>;
  readonly changed: (zone: ServedZone, changes: readonly ZoneChange[]) => void;
  /** Reads an image that may be replaced meanwhile. */
  readonly reading: (image: ZoneImage, read: () => Promise<void>) => Promise<void>;
  /** Something that people should know. */
  readonly tell: (text: string) => void;
}
