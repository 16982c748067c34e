/** Queries as bytes, and what came back as an answer. */
import { decodeDnsMessage, encodeDnsMessage, explainDnsMessage, type DnsMessage, type DnsRecordInput } from "../../../generated/dns/dns.js";
import { DnsClass, DnsOpcode } from "../../../generated/dns/types.js";
import { type Query } from "./answer.js";

const DNSSEC_OK = 0x8000;

function optRecords({ dnssecOk, payload }: Query): DnsRecordInput[] {
  if (payload === undefined) return [];
  return [{ name: ".", class: payload, ttl: dnssecOk ? DNSSEC_OK : 0, rdata: { $kind: "OPT", options: [] } }];
}

export function encodeQuery(query: Query, id: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(512);
  const message = {
    id,
    qr: 0,
    opcode: DnsOpcode.Query,
    rd: 1,
    questions: [{ qname: query.name, qtype: query.type, qclass: DnsClass.IN }],
    answers: [],
    authorities: [],
    additionals: optRecords(query),
  };
  const end = encodeDnsMessage(message, new DataView(bytes.buffer), 0);
  if (end < 0) throw new Error(`a query that cannot be encoded: ${query.name}`);
  return bytes.slice(0, end);
}

export function decodeMessage(bytes: Uint8Array): DnsMessage {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const decoded = decodeDnsMessage(view, 0, view.byteLength);
  if (decoded.ok) return decoded.value;
  const failure = explainDnsMessage(view, 0, view.byteLength);
  throw new Error(`an answer that is no message: ${failure === undefined ? "cut off" : JSON.stringify(failure)}`);
}

/** A response to this query: the question is the same, its letters' case too (draft-vixie-dnsext-dns0x20). */
export function isResponseTo(message: DnsMessage, { name, type }: Query): boolean {
  const [question] = message.questions;
  return message.qr === 1 && question?.qname.toString() === name && question.qtype === type;
}
