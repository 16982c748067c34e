/** The same responses encoded from values whose names are strings; dns-packet does not compress. */
import { writeState } from "../../runtime/types/dns-name.js";
import { dnsAnswers } from "../dnsData.js";
import { loadDns, type DnsModule } from "../generated.js";
import type { Candidate, Task } from "../harness.js";
import { encodeAnswer, type AnswerInput } from "../limits/dnsEncode.js";
import * as dnsPacket from "../peers/dnsPacket.js";
import { encodeInputs, type MessageInput } from "../shapes/dns/inputs.js";

const room = 4096;

function sumGenerated(values: readonly MessageInput[], dns: DnsModule, out: DataView): number {
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

export async function dnsEncode(): Promise<readonly Task[]> {
  const packets = dnsAnswers(256);
  const inputs = encodeInputs(packets);
  const out = new DataView(new ArrayBuffer(room));
  const buffer = Buffer.alloc(room);
  const candidates: Candidate[] = [{ name: "limit", run: () => sumLimit(inputs.limit, out) }];
  const dns = await loadDns();
  if (dns !== undefined) candidates.push({ name: "generated encode", run: () => sumGenerated(inputs.generated, dns, out) });
  // Longer messages, so another sum.
  candidates.push({ name: "dns-packet", run: () => dnsPacket.sumEncoded(inputs.dnsPacket, buffer), ownResult: true });
  return [{ name: "dns-encode", batch: packets.count, reference: "limit", candidates }];
}
