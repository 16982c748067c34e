/** The same responses encoded from values whose names are strings; dns-packet does not compress. */
import { writeState } from "../../runtime/types/dns-name.js";
import { dnsAnswers } from "../dnsData.js";
import type { DnsMessageInput } from "../../generated/dns/dns.js";
import { loadDns, type DnsModule } from "../generated.js";
import type { Candidate, Task } from "../harness.js";
import { encodeAnswer, type AnswerInput } from "../limits/dnsEncode.js";
import * as dnsPacket from "../peers/dnsPacket.js";
import { encodeInputs, type MessageInput } from "../shapes/dns/inputs.js";

const room = 4096;

function sumGenerated(values: readonly DnsMessageInput[], dns: DnsModule, out: DataView): number {
  const state = writeState(0);
  let total = 0;
  for (const value of values) {
    state.reset(0);
    total += dns.encodeDnsMessage(value, out, 0, state);
  }
  return total;
}

function sumLimit(values: readonly AnswerInput[], out: DataView): number {
  let total = 0;
  for (const value of values) total += encodeAnswer(value, out, 0);
  return total;
}

/** The message as specs/dns has it: records in the sections themselves. */
function toInput({ id, qr, opcode, rd = 0, ra = 0, rcode, questions, answers }: MessageInput): DnsMessageInput {
  return {
    id,
    qr,
    opcode,
    rd,
    ra,
    rcode,
    questions: questions.map(({ question }) => question),
    answers: answers.map(({ record }) => record),
    authorities: [],
    additionals: [],
  };
}

export async function dnsEncode(): Promise<readonly Task[]> {
  const packets = dnsAnswers(256);
  const inputs = encodeInputs(packets);
  const out = new DataView(new ArrayBuffer(room));
  const buffer = Buffer.alloc(room);
  const values = inputs.generated.map(toInput);
  const dns = await loadDns();
  const candidates: Candidate[] = [
    { name: "limit", run: () => sumLimit(inputs.limit, out) },
    { name: "generated encode", run: () => sumGenerated(values, dns, out) },
    // Longer messages, so another sum.
    { name: "dns-packet", run: () => dnsPacket.sumEncoded(inputs.dnsPacket, buffer), ownResult: true },
  ];
  return [{ name: "dns-encode", batch: packets.count, reference: "limit", candidates }];
}
