/** dns-packet, as its users call it. */
import dnsPacket, { type Answer, type Packet } from "dns-packet";
import type { Packets } from "../data.js";

export type { Packet };

/** Numbers of the types that the queries ask for; dns-packet gives their names. */
const typeNumbers: Readonly<Record<string, number>> = { A: 1, MX: 15, AAAA: 28, HTTPS: 65, UNKNOWN_65: 65 };

export function sumQueries({ buffers }: Packets, known: string): number {
  let total = 0;
  for (const buffer of buffers) {
    const { id = 0, flags = 0, questions } = dnsPacket.decode(buffer);
    const question = questions?.[0];
    if (question === undefined) continue;
    const type = typeNumbers[question.type] ?? 0;
    total = (total + id + flags + type + (question.name.toLowerCase() === known ? 1 : 0)) | 0;
  }
  return total;
}

/** Decodes: names are strings in any case; with texts, looks at all of them. */
export function sumAnswers({ buffers }: Packets, texts: boolean): number {
  let total = 0;
  for (const buffer of buffers) {
    const { questions = [], answers = [] } = dnsPacket.decode(buffer);
    if (!texts) {
      total += ttlOf(answers[4]);
      continue;
    }
    for (const { name } of questions) total += name.length;
    for (const answer of answers) total += textLength(answer);
  }
  return total;
}

function ttlOf(answer: Answer | undefined): number {
  return answer !== undefined && "ttl" in answer ? (answer.ttl ?? 0) : 0;
}

function textLength(answer: Answer): number {
  if (answer.type === "CNAME") return answer.name.length + answer.data.length;
  return answer.type === "MX" ? answer.name.length + answer.data.exchange.length : answer.name.length;
}

/** Encodes into the caller's buffer. */
export function sumEncoded(packets: readonly Packet[], out: Buffer): number {
  let total = 0;
  for (const packet of packets) {
    dnsPacket.encode(packet, out, 0);
    total += dnsPacket.encode.bytes;
  }
  return total;
}
