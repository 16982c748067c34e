/** Types of texts, and of addresses that are written with dashes. */
import { DnsType } from "../../../../generated/dns/types.js";
import { hexDigit } from "../addresses.js";
import type { Fields } from "../fields.js";
import type { RecordData } from "../types.js";
import { isPropertyTag, isPsdnAddress } from "./text-forms.js";
import { BYTE, plain, type Readers, UINT16 } from "./reader.js";

const LONGEST_VALUE = 0xffff - 4;

/** RFC 1035 section 3.3.2 */
function hinfo(fields: Fields): RecordData {
  return { $kind: "HINFO", cpu: fields.text("the CPU"), os: fields.text("the operating system") };
}

/** RFC 1183 section 3.1: an address of X.121, whose first four digits tell the network. */
function x25(fields: Fields): RecordData {
  const psdnAddress = fields.text("the PSDN address");
  if (!isPsdnAddress(psdnAddress)) fields.expected("bad-address", "a PSDN address, four digits or more");
  return { $kind: "X25", psdnAddress };
}

/** RFC 1183 section 3.2 */
function isdn(fields: Fields): RecordData {
  const isdnAddress = fields.text("the ISDN address");
  const sa = fields.more() ? [fields.tokenText("the subaddress", BYTE)] : [];
  return { $kind: "ISDN", isdnAddress, sa };
}

/** RFC 1712 section 3 */
function gpos(fields: Fields): RecordData {
  return {
    $kind: "GPOS",
    longitude: fields.text("the longitude"),
    latitude: fields.text("the latitude"),
    altitude: fields.text("the altitude"),
  };
}

/** RFC 7553 section 4.5: the target is one text, of any length but none at all. */
function uri(fields: Fields): RecordData {
  const priority = fields.decimal("the priority", UINT16);
  const weight = fields.decimal("the weight", UINT16);
  const target = fields.need("the target") ? fields.tokenText("the target", LONGEST_VALUE) : EMPTY;
  if (target.length === 0) fields.fail("bad-text", "the target is empty");
  return { $kind: "URI", priority, weight, target };
}

const EMPTY = new Uint8Array(0);

/** RFC 8659 section 4.1.1 */
function caa(fields: Fields): RecordData {
  const flags = fields.decimal("the flags", BYTE);
  const tag = fields.text("the property's tag");
  if (!isPropertyTag(tag)) fields.expected("bad-text", "the property's tag, letters and digits");
  const propertyValue = fields.need("the property's value") ? fields.tokenText("the property's value", LONGEST_VALUE - tag.length) : EMPTY;
  return { $kind: "CAA", issuerCritical: flags >> 7, flags: flags & 0x7f, tag, propertyValue };
}

/** Bytes as pairs of hexadecimal digits with dashes between them (RFC 7043 section 3.2, 4.2). */
function dashedBytes(fields: Fields, what: string, size: number): Uint8Array {
  const address = new Uint8Array(size);
  if (!fields.need(what)) return address;
  const { bytes, start, stop } = fields.scanner;
  let sound = stop - start === 3 * size - 1;
  for (let index = 0; sound && index < size; index++) {
    const at = start + 3 * index;
    const high = hexDigit(bytes[at] ?? 0);
    const low = hexDigit(bytes[at + 1] ?? 0);
    sound = high >= 0 && low >= 0 && (index === size - 1 || bytes[at + 2] === 0x2d);
    address[index] = (high << 4) | low;
  }
  if (!sound) fields.expected("bad-address", what);
  return address;
}

export const textReaders: Readers = {
  [DnsType.HINFO]: plain(hinfo),
  [DnsType.X25]: plain(x25),
  [DnsType.ISDN]: plain(isdn),
  [DnsType.GPOS]: plain(gpos),
  [DnsType.URI]: plain(uri),
  [DnsType.CAA]: plain(caa),
  [DnsType.EUI48]: plain((fields) => ({ $kind: "EUI48", address: dashedBytes(fields, "an address like 00-00-5e-00-53-2a", 6) })),
  [DnsType.EUI64]: plain((fields) => ({ $kind: "EUI64", address: dashedBytes(fields, "an address like 00-00-5e-ef-10-00-00-2a", 8) })),
};
