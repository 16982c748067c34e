/** Whether a server says what the oracle does, or what a named exception lets it say instead. */
import { DnsType } from "../../../generated/dns/types.js";
import { answerKey, answerText, queryText, type Answer, type Query } from "./answer.js";
import { signedZoneOf, zoneOf, type Case, type Exception } from "./exceptions/exception.js";
import { EXCEPTIONS } from "./exceptions/index.js";
import { isAtOrBelow } from "./names.js";
import { withProofs } from "./dnssec.js";
import { oracle, type Choices, type OracleZone, type Verdict } from "./oracle.js";
import { recordText } from "./records.js";

/** RD is copied (RFC 1035 section 4.1.1); nothing is recursive, cut off, or validated. */
export function answerFromVerdict({ rcode, aa, answer, authority, additional }: Verdict): Answer {
  return { rcode, flags: aa ? ["AA", "RD"] : ["RD"], answer, authority, additional, size: 0 };
}

/** Exceptions by how often they were needed; differences that none explains, as text. */
export interface Outcome {
  compared: number;
  readonly explained: Map<string, number>;
  readonly unexplained: string[];
}

export function newOutcome(): Outcome {
  return { compared: 0, explained: new Map(), unexplained: [] };
}

/** Compares one server's answer with what it must say. */
export function compareWithOracle(server: string, zones: readonly OracleZone[], query: Query, theirs: Answer, outcome: Outcome): void {
  const judge = (choices?: Choices): Verdict => oracle(zones, query.name, query.type, choices);
  const situation = { zones, query, theirs, judge, verdict: judge() };
  outcome.compared++;
  if (!isChainInOrder(theirs)) outcome.unexplained.push(`links out of order\n${report(server, situation)}`);
  if (fits(situation, situation.verdict)) return;
  const reasons = explain(situation, server);
  if (reasons === undefined) outcome.unexplained.push(report(server, situation));
  for (const name of reasons ?? []) outcome.explained.set(name, (outcome.explained.get(name) ?? 0) + 1);
}

/** Sections are compared as sets, but stub resolvers read a chain from its first link to its last. */
function isChainInOrder({ answer }: Answer): boolean {
  const links = answer.filter(({ type }) => type === DnsType.CNAME);
  return links.slice(1).every(({ owner }, index) => links[index]?.rdata === owner);
}

/** The verdict, with signatures and proofs where the query wants them and the zone has them. */
function finished({ zones, query }: Case, verdict: Verdict): Answer {
  const signed = query.dnssecOk ? signedZoneOf(zones, query) : undefined;
  return answerFromVerdict(signed === undefined ? verdict : withProofs(signed, verdict));
}

function fits(situation: Case, verdict: Verdict, theirs: Answer = situation.theirs): boolean {
  return isSame(finished(situation, verdict), theirs);
}

export function isSame(one: Answer, other: Answer): boolean {
  return answerKey(one) === answerKey(other);
}

/** The names of the exceptions that make one of what is expected and what was said, a single one if possible. */
function explain(situation: Case, server: string): string[] | undefined {
  const exceptions = EXCEPTIONS.filter(({ servers }) => servers.includes(server));
  const alone = exceptions.map((exception) => together(situation, [exception])).find((names) => names !== undefined);
  return alone ?? together(situation, exceptions);
}

/** One after the other, those that change something. */
function together(situation: Case, exceptions: readonly Exception[]): string[] | undefined {
  let verdict = situation.verdict;
  let theirs = situation.theirs;
  const used: string[] = [];
  for (const { name, instead, forgiven } of exceptions) {
    const nextVerdict = instead?.(situation, verdict) ?? verdict;
    const nextTheirs = forgiven?.(situation, theirs) ?? theirs;
    if (isSame(theirs, nextTheirs) && isSame(finished(situation, nextVerdict), finished(situation, verdict))) continue;
    verdict = nextVerdict;
    theirs = nextTheirs;
    used.push(name);
    if (fits(situation, verdict, theirs)) return used;
  }
  return undefined;
}

/** What one needs to look into it: the query, both answers (- expected alone, + said alone), the zone's records on the way. */
function report(server: string, situation: Case): string {
  const { zones, query, theirs, verdict } = situation;
  const expected = finished(situation, verdict);
  const wanted = answerText(expected).split("\n");
  const said = answerText(theirs).split("\n");
  return [
    `${server}: ${queryText(query)}`,
    ...wanted.map((line) => `${said.includes(line) ? " " : "-"}${line}`),
    ...said.filter((line, index) => !wanted.includes(line) || said.indexOf(line) !== index).map((line) => `+${line}`),
    ...excerpt(zones, query, expected, theirs),
  ].join("\n");
}

const MOST_LINES = 40;

function excerpt(zones: readonly OracleZone[], query: Query, ...answers: readonly Answer[]): string[] {
  const zone = zoneOf(zones, query);
  const mentioned = [query.name.toLowerCase(), ...answers.flatMap(({ answer }) => answer.map(({ owner }) => owner))];
  const near = zone?.records.filter(({ owner, type }) => type !== DnsType.RRSIG && mentioned.some((other) => areKin(owner, other))) ?? [];
  return [` zone ${zone?.origin ?? "none"}:`, ...near.slice(0, MOST_LINES).map((record) => `  | ${recordText(record)}`)];
}

function areKin(one: string, other: string): boolean {
  return isAtOrBelow(one, other) || isAtOrBelow(other, one);
}
