/** What every reply of a name server has to be, whatever the query was: RFC 8906 section 8, RFC 6891, RFC 1035 section 4.1. */
import { type DnsMessage, decodeDnsMessage, DnsMessageView } from "../../../generated/dns/dns.js";
import { problemOfNames } from "./reply-names.js";

const HEADER = 12;
const CLASSIC = 512;
const LONGEST = 0xffff;

/** Undefined where the bytes are no message, or more than one. */
function whole(bytes: Uint8Array): DnsMessage | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const bound = new DnsMessageView();
  if (!bound.bind(view, 0, bytes.length) || bound.end !== bytes.length) return undefined;
  const decoded = decodeDnsMessage(view, 0, bytes.length);
  return decoded.ok ? decoded.value : undefined;
}

/** With another owner than the root it is none (RFC 6891 section 6.1.2). */
function optsOf(message: DnsMessage | undefined): readonly { readonly class: number; readonly ttl: number }[] {
  return (message?.additionals ?? []).filter(({ name, rdata }) => rdata.$kind === "OPT" && name.toString() === ".");
}

/**
 * What is wrong with a reply, whatever was asked; undefined where nothing is.
 *
 * @param most bytes that the server sends on this transport: 65,535 on a stream
 */
export function problemOfReply(query: Uint8Array, reply: Uint8Array, most: number): string | undefined {
  const isQuery = query.length >= HEADER && ((query[2] ?? 0) & 0x80) === 0;
  if (!isQuery) return "an answer to what is no query";
  const message = whole(reply);
  if (message === undefined) return "a reply that is no message";
  return problemOfHeader(query, reply) ?? problemOfQuestion(query, reply, message) ?? problemOfSize(query, reply, most);
}

/** ID, OPCODE and RD are given back; RA, Z, AD and CD are not set (RFC 8906 section 8, 4035 section 3.1.6). */
function problemOfHeader(query: Uint8Array, reply: Uint8Array): string | undefined {
  if (reply[0] !== query[0] || reply[1] !== query[1]) return "another ID";
  const [asked, answered] = [query[2] ?? 0, reply[2] ?? 0];
  if ((answered & 0x80) === 0) return "no response";
  if (((answered ^ asked) & 0x79) !== 0) return "another opcode, or RD";
  return ((reply[3] ?? 0) & 0xf0) === 0 ? problemOfNames(reply) : "RA, Z, AD or CD are set";
}

function problemOfQuestion(query: Uint8Array, reply: Uint8Array, message: DnsMessage): string | undefined {
  const asked = whole(query);
  if (message.questions.length > 1) return "more than one question";
  if (asked?.questions.length === 1 && message.questions.length === 0) return "a question that was read is not given back";
  const length = questionLength(reply, message);
  for (let index = HEADER; index < HEADER + length; index++) if (reply[index] !== query[index]) return "another question";
  const [opt, ...more] = optsOf(message);
  if (more.length > 0) return "two OPT records";
  if (opt !== undefined && ((opt.ttl >>> 16) & 0xff) !== 0) return "another version of EDNS";
  if (asked === undefined) return undefined;
  return (opt !== undefined) === optsOf(asked).length > 0 ? undefined : "OPT is there for one of them only";
}

function questionLength(reply: Uint8Array, { questions }: DnsMessage): number {
  if (questions.length === 0) return 0;
  let end = HEADER;
  while ((reply[end] ?? 0) !== 0) end += 1 + (reply[end] ?? 0);
  return end + 5 - HEADER;
}

function problemOfSize(query: Uint8Array, { length }: Uint8Array, most: number): string | undefined {
  const allowed = most === LONGEST ? most : Math.min(most, payloadOf(query) ?? most);
  return length <= allowed ? undefined : `${length} bytes, and ${allowed} are allowed`;
}

/** What the client takes over UDP (RFC 6891 section 6.2.3); undefined of what is no message: an OPT record may have been read. */
function payloadOf(query: Uint8Array): number | undefined {
  const asked = whole(query);
  if (asked === undefined) return undefined;
  const [opt] = optsOf(asked);
  return Math.max(CLASSIC, opt?.class ?? 0);
}
