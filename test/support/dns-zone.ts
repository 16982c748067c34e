/** The name server's core in a test: zones as texts, queries, and replies as texts. The one place that calls `Answerer.answer`. */
import {
  decodeDnsMessage,
  encodeDnsMessage,
  type DnsMessage,
  type DnsMessageInput,
  type DnsOptInput,
  type DnsRecord,
} from "../../generated/dns/dns.js";
import { DnsClass, DnsType } from "../../generated/dns/types.js";
import { dnsNameToWire, parseDnsName } from "../../runtime/types/dns-name.js";
import { Answerer, type AnswerSettings, DEFAULT_SETTINGS, MOST_BYTES } from "../../servers/dns/answer/answer.js";
import { ANY_DATAGRAM, ANY_STREAM } from "../../servers/dns/answer/transport.js";
import { ZoneDirectory } from "../../servers/dns/answer/zones.js";
import type { ZoneImage } from "../../servers/dns/image/image.js";
import type { Memory } from "../../servers/dns/image/memory.js";
import { PRIMITIVES } from "../../servers/dns/node/primitives.js";
import { loadZone, type LoadedZone, type LoadOptions } from "../../servers/dns/zone/load.js";
import { formatRdata, typeName, typeOfData } from "../../servers/dns/zone-file/index.js";

export function wireOf(name: string): Uint8Array {
  const parsed = parseDnsName(name);
  if (parsed === undefined) throw new Error(`${name} is no name`);
  return dnsNameToWire(parsed);
}

export function load(text: string, origin: string, options: Partial<LoadOptions> = {}): LoadedZone {
  return loadZone(new TextEncoder().encode(text), { file: "zone", defaultTtl: 3600, ...options, origin: wireOf(origin) });
}

/** The image of a zone that has no errors. */
export function imageOf(text: string, origin = "example", memory?: Memory): ZoneImage {
  const { image, problems } = load(text, origin, { memory });
  if (image === undefined) throw new Error(problems.map(({ line, message }) => `${line}: ${message}`).join("\n"));
  return image;
}

/** A SOA and what a zone needs besides. */
export const APEX = "@ SOA ns.elsewhere.test. admin 1 7200 900 1209600 300\n@ NS ns.elsewhere.test.\n";

export interface Question {
  readonly name: string;
  readonly type: number;
  readonly class?: number;
  readonly id?: number;
  readonly dnssecOk?: boolean;
  /** Of EDNS; without it and without `dnssecOk`, the query has no OPT record. */
  readonly payload?: number;
  /** Over TCP. */
  readonly isStream?: boolean;
}

const OPT_FLAG_DO = 0x8000;
const GENEROUS = 0xffff;

export function queryOf({ name, type, class: classNumber = DnsClass.IN, id = 0x1234, dnssecOk = false, payload }: Question): Uint8Array {
  const hasOpt = dnssecOk || payload !== undefined;
  const opt = { name: ".", class: payload ?? GENEROUS, ttl: dnssecOk ? OPT_FLAG_DO : 0, rdata: { $kind: "OPT", options: [] } } as const;
  return encodeMessage({
    id,
    qr: 0,
    rd: 1,
    questions: [{ qname: name, qtype: type, qclass: classNumber }],
    answers: [],
    authorities: [],
    additionals: hasOpt ? [opt] : [],
  });
}

export type OptOptions = DnsOptInput["options"];

export function encodeMessage(message: DnsMessageInput): Uint8Array {
  const bytes = new Uint8Array(0x1_0000);
  const end = encodeDnsMessage(message, new DataView(bytes.buffer), 0);
  if (end < 0) throw new Error("a message that cannot be encoded");
  return bytes.slice(0, end);
}

export function decodeMessage(bytes: Uint8Array): DnsMessage {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const decoded = decodeDnsMessage(view, 0, bytes.length);
  if (!decoded.ok) throw new Error(`no DNS message: ${Buffer.from(bytes).toString("hex")}`);
  return decoded.value;
}

const POISON = 0xa5;
const GUARD = 0x100;
/** Where replies are written: not at the start of the memory. */
const TO = 7;

/** A server of some zones. Each reply is looked at: whether it is a message, and whether anything was written outside of it. */
export class TestServer {
  readonly answerer: Answerer;
  readonly #out = new Uint8Array(TO + MOST_BYTES + GUARD);
  readonly #most: number;

  constructor(zones: readonly ZoneImage[], settings: Partial<AnswerSettings> = {}) {
    const all = { ...DEFAULT_SETTINGS, memoBytes: 0, ...settings };
    this.#most = all.udpPayloadBytes;
    this.answerer = new Answerer(new ZoneDirectory(zones), PRIMITIVES, all);
    this.answerer.reply.attach(new DataView(this.#out.buffer));
  }

  /** Serves other zones from now on. */
  serve(zones: readonly ZoneImage[]): void {
    this.answerer.zones = new ZoneDirectory(zones);
  }

  /** The one call. */
  answer(bytes: DataView, at: number, end: number, to: number, isStream: boolean): number {
    return this.answerer.answer(bytes, at, end, to, isStream ? ANY_STREAM : ANY_DATAGRAM);
  }

  /** The reply to some bytes; undefined where there is none, the answerer's number where others are to answer. */
  send(query: Uint8Array, isStream = false): Uint8Array | number | undefined {
    const limit = TO + (isStream ? MOST_BYTES : this.#most);
    this.#out.fill(POISON, 0, TO);
    this.#out.fill(POISON, limit, limit + GUARD);
    const view = new DataView(query.buffer, query.byteOffset, query.byteLength);
    const size = this.answer(view, 0, query.length, TO, isStream);
    const isIntact = this.#out.subarray(0, TO).every(isPoison) && this.#out.subarray(limit, limit + GUARD).every(isPoison);
    if (!isIntact) throw new Error(`written outside of ${limit - TO} bytes`);
    if (size > limit - TO) throw new Error(`a reply of ${size} bytes, and ${limit - TO} are allowed`);
    return size > 0 ? this.#out.slice(TO, TO + size) : size === 0 ? undefined : size;
  }

  /** The reply's bytes, which there must be. */
  bytes(question: Question): Uint8Array {
    const reply = this.send(queryOf(question), question.isStream ?? false);
    if (!(reply instanceof Uint8Array)) throw new Error(`no reply to ${question.name}`);
    return reply;
  }

  message(question: Question): DnsMessage {
    return decodeMessage(this.bytes(question));
  }

  ask(question: Question): Reply {
    return replyOf(this.message(question));
  }
}

function isPoison(byte: number): boolean {
  return byte === POISON;
}

/** A reply as tests expect it: records without their TTL, signatures without their data, OPT left out. */
export interface Reply {
  readonly rcode: number;
  readonly flags: string;
  readonly answer: readonly string[];
  readonly authority: readonly string[];
  readonly additional: readonly string[];
}

const FLAGS = ["aa", "tc", "ra", "ad", "cd"] as const;

export function replyOf(message: DnsMessage): Reply {
  return {
    rcode: message.rcode,
    flags: FLAGS.filter((flag) => message[flag] === 1).join(" "),
    answer: briefs(message.answers),
    authority: briefs(message.authorities),
    additional: briefs(message.additionals),
  };
}

function briefs(records: readonly DnsRecord[]): string[] {
  return records.filter(({ rdata }) => rdata.$kind !== "OPT").map(brief);
}

/** `www.example. A 192.0.2.1`; a signature is `www.example. RRSIG A`. */
export function brief({ name, rdata }: DnsRecord): string {
  const data = rdata.$kind === "RRSIG" ? typeName(rdata.typeCovered) : formatRdata(rdata);
  const owner = name.toString();
  return `${owner === "." ? owner : `${owner}.`} ${typeName(typeOfData(rdata))} ${data}`;
}

/** The number of a type's name. */
export function typeOf(name: string): number {
  const found = Object.entries(DnsType).find(([known]) => known === name);
  if (found === undefined) throw new Error(`${name} is no type`);
  return found[1];
}
