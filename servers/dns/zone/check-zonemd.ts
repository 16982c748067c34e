/** Digests of a whole zone: whether its ZONEMD records are right (RFC 8976 section 4). */
import type { DnsRecord, DnsRecordZONEMD } from "../../../generated/dns/dns.js";
import { DnsType } from "../../../generated/dns/types.js";
import { compareDnsNames, type DnsName } from "../../../runtime/types/dns-name.js";
import { typeOfData } from "../zone-file/index.js";
import { CanonicalEncoder, compareBytes, lowerWire } from "./canonical.js";
import type { CheckedZone } from "./check-context.js";
import { recordsOf, nameFromWire } from "./records.js";

export type DigestAlgorithm = "sha384" | "sha512";

/** A hash function over some bytes after the other. */
export type Digest = (algorithm: DigestAlgorithm, parts: Iterable<Uint8Array>) => Uint8Array;

const ALGORITHMS: Readonly<Record<number, DigestAlgorithm>> = { 1: "sha384", 2: "sha512" };
const SCHEME_SIMPLE = 1;
const RECORD_HEAD = 10;

/** All of a zone's records are given to it, name by name; then it knows. */
export class ZoneDigests {
  readonly #zone: CheckedZone;
  readonly #zonemds: readonly DnsRecordZONEMD[];
  readonly #encoder = new CanonicalEncoder();
  readonly #names: { readonly name: DnsName; readonly records: readonly Uint8Array[] }[] = [];

  constructor(zone: CheckedZone) {
    this.#zone = zone;
    this.#zonemds = zonemdsOf(zone);
  }

  /** All records of a name. */
  add(wire: Uint8Array, records: readonly DnsRecord[]): void {
    if (this.#zonemds.length === 0 || records.length === 0) return;
    const owner = lowerWire(wire);
    const isApex = owner.length === this.#zone.image.originLength;
    const covered = isApex ? records.filter((record) => !isAboutZonemd(record)) : records;
    const encoded = covered.map((record) => ({ type: typeOfData(record.rdata), data: this.#encoder.data(record), record }));
    encoded.sort((one, other) => one.type - other.type || compareBytes(one.data, other.data));
    this.#names.push({
      name: nameFromWire(owner),
      records: encoded.map(({ type, data, record }) => wholeRecord(owner, type, record, data)),
    });
  }

  /** Tells which ZONEMD records are wrong; one that nobody can check is not. */
  check(digest: Digest): void {
    if (this.#zonemds.length === 0) return;
    const { findings, apex } = this.#zone;
    const serial = serialOf(this.#zone);
    this.#names.sort((one, other) => compareDnsNames(one.name, other.name));
    for (const [index, zonemd] of this.#zonemds.entries()) {
      const reason = this.#reason(zonemd, serial, digest);
      if (reason !== undefined) findings.warn("wrong-zonemd", { node: apex, key: DnsType.ZONEMD, index }, () => reason);
    }
  }

  /** Why a ZONEMD record is wrong. */
  #reason(zonemd: DnsRecordZONEMD, serial: number, digest: Digest): string | undefined {
    if (zonemd.serial !== serial) return `the ZONEMD record is about serial ${String(zonemd.serial)}, and the zone has ${String(serial)}`;
    const algorithm = ALGORITHMS[zonemd.hashAlgorithm];
    if (zonemd.scheme !== SCHEME_SIMPLE || algorithm === undefined) return undefined;
    const found = digest(algorithm, this.#parts());
    return compareBytes(found, zonemd.digest) === 0 ? undefined : "the digest is not that of the zone (RFC 8976 section 4)";
  }

  *#parts(): Generator<Uint8Array> {
    for (const { records } of this.#names) yield* records;
  }
}

function wholeRecord(owner: Uint8Array, type: number, { class: classNumber, ttl }: DnsRecord, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(owner.length + RECORD_HEAD + data.length);
  const view = new DataView(bytes.buffer, owner.length);
  bytes.set(owner);
  view.setUint16(0, type);
  view.setUint16(2, classNumber);
  view.setUint32(4, ttl);
  view.setUint16(8, data.length);
  bytes.set(data, owner.length + RECORD_HEAD);
  return bytes;
}

/** RFC 8976 section 3.3.1.3: neither the ZONEMD records nor their signatures are digested. */
function isAboutZonemd({ rdata }: DnsRecord): boolean {
  return rdata.$kind === "ZONEMD" || (rdata.$kind === "RRSIG" && rdata.typeCovered === DnsType.ZONEMD);
}

/** The records of a type at the zone's top. */
export function apexRecords({ image, apex }: CheckedZone, type: number): DnsRecord[] {
  const rrset = image.rrset(apex, type);
  return rrset === 0 ? [] : recordsOf(image, nameFromWire(image.origin()), rrset);
}

function zonemdsOf(zone: CheckedZone): DnsRecordZONEMD[] {
  return apexRecords(zone, DnsType.ZONEMD).flatMap(({ rdata }) => (rdata.$kind === "ZONEMD" ? [rdata] : []));
}

function serialOf(zone: CheckedZone): number {
  const [soa] = apexRecords(zone, DnsType.SOA);
  return soa?.rdata.$kind === "SOA" ? soa.rdata.serial : -1;
}
