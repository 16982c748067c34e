/** A compressed response of five records, decoded whole: names left as light objects, and with every name made a string. */
import type { Packets } from "../data.js";
import { dnsAnswers } from "../dnsData.js";
import type { DnsMessage, DnsRecord } from "../../generated/dns/dns.js";
import { loadDns, type DnsModule } from "../generated.js";
import { inTurns, type Candidate, type Task } from "../harness.js";
import * as limit from "../limits/dnsDecode.js";
import * as dnsPacket from "../peers/dnsPacket.js";
import * as kaitai from "../peers/kaitai.js";

function sumGenerated({ bytes, starts, count }: Packets, dns: DnsModule, texts: boolean): number {
  let total = 0;
  for (let index = 0; index < count; index++) {
    const result = dns.decodeDnsMessage(bytes, starts[index] ?? 0, starts[index + 1] ?? 0);
    if (result.ok) total += texts ? textLength(result.value) : (result.value.answers[4]?.ttl ?? 0);
  }
  return total;
}

function textLength(message: DnsMessage): number {
  let length = 0;
  for (const { qname } of message.questions) length += qname.toString().length;
  for (const record of message.answers) length += recordTextLength(record);
  return length;
}

function recordTextLength({ name, rdata }: DnsRecord): number {
  const length = name.toString().length;
  if (rdata.$kind === "CNAME") return length + rdata.cname.toString().length;
  return rdata.$kind === "MX" ? length + rdata.exchange.toString().length : length;
}

function sumLimit({ bytes, starts, count }: Packets, texts: boolean): number {
  let total = 0;
  for (let index = 0; index < count; index++) {
    const message = limit.decodeMessage(bytes, starts[index] ?? 0, starts[index + 1] ?? 0);
    if (message !== undefined) total += texts ? limitTextLength(message) : (message.answers[4]?.ttl ?? 0);
  }
  return total;
}

function limitTextLength(message: limit.LimitMessage): number {
  let length = 0;
  for (const { name } of message.questions) length += name.toString().length;
  for (const { name, data } of message.answers) {
    length += name.toString().length;
    if (data.kind === "CNAME") length += data.name.toString().length;
    else if (data.kind === "MX") length += data.exchange.toString().length;
  }
  return length;
}

function task(packets: () => Packets, dns: DnsModule, texts: boolean): Task {
  const candidates: Candidate[] = [
    { name: "limit", run: () => sumLimit(packets(), texts) },
    { name: "generated decode", run: () => sumGenerated(packets(), dns, texts) },
    { name: "dns-packet", run: () => dnsPacket.sumAnswers(packets(), texts) },
    { name: "kaitai", run: () => kaitai.sumAnswers(packets(), texts) },
  ];
  if (!texts) candidates.push({ name: "kaitai, record data unbounded", run: () => kaitai.sumUnbounded(packets()) });
  const name = texts ? "dns-decode, names as strings" : "dns-decode";
  return { name, batch: packets().count, reference: "limit", candidates };
}

export async function dnsDecode(): Promise<readonly Task[]> {
  const packets = inTurns(() => dnsAnswers(256));
  const dns = await loadDns();
  return [task(packets, dns, false), task(packets, dns, true)];
}
