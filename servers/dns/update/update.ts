/** Dynamic update (RFC 2136 section 3): prerequisites, and changes record by record. */
import type { DnsMessage, DnsRecord } from "../../../generated/dns/dns.js";
import { DnsClass, DnsRcode, DnsType } from "../../../generated/dns/types.js";
import type { DnsName } from "../../../runtime/types/dns-name.js";
import { hasCaselessNames } from "../image/caseless.js";
import { isLater, isSoa, type SoaRecord } from "../zone/change.js";
import { isSameRecord, recordKey } from "../zone/records.js";
import { typeOfData } from "../zone-file/format/format.js";
import { hasForm, isMessageType } from "../zone-file/type-names.js";
import type { WorkingZone } from "./working-zone.js";

/** Records of one update at most: more would hold up everybody. */
export const MOST_CHANGES = 10_000;

const isEmpty = ({ rdata }: DnsRecord): boolean => rdata.$kind === "Empty";

/** A record, rather than a name and type alone: of few types the data may be nothing (RFC 1035 section 3.3.10, 3123 section 4, 3597). */
const hasData = (record: DnsRecord, type: number): boolean =>
  !isEmpty(record) || !hasForm(type) || type === DnsType.NULL || type === DnsType.APL;

/**
 * Carries out an update's prerequisites and changes in a zone; the serial is raised by one where the update itself did not
 * (section 3.6). A zone that comes signed is refused: nobody here could sign what is changed.
 *
 * @returns the RCODE; where it isn't NOERROR, nothing was changed
 */
export function update(zone: WorkingZone, { answers, authorities }: DnsMessage): number {
  if (answers.length + authorities.length > MOST_CHANGES) return DnsRcode.Refused;
  const refused = checkPrerequisites(zone, answers);
  if (refused !== DnsRcode.NoError) return refused;
  const malformed = prescan(zone, authorities);
  if (malformed !== DnsRcode.NoError) return malformed;
  if (zone.isSigned || authorities.some(isMadeBySigner)) return DnsRcode.Refused;
  const ttls = new Ttls(zone);
  const isMade = authorities.every((record) => change(zone, record, ttls)) && ttls.settle();
  if (!isMade || (zone.isChanged && zone.isBroken)) {
    zone.revert();
    return DnsRcode.Refused;
  }
  if (zone.isChanged) raiseSerial(zone);
  return DnsRcode.NoError;
}

/** Section 3.2.5. Those that name values are gathered, and compared with whole RRsets. */
function checkPrerequisites(zone: WorkingZone, records: readonly DnsRecord[]): number {
  const values: DnsRecord[] = [];
  for (const record of records) {
    const rcode = checkPrerequisite(zone, record, values);
    if (rcode !== DnsRcode.NoError) return rcode;
  }
  return haveExactly(zone, values) ? DnsRcode.NoError : DnsRcode.NXRRSet;
}

function checkPrerequisite(zone: WorkingZone, record: DnsRecord, values: DnsRecord[]): number {
  const type = typeOfData(record.rdata);
  if (record.ttl !== 0) return DnsRcode.FormErr;
  if (!zone.holds(record.name)) return DnsRcode.NotZone;
  if (record.class === DnsClass.IN) {
    values.push(record);
    return hasData(record, type) ? DnsRcode.NoError : DnsRcode.FormErr;
  }
  if ((record.class !== DnsClass.ANY && record.class !== DnsClass.NONE) || !isEmpty(record)) return DnsRcode.FormErr;
  const wanted = record.class === DnsClass.ANY;
  if (type === DnsType.ANY) {
    if (zone.isInUse(record.name) === wanted) return DnsRcode.NoError;
    return wanted ? DnsRcode.NXDomain : DnsRcode.YXDomain;
  }
  if (zone.has(record.name, type) === wanted) return DnsRcode.NoError;
  return wanted ? DnsRcode.NXRRSet : DnsRcode.YXRRSet;
}

/** Whether the RRsets of values have just the values given for them (section 3.2.3). */
function haveExactly(zone: WorkingZone, values: readonly DnsRecord[]): boolean {
  const missing = new Set(values.map(recordKey));
  const given = new Set(missing);
  const seen = new Set<string>();
  for (const { name, rdata } of values) {
    const type = typeOfData(rdata);
    const rrset = `${name.toString().toLowerCase()} ${type}`;
    if (seen.has(rrset)) continue;
    seen.add(rrset);
    for (const record of zone.rrset(name, type)) {
      const key = recordKey(record);
      if (!given.has(key)) return false;
      missing.delete(key);
    }
  }
  return missing.size === 0;
}

/** Signatures and proofs make sense only all together, with a zone that is signed elsewhere. */
function isMadeBySigner({ class: classNumber, rdata }: DnsRecord): boolean {
  const type = typeOfData(rdata);
  const isMade = type === DnsType.RRSIG || type === DnsType.NSEC || type === DnsType.NSEC3 || type === DnsType.NSEC3PARAM;
  return isMade && classNumber === DnsClass.IN;
}

/** Section 3.4.1: the whole section is looked at before anything is changed. */
function prescan(zone: WorkingZone, records: readonly DnsRecord[]): number {
  for (const record of records) {
    if (!zone.holds(record.name)) return DnsRcode.NotZone;
    if (!isWellFormed(record)) return DnsRcode.FormErr;
  }
  return DnsRcode.NoError;
}

function isWellFormed(record: DnsRecord): boolean {
  const type = typeOfData(record.rdata);
  switch (record.class) {
    case DnsClass.IN:
      return !isMessageType(type) && hasData(record, type);
    case DnsClass.ANY:
      return record.ttl === 0 && isEmpty(record) && (type === DnsType.ANY || !isMessageType(type));
    case DnsClass.NONE:
      return record.ttl === 0 && !isMessageType(type) && hasData(record, type);
    default:
      return false;
  }
}

/** Section 3.4.2. False where there is no room for a record. */
function change(zone: WorkingZone, record: DnsRecord, ttls: Ttls): boolean {
  if (record.class === DnsClass.IN) return add(zone, record, ttls);
  if (record.class === DnsClass.NONE) remove(zone, record);
  else removeAll(zone, record);
  return true;
}

/** Longer ones count as 0 (RFC 2181 section 8). */
const LONGEST_TTL = 0x7fff_ffff;

/** Section 3.4.2.2. */
function add(zone: WorkingZone, given: DnsRecord, ttls: Ttls): boolean {
  const record = given.ttl > LONGEST_TTL ? { ...given, ttl: 0 } : given;
  const type = typeOfData(record.rdata);
  if (isSoa(record)) return replaceSoa(zone, record);
  if (isBesideAlias(zone, record, type)) return true;
  if (isAlone(type)) {
    const key = recordKey(record);
    for (const other of zone.rrset(record.name, type)) if (takesPlaceOf(record, other) && recordKey(other) !== key) zone.remove(other);
  }
  return zone.add({ ...record, ttl: ttls.note(record, type) });
}

/** There is one CNAME, or DNAME, to a name, and one WKS to an address and protocol (section 1.1.5, RFC 6672 section 2.4). */
function isAlone(type: number): boolean {
  return type === DnsType.CNAME || type === DnsType.DNAME || type === DnsType.WKS;
}

function takesPlaceOf({ rdata }: DnsRecord, { rdata: other }: DnsRecord): boolean {
  return rdata.$kind !== "WKS" || other.$kind !== "WKS" || (rdata.address === other.address && rdata.protocol === other.protocol);
}

/**
 * The TTLs that RRsets will have: all records of one have one TTL, the newest (RFC 2181 section 5.2). Records are put in with the one
 * that the RRset has, and each RRset gets its new one when all of an update is made: once, however often it has changed.
 */
class Ttls {
  readonly #zone: WorkingZone;
  readonly #wanted = new Map<string, { readonly name: DnsName; readonly type: number; readonly ttl: number }>();

  constructor(zone: WorkingZone) {
    this.#zone = zone;
  }

  /** A record is about to be put in; with which TTL. */
  note({ name, ttl }: DnsRecord, type: number): number {
    const there = this.#zone.measure(name, type);
    this.#wanted.set(`${name.toString().toLowerCase()} ${type}`, { name, type, ttl });
    return there.count === 0 ? ttl : there.ttl;
  }

  /** False where there is no room. */
  settle(): boolean {
    return [...this.#wanted.values()].every(({ name, type, ttl }) => {
      const { count, ttl: before } = this.#zone.measure(name, type);
      if (count === 0 || ttl === before) return true;
      const records = this.#zone.rrset(name, type);
      for (const record of records) this.#zone.remove(record);
      return records.every((record) => this.#zone.add({ ...record, ttl }));
    });
  }
}

/** An alias has no other data, but for what DNSSEC adds (RFC 4035 section 2.5); what would break that is ignored. */
function isBesideAlias(zone: WorkingZone, { name }: DnsRecord, type: number): boolean {
  if (isWithAlias(type)) return false;
  const types = zone.types(name);
  if (type !== DnsType.CNAME) return types.includes(DnsType.CNAME);
  return types.some((other) => other !== DnsType.CNAME && !isWithAlias(other));
}

function isWithAlias(type: number): boolean {
  return type === DnsType.RRSIG || type === DnsType.NSEC || type === DnsType.KEY || type === DnsType.SIG;
}

/** Only the zone's own, and only by one with a later serial. */
function replaceSoa(zone: WorkingZone, record: SoaRecord): boolean {
  const [old] = zone.rrset(record.name, DnsType.SOA);
  if (old === undefined || !isSoa(old) || !isLater(record.rdata.serial, old.rdata.serial)) return true;
  zone.remove(old);
  return zone.add(record);
}

/** Section 3.4.2.4. The zone keeps its SOA and one of its NS records. */
function remove(zone: WorkingZone, given: DnsRecord): void {
  const type = typeOfData(given.rdata);
  if (type === DnsType.SOA) return;
  const { count, ttl } = zone.measure(given.name, type);
  if (type === DnsType.NS && count === 1 && zone.isApex(given.name)) return;
  const record = { ...given, class: DnsClass.IN, ttl };
  // As it is written there: names may be in another case, and signatures have TTLs of their own.
  const isAsGiven = !hasCaselessNames(type);
  const found = isAsGiven ? record : zone.rrset(given.name, type).find((other) => isSameRecord(other, record));
  if (found !== undefined) zone.remove(found);
}

/** Section 3.4.2.3: an RRset, or all of a name; of the zone's own name SOA and NS stay. */
function removeAll(zone: WorkingZone, { name, rdata }: DnsRecord): void {
  const type = typeOfData(rdata);
  const records = type === DnsType.ANY ? zone.records(name) : zone.rrset(name, type);
  const isKept = (kind: string): boolean => zone.isApex(name) && (kind === "SOA" || kind === "NS");
  for (const record of records) if (!isKept(record.rdata.$kind)) zone.remove(record);
}

/** Section 3.6: unless the update brought a later SOA. */
function raiseSerial(zone: WorkingZone): void {
  if (zone.additions.some(isSoa)) return;
  const [soa] = zone.rrset(zone.name, DnsType.SOA);
  if (soa === undefined || !isSoa(soa)) return;
  zone.remove(soa);
  zone.add({ ...soa, rdata: { ...soa.rdata, serial: nextSerial(soa.rdata.serial) } });
}

/** The next serial, 0 left out, which some take for "none" (RFC 2136 section 7.11). */
function nextSerial(serial: number): number {
  return (serial + 1) >>> 0 || 1;
}
