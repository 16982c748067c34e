/** What a secondary asks its primaries, and what they say of a zone. */
import type { DnsMessage, DnsMessageInput } from "../../../generated/dns/dns.js";
import { DnsClass, DnsOpcode, DnsRcode } from "../../../generated/dns/types.js";
import { sameDnsName } from "../../../runtime/types/dns-name.js";
import { rcodeText } from "../transfer/in-text.js";
import { isSoa, type SoaRecord } from "../zone/change.js";
import { nameFromWire } from "../zone/records.js";

/** What a primary says of a zone. */
export interface PrimaryState {
  readonly soa: SoaRecord;
  /** Seconds until the primary itself stops serving it (RFC 7314); undefined where it does not say so. */
  readonly remaining: number | undefined;
}

/** A query; for IXFR with the SOA of what we have in its authority section (RFC 1995 section 3). */
export function queryOf(origin: Uint8Array, qtype: number, ours?: SoaRecord): Omit<DnsMessageInput, "id"> {
  return {
    qr: 0,
    opcode: DnsOpcode.Query,
    questions: [{ qname: nameFromWire(origin), qtype, qclass: DnsClass.IN }],
    answers: [],
    authorities: ours === undefined ? [] : [ours],
    additionals: [],
  };
}

/** RCODEs of servers that were made before EDNS. */
export const NO_EDNS: ReadonlySet<number> = new Set([DnsRcode.FormErr, DnsRcode.NotImp]);
/** An OPT record that asks how long the other side will serve the zone (RFC 7314 section 2). */
export const ASKS_EXPIRE: DnsMessageInput["additionals"][number] = {
  name: ".",
  class: 1232,
  ttl: 0,
  rdata: { $kind: "OPT", options: [{ code: { $kind: "Expire" } }] },
};

/** The SOA of an answer that is the zone's own: a server that only knows of it from elsewhere is no primary (RFC 1034 section 4.3.5). */
export function stateIn({ rcode, aa, answers, additionals }: DnsMessage, origin: Uint8Array): PrimaryState {
  if (rcode !== DnsRcode.NoError) throw new Error(`the answer is ${rcodeText(rcode)}`);
  const soa = answers.find((record) => isSoa(record) && sameDnsName(record.name, nameFromWire(origin)));
  if (soa === undefined || !isSoa(soa)) throw new Error("the answer has no SOA record of the zone");
  if (aa !== 1) throw new Error("the answer is not authoritative");
  const options = additionals.flatMap(({ rdata }) => (rdata.$kind === "OPT" ? rdata.options : []));
  const [remaining] = options.flatMap(({ code }) => (code.$kind === "Expire" && code.expire !== undefined ? [code.expire] : []));
  return { soa, remaining };
}
