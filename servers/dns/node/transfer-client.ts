/** Fetching a zone from a primary: its SOA, what changed (IXFR, RFC 1995), or all of it (AXFR, RFC 5936). */
import type { DnsMessage, DnsMessageInput } from "../../../generated/dns/dns.js";
import { DnsClass, DnsOpcode, DnsRcode, DnsType } from "../../../generated/dns/types.js";
import { sameDnsName } from "../../../runtime/types/dns-name.js";
import type { RemoteConfig } from "../config/types.js";
import type { ZoneImage } from "../image/image.js";
import { HEAD } from "../image/layout.js";
import type { Memory } from "../image/memory.js";
import type { Cryptography } from "../security/hmac.js";
import type { TsigKey, TsigKeys } from "../security/tsig-keys.js";
import { TransferVerifier } from "../security/tsig-transfer.js";
import type { ReceivedContent } from "../transfer/in-answer.js";
import { IncomingTransfer } from "../transfer/in.js";
import { rcodeText } from "../transfer/in-text.js";
import { isSoa, soaOf, type SoaRecord } from "../zone/change.js";
import { nameFromWire } from "../zone/records.js";
import { exchangeDatagrams, type Patience, RemoteStream } from "./exchange.js";
import { reasonOf } from "./message-of.js";
import { makeRequest, mayAnswer, readAnswer, type SentMessage } from "./remote-message.js";

export interface ClientOptions {
  readonly keys: TsigKeys;
  readonly cryptography: Cryptography;
  /** Seconds since 1970. */
  readonly now: () => number;
  readonly memory: Memory;
  /** The largest zone that is taken. */
  readonly receivedZoneBytes: number;
  readonly transferSeconds: number;
  readonly patience: Patience;
  /** Ends all that is under way. */
  readonly signal: AbortSignal;
}

/** Why a zone did not come. Its message begins with what was tried. */
export class TransferProblem extends Error {
  /** Asked for the whole zone instead of changes, the primary may give it. */
  readonly tryWhole: boolean;

  constructor(message: string, tryWhole = false) {
    super(message);
    this.tryWhole = tryWhole;
  }
}

type TransferType = typeof DnsType.AXFR | typeof DnsType.IXFR;

export class TransferClient {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** The primary's SOA of a zone. Rejects with a TransferProblem. */
  async soa(remote: RemoteConfig, origin: Uint8Array): Promise<SoaRecord> {
    try {
      const sent = this.#request(remote, queryOf(origin, DnsType.SOA));
      const overUdp = remote.tls === undefined ? await this.#askOverUdp(remote, sent) : undefined;
      // Cut off, or no answer at all: a firewall may let only TCP through.
      const answer = overUdp === undefined || overUdp.tc === 1 ? await this.#askOverStream(remote, sent) : overUdp;
      return soaIn(answer, origin);
    } catch (error) {
      throw new TransferProblem(`SOA: ${reasonOf(error)}`);
    }
  }

  /** The zone: changes since what we have where that is possible. Rejects with a TransferProblem. */
  async transfer(remote: RemoteConfig, origin: Uint8Array, ours: ZoneImage | undefined): Promise<ReceivedContent> {
    if (ours === undefined) return this.whole(remote, origin, ours);
    try {
      return await this.#fetch(remote, origin, DnsType.IXFR, ours);
    } catch (error) {
      if (!(error instanceof TransferProblem) || !error.tryWhole) throw error;
      return this.whole(remote, origin, ours);
    }
  }

  /** The whole zone, not older than what we have. Rejects with a TransferProblem. */
  whole(remote: RemoteConfig, origin: Uint8Array, ours: ZoneImage | undefined): Promise<ReceivedContent> {
    return this.#fetch(remote, origin, DnsType.AXFR, ours);
  }

  #request(remote: RemoteConfig, message: Omit<DnsMessageInput, "id">): SentMessage {
    const { cryptography, now } = this.#options;
    return makeRequest(message, this.#keyOf(remote), cryptography, now());
  }

  #keyOf({ key: name }: RemoteConfig): TsigKey | undefined {
    const key = name === undefined ? undefined : this.#options.keys.get(name);
    if (name !== undefined && key === undefined) throw new Error(`the key ${name} cannot be used`);
    return key;
  }

  async #askOverUdp(remote: RemoteConfig, sent: SentMessage): Promise<DnsMessage | undefined> {
    const { cryptography, now, patience, signal } = this.#options;
    let problem: string | undefined;
    let answer: DnsMessage | undefined;
    const take = (bytes: Uint8Array): boolean => {
      if (!mayAnswer(sent, bytes)) return false;
      const read = readAnswer(sent, bytes, cryptography, now());
      // A forged answer must not hide the true one.
      if (typeof read === "string") problem = read;
      else answer = read;
      return typeof read !== "string";
    };
    await exchangeDatagrams(remote, sent.bytes, take, patience, signal);
    if (answer === undefined && problem !== undefined) throw new Error(problem);
    return answer;
  }

  async #askOverStream(remote: RemoteConfig, sent: SentMessage): Promise<DnsMessage> {
    const { cryptography, now, patience, signal } = this.#options;
    const stream = await RemoteStream.open(remote, patience, signal);
    try {
      stream.send(sent.bytes);
      const bytes = await stream.next();
      const read = mayAnswer(sent, bytes) ? readAnswer(sent, bytes, cryptography, now()) : "a message that is no answer to our query";
      if (typeof read === "string") throw new Error(read);
      return read;
    } finally {
      stream.close();
    }
  }

  async #fetch(remote: RemoteConfig, origin: Uint8Array, type: TransferType, ours: ZoneImage | undefined): Promise<ReceivedContent> {
    const name = type === DnsType.IXFR ? "IXFR" : "AXFR";
    const { transferSeconds, signal } = this.#options;
    const limit = AbortSignal.any([signal, AbortSignal.timeout(transferSeconds * 1000)]);
    try {
      return await this.#receive(remote, origin, type, ours, limit);
    } catch (error) {
      if (error instanceof TransferProblem) throw new TransferProblem(`${name}: ${error.message}`, error.tryWhole);
      const isLate = limit.aborted && !signal.aborted;
      throw new TransferProblem(`${name}: ${isLate ? "it takes too long (limits: transfer-seconds)" : reasonOf(error)}`);
    }
  }

  async #receive(
    remote: RemoteConfig,
    origin: Uint8Array,
    type: TransferType,
    ours: ZoneImage | undefined,
    limit: AbortSignal,
  ): Promise<ReceivedContent> {
    const soa = ours && soaOf(ours, ours.version);
    const stream = await RemoteStream.open(remote, this.#options.patience, limit);
    try {
      const sent = this.#request(remote, queryOf(origin, type, type === DnsType.IXFR ? soa : undefined));
      stream.send(sent.bytes);
      const transfer = this.#incoming(sent, origin, type, ours, soa?.rdata.serial);
      for (;;) {
        const received = transfer.accept(await stream.next(), this.#options.now());
        if (received.kind === "failed") throw new TransferProblem(received.problem, received.tryWhole);
        if (received.kind !== "more") return received;
      }
    } finally {
      stream.close();
    }
  }

  #incoming(
    { id, tsig }: SentMessage,
    origin: Uint8Array,
    type: TransferType,
    ours: ZoneImage | undefined,
    serial: number | undefined,
  ): IncomingTransfer {
    const { cryptography, memory, now, receivedZoneBytes, transferSeconds } = this.#options;
    return new IncomingTransfer({
      ...{ origin, type, id, serial, memory },
      mostBytes: receivedZoneBytes,
      deadline: now() + transferSeconds,
      size: ours && { names: ours.word(HEAD.NAMES << 2), bytes: ours.word(HEAD.USED << 2) },
      verifier: tsig && new TransferVerifier(tsig, cryptography),
    });
  }
}

/** A query; for IXFR with the SOA of what we have in its authority section (RFC 1995 section 3). */
function queryOf(origin: Uint8Array, qtype: number, ours?: SoaRecord): Omit<DnsMessageInput, "id"> {
  return {
    qr: 0,
    opcode: DnsOpcode.Query,
    questions: [{ qname: nameFromWire(origin), qtype, qclass: DnsClass.IN }],
    answers: [],
    authorities: ours === undefined ? [] : [ours],
    additionals: [],
  };
}

/** The SOA of an answer that is the zone's own: a server that only knows of it from elsewhere is no primary (RFC 1034 section 4.3.5). */
function soaIn({ rcode, aa, answers }: DnsMessage, origin: Uint8Array): SoaRecord {
  if (rcode !== DnsRcode.NoError) throw new Error(`the answer is ${rcodeText(rcode)}`);
  const soa = answers.find((record) => isSoa(record) && sameDnsName(record.name, nameFromWire(origin)));
  if (soa === undefined || !isSoa(soa)) throw new Error("the answer has no SOA record of the zone");
  if (aa !== 1) throw new Error("the answer is not authoritative");
  return soa;
}
