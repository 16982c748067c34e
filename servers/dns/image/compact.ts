/** A new image of a zone, of what is visible in the old one, with room for changes. */
import { ZoneBuilder, type ZoneSize } from "./builder.js";
import type { ZoneImage } from "./image.js";
import { FRESH, type Memory } from "./memory.js";
import { HEAD, NODE, RRSET } from "./layout.js";

/** Room for changes, of what is in use: a quarter, and for small zones that of some hundred names. */
const ROOM = 0.25;
const LEAST_ROOM = 1 << 18;
const LEAST_NAMES = 1024;

/** What a copy is made for. @param times so much more room for changes than usual */
export function sizeOfCopy(image: ZoneImage, times: number): ZoneSize {
  const used = image.word(HEAD.USED << 2);
  const names = image.word(HEAD.NAMES << 2);
  return { names: names + times * Math.max(LEAST_NAMES, names * ROOM), bytes: used + times * Math.max(LEAST_ROOM, used * ROOM) };
}

/**
 * A copy of the image as it is at a version. Others may read and even change the old one meanwhile.
 *
 * @param times so much more room for changes than usual, for one that is known to be large
 */
export function compact(image: ZoneImage, version: number, times = 1, memory: Memory = FRESH): ZoneImage {
  const origin = image.origin();
  const builder = new ZoneBuilder(origin, sizeOfCopy(image, times), memory);
  const owner = new Uint8Array(256);
  image.eachNewest((newest) => {
    const node = image.current(newest, version);
    if (node === 0 || image.word(node + NODE.RRSETS) === 0) return;
    const length = image.nameLength(node);
    owner.set(image.bytes.subarray(node + NODE.NAME, node + NODE.NAME + length));
    owner.set(origin, length);
    builder.copy(image, node, owner.subarray(0, length + origin.length), recordsOf(image, node));
  });
  return builder.finish();
}

function recordsOf(image: ZoneImage, node: number): number {
  let records = 0;
  for (let rrset = image.word(node + NODE.RRSETS); rrset !== 0; rrset = image.word(rrset + RRSET.NEXT))
    records += image.word(rrset + RRSET.COUNT);
  return records;
}
