/**
 * Telling other servers that a zone has changed (RFC 1996): each of them the newest serial only, again and again until it has
 * acknowledged, and not more often than it can follow.
 */
import type { DnsMessageInput } from "../../../generated/dns/dns.js";
import { DnsClass, DnsOpcode, DnsRcode, DnsType } from "../../../generated/dns/types.js";
import type { RemoteConfig } from "../config/types.js";
import type { Cryptography } from "../security/hmac.js";
import type { TsigKeys } from "../security/tsig-keys.js";
import { rcodeText } from "../transfer/in-text.js";
import type { SoaRecord } from "../zone/change.js";
import { exchangeDatagrams, type Patience, RemoteStream } from "./exchange.js";
import { reasonOf } from "./message-of.js";
import { makeRequest, mayAnswer, readAnswer, type SentMessage } from "./remote-message.js";
import type { TransferCounts } from "./transfer-counts.js";
import type { Turns } from "./turns.js";
import type { ServedZone } from "./zone-served.js";

export interface NotifierOptions {
  readonly keys: TsigKeys;
  readonly cryptography: Cryptography;
  /** Seconds since 1970. */
  readonly now: () => number;
  readonly tell: (text: string) => void;
  /** How many are told at a time. */
  readonly turns: Turns;
  readonly patience: Patience;
  readonly signal: AbortSignal;
  readonly counts: TransferCounts;
}

/** About two minutes, all attempts together (RFC 1996 section 3.6 has the numbers up to us). */
export const NOTIFY_PATIENCE: Patience = { datagram: 2000, attempts: 6, stream: 15_000 };

/** Who has to be told of many changes a second is told once a second. */
const LEAST_BETWEEN = 1000;

/** One zone and one server. */
interface Pair {
  /** The zone has changed since the last message was made. */
  isStale: boolean;
  /** What was told to people last. */
  told: string;
}

export class Notifier {
  readonly #options: NotifierOptions;
  /** Of those that are being told. */
  readonly #pairs = new Map<string, Pair>();

  constructor(options: NotifierOptions) {
    this.#options = options;
  }

  /** A zone has changed, or is served from now on. */
  changed(zone: ServedZone): void {
    for (const remote of zone.source.notify ?? []) {
      const id = `${zone.source.origin} ${remote.name} ${remote.address} ${remote.port}`;
      const pair = this.#pairs.get(id);
      if (pair !== undefined) pair.isStale = true;
      else void this.#tellAll(id, zone, remote);
    }
  }

  async #tellAll(id: string, zone: ServedZone, remote: RemoteConfig): Promise<void> {
    const pair: Pair = { isStale: true, told: "" };
    this.#pairs.set(id, pair);
    while (pair.isStale && !this.#options.signal.aborted && !zone.isRemoved) {
      await this.#options.turns.take(() => this.#tellOnce(pair, zone, remote));
      if (pair.isStale) await pause(LEAST_BETWEEN, this.#options.signal);
    }
    this.#pairs.delete(id);
  }

  async #tellOnce(pair: Pair, zone: ServedZone, remote: RemoteConfig): Promise<void> {
    const { signal, tell, counts } = this.#options;
    pair.isStale = false;
    const { soa } = zone;
    if (soa === undefined || zone.image?.isExpired === true || signal.aborted) return;
    const problem = await this.#notify(soa, remote).catch((error: unknown) => reasonOf(error));
    if (problem === "") counts.notifications.acknowledged++;
    else if (!signal.aborted) counts.notifications.failed++;
    if (problem !== "" && problem !== pair.told && !signal.aborted)
      tell(
        `${zone.source.origin}: ${remote.name} (${remote.address}:${remote.port}) does not know of serial ${soa.rdata.serial}: ${problem}`,
      );
    pair.told = problem;
  }

  /** Sends a notification until it is answered; what is wrong otherwise, or nothing. */
  async #notify(soa: SoaRecord, remote: RemoteConfig): Promise<string> {
    const { keys, cryptography, now } = this.#options;
    const key = remote.key === undefined ? undefined : keys.get(remote.key);
    if (remote.key !== undefined && key === undefined) return `the key ${remote.key} cannot be used`;
    const sent = makeRequest(notificationOf(soa), key, cryptography, now());
    return remote.tls === undefined ? this.#overUdp(remote, sent) : this.#overStream(remote, sent);
  }

  async #overUdp(remote: RemoteConfig, sent: SentMessage): Promise<string> {
    const { patience, signal } = this.#options;
    let problem = "it does not answer";
    const take = (bytes: Uint8Array): boolean => {
      const read = this.#problemOf(sent, bytes);
      if (read !== undefined) problem = read;
      return read === "" || read?.startsWith(REFUSED) === true;
    };
    await exchangeDatagrams(remote, sent.bytes, take, patience, signal);
    return problem;
  }

  async #overStream(remote: RemoteConfig, sent: SentMessage): Promise<string> {
    const { patience, signal } = this.#options;
    // Who sends a byte now and then is not waited for either.
    const limit = AbortSignal.timeout(patience.stream);
    const stream = await RemoteStream.open(remote, patience, signal, limit);
    try {
      stream.send(sent.bytes);
      return this.#problemOf(sent, await stream.during(limit, () => stream.next())) ?? "its answer is to another message";
    } finally {
      stream.close();
    }
  }

  /** Nothing for an acknowledgement; undefined for a message that has nothing to do with it. */
  #problemOf(sent: SentMessage, bytes: Uint8Array): string | undefined {
    if (!mayAnswer(sent, bytes)) return undefined;
    const { cryptography, now } = this.#options;
    const read = readAnswer(sent, bytes, cryptography, now());
    if (typeof read === "string") return read;
    if (read.opcode !== DnsOpcode.Notify) return undefined;
    return read.rcode === DnsRcode.NoError ? "" : `${REFUSED} ${rcodeText(read.rcode)}`;
  }
}

/** Who says no is not asked again: it will say so the next time too. */
const REFUSED = "it answers";

/** RFC 1996 section 3.7: the SOA is a hint of what there is. */
function notificationOf(soa: SoaRecord): Omit<DnsMessageInput, "id"> {
  return {
    qr: 0,
    opcode: DnsOpcode.Notify,
    aa: 1,
    questions: [{ qname: soa.name, qtype: DnsType.SOA, qclass: DnsClass.IN }],
    answers: [soa],
    authorities: [],
    additionals: [],
  };
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener("abort", end);
  });
}
