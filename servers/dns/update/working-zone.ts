/** A zone as an update sees it, its own changes included, and those changes as they add up. */
import type { DnsRecord } from "../../../generated/dns/dns.js";
import { DnsType } from "../../../generated/dns/types.js";
import { type DnsName, dnsNameToWire } from "../../../runtime/types/dns-name.js";
import { NameKey } from "../image/name-key.js";
import type { ZoneEditor } from "../image/editor.js";
import { ADDED } from "../image/rrset-store.js";
import { NEWEST, signaturesOf } from "../image/image.js";
import { NODE } from "../image/layout.js";
import { isSameRecord, nameFromWire, recordsOf, recordsOfNode } from "../zone/records.js";
import { typeOfData } from "../zone-file/format/format.js";

export class WorkingZone {
  readonly #editor: ZoneEditor;
  readonly #key = new NameKey();
  readonly deletions: DnsRecord[] = [];
  readonly additions: DnsRecord[] = [];

  constructor(editor: ZoneEditor) {
    this.#editor = editor;
  }

  /** The zone's name. */
  get name(): DnsName {
    return nameFromWire(this.#editor.image.origin());
  }

  holds(name: DnsName): boolean {
    this.#key.loadWire(dnsNameToWire(name));
    return this.#editor.image.holds(this.#key);
  }

  isApex(name: DnsName): boolean {
    return this.holds(name) && this.#key.length === this.#editor.image.originLength;
  }

  #node(name: DnsName): number {
    this.#key.loadWire(dnsNameToWire(name));
    return this.#editor.image.holds(this.#key) ? this.#editor.image.findAny(this.#key, NEWEST) : 0;
  }

  /** Whether a name owns any record: names that only have names below them do not (RFC 2136 section 2.4.4). */
  isInUse(name: DnsName): boolean {
    const node = this.#node(name);
    return node !== 0 && this.#editor.image.word(node + NODE.RRSETS) !== 0;
  }

  /** The records of a name and type; signatures of every type for RRSIG. */
  rrset(name: DnsName, type: number): DnsRecord[] {
    const { image } = this.#editor;
    const node = this.#node(name);
    if (node === 0) return [];
    if (type === DnsType.RRSIG) return recordsOfNode(image, node).filter(({ rdata }) => rdata.$kind === "RRSIG");
    const rrset = image.rrset(node, type);
    return rrset === 0 ? [] : recordsOf(image, name, rrset);
  }

  /** All records of a name. */
  records(name: DnsName): DnsRecord[] {
    const node = this.#node(name);
    return node === 0 ? [] : recordsOfNode(this.#editor.image, node);
  }

  /** Whether it was signed before it came here: what is changed would have no signature. */
  get isSigned(): boolean {
    const { image } = this.#editor;
    return image.rrset(image.apex, signaturesOf(DnsType.SOA)) !== 0;
  }

  /** Takes back all changes. */
  revert(): void {
    for (const record of [...this.additions]) this.remove(record);
    for (const record of [...this.deletions]) this.add(record);
  }

  /** Takes out a record that is there. */
  remove(record: DnsRecord): void {
    const { name, class: classNumber, ttl, rdata } = record;
    if (!this.#editor.remove(dnsNameToWire(name), typeOfData(rdata), classNumber, ttl, rdata)) return;
    // What came in the same change and goes again is no change.
    if (!takeOut(this.additions, record)) this.deletions.push(record);
  }

  /** Puts in a record; nothing happens if it is there. False where there is no room for it in its RRset. */
  add(record: DnsRecord): boolean {
    const { name, class: classNumber, ttl, rdata } = record;
    const added = this.#editor.add(dnsNameToWire(name), typeOfData(rdata), classNumber, ttl, rdata);
    const isNew = added === ADDED.YES || added === ADDED.OTHER_TTL;
    if (isNew && !takeOut(this.deletions, record)) this.additions.push(record);
    return isNew || added === ADDED.DUPLICATE;
  }
}

/** Takes a record out of a list; whether it was there. */
function takeOut(list: DnsRecord[], record: DnsRecord): boolean {
  const index = list.findIndex((other) => other.ttl === record.ttl && isSameRecord(other, record));
  if (index >= 0) list.splice(index, 1);
  return index >= 0;
}
