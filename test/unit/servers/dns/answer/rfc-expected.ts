/** What RFCs show as answers, whole sections, and a server's reply. */
import { expect } from "vitest";
import { DnsRcode } from "../../../../../generated/dns/types.js";
import { type Reply, replyOf, type TestServer, typeOf } from "../../../../support/dns-zone.js";
import { prove } from "../../../../support/dns-zone-proof.js";

/** What is expected: without authority or additional records where nothing is said. */
export type Expected = Partial<Omit<Reply, "flags">>;

/** Of all records of the RFCs' signed zones, negative answers too. */
const SIGNED_TTL = 3600;

function sorted({ rcode, answer, authority, additional }: Reply): Omit<Reply, "flags"> {
  return { rcode, answer: answer.toSorted(), authority: authority.toSorted(), additional: additional.toSorted() };
}

function expectSections(reply: Reply, expected: Expected): void {
  const whole = { rcode: DnsRcode.NoError, answer: [], authority: [], additional: [], flags: "", ...expected };
  expect(sorted(reply)).toEqual(sorted(whole));
  expect(reply.flags).toBe(whole.authority.some((record) => /^\S+ NS /u.test(record)) && whole.answer.length === 0 ? "" : "aa");
}

/** @param question as `name TYPE` */
export function expectReply(server: TestServer, question: string, expected: Expected): void {
  const [name = "", type = ""] = question.split(" ");
  expectSections(server.ask({ name, type: typeOf(type), isStream: true }), expected);
}

/** The same with DO set. Each signature has to be that of its records, and the answer has to prove what it says. */
export function expectProven(server: TestServer, origin: string, question: string, expected: Expected): void {
  const [name = "", typeText = ""] = question.split(" ");
  const type = typeOf(typeText);
  const message = server.message({ name, type, dnssecOk: true, isStream: true });
  expectSections(replyOf(message), expected);
  const records = [...message.answers, ...message.authorities, ...message.additionals].filter(({ rdata }) => rdata.$kind !== "OPT");
  expect(new Set(records.map(({ ttl }) => ttl))).toEqual(new Set([SIGNED_TTL]));
  prove({ name, type }, message, origin);
}

/** Records and, for each RRset, its signature. */
export function signed(...records: readonly string[]): string[] {
  const sets = records.map((record) => record.split(" ").slice(0, 2));
  return [...records, ...new Set(sets.map(([owner = "", type = ""]) => `${owner} RRSIG ${type}`))];
}
