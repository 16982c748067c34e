/** Signatures and proofs of DNSSEC as text. */
import type { DnsRecordNSEC, DnsRecordNSEC3, DnsRecordRRSIG, DnsRecordSIG } from "../../../../generated/dns/dns.js";
import { toHex } from "../../../../runtime/index.js";
import { isDigest, NSEC3_DIGESTS } from "../rdata/digest-size.js";
import { formatTime } from "../time.js";
import { typeName } from "../type-names.js";
import { formatBase32Hex, formatBase64, formatName } from "./text.js";
import { formatTypes } from "./type-bit-maps.js";

/** RFC 4034 section 3.2 */
export function formatSignature(data: DnsRecordRRSIG | DnsRecordSIG): string | undefined {
  if (data.signature.length === 0) return undefined;
  const times = [data.signatureExpiration, data.signatureInception].map(formatTime);
  const parts = [typeName(data.typeCovered), data.algorithm, data.labels, data.originalTtl, ...times, data.keyTag];
  return `${parts.join(" ")} ${formatName(data.signersName)} ${formatBase64(data.signature)}`;
}

/** RFC 4034 section 4.2 */
export function formatNsec({ nextDomainName, typeBitMaps }: DnsRecordNSEC): string | undefined {
  const types = formatTypes(typeBitMaps);
  return types === undefined ? undefined : formatName(nextDomainName) + types;
}

/** RFC 5155 section 3.3 */
export function formatNsec3(data: DnsRecordNSEC3): string | undefined {
  const types = formatTypes(data.typeBitMaps);
  if (types === undefined || !isDigest(NSEC3_DIGESTS, data.hashAlgorithm, data.nextHashedOwnerName)) return undefined;
  const parts = [data.hashAlgorithm, 2 * data.flags + data.optOut, data.iterations, formatSalt(data.salt)];
  return `${parts.join(" ")} ${formatBase32Hex(data.nextHashedOwnerName)}${types}`;
}

export function formatSalt(salt: Uint8Array): string {
  return salt.length === 0 ? "-" : toHex(salt);
}
