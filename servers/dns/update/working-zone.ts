/** A zone as an update sees it, its own changes included, and those changes as they add up. */
import type { DnsRecord } from "../../../generated/dns/dns.js";
import { DnsType } from "../../../generated/dns/types.js";
import { type DnsName, dnsNameToWire } from "../../../runtime/types/dns-name.js";
import { NameKey } from "../image/name-key.js";
import type { ZoneEditor } from "../image/editor.js";
import { ADDED } from "../image/rrset-store.js";
import { NEWEST, signaturesOf } from "../image/image.js";
import { NODE, POINTERS, RRSET } from "../image/layout.js";
import { hasPointers } from "../image/rendering.js";
import { checkNames } from "../zone/check.js";
import { nameFromWire, recordsOf, recordsOfNode } from "../zone/records.js";
import { formatRdata, typeOfData } from "../zone-file/format/format.js";

export class WorkingZone {
  readonly #editor: ZoneEditor;
  readonly #key = new NameKey();
  /** What goes and what comes, each found by all that it is: see `exactKey`. */
  readonly #deletions = new Map<string, DnsRecord>();
  readonly #additions = new Map<string, DnsRecord>();

  constructor(editor: ZoneEditor) {
    this.#editor = editor;
  }

  get deletions(): DnsRecord[] {
    return [...this.#deletions.values()];
  }

  get additions(): DnsRecord[] {
    return [...this.#additions.values()];
  }

  get isChanged(): boolean {
    return this.#additions.size + this.#deletions.size > 0;
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

  /** The types of a name's records, those of signatures as often as types are signed. */
  types(name: DnsName): number[] {
    const node = this.#node(name);
    return node === 0 ? [] : this.#editor.image.rrsetKeys(node).map((key) => key & 0xffff);
  }

  /** Whether there is a record of a name and type. */
  has(name: DnsName, type: number): boolean {
    return this.types(name).includes(type);
  }

  /** How many records of a name and type there are, and their one TTL; not of signatures. */
  measure(name: DnsName, type: number): { readonly count: number; readonly ttl: number } {
    const { image } = this.#editor;
    const node = this.#node(name);
    const rrset = node === 0 ? 0 : image.rrset(node, type);
    if (rrset === 0) return { count: 0, ttl: 0 };
    const first = rrset + RRSET.RENDERING + (hasPointers(type) ? POINTERS : 0);
    return { count: image.word(rrset + RRSET.COUNT), ttl: image.view.getUint32(first + 4) };
  }

  /** The records of a name and type; signatures of every type for RRSIG. All are made anew: not for each record of an update. */
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

  /** Whether what was changed breaks a rule that keeps a zone from being served (docs/dns-zone-files.md), given that none was broken. */
  get isBroken(): boolean {
    const { image } = this.#editor;
    const owners = new Map<string, Uint8Array>([["", image.origin()]]);
    for (const records of [this.#additions, this.#deletions])
      for (const { name } of records.values()) owners.set(name.toString().toLowerCase(), dnsNameToWire(name));
    // Of what is said about other names, only that the zone's own servers have addresses is such a rule, and what a DNAME does to those below.
    if (checkNames(image, owners.values(), { version: NEWEST, most: 0 }).errors > 0) return true;
    return this.additions.some(({ name, rdata }) => rdata.$kind === "DNAME" && image.word(this.#node(name) + NODE.CHILDREN) > 0);
  }

  /** Takes back all changes. */
  revert(): void {
    for (const record of this.additions) this.remove(record);
    for (const record of this.deletions) this.add(record);
  }

  /** Takes out a record that is there. */
  remove(record: DnsRecord): void {
    const { name, class: classNumber, ttl, rdata } = record;
    if (!this.#editor.remove(dnsNameToWire(name), typeOfData(rdata), classNumber, ttl, rdata)) return;
    // What came in the same change and goes again is no change.
    const exact = exactKey(record);
    if (!this.#additions.delete(exact)) this.#deletions.set(exact, record);
  }

  /** Puts in a record; nothing happens if it is there. False where there is no room for it in its RRset. */
  add(record: DnsRecord): boolean {
    const { name, class: classNumber, ttl, rdata } = record;
    const added = this.#editor.add(dnsNameToWire(name), typeOfData(rdata), classNumber, ttl, rdata);
    const isNew = added === ADDED.YES || added === ADDED.OTHER_TTL;
    const exact = isNew ? exactKey(record) : "";
    if (isNew && !this.#deletions.delete(exact)) this.#additions.set(exact, record);
    return isNew || added === ADDED.DUPLICATE;
  }
}

/** The same for records that are written alike, but for their owners' case. Names in data in another case are another record: it is handed on. */
function exactKey({ name, class: classNumber, ttl, rdata }: DnsRecord): string {
  return `${name.toString().toLowerCase()} ${ttl} ${classNumber} ${typeOfData(rdata)} ${formatRdata(rdata)}`;
}
