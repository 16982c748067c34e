/** A DNS query: checked; id, flags, the name compared with a known one in any case, the type. */
import { isKnownName, KnownName } from "../../runtime/types/dns-known.js";
import type { Packets } from "../data.js";
import { dnsQueries, knownName, knownWire } from "../dnsData.js";
import type { DnsMessageView, DnsQueryView, DnsQuestionView } from "../../generated/dns/dns.js";
import { loadDns } from "../generated.js";
import { inTurns, type Candidate, type Task } from "../harness.js";
import * as limit from "../limits/dnsQuery.js";
import * as dnsPacket from "../peers/dnsPacket.js";
import * as kaitai from "../peers/kaitai.js";

function sumQueries({ bytes, starts, count }: Packets, query: DnsQueryView, known: KnownName): number {
  let total = 0;
  for (let index = 0; index < count; index++) {
    total = (total + readQuery(bytes, starts[index] ?? 0, starts[index + 1] ?? 0, query, known)) | 0;
  }
  return total;
}

/** What a server does first: the header and the question; a query with more sections goes another way. None sets flags but RD, AD, CD. */
function readQuery(bytes: DataView, at: number, end: number, query: DnsQueryView, known: KnownName): number {
  if (!query.bind(bytes, at, end) || query.ancount !== 0 || query.nscount !== 0 || query.arcount !== 0) return -1;
  const flags = (query.qr << 15) + (query.opcode << 11) + (query.rd << 8) + (query.ad << 5) + (query.cd << 4);
  return query.id + flags + query.qtype + (isKnownName(bytes, query.qnameStart, query.qnameEnd, at, known) ? 1 : 0);
}

function sumMessages({ bytes, starts, count }: Packets, views: MessageViews, known: KnownName): number {
  let total = 0;
  for (let index = 0; index < count; index++) {
    total = (total + readMessage(bytes, starts[index] ?? 0, starts[index + 1] ?? 0, views, known)) | 0;
  }
  return total;
}

interface MessageViews {
  readonly message: DnsMessageView;
  readonly question: DnsQuestionView;
}

/** The whole message is checked, all four sections of it, before anything is read. */
function readMessage(bytes: DataView, at: number, end: number, { message, question }: MessageViews, known: KnownName): number {
  if (!message.bind(bytes, at, end) || message.qdcount !== 1 || !message.bindQuestions(question)) return -1;
  const flags = (message.qr << 15) + (message.opcode << 11) + (message.rd << 8) + (message.ad << 5) + (message.cd << 4);
  return message.id + flags + question.qtype + (isKnownName(bytes, question.qnameStart, question.qnameEnd, at, known) ? 1 : 0);
}

export async function dnsQuery(): Promise<readonly Task[]> {
  const packets = inTurns(() => dnsQueries(256));
  const known = knownWire();
  const { DnsQueryView, DnsMessageView, DnsQuestionView } = await loadDns();
  const prepared = new KnownName(known);
  const query = new DnsQueryView();
  const views = { message: new DnsMessageView(), question: new DnsQuestionView() };
  const candidates: Candidate[] = [
    { name: "limit", run: () => limit.sumQueries(packets(), known) },
    { name: "generated views", run: () => sumQueries(packets(), query, prepared) },
    { name: "generated message view", run: () => sumMessages(packets(), views, prepared) },
    { name: "dns-packet", run: () => dnsPacket.sumQueries(packets(), knownName) },
    { name: "kaitai", run: () => kaitai.sumQueries(packets(), knownName) },
  ];
  return [{ name: "dns-query", batch: packets().count, reference: "limit", candidates }];
}
