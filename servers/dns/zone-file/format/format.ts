/** Records in presentation format: one line of printable ASCII, which parseZoneFile reads back to the same bytes. */
import type { DnsRecord } from "../../../../generated/dns/dns.js";
import { DnsType } from "../../../../generated/dns/types.js";
import type { DnsName } from "../../../../runtime/types/dns-name.js";
import { isPropertyTag } from "../rdata/text-forms.js";
import { className, typeName } from "../type-names.js";
import { formatNsec, formatNsec3, formatSalt, formatSignature } from "./dnssec.js";
import { formatGeneric, formatGenericBytes } from "./generic.js";
import { formatKeys, type Keyed } from "./keys.js";
import { formatLocation } from "./location.js";
import { formatRare, RARE, type Rare } from "./rare.js";
import { formatServiceParams } from "./service.js";
import { formatDashed, formatIpv4, formatIpv6, formatName, formatText, formatTexts, words } from "./text.js";
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
      return formatTexts(rdata.txtData);
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
      return isRare(rdata) ? formatRare(rdata) : formatKeys(rdata);
  }
}

function isRare(rdata: Rare | Keyed): rdata is Rare {
  return RARE.has(rdata.$kind);
}

/** Undefined where only the generic form will do, and so is the whole. */
function before(head: string, tail: string | undefined): string | undefined {
  return tail === undefined ? undefined : head + tail;
}
