/** Data of numbers and one field of bytes as text: keys, digests, certificates. */
import type { DnsRecord } from "../../../../generated/dns/dns.js";
import { toHex } from "../../../../runtime/index.js";
import { type DigestSizes, DS_DIGESTS, isDigest, SHORTEST_ZONEMD, SSHFP_DIGESTS, ZONEMD_DIGESTS } from "../rdata/digest-size.js";
import { NO_KEY } from "../rdata/keys.js";
import { formatBase64, words } from "./text.js";

type KeyedKind =
  | "DS"
  | "CDS"
  | "TA"
  | "DLV"
  | "DNSKEY"
  | "CDNSKEY"
  | "KEY"
  | "RKEY"
  | "CERT"
  | "SSHFP"
  | "TLSA"
  | "SMIMEA"
  | "ZONEMD"
  | "DHCID"
  | "OPENPGPKEY";
export type Keyed = Extract<DnsRecord["rdata"], { $kind: KeyedKind }>;

/** Undefined where only the generic form will do. */
export function formatKeys(rdata: Keyed): string | undefined {
  switch (rdata.$kind) {
    case "DS":
    case "CDS":
    case "TA":
    case "DLV":
      return withDigest(DS_DIGESTS, rdata.digest, rdata.keyTag, rdata.algorithm, rdata.digestType);
    case "KEY":
      if (rdata.publicKey.length === 0 && (rdata.flags & NO_KEY) === NO_KEY) return words(rdata.flags, rdata.protocol, rdata.algorithm);
      return withBase64(rdata.publicKey, rdata.flags, rdata.protocol, rdata.algorithm);
    case "RKEY":
      return rdata.flags === 0 ? withBase64(rdata.publicKey, rdata.flags, rdata.protocol, rdata.algorithm) : undefined;
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
      if (rdata.digest.length < SHORTEST_ZONEMD) return undefined;
      return withDigest(ZONEMD_DIGESTS, rdata.digest, rdata.serial, rdata.scheme, rdata.hashAlgorithm);
    case "DHCID":
      return withBase64(rdata.digest);
    case "OPENPGPKEY":
      return withBase64(rdata.key);
  }
}

/** No bytes at all cannot be written but in the generic form. */
function withHex(bytes: Uint8Array, ...numbers: readonly number[]): string | undefined {
  return bytes.length === 0 ? undefined : words(...numbers, toHex(bytes));
}

/** The last number is the hash function's; digests of a wrong length are refused in any other form. */
function withDigest(sizes: DigestSizes, digest: Uint8Array, ...numbers: readonly number[]): string | undefined {
  return isDigest(sizes, numbers.at(-1) ?? 0, digest) ? withHex(digest, ...numbers) : undefined;
}

export function withBase64(bytes: Uint8Array, ...numbers: readonly number[]): string | undefined {
  return bytes.length === 0 ? undefined : words(...numbers, formatBase64(bytes));
}
