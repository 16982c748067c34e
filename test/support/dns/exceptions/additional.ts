/** Additional data: which addresses, and how often. */
import { DnsType } from "../../../../generated/dns/types.js";
import { isAtOrBelow, pathDown } from "../names.js";
import { addressesFor, isAuthoritative, zoneFor, type OracleZone, type Verdict } from "../oracle.js";
import { targetOf, type ZoneRecord } from "../records.js";
import { isReferral, unique, zoneOf, type Exception } from "./exception.js";

const { A, AAAA, DS, MX, NS, SRV } = DnsType;

export const minimalResponses: Exception = {
  name: "no additional data but glue",
  servers: ["nsd"],
  reference: "RFC 1034 section 4.3.2 step 6: what may be useful, not what must be there",
  why: "configured: minimal-responses, without which NSD adds NS records to positive answers",
  instead: (_, expected) => (isReferral(expected) ? undefined : { ...expected, additional: [] }),
};

export const cutAdditional: Exception = {
  name: "additional data: left out of a large answer",
  servers: ["nsd"],
  reference: "RFC 2181 section 9: what is not required is left out without TC",
  why: "NSD puts nothing more into answers that would pass 1480 bytes, which a network may fragment",
  instead: ({ theirs }, expected) => {
    const kept = expected.additional.filter(({ owner, type }) =>
      theirs.additional.some((other) => other.owner === owner && other.type === type),
    );
    return theirs.size > 1000 ? { ...expected, additional: kept } : undefined;
  },
};

export const glueAlone: Exception = {
  name: "referral: glue alone",
  servers: ["bind"],
  reference: "RFC 9471 section 2: glue in domain must be there, sibling glue should; of other addresses nothing is said",
  why: "BIND keeps glue apart, and looks no further for a referral",
  instead: ({ zones }, expected) => {
    const cut = expected.authority.find(({ type }) => type === NS)?.owner;
    const zone = cut === undefined ? undefined : zoneFor(zones, cut, DS);
    if (zone === undefined || !isReferral(expected)) return undefined;
    return { ...expected, additional: expected.additional.filter((address) => !isAuthoritative(zone, address)) };
  },
};

export const glueInAnswers: Exception = {
  name: "answer: glue as additional data",
  servers: ["knot"],
  reference: "RFC 1034 section 4.3.2 step 6: what may be useful; RFC 2181 section 5.4.1: glue is the least trustworthy",
  why: "the target of an MX or SRV record is below a delegation",
  instead: ({ zones, query }, expected) => {
    const zone = zoneOf(zones, query);
    if (zone === undefined || isReferral(expected)) return undefined;
    return { ...expected, additional: addressesFor(zone, expected.answer) };
  },
};

export const wildcardAddresses: Exception = {
  name: "addresses made from a wildcard",
  servers: ["nsd", "knot", "bind"],
  reference: "RFC 1034 section 4.3.2 step 6: what may be useful",
  why: "the targets of NS, MX and SRV are looked up like any other name, though nobody asked for them",
  instead: ({ zones, query }, expected) => {
    const zone = zoneOf(zones, query);
    const made = leading(expected).flatMap((target) => (zone === undefined ? [] : synthesised(zone, target)));
    return made.length === 0 ? undefined : { ...expected, additional: unique([...expected.additional, ...made]) };
  },
};

/** Addresses that a wildcard below the closest encloser would give a name, were it authoritative. */
function synthesised({ origin, records }: OracleZone, name: string): ZoneRecord[] {
  const exists = (other: string): boolean => records.some(({ owner }) => isAtOrBelow(owner, other));
  if (!isAtOrBelow(name, origin) || exists(name)) return [];
  const encloser = pathDown(origin, name).findLast(exists) ?? origin;
  const found = records.filter(({ owner, type }) => owner === `*.${encloser}` && (type === A || type === AAAA));
  return found.map((record) => ({ ...record, owner: name }));
}

export const repeatedAddresses: Exception = {
  name: "additional data: an RRset for each record that leads to it",
  servers: ["knot"],
  reference: "RFC 2181 section 5: an RRset has no record twice",
  why: "several SRV or MX records have one target",
  forgiven: ({ verdict }, theirs) => {
    const targets = leading(verdict);
    return new Set(targets).size < targets.length ? { ...theirs, additional: unique(theirs.additional) } : theirs;
  },
};

/** What additional data is looked up for: where the answer, or the referral, leads. */
function leading(expected: Verdict): string[] {
  const from = isReferral(expected) ? expected.authority : expected.answer;
  return from.filter(({ type }) => type === NS || type === MX || type === SRV).map(targetOf);
}
