/** WKS (RFC 1035 section 3.4.2): which of a host's ports are in use. */
import { DnsType } from "../../../../generated/dns/types.js";
import type { Fields } from "../fields.js";
import type { RecordData } from "../types.js";
import { PROTOCOLS, SERVICES } from "./mnemonics.js";
import { BYTE, plain, type Readers, UINT16 } from "./reader.js";
import { readDecimal } from "../numbers.js";

function wks(fields: Fields): RecordData {
  const address = fields.ipv4("an IPv4 address");
  const protocol = fields.mnemonic("the protocol", PROTOCOLS, BYTE);
  const bits = new Uint8Array((UINT16 + 1) >> 3);
  let length = 0;
  while (fields.more()) {
    const port = readPort(fields);
    bits[port >> 3] = (bits[port >> 3] ?? 0) | (0x80 >> (port & 7));
    length = Math.max(length, (port >> 3) + 1);
  }
  return { $kind: "WKS", address, protocol, bitMap: bits.subarray(0, length) };
}

/** The token as a port; in lists of mnemonics there would be too many to tell. */
function readPort(fields: Fields): number {
  const { bytes, start, stop } = fields.scanner;
  const number = readDecimal(bytes, start, stop, UINT16);
  const port = number >= 0 ? number : SERVICES.find(bytes, start, stop);
  if (port < 0) fields.expected("bad-mnemonic", "a port, 0 to 65535, or a well known service like smtp");
  return Math.max(port, 0);
}

export const portReaders: Readers = { [DnsType.WKS]: plain(wks) };
