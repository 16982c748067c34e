/** Changes of a zone: what goes and what comes. */
import type { DnsRecord, DnsRecordSOA } from "../../../generated/dns/dns.js";
import { DnsType } from "../../../generated/dns/types.js";
import { dnsNameToWire } from "../../../runtime/types/dns-name.js";
import type { ZoneEditor } from "../image/editor.js";
import { ADDED } from "../image/rrset-store.js";
import type { ZoneImage } from "../image/image.js";
import { NODE, RRSET } from "../image/layout.js";
import { NameKey } from "../image/name-key.js";
import { formatRdata, typeOfData } from "../zone-file/format/format.js";
import { nameFromWire, ownerOf, recordsOf } from "./records.js";

/** From one serial to another (RFC 1995 section 4). The SOA records of both are the first of their list. */
export interface ZoneChange {
  readonly fromSerial: number;
  readonly toSerial: number;
  readonly deletions: readonly DnsRecord[];
  readonly additions: readonly DnsRecord[];
}

export type SoaRecord = DnsRecord & { readonly rdata: DnsRecordSOA };

export function isSoa(record: DnsRecord): record is SoaRecord {
  return record.rdata.$kind === "SOA";
}

/** A zone's SOA at a version; a zone that is served has one. */
export function soaOf(image: ZoneImage, version: number): SoaRecord {
  const apex = image.current(image.apex, version);
  const rrset = apex === 0 ? 0 : image.rrset(apex, DnsType.SOA);
  const soa = rrset === 0 ? undefined : recordsOf(image, nameFromWire(image.origin()), rrset)[0];
  if (soa === undefined || !isSoa(soa)) throw new Error("a zone without SOA");
  return soa;
}

/** Whether a serial is later than another (RFC 1982 section 3.2). */
export function isLater(serial: number, than: number): boolean {
  return serial !== than && ((serial - than) | 0) > 0;
}

/** Makes a change in the version that an editor has begun. False if a record that is to go is not there, or one cannot be put in. */
export function applyChange(editor: ZoneEditor, change: Pick<ZoneChange, "deletions" | "additions">): boolean {
  const gone = change.deletions.every((record) => removeRecord(editor, record));
  return gone && change.additions.every((record) => addRecord(editor, record));
}

/** Takes out the record, or one that differs only in the case of names. */
function removeRecord(editor: ZoneEditor, { name, class: classNumber, ttl, rdata }: DnsRecord): boolean {
  return editor.remove(dnsNameToWire(name), typeOfData(rdata), classNumber, ttl, rdata);
}

/** A record that is there already is as good as one that was put in: NSD's IXFRs have such records. */
function addRecord(editor: ZoneEditor, { name, class: classNumber, ttl, rdata }: DnsRecord): boolean {
  const added = editor.add(dnsNameToWire(name), typeOfData(rdata), classNumber, ttl, rdata);
  return added === ADDED.YES || added === ADDED.DUPLICATE || added === ADDED.OTHER_TTL;
}

/** What leads from one image of a zone to another, without what they have in common. */
export function difference(from: ZoneImage, to: ZoneImage): ZoneChange {
  return betweenSoas(from, to, recordsNotIn(from, to, Infinity), recordsNotIn(to, from, Infinity));
}

/** The same; undefined where more than so many records go, or come. */
export function differenceWithin(from: ZoneImage, to: ZoneImage, most: number): ZoneChange | undefined {
  const gone = recordsNotIn(from, to, most);
  const come = gone.length > most ? [] : recordsNotIn(to, from, most);
  return Math.max(gone.length, come.length) > most ? undefined : betweenSoas(from, to, gone, come);
}

/** A change of the SOA, and of other records. */
export function betweenSoas(from: ZoneImage, to: ZoneImage, gone: readonly DnsRecord[], come: readonly DnsRecord[]): ZoneChange {
  const before = soaOf(from, from.version);
  const after = soaOf(to, to.version);
  return {
    fromSerial: before.rdata.serial,
    toSerial: after.rdata.serial,
    deletions: [before, ...gone],
    additions: [after, ...come],
  };
}

/** Records of one image that another has not, or has with another TTL; the SOA not among them. It ends when there are more than `most`. */
function recordsNotIn(image: ZoneImage, other: ZoneImage, most: number): DnsRecord[] {
  const records: DnsRecord[] = [];
  const key = new NameKey();
  image.eachNewest((newest) => {
    const node = records.length > most ? 0 : image.current(newest, image.version);
    if (node === 0 || image.word(node + NODE.RRSETS) === 0) return;
    const owner = ownerOf(image, node);
    key.loadWire(owner);
    const twin = other.findAny(key, other.version);
    for (let rrset = image.word(node + NODE.RRSETS); rrset !== 0; rrset = image.word(rrset + RRSET.NEXT)) {
      if (image.word(rrset + RRSET.TYPE) === DnsType.SOA) continue;
      const match = twin === 0 ? 0 : other.rrset(twin, image.word(rrset + RRSET.TYPE));
      if (match !== 0 && isSameRendering(image, rrset, other, match)) continue;
      const theirs = match === 0 ? [] : recordsOf(other, nameFromWire(owner), match).map(textOf);
      records.push(...recordsOf(image, nameFromWire(owner), rrset).filter((record) => !theirs.includes(textOf(record))));
    }
  });
  return records;
}

/** What tells two records of one name and type apart. */
function textOf({ ttl, rdata }: DnsRecord): string {
  return `${ttl} ${formatRdata(rdata)}`;
}

function isSameRendering(image: ZoneImage, rrset: number, other: ZoneImage, match: number): boolean {
  const size = image.word(rrset + RRSET.SIZE);
  if (other.word(match + RRSET.SIZE) !== size) return false;
  for (let index = 0; index < size; index++) {
    if (image.bytes[rrset + RRSET.RENDERING + index] !== other.bytes[match + RRSET.RENDERING + index]) return false;
  }
  return true;
}
