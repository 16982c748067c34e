/** What all rules for a zone see. */
import { DnsType } from "../../../generated/dns/types.js";
import { signaturesOf, type ZoneImage } from "../image/image.js";
import { NODE, RRSET } from "../image/layout.js";
import type { NodeFacts } from "./check-facts.js";
import type { Findings } from "./check-findings.js";

/** A zone, and the name in it that is looked at. */
export interface CheckedZone {
  readonly image: ZoneImage;
  readonly version: number;
  readonly findings: Findings;
  readonly facts: NodeFacts;
  readonly apex: number;
  /** Whether anything says that the zone is signed. */
  readonly isSigned: boolean;
  /** What hides the name at hand: the node of a delegation or a DNAME above it, or 0. */
  hidden: number;
}

/** A rule is asked about each name. */
export type Rule = (zone: CheckedZone) => void;

/** What a signer leaves at the apex. */
export function looksSigned(image: ZoneImage, apex: number): boolean {
  const marks = [DnsType.DNSKEY, DnsType.NSEC, DnsType.NSEC3PARAM, signaturesOf(DnsType.SOA)];
  return marks.some((type) => image.rrset(apex, type) !== 0);
}

const ASTERISK = 0x2a;

export function isWildcard({ image, facts }: CheckedZone): boolean {
  const name = facts.node + NODE.NAME;
  return image.nameLength(facts.node) > 1 && image.bytes[name] === 1 && image.bytes[name + 1] === ASTERISK;
}

/** How many records an RRset has. */
export function countOf(image: ZoneImage, rrset: number): number {
  return image.word(rrset + RRSET.COUNT);
}
