/** Signatures and type bit maps of a signed zone (RFC 4035 section 2). */
import { DnsType } from "../../../generated/dns/types.js";
import { signaturesOf, type ZoneImage } from "../image/image.js";
import { RECORD_HEAD, RRSET, SIGNED } from "../image/layout.js";
import { isInChain, nsec3Parameters } from "../image/nsec3.js";
import { typeName } from "../zone-file/index.js";
import { hasTypes } from "./check-bit-maps.js";
import type { CheckedZone, Rule } from "./check-context.js";
import { ABOUT, HAS } from "./check-facts.js";
import { isDelegation } from "./check-names.js";

const { RRSIG, NSEC, NSEC3, NSEC3PARAM, DS } = DnsType;

/** In a signature's data (RFC 4034 section 3.1). */
const EXPIRATION = 8;
const INCEPTION = 12;

export class Signatures {
  /** Names that have data which is signed, secure delegations among them; delegations without DS; names that only have names below. */
  secure = 0;
  insecure = 0;
  empty = 0;
  readonly #now: number | undefined;
  readonly #usesNsec: boolean;
  /** Of the one NSEC3PARAM record; 0 if there are several, so that other NSEC3 records may be of other chains. */
  readonly #parameters: number;

  constructor({ image, apex }: CheckedZone, now: number | undefined) {
    this.#now = now;
    this.#usesNsec = image.signed === SIGNED.NSEC;
    this.#parameters = image.word(image.rrset(apex, NSEC3PARAM) + RRSET.COUNT) === 1 ? nsec3Parameters(image, apex) : 0;
  }

  readonly rule: Rule = (zone) => {
    const { facts } = zone;
    if (zone.hidden !== 0 && (facts.has & HAS.NSEC3) === 0) return;
    this.#count(zone);
    this.#checkSigned(zone);
    if ((facts.has & HAS.SIGNATURES) !== 0 && this.#now !== undefined) this.#checkTimes(zone, this.#now);
    if (this.#usesNsec && (facts.has & ~ABOUT) !== 0) checkNsec(zone);
    if (this.#parameters !== 0 && (facts.has & HAS.NSEC3) !== 0) checkNsec3(zone, this.#parameters);
  };

  #count(zone: CheckedZone): void {
    const { count, has } = zone.facts;
    if (count === 0) this.empty++;
    else if ((has & ~ABOUT) === 0) return;
    else if (isDelegation(zone) && (has & HAS.DS) === 0) this.insecure++;
    else this.secure++;
  }

  /** RFC 4035 section 2.2: every RRset that is the zone's own; not delegations, nor glue. */
  #checkSigned(zone: CheckedZone): void {
    const { facts, findings } = zone;
    const isCut = isDelegation(zone) || zone.hidden !== 0;
    for (let index = 0; index < facts.count; index++) {
      const key = facts.keys[index] ?? 0;
      if ((key & 0xffff) === RRSIG || (isCut && key !== DS && key !== NSEC && key !== NSEC3)) continue;
      if (facts.rrset(signaturesOf(key)) === 0)
        findings.warn("no-signature", { node: facts.node, key }, () => `${typeName(key)} is not signed, and the zone is`);
    }
  }

  #checkTimes({ facts, findings, image }: CheckedZone, now: number): void {
    for (let index = 0; index < facts.count; index++) {
      const key = facts.keys[index] ?? 0;
      if ((key & 0xffff) !== RRSIG) continue;
      eachRecord(image, facts.rrsets[index] ?? 0, (data, record) => {
        const wrong = timeProblem(image, data, now);
        if (wrong !== "")
          findings.warn(
            "signature-time",
            { node: facts.node, key, index: record },
            () => `the signature of ${typeName(key >>> 16)} ${wrong}`,
          );
      });
    }
  }
}

function eachRecord(image: ZoneImage, rrset: number, visit: (data: number, index: number) => void): void {
  let record = rrset + RRSET.RENDERING;
  for (let index = 0; index < image.word(rrset + RRSET.COUNT); index++) {
    visit(record + RECORD_HEAD, index);
    record += RECORD_HEAD + image.view.getUint16(record + 8);
  }
}

/** Times go in a circle of 2^32 seconds (RFC 4034 section 3.1.5). */
function timeProblem(image: ZoneImage, data: number, now: number): string {
  if (((image.view.getUint32(data + EXPIRATION) - now) | 0) < 0) return "has expired";
  return ((now - image.view.getUint32(data + INCEPTION)) | 0) < 0 ? "is not valid yet" : "";
}

/** RFC 4035 section 2.3: each name with data has an NSEC that lists its types. */
function checkNsec(zone: CheckedZone): void {
  const { facts, findings, image } = zone;
  const { node } = facts;
  const nsec = facts.rrset(NSEC);
  if (nsec === 0) findings.warn("broken-nsec", { node }, () => "the name has no NSEC record, and the zone uses them");
  else if (!hasTypes(image, nsec, facts, isDelegation(zone)))
    findings.warn("wrong-type-bit-map", { node, key: NSEC }, () => "the types that the NSEC record lists are not those of the name");
}

/** RFC 5155 section 7.1: the NSEC3 records of a chain have the parameters that NSEC3PARAM tells. */
function checkNsec3({ facts: { node }, findings, image }: CheckedZone, parameters: number): void {
  if (isInChain(image, parameters, node)) return;
  findings.warn("broken-nsec3", { node, key: NSEC3 }, () => "the NSEC3 record has other parameters than the NSEC3PARAM record");
}
