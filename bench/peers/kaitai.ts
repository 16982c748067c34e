/** Kaitai Struct's JavaScript, generated from the .ksy files in kaitai/ by kaitai/compile.ts. */
import { createRequire } from "node:module";
import type { Packets } from "../data.js";

interface Tcp {
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly sequenceNumber: number;
  readonly acknowledgmentNumber: number;
  readonly dataOffset: number;
  readonly reserved: number;
  readonly ae: boolean;
  readonly cwr: boolean;
  readonly ece: boolean;
  readonly urg: boolean;
  readonly ack: boolean;
  readonly psh: boolean;
  readonly rst: boolean;
  readonly syn: boolean;
  readonly fin: boolean;
  readonly window: number;
  readonly checksum: number;
  readonly urgentPointer: number;
  readonly data: Uint8Array;
}
interface Headers {
  readonly version: number;
  readonly ihl: number;
  readonly dscp: number;
  readonly ecn: number;
  readonly totalLength: number;
  readonly identification: number;
  readonly reserved: boolean;
  readonly dontFragment: boolean;
  readonly moreFragments: boolean;
  readonly fragmentOffset: number;
  readonly timeToLive: number;
  readonly protocol: number;
  readonly headerChecksum: number;
  readonly sourceAddress: number;
  readonly destinationAddress: number;
  readonly segment: Tcp;
}
interface Label {
  readonly length: number;
  readonly text?: string;
  readonly target?: DomainName;
}
interface DomainName {
  readonly labels: readonly Label[];
}
interface Resource {
  readonly name: DomainName;
  readonly ttl: number;
  readonly rdata: { readonly name?: DomainName; readonly exchange?: DomainName };
}
interface Dns {
  readonly id: number;
  readonly qr: boolean;
  readonly opcode: number;
  readonly rd: boolean;
  readonly ad: boolean;
  readonly cd: boolean;
  readonly questions: readonly { readonly name: DomainName; readonly type: number }[];
  readonly answers: readonly Resource[];
}

const require = createRequire(import.meta.url);
const { KaitaiStream } = { KaitaiStream: require("kaitai-struct/KaitaiStream") as new (buffer: DataView) => object };
const kaitai = new URL("kaitai/", import.meta.url);
const { Headers } = require(new URL("headers.cjs", kaitai).pathname) as {
  readonly Headers: new (stream: object) => Headers;
};
const { Dns } = require(new URL("dns.cjs", kaitai).pathname) as { readonly Dns: new (stream: object) => Dns };
const { DnsUnbounded } = require(new URL("dns_unbounded.cjs", kaitai).pathname) as {
  readonly DnsUnbounded: new (stream: object) => { readonly answers: readonly { readonly ttl: number }[] };
};

export function sumHeaders(packets: Packets): number {
  let total = 0;
  for (const bytes of packets.separate) total = (total + sumFields(new Headers(new KaitaiStream(bytes)))) | 0;
  return total;
}

function sumFields(ip: Headers): number {
  const tcp = ip.segment;
  return (
    ip.version +
    ip.ihl +
    ip.dscp +
    ip.ecn +
    ip.totalLength +
    ip.identification +
    Number(ip.reserved) +
    Number(ip.dontFragment) +
    Number(ip.moreFragments) +
    ip.fragmentOffset +
    ip.timeToLive +
    ip.protocol +
    ip.headerChecksum +
    ip.sourceAddress +
    ip.destinationAddress +
    tcp.sourcePort +
    tcp.destinationPort +
    tcp.sequenceNumber +
    tcp.acknowledgmentNumber +
    tcp.dataOffset +
    tcp.reserved +
    Number(tcp.ae) +
    Number(tcp.cwr) +
    Number(tcp.ece) +
    Number(tcp.urg) +
    Number(tcp.ack) +
    Number(tcp.psh) +
    Number(tcp.rst) +
    Number(tcp.syn) +
    Number(tcp.fin) +
    tcp.window +
    tcp.checksum +
    tcp.urgentPointer +
    (ip.ihl * 4 - 20) +
    (tcp.dataOffset * 4 - 20) +
    tcp.data.length
  );
}

export function nameText(name: DomainName): string {
  const labels: string[] = [];
  for (let rest: DomainName | undefined = name; rest !== undefined; rest = rest.labels.at(-1)?.target) {
    for (const { length, text } of rest.labels) if (length > 0 && text !== undefined) labels.push(text);
  }
  return labels.length === 0 ? "." : labels.join(".");
}

export function sumQueries(packets: Packets, known: string): number {
  let total = 0;
  for (const bytes of packets.separate) {
    const { id, qr, opcode, rd, ad, cd, questions } = new Dns(new KaitaiStream(bytes));
    const [question] = questions;
    if (question === undefined) continue;
    const flags = (Number(qr) << 15) + (opcode << 11) + (Number(rd) << 8) + (Number(ad) << 5) + (Number(cd) << 4);
    total = (total + id + flags + question.type + (nameText(question.name).toLowerCase() === known ? 1 : 0)) | 0;
  }
  return total;
}

/** Decodes; with texts, makes every name a string too, as long as the other libraries' texts. */
export function sumAnswers(packets: Packets, texts: boolean): number {
  let total = 0;
  for (const bytes of packets.separate) {
    const message = new Dns(new KaitaiStream(bytes));
    if (!texts) {
      total += message.answers[4]?.ttl ?? 0;
      continue;
    }
    for (const { name } of message.questions) total += nameText(name).length;
    for (const { name, rdata } of message.answers) {
      const target = rdata.name ?? rdata.exchange;
      total += nameText(name).length + (target === undefined ? 0 : nameText(target).length);
    }
  }
  return total;
}

/** Decodes less: the flags as one number, record data read whatever their length says. */
export function sumUnbounded(packets: Packets): number {
  let total = 0;
  for (const bytes of packets.separate) total += new DnsUnbounded(new KaitaiStream(bytes)).answers[4]?.ttl ?? 0;
  return total;
}
