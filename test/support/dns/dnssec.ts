/**
 * What an answer has besides when its zone is signed and the query has DO set: signatures (RFC 4035 section 3.1.1) and proofs, by
 * NSEC (section 3.1.3) or NSEC3 (RFC 5155 section 7.2). Slow and obvious, like oracle.ts.
 */
import { createHash } from "node:crypto";
import { DnsType } from "../../../generated/dns/types.js";
import { compareNames, pathDown, wireOf } from "./names.js";
import { exists, rrset, sourceOfSynthesis, type Finding, type OracleZone, type Verdict } from "./oracle.js";
import { coveredType, recordText, type ZoneRecord } from "./records.js";

export interface SignedZone extends OracleZone {
  /** NSEC3 records and their signatures: their owners are no names of the zone (RFC 5155 section 7.2.8). */
  readonly hashes: readonly ZoneRecord[];
}

const { NSEC, NSEC3, NSEC3PARAM, DS, RRSIG } = DnsType;

/** From all records of a zone. */
export function signedZone(origin: string, all: readonly ZoneRecord[]): SignedZone {
  const isHash = (record: ZoneRecord): boolean => record.type === NSEC3 || (record.type === RRSIG && coveredType(record) === NSEC3);
  return { origin, records: all.filter((record) => !isHash(record)), hashes: all.filter(isHash) };
}

export function isSigned(zone: OracleZone): zone is SignedZone {
  return "hashes" in zone;
}

export function withProofs(zone: SignedZone, verdict: Verdict): Verdict {
  const proofs = verdict.findings.flatMap((finding) => proofOf(zone, finding));
  const sections = [verdict.answer, [...verdict.authority, ...proofs], verdict.additional];
  const [answer = [], authority = [], additional = []] = sections.map((records) => withSignatures(zone, unique(records)));
  return { ...verdict, answer, authority, additional };
}

function unique(records: readonly ZoneRecord[]): ZoneRecord[] {
  return [...new Map(records.map((record) => [recordText(record), record])).values()];
}

/** The signatures of an RRset have its TTL (RFC 4034 section 3), and stand at the wildcard if it was made from one. */
function withSignatures(zone: SignedZone, records: readonly ZoneRecord[]): ZoneRecord[] {
  const first = records.filter(
    (record, index) => index === records.findIndex(({ owner, type }) => owner === record.owner && type === record.type),
  );
  return [...records, ...first.filter(({ type }) => type !== RRSIG).flatMap((record) => signaturesOf(zone, record))];
}

function signaturesOf(zone: SignedZone, { owner, type, ttl }: ZoneRecord): ZoneRecord[] {
  const signer = type === NSEC3 || exists(zone, owner) ? owner : sourceOfSynthesis(zone, owner);
  const all = [...zone.records, ...zone.hashes].filter((record) => record.owner === signer && record.type === RRSIG);
  return all.filter((record) => coveredType(record) === type).map((record) => ({ ...record, owner, ttl }));
}

function proofOf(zone: SignedZone, finding: Finding): ZoneRecord[] {
  const secure = finding.kind === "delegated" ? rrset(zone, finding.name, DS) : [];
  if (secure.length > 0) return secure;
  return rrset(zone, zone.origin, NSEC3PARAM).length > 0 ? hashedProof(zone, finding) : plainProof(zone, finding);
}

/** RFC 4035 section 3.1.3 and 3.1.4.1. */
function plainProof(zone: SignedZone, { kind, name }: Finding): ZoneRecord[] {
  const source = sourceOfSynthesis(zone, name);
  switch (kind) {
    case "no such name":
      return [...span(zone, name), ...span(zone, source)];
    case "no data":
      return exists(zone, name) ? span(zone, name) : [...span(zone, source), ...span(zone, name)];
    case "made from a wildcard":
    case "delegated":
      return span(zone, name);
  }
}

/** The NSEC at this name, or else the one before it: what it says covers the name. */
export function span({ records }: SignedZone, name: string): ZoneRecord[] {
  const before = records.filter(({ owner, type }) => type === NSEC && compareNames(owner, name) <= 0);
  const sorted = before.sort((one, other) => compareNames(one.owner, other.owner));
  return sorted.slice(-1);
}

/** RFC 5155 section 7.2. */
function hashedProof(zone: SignedZone, { kind, name }: Finding): ZoneRecord[] {
  switch (kind) {
    case "no such name":
      return [...encloserProof(zone, name), ...hashedSpan(zone, sourceOfSynthesis(zone, name))];
    case "no data":
      if (!exists(zone, name)) return [...encloserProof(zone, name), ...hashedSpan(zone, sourceOfSynthesis(zone, name))];
      return hashedMatch(zone, name) ?? encloserProof(zone, name);
    case "made from a wildcard":
      return hashedSpan(zone, nextCloser(zone, name));
    case "delegated":
      return hashedMatch(zone, name) ?? encloserProof(zone, name);
  }
}

/** Section 7.2.1: the closest provable encloser exists, the next closer name does not, or is opted out. */
function encloserProof(zone: SignedZone, name: string): ZoneRecord[] {
  return [...(hashedMatch(zone, provableEncloser(zone, name)) ?? []), ...hashedSpan(zone, nextCloser(zone, name))];
}

function provableEncloser(zone: SignedZone, name: string): string {
  return pathDown(zone.origin, name).findLast((step) => hashedMatch(zone, step) !== undefined) ?? zone.origin;
}

export function nextCloser(zone: SignedZone, name: string): string {
  const path = pathDown(zone.origin, name);
  return path[path.indexOf(provableEncloser(zone, name)) + 1] ?? name;
}

export function hashedMatch(zone: SignedZone, name: string): ZoneRecord[] | undefined {
  const owner = `${hashOf(zone, name)}.${zone.origin}`;
  const found = zone.hashes.filter((record) => record.owner === owner && record.type === NSEC3);
  return found.length === 0 ? undefined : found;
}

/** The NSEC3 at this name's hash, or the one before it, the last coming before the first. */
export function hashedSpan(zone: SignedZone, name: string): ZoneRecord[] {
  const hash = `${hashOf(zone, name)}.${zone.origin}`;
  const sorted = zone.hashes.filter(({ type }) => type === NSEC3).sort((one, other) => (one.owner < other.owner ? -1 : 1));
  return (sorted.filter(({ owner }) => owner <= hash).length === 0 ? sorted : sorted.filter(({ owner }) => owner <= hash)).slice(-1);
}

const DIGITS = "0123456789abcdefghijklmnopqrstuv";
/** The same names are looked up again and again. */
const HASHES = new WeakMap<SignedZone, Map<string, string>>();

function hashOf(zone: SignedZone, name: string): string {
  const known = HASHES.get(zone) ?? new Map<string, string>();
  HASHES.set(zone, known);
  const hash = known.get(name) ?? computeHash(zone, name);
  known.set(name, hash);
  return hash;
}

/** RFC 5155 section 5, in Base 32 with the extended alphabet. */
function computeHash(zone: SignedZone, name: string): string {
  const [, , iterations = "0", , salt = "-"] = (rrset(zone, zone.origin, NSEC3PARAM)[0]?.rdata ?? "").split(" ");
  const salted = Buffer.from(salt === "-" ? "" : salt, "hex");
  let digest = wireOf(name);
  for (let round = 0; round <= Number(iterations); round++) digest = createHash("sha1").update(digest).update(salted).digest();
  const bits = [...digest].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{5}/gu) ?? []).map((five) => DIGITS[Number.parseInt(five, 2)]).join("");
}
