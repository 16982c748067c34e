/** Data in the generic form (RFC 3597 section 5). */
import { encodeDnsRecord, sizeOfDnsRecord, type DnsRecordInput } from "../../../../generated/dns/dns.js";
import { toHex } from "../../../../runtime/index.js";

/** The root, type, class, TTL, length. */
const HEADER = 11;
const CLASS_IN = 1;

/** Any data as `\# length hexadecimal`. */
export function formatGeneric(rdata: DnsRecordInput["rdata"]): string {
  const record = { name: ".", class: CLASS_IN, ttl: 0, rdata };
  const size = Math.max(HEADER, sizeOfDnsRecord(record));
  const bytes = new DataView(new ArrayBuffer(size));
  encodeDnsRecord(record, bytes, 0);
  return formatGenericBytes(new Uint8Array(bytes.buffer, HEADER));
}

export function formatGenericBytes(data: Uint8Array): string {
  return data.length === 0 ? "\\# 0" : `\\# ${String(data.length)} ${toHex(data)}`;
}
