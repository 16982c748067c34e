/** A DNS query: checked; id, flags, the name compared with a known one in any case, the type. */
import { equalsName } from "../../runtime/types/dns-wire.js";
import type { Packets } from "../data.js";
import { dnsQueries, knownName, knownWire } from "../dnsData.js";
import type { DnsMessageView, DnsQueryView, DnsQuestionView } from "../../generated/dns/dns.js";
import { loadDns } from "../generated.js";
import type { Candidate, Task } from "../harness.js";
import * as limit from "../limits/dnsQuery.js";
import * as dnsPacket from "../peers/dnsPacket.js";
import * as kaitai from "../peers/kaitai.js";

/** The queries set no flags but RD, AD and CD. */
type Read = (bytes: DataView, at: number, end: number) => number;

function sumViews({ bytes, starts, count }: Packets, read: Read): number {
  let total = 0;
  for (let index = 0; index < count; index++) total = (total + read(bytes, starts[index] ?? 0, starts[index + 1] ?? 0)) | 0;
  return total;
}

/** What a server does first: the header and the question; a query with more sections goes another way. */
function readQuery(query: DnsQueryView, known: Uint8Array): Read {
  return (bytes, at, end) => {
    if (!query.bind(bytes, at, end) || query.ancount !== 0 || query.nscount !== 0 || query.arcount !== 0) return -1;
    const flags = (query.qr << 15) + (query.opcode << 11) + (query.rd << 8) + (query.ad << 5) + (query.cd << 4);
    return query.id + flags + query.qtype + (equalsName(bytes, query.qnameStart, at, known, query.end) ? 1 : 0);
  };
}

/** The whole message is checked, all four sections of it, before anything is read. */
function readMessage(message: DnsMessageView, question: DnsQuestionView, known: Uint8Array): Read {
  return (bytes, at, end) => {
    if (!message.bind(bytes, at, end) || message.qdcount !== 1 || !message.bindQuestions(question)) return -1;
    const flags = (message.qr << 15) + (message.opcode << 11) + (message.rd << 8) + (message.ad << 5) + (message.cd << 4);
    return message.id + flags + question.qtype + (equalsName(bytes, question.qnameStart, at, known, message.end) ? 1 : 0);
  };
}

export async function dnsQuery(): Promise<readonly Task[]> {
  const packets = dnsQueries(256);
  const known = knownWire();
  const { DnsQueryView, DnsMessageView, DnsQuestionView } = await loadDns();
  const query = readQuery(new DnsQueryView(), known);
  const message = readMessage(new DnsMessageView(), new DnsQuestionView(), known);
  const candidates: Candidate[] = [
    { name: "limit", run: () => limit.sumQueries(packets, known) },
    { name: "generated views", run: () => sumViews(packets, query) },
    { name: "generated message view", run: () => sumViews(packets, message) },
    { name: "dns-packet", run: () => dnsPacket.sumQueries(packets, knownName) },
    { name: "kaitai", run: () => kaitai.sumQueries(packets, knownName) },
  ];
  return [{ name: "dns-query", batch: packets.count, reference: "limit", candidates }];
}
