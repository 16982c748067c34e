/** What is asked of servers that are to answer alike to the last byte. */
import { DnsClass, DnsType } from "../../../../generated/dns/types.js";
import { queriesFor } from "../../../support/dns/queries.js";
import { mixCase, type Zone } from "../../../support/dns/zone-builder.js";
import { encodeMessage, type OptOptions } from "../../../support/dns-zone.js";
import type { Random } from "../../../support/random.js";

const DNSSEC_OK = 0x8000;
const CLIENT_COOKIE = Uint8Array.from({ length: 8 }, (_, index) => 0xc0 + index);
const COOKIE: OptOptions[number] = { code: { $kind: "Cookie", client: CLIENT_COOKIE, server: new Uint8Array(0) } };
const NSID: OptOptions[number] = { code: { $kind: "NSID", nsid: new Uint8Array(0) } };
const UNKNOWN: OptOptions[number] = { code: { $kind: "Unknown", $value: 65_001, data: Uint8Array.of(1, 2, 3) } };
const PAYLOADS = [0, 512, 700, 1232, 4096, 0xffff];

/** A query as bytes, of any kind that the core answers: with and without EDNS, DO, options, in mixed case. */
export function rawQuery(random: Random, name: string, type: number): Uint8Array {
  const hasOpt = random.chance(0.75);
  const opt = {
    name: ".",
    class: random.pick(PAYLOADS),
    ttl: random.chance(0.5) ? DNSSEC_OK : 0,
    rdata: { $kind: "OPT", options: [COOKIE, NSID, UNKNOWN].filter(() => random.chance(0.25)) },
  } as const;
  return encodeMessage({
    ...{ id: random.below(0x1_0000), qr: 0, rd: random.below(2), cd: random.below(2), answers: [], authorities: [] },
    questions: [{ qname: random.chance(0.5) ? mixCase(name, random) : name, qtype: type, qclass: DnsClass.IN }],
    additionals: hasOpt ? [opt] : [],
  });
}

/** Some for each zone. */
export function rawQueries(random: Random, zones: readonly Zone[], each: number): Uint8Array[] {
  const asked = zones.flatMap((zone) => queriesFor(zone, each));
  return asked.map(({ name, type }) => rawQuery(random, name, random.chance(0.1) ? random.pick(RARE) : type));
}

const { ANY, OPT, RRSIG, NSEC, NSEC3, TKEY, MAILB, HTTPS } = DnsType;
const RARE: readonly number[] = [ANY, OPT, RRSIG, NSEC, NSEC3, TKEY, MAILB, HTTPS, 0, 129, 65_535];

const COOKIE_HEAD = Uint8Array.of(0, 10, 0, 24, ...CLIENT_COOKIE);
const SERVER_COOKIE_SIZE = 16;

/** The answer with the server's cookie blanked, which has the time in it. */
export function withoutCookie(answer: Uint8Array): Uint8Array {
  const at = Buffer.from(answer).indexOf(COOKIE_HEAD);
  return at < 0 ? answer : answer.slice().fill(0, at + COOKIE_HEAD.length, at + COOKIE_HEAD.length + SERVER_COOKIE_SIZE);
}

/** For comparing: texts are compared at once, and shown as they are. */
export function hexOf(answer: Uint8Array): string {
  return Buffer.from(withoutCookie(answer)).toString("hex");
}
