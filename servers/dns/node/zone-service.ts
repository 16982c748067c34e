/** What the core does not answer by itself: signed messages, transfers, updates, notifications. */
import { decodeDnsMessage, DnsMessageView } from "../../../generated/dns/dns.js";
import { DnsOpcode, DnsRcode, DnsType } from "../../../generated/dns/types.js";
import { type Answerer, MOST_BYTES } from "../answer/answer.js";
import { HEADER, Query } from "../answer/query.js";
import { Reply } from "../answer/reply.js";
import type { Transport } from "../answer/transport.js";
import { type AccessRule, isAllowed } from "../security/access.js";
import type { Cryptography } from "../security/hmac.js";
import { responseTsigSize, signResponse, type TsigVerdict, verifyRequest, type ValidTsig } from "../security/tsig.js";
import type { TsigKeys } from "../security/tsig-keys.js";
import { TransferSigner } from "../security/tsig-transfer.js";
import { changeMessages, soaMessage, type TransferMessage, WholeTransfer } from "../transfer/out.js";
import { soaOf } from "../zone/change.js";
import type { Elsewhere, ElsewhereQuery, SendReply } from "./elsewhere.js";
import type { ServedZone } from "./zone-served.js";
import type { ZoneStore } from "./zone-store.js";

export interface ServiceOptions {
  readonly store: ZoneStore;
  readonly keys: TsigKeys;
  readonly cryptography: Cryptography;
  /** Answers what was signed and is an ordinary query. Its own, not one that is used for other queries meanwhile. */
  readonly answerer: Answerer;
  /** Seconds since 1970. */
  readonly now: () => number;
  /** A transfer may take so long. */
  readonly transferSeconds: number;
  /** Transfers at once. */
  readonly transfers: number;
  /** A notification that was believed. */
  readonly notified?: (zone: ServedZone, client: Uint8Array) => void;
}

/** A message that is being answered. */
interface Request {
  readonly query: ElsewhereQuery;
  readonly message: Query;
  readonly verdict: TsigVerdict;
  readonly send: SendReply;
}

export class ZoneService {
  readonly #options: ServiceOptions;
  #transfers = 0;

  constructor(options: ServiceOptions) {
    this.#options = options;
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
    const zone = this.#zone(request);
    if (zone === undefined) return this.#reply(request, DnsRcode.NotAuth);
    if (!this.#isAllowed(request, zone.source.allowUpdate) || zone.changeable === undefined) return this.#reply(request, DnsRcode.Refused);
    const decoded = decodeDnsMessage(view, 0, view.byteLength);
    return this.#reply(request, decoded.ok ? await zone.changeable.update(decoded.value) : DnsRcode.FormErr);
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
    const zone = this.#zone(request);
    const image = zone?.image;
    if (zone === undefined || image === undefined) return this.#reply(request, DnsRcode.NotAuth);
    if (!this.#isAllowed(request, zone.source.allowTransfer)) return this.#reply(request, DnsRcode.Refused);
    if (image.isExpired || this.#transfers >= this.#options.transfers) return this.#reply(request, DnsRcode.ServFail);
    this.#transfers++;
    try {
      const signer = request.verdict.kind === "valid" ? new TransferSigner(request.verdict, this.#options.cryptography) : undefined;
      await this.#options.store.reading(image, () =>
        this.#send(request, this.#messages(request, zone, view, signer?.recordSize ?? 0), signer),
      );
    } finally {
      this.#transfers--;
    }
  }

  #messages(request: Request, zone: ServedZone, view: DataView, room: number): Iterable<TransferMessage> {
    const { message, query } = request;
    const { image } = zone;
    if (image === undefined) return [];
    const version = image.version;
    const soa = soaOf(image, version);
    if (message.type === DnsType.AXFR) return new WholeTransfer(image, version, message, room).messages();
    const serial = serialOf(view);
    // RFC 1995 section 2: over UDP a client is told that there is more, if there is.
    if (query.transport === "udp" || serial === soa.rdata.serial) return soaMessage(message, soa);
    const changes = serial === undefined ? undefined : zone.history.since(serial);
    return changes === undefined
      ? new WholeTransfer(image, version, message, room).messages()
      : changeMessages(message, soa, changes, room);
  }

  async #send({ send }: Request, messages: Iterable<TransferMessage>, signer: TransferSigner | undefined): Promise<void> {
    const { now, transferSeconds } = this.#options;
    const last = now() + transferSeconds;
    for (const { bytes, end } of messages) {
      if (now() > last) throw new Error("the transfer takes too long");
      const signed = signer === undefined ? end : signer.sign(bytes, 0, end, now());
      await send(new Uint8Array(bytes.buffer, 0, signed).slice());
    }
  }

  /** An ordinary query with a signature: it is answered as if it had none, and the answer is signed. */
  async #answerSigned(request: Request, view: DataView): Promise<void> {
    const { query, message, verdict, send } = request;
    const { answerer } = this.#options;
    if (verdict.kind !== "valid" || message.tsigAt === 0) return this.#reply(request, DnsRcode.FormErr);
    const unsigned = view.buffer.slice(view.byteOffset, view.byteOffset + message.tsigAt);
    const bare = new DataView(unsigned);
    bare.setUint16(10, bare.getUint16(10) - 1);
    const out = new DataView(new ArrayBuffer(MOST_BYTES));
    answerer.reply.attach(out);
    const size = answerer.answer(bare, 0, bare.byteLength, 0, transportOf(query, this.#options.now()), responseTsigSize(verdict));
    if (size <= 0) return;
    await this.#sign(out, size, verdict, send);
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
    const out = new DataView(new ArrayBuffer(MOST_BYTES));
    const reply = new Reply();
    reply.attach(out);
    reply.begin(message, 0, MOST_BYTES);
    const size = reply.finish(message, rcode, message.header.opcode === DnsOpcode.Notify && rcode === DnsRcode.NoError);
    if (verdict.kind === "valid" || verdict.kind === "rejected") return this.#sign(out, size, verdict, send);
    await send(new Uint8Array(out.buffer, 0, size).slice());
  }
}

/** The serial that a client has, by the SOA in its authority section (RFC 1995 section 3). */
function serialOf(view: DataView): number | undefined {
  const decoded = decodeDnsMessage(view, 0, view.byteLength);
  const rdata = decoded.ok ? decoded.value.authorities[0]?.rdata : undefined;
  return rdata?.$kind === "SOA" ? rdata.serial : undefined;
}

function transportOf({ client, transport }: ElsewhereQuery, now: number): Transport {
  return { isStream: transport !== "udp", client, clientAt: 0, clientSize: client.length, now };
}
