/** Fetching a zone from a primary: its SOA, what changed (IXFR, RFC 1995), or all of it (AXFR, RFC 5936). */
import type { DnsMessage, DnsMessageInput } from "../../../generated/dns/dns.js";
import { DnsType } from "../../../generated/dns/types.js";
import type { RemoteConfig } from "../config/types.js";
import type { ZoneImage } from "../image/image.js";
import { HEAD } from "../image/layout.js";
import type { Memory } from "../image/memory.js";
import type { Cryptography } from "../security/hmac.js";
import type { TsigKey, TsigKeys } from "../security/tsig-keys.js";
import { TransferVerifier } from "../security/tsig-transfer.js";
import type { ReceivedContent } from "../transfer/in-answer.js";
import { IncomingTransfer } from "../transfer/in.js";
import { soaOf } from "../zone/change.js";
import { exchangeDatagrams, type Patience, type RemoteStream } from "./exchange.js";
import { IdleStreams } from "./idle-streams.js";
import { reasonOf } from "./message-of.js";
import { makeRequest, mayAnswer, readAnswer, type SentMessage } from "./remote-message.js";
import type { TransferCounts } from "./transfer-counts.js";
import { ASKS_EXPIRE, NO_EDNS, type PrimaryState, queryOf, stateIn } from "./transfer-query.js";
import { Turns, TurnsOf } from "./turns.js";

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
  readonly counts: TransferCounts;
}

/** Questions for a SOA at a time. */
const MOST_CHECKS = 16;
/** Transfers at a time, and those from one primary: one that is slow does not keep zones of others waiting. */
const MOST_TRANSFERS = 16;
const MOST_FROM_ONE = 4;

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
  readonly #streams: IdleStreams;
  readonly #checks = new Turns(MOST_CHECKS);
  readonly #transfers = new Turns(MOST_TRANSFERS);
  readonly #transfersOf = new TurnsOf(MOST_FROM_ONE);

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#streams = new IdleStreams(options.patience, options.signal);
  }

  /** The primary's SOA of a zone. Rejects with a TransferProblem. */
  async soa(remote: RemoteConfig, origin: Uint8Array): Promise<PrimaryState> {
    try {
      return await this.#checks.take(() => this.#askSoa(remote, origin));
    } catch (error) {
      throw new TransferProblem(`SOA: ${reasonOf(error)}`);
    }
  }

  /** Asked again without EDNS where the other side knows nothing of it (RFC 6891 section 6.2.2). */
  async #askSoa(remote: RemoteConfig, origin: Uint8Array): Promise<PrimaryState> {
    const answer = await this.#ask(remote, { ...queryOf(origin, DnsType.SOA), additionals: [ASKS_EXPIRE] });
    return stateIn(NO_EDNS.has(answer.rcode) ? await this.#ask(remote, queryOf(origin, DnsType.SOA)) : answer, origin);
  }

  async #ask(remote: RemoteConfig, query: Omit<DnsMessageInput, "id">): Promise<DnsMessage> {
    const sent = this.#request(remote, query);
    const overUdp = remote.tls === undefined ? await this.#askOverUdp(remote, sent) : undefined;
    // Cut off, or no answer at all: a firewall may let only TCP through.
    return overUdp === undefined || overUdp.tc === 1 ? this.#askOverStream(remote, sent) : overUdp;
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
    const { cryptography, now, patience } = this.#options;
    // Who sends a byte now and then is not waited for either.
    return this.#streams.use(remote, AbortSignal.timeout(patience.stream), async (stream, hasBegun) => {
      stream.send(sent.bytes);
      const bytes = await stream.next();
      hasBegun();
      const read = mayAnswer(sent, bytes) ? readAnswer(sent, bytes, cryptography, now()) : "a message that is no answer to our query";
      if (typeof read === "string") throw new Error(read);
      return read;
    });
  }

  #fetch(remote: RemoteConfig, origin: Uint8Array, type: TransferType, ours: ZoneImage | undefined): Promise<ReceivedContent> {
    const fetch = (): Promise<ReceivedContent> => this.#transfers.take(() => this.#fetchNow(remote, origin, type, ours));
    return this.#transfersOf.take(`${remote.address} ${remote.port}`, fetch);
  }

  async #fetchNow(remote: RemoteConfig, origin: Uint8Array, type: TransferType, ours: ZoneImage | undefined): Promise<ReceivedContent> {
    const name = type === DnsType.IXFR ? "IXFR" : "AXFR";
    const { transferSeconds, signal, counts } = this.#options;
    signal.throwIfAborted();
    const limit = AbortSignal.timeout(transferSeconds * 1000);
    try {
      return await this.#streams.use(remote, limit, (stream, hasBegun) => this.#receive(remote, stream, hasBegun, origin, type, ours));
    } catch (error) {
      counts.in.failed++;
      if (error instanceof TransferProblem) throw new TransferProblem(`${name}: ${error.message}`, error.tryWhole);
      const isLate = limit.aborted && !signal.aborted;
      throw new TransferProblem(`${name}: ${isLate ? "it takes too long (limits: transfer-seconds)" : reasonOf(error)}`);
    }
  }

  async #receive(
    remote: RemoteConfig,
    stream: RemoteStream,
    hasBegun: () => void,
    origin: Uint8Array,
    type: TransferType,
    ours: ZoneImage | undefined,
  ): Promise<ReceivedContent> {
    const soa = ours && soaOf(ours, ours.version);
    const sent = this.#request(remote, queryOf(origin, type, type === DnsType.IXFR ? soa : undefined));
    const transfer = this.#incoming(sent, origin, type, ours, soa?.rdata.serial);
    stream.send(sent.bytes);
    for (;;) {
      const bytes = await stream.next();
      hasBegun();
      this.#options.counts.in.bytes += bytes.length;
      const received = transfer.accept(bytes, this.#options.now());
      if (received.kind === "failed") throw new TransferProblem(received.problem, received.tryWhole);
      if (received.kind !== "more") return received;
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
