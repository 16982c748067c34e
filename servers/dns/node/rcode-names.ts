/** RCODEs as people write them (RFC 6895 section 2.3). */
import { DnsRcode } from "../../../generated/dns/types.js";
import { EXTENDED_RCODE } from "../answer/edns.js";

const NAMES = new Map<number, string>([
  ...Object.entries(DnsRcode).map(([name, rcode]): [number, string] => [rcode, name.toUpperCase()]),
  ...Object.entries(EXTENDED_RCODE).map(([name, rcode]): [number, string] => [rcode, name]),
]);

export function rcodeName(rcode: number): string {
  return NAMES.get(rcode) ?? `RCODE${rcode}`;
}
