/** Type bit maps of NSEC records against the types that are there (RFC 4034 section 4.1.2). */
import { DnsType } from "../../../generated/dns/types.js";
import type { ZoneImage } from "../image/image.js";
import { RECORD_HEAD, RRSET } from "../image/layout.js";
import { nameEnd } from "../image/rendering.js";
import type { NodeFacts } from "./check-facts.js";

const { RRSIG, NS, DS, NSEC } = DnsType;

/** What a delegation's NSEC tells of (RFC 4035 section 2.3): not the glue. */
function isListedAtCut(type: number): boolean {
  return type === NS || type === DS || type === NSEC || type === RRSIG;
}

/** Whether an NSEC record lists the types of its name, and no others. */
export function hasTypes(image: ZoneImage, nsec: number, facts: NodeFacts, isCut: boolean): boolean {
  const data = nsec + RRSET.RENDERING + RECORD_HEAD;
  const end = data + image.view.getUint16(data - 2);
  const maps = nameEnd(image.bytes, data);
  let expected = 0;
  let isSigned = false;
  for (let index = 0; index < facts.count; index++) {
    const type = (facts.keys[index] ?? 0) & 0xffff;
    if ((type === RRSIG && isSigned) || (isCut && !isListedAtCut(type))) continue;
    isSigned ||= type === RRSIG;
    if (!hasBit(image, maps, end, type)) return false;
    expected++;
  }
  return countBits(image, maps, end) === expected;
}

/** Windows of up to 32 bytes, each behind its number and its length. */
function hasBit(image: ZoneImage, maps: number, end: number, type: number): boolean {
  for (let at = maps; at + 1 < end; at += 2 + (image.bytes[at + 1] ?? 0)) {
    if (image.bytes[at] !== type >> 8) continue;
    const byte = (type & 0xff) >> 3;
    return byte < (image.bytes[at + 1] ?? 0) && ((image.bytes[at + 2 + byte] ?? 0) & (0x80 >> (type & 7))) !== 0;
  }
  return false;
}

function countBits(image: ZoneImage, maps: number, end: number): number {
  let bits = 0;
  for (let at = maps; at + 1 < end; at += 2 + (image.bytes[at + 1] ?? 0)) {
    for (let index = 0; index < (image.bytes[at + 1] ?? 0); index++) {
      for (let rest = image.bytes[at + 2 + index] ?? 0; rest !== 0; rest &= rest - 1) bits++;
    }
  }
  return bits;
}
