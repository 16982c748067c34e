/** The OPT record of a reply (RFC 6891), with name server identifier (5001) and keepalive (7828). */
import { type DnsOptInput, encodeDnsOpt } from "../../../generated/dns/dns.js";
import type { Query } from "./query.js";
import { type Reply, SECTION } from "./reply.js";

/** RCODEs that need the upper bits of the OPT record (RFC 6891 section 6.1.3, 7873 section 8). */
export const EXTENDED_RCODE = { BADVERS: 16, BADCOOKIE: 23 } as const;

/** An OPT record without options. */
const OPT_BYTES = 11;
const OPTION_HEAD = 4;
/** The bytes of its extended RCODE and of DO, from its start (RFC 6891 section 6.1.3). */
const UPPER_RCODE = 5;
const FLAGS = 7;
const DNSSEC_OK = 0x80;

export interface EdnsSettings {
  readonly udpPayloadBytes: number;
  readonly keepaliveTenths: number;
  readonly serverId: string | undefined;
}

type EdnsOptions = DnsOptInput["options"];

export class Edns {
  readonly #query: Query;
  readonly #reply: Reply;
  readonly #settings: EdnsSettings;
  /** An OPT record without options, encoded once. */
  readonly #plain = new Uint8Array(OPT_BYTES);
  readonly #serverId: Uint8Array;
  /** Bytes kept free for the OPT record of the reply at hand. */
  reserved = 0;
  #isStream = false;

  constructor(query: Query, reply: Reply, settings: EdnsSettings) {
    this.#query = query;
    this.#reply = reply;
    this.#settings = settings;
    this.#serverId = new TextEncoder().encode(settings.serverId ?? "");
    encodeDnsOpt({ udpPayloadSize: settings.udpPayloadBytes, extendedRcode: 0, options: [] }, new DataView(this.#plain.buffer), 0);
  }

  /** Bytes to keep free for the OPT record of a reply. */
  room(isStream: boolean): number {
    this.#isStream = isStream;
    this.reserved = this.#query.hasOpt ? OPT_BYTES + this.#optionBytes() : 0;
    return this.reserved;
  }

  #optionBytes(): number {
    const nsid = this.#sendsNsid ? OPTION_HEAD + this.#serverId.length : 0;
    return nsid + (this.#sendsKeepalive ? OPTION_HEAD + 2 : 0);
  }

  get #sendsNsid(): boolean {
    return this.#query.wantsNsid && this.#serverId.length > 0;
  }

  /** Not over UDP (RFC 7828 section 3.2.2). */
  get #sendsKeepalive(): boolean {
    return this.#query.wantsKeepalive && this.#isStream;
  }

  /** Writes the OPT record, if the query had one (RFC 6891 section 6.1.1). */
  write(rcode: number): void {
    if (!this.#query.hasOpt) return;
    const reply = this.#reply;
    const { view, at } = reply;
    reply.at = this.#optionBytes() === 0 ? this.#writePlain(view, at) : this.#writeOptions(view, at);
    view.setUint8(at + UPPER_RCODE, rcode >> 4);
    // DO is given back as it came (RFC 3225 section 3).
    if (this.#query.dnssecOk) view.setUint8(at + FLAGS, DNSSEC_OK);
    reply.counts[SECTION.ADDITIONAL]++;
  }

  #writePlain(view: DataView, at: number): number {
    for (let index = 0; index < OPT_BYTES; index++) view.setUint8(at + index, this.#plain[index] ?? 0);
    return at + OPT_BYTES;
  }

  #writeOptions(view: DataView, at: number): number {
    const options: EdnsOptions[number][] = [];
    if (this.#sendsNsid) options.push({ code: { $kind: "NSID", nsid: this.#serverId } });
    if (this.#sendsKeepalive) options.push({ code: { $kind: "TcpKeepalive", timeout: this.#settings.keepaliveTenths } });
    return encodeDnsOpt({ udpPayloadSize: this.#settings.udpPayloadBytes, extendedRcode: 0, options }, view, at);
  }
}
