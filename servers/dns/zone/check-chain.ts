/** The chain of NSEC or NSEC3 records of a signed zone: from each name to the next, and from the last to the first. */
import { DnsType } from "../../../generated/dns/types.js";
import type { ZoneImage } from "../image/image.js";
import { ENTRY, HEAD, NODE, RECORD_HEAD, RRSET, SIGNED, TABLE } from "../image/layout.js";
import { LOWER } from "../image/name-key.js";
import { nsec3Parameters } from "../image/nsec3.js";
import { HASH_LABEL, orderedTable } from "../image/ordered.js";
import type { CheckedZone } from "./check-context.js";
import type { Signatures } from "./check-signatures.js";

const { NSEC, NSEC3, NSEC3PARAM, DNSKEY, SOA } = DnsType;

/** RFC 9276 section 3.1 and 3.2: more than none is of no use; resolvers give up at 100 to 500. */
const MANY_ITERATIONS = 100;
const MOST_ITERATIONS = 500;
const OPT_OUT = 1;
const SHA1_BYTES = 20;
const BASE32HEX: Uint8Array = new TextEncoder().encode("0123456789abcdefghijklmnopqrstuv");

/** Where the parts of an NSEC3 record's data stand (RFC 5155 section 3.2); NSEC3PARAM has the first four too. */
const FLAGS = 1;
const ITERATIONS = 2;
const SALT = 4;

export class Chain {
  readonly #zone: CheckedZone;
  readonly #names: Signatures;
  readonly #table: number;
  readonly #count: number;
  #hasOptOut = false;

  constructor(zone: CheckedZone, names: Signatures) {
    this.#zone = zone;
    this.#names = names;
    this.#table = zone.image.signed === SIGNED.NO ? 0 : orderedTable(zone.image, zone.version);
    this.#count = this.#table === 0 ? 0 : zone.image.word(this.#table + TABLE.COUNT);
  }

  check(): void {
    const { image, findings, apex } = this.#zone;
    if (image.rrset(apex, DNSKEY) === 0)
      findings.warn("no-dnskey", { node: apex, key: SOA }, () => "the zone is signed, but has no DNSKEY records");
    if (this.#count === 0)
      findings.warn("no-proofs", { node: apex, key: SOA }, () => "the zone is signed, but has no NSEC or NSEC3 records");
    else if (image.signed === SIGNED.NSEC) this.#checkNsecs();
    else this.#checkNsec3s();
  }

  #node(index: number): number {
    const { image, version } = this.#zone;
    const entry = this.#table + TABLE.ENTRIES + (index % this.#count) * ENTRY.BYTES;
    return image.current(image.word(entry + ENTRY.NODE), version);
  }

  /** RFC 4034 section 4.1.1. */
  #checkNsecs(): void {
    const { image, findings } = this.#zone;
    for (let index = 0; index < this.#count; index++) {
      const node = this.#node(index);
      const next = this.#node(index + 1);
      const nsec = image.rrset(node, NSEC);
      if (image.word(nsec + RRSET.COUNT) > 1)
        findings.warn("broken-nsec", { node, key: NSEC, index: 1 }, () => "a name has one NSEC record");
      else if (!isNameOf(image, dataOf(nsec), next))
        findings.warn("broken-nsec", { node, key: NSEC }, () => `the NSEC record does not lead to the next name, ${findings.name(next)}`);
    }
  }

  /** RFC 5155 section 7.1. */
  #checkNsec3s(): void {
    const { image, findings, apex } = this.#zone;
    const parameters = nsec3Parameters(image, apex);
    if (parameters === 0) return;
    this.#checkIterations(parameters);
    for (let index = 0; index < this.#count; index++) {
      const node = this.#node(index);
      const data = dataOf(image.rrset(node, NSEC3));
      if ((image.view.getUint8(data + FLAGS) & OPT_OUT) !== 0) this.#hasOptOut = true;
      if (!isHashOf(image, data, this.#node(index + 1)))
        findings.warn(
          "broken-nsec3",
          { node, key: NSEC3 },
          () => `the NSEC3 record does not lead to the next, ${findings.name(this.#node(index + 1))}`,
        );
    }
    this.#checkCompleteness();
  }

  #checkIterations(parameters: number): void {
    const { image, findings, apex } = this.#zone;
    const iterations = image.view.getUint16(parameters + ITERATIONS);
    if (iterations === 0) return;
    const culprit = { node: apex, key: NSEC3PARAM };
    const message = (): string =>
      `${iterations} extra iterations of NSEC3's hash: ${iterations > MANY_ITERATIONS ? "resolvers treat the zone as unsigned" : "there are to be none"} (RFC 9276)`;
    if (iterations > MOST_ITERATIONS) findings.error("nsec3-iterations", culprit, message);
    else findings.warn("nsec3-iterations", culprit, message);
  }

  /** Hashing all names would take longer than all else: they are counted. With opt-out, some may be missing. */
  #checkCompleteness(): void {
    const { findings, apex } = this.#zone;
    const { secure, insecure, empty } = this.#names;
    const all = secure + insecure + empty;
    const least = this.#hasOptOut ? secure : all;
    if (this.#count >= least && this.#count <= all) return;
    findings.warn(
      "broken-nsec3",
      { node: apex, key: NSEC3PARAM },
      () => `there are ${this.#count} NSEC3 records for ${least === all ? "" : `at least ${least} and at most `}${all} names`,
    );
  }
}

/** The data of an RRset's first record, which has no POINTERS. */
function dataOf(rrset: number): number {
  return rrset + RRSET.RENDERING + RECORD_HEAD;
}

/** Whether the name at a place, without pointers, is a node's. */
function isNameOf(image: ZoneImage, at: number, node: number): boolean {
  const { bytes } = image;
  const length = image.nameLength(node);
  const origin = image.word(HEAD.ORIGIN << 2) - length;
  for (let index = 0; index < length + image.originLength; index++) {
    const expected = bytes[(index < length ? node + NODE.NAME : origin) + index] ?? 0;
    if (LOWER[bytes[at + index] ?? 0] !== LOWER[expected]) return false;
  }
  return true;
}

/** Whether the next hash of an NSEC3 is what a node's name begins with, in base32hex. */
function isHashOf(image: ZoneImage, data: number, node: number): boolean {
  const { bytes } = image;
  const hash = data + 5 + image.view.getUint8(data + SALT) + 1;
  if (bytes[hash - 1] !== SHA1_BYTES) return false;
  for (let digit = 0; digit < HASH_LABEL; digit++) {
    // Five bits from bit 5 * digit on: in one byte, or in two.
    const at = hash + ((5 * digit) >> 3);
    const pair = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    const five = (pair >> (11 - ((5 * digit) & 7))) & 31;
    if (BASE32HEX[five] !== LOWER[bytes[node + NODE.NAME + 1 + digit] ?? 0]) return false;
  }
  return true;
}
