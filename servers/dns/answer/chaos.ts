/** What a server says of itself in class CH (RFC 4892, and the names that BIND made customary). */
import { encodeDnsRecord } from "../../../generated/dns/dns.js";
import { DnsClass, DnsRcode, DnsType } from "../../../generated/dns/types.js";
import { parseDnsName } from "../../../runtime/types/dns-name.js";
import { NameKey } from "../image/name-key.js";
import type { Query } from "./query.js";
import { type Reply, SECTION } from "./reply.js";

export interface ChaosTexts {
  /** id.server */
  readonly serverId: string | undefined;
  /** version.bind, version.server */
  readonly version: string | undefined;
  /** hostname.bind */
  readonly hostname: string | undefined;
}

interface Known {
  readonly name: NameKey;
  /** A TXT record, whose owner is the name asked for. */
  readonly record: Uint8Array;
}

/** Answers TXT queries of class CH; what was not set is refused. */
export class Chaos {
  readonly #query: Query;
  readonly #reply: Reply;
  readonly #known: readonly Known[];

  constructor(query: Query, reply: Reply, texts: ChaosTexts) {
    this.#query = query;
    this.#reply = reply;
    this.#known = [
      ...known("version.bind", texts.version),
      ...known("version.server", texts.version),
      ...known("hostname.bind", texts.hostname),
      ...known("id.server", texts.serverId),
    ];
  }

  /** The RCODE; the record was written if it is NOERROR. */
  answer(): number {
    const { name, type } = this.#query;
    if (type !== DnsType.TXT && type !== DnsType.ANY) return DnsRcode.Refused;
    const found = this.#known.find((known) => sameName(known.name, name));
    if (found === undefined) return DnsRcode.Refused;
    const reply = this.#reply;
    if (reply.at + found.record.length > reply.limit) reply.truncated = true;
    else {
      reply.bytes.set(found.record, reply.at);
      reply.at += found.record.length;
      reply.counts[SECTION.ANSWER]++;
    }
    return DnsRcode.NoError;
  }
}

/** At most so many bytes of a text are told: one character string (RFC 1035 section 3.3.14). */
const MOST_TEXT = 255;

function known(name: string, text: string | undefined): Known[] {
  const parsed = parseDnsName(name);
  if (text === undefined || parsed === undefined) return [];
  const key = new NameKey();
  key.loadFromMessage(parsed.bytes, 0, 0);
  const bytes = new DataView(new ArrayBuffer(0x300));
  const txt = new TextEncoder().encode(text).subarray(0, MOST_TEXT);
  const end = encodeDnsRecord({ name: parsed, class: DnsClass.CH, ttl: 0, rdata: { $kind: "TXT", txtData: [txt] } }, bytes, 0);
  // The owner stands in the question.
  const record = new Uint8Array(bytes.buffer, key.length - 2, end - key.length + 2);
  bytes.setUint16(key.length - 2, 0xc00c);
  return [{ name: key, record }];
}

function sameName(one: NameKey, other: NameKey): boolean {
  if (one.hashes[0] !== other.hashes[0] || one.length !== other.length) return false;
  for (let index = 0; index < one.length; index++) {
    if (one.bytes[index] !== other.bytes[index]) return false;
  }
  return true;
}
