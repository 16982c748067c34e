/** Messages of transfers, made by hand. */
import { type DnsMessageInput, DnsMessageView, type DnsRecordInput, encodeDnsMessage } from "../../../../../generated/dns/dns.js";
import { DnsClass, DnsOpcode, DnsType } from "../../../../../generated/dns/types.js";
import { nodeCryptography } from "../../../../../servers/dns/security/node.js";
import { tsigKey, type TsigKey } from "../../../../../servers/dns/security/tsig-keys.js";
import { TransferSigner, TransferVerifier } from "../../../../../servers/dns/security/tsig-transfer.js";
import { type SentTsig, signRequest, verifyRequest } from "../../../../../servers/dns/security/tsig.js";
import { IncomingTransfer, type Received, type TransferRequest } from "../../../../../servers/dns/transfer/in.js";
import { wireOf } from "../../../../support/dns/names.js";

export const ORIGIN = "example.com";
export const ID = 0x1234;
export const NOW = 1_700_000_000;

export function soa(serial: number, changes: object = {}): DnsRecordInput {
  const times = { refresh: 7200, retry: 900, expire: 1_209_600, minimum: 300 };
  return {
    name: ORIGIN,
    ttl: 3600,
    rdata: { $kind: "SOA", mname: "ns1.example.com", rname: "host.example.com", serial, ...times, ...changes },
  };
}

export function a(name: string, address = 1): DnsRecordInput {
  return { name, ttl: 300, rdata: { $kind: "A", address: 0xc0000200 + address } };
}

export function ns(name = ORIGIN): DnsRecordInput {
  return { name, ttl: 300, rdata: { $kind: "NS", nsdname: "ns1.example.com" } };
}

/** The least that is a zone. */
export const APEX: readonly DnsRecordInput[] = [ns(), a("ns1.example.com")];

export function message(answers: readonly DnsRecordInput[], changes: Partial<DnsMessageInput> = {}): Uint8Array {
  const view = new DataView(new ArrayBuffer(0x10000));
  const value: DnsMessageInput = {
    id: ID,
    qr: 1,
    opcode: DnsOpcode.Query,
    aa: 1,
    rcode: 0,
    questions: [{ qname: ORIGIN, qtype: DnsType.AXFR, qclass: DnsClass.IN }],
    answers,
    authorities: [],
    additionals: [],
    ...changes,
  };
  const end = encodeDnsMessage(value, view, 0);
  if (end < 0) throw new Error("a message that cannot be encoded");
  return new Uint8Array(view.buffer, 0, end).slice();
}

/** The same for IXFR. */
export function changeMessage(answers: readonly DnsRecordInput[], changes: Partial<DnsMessageInput> = {}): Uint8Array {
  return message(answers, { questions: [{ qname: ORIGIN, qtype: DnsType.IXFR, qclass: DnsClass.IN }], ...changes });
}

export function receiver(changes: Partial<TransferRequest> = {}): IncomingTransfer {
  const usual = { origin: wireOf(ORIGIN), type: DnsType.AXFR, id: ID, serial: undefined, mostBytes: 1 << 20, deadline: NOW + 60 };
  return new IncomingTransfer({ ...usual, ...changes });
}

/** What the last of some messages leads to. */
export function receive(messages: readonly Uint8Array[], changes: Partial<TransferRequest> = {}): Received {
  const transfer = receiver(changes);
  let received: Received = { kind: "more" };
  for (const bytes of messages) received = transfer.accept(bytes, NOW);
  return received;
}

export function problem(received: Received): string {
  return received.kind === "failed" ? received.problem : received.kind;
}

/** A signed transfer: what the server signs with, and the client verifies with. */
export class SignedTransfer {
  /** What a verifier is made of. */
  readonly sent: SentTsig;
  readonly verifier: TransferVerifier;
  readonly #signer: TransferSigner;

  constructor(name = "transfer.example", secret = Uint8Array.from({ length: 32 }, (_, index) => index)) {
    const key = keyOf(name, secret);
    const view = new DataView(new ArrayBuffer(512));
    const query = message([], { qr: 0 });
    new Uint8Array(view.buffer).set(query);
    const sent = signRequest(view, 0, query.length, key, nodeCryptography, NOW);
    const bound = new DnsMessageView();
    if (sent === undefined || !bound.bind(view, 0, sent.end)) throw new Error("no request");
    const verdict = verifyRequest(bound, new Map([[key.name, key]]), nodeCryptography, NOW);
    if (verdict.kind !== "valid") throw new Error("no valid request");
    this.#signer = new TransferSigner(verdict, nodeCryptography);
    this.sent = { key, mac: sent.mac };
    this.verifier = new TransferVerifier(this.sent, nodeCryptography);
  }

  sign(bytes: Uint8Array): Uint8Array {
    const view = new DataView(new ArrayBuffer(bytes.length + 512));
    new Uint8Array(view.buffer).set(bytes);
    const end = this.#signer.sign(view, 0, bytes.length, NOW);
    return new Uint8Array(view.buffer, 0, end).slice();
  }
}

function keyOf(name: string, secret: Uint8Array): TsigKey {
  const key = tsigKey({ name, algorithm: "hmac-sha256", secret });
  if (key === undefined) throw new Error("no key");
  return key;
}
