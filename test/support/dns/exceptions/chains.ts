/** Chains of aliases: how far they are followed, and what becomes of those that do not end. ANY, and DS where the parent is not served. */
import { DnsRcode, DnsType } from "../../../../generated/dns/types.js";
import { isAtOrBelow } from "../names.js";
import { oracle, OURS, zoneFor } from "../oracle.js";
import { targetOf } from "../records.js";
import { isReferral, unique, zoneOf, type Exception } from "./exception.js";

const { ANY, CNAME, DNAME, DS, NS, RRSIG } = DnsType;
const NOTHING_MORE = { authority: [], additional: [], findings: [] };

/** Chains are followed so far by this server. */
export function chainLimit(server: string, mostLinks: number): Exception {
  return {
    name: mostLinks === Infinity ? "chains of any length" : `chains of at most ${mostLinks} links`,
    servers: [server],
    reference: "RFC 1034 section 4.3.2 step 3a knows no limit; a resolver goes on from the last CNAME",
    why: "a limit of its own where a chain is followed inside the zone",
    instead: ({ judge, verdict }) => {
      const links = verdict.answer.filter(({ type }) => type === CNAME).length;
      return links >= mostLinks || verdict.unfinished ? judge({ mostLinks }) : undefined;
    },
  };
}

export const servfailOnLoop: Exception = {
  name: "loop or long chain: SERVFAIL",
  servers: ["bind"],
  reference: 'RFC 1034 section 3.6.2: "CNAME chains should be followed and CNAME loops signalled as an error"',
  why: "BIND counts (max-query-restarts, 11), then gives up; the links are in the answer",
  instead: ({ judge }) => {
    const followed = judge({ mostLinks: 12 });
    if (!followed.unfinished && followed.answer.filter(({ type }) => type === CNAME).length < 12) return undefined;
    const links = followed.answer.filter(({ type }) => type === CNAME || type === DNAME);
    const findings = followed.findings.filter(({ kind }) => kind === "made from a wildcard");
    return { ...followed, rcode: DnsRcode.ServFail, answer: links, authority: [], additional: [], findings };
  },
};

export const intoOtherZone: Exception = {
  name: "chain into another zone that is served: ends",
  servers: ["bind"],
  reference: "RFC 1034 section 4.3.2 step 3a leads back to step 2, where the other zone is the nearest; a resolver asks again in any case",
  why: "BIND finds the other zone, and adds nothing of it; nor is there a referral then",
  instead: ({ zones }, expected) => {
    const cut = expected.authority.find(({ type }) => type === NS)?.owner;
    const isServed = expected.answer.length > 0 && zones.some(({ origin }) => origin === cut);
    return isServed ? { ...expected, authority: [], additional: [] } : undefined;
  },
};

export const repeatedLink: Exception = {
  name: "loop: a link twice",
  servers: ["nsd", "knot"],
  reference: "RFC 2181 section 5: an RRset has no record twice",
  why: "links made from a wildcard are new each time, and not recognised",
  forgiven: ({ verdict }, theirs) => (verdict.unfinished ? { ...theirs, answer: unique(theirs.answer) } : theirs),
};

export const selfDname: Exception = {
  name: "DNAME into itself: followed once",
  servers: ["nsd"],
  reference: "RFC 6672 section 2.4 does not forbid it; each step makes the name longer, until YXDOMAIN",
  why: "NSD stops where the new name is below the DNAME again",
  instead: ({ verdict }, expected) => {
    const index = verdict.answer.findIndex((record) => record.type === DNAME && isAtOrBelow(targetOf(record), record.owner));
    return index < 0 ? undefined : { ...expected, rcode: DnsRcode.NoError, answer: verdict.answer.slice(0, index + 2) };
  },
};

export const overflowToTarget: Exception = {
  name: "DNAME overflow: goes on with the DNAME's target",
  servers: ["knot"],
  reference: "RFC 6672 section 2.2: YXDOMAIN, and nothing more",
  why: "Knot looks up the target itself, without the labels that found no room; that may even make it NXDOMAIN",
  instead: ({ verdict, zones, query }, expected) => {
    const dname = verdict.answer.at(-1);
    if (verdict.rcode !== DnsRcode.YXDomain || dname === undefined) return undefined;
    const further = oracle(zones, targetOf(dname), query.type, { mostLinks: 1 });
    const rcode = further.rcode === DnsRcode.NoError ? DnsRcode.YXDomain : further.rcode;
    const answer = unique([...expected.answer, ...further.answer]);
    const { authority, additional, findings } = further;
    return { ...expected, rcode, answer, authority, additional, findings: [...expected.findings, ...findings] };
  },
};

export const otherAny: Exception = {
  name: "ANY: another RRset",
  servers: ["nsd", "knot", "bind", "deens"],
  reference: "RFC 8482 section 4.1: one RRset, which one is the server's choice",
  why: "each takes the first in its own order",
  instead: ({ query, theirs, verdict, judge }) => {
    const last = theirs.answer.filter(({ owner }) => owner === verdict.answer.at(-1)?.owner);
    const anyType = last.find(({ type }) => type !== RRSIG)?.type ?? RRSIG;
    return query.type === ANY ? judge({ ...OURS, anyType }) : undefined;
  },
};

export const anyWithoutAdditional: Exception = {
  name: "ANY: no additional data",
  servers: ["bind"],
  reference: "RFC 8482 section 4.1: one RRset; RFC 1034 section 4.3.2 step 6: what may be useful",
  why: "BIND adds nothing to an answer to ANY",
  instead: ({ query }, expected) => (query.type === ANY && !isReferral(expected) ? { ...expected, additional: [] } : undefined),
};

export const anyStopsAtDname: Exception = {
  name: "ANY: ends at the CNAME made from a DNAME",
  servers: ["bind"],
  reference: "RFC 6672 section 3.2 goes on with the new name; RFC 1034 section 4.3.2 step 3a: QTYPE * matches a CNAME",
  why: "for BIND the made CNAME is an RRset of the name, and so the one that answers ANY",
  instead: ({ query }, expected) =>
    query.type === ANY && expected.answer[0]?.type === DNAME && expected.rcode !== DnsRcode.YXDomain
      ? { ...expected, ...NOTHING_MORE, rcode: DnsRcode.NoError, aa: true, answer: expected.answer.slice(0, 2) }
      : undefined,
};

export const referralForDs: Exception = {
  name: "DS of a zone whose parent is not served: a referral by a zone further up",
  servers: ["knot", "bind"],
  reference: "RFC 4035 section 3.1.4.1: who has the child but not the parent MUST say that there is no data",
  why: "both take the nearest zone above for the parent; NSD looks for the zone that has the delegation",
  instead: ({ zones, query }, expected) => {
    const name = query.name.toLowerCase();
    const isAtTop = query.type === DS && zoneOf(zones, query)?.origin === name;
    const others = zones.filter(({ origin }) => origin !== name);
    return isAtTop && zoneFor(others, name, DS) !== undefined ? { ...expected, ...oracle(others, name, DS) } : undefined;
  },
};
