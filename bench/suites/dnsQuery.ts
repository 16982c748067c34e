/** A DNS query: checked; id, flags, the name compared with a known one in any case, the type. */
import { equalsName } from "../../runtime/types/dns-wire.js";
import { DnsName } from "../../runtime/types/dns-name.js";
import type { Packets } from "../data.js";
import { dnsQueries, knownName } from "../dnsData.js";
import { loadDns, type DnsMessageView, type DnsQuestionView, type DnsQuestionsView } from "../generated.js";
import type { Candidate, Task } from "../harness.js";
import * as limit from "../limits/dnsQuery.js";
import * as dnsPacket from "../peers/dnsPacket.js";
import * as kaitai from "../peers/kaitai.js";

interface Views {
  readonly message: DnsMessageView;
  readonly questions: DnsQuestionsView;
  readonly question: DnsQuestionView;
}

function sumViews({ bytes, starts, count }: Packets, views: Views, known: Uint8Array): number {
  let total = 0;
  for (let index = 0; index < count; index++) {
    total = (total + readQuery(bytes, starts[index] ?? 0, starts[index + 1] ?? 0, views, known)) | 0;
  }
  return total;
}

/** The queries set no flags but RD, AD and CD. */
function readQuery(bytes: DataView, at: number, end: number, views: Views, known: Uint8Array): number {
  const { message, questions, question } = views;
  if (!message.bind(bytes, at, end) || message.qdcount !== 1) return -1;
  message.openQuestions(questions);
  if (!questions.next() || !questions.bindQuestion(question)) return -1;
  const flags = (message.qr << 15) + (message.opcode << 11) + (message.rd << 8) + (message.ad << 5) + (message.cd << 4);
  return message.id + flags + question.qtype + (equalsName(bytes, question.qnameStart, at, known) ? 1 : 0);
}

export async function dnsQuery(): Promise<readonly Task[]> {
  const packets = dnsQueries(256);
  const known = DnsName.parse(knownName)?.toWire() ?? new Uint8Array(1);
  const candidates: Candidate[] = [{ name: "limit", run: () => limit.sumQueries(packets, known) }];
  const dns = await loadDns();
  if (dns !== undefined) {
    const message = new dns.DnsMessageView();
    const views = { message, questions: new dns.DnsMessageQuestionsView(), question: new dns.DnsQuestionView() };
    candidates.push({ name: "generated views", run: () => sumViews(packets, views, known) });
  }
  candidates.push(
    { name: "dns-packet", run: () => dnsPacket.sumQueries(packets, knownName) },
    { name: "kaitai", run: () => kaitai.sumQueries(packets, knownName) },
  );
  return [{ name: "dns-query", batch: packets.count, reference: "limit", candidates }];
}
