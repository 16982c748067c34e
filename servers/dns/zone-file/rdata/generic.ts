/** Data in the generic form of RFC 3597 section 5: `\# length hexadecimal`. */
import { decodeDnsRecord, explainDnsRecord } from "../../../../generated/dns/dns.js";
import { DnsType } from "../../../../generated/dns/types.js";
import { failureReason } from "../../../../runtime/index.js";
import type { Fields } from "../fields.js";
import { typeName } from "../type-names.js";
import type { RecordData } from "../types.js";
import { UINT16 } from "./reader.js";

/** The root, type, class, TTL, length. */
const HEADER = 11;

/** Whether the token announces the generic form. */
export function isGenericMark({ scanner: { bytes, start, stop, quoted } }: Fields): boolean {
  return stop - start === 2 && bytes[start] === 0x5c && bytes[start + 1] === 0x23 && !quoted;
}

/** What follows `\#`. The data of a type whose fields are known has to have them. */
export function readGeneric(fields: Fields, type: number, classNumber: number, known: boolean): RecordData {
  const length = fields.decimal("the data's length", UINT16);
  const data = fields.hexRest("the data", length === 0);
  if (data.length !== length) fields.fail("bad-generic-data", `expected ${String(length)} bytes of data; found ${String(data.length)}`);
  // A list of no prefixes is one.
  if (known && length === 0 && type !== DnsType.APL) fields.fail("bad-generic-data", `the data of ${typeName(type)} cannot be empty`);
  if (fields.failed) return { $kind: "Empty", $value: type };
  if (!known || length === 0) return length === 0 ? { $kind: "Empty", $value: type } : { $kind: "Unknown", $value: type, data };
  return decodeData(fields, type, classNumber, data);
}

function decodeData(fields: Fields, type: number, classNumber: number, data: Uint8Array): RecordData {
  const record = new DataView(new ArrayBuffer(HEADER + data.length));
  record.setUint16(1, type);
  record.setUint16(3, classNumber);
  record.setUint16(9, data.length);
  new Uint8Array(record.buffer).set(data, HEADER);
  // Compression pointers, which would mean nothing here, count from behind the record: none leads to a name.
  const result = decodeDnsRecord(record, 0, record.byteLength, record.byteLength);
  if (result.ok) return result.value.rdata;
  fields.fail("bad-generic-data", `the data is not that of ${typeName(type)}${reasonOf(record)}`);
  return { $kind: "Empty", $value: type };
}

/** What the decoder found, by field. */
function reasonOf(record: DataView): string {
  const failure = explainDnsRecord(record, 0, record.byteLength, record.byteLength);
  if (failure === undefined) return "";
  // From the packet's name on: `dns_record.rdata.A.address`.
  const field = failure.path.split(".").slice(3).join(".");
  // Where a pointer leads to is no matter.
  const reason = failure.expected.includes("pointer") ? "expected a name without pointers, found one" : failureReason(failure);
  return field === "" ? `: ${reason}` : `: ${field}: ${reason}`;
}
