/** What an exception is, and what several of them need. */
import { DnsType } from "../../../../generated/dns/types.js";
import { type Answer, type Query } from "../answer.js";
import { isSigned, type SignedZone } from "../dnssec.js";
import { zoneFor, type Choices, type OracleZone, type Verdict } from "../oracle.js";
import { recordText, type ZoneRecord } from "../records.js";

export interface Case {
  readonly zones: readonly OracleZone[];
  readonly query: Query;
  readonly theirs: Answer;
  readonly verdict: Verdict;
  /** The oracle on the same query, with other choices. */
  readonly judge: (choices?: Choices) => Verdict;
}

export interface Exception {
  readonly name: string;
  readonly servers: readonly string[];
  /** Where the RFCs allow it, or what they say against it. */
  readonly reference: string;
  readonly why: string;
  /** What is expected then, from what would be; undefined where the exception has nothing to say. */
  readonly instead?: (situation: Case, expected: Verdict) => Verdict | undefined;
  /** What is left of an answer when what the exception forgives is taken out. */
  readonly forgiven?: (situation: Case, theirs: Answer) => Answer;
}

export function isReferral({ authority }: Verdict): boolean {
  return authority.some(({ type }) => type === DnsType.NS);
}

export function unique(records: readonly ZoneRecord[]): ZoneRecord[] {
  return [...new Map(records.map((record) => [recordText(record), record])).values()];
}

/** The zone that the query is about. */
export function zoneOf(zones: readonly OracleZone[], { name, type }: Query): OracleZone | undefined {
  return zoneFor(zones, name.toLowerCase(), type);
}

/** The same, if it is signed. */
export function signedZoneOf(zones: readonly OracleZone[], query: Query): SignedZone | undefined {
  const zone = zoneOf(zones, query);
  return zone !== undefined && isSigned(zone) ? zone : undefined;
}
