/** Data of types that few zones have, as text. */
import type { DnsRecord, DnsRecordAPL, DnsRecordHIP, DnsRecordIPSECKEY, DnsRecordWKS } from "../../../../generated/dns/dns.js";
import { toHex } from "../../../../runtime/index.js";
import { withoutZeros } from "../rdata/address-forms.js";
import { isPsdnAddress } from "../rdata/text-forms.js";
import { typeName } from "../type-names.js";
import { formatBase64, formatIpv4, formatIpv6, formatName, formatText, formatTexts, words } from "./text.js";

const KINDS = [
  "WKS",
  "X25",
  "ISDN",
  "RT",
  "NSAP",
  "PX",
  "GPOS",
  "APL",
  "IPSECKEY",
  "HIP",
  "NINFO",
  "TALINK",
  "DSYNC",
  "NID",
  "L32",
  "L64",
  "LP",
  "AVC",
  "AMTRELAY",
  "RESINFO",
  "WALLET",
] as const;

export type Rare = Extract<DnsRecord["rdata"], { $kind: (typeof KINDS)[number] }>;

/** Their kinds. */
export const RARE: ReadonlySet<string> = /* @__PURE__ */ new Set(KINDS);

/** Undefined where only the generic form will do. */
export function formatRare(rdata: Rare): string | undefined {
  switch (rdata.$kind) {
    case "NINFO":
    case "AVC":
    case "RESINFO":
    case "WALLET":
      return formatTexts(rdata.txtData);
    case "X25":
      return isPsdnAddress(rdata.psdnAddress) ? formatText(rdata.psdnAddress) : undefined;
    case "ISDN":
      return rdata.sa.length > 1 ? undefined : formatTexts([rdata.isdnAddress, ...rdata.sa]);
    case "GPOS":
      return formatTexts([rdata.longitude, rdata.latitude, rdata.altitude]);
    case "RT":
      return words(rdata.preference, rdata.intermediateHost);
    case "PX":
      return words(rdata.preference, rdata.map822, rdata.mapx400);
    case "TALINK":
      return words(rdata.previousName, rdata.nextName);
    case "LP":
      return words(rdata.preference, rdata.fqdn);
    case "DSYNC":
      return words(typeName(rdata.rrtype), rdata.scheme, rdata.port, rdata.target);
    default:
      return formatAddresses(rdata);
  }
}

type Addressed = Extract<Rare, { $kind: "WKS" | "NSAP" | "APL" | "IPSECKEY" | "HIP" | "NID" | "L32" | "L64" | "AMTRELAY" }>;

function formatAddresses(rdata: Addressed): string | undefined {
  switch (rdata.$kind) {
    case "WKS":
      return formatWks(rdata);
    case "NSAP":
      return rdata.address.length === 0 ? undefined : `0x${toHex(rdata.address)}`;
    case "APL":
      return formatPrefixes(rdata);
    case "NID":
      return words(rdata.preference, formatLocator(rdata.nodeId));
    case "L32":
      return words(rdata.preference, formatIpv4(rdata.locator32));
    case "L64":
      return words(rdata.preference, formatLocator(rdata.locator64));
    case "IPSECKEY":
      return formatIpsecKey(rdata);
    case "AMTRELAY":
      if (rdata.relay.$kind === "Unknown") return undefined;
      return words(rdata.precedence, rdata.discoveryOptional, formatGateway(rdata.relay));
    case "HIP":
      return formatHip(rdata);
  }
}

/** The ports' numbers; undefined for a bit map with bytes at its end that it does not need, which would be lost. */
function formatWks({ address, protocol, bitMap }: DnsRecordWKS): string | undefined {
  if (bitMap.length > 0x2000 || bitMap.at(-1) === 0) return undefined;
  const ports: number[] = [];
  for (let port = 0; port < 8 * bitMap.length; port++) {
    if (((bitMap[port >> 3] ?? 0) & (0x80 >> (port & 7))) !== 0) ports.push(port);
  }
  return words(formatIpv4(address), protocol, ...ports);
}

/** RFC 3123 section 5; undefined where a prefix is not encoded as it should be. */
function formatPrefixes({ prefixes }: DnsRecordAPL): string | undefined {
  const texts: string[] = [];
  for (const { addressFamily, prefix, negation, afdPart } of prefixes) {
    const size = addressFamily === 1 ? 4 : 16;
    const isSound = addressFamily >= 1 && addressFamily <= 2 && prefix <= 8 * size && afdPart.length <= size;
    if (!isSound || withoutZeros(afdPart).length < afdPart.length) return undefined;
    const address = new Uint8Array(size);
    address.set(afdPart);
    const text = size === 4 ? formatIpv4(new DataView(address.buffer).getUint32(0)) : formatIpv6(address);
    texts.push(`${negation === 1 ? "!" : ""}${String(addressFamily)}:${text}/${String(prefix)}`);
  }
  return texts.join(" ");
}

function formatLocator(address: Uint8Array): string {
  return toHex(address).replaceAll(/(?<=.)(?=(?:.{4})+$)/gu, ":");
}

type Gateway = Exclude<DnsRecordIPSECKEY["gateway"], { $kind: "Unknown" }>;

/** RFC 4025 section 3.1 */
function formatIpsecKey({ precedence, gateway, algorithm, publicKey }: DnsRecordIPSECKEY): string | undefined {
  if (gateway.$kind === "Unknown" || (publicKey.length === 0 && algorithm !== 0)) return undefined;
  const [type = "", text = ""] = formatGateway(gateway).split(" ");
  const key = publicKey.length === 0 ? [] : [formatBase64(publicKey)];
  return words(precedence, type, algorithm, text, ...key);
}

/** Its type, then itself. */
function formatGateway(gateway: Gateway): string {
  switch (gateway.$kind) {
    case "None":
      return "0 .";
    case "Ipv4":
      return `1 ${formatIpv4(gateway.address)}`;
    case "Ipv6":
      return `2 ${formatIpv6(gateway.address)}`;
    case "Name":
      return `3 ${formatName(gateway.host)}`;
  }
}

/** RFC 8005 section 6 */
function formatHip({ pkAlgorithm, hit, publicKey, rendezvousServers }: DnsRecordHIP): string | undefined {
  if (hit.length === 0 || publicKey.length === 0) return undefined;
  return words(pkAlgorithm, toHex(hit), formatBase64(publicKey), ...rendezvousServers);
}
