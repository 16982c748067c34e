/** An answer as servers are compared by it: rcode, flags, and each section as a set. */
import { type DnsMessage, type DnsRecord } from "../../../generated/dns/dns.js";
import { DnsRcode, DnsType } from "../../../generated/dns/types.js";
import { canonicalRecord, recordText, typeName, typeOf, type ZoneRecord } from "./records.js";

export interface Query {
  /** In presentation format; its letters' case as sent. */
  readonly name: string;
  readonly type: number;
  /** Signatures and proofs are asked for (RFC 3225). */
  readonly dnssecOk: boolean;
  /** For how many bytes over UDP there is room (RFC 6891 section 6.2.3); undefined: no EDNS, so 512. */
  readonly payload: number | undefined;
}

/** So much that nothing of the tests is cut. */
export const AMPLE = 4096;

export interface Answer {
  readonly rcode: number;
  /** Those that are set, of AA TC RD RA AD CD. */
  readonly flags: readonly string[];
  readonly answer: readonly ZoneRecord[];
  readonly authority: readonly ZoneRecord[];
  /** Without OPT. */
  readonly additional: readonly ZoneRecord[];
  /** In bytes, as received; 0 of an answer that nobody sent. */
  readonly size: number;
}

export const SECTIONS = ["answer", "authority", "additional"] as const;
export type Section = (typeof SECTIONS)[number];

const FLAGS = ["aa", "tc", "rd", "ra", "ad", "cd"] as const;
const RCODE_NAMES: ReadonlyMap<number, string> = new Map(Object.entries(DnsRcode).map(([name, value]) => [value, name]));

export function answerOf(message: DnsMessage, size: number): Answer {
  return {
    rcode: message.rcode,
    flags: FLAGS.filter((flag) => message[flag] === 1).map((flag) => flag.toUpperCase()),
    answer: section(message.answers),
    authority: section(message.authorities),
    additional: section(message.additionals),
    size,
  };
}

function section(records: readonly DnsRecord[]): ZoneRecord[] {
  return records.filter((record) => typeOf(record) !== DnsType.OPT).map(canonicalRecord);
}

export function queryText({ name, type, dnssecOk, payload }: Query): string {
  return `${name} ${typeName(type)}${dnssecOk ? " +dnssec" : ""}${payload === AMPLE ? "" : ` +bufsize=${payload ?? 512}`}`;
}

export function rcodeName(rcode: number): string {
  return RCODE_NAMES.get(rcode) ?? `RCODE${rcode}`;
}

/** As people read it, like dig. */
export function answerText(answer: Answer): string {
  const sections = SECTIONS.flatMap((name) => answer[name].map((record) => `  ${name.padEnd(10)} ${recordText(record)}`));
  return [`  ${rcodeName(answer.rcode)} ${answer.flags.join(" ")}`, ...sections].join("\n");
}

/** Sections are sets, but a record that is there twice is a difference. */
export function sectionKey(records: readonly ZoneRecord[]): string {
  return records.map(recordText).sort().join("\n");
}

export function answerKey(answer: Answer): string {
  return [rcodeName(answer.rcode), answer.flags.join(" "), ...SECTIONS.map((name) => sectionKey(answer[name]))].join("\n--\n");
}
