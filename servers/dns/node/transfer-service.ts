/** Giving zones to other servers (RFC 5936, RFC 1995): to those who may have them, so many at a time, each for so long. */
import { DnsRcode, DnsType } from "../../../generated/dns/types.js";
import type { Query } from "../answer/query.js";
import type { ZoneImage } from "../image/image.js";
import { HEAD } from "../image/layout.js";
import type { Cryptography } from "../security/hmac.js";
import type { TsigVerdict } from "../security/tsig.js";
import { TransferSigner } from "../security/tsig-transfer.js";
import { changeDatagram, changeMessages, soaMessage, type TransferMessage, WholeTransfer } from "../transfer/out.js";
import { appendOpt, MOST_OPT_BYTES, notesOf, type RequestNotes } from "../transfer/out-edns.js";
import { soaOf } from "../zone/change.js";
import { remainingOf } from "../zone/timers.js";
import type { ElsewhereQuery, SendReply } from "./elsewhere.js";
import type { TransferCounts } from "./transfer-counts.js";
import type { ServedZone } from "./zone-served.js";
import type { ZoneStore } from "./zone-store.js";

export interface OutgoingOptions {
  readonly store: Pick<ZoneStore, "reading" | "find">;
  readonly cryptography: Cryptography;
  /** Seconds since 1970. */
  readonly now: () => number;
  /** A transfer may take so long. */
  readonly transferSeconds: number;
  /** Transfers at once. */
  readonly transfers: number;
  /** What is announced in EDNS, and the largest answer over UDP. */
  readonly udpPayloadBytes: number;
  readonly counts: TransferCounts;
}

/** A message that is being answered. */
export interface Request {
  readonly query: ElsewhereQuery;
  readonly message: Query;
  readonly verdict: TsigVerdict;
  readonly send: SendReply;
}

/** What is sent: all of a zone, what has changed of it, or its SOA alone. */
interface Plan {
  readonly kind: "axfr" | "ixfr" | "soa";
  readonly messages: Iterable<TransferMessage>;
}

export class OutgoingTransfers {
  readonly #options: OutgoingOptions;
  #running = 0;

  constructor(options: OutgoingOptions) {
    this.#options = options;
  }

  /** Sends a zone to somebody who may have it. Returns an RCODE where nothing was sent; rejects where it breaks off. */
  async send(request: Request, zone: ServedZone, view: DataView): Promise<number | undefined> {
    const { store, cryptography, transfers, counts } = this.#options;
    const { image } = zone;
    if (image === undefined || image.isExpired || this.#running >= transfers) return DnsRcode.ServFail;
    const signer = request.verdict.kind === "valid" ? new TransferSigner(request.verdict, cryptography) : undefined;
    this.#running++;
    try {
      await store.reading(image, () => this.#sendAll(request, zone, image, notesOf(view), signer));
    } catch (error) {
      counts.out.failed++;
      throw error;
    } finally {
      this.#running--;
    }
    return undefined;
  }

  /** Seconds for which a zone will be served if nobody confirms it (RFC 7314 section 3). */
  #remaining(zone: ServedZone): number | undefined {
    return zone.soa && remainingOf(zone.soa.rdata, zone.isSecondary ? (zone.checkedAt ?? 0) : undefined, this.#options.now());
  }

  async #sendAll(
    request: Request,
    zone: ServedZone,
    image: ZoneImage,
    notes: RequestNotes,
    signer: TransferSigner | undefined,
  ): Promise<void> {
    const { counts } = this.#options;
    const room = (signer?.recordSize ?? 0) + (notes.hasOpt ? MOST_OPT_BYTES : 0);
    const { kind, messages } = this.#plan(request, zone, image, notes.serial, room);
    const remaining = notes.wantsExpire ? this.#remaining(zone) : undefined;
    await this.#sendEach(request.send, messages, signer, notes.hasOpt ? (bytes, end) => this.#withOpt(bytes, end, remaining) : undefined);
    if (kind !== "soa") counts.out[kind]++;
  }

  #plan({ message, query }: Request, zone: ServedZone, image: ZoneImage, serial: number | undefined, room: number): Plan {
    const { version } = image;
    const soa = soaOf(image, version);
    const whole = (): Plan => ({ kind: "axfr", messages: new WholeTransfer(image, version, message, room).messages() });
    if (message.type === DnsType.AXFR) return whole();
    const alone = (): Plan => ({ kind: "soa", messages: soaMessage(message, soa) });
    if (serial === soa.rdata.serial) return alone();
    const changes = serial === undefined ? undefined : zone.history.since(serial);
    if (query.transport !== "udp") {
      const isWorthIt = changes !== undefined && serial !== undefined && !isLong(zone, image, serial);
      return isWorthIt ? { kind: "ixfr", messages: changeMessages(message, soa, changes, room) } : whole();
    }
    const most = Math.min(message.payloadSize, this.#options.udpPayloadBytes);
    const messages = changes && changeDatagram(message, soa, changes, room, most);
    return messages === undefined ? alone() : { kind: "ixfr", messages };
  }

  /** @param finishFirst puts behind the first message what belongs there (RFC 5936 section 2.2.5) */
  async #sendEach(
    send: SendReply,
    messages: Iterable<TransferMessage>,
    signer: TransferSigner | undefined,
    finishFirst: ((bytes: DataView, end: number) => number) | undefined,
  ): Promise<void> {
    const { now, transferSeconds, counts } = this.#options;
    const last = now() + transferSeconds;
    let isFirst = true;
    for (const { bytes, end } of messages) {
      if (now() > last) throw new Error("the transfer takes too long");
      const finished = isFirst && finishFirst !== undefined ? finishFirst(bytes, end) : end;
      isFirst = false;
      const signed = signer === undefined ? finished : signer.sign(bytes, 0, finished, now());
      counts.out.bytes += signed;
      await send(new Uint8Array(bytes.buffer, 0, signed).slice());
    }
  }

  #withOpt(bytes: DataView, end: number, remaining: number | undefined): number {
    return appendOpt(bytes, end, this.#options.udpPayloadBytes, remaining);
  }
}

/**
 * Whether the zone itself is much shorter than what has changed of it (RFC 1995 section 2). An image is about twice as long as its
 * records. What is somewhat longer is worth it all the same: it is kept for those who come later.
 */
function isLong({ history }: ServedZone, image: ZoneImage, serial: number): boolean {
  return 4 * history.bytesSince(serial) > 3 * image.word(HEAD.USED << 2);
}
