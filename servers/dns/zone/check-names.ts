/** Which records may stand at which names. */
import { DnsType } from "../../../generated/dns/types.js";
import { typeName } from "../zone-file/index.js";
import { type CheckedZone, countOf, isWildcard, type Rule } from "./check-context.js";
import { ABOUT, HAS, kindOf } from "./check-facts.js";

const { SOA, NS, CNAME, DNAME, DS } = DnsType;

/** The first RRset of the name at hand that is of certain kinds. */
function firstOf({ facts }: CheckedZone, kinds: number): number {
  return facts.keys.slice(0, facts.count).find((key) => (kindOf(key) & kinds) !== 0) ?? 0;
}

/** RFC 1034 section 4.2.1: a zone has one SOA, at its top, and name servers there. */
export const apexRule: Rule = (zone) => {
  const { facts, findings, image } = zone;
  const { node } = facts;
  if (node !== zone.apex) return;
  const soa = facts.rrset(SOA);
  if (soa === 0) findings.error("no-soa", { node }, () => "the zone has no SOA record at its own name");
  else if (countOf(image, soa) > 1)
    findings.error("several-soas", { node, key: SOA, index: 1 }, () => "the zone has more than one SOA record");
  if ((facts.has & HAS.NS) === 0) findings.error("no-ns", { node, key: SOA }, () => "the zone has no NS records at its own name");
  if ((facts.has & HAS.DS) !== 0)
    findings.warn(
      "misplaced-type",
      { node, key: DS },
      () => "DS records of the zone's own name belong to its parent (RFC 4035 section 2.4)",
    );
};

/** What stands at the apex only, or only with something else. */
export const placeRule: Rule = (zone) => {
  const { facts, findings } = zone;
  const { node, has } = facts;
  if (node === zone.apex || (has & (HAS.SOA | HAS.APEX_ONLY | HAS.DS)) === 0) return;
  if ((has & HAS.SOA) !== 0) findings.error("misplaced-soa", { node, key: SOA }, () => "a SOA record stands at the zone's own name only");
  if ((has & HAS.APEX_ONLY) !== 0) {
    const key = firstOf(zone, HAS.APEX_ONLY);
    findings.warn("misplaced-type", { node, key }, () => `${typeName(key)} has no meaning but at the zone's own name`);
  }
  if ((has & (HAS.DS | HAS.NS)) === HAS.DS)
    findings.warn("ds-without-ns", { node, key: DS }, () => "DS without NS records: there is no delegation here (RFC 4035 section 2.4)");
};

/** RFC 1034 section 3.6.2, RFC 2181 section 10.1: an alias is nothing else. */
export const aliasRule: Rule = (zone) => {
  const { facts, findings, image } = zone;
  const { node, has } = facts;
  if ((has & HAS.CNAME) === 0) return;
  const others = has & ~(HAS.CNAME | HAS.KEY | ABOUT);
  if (others !== 0) {
    const other = firstOf(zone, others);
    findings.error("cname-and-other-data", { node, key: CNAME }, () => `a CNAME stands alone, but there is ${typeName(other)} data too`);
  }
  if (countOf(image, facts.rrset(CNAME)) > 1)
    findings.error("cname-and-other-data", { node, key: CNAME, index: 1 }, () => "a name has one CNAME at most");
};

/** RFC 6672 section 2.3 and 2.4, and RFC 4592 section 4.2 and 4.4. */
export const dnameRule: Rule = (zone) => {
  const { facts, findings, image } = zone;
  const { node, has } = facts;
  if ((has & (HAS.DNAME | HAS.NS)) === 0) return;
  const isCut = (has & HAS.NS) !== 0 && node !== zone.apex;
  if ((has & HAS.DNAME) !== 0 && countOf(image, facts.rrset(DNAME)) > 1)
    findings.error("bad-dname", { node, key: DNAME, index: 1 }, () => "a name has one DNAME at most");
  if ((has & HAS.DNAME) !== 0 && isCut)
    findings.error("bad-dname", { node, key: DNAME }, () => "a delegation has no DNAME: that belongs to the zone below");
  if (isWildcard(zone)) {
    const key = firstOf(zone, HAS.DNAME | HAS.NS);
    findings.warn("wildcard-cut", { node, key }, () => `${typeName(key)} at a wildcard: servers don't agree on what that means`);
  }
};

/** At a delegation: what belongs there, and what other rules complain of. */
const SEEN_AT_CUT = HAS.NS | HAS.DS | HAS.ADDRESS | HAS.CNAME | HAS.DNAME | HAS.SOA;

/** Data below a DNAME must not be (RFC 6672 section 2.4); below a delegation only glue is seen (RFC 1034 section 4.2.1). */
export const hiddenRule: Rule = (zone) => {
  const { facts, findings, hidden } = zone;
  const { node, has } = facts;
  const data = has & ~ABOUT;
  if (data === 0) return;
  if (isBelowDname(zone)) {
    findings.error(
      "below-dname",
      { node, key: firstOf(zone, data) },
      () => `there may be nothing below ${findings.name(hidden)}, which has a DNAME`,
    );
    return;
  }
  const unseen = hidden !== 0 ? data & ~HAS.ADDRESS : isDelegation(zone) ? data & ~SEEN_AT_CUT : 0;
  if (unseen === 0) return;
  const key = firstOf(zone, unseen);
  findings.warn("occluded", { node, key }, () => `${typeName(key)} is not seen: ${findings.name(hidden || node)} is delegated`);
};

/** Whether it is a DNAME that hides the name at hand. */
export function isBelowDname({ hidden, image }: CheckedZone): boolean {
  return hidden !== 0 && (image.nameLength(hidden) === 0 || image.rrset(hidden, NS) === 0);
}

export function isDelegation({ facts, apex }: CheckedZone): boolean {
  return (facts.has & HAS.NS) !== 0 && facts.node !== apex;
}

/** RFC 1035 section 5.2: all records of a zone are of one class. */
export const classRule: Rule = ({ facts, findings }) => {
  if (facts.hasOtherClass) findings.error("wrong-class", { node: facts.node }, () => "a record's class is not that of the zone");
};
