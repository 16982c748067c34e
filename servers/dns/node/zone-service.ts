/** What the core does not answer by itself: signed messages, transfers, updates, notifications. */
import { decodeDnsMessage, DnsMessageView } from "../../../generated/dns/dns.js";
import { DnsClass, DnsOpcode, DnsRcode, DnsType } from "../../../generated/dns/types.js";
import { type Answerer, MOST_BYTES } from "../answer/answer.js";
import { HEADER, Query } from "../answer/query.js";
import { Reply } from "../answer/reply.js";
import type { Transport } from "../answer/transport.js";
import { type AccessRule, isAllowed } from "../security/access.js";
import { responseTsigSize, signResponse, type TsigVerdict, verifyRequest, type ValidTsig } from "../security/tsig.js";
import type { TsigKeys } from "../security/tsig-keys.js";
import { appendOpt } from "../transfer/out-edns.js";
import type { Elsewhere, ElsewhereQuery, SendReply } from "./elsewhere.js";
import { type OutgoingOptions, OutgoingTransfers, type Request } from "./transfer-service.js";
import type { ServedZone } from "./zone-served.js";

/** Room for a header, a question, an OPT record and a signature. */
const REPLY_BYTES = 2048;

export interface ServiceOptions extends OutgoingOptions {
  readonly keys: TsigKeys;
  /** Answers what was signed and is an ordinary query. Its own, not one that is used for other queries meanwhile. */
  readonly answerer: Answerer;
  /** A notification that was believed. */
  readonly notified?: (zone: ServedZone, client: Uint8Array) => void;
}

export class ZoneService {
  readonly #options: ServiceOptions;
  readonly #transfers: OutgoingTransfers;

  constructor(options: ServiceOptions) {
    this.#options = options;
    this.#transfers = new OutgoingTransfers(options);
  }

  readonly handle: Elsewhere = async (query, send) => {
    const { bytes } = query;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const message = new Query();
    if (bytes.length < HEADER) return;
    // Messages of many records are read in full later.
    message.read(view, 0, bytes.length);
    const verdict = message.hasQuestion ? this.#verify(view, bytes.length) : { kind: "malformed" as const };
    const request: Request = { query, message, verdict, send };
    if (verdict.kind === "malformed") return this.#reply(request, DnsRcode.FormErr);
    if (verdict.kind === "rejected") return this.#reply(request, DnsRcode.NotAuth);
    await this.#dispatch(request, view);
  };

  #verify(view: DataView, length: number): TsigVerdict {
    const message = new DnsMessageView();
    if (!message.bind(view, 0, length) || message.end !== length) return { kind: "malformed" };
    return verifyRequest(message, this.#options.keys, this.#options.cryptography, this.#options.now());
  }

  async #dispatch(request: Request, view: DataView): Promise<void> {
    const { header, type } = request.message;
    if (header.opcode === DnsOpcode.Update) return this.#update(request, view);
    if (header.opcode === DnsOpcode.Notify) return this.#notify(request);
    if (type === DnsType.AXFR || type === DnsType.IXFR) return this.#transfer(request, view);
    return this.#answerSigned(request, view);
  }

  /** The zone that a message is about, if it is ours; it may not have come yet. */
  #zone({ message }: Request): ServedZone | undefined {
    return this.#options.store.find(message.name.bytes.subarray(0, message.name.length));
  }

  #isAllowed({ query, verdict }: Request, rules: readonly AccessRule[] | undefined): boolean {
    const { client } = query;
    const key = verdict.kind === "valid" ? verdict.key.name : undefined;
    return isAllowed(rules ?? [], client, 0, client.length === 4 ? 4 : 16, key);
  }

  /** RFC 2136 section 3.1: the zone section names one zone of ours. */
  async #update(request: Request, view: DataView): Promise<void> {
    if (request.message.type !== DnsType.SOA) return this.#reply(request, DnsRcode.FormErr);
    const zone = request.message.class === DnsClass.IN ? this.#zone(request) : undefined;
    if (zone === undefined) return this.#reply(request, DnsRcode.NotAuth);
    if (!this.#isAllowed(request, zone.source.allowUpdate) || !zone.mayChange) return this.#reply(request, DnsRcode.Refused);
    if (zone.changeable === undefined) return this.#reply(request, DnsRcode.ServFail);
    const decoded = decodeDnsMessage(view, 0, view.byteLength);
    if (!decoded.ok || decoded.value.questions.length !== 1) return this.#reply(request, DnsRcode.FormErr);
    return this.#reply(request, await zone.changeable.update(decoded.value));
  }

  /** RFC 1996 section 3.10 to 3.12. */
  async #notify(request: Request): Promise<void> {
    const zone = this.#zone(request);
    if (zone === undefined) return this.#reply(request, DnsRcode.NotAuth);
    const rules = zone.source.allowNotify;
    if ((zone.source.primaries ?? []).length === 0 || !this.#isAllowed(request, rules)) return this.#reply(request, DnsRcode.Refused);
    this.#options.notified?.(zone, request.query.client);
    return this.#reply(request, DnsRcode.NoError);
  }

  async #transfer(request: Request, view: DataView): Promise<void> {
    const refusal = await this.#sendZone(request, view);
    if (refusal === undefined) return;
    this.#options.counts.out.refused++;
    return this.#reply(request, refusal);
  }

  /** Returns an RCODE where nothing was sent. */
  async #sendZone(request: Request, view: DataView): Promise<number | undefined> {
    const { message, query } = request;
    const zone = this.#zone(request);
    if (message.class !== DnsClass.IN || zone?.image === undefined) return DnsRcode.NotAuth;
    if (!this.#isAllowed(request, zone.source.allowTransfer)) return DnsRcode.Refused;
    // RFC 5936 section 4.2.
    if (query.transport === "udp" && message.type === DnsType.AXFR) return DnsRcode.FormErr;
    return this.#transfers.send(request, zone, view);
  }

  /** An ordinary query with a signature: it is answered as if it had none, and the answer is signed. */
  async #answerSigned(request: Request, view: DataView): Promise<void> {
    const { query, message, verdict, send } = request;
    const { answerer, now } = this.#options;
    if (verdict.kind !== "valid" || message.tsigAt === 0) return this.#reply(request, DnsRcode.FormErr);
    const unsigned = view.buffer.slice(view.byteOffset, view.byteOffset + message.tsigAt);
    const bare = new DataView(unsigned);
    bare.setUint16(10, bare.getUint16(10) - 1);
    const out = new DataView(new ArrayBuffer(MOST_BYTES));
    answerer.reply.attach(out);
    const size = answerer.answer(bare, 0, bare.byteLength, 0, transportOf(query, now()), responseTsigSize(verdict));
    if (size > 0) await this.#sign(out, size, verdict, send);
  }

  async #sign(
    out: DataView,
    size: number,
    verdict: ValidTsig | Extract<TsigVerdict, { kind: "rejected" }>,
    send: SendReply,
  ): Promise<void> {
    const { cryptography, now } = this.#options;
    const end = signResponse(out, 0, size, verdict, cryptography, now())?.end ?? size;
    await send(new Uint8Array(out.buffer, 0, end).slice());
  }

  /** A header with the question, signed if the request was. */
  async #reply({ message, verdict, send }: Request, rcode: number): Promise<void> {
    const out = new DataView(new ArrayBuffer(REPLY_BYTES));
    const reply = new Reply();
    reply.attach(out);
    reply.begin(message, 0, REPLY_BYTES);
    const bare = reply.finish(message, rcode, message.header.opcode === DnsOpcode.Notify && rcode === DnsRcode.NoError);
    // RFC 6891 section 6.1.1: whoever sends an OPT record gets one.
    const size = message.hasOpt ? appendOpt(out, bare, this.#options.udpPayloadBytes, undefined) : bare;
    if (verdict.kind === "valid" || verdict.kind === "rejected") return this.#sign(out, size, verdict, send);
    await send(new Uint8Array(out.buffer, 0, size).slice());
  }
}

function transportOf({ client, transport }: ElsewhereQuery, now: number): Transport {
  return { isStream: transport !== "udp", client, clientAt: 0, clientSize: client.length, now };
}
