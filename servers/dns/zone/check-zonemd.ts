/** Digests of a whole zone: whether its ZONEMD records are right (RFC 8976 section 4). */
import type { DnsRecord, DnsRecordZONEMD } from "../../../generated/dns/dns.js";
import { DnsType } from "../../../generated/dns/types.js";
import { compareDnsNames, type DnsName } from "../../../runtime/types/dns-name.js";
import type { ZoneImage } from "../image/image.js";
import { typeOfData } from "../zone-file/index.js";
import { CanonicalEncoder, compareBytes, lowerWire } from "./canonical.js";
import type { CheckedZone } from "./check-context.js";
import type { Findings } from "./check-findings.js";
import { allNodes } from "./check-nodes.js";
import { recordsOf, nameFromWire, ownerOf, recordsOfNode } from "./records.js";

export type DigestAlgorithm = "sha384" | "sha512";

/** A hash function over some bytes after the other. */
export type Digest = (algorithm: DigestAlgorithm, parts: Iterable<Uint8Array>) => Uint8Array;

const ALGORITHMS: Readonly<Record<number, DigestAlgorithm>> = { 1: "sha384", 2: "sha512" };
const SCHEME_SIMPLE = 1;
const RECORD_HEAD = 10;

/** What a zone's ZONEMD records say of it. */
export type ZonemdVerdict =
  | { readonly kind: "verified" }
  /** There are none. */
  | { readonly kind: "absent" }
  /** There are only such that nobody can check: of a scheme or an algorithm that is not known. */
  | { readonly kind: "unsupported" }
  | { readonly kind: "wrong"; readonly problem: string };

/** A zone, and where its top stands. */
export type DigestedZone = Pick<CheckedZone, "image" | "apex">;

/** All of a zone's records are given to it, name by name; then it knows. */
export class ZoneDigests {
  readonly #zone: DigestedZone;
  readonly #zonemds: readonly DnsRecordZONEMD[];
  readonly #encoder = new CanonicalEncoder();
  readonly #names: { readonly name: DnsName; readonly records: readonly Uint8Array[] }[] = [];

  constructor(zone: DigestedZone) {
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
  check(findings: Findings, digest: Digest): void {
    const { apex } = this.#zone;
    for (const [index, reason] of this.#reasons(digest).entries())
      if (typeof reason === "string") findings.warn("wrong-zonemd", { node: apex, key: DnsType.ZONEMD, index }, () => reason);
  }

  /** One record that is right is enough (RFC 8976 section 4). */
  verdict(digest: Digest): ZonemdVerdict {
    if (this.#zonemds.length === 0) return { kind: "absent" };
    const reasons = this.#reasons(digest);
    if (reasons.includes(true)) return { kind: "verified" };
    const problem = reasons.find((reason) => typeof reason === "string");
    return problem === undefined ? { kind: "unsupported" } : { kind: "wrong", problem };
  }

  /** Of each ZONEMD record why it is wrong, true for one that is right, undefined for one that nobody can check. */
  #reasons(digest: Digest): (string | true | undefined)[] {
    const serial = serialOf(this.#zone);
    this.#names.sort((one, other) => compareDnsNames(one.name, other.name));
    return this.#zonemds.map((zonemd) => this.#reason(zonemd, serial, digest));
  }

  #reason(zonemd: DnsRecordZONEMD, serial: number, digest: Digest): string | true | undefined {
    if (zonemd.serial !== serial) return `the ZONEMD record is about serial ${String(zonemd.serial)}, and the zone has ${String(serial)}`;
    const algorithm = ALGORITHMS[zonemd.hashAlgorithm];
    if (zonemd.scheme !== SCHEME_SIMPLE || algorithm === undefined) return undefined;
    // RFC 8976 section 2.2.3: which of two is meant, nobody knows.
    if (this.#zonemds.filter((other) => isSameKind(zonemd, other)).length > 1)
      return "there are two ZONEMD records of one scheme and algorithm";
    const found = digest(algorithm, this.#parts());
    return compareBytes(found, zonemd.digest) === 0 ? true : "the digest is not that of the zone (RFC 8976 section 4)";
  }

  *#parts(): Generator<Uint8Array> {
    for (const { records } of this.#names) yield* records;
  }
}

/** Whether a version of a zone has any digest. */
export function hasZonemd(image: ZoneImage, version: number): boolean {
  return image.rrset(image.current(image.apex, version), DnsType.ZONEMD) !== 0;
}

/** What the ZONEMD records of a version say of it. Takes long for a large zone, unless it has none. */
export function verifyZonemd(image: ZoneImage, version: number, digest: Digest): ZonemdVerdict {
  if (!hasZonemd(image, version)) return { kind: "absent" };
  const digests = new ZoneDigests({ image, apex: image.current(image.apex, version) });
  allNodes(image).forEach((newest) => {
    const node = image.current(newest, version);
    if (node !== 0) digests.add(ownerOf(image, node), recordsOfNode(image, node));
  });
  return digests.verdict(digest);
}

function isSameKind(one: DnsRecordZONEMD, other: DnsRecordZONEMD): boolean {
  return one.scheme === other.scheme && one.hashAlgorithm === other.hashAlgorithm;
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

/** RFC 8976 section 3.3.1.1: neither the ZONEMD records nor their signatures are digested. */
function isAboutZonemd({ rdata }: DnsRecord): boolean {
  return rdata.$kind === "ZONEMD" || (rdata.$kind === "RRSIG" && rdata.typeCovered === DnsType.ZONEMD);
}

/** The records of a type at the zone's top. */
export function apexRecords({ image, apex }: DigestedZone, type: number): DnsRecord[] {
  const rrset = image.rrset(apex, type);
  return rrset === 0 ? [] : recordsOf(image, nameFromWire(image.origin()), rrset);
}

function zonemdsOf(zone: DigestedZone): DnsRecordZONEMD[] {
  return apexRecords(zone, DnsType.ZONEMD).flatMap(({ rdata }) => (rdata.$kind === "ZONEMD" ? [rdata] : []));
}

function serialOf(zone: DigestedZone): number {
  const [soa] = apexRecords(zone, DnsType.SOA);
  return soa?.rdata.$kind === "SOA" ? soa.rdata.serial : -1;
}
