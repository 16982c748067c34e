/** Proofs of signed zones: records too many, too few, or others. */
import { DnsType } from "../../../../generated/dns/types.js";
import { hashedMatch, hashedSpan, nextCloser, span, type SignedZone } from "../dnssec.js";
import { type Answer } from "../answer.js";
import { compareNames, isBelow, parentOf, pathDown } from "../names.js";
import { at, exists, sourceOfSynthesis, type Finding, type OracleZone, type Verdict } from "../oracle.js";
import { recordText, targetOf, type ZoneRecord } from "../records.js";
import { signedZoneOf, zoneOf, type Case, type Exception } from "./exception.js";

const { CNAME, DNAME, NSEC, NSEC3PARAM } = DnsType;

export const emptyWildcard: Exception = {
  name: "NSEC: an empty wildcard is not proven",
  servers: ["knot", "bind"],
  reference: "RFC 4035 section 3.1.3.4: that the wildcard has no such data, and that nothing matches better",
  why: "the wildcard is an empty non-terminal, and has no NSEC record of its own",
  instead: ({ zones, query }, expected) => {
    const zone = zoneOf(zones, query);
    const isEmpty = ({ kind, name }: Finding): boolean =>
      kind === "no data" && zone !== undefined && !exists(zone, name) && at(zone, sourceOfSynthesis(zone, name)).length === 0;
    const findings = expected.findings.map((finding) =>
      isEmpty(finding) ? { ...finding, kind: "made from a wildcard" as const } : finding,
    );
    return isHashed(zone) ? undefined : { ...expected, findings };
  },
};

export const asteriskAsked: Exception = {
  name: "of a name that begins with an asterisk only what stands at the wildcard is proven",
  servers: ["knot"],
  reference: "RFC 4035 section 3.1.3.3 and 3.1.3.4, RFC 5155 section 7.2.5 and 7.2.6: that nothing matches better, too",
  why: "the name is taken for the wildcard itself, though another wildcard made it",
  instead: ({ zones, query }, expected) => {
    const zone = zoneOf(zones, query);
    if (zone === undefined) return undefined;
    const isTaken = ({ name }: Finding): boolean => name.startsWith("*.") && !exists(zone, name);
    const findings = expected.findings.flatMap((finding) => {
      if (!isTaken(finding)) return [finding];
      return finding.kind === "no data" ? [{ ...finding, name: sourceOfSynthesis(zone, finding.name) }] : [];
    });
    return { ...expected, findings };
  },
};

export const wildcardItself: Exception = {
  name: "NSEC3: the wildcard's parent too, when the wildcard itself is asked for",
  servers: ["nsd"],
  reference: "RFC 5155 section 7.2.3: the one record that matches the name",
  why: "a name that is a wildcard is taken for one that a wildcard made",
  instead: ({ zones, query }, expected) => {
    const zone = signedZoneOf(zones, query);
    const asked = expected.findings.filter(({ kind, name }) => kind === "no data" && name.startsWith("*."));
    if (zone === undefined || !isHashed(zone)) return undefined;
    const more = asked.flatMap(({ name }) => hashedMatch(zone, parentOf(name)) ?? []);
    return { ...expected, authority: [...expected.authority, ...more] };
  },
};

export const noEncloser: Exception = {
  name: "NSEC3: wildcard without data, the closest encloser left out",
  servers: ["nsd"],
  reference: "RFC 5155 section 7.2.5: a closest encloser proof, and the record that matches the wildcard",
  why: "the wildcard's own record shows where it stands",
  instead: ({ zones, query }, expected) => {
    const zone = signedZoneOf(zones, query);
    if (zone === undefined || !isHashed(zone)) return undefined;
    const made = expected.findings.filter(({ kind, name }) => kind === "no data" && !exists(zone, name));
    const proofs = made.flatMap(({ name }) => [
      ...hashedSpan(zone, nextCloser(zone, name)),
      ...hashedSpan(zone, sourceOfSynthesis(zone, name)),
    ]);
    return {
      ...expected,
      findings: expected.findings.filter((finding) => !made.includes(finding)),
      authority: [...expected.authority, ...proofs],
    };
  },
};

export const coveredAfterDname: Exception = {
  name: "NSEC: after a DNAME, the record that covers the closest encloser",
  servers: ["nsd"],
  reference: "RFC 4035 section 3.1.3.2 to 3.1.3.4: the record that covers the name; this one proves nothing",
  why: "NSD's position among the names is that of before the name was made",
  instead: ({ zones, query, verdict }, expected) => {
    const zone = signedZoneOf(zones, query);
    if (zone === undefined || isHashed(zone)) return undefined;
    const made = expected.findings.filter(({ name }) => isMade(verdict, name) && !exists(zone, name));
    const proofs = made.flatMap(({ kind, name }) => {
      const source = sourceOfSynthesis(zone, name);
      const encloser = source.slice(2);
      return kind === "made from a wildcard" ? span(zone, encloser) : [...span(zone, encloser), ...span(zone, source)];
    });
    return {
      ...expected,
      findings: expected.findings.filter((finding) => !made.includes(finding)),
      authority: [...expected.authority, ...proofs],
    };
  },
};

export const besideWildcard: Exception = {
  name: "NSEC: no wildcard, by the name before it, though others are below that",
  servers: ["nsd"],
  reference: "RFC 4035 section 3.1.3.2: the record that covers the wildcard; this one proves nothing",
  why: "of the names beside the wildcard NSD takes the last before it, not the last of those below that one",
  instead: (situation, expected) =>
    insteadOf(situation, expected, (zone, source, name) => {
      const children = zone.records.flatMap(({ owner }) =>
        isBelow(owner, source.slice(2)) ? pathDown(source.slice(2), owner).slice(1, 2) : [],
      );
      const before = children.filter((child) => compareNames(child, source) < 0).sort(compareNames);
      return [...span(zone, name), ...span(zone, before.at(-1) ?? source.slice(2))];
    }),
};

export const emptyAsterisk: Exception = {
  name: "NSEC: an asterisk label that has only names below it, by another record",
  servers: ["bind"],
  reference: "RFC 4035 section 3.1.3.1: the record that covers the name; this one proves nothing",
  why: "not understood: as below such a label, but here that is the name itself",
  instead: ({ zones, query, theirs }, expected) => {
    const zone = signedZoneOf(zones, query);
    if (zone === undefined || isHashed(zone)) return undefined;
    const isEmpty = ({ kind, name }: Finding): boolean =>
      kind === "no data" && name.startsWith("*.") && exists(zone, name) && at(zone, name).length === 0;
    if (!expected.findings.some(isEmpty)) return undefined;
    const findings = expected.findings.filter((finding) => !isEmpty(finding));
    return { ...expected, findings, authority: [...expected.authority, ...spansIn(zone, theirs)] };
  },
};

export const belowAsterisk: Exception = {
  name: "NSEC: no wildcard below an asterisk label, by another record",
  servers: ["bind"],
  reference: "RFC 4035 section 3.1.3.2: the record that covers the wildcard; this one proves nothing",
  why: "not understood: seen where the closest encloser is itself a wildcard without data",
  instead: (situation, expected) =>
    insteadOf(situation, expected, (zone, source, name) =>
      source.startsWith("*.*.") ? spansIn(zone, situation.theirs) : [...span(zone, name), ...span(zone, source)],
    ),
};

/** The zone's NSEC records that an answer has. */
function spansIn(zone: SignedZone, theirs: Answer): ZoneRecord[] {
  const said = theirs.authority.map(recordText);
  return zone.records.filter((record) => record.type === NSEC && said.includes(recordText(record)));
}

/** Another proof that there is neither name nor wildcard, for names that do not exist in zones with NSEC. */
function insteadOf(
  { zones, query }: Case,
  expected: Verdict,
  proof: (zone: SignedZone, source: string, name: string) => readonly ZoneRecord[],
): Verdict | undefined {
  const zone = signedZoneOf(zones, query);
  if (zone === undefined || isHashed(zone)) return undefined;
  const missing = expected.findings.filter(({ kind }) => kind === "no such name");
  const proofs = missing.flatMap(({ name }) => proof(zone, sourceOfSynthesis(zone, name), name));
  return {
    ...expected,
    findings: expected.findings.filter((finding) => !missing.includes(finding)),
    authority: [...expected.authority, ...proofs],
  };
}

function isHashed(zone: OracleZone | undefined): boolean {
  return zone?.records.some(({ type }) => type === NSEC3PARAM) === true;
}

/** By a DNAME. */
function isMade({ answer }: Verdict, name: string): boolean {
  const dnames = answer.filter(({ type }) => type === DNAME);
  return answer.some((link) => link.type === CNAME && targetOf(link) === name && dnames.some(({ owner }) => isBelow(link.owner, owner)));
}
