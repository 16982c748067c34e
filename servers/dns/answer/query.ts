/** Reading a query, once, in place (RFC 1035 section 4.1, 6891). */
import { DnsHeaderView, DnsQueryOptView, DnsQueryView, DnsRecordView } from "../../../generated/dns/dns.js";
import { DnsEdnsOptionCode, DnsEdnsOptionView, DnsEdnsRawOptionView } from "../../../generated/dns/options.js";
import { DnsRcode, DnsType } from "../../../generated/dns/types.js";
import { NameKey } from "../image/name-key.js";

/** A header without anything (RFC 1035 section 4.1.1). */
export const HEADER = 12;
/** What a client takes that says nothing (RFC 1035 section 4.2.1). */
const CLASSIC_SIZE = 512;
/** A query has hardly any records: nobody walks through thousands. */
const MOST_RECORDS = 16;
/** Options in one OPT record that are looked at. */
const MOST_OPTIONS = 64;

/** A query as far as it was understood. One object, read into again and again. */
export class Query {
  readonly header = new DnsHeaderView();
  readonly question = new DnsQueryView();
  readonly opt = new DnsQueryOptView();
  /** The name asked for, in lower case. */
  readonly name = new NameKey();
  bytes: DataView = new DataView(new ArrayBuffer(HEADER));
  at = 0;
  end = 0;
  /** Whether the question was read; what stands behind is unknown otherwise. */
  hasQuestion = false;
  type = 0;
  class = 0;
  hasOpt = false;
  dnssecOk = false;
  /** What the client says it takes, at least 512 (RFC 6891 section 6.2.3). */
  payloadSize = CLASSIC_SIZE;
  version = 0;
  /** Where the cookie option's data stands, 0 without one, and its length, which may be any (RFC 7873 section 4). */
  cookieAt = 0;
  cookieLength = 0;
  wantsNsid = false;
  wantsKeepalive = false;
  /** How long the zone will be served (RFC 7314). */
  wantsExpire = false;
  /** Where a TSIG record starts, which is the last; 0 without one (RFC 8945 section 5.1). */
  tsigAt = 0;
  readonly #record = new DnsRecordView();
  readonly #option = new DnsEdnsRawOptionView();
  readonly #understood = new DnsEdnsOptionView();

  /**
   * Reads a message of at least a header.
   *
   * @returns an RCODE: NOERROR where all was read, FORMERR where it is malformed; what was read until then is there
   */
  read(bytes: DataView, at: number, end: number): number {
    this.#forget(bytes, at, end);
    this.header.bind(bytes, at, end);
    if (!this.question.bind(bytes, at, end)) return this.#readWithoutQuestion();
    if (!this.name.load(bytes, this.question.qnameStart, this.question.qnameEnd)) return DnsRcode.FormErr;
    this.hasQuestion = true;
    this.type = this.question.qtype;
    this.class = this.question.qclass;
    return this.#readRecords(this.question.end);
  }

  #forget(bytes: DataView, at: number, end: number): void {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
    this.hasQuestion = false;
    this.hasOpt = false;
    this.dnssecOk = false;
    this.payloadSize = CLASSIC_SIZE;
    this.version = 0;
    this.cookieAt = 0;
    this.cookieLength = 0;
    this.wantsNsid = false;
    this.wantsKeepalive = false;
    this.wantsExpire = false;
    this.tsigAt = 0;
  }

  /** A query for a cookie alone has no question (RFC 7873 section 5.4). */
  #readWithoutQuestion(): number {
    const { qdcount } = this.header;
    if (qdcount !== 0) return DnsRcode.FormErr;
    const rcode = this.#readRecords(this.at + HEADER);
    return rcode === DnsRcode.NoError && this.cookieAt === 0 ? DnsRcode.FormErr : rcode;
  }

  #readRecords(from: number): number {
    const { ancount, nscount, arcount } = this.header;
    const before = ancount + nscount;
    if (before === 0 && arcount === 0) return from === this.end ? DnsRcode.NoError : DnsRcode.FormErr;
    // Nearly all queries with records have just an OPT record.
    if (before === 0 && arcount === 1 && this.opt.bind(this.bytes, from, this.end) && this.opt.end === this.end) {
      return this.#readOpt();
    }
    return this.#readEachRecord(from, before, before + arcount);
  }

  #readEachRecord(from: number, additionals: number, count: number): number {
    if (count > MOST_RECORDS) return DnsRcode.FormErr;
    let position = from;
    for (let index = 0; index < count; index++) {
      const start = position;
      const isOpt = this.opt.bind(this.bytes, start, this.end);
      if (!isOpt && !this.#record.bind(this.bytes, start, this.end, this.at)) return DnsRcode.FormErr;
      position = isOpt ? this.opt.end : this.#record.end;
      const type = isOpt ? DnsType.OPT : this.#record.type;
      // Both belong to the additional section, and TSIG to its end (RFC 6891 section 6.1.1, 8945 section 5.1).
      if (type === DnsType.TSIG) {
        if (index !== count - 1 || index < additionals) return DnsRcode.FormErr;
        this.tsigAt = start;
      }
      if (type !== DnsType.OPT) continue;
      if (index < additionals || this.hasOpt || !isOpt) return DnsRcode.FormErr;
      const rcode = this.#readOpt();
      if (rcode !== DnsRcode.NoError) return rcode;
    }
    return position === this.end ? DnsRcode.NoError : DnsRcode.FormErr;
  }

  #readOpt(): number {
    const { opt } = this;
    this.hasOpt = true;
    this.dnssecOk = opt.dnssecOk === 1;
    this.payloadSize = Math.max(CLASSIC_SIZE, opt.udpPayloadSize);
    this.version = opt.version;
    return opt.optionsStart === opt.optionsEnd || this.version !== 0 ? DnsRcode.NoError : this.#readOptions();
  }

  #readOptions(): number {
    const { optionsEnd } = this.opt;
    let position = this.opt.optionsStart;
    for (let count = 0; position < optionsEnd; count++) {
      if (count >= MOST_OPTIONS || !this.#option.bind(this.bytes, position, optionsEnd)) return DnsRcode.FormErr;
      if (!this.#note(this.#option.code, position, this.#option.end)) return DnsRcode.FormErr;
      position = this.#option.end;
    }
    return DnsRcode.NoError;
  }

  /**
   * An option that stands in `start..end`, four bytes of head first; false where it is one of ours and malformed. All others are ignored,
   * whatever they hold (RFC 6891 section 6.1.2). Of two cookies the first counts (RFC 7873 section 5.2).
   */
  #note(code: number, start: number, end: number): boolean {
    if (code === DnsEdnsOptionCode.NSID) this.wantsNsid = true;
    else if (code === DnsEdnsOptionCode.TcpKeepalive) return (this.wantsKeepalive = this.#understood.bind(this.bytes, start, end, this.at));
    else if (code === DnsEdnsOptionCode.Expire) return (this.wantsExpire = this.#understood.bind(this.bytes, start, end, this.at));
    else if (code === DnsEdnsOptionCode.Cookie && this.cookieAt === 0) {
      this.cookieAt = start + 4;
      this.cookieLength = end - start - 4;
    }
    return true;
  }
}
