/** What is answered from in place of a secondary zone that has not come yet. */
import { ZoneBuilder } from "../image/builder.js";
import type { ZoneImage } from "../image/image.js";
import type { Memory } from "../image/memory.js";

/** A zone of which nothing is known but that it is ours. */
export function absentZone(origin: Uint8Array, memory: Memory): ZoneImage {
  const image = new ZoneBuilder(origin, { names: 0, bytes: 0 }, memory).finish();
  image.isExpired = true;
  return image;
}
