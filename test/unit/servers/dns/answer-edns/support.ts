/** An answerer of a small zone, and queries with options. */
import { decodeDnsMessage, type DnsMessage, type DnsOptInput, encodeDnsMessage } from "../../../../../generated/dns/dns.js";
import { DnsClass } from "../../../../../generated/dns/types.js";
import { Answerer, type AnswerSettings, DEFAULT_SETTINGS, MOST_BYTES } from "../../../../../servers/dns/answer/answer.js";
import type { Transport } from "../../../../../servers/dns/answer/transport.js";
import { ZoneDirectory } from "../../../../../servers/dns/answer/zones.js";
import { PRIMITIVES } from "../../../../../servers/dns/node/primitives.js";
import { loadZone } from "../../../../../servers/dns/zone/load.js";
import { wireOf } from "../../../../support/dns/names.js";

const ZONE = `$TTL 300
@ SOA ns hostmaster 1 7200 900 1209600 300
@ NS ns
ns A 192.0.2.53
www A 192.0.2.1
sub NS ns
`;

export function makeAnswerer(settings: Partial<AnswerSettings> = {}): Answerer {
  const { image, problems } = loadZone(Buffer.from(ZONE), { file: "example.zone", origin: Uint8Array.from(wireOf("example.com")) });
  if (image === undefined) throw new Error(problems.map(({ message }) => message).join("; "));
  return new Answerer(new ZoneDirectory([image]), PRIMITIVES, { ...DEFAULT_SETTINGS, ...settings });
}

export const CLIENT = Uint8Array.of(192, 0, 2, 77);
export const NOW = 1_700_000_000;

export function asker(isStream = false, client: Uint8Array = CLIENT, now: number = NOW): Transport {
  return { isStream, client, clientAt: 0, clientSize: client.length, now };
}

type Options = DnsOptInput["options"];

export interface Asked {
  /** Undefined: there is no question. */
  readonly name?: string | undefined;
  readonly type?: number;
  readonly class?: number;
  readonly opcode?: number;
  /** Undefined: there is no OPT record. */
  readonly options?: Options | undefined;
  readonly payload?: number;
}

export function encodeAsked({ name, type = 1, class: qclass = DnsClass.IN, opcode = 0, options, payload = 1232 }: Asked): Uint8Array {
  const bytes = new Uint8Array(2048);
  const message = {
    ...{ id: 7, qr: 0, opcode, rd: 1, answers: [], authorities: [] },
    questions: name === undefined ? [] : [{ qname: name, qtype: type, qclass }],
    additionals: options === undefined ? [] : [{ name: ".", class: payload, ttl: 0, rdata: { $kind: "OPT" as const, options } }],
  };
  const end = encodeDnsMessage(message, new DataView(bytes.buffer), 0);
  if (end < 0) throw new Error("no query");
  return bytes.slice(0, end);
}

/** A query whose only option has any data. */
export function withRawOption(code: number, data: Uint8Array): Uint8Array {
  const plain = encodeAsked({ name: "www.example.com.", options: [] });
  const bytes = Uint8Array.from([...plain, code >> 8, code & 0xff, data.length >> 8, data.length & 0xff, ...data]);
  new DataView(bytes.buffer).setUint16(plain.length - 2, 4 + data.length);
  return bytes;
}

export interface Reply {
  readonly size: number;
  readonly message: DnsMessage;
  /** With its upper bits. */
  readonly rcode: number;
  readonly options: readonly { readonly code: { readonly $kind: string } }[];
}

export function decodeReply(view: DataView, at: number, size: number): Reply {
  const decoded = decodeDnsMessage(view, at, at + size);
  if (!decoded.ok) throw new Error("the reply is no message");
  const opt = decoded.value.additionals.find(({ rdata }) => rdata.$kind === "OPT");
  const options = opt?.rdata.$kind === "OPT" ? opt.rdata.options : [];
  return { size, message: decoded.value, rcode: (((opt?.ttl ?? 0) >>> 24) << 4) | decoded.value.rcode, options };
}

/** Undefined where there was no reply. */
export function ask(answerer: Answerer, query: Uint8Array, transport: Transport = asker()): Reply | undefined {
  const out = new DataView(new ArrayBuffer(MOST_BYTES));
  answerer.reply.attach(out);
  const size = answerer.answer(new DataView(query.buffer, query.byteOffset, query.byteLength), 0, query.length, 0, transport);
  return size > 0 ? decodeReply(out, 0, size) : undefined;
}

export function cookieOf(reply: Reply | undefined): Uint8Array | undefined {
  for (const { code } of reply?.options ?? []) {
    if (code.$kind !== "Cookie") continue;
    const { client, server } = code as unknown as { readonly client: Uint8Array; readonly server: Uint8Array };
    return Uint8Array.from([...client, ...server]);
  }
  return undefined;
}

export function errorCodeOf(reply: Reply | undefined): number | undefined {
  const found = reply?.options.find(({ code }) => code.$kind === "ExtendedError");
  return (found?.code as { readonly infoCode?: number } | undefined)?.infoCode;
}
