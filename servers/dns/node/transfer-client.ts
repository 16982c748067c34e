/** Fetching a zone from a primary: its SOA, what changed (IXFR, RFC 1995), or all of it (AXFR, RFC 5936). */
import { setMaxListeners } from "node:events";
import type { DnsMessage, DnsMessageInput } from "../../../generated/dns/dns.js";
import { DnsType } from "../../../generated/dns/types.js";
import type { RemoteConfig } from "../config/types.js";
import type { ZoneImage } from "../image/image.js";
import { HEAD } from "../image/layout.js";
import type { Memory } from "../image/memory.js";
import type { Cryptography } from "../security/hmac.js";
import type { TsigKey, TsigKeys } from "../security/tsig-keys.js";
import type { ReceivedContent } from "../transfer/in-answer.js";
import { soaOf } from "../zone/change.js";
import type { ZonemdPolicy } from "../zone/check-received.js";
import { exchangeDatagrams, type Patience, type RemoteStream } from "./exchange.js";
import { IdleStreams } from "./idle-streams.js";
import { reasonOf } from "./message-of.js";
import { makeRequest, mayAnswer, readAnswer, type SentMessage } from "./remote-message.js";
import type { TransferCounts } from "./transfer-counts.js";
import { TransferReceiver } from "./transfer-receiver.js";
import { ASKS_EXPIRE, NO_EDNS, type PrimaryState, queryOf, stateIn } from "./transfer-query.js";
import { Turns, TurnsOf } from "./turns.js";
import type { ZoneThreads } from "./zone-threads.js";

export interface ClientOptions {
  readonly keys: TsigKeys;
  readonly cryptography: Cryptography;
  /** Seconds since 1970. */
  readonly now: () => number;
  readonly memory: Memory;
  /** Which take large zones; undefined: there are none. */
  readonly threads?: Pick<ZoneThreads, "receive"> | undefined;
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

/** A zone that is to be fetched. */
export interface WantedZone {
  /** In wire form. */
  readonly origin: Uint8Array;
  /** What we have; undefined: nothing, or it does not count. */
  readonly image: ZoneImage | undefined;
  readonly zonemd: ZonemdPolicy;
}

export class TransferClient {
  readonly #options: ClientOptions;
  readonly #streams: IdleStreams;
  readonly #checks = new Turns(MOST_CHECKS);
  readonly #transfers = new Turns(MOST_TRANSFERS);
  readonly #transfersOf = new TurnsOf(MOST_FROM_ONE);

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#streams = new IdleStreams(options.patience, options.signal);
    // Whatever waits listens to it: how many may, the turns say, and not Node, which warns from eleven on.
    setMaxListeners(0, options.signal);
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
  async transfer(remote: RemoteConfig, wanted: WantedZone): Promise<ReceivedContent> {
    if (wanted.image === undefined) return this.whole(remote, wanted);
    try {
      return await this.#fetch(remote, DnsType.IXFR, wanted);
    } catch (error) {
      if (!(error instanceof TransferProblem) || !error.tryWhole) throw error;
      return this.whole(remote, wanted);
    }
  }

  /** The whole zone, not older than what we have. Rejects with a TransferProblem. */
  whole(remote: RemoteConfig, wanted: WantedZone): Promise<ReceivedContent> {
    return this.#fetch(remote, DnsType.AXFR, wanted);
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

  #fetch(remote: RemoteConfig, type: TransferType, wanted: WantedZone): Promise<ReceivedContent> {
    const fetch = (): Promise<ReceivedContent> => this.#transfers.take(() => this.#fetchNow(remote, type, wanted));
    return this.#transfersOf.take(`${remote.address} ${remote.port}`, fetch);
  }

  async #fetchNow(remote: RemoteConfig, type: TransferType, wanted: WantedZone): Promise<ReceivedContent> {
    const name = type === DnsType.IXFR ? "IXFR" : "AXFR";
    const { transferSeconds, signal, counts } = this.#options;
    signal.throwIfAborted();
    const limit = AbortSignal.timeout(transferSeconds * 1000);
    /** Ends a thread that takes part in it. */
    const end = new AbortController();
    const stop = (): void => end.abort();
    for (const each of [signal, limit]) each.addEventListener("abort", stop, { once: true });
    try {
      return await this.#streams.use(remote, limit, (stream, hasBegun) => {
        const { sent, receiver } = this.#begin(remote, type, wanted, end.signal);
        return this.#receive(stream, hasBegun, sent, receiver);
      });
    } catch (error) {
      stop();
      counts.in.failed++;
      if (error instanceof TransferProblem) throw new TransferProblem(`${name}: ${error.message}`, error.tryWhole);
      const isLate = limit.aborted && !signal.aborted;
      throw new TransferProblem(`${name}: ${isLate ? "it takes too long (limits: transfer-seconds)" : reasonOf(error)}`);
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }

  /** The request, and who takes its answer. @param signal ends that */
  #begin(remote: RemoteConfig, type: TransferType, { origin, image, zonemd }: WantedZone, signal: AbortSignal): Begun {
    const { memory, cryptography, threads, now, receivedZoneBytes, transferSeconds } = this.#options;
    const soa = image && soaOf(image, image.version);
    const sent = this.#request(remote, queryOf(origin, type, type === DnsType.IXFR ? soa : undefined));
    const request = {
      ...{ origin, type, id: sent.id, serial: soa?.rdata.serial },
      mostBytes: receivedZoneBytes,
      deadline: now() + transferSeconds,
      size: image && { names: image.word(HEAD.NAMES << 2), bytes: image.word(HEAD.USED << 2) },
    };
    const check = { now: Math.floor(now()), zonemd };
    return { sent, receiver: new TransferReceiver({ request, tsig: sent.tsig, check, memory, cryptography, threads, signal }) };
  }

  async #receive(stream: RemoteStream, hasBegun: () => void, sent: SentMessage, receiver: TransferReceiver): Promise<ReceivedContent> {
    stream.send(sent.bytes);
    for (;;) {
      const bytes = await stream.next();
      hasBegun();
      this.#options.counts.in.bytes += bytes.length;
      const received = await receiver.accept(bytes, this.#options.now());
      if (received.kind === "failed") throw new TransferProblem(received.problem, received.tryWhole);
      if (received.kind !== "more") return received;
    }
  }
}

interface Begun {
  readonly sent: SentMessage;
  readonly receiver: TransferReceiver;
}
