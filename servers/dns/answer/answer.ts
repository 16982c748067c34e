/**
 * The pure core of the name server: a query's bytes in, a reply's bytes out. It knows no sockets and no clock, and allocates
 * nothing for a query that it answers from a zone.
 */
import { DnsClass, DnsOpcode, DnsRcode, DnsType } from "../../../generated/dns/types.js";
import type { ZoneImage } from "../image/image.js";
import { RRSET, SIGNED } from "../image/layout.js";
import type { Sha1 } from "../image/nsec3.js";
import type { CookieCheck, ServerCookies } from "../security/cookies.js";
import { AnswerKind } from "../security/rate-limit.js";
import { hasTargets } from "./additional.js";
import { Chaos, type ChaosTexts } from "./chaos.js";
import { Edns, EXTENDED_ERROR, EXTENDED_RCODE, NO_EXPIRY } from "./edns.js";
import { isBelowCut, Lookup } from "./lookup.js";
import { Memo, UNKNOWN } from "./memo.js";
import { HEADER, Query } from "./query.js";
import { Reply } from "./reply.js";
import type { Transport } from "./transport.js";
import type { ZoneDirectory } from "./zones.js";

/** The largest message on a stream (RFC 1035 section 4.2.2). */
export const MOST_BYTES = 0xffff;

/** What `answer` returns where it wrote no reply. */
export const NO_REPLY = {
  /** Whoever sent this gets none: it is no query. */
  DROP: 0,
  /** A zone transfer, a notification, an update, or a signed message: more is to be known than the zones. */
  ELSEWHERE: -1,
} as const;

export interface AnswerSettings extends ChaosTexts {
  /** The largest reply over UDP, and what is announced (RFC 6891 section 6.2.5). */
  readonly udpPayloadBytes: number;
  /** How long a stream may be idle, in tenths of a second, for clients that ask (RFC 7828). */
  readonly keepaliveTenths: number;
  /** Of answers that are kept for repeating; 0 for none. */
  readonly memoBytes: number;
}

/** Cryptography, which is the system's. */
export interface Primitives {
  /** For NSEC3. */
  readonly sha1: Sha1;
}

export const DEFAULT_SETTINGS: AnswerSettings = {
  udpPayloadBytes: 1232,
  keepaliveTenths: 100,
  memoBytes: 16 << 20,
  serverId: undefined,
  version: undefined,
  hostname: undefined,
};

/** Answers queries, one after the other. Each thread has its own. */
export class Answerer {
  readonly query = new Query();
  readonly reply = new Reply();
  readonly #settings: AnswerSettings;
  readonly #edns: Edns;
  readonly #lookup: Lookup;
  readonly #chaos: Chaos;
  readonly #memo: Memo;
  #zones: ZoneDirectory;
  /** The RCODE of the last reply, with its upper bits. */
  rcode = 0;
  /** A number that tells apart the zones that answers came from; 0 where it came from none. */
  zoneNumber = 0;
  #authoritative = false;

  constructor(zones: ZoneDirectory, primitives: Primitives, settings: AnswerSettings = DEFAULT_SETTINGS) {
    this.#zones = zones;
    this.#memo = new Memo(settings.memoBytes);
    this.#settings = settings;
    this.#edns = new Edns(this.query, this.reply, settings);
    this.#lookup = new Lookup(this.query, this.reply, primitives.sha1);
    this.#chaos = new Chaos(this.query, this.reply, settings);
  }

  /** Other zones are served from now on. */
  set zones(zones: ZoneDirectory) {
    this.#zones = zones;
    this.#memo.clear();
  }

  /** What cookies are made and checked with; undefined: they are ignored. */
  set cookies(cookies: ServerCookies | undefined) {
    this.#edns.cookies = cookies;
  }

  /** What the last query's cookie is worth; undefined without one. */
  get cookieCheck(): CookieCheck | undefined {
    return this.#edns.cookieCheck;
  }

  /** How many answers were known. */
  get memoHits(): number {
    return this.#memo.hits;
  }

  /**
   * Answers the message in `at..end`; the reply is written to what the reply was attached to, from `to` on, where there must be room
   * for 65,535 bytes on a stream, and else for those of the settings.
   *
   * @param signature bytes to leave for a TSIG behind the reply
   * @returns the reply's length, or one of NO_REPLY
   */
  answer(bytes: DataView, at: number, end: number, to: number, transport: Transport, signature = 0): number {
    // Answering what is no query would let two servers talk to each other for ever.
    if (end - at < HEADER || (bytes.getUint8(at + 2) & 0x80) !== 0) return NO_REPLY.DROP;
    const { query } = this;
    const read = query.read(bytes, at, end);
    this.zoneNumber = 0;
    this.#begin(to, transport, signature);
    const { opcode } = query.header;
    if (opcode === DnsOpcode.Notify || opcode === DnsOpcode.Update) return NO_REPLY.ELSEWHERE;
    if (opcode !== DnsOpcode.Query) return this.#fail(DnsRcode.NotImp, EXTENDED_ERROR.NOT_SUPPORTED);
    if (read !== DnsRcode.NoError || this.#edns.cookieCheck === "malformed") return this.#finish(DnsRcode.FormErr, false);
    if (query.version > 0) return this.#finish(EXTENDED_RCODE.BADVERS, false);
    if (query.tsigAt !== 0) return NO_REPLY.ELSEWHERE;
    if (!query.hasQuestion) return this.#answerCookie();
    return this.#answerQuestion(transport);
  }

  #begin(to: number, transport: Transport, signature: number): void {
    const { query, reply } = this;
    const most = (transport.isStream ? MOST_BYTES : Math.min(query.payloadSize, this.#settings.udpPayloadBytes)) - signature;
    reply.begin(query, to, most - this.#edns.room(transport, most));
  }

  /** A query for a cookie alone, or whether one is still good (RFC 7873 section 5.4); without cookies it is none. */
  #answerCookie(): number {
    const { cookieCheck } = this.#edns;
    if (cookieCheck === undefined) return this.#finish(DnsRcode.FormErr, false);
    return this.#finish(cookieCheck === "invalid" ? EXTENDED_RCODE.BADCOOKIE : DnsRcode.NoError, false);
  }

  #answerQuestion({ isStream, now }: Transport): number {
    const { query } = this;
    if (query.class === DnsClass.CH) return this.#answerChaos();
    if (query.class !== DnsClass.IN) return this.#fail(DnsRcode.Refused, EXTENDED_ERROR.NOT_SUPPORTED);
    // QTYPEs and types of pseudo-records: 128 to 255 (RFC 6895 section 3.1), and OPT.
    if ((query.type >= 128 && query.type < DnsType.ANY) || query.type === DnsType.OPT) return this.#meta(isStream);
    const zone = this.#zone();
    if (zone === undefined) return this.#fail(DnsRcode.Refused, EXTENDED_ERROR.NOT_AUTHORITATIVE);
    this.zoneNumber = query.name.hashes[query.name.labels - zone.originLabels] ?? 0;
    if (zone.isExpired) return this.#fail(DnsRcode.ServFail, EXTENDED_ERROR.INVALID_DATA);
    const version = zone.version;
    if (query.wantsExpire) this.#edns.expiry = this.#expiry(zone, version, now);
    if (!this.#isCostly(zone)) return this.#finish(this.#lookup.answer(zone, version), this.#lookup.authoritative);
    const known = this.#memo.recall(zone, version, query, this.reply);
    if (known !== UNKNOWN) return this.#finish(known, this.#memo.authoritative);
    const rcode = this.#lookup.answer(zone, version);
    this.#memo.keep(zone, version, query, this.reply, rcode, this.#lookup.authoritative);
    return this.#finish(rcode, this.#lookup.authoritative);
  }

  /** Seconds for which a zone will be served, for questions for its SOA (RFC 7314 section 3). */
  #expiry(zone: ZoneImage, version: number, now: number): number {
    const { name, type } = this.query;
    if (type !== DnsType.SOA || name.labels !== zone.originLabels) return NO_EXPIRY;
    return zone.expiresAt === 0 ? expireOf(zone, version) : Math.max(0, zone.expiresAt - now);
  }

  /**
   * Whether it pays to keep an answer: proofs take hashes, and targets more names. Others are put together in the time that it takes to
   * find them again (measured: docs/decisions/0002).
   */
  #isCostly(zone: ZoneImage): boolean {
    return (this.query.dnssecOk && zone.signed !== SIGNED.NO) || hasTargets(this.query.type);
  }

  #answerChaos(): number {
    const rcode = this.#chaos.answer();
    return rcode === DnsRcode.NoError ? this.#finish(rcode, true) : this.#fail(rcode, EXTENDED_ERROR.PROHIBITED);
  }

  /**
   * The DS records of a zone's own name are its parent's. Where that is not served, a zone further up could only refer; the zone itself
   * says that it has none (RFC 4035 section 3.1.4.1).
   */
  #zone(): ReturnType<ZoneDirectory["find"]> {
    const { name, type } = this.query;
    const zone = this.#zones.find(name);
    if (type !== DnsType.DS || zone === undefined || zone.originLabels !== name.labels || name.labels === 0) return zone;
    const above = this.#zones.find(name, 1);
    return above === undefined || isBelowCut(above, above.version, name) ? zone : above;
  }

  #meta(isStream: boolean): number {
    switch (this.query.type) {
      case DnsType.AXFR:
        return isStream ? NO_REPLY.ELSEWHERE : this.#finish(DnsRcode.FormErr, false);
      case DnsType.IXFR:
        return NO_REPLY.ELSEWHERE;
      case DnsType.MAILA:
      case DnsType.MAILB:
      case DnsType.TKEY:
        return this.#fail(DnsRcode.NotImp, EXTENDED_ERROR.NOT_SUPPORTED);
      default:
        return this.#finish(DnsRcode.FormErr, false);
    }
  }

  /** What the last reply counts as where replies are limited. */
  get kind(): AnswerKind {
    if (this.rcode === DnsRcode.NXDomain) return AnswerKind.NxDomain;
    if (this.rcode !== DnsRcode.NoError) return AnswerKind.Error;
    return this.reply.counts[0] > 0 ? AnswerKind.Positive : AnswerKind.NoData;
  }

  /**
   * Writes the last reply anew, without records and truncated, for a client that has to show that its address is its own: it comes
   * again over TCP, or with the cookie that it is given (BADCOOKIE, RFC 7873 section 5.2.3). Returns the reply's length.
   */
  shorten(): number {
    const { query, reply } = this;
    reply.begin(query, reply.start, reply.limit - this.#edns.reserved - reply.start);
    reply.truncated = true;
    return this.#finish(this.#edns.cookieCheck === undefined ? this.rcode : EXTENDED_RCODE.BADCOOKIE, this.#authoritative);
  }

  /** A reply that says why, to whom understands it (RFC 8914). */
  #fail(rcode: number, why: number): number {
    this.#edns.error = why;
    return this.#finish(rcode, false);
  }

  #finish(rcode: number, authoritative: boolean): number {
    const { reply } = this;
    this.rcode = rcode;
    this.#authoritative = authoritative;
    reply.limit += this.#edns.reserved;
    this.#edns.write(rcode);
    return reply.finish(this.query, rcode, authoritative);
  }
}

/** What a zone's SOA says of how long others may serve it: the last number but one of its data (RFC 1035 section 3.3.13). */
function expireOf(zone: ZoneImage, version: number): number {
  const soa = zone.rrset(zone.current(zone.apex, version), DnsType.SOA);
  return soa === 0 ? NO_EXPIRY : zone.view.getUint32(soa + RRSET.RENDERING + zone.word(soa + RRSET.SIZE) - 8);
}
