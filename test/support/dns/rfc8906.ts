/**
 * The checklist of RFC 8906, sections 8.1 and 8.2: what is sent, and what is to come back. What the RFC leaves to the server is as it is
 * here: CD is cleared (RFC 4035 section 3.1.6), and of the options that it knows a server answers those that are switched on.
 */
import { type DnsMessage, type DnsMessageInput, type DnsOptInput, type DnsRecordInput } from "../../../generated/dns/dns.js";
import { DnsClass, DnsOpcode, DnsType } from "../../../generated/dns/types.js";
import { type Line, signedText } from "../dns-zone-signer.js";
import { rcodeName } from "./answer.js";
import { typeName, typeOf } from "./records.js";

/** What counts of a response. */
export interface Observed {
  readonly status: string;
  readonly opcode: number;
  /** Those that are set, of aa tc rd ra ad cd, and the reserved bit as mbz. */
  readonly flags: readonly string[];
  /** The types in the answer section, each once. */
  readonly answer: readonly string[];
  readonly edns: Edns | undefined;
}

export interface Edns {
  readonly version: number;
  /** do, and any other as mbz. */
  readonly flags: readonly string[];
  readonly options: readonly string[];
}

export interface Check {
  readonly section: string;
  readonly what: string;
  /** Options and question for dig, as the RFC has them. */
  readonly dig: string;
  /** The same query. */
  readonly query: DnsMessageInput;
  readonly expected: Observed;
  /** Where that is something else over TCP. */
  readonly overTcp?: Partial<Observed>;
}

export const CHECKED_ZONE = "example";
export const SERVER_ID = "here";
/** Of 2048 bits: with two of them the DNSKEY records do not fit 512 bytes. */
const RSA_KEY = Buffer.alloc(260, 7).toString("base64");
const LINES: readonly Line[] = [
  { owner: CHECKED_ZONE, type: "SOA", data: "ns.test. admin.test. 1 7200 900 1209600 300" },
  { owner: CHECKED_ZONE, type: "NS", data: "ns.test." },
  { owner: CHECKED_ZONE, type: "DNSKEY", data: `256 3 8 ${RSA_KEY}` },
  { owner: CHECKED_ZONE, type: "DNSKEY", data: `257 3 8 ${RSA_KEY}` },
];
export const CHECKED_ZONE_TEXT: string = signedText(LINES, { origin: CHECKED_ZONE, denial: "NSEC" });

const UNKNOWN_TYPE = 1000;
const UNKNOWN_OPCODE = 15;
const UNKNOWN_OPTION = 100;
const EDNS_VERSION = 1 << 16;
const EDNS_DO = 0x8000;
const EDNS_UNKNOWN_FLAG = 0x40;

function query(parts: Partial<DnsMessageInput> = {}, type: number = DnsType.SOA): DnsMessageInput {
  const questions = [{ qname: CHECKED_ZONE, qtype: type, qclass: DnsClass.IN }];
  return { id: 0x8906, qr: 0, opcode: DnsOpcode.Query, questions, answers: [], authorities: [], additionals: [], ...parts };
}

/** @param ttl version and flags (RFC 6891 section 6.1.3) */
function withEdns(ttl: number, options: DnsOptInput["options"] = [], payload = 1232): Partial<DnsMessageInput> {
  const opt: DnsRecordInput = { name: ".", class: payload, ttl, rdata: { $kind: "OPT", options } };
  return { additionals: [opt] };
}

const unknownOption: DnsOptInput["options"] = [{ code: { $kind: "Unknown", $value: UNKNOWN_OPTION, data: new Uint8Array(0) } }];
const definedOptions: DnsOptInput["options"] = [
  { code: { $kind: "Cookie", client: new Uint8Array(8).fill(1), server: new Uint8Array(0) } },
  { code: { $kind: "NSID", nsid: new Uint8Array(0) } },
  { code: { $kind: "Expire" } },
  { code: { $kind: "ClientSubnet", family: 1, sourcePrefixLength: 0, scopePrefixLength: 0, address: new Uint8Array(0) } },
];

const NO_EDNS = "+noedns +noad +norec";
const EDNS_0 = "+nocookie +edns=0 +noad +norec";
const EDNS_1 = "+nocookie +edns=1 +noednsneg +noad +norec";
const SOA: Observed = { status: "NOERROR", opcode: DnsOpcode.Query, flags: ["aa"], answer: ["SOA"], edns: undefined };
const PLAIN: Edns = { version: 0, flags: [], options: [] };
const SOA_EDNS: Observed = { ...SOA, edns: PLAIN };
const BADVERS: Observed = { ...SOA_EDNS, status: "BADVERS", flags: [], answer: [] };

export const CHECKLIST: readonly Check[] = [
  { section: "8.1.1", what: "the zone is there", dig: `${NO_EDNS} soa`, query: query(), expected: SOA },
  {
    section: "8.1.2",
    what: "unknown type",
    dig: `${NO_EDNS} type${UNKNOWN_TYPE}`,
    query: query({}, UNKNOWN_TYPE),
    expected: { ...SOA, answer: [] },
  },
  { section: "8.1.3.1", what: "CD", dig: `${NO_EDNS} +cd soa`, query: query({ cd: 1 }), expected: SOA },
  { section: "8.1.3.2", what: "AD", dig: "+noedns +norec +ad soa", query: query({ ad: 1 }), expected: SOA },
  { section: "8.1.3.3", what: "the reserved bit", dig: `${NO_EDNS} +zflag soa`, query: query({ z: 1 }), expected: SOA },
  {
    section: "8.1.3.4",
    what: "recursion desired",
    dig: "+noedns +noad +rec soa",
    query: query({ rd: 1 }),
    expected: { ...SOA, flags: ["aa", "rd"] },
  },
  {
    section: "8.1.4",
    what: "unknown opcode, a header alone",
    dig: `+noedns +noad +opcode=${UNKNOWN_OPCODE} +norec +header-only`,
    query: query({ opcode: UNKNOWN_OPCODE, questions: [] }),
    expected: { ...SOA, status: "NOTIMP", opcode: UNKNOWN_OPCODE, flags: [], answer: [] },
  },
  { section: "8.1.5", what: "TCP", dig: `${NO_EDNS} +tcp soa`, query: query(), expected: SOA },
  { section: "8.2.1", what: "EDNS", dig: `${EDNS_0} soa`, query: query(withEdns(0)), expected: SOA_EDNS },
  { section: "8.2.2", what: "EDNS version 1", dig: `${EDNS_1} soa`, query: query(withEdns(EDNS_VERSION)), expected: BADVERS },
  {
    section: "8.2.3",
    what: "unknown option",
    dig: `${EDNS_0} +ednsopt=${UNKNOWN_OPTION} soa`,
    query: query(withEdns(0, unknownOption)),
    expected: SOA_EDNS,
  },
  {
    section: "8.2.4",
    what: "unknown flag",
    dig: `${EDNS_0} +ednsflags=0x40 soa`,
    query: query(withEdns(EDNS_UNKNOWN_FLAG)),
    expected: SOA_EDNS,
  },
  {
    section: "8.2.5",
    what: "EDNS version 1 with an unknown flag",
    dig: `${EDNS_1} +ednsflags=0x40 soa`,
    query: query(withEdns(EDNS_VERSION | EDNS_UNKNOWN_FLAG)),
    expected: BADVERS,
  },
  {
    section: "8.2.6",
    what: "EDNS version 1 with an unknown option",
    dig: `${EDNS_1} +ednsopt=${UNKNOWN_OPTION} soa`,
    query: query(withEdns(EDNS_VERSION, unknownOption)),
    expected: BADVERS,
  },
  {
    section: "8.2.7",
    what: "truncated, with EDNS",
    dig: "+nocookie +norec +noad +dnssec +bufsize=512 +ignore dnskey",
    query: query(withEdns(EDNS_DO, [], 512), DnsType.DNSKEY),
    expected: { ...SOA_EDNS, flags: ["aa", "tc"], answer: [], edns: { ...PLAIN, flags: ["do"] } },
    overTcp: { flags: ["aa"], answer: ["DNSKEY", "RRSIG"] },
  },
  {
    section: "8.2.8",
    what: "DO",
    dig: `${EDNS_0} +dnssec soa`,
    query: query(withEdns(EDNS_DO)),
    expected: { ...SOA, answer: ["RRSIG", "SOA"], edns: { ...PLAIN, flags: ["do"] } },
  },
  {
    section: "8.2.9",
    what: "EDNS version 1 with DO",
    dig: `${EDNS_1} +dnssec soa`,
    query: query(withEdns(EDNS_VERSION | EDNS_DO)),
    expected: { ...BADVERS, edns: { ...PLAIN, flags: ["do"] } },
  },
  {
    section: "8.2.10",
    what: "several options",
    dig: "+edns=0 +noad +norec +cookie +nsid +expire +subnet=0.0.0.0/0 soa",
    query: query(withEdns(0, definedOptions)),
    expected: { ...SOA, edns: { ...PLAIN, options: ["COOKIE", "EXPIRE", "NSID"] } },
  },
];

/** What is expected over one of the transports. */
export function expectedOver(isTcp: boolean, { expected, overTcp }: Check): Observed {
  return isTcp ? { ...expected, ...overTcp } : expected;
}

const EXTENDED_RCODES: Readonly<Record<number, string>> = { 16: "BADVERS" };

export function observe(message: DnsMessage): Observed {
  const opt = message.additionals.find(({ rdata }) => rdata.$kind === "OPT");
  const rcode = message.rcode | (((opt?.ttl ?? 0) >>> 24) << 4);
  const set = (["aa", "tc", "rd", "ra", "ad", "cd"] as const).filter((flag) => message[flag] === 1);
  return {
    status: EXTENDED_RCODES[rcode] ?? rcodeName(rcode).toUpperCase(),
    opcode: message.opcode,
    flags: [...set, ...(message.z === 0 ? [] : ["mbz"])],
    answer: unique(message.answers.map((record) => typeName(typeOf(record)))),
    edns: opt === undefined ? undefined : observeEdns(opt.ttl, opt.rdata.$kind === "OPT" ? opt.rdata.options : []),
  };
}

function observeEdns(ttl: number, options: readonly { readonly code: { readonly $kind: string } }[]): Edns {
  const flags = [...((ttl & EDNS_DO) === 0 ? [] : ["do"]), ...((ttl & 0x7fff) === 0 ? [] : ["mbz"])];
  return { version: (ttl >>> 16) & 0xff, flags, options: options.map(({ code }) => code.$kind.toUpperCase()).sort() };
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}

/** What dig shows. */
export function observeDig(text: string): Observed {
  const [, opcode = "", status = ""] = /opcode: (\S+), status: (\S+),/u.exec(text) ?? [];
  const [, flags = "", mbz] = /^;; flags: ?([a-z ]*);( MBZ: \S+;)?/mu.exec(text) ?? [];
  const answers = /;; ANSWER SECTION:\n(.*?)\n\n/su.exec(text)?.[1] ?? "";
  return {
    status,
    opcode: opcode === "QUERY" ? DnsOpcode.Query : Number(opcode.replace("RESERVED", "")),
    flags: [...flags.split(" ").filter((flag) => flag !== "" && flag !== "qr"), ...(mbz === undefined ? [] : ["mbz"])],
    answer: unique(answers === "" ? [] : answers.split("\n").map((line) => line.split(/\s+/u)[3] ?? "")),
    edns: observeDigEdns(text),
  };
}

function observeDigEdns(text: string): Edns | undefined {
  const [, section] = /;; OPT PSEUDOSECTION:\n((?:; .*\n)*)/u.exec(text) ?? [];
  const [, version, flags = "", mbz] = /; EDNS: version: (\d+), flags:([a-z ]*);( MBZ: \S+)? udp/u.exec(section ?? "") ?? [];
  if (section === undefined || version === undefined) return undefined;
  const options = [...section.matchAll(/^; ([A-Z-]+)(?:=\d+)?:/gmu)].map(([, name = ""]) => name).filter((name) => name !== "EDNS");
  const set = flags.split(" ").filter((flag) => flag !== "");
  return { version: Number(version), flags: [...set, ...(mbz === undefined ? [] : ["mbz"])], options: options.sort() };
}
