/** How large records are on the wire, for whoever keeps many of them. */
import { type DnsRecord, encodeDnsRecord, sizeOfDnsRecord } from "../../../generated/dns/dns.js";
import { type WriteState, writeState } from "../../../runtime/types/dns-name.js";

/** A name of 255 bytes, TYPE, CLASS, TTL, length and data. */
const MOST_BYTES = 255 + 10 + 0xffff;

let room: DataView | undefined;
let names: WriteState | undefined;

/** A record's bytes, names in its data compressed against its owner. What `sizeOfDnsRecord` says, in a tenth of its time: that begins with new tables. */
export function recordSize(record: DnsRecord): number {
  room ??= new DataView(new ArrayBuffer(MOST_BYTES));
  names ??= writeState(0);
  const size = encodeDnsRecord(record, room, 0, names);
  return size >= 0 ? size : sizeOfDnsRecord(record);
}
