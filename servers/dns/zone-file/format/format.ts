/** Records in presentation format: one line of printable ASCII, which parseZoneFile reads back to the same bytes. */
import type { DnsRecord } from "../../../../generated/dns/dns.js";
import { DnsType } from "../../../../generated/dns/types.js";
import { toHex } from "../../../../runtime/index.js";
import type { DnsName } from "../../../../runtime/types/dns-name.js";
import { isPropertyTag } from "../rdata/property-tag.js";
import { type DigestSizes, DS_DIGESTS, isDigest, SSHFP_DIGESTS, ZONEMD_DIGESTS } from "../rdata/digest-size.js";
import { NO_KEY } from "../rdata/keys.js";
import { className, typeName } from "../type-names.js";
import { formatNsec, formatNsec3, formatSalt, formatSignature } from "./dnssec.js";
import { formatGeneric, formatGenericBytes } from "./generic.js";
import { formatLocation } from "./location.js";
import { formatServiceParams } from "./service.js";
import { formatBase64, formatDashed, formatIpv4, formatIpv6, formatName, formatText } from "./text.js";
import { formatTypes } from "./type-bit-maps.js";

type Data = DnsRecord["rdata"];

/** The number of a record's type, which its data knows. */
export function typeOfData(rdata: Data): number {
  return rdata.$kind === "Unknown" || rdata.$kind === "Empty" ? rdata.$value : DnsType[rdata.$kind];
}

/** A record, without the end of its line: `www.example.com. 3600 IN A 192.0.2.1`. */
export function formatRecord(owner: DnsName, ttl: number, classNumber: number, rdata: Data): string {
  return `${formatName(owner)} ${String(ttl)} ${className(classNumber)} ${typeName(typeOfData(rdata))} ${formatRdata(rdata)}`;
}

/** A record's data; in the generic form of RFC 3597 where its type has no other, or cannot write these values. */
export function formatRdata(rdata: Data): string {
  return formatFields(rdata) ?? formatGeneric(rdata);
}

/** Undefined where only the generic form will do. */
function formatFields(rdata: Data): string | undefined {
  switch (rdata.$kind) {
    case "A":
      return formatIpv4(rdata.address);
    case "AAAA":
      return formatIpv6(rdata.address);
    case "NS":
      return formatName(rdata.nsdname);
    case "CNAME":
      return formatName(rdata.cname);
    case "PTR":
      return formatName(rdata.ptrdname);
    case "MB":
      return formatName(rdata.madname);
    case "MG":
      return formatName(rdata.mgmname);
    case "MR":
      return formatName(rdata.newname);
    case "DNAME":
      return formatName(rdata.target);
    case "SOA":
      return words(rdata.mname, rdata.rname, rdata.serial, rdata.refresh, rdata.retry, rdata.expire, rdata.minimum);
    case "MINFO":
      return words(rdata.rmailbx, rdata.emailbx);
    case "RP":
      return words(rdata.mboxDname, rdata.txtDname);
    case "MX":
      return words(rdata.preference, rdata.exchange);
    case "AFSDB":
      return words(rdata.subtype, rdata.hostname);
    case "KX":
      return words(rdata.preference, rdata.exchanger);
    case "SRV":
      return words(rdata.priority, rdata.weight, rdata.port, rdata.target);
    case "TXT":
    case "SPF":
      return rdata.txtData.length === 0 ? undefined : rdata.txtData.map(formatText).join(" ");
    case "HINFO":
      return words(formatText(rdata.cpu), formatText(rdata.os));
    default:
      return formatOthers(rdata);
  }
}

type Common = "A" | "AAAA" | "NS" | "CNAME" | "PTR" | "MB" | "MG" | "MR" | "DNAME" | "SOA" | "MINFO" | "RP" | "MX";
type Others = Exclude<Data, { $kind: Common | "AFSDB" | "KX" | "SRV" | "TXT" | "SPF" | "HINFO" }>;

function formatOthers(rdata: Others): string | undefined {
  switch (rdata.$kind) {
    case "NAPTR":
      return words(rdata.order, rdata.preference, ...[rdata.flags, rdata.services, rdata.regexp].map(formatText), rdata.replacement);
    case "LOC":
      return rdata.version.$kind === "V0" ? formatLocation(rdata.version) : undefined;
    case "URI":
      return rdata.target.length === 0 ? undefined : words(rdata.priority, rdata.weight, formatText(rdata.target));
    case "CAA":
      if (!isPropertyTag(rdata.tag)) return undefined;
      return words((rdata.issuerCritical << 7) | rdata.flags, String.fromCharCode(...rdata.tag), formatText(rdata.propertyValue));
    case "EUI48":
    case "EUI64":
      return formatDashed(rdata.address);
    case "RRSIG":
    case "SIG":
      return formatSignature(rdata);
    case "NSEC":
      return formatNsec(rdata);
    case "NSEC3":
      return formatNsec3(rdata);
    case "NSEC3PARAM":
      return words(rdata.hashAlgorithm, rdata.flags, rdata.iterations, formatSalt(rdata.salt));
    case "CSYNC":
      return before(words(rdata.soaSerial, (rdata.flags << 2) | (rdata.soaminimum << 1) | rdata.immediate), formatTypes(rdata.typeBitMaps));
    case "SVCB":
    case "HTTPS":
      return before(words(rdata.svcPriority, rdata.targetName), formatServiceParams(rdata.svcParams));
    case "Unknown":
      return formatGenericBytes(rdata.data);
    case "Empty":
      return formatGenericBytes(new Uint8Array(0));
    case "OPT":
    case "TKEY":
    case "TSIG":
      return undefined;
    default:
      return formatKeys(rdata);
  }
}

type Keyed = "DS" | "CDS" | "DNSKEY" | "CDNSKEY" | "KEY" | "CERT" | "SSHFP" | "TLSA" | "SMIMEA" | "ZONEMD" | "DHCID" | "OPENPGPKEY";

/** Numbers, then bytes. */
function formatKeys(rdata: Extract<Data, { $kind: Keyed }>): string | undefined {
  switch (rdata.$kind) {
    case "DS":
    case "CDS":
      return withDigest(DS_DIGESTS, rdata.digest, rdata.keyTag, rdata.algorithm, rdata.digestType);
    case "KEY":
      if (rdata.publicKey.length === 0 && (rdata.flags & NO_KEY) === NO_KEY) return words(rdata.flags, rdata.protocol, rdata.algorithm);
      return withBase64(rdata.publicKey, rdata.flags, rdata.protocol, rdata.algorithm);
    case "DNSKEY":
    case "CDNSKEY":
      return withBase64(rdata.publicKey, rdata.flags, rdata.protocol, rdata.algorithm);
    case "CERT":
      return withBase64(rdata.certificate, rdata.certType, rdata.keyTag, rdata.algorithm);
    case "SSHFP":
      return withDigest(SSHFP_DIGESTS, rdata.fingerprint, rdata.algorithm, rdata.fpType);
    case "TLSA":
    case "SMIMEA":
      return withHex(rdata.associationData, rdata.certUsage, rdata.selector, rdata.matchingType);
    case "ZONEMD":
      return withDigest(ZONEMD_DIGESTS, rdata.digest, rdata.serial, rdata.scheme, rdata.hashAlgorithm);
    case "DHCID":
      return withBase64(rdata.digest);
    case "OPENPGPKEY":
      return withBase64(rdata.key);
  }
}

function words(...parts: readonly (DnsName | number | string)[]): string {
  return parts.map((part) => (typeof part === "object" ? formatName(part) : String(part))).join(" ");
}

function before(head: string, tail: string | undefined): string | undefined {
  return tail === undefined ? undefined : head + tail;
}

/** No bytes at all cannot be written but in the generic form. */
function withHex(bytes: Uint8Array, ...numbers: readonly number[]): string | undefined {
  return bytes.length === 0 ? undefined : words(...numbers, toHex(bytes));
}

/** The last number is the hash function's; digests of a wrong length are refused in any other form. */
function withDigest(sizes: DigestSizes, digest: Uint8Array, ...numbers: readonly number[]): string | undefined {
  return isDigest(sizes, numbers.at(-1) ?? 0, digest) ? withHex(digest, ...numbers) : undefined;
}

function withBase64(bytes: Uint8Array, ...numbers: readonly number[]): string | undefined {
  return bytes.length === 0 ? undefined : words(...numbers, formatBase64(bytes));
}
