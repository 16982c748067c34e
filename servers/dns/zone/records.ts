/** A zone's records as values, out of its image: for changes, differences and zone files. Allocates; queries don't come this way. */
import { decodeDnsRecord, type DnsRecord } from "../../../generated/dns/dns.js";
import { type DnsName, dnsNameFromWire, sameDnsName } from "../../../runtime/types/dns-name.js";
import type { ZoneImage } from "../image/image.js";
import { NODE, POINTERS, RECORD_HEAD, RRSET } from "../image/layout.js";
import { hasPointers } from "../image/rendering.js";
import { formatRdata, typeOfData } from "../zone-file/format/format.js";
import { withLowerNames } from "./canonical.js";

/** The owner of a node's records, wire form, as written. */
export function ownerOf(image: ZoneImage, node: number): Uint8Array {
  const length = image.nameLength(node);
  const owner = new Uint8Array(length + image.originLength);
  owner.set(image.bytes.subarray(node + NODE.NAME, node + NODE.NAME + length));
  owner.set(image.origin(), length);
  return owner;
}

/** A name in wire form that was checked before. */
export function nameFromWire(wire: Uint8Array): DnsName {
  const name = dnsNameFromWire(wire);
  if (name === undefined) throw new RangeError("not a domain name");
  return name;
}

/** The records of an RRset. */
export function recordsOf(image: ZoneImage, name: DnsName, rrset: number): DnsRecord[] {
  const extra = hasPointers(image.word(rrset + RRSET.TYPE)) ? POINTERS : 0;
  const end = rrset + RRSET.RENDERING + image.word(rrset + RRSET.SIZE);
  const records: DnsRecord[] = [];
  for (let record = rrset + RRSET.RENDERING; record < end;) {
    const at = record + extra;
    const length = RECORD_HEAD + image.view.getUint16(at + 8);
    records.push({ ...decodeRendered(image, at, length), name });
    record = at + length;
  }
  return records;
}

/** A rendering is part of a message that begins with the zone's name; the owner is the root until it gets its own. */
function decodeRendered(image: ZoneImage, at: number, length: number): DnsRecord {
  const origin = image.originLength;
  const message = new Uint8Array(origin + 1 + length);
  message.set(image.origin());
  message.set(image.bytes.subarray(at, at + length), origin + 1);
  const decoded = decodeDnsRecord(new DataView(message.buffer), origin, message.length, 0);
  if (!decoded.ok) throw new Error("a record of the image cannot be read");
  return decoded.value;
}

/** All records of a node, RRset by RRset. */
export function recordsOfNode(image: ZoneImage, node: number): DnsRecord[] {
  const name = nameFromWire(ownerOf(image, node));
  const records: DnsRecord[] = [];
  for (let rrset = image.word(node + NODE.RRSETS); rrset !== 0; rrset = image.word(rrset + RRSET.NEXT))
    records.push(...recordsOf(image, name, rrset));
  return records;
}

/** A record's data as a text: the same for data that is the same to the DNS. */
export function canonicalData(rdata: DnsRecord["rdata"]): string {
  return formatRdata(withLowerNames(rdata));
}

/** What two records have in common that are the same: owner, class, type and data (RFC 2136 section 1.1), without the TTL. */
export function recordKey({ name, class: classNumber, rdata }: DnsRecord): string {
  return `${name.toString().toLowerCase()} ${classNumber} ${typeOfData(rdata)} ${canonicalData(rdata)}`;
}

/** Whether two records are the same: see `recordKey`. */
export function isSameRecord(one: DnsRecord, other: DnsRecord): boolean {
  if (one.class !== other.class || !sameDnsName(one.name, other.name)) return false;
  return typeOfData(one.rdata) === typeOfData(other.rdata) && canonicalData(one.rdata) === canonicalData(other.rdata);
}
