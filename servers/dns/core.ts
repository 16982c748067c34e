/** The name server without sockets, for programs that have their own: zone files and queries in, replies out. */
import { dnsNameToWire, parseDnsName } from "../../runtime/types/dns-name.js";
import { Answerer, type AnswerSettings, DEFAULT_SETTINGS, MOST_BYTES } from "./answer/answer.js";
import { ANY_STREAM, type Transport } from "./answer/transport.js";
import { ZoneDirectory } from "./answer/zones.js";
import type { ZoneImage } from "./image/image.js";
import type { Sha1 } from "./image/nsec3.js";
import { ServerCookies } from "./security/cookies.js";
import { loadZone, type LoadedZone, type LoadOptions } from "./zone/load.js";

export interface ReadZoneOptions extends Omit<LoadOptions, "file" | "origin"> {
  /** What problems call the text; the zone's name where it is left out. */
  readonly file?: string;
}

/**
 * Reads a zone from the text of its master file (RFC 1035 section 5). Its mistakes are in `problems`, and there is no image if one of
 * them is an error.
 *
 * @param origin the zone's name, in presentation format
 * @throws RangeError for an origin that is no domain name
 */
export function readZone(origin: string, text: string | Uint8Array, options: ReadZoneOptions = {}): LoadedZone {
  const name = parseDnsName(origin);
  if (name === undefined) throw new RangeError(`\`${origin}\` is no domain name`);
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  return loadZone(bytes, { file: origin, ...options, origin: dnsNameToWire(name) });
}

export interface ResponderOptions {
  /** SHA-1 of some bytes as a string of twenty characters, for zones with NSEC3 (RFC 5155): in Node `hash("sha1", bytes, "binary")`. */
  readonly sha1?: Sha1;
  readonly settings?: Partial<AnswerSettings>;
  /** Secrets of cookies (RFC 9018), 16 bytes each, the one that makes them first; without them cookies are ignored. */
  readonly cookieSecrets?: readonly Uint8Array[];
}

/** The reply to a message, a copy; undefined where there is none: it is no query, or asks for a transfer or a change, or is signed. */
export type Respond = (message: Uint8Array, transport?: Transport) => Uint8Array | undefined;

/**
 * A function that answers from zones. It knows no clock and no addresses: `transport` says when a message came and from whom, and where
 * it says nothing it came over a stream, from nobody in particular. {@link Answerer} is the same without copies.
 */
export function makeResponder(zones: Iterable<ZoneImage>, { sha1, settings, cookieSecrets }: ResponderOptions = {}): Respond {
  const answerer = new Answerer(new ZoneDirectory(zones), { sha1: sha1 ?? missingSha1 }, { ...DEFAULT_SETTINGS, ...settings });
  if (cookieSecrets !== undefined) answerer.cookies = new ServerCookies(cookieSecrets);
  const out = new Uint8Array(MOST_BYTES);
  answerer.reply.attach(new DataView(out.buffer));
  return (message, transport = ANY_STREAM) => {
    const bytes = new DataView(message.buffer, message.byteOffset, message.byteLength);
    const size = answerer.answer(bytes, 0, message.length, 0, transport);
    return size > 0 ? out.slice(0, size) : undefined;
  };
}

function missingSha1(): never {
  throw new Error("a zone with NSEC3 needs `sha1`");
}
