/**
 * The OPT record of a reply (RFC 6891), with name server identifier (5001), expiry (7314), keepalive (7828), cookie (7873) and extended
 * error (8914).
 * Each option is encoded once, and copied from then on: a reply allocates nothing.
 */
import { type DnsOptInput, encodeDnsOpt } from "../../../generated/dns/dns.js";
import { type CookieCheck, CLIENT_COOKIE_SIZE, SERVER_COOKIE_SIZE, type ServerCookies } from "../security/cookies.js";
import type { Query } from "./query.js";
import { type Reply, SECTION } from "./reply.js";
import type { Transport } from "./transport.js";

/** RCODEs that need the upper bits of the OPT record (RFC 6891 section 6.1.3, 7873 section 8). */
export const EXTENDED_RCODE = { BADVERS: 16, BADCOOKIE: 23 } as const;

/** INFO-CODEs of extended errors (RFC 8914 section 4). */
export const EXTENDED_ERROR = { NONE: -1, PROHIBITED: 18, NOT_AUTHORITATIVE: 20, NOT_SUPPORTED: 21, INVALID_DATA: 24 } as const;

/** A reply that says nothing of how long the zone will be served. */
export const NO_EXPIRY = -1;

/** An OPT record without options. */
const OPT_BYTES = 11;
const OPTION_HEAD = 4;
/** The bytes of its extended RCODE, of DO and of its data's length, from its start (RFC 6891 section 6.1.2 and 6.1.3). */
const UPPER_RCODE = 5;
const FLAGS = 7;
const DATA_LENGTH = 9;
const DNSSEC_OK = 0x80;

/** A reply without records, but for its identifier: header, a question with the longest name, OPT, expiry, keepalive, cookie. */
const MOST_BESIDES = 12 + 259 + OPT_BYTES + 8 + 6 + 28;

export interface EdnsSettings {
  readonly udpPayloadBytes: number;
  readonly keepaliveTenths: number;
  readonly serverId: string | undefined;
}

type OptionCode = DnsOptInput["options"][number]["code"];

export class Edns {
  readonly #query: Query;
  readonly #reply: Reply;
  /** An OPT record without options. */
  readonly #plain: Uint8Array;
  readonly #serverId: Uint8Array;
  readonly #expiry: Uint8Array;
  readonly #keepalive: Uint8Array;
  readonly #cookie: Uint8Array;
  readonly #extendedError: Uint8Array;
  #sendsNsid = false;
  #transport: Transport | undefined;
  /** Makes and checks cookies; undefined: they are ignored. */
  cookies: ServerCookies | undefined;
  /** What the query's cookie is worth; undefined without one. */
  cookieCheck: CookieCheck | undefined;
  /** Bytes kept free for the OPT record of the reply at hand. */
  reserved = 0;
  /** Why it fails; EXTENDED_ERROR.NONE for a reply that says nothing of this. */
  error: number = EXTENDED_ERROR.NONE;
  /** Seconds for which the zone of the answer will be served, or NO_EXPIRY. */
  expiry = NO_EXPIRY;

  constructor(query: Query, reply: Reply, settings: EdnsSettings) {
    this.#query = query;
    this.#reply = reply;
    this.#plain = encodeOpt(settings.udpPayloadBytes);
    const { serverId } = settings;
    this.#serverId = serverId === undefined ? new Uint8Array(0) : encodeOption({ $kind: "NSID", nsid: new TextEncoder().encode(serverId) });
    this.#expiry = encodeOption({ $kind: "Expire", expire: 0 });
    this.#keepalive = encodeOption({ $kind: "TcpKeepalive", timeout: settings.keepaliveTenths });
    const cookie = { client: new Uint8Array(CLIENT_COOKIE_SIZE), server: new Uint8Array(SERVER_COOKIE_SIZE) };
    this.#cookie = encodeOption({ $kind: "Cookie", ...cookie });
    this.#extendedError = encodeOption({ $kind: "ExtendedError", infoCode: 0, extraText: new Uint8Array(0) });
  }

  /** Looks at what the query says, and returns the bytes to keep free for the OPT record of its reply, which has at most `most`. */
  room(transport: Transport, most: number): number {
    this.error = EXTENDED_ERROR.NONE;
    this.expiry = NO_EXPIRY;
    this.cookieCheck = undefined;
    this.#transport = transport;
    if (this.#query.cookieAt !== 0) this.#checkCookie(transport);
    if (this.#query.wantsNsid) this.#sendsNsid = this.#serverId.length > 0 && this.#serverId.length + MOST_BESIDES <= most;
    else this.#sendsNsid = false;
    this.reserved = this.#query.hasOpt ? OPT_BYTES + this.#optionBytes() : 0;
    return this.reserved;
  }

  #checkCookie({ client, clientAt, clientSize, now }: Transport): void {
    const { bytes, cookieAt, cookieLength } = this.#query;
    this.cookieCheck = this.cookies?.check(bytes, cookieAt, cookieAt + cookieLength, client, clientAt, clientSize, now);
  }

  #optionBytes(): number {
    let size = 0;
    if (this.#sendsNsid) size += this.#serverId.length;
    if (this.#query.wantsExpire) size += this.#expiry.length;
    if (this.#sendsKeepalive) size += this.#keepalive.length;
    if (this.#sendsCookie) size += this.#cookie.length;
    return size;
  }

  /** Not over UDP (RFC 7828 section 3.3.1). */
  get #sendsKeepalive(): boolean {
    return this.#query.wantsKeepalive && this.#transport?.isStream === true;
  }

  get #sendsCookie(): boolean {
    return this.cookieCheck !== undefined && this.cookieCheck !== "malformed";
  }

  /** Writes the OPT record, if the query had one (RFC 6891 section 6.1.1). */
  write(rcode: number): void {
    if (!this.#query.hasOpt) return;
    const reply = this.#reply;
    const { view, at } = reply;
    this.#copy(this.#plain);
    if (this.reserved !== OPT_BYTES) this.#writeOptions();
    if (this.error !== EXTENDED_ERROR.NONE) this.#writeError();
    if (reply.at !== at + OPT_BYTES) view.setUint16(at + DATA_LENGTH, reply.at - at - OPT_BYTES);
    view.setUint8(at + UPPER_RCODE, rcode >> 4);
    // DO is given back as it came (RFC 3225 section 3).
    if (this.#query.dnssecOk) view.setUint8(at + FLAGS, DNSSEC_OK);
    reply.counts[SECTION.ADDITIONAL]++;
  }

  #writeOptions(): void {
    if (this.#sendsNsid) this.#copy(this.#serverId);
    if (this.expiry !== NO_EXPIRY) this.#writeExpiry();
    if (this.#sendsKeepalive) this.#copy(this.#keepalive);
    if (this.#sendsCookie) this.#writeCookie();
  }

  #writeExpiry(): void {
    const { view, at } = this.#reply;
    this.#copy(this.#expiry);
    view.setUint32(at + OPTION_HEAD, this.expiry);
  }

  #writeCookie(): void {
    const { cookies, cookieCheck } = this;
    if (cookies === undefined || cookieCheck === undefined || this.#transport === undefined) return;
    const { client, clientAt, clientSize, now } = this.#transport;
    const { bytes, cookieAt } = this.#query;
    const data = this.#reply.at + OPTION_HEAD;
    this.#copy(this.#cookie);
    cookies.write(cookieCheck, bytes, cookieAt, client, clientAt, clientSize, now, this.#reply.view, data);
  }

  /** Where there is room for it: an error's reply has no records. */
  #writeError(): void {
    const { at, limit, view } = this.#reply;
    if (at + this.#extendedError.length > limit) return;
    this.#copy(this.#extendedError);
    view.setUint16(at + OPTION_HEAD, this.error);
  }

  #copy(bytes: Uint8Array): void {
    const { view, at } = this.#reply;
    for (let index = 0; index < bytes.length; index++) view.setUint8(at + index, bytes[index] ?? 0);
    this.#reply.at = at + bytes.length;
  }
}

function encodeOpt(udpPayloadSize: number, ...codes: readonly OptionCode[]): Uint8Array {
  const bytes = new Uint8Array(0x200);
  const options = codes.map((code) => ({ code }));
  return bytes.slice(0, encodeDnsOpt({ udpPayloadSize, extendedRcode: 0, options }, new DataView(bytes.buffer), 0));
}

/** An option as it stands in an OPT record. */
function encodeOption(code: OptionCode): Uint8Array {
  return encodeOpt(0, code).subarray(OPT_BYTES);
}
