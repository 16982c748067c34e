/** What encoders take: the generated shape, dns-packet's and the limit's, of the same messages. */
import type { Answer, Packet as DnsPacket } from "dns-packet";
import type { Packets } from "../../data.js";
import type { AnswerInput, RecordInput } from "../../limits/dnsEncode.js";
import { decodeMessage } from "./fusedCursor.js";
import type { Message, Resource } from "./values.js";

export interface QuestionInput {
  readonly qname: string;
  readonly qtype: number;
  readonly qclass: number;
}

export type RdataInput =
  | { readonly $kind: "A"; readonly address: number }
  | { readonly $kind: "CNAME"; readonly cname: string }
  | { readonly $kind: "MX"; readonly preference: number; readonly exchange: string };

export interface ResourceInput {
  readonly name: string;
  readonly class: number;
  readonly ttl: number;
  readonly rdata: RdataInput;
}

export interface MessageInput {
  readonly id: number;
  readonly qr: number;
  readonly opcode: number;
  readonly aa?: number;
  readonly tc?: number;
  readonly rd?: number;
  readonly ra?: number;
  readonly z?: number;
  readonly ad?: number;
  readonly cd?: number;
  readonly rcode: number;
  readonly questions: readonly { readonly question: QuestionInput }[];
  readonly answers: readonly { readonly record: ResourceInput }[];
  readonly authorities: readonly { readonly record: ResourceInput }[];
  readonly additionals: readonly { readonly record: ResourceInput }[];
}

export interface Inputs {
  readonly generated: readonly MessageInput[];
  readonly limit: readonly AnswerInput[];
  readonly dnsPacket: readonly DnsPacket[];
}

export function encodeInputs(packets: Packets): Inputs {
  const messages = Array.from({ length: packets.count }, (_, index) => {
    const message = decodeMessage(packets.bytes, packets.starts[index] ?? 0, packets.starts[index + 1] ?? 0);
    if (message === undefined) throw new Error("a generated answer does not decode");
    return message;
  });
  return { generated: messages.map(toGenerated), limit: messages.map(toLimit), dnsPacket: messages.map(toDnsPacket) };
}

function toGenerated(message: Message): MessageInput {
  const { id, qr, opcode, rd, ra, rcode } = message;
  return {
    id,
    qr,
    opcode,
    rd,
    ra,
    rcode,
    questions: message.questions.map(({ question: { qname, qtype, qclass } }) => ({
      question: { qname: qname.toString(), qtype, qclass },
    })),
    answers: message.answers.map(({ record }) => ({
      record: { name: record.name.toString(), class: record.class, ttl: record.ttl, rdata: toRdata(record) },
    })),
    authorities: [],
    additionals: [],
  };
}

function toRdata({ rdata }: Resource): RdataInput {
  if (rdata.$kind === "CNAME") return { $kind: "CNAME", cname: rdata.cname.toString() };
  if (rdata.$kind === "MX") return { $kind: "MX", preference: rdata.preference, exchange: rdata.exchange.toString() };
  return { $kind: "A", address: rdata.$kind === "A" ? rdata.address : 0 };
}

function toLimit(message: Message): AnswerInput {
  const [first] = message.questions;
  return {
    id: message.id,
    flags: 0x8180,
    name: first?.question.qname.toString() ?? ".",
    type: first?.question.qtype ?? 1,
    answers: message.answers.map(({ record }): RecordInput => {
      const common = { name: record.name.toString(), ttl: record.ttl };
      const { rdata } = record;
      if (rdata.$kind === "CNAME") return { ...common, kind: "CNAME", target: rdata.cname.toString() };
      if (rdata.$kind === "MX") return { ...common, kind: "MX", preference: rdata.preference, exchange: rdata.exchange.toString() };
      return { ...common, kind: "A", address: rdata.$kind === "A" ? rdata.address : 0 };
    }),
  };
}

function toDnsPacket(message: Message): DnsPacket {
  const [first] = message.questions;
  return {
    type: "response",
    id: message.id,
    flags: 0x0180,
    questions: [{ name: first?.question.qname.toString() ?? ".", type: first?.question.qtype === 15 ? "MX" : "A", class: "IN" }],
    answers: message.answers.map(({ record }): Answer => {
      const common = { name: record.name.toString(), ttl: record.ttl, class: "IN" } as const;
      const { rdata } = record;
      if (rdata.$kind === "CNAME") return { ...common, type: "CNAME", data: rdata.cname.toString() };
      if (rdata.$kind === "MX")
        return { ...common, type: "MX", data: { preference: rdata.preference, exchange: rdata.exchange.toString() } };
      const address = rdata.$kind === "A" ? rdata.address : 0;
      return { ...common, type: "A", data: [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join(".") };
    }),
  };
}
