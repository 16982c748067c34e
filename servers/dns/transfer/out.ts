/** Giving a zone away: whole (AXFR, RFC 5936), or what changed since a serial (IXFR, RFC 1995). Messages, one after the other. */
import { type DnsMessageInput, type DnsRecord, DnsMessageQr, encodeDnsMessage } from "../../../generated/dns/dns.js";
import { DnsOpcode, DnsRcode, DnsType } from "../../../generated/dns/types.js";
import type { Query } from "../answer/query.js";
import { AT_QUESTION, Reply, SECTION } from "../answer/reply.js";
import type { ZoneImage } from "../image/image.js";
import { NODE, RRSET } from "../image/layout.js";
import type { SoaRecord, ZoneChange } from "../zone/change.js";
import { recordSize } from "../zone/record-size.js";

/** Pointers reach as far: longer messages would be less compressed, not more. */
const USUAL_BYTES = 0x4000;
const MOST_BYTES = 0xffff;
/** A header and a question. */
const HEAD_BYTES = 12 + 255 + 4;

/** A message of a transfer, in memory that the next one overwrites; behind its end there is room for a TSIG. */
export interface TransferMessage {
  readonly bytes: DataView;
  readonly end: number;
}

/** A zone at a version: its SOA, all other records, its SOA again (RFC 5936 section 2.2). */
export class WholeTransfer {
  readonly #image: ZoneImage;
  readonly #version: number;
  readonly #query: Query;
  readonly #reply = new Reply();
  readonly #room: number;
  readonly #buffer = new DataView(new ArrayBuffer(MOST_BYTES));

  /**
   * @param query the request, which has the zone's name; it must stay as it is until the end
   * @param room bytes to leave for a TSIG in each message
   */
  constructor(image: ZoneImage, version: number, query: Query, room: number) {
    this.#image = image;
    this.#version = version;
    this.#query = query;
    this.#room = room;
    this.#reply.attach(this.#buffer);
  }

  *messages(): Generator<TransferMessage> {
    const image = this.#image;
    const apex = image.current(image.apex, this.#version);
    const soa = image.rrset(apex, DnsType.SOA);
    this.#begin(USUAL_BYTES);
    this.#reply.rrset(image, soa, SECTION.ANSWER, AT_QUESTION);
    for (let place = 0; place < image.places; place++) {
      const newest = image.newestIn(place);
      const node = newest === 0 ? 0 : image.current(newest, this.#version);
      if (node !== 0) yield* this.#node(node, soa);
    }
    if (!this.#reply.rrset(image, soa, SECTION.ANSWER, AT_QUESTION)) {
      yield this.#finish();
      this.#begin(USUAL_BYTES);
      this.#reply.rrset(image, soa, SECTION.ANSWER, AT_QUESTION);
    }
    yield this.#finish();
  }

  *#node(node: number, soa: number): Generator<TransferMessage> {
    const image = this.#image;
    for (let rrset = image.word(node + NODE.RRSETS); rrset !== 0; rrset = image.word(rrset + RRSET.NEXT)) {
      if (rrset === soa || this.#reply.rrsetOf(image, node, rrset, SECTION.ANSWER) !== 0) continue;
      yield this.#finish();
      this.#begin(USUAL_BYTES);
      if (this.#reply.rrsetOf(image, node, rrset, SECTION.ANSWER) !== 0) continue;
      // One RRset alone may need a long message.
      this.#begin(MOST_BYTES);
      if (this.#reply.rrsetOf(image, node, rrset, SECTION.ANSWER) === 0) throw new RangeError("an RRset that fits in no message");
    }
  }

  #begin(size: number): void {
    this.#reply.begin(this.#query, 0, size - this.#room);
    this.#reply.of(this.#image, this.#query);
  }

  #finish(): TransferMessage {
    return { bytes: this.#buffer, end: this.#reply.finish(this.#query, DnsRcode.NoError, true) };
  }
}

/** What changed, change by change (RFC 1995 section 4): the newest SOA, for each change both of its lists, the newest SOA. */
export function* changeMessages(query: Query, newest: SoaRecord, changes: readonly ZoneChange[], room: number): Generator<TransferMessage> {
  const records = [newest, ...changes.flatMap(({ deletions, additions }) => [...deletions, ...additions]), newest];
  yield* recordMessages(query, records, room);
}

/**
 * What changed, in one datagram; undefined where that is too small: the client comes again over TCP (RFC 1995 section 2).
 *
 * @param most bytes of the message, those of `room` among them
 */
export function changeDatagram(
  query: Query,
  newest: SoaRecord,
  changes: readonly ZoneChange[],
  room: number,
  most: number,
): Iterable<TransferMessage> | undefined {
  const messages = changeMessages(query, newest, changes, room);
  const [first, second] = [messages.next(), messages.next()];
  const fits = first.done !== true && second.done === true && first.value.end + room <= most;
  return fits ? [first.value] : undefined;
}

/** One SOA: the client has the newest version already, or is to come back over TCP (RFC 1995 section 2, 4). */
export function soaMessage(query: Query, soa: SoaRecord): Generator<TransferMessage> {
  return recordMessages(query, [soa], 0);
}

function* recordMessages(query: Query, records: readonly DnsRecord[], room: number): Generator<TransferMessage> {
  const bytes = new DataView(new ArrayBuffer(MOST_BYTES));
  let from = 0;
  while (from < records.length) {
    const to = fitting(records, from, room);
    const end = encodeDnsMessage(replyTo(query, records.slice(from, to)), bytes, 0);
    if (end < 0) throw new RangeError("a record that fits in no message");
    yield { bytes, end };
    from = to;
  }
}

/** How many records go in one message, at least one. */
function fitting(records: readonly DnsRecord[], from: number, room: number): number {
  let size = HEAD_BYTES + room;
  let to = from;
  for (let record = records[to]; record !== undefined; record = records[to]) {
    // Compression makes it shorter.
    size += recordSize(record);
    if (size > USUAL_BYTES && to > from) break;
    to++;
  }
  return to;
}

function replyTo({ header, question }: Query, answers: readonly DnsRecord[]): DnsMessageInput {
  return {
    id: header.id,
    qr: DnsMessageQr.Response,
    opcode: DnsOpcode.Query,
    aa: 1,
    rd: header.rd,
    rcode: DnsRcode.NoError,
    questions: [{ qname: question.qname(), qtype: question.qtype, qclass: question.qclass }],
    answers,
    authorities: [],
    additionals: [],
  };
}
