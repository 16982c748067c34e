/** Types of addresses that are written in ways of their own: APL, NSAP, NID, L32, L64. */
import { DnsType } from "../../../../generated/dns/types.js";
import { hexDigit, readIpv4, readIpv6 } from "../addresses.js";
import type { Fields } from "../fields.js";
import { readDecimal } from "../numbers.js";
import type { RecordData } from "../types.js";
import { plain, type Readers, UINT16 } from "./reader.js";

const EXCLAMATION_MARK = 0x21;
const DOT = 0x2e;
const SLASH = 0x2f;
const COLON = 0x3a;
const IPV4 = 1;
const IPV6 = 2;
const IPV4_BITS = 32;
const IPV6_BITS = 128;

type Prefix = Extract<RecordData, { $kind: "APL" }>["prefixes"][number];

/** RFC 3123 section 5: any number of prefixes, none too. */
function apl(fields: Fields): RecordData {
  const prefixes: Prefix[] = [];
  while (fields.more()) {
    const prefix = readPrefix(fields);
    if (prefix === undefined) fields.expected("bad-address", "a prefix like 1:192.0.2.0/24 or !2:2001:db8::/32");
    else prefixes.push(prefix);
  }
  return prefixes.length === 0 ? { $kind: "Empty", $value: DnsType.APL } : { $kind: "APL", prefixes };
}

/** The token as `[!]family:address/length`. */
function readPrefix({ scanner: { bytes, start, stop } }: Fields): Prefix | undefined {
  const negation = bytes[start] === EXCLAMATION_MARK ? 1 : 0;
  const colon = bytes.indexOf(COLON, start);
  const slash = bytes.indexOf(SLASH, start);
  if (colon < 0 || slash < colon || slash >= stop) return undefined;
  const addressFamily = readDecimal(bytes, start + negation, colon, IPV6);
  const prefix = readDecimal(bytes, slash + 1, stop, addressFamily === IPV4 ? IPV4_BITS : IPV6_BITS);
  const address = addressFamily < IPV4 ? undefined : readAddress(bytes, colon + 1, slash, addressFamily);
  return prefix < 0 || address === undefined ? undefined : { addressFamily, prefix, negation, afdPart: withoutZeros(address) };
}

function readAddress(bytes: Uint8Array, start: number, stop: number, family: number): Uint8Array | undefined {
  const address = new Uint8Array(family === IPV4 ? 4 : 16);
  if (family !== IPV4) return readIpv6(bytes, start, stop, address) ? address : undefined;
  const number = readIpv4(bytes, start, stop);
  new DataView(address.buffer).setUint32(0, number);
  return number < 0 ? undefined : address;
}

/** RFC 3123 section 4: zeros at the end are not encoded. */
export function withoutZeros(address: Uint8Array): Uint8Array {
  let length = address.length;
  while (length > 0 && address[length - 1] === 0) length--;
  return address.subarray(0, length);
}

/** RFC 1706 section 6: `0x`, then pairs of digits with dots anywhere between them. */
function nsap(fields: Fields): RecordData {
  if (!fields.need("an NSAP address")) return { $kind: "NSAP", address: new Uint8Array(0) };
  const { bytes, start, stop } = fields.scanner;
  const address = new Uint8Array((stop - start) >> 1);
  let digits = 0;
  let sound = bytes[start] === 0x30 && ((bytes[start + 1] ?? 0) | 0x20) === 0x78;
  for (let at = start + 2; sound && at < stop; at++) {
    if (bytes[at] === DOT) continue;
    const digit = hexDigit(bytes[at] ?? 0);
    sound = digit >= 0;
    address[digits >> 1] = ((address[digits >> 1] ?? 0) << 4) | digit;
    digits++;
  }
  if (!sound || digits === 0 || digits % 2 !== 0) fields.expected("bad-address", "an NSAP address like 0x47.0005.80");
  return { $kind: "NSAP", address: address.subarray(0, digits >> 1) };
}

/** Four groups of up to four hexadecimal digits (RFC 6742 section 2.1.2, 2.3.2). */
function readLocator(fields: Fields, what: string): Uint8Array {
  const address = new Uint8Array(8);
  if (!fields.need(what)) return address;
  const { bytes, start, stop } = fields.scanner;
  const view = new DataView(address.buffer);
  let group = 0;
  let digits = 0;
  let sound = true;
  for (let at = start; sound && at < stop; at++) {
    if (bytes[at] === COLON) {
      sound = digits > 0 && ++group < 4;
      digits = 0;
      continue;
    }
    const digit = hexDigit(bytes[at] ?? 0);
    sound = digit >= 0 && ++digits <= 4;
    view.setUint16(2 * group, (view.getUint16(2 * group) << 4) | digit);
  }
  if (!sound || group !== 3 || digits === 0) fields.expected("bad-address", `${what}, four groups like 2001:db8:1:2`);
  return address;
}

function nid(fields: Fields): RecordData {
  return { $kind: "NID", preference: fields.decimal("the preference", UINT16), nodeId: readLocator(fields, "the node identifier") };
}

/** RFC 6742 section 2.2.2 */
function l32(fields: Fields): RecordData {
  return { $kind: "L32", preference: fields.decimal("the preference", UINT16), locator32: fields.ipv4("a locator like 192.0.2.0") };
}

function l64(fields: Fields): RecordData {
  return { $kind: "L64", preference: fields.decimal("the preference", UINT16), locator64: readLocator(fields, "the locator") };
}

export const addressReaders: Readers = {
  [DnsType.APL]: plain(apl),
  [DnsType.NSAP]: plain(nsap),
  [DnsType.NID]: plain(nid),
  [DnsType.L32]: plain(l32),
  [DnsType.L64]: plain(l64),
};
