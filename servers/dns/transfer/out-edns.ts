/** The OPT record of what is answered elsewhere (RFC 6891), with how long a zone will be served here (RFC 7314). */
import { decodeDnsMessage, DnsHeaderView, encodeDnsOpt } from "../../../generated/dns/dns.js";

/** An OPT record with EXPIRE. */
export const MOST_OPT_BYTES = 19;

/** What a request says about itself behind its question. */
export interface RequestNotes {
  readonly hasOpt: boolean;
  /** It asks how long the zone will be served (RFC 7314 section 3). */
  readonly wantsExpire: boolean;
  /** What the client has, by the SOA in the authority section (RFC 1995 section 3). */
  readonly serial: number | undefined;
}

export function notesOf(view: DataView): RequestNotes {
  const decoded = decodeDnsMessage(view, 0, view.byteLength);
  if (!decoded.ok) return { hasOpt: false, wantsExpire: false, serial: undefined };
  const { authorities, additionals } = decoded.value;
  const rdata = authorities[0]?.rdata;
  const opt = additionals.find((record) => record.rdata.$kind === "OPT")?.rdata;
  return {
    hasOpt: opt !== undefined,
    wantsExpire: opt?.$kind === "OPT" && opt.options.some(({ code }) => code.$kind === "Expire"),
    serial: rdata?.$kind === "SOA" ? rdata.serial : undefined,
  };
}

/**
 * Puts an OPT record behind the message in `0..end`, which has none and room for it.
 *
 * @param remaining seconds until the zone is not served any more; undefined where nobody asked
 * @returns its new end
 */
export function appendOpt(bytes: DataView, end: number, udpPayloadSize: number, remaining: number | undefined): number {
  const options = remaining === undefined ? [] : [{ code: { $kind: "Expire", expire: remaining } as const }];
  const header = new DnsHeaderView();
  const optEnd = encodeDnsOpt({ udpPayloadSize, extendedRcode: 0, options }, bytes, end);
  if (optEnd < 0 || !header.bind(bytes, 0, end)) throw new RangeError("an OPT record that has no room");
  header.setArcount(header.arcount + 1);
  return optEnd;
}
