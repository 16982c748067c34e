/** Types that lead to a host by address or by name: IPSECKEY, AMTRELAY; and HIP, whose fields look like theirs. */
import { DnsType } from "../../../../generated/dns/types.js";
import type { DnsName } from "../../../../runtime/types/dns-name.js";
import { Base64Decoder } from "../base-encodings.js";
import { LONGEST_DATA } from "../byte-slot.js";
import type { Fields } from "../fields.js";
import { NameSlot } from "../names.js";
import type { RecordData } from "../types.js";
import { BYTE, plain, type Readers } from "./reader.js";

/** What stands in the data for a number from 0 to 3 (RFC 4025 section 2.3, 8777 section 4.2.3). */
type Gateway =
  | { readonly $kind: "None" }
  | { readonly $kind: "Ipv4"; readonly address: number }
  | { readonly $kind: "Ipv6"; readonly address: Uint8Array }
  | { readonly $kind: "Name"; readonly host: DnsName };

const NO_GATEWAY: Gateway = { $kind: "None" };
const MOST_TYPE = 3;
const DOT = 0x2e;

/** The gateway, whose type was read before; other types have a form of their own, which nobody knows. */
function readGateway(fields: Fields, type: number, what: string): Gateway {
  switch (type) {
    case 0:
      return readNone(fields, what);
    case 1:
      return { $kind: "Ipv4", address: fields.ipv4(`${what}, an IPv4 address`) };
    case 2: {
      const address = new Uint8Array(16);
      fields.ipv6(`${what}, an IPv6 address`, address);
      return { $kind: "Ipv6", address };
    }
    default:
      return { $kind: "Name", host: fields.name(what) };
  }
}

function readNone(fields: Fields, what: string): Gateway {
  if (!fields.need(`${what}, . for none`)) return NO_GATEWAY;
  const { bytes, start, stop } = fields.scanner;
  if (stop - start !== 1 || bytes[start] !== DOT) fields.expected("bad-name", `. for no ${what.replace("the ", "")}, as its type says`);
  return NO_GATEWAY;
}

/** RFC 4025 section 3.1 */
function ipseckey(fields: Fields): RecordData {
  const precedence = fields.decimal("the precedence", BYTE);
  const type = fields.decimal("the gateway's type", MOST_TYPE);
  const algorithm = fields.decimal("the algorithm", BYTE);
  const gateway = readGateway(fields, type, "the gateway");
  // Algorithm 0 says that there is no key.
  return { $kind: "IPSECKEY", precedence, algorithm, gateway, publicKey: fields.base64Rest("the key", algorithm === 0) };
}

/** RFC 8777 section 4.3.1 */
function amtrelay(fields: Fields): RecordData {
  const precedence = fields.decimal("the precedence", BYTE);
  const discoveryOptional = fields.decimal("whether discovery is optional", 1);
  const type = fields.decimal("the relay's type", MOST_TYPE);
  return { $kind: "AMTRELAY", precedence, discoveryOptional, relay: readGateway(fields, type, "the relay") };
}

/** RFC 8005 section 6 */
function hip(fields: Fields): RecordData {
  const pkAlgorithm = fields.decimal("the algorithm", BYTE);
  const hit = fields.hexToken("the host identity tag", 0, BYTE);
  if (hit.length === 0) fields.fail("bad-encoding", "the host identity tag is empty");
  const publicKey = readKey(fields);
  return { $kind: "HIP", pkAlgorithm, hit, publicKey, rendezvousServers: readServers(fields) };
}

/** All tokens that are left, as names. */
function readServers(fields: Fields): DnsName[] {
  const servers: DnsName[] = [];
  let total = 0;
  while (fields.more()) {
    const slot = new NameSlot();
    total += fields.writeName("the rendezvous server", slot);
    // A relative name's text may be much shorter than the name.
    if (total > LONGEST_DATA) fields.fail("data-too-long", "the rendezvous servers are longer than a record can be");
    servers.push(slot.name);
  }
  return servers;
}

/** One token in base64. */
function readKey(fields: Fields): Uint8Array {
  if (!fields.need("the key")) return new Uint8Array(0);
  const { bytes, start, stop } = fields.scanner;
  const decoder = new Base64Decoder();
  const key = new Uint8Array(stop - start);
  const length = decoder.take(bytes, start, stop, key, 0);
  if (length <= 0 || length > LONGEST_DATA || !decoder.finish()) fields.expected("bad-encoding", "the key in base64, without blanks");
  return key.subarray(0, Math.max(0, length));
}

export const gatewayReaders: Readers = {
  [DnsType.IPSECKEY]: plain(ipseckey),
  [DnsType.AMTRELAY]: plain(amtrelay),
  [DnsType.HIP]: plain(hip),
};
