/** Whether a short answer is what a server's whole answer becomes where there is too little room. */
import { DnsType } from "../../../generated/dns/types.js";
import { SECTIONS, sectionKey, type Answer, type Query } from "./answer.js";
import { isAtOrBelow } from "./names.js";
import { recordText, targetOf, type ZoneRecord } from "./records.js";

/** Of an OPT record without options. */
const OPT_SIZE = 11;
const WITHOUT_EDNS = 512;

export const FAULTS = {
  tooLong: "longer than there is room for",
  cutForNothing: "TC, though all of it fits",
  otherRcode: "another rcode",
  partOfRrset: "a part of an RRset, or another one",
  answerMissing: "records of the answer are missing without TC",
  authorityMissing: "records of the authority section are missing without TC",
  glueMissing: "glue is missing without TC",
} as const;
export type Fault = keyof typeof FAULTS;

/** What real servers do. Ours has no such excuse. */
export const EXCUSES: Readonly<Record<string, Partial<Record<Fault, string>>>> = {
  nsd: { glueMissing: "RFC 9471 section 3.1 is of 2023: until then glue was left out like other additional data" },
  knot: { authorityMissing: "RFC 2308 section 3 wants the SOA; Knot leaves it out as it does additional data" },
  bind: {
    partOfRrset: "with TC, as RFC 2181 section 9 allows",
    glueMissing: "RFC 9471 section 3.1 holds where no glue at all fits",
  },
};

/** What is wrong with it; nothing, usually. `whole` is the same server's answer to the same query with ample room. */
export function faultsInShort(query: Query, whole: Answer, short: Answer): Fault[] {
  const room = query.payload ?? WITHOUT_EDNS;
  const isCut = short.flags.includes("TC");
  const needed = whole.size - (query.payload === undefined ? OPT_SIZE : 0);
  const found: Record<Fault, boolean> = {
    tooLong: short.size > room,
    cutForNothing: isCut && needed <= room && !whole.flags.includes("TC"),
    // RFC 2181 section 9: with TC the answer is to be ignored; the chain's last name may not have been looked up.
    otherRcode: !isCut && short.rcode !== whole.rcode,
    partOfRrset: SECTIONS.some((name) => !isWholePart(short[name], whole[name])),
    answerMissing: !isCut && sectionKey(short.answer) !== sectionKey(whole.answer),
    // RFC 2181 section 9: TC is for what is required; additional data may be missing without it, but for glue (RFC 9471 section 3.1).
    authorityMissing: !isCut && sectionKey(short.authority) !== sectionKey(whole.authority),
    glueMissing: !isCut && inDomainGlue(whole).some((record) => !hasRecord(short.additional, record)),
  };
  return FAULT_NAMES.filter((fault) => found[fault]);
}

const FAULT_NAMES: readonly Fault[] = [
  "tooLong",
  "cutForNothing",
  "otherRcode",
  "partOfRrset",
  "answerMissing",
  "authorityMissing",
  "glueMissing",
];

/** Addresses of servers that are below what is delegated to them: nobody else has them. */
function inDomainGlue({ authority, additional }: Answer): ZoneRecord[] {
  const servers = authority.filter((record) => record.type === DnsType.NS && isAtOrBelow(targetOf(record), record.owner));
  const names = new Set(servers.map(targetOf));
  return additional.filter(({ owner }) => names.has(owner));
}

/** RFC 2181 section 5: an RRset is there whole, or not at all. */
function isWholePart(part: readonly ZoneRecord[], whole: readonly ZoneRecord[]): boolean {
  const rrsets = new Set(part.map(rrsetKey));
  return sectionKey(part) === sectionKey(whole.filter((record) => rrsets.has(rrsetKey(record))));
}

/** Signatures are records of the RRset that they cover, each. */
function rrsetKey({ owner, type, rdata }: ZoneRecord): string {
  return `${owner} ${type} ${type === DnsType.RRSIG ? rdata.split(" ", 1).join("") : ""}`;
}

function hasRecord(records: readonly ZoneRecord[], record: ZoneRecord): boolean {
  return records.some((other) => recordText(other) === recordText(record));
}
