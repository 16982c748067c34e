/** Types of numbers and one field of bytes: keys, digests, certificates. */
import { DnsType } from "../../../../generated/dns/types.js";
import type { Fields } from "../fields.js";
import type { RecordData } from "../types.js";
import { type DigestSizes, DS_DIGESTS, isDigest, SHORTEST_ZONEMD, SSHFP_DIGESTS, ZONEMD_DIGESTS } from "./digest-size.js";
import { ALGORITHMS, CERTIFICATE_TYPES, CERTIFICATE_USAGES, DIGEST_TYPES, KEY_PROTOCOLS, MATCHING_TYPES, SELECTORS } from "./mnemonics.js";
import { BYTE, plain, type Reader, type Readers, UINT16, UINT32 } from "./reader.js";

/** All tokens that are left, as the digest of a hash function. */
function readDigest(fields: Fields, what: string, sizes: DigestSizes, hash: number): Uint8Array<ArrayBuffer> {
  const digest = fields.hexRest(what);
  if (!fields.failed && !isDigest(sizes, hash, digest)) {
    fields.fail("bad-encoding", `expected ${String(sizes[hash])} bytes of ${what}; found ${String(digest.length)}`);
  }
  return digest;
}

/** RFC 4034 section 5.3, 7344 section 3.1, 4431 section 2 */
function ds($kind: "DS" | "CDS" | "TA" | "DLV"): Reader {
  const data = { $kind, keyTag: 0, algorithm: 0, digestType: 0, digest: new Uint8Array(0) };
  return (fields) => {
    data.keyTag = fields.decimal("the key tag", UINT16);
    data.algorithm = fields.mnemonic("the algorithm", ALGORITHMS, BYTE);
    data.digestType = fields.mnemonic("the digest's type", DIGEST_TYPES, BYTE);
    data.digest = readDigest(fields, "the digest", DS_DIGESTS, data.digestType);
    return data;
  };
}

/** No key at all: the key's owner has none (RFC 2535 section 3.1.2). */
export const NO_KEY = 0xc000;

/** RFC 4034 section 2.2, 7344 section 3.2, 2535 section 7.1 */
function key($kind: "DNSKEY" | "CDNSKEY" | "KEY"): Reader {
  const data = { $kind, flags: 0, protocol: 0, algorithm: 0, publicKey: new Uint8Array(0) };
  return (fields) => {
    data.flags = fields.decimal("the flags", UINT16);
    data.protocol = fields.mnemonic("the protocol", KEY_PROTOCOLS, BYTE);
    data.algorithm = fields.mnemonic("the algorithm", ALGORITHMS, BYTE);
    data.publicKey = fields.base64Rest("the key", $kind === "KEY" && (data.flags & NO_KEY) === NO_KEY);
    return data;
  };
}

/** As KEY; no flag has a meaning yet. */
function rkey(fields: Fields): RecordData {
  return {
    $kind: "RKEY",
    flags: fields.decimal("the flags", 0),
    protocol: fields.decimal("the protocol", BYTE),
    algorithm: fields.mnemonic("the algorithm", ALGORITHMS, BYTE),
    publicKey: fields.base64Rest("the key"),
  };
}

/** RFC 4398 section 2.2 */
function cert(fields: Fields): RecordData {
  return {
    $kind: "CERT",
    certType: fields.mnemonic("the certificate's type", CERTIFICATE_TYPES, UINT16),
    keyTag: fields.decimal("the key tag", UINT16),
    algorithm: fields.mnemonic("the algorithm", ALGORITHMS, BYTE),
    certificate: fields.base64Rest("the certificate"),
  };
}

/** RFC 4255 section 3.2 */
function sshfp(fields: Fields): RecordData {
  const algorithm = fields.decimal("the algorithm", BYTE);
  const fpType = fields.decimal("the fingerprint's type", BYTE);
  return { $kind: "SSHFP", algorithm, fpType, fingerprint: readDigest(fields, "the fingerprint", SSHFP_DIGESTS, fpType) };
}

/** RFC 6698 section 2.2, 8162 section 2 */
function tlsa($kind: "TLSA" | "SMIMEA", fields: Fields): RecordData {
  const certUsage = fields.mnemonic("the certificate's usage", CERTIFICATE_USAGES, BYTE);
  const selector = fields.mnemonic("the selector", SELECTORS, BYTE);
  const matchingType = fields.mnemonic("the matching type", MATCHING_TYPES, BYTE);
  return {
    $kind,
    certUsage,
    selector,
    matchingType,
    associationData: fields.hexRest("the association data"),
  };
}

/** RFC 8976 section 2.3 */
function zonemd(fields: Fields): RecordData {
  const serial = fields.decimal("the serial", UINT32);
  const scheme = fields.decimal("the scheme", BYTE);
  const hashAlgorithm = fields.decimal("the hash algorithm", BYTE);
  const digest = readDigest(fields, "the digest", ZONEMD_DIGESTS, hashAlgorithm);
  if (digest.length < SHORTEST_ZONEMD) fields.fail("bad-encoding", `the digest has less than ${String(SHORTEST_ZONEMD)} bytes`);
  return { $kind: "ZONEMD", serial, scheme, hashAlgorithm, digest };
}

export const keyReaders: Readers = {
  [DnsType.DS]: () => ds("DS"),
  [DnsType.CDS]: () => ds("CDS"),
  [DnsType.DNSKEY]: () => key("DNSKEY"),
  [DnsType.CDNSKEY]: () => key("CDNSKEY"),
  [DnsType.KEY]: () => key("KEY"),
  [DnsType.TA]: () => ds("TA"),
  [DnsType.DLV]: () => ds("DLV"),
  [DnsType.RKEY]: plain(rkey),
  [DnsType.CERT]: plain(cert),
  [DnsType.SSHFP]: plain(sshfp),
  [DnsType.TLSA]: plain((fields) => tlsa("TLSA", fields)),
  [DnsType.SMIMEA]: plain((fields) => tlsa("SMIMEA", fields)),
  [DnsType.ZONEMD]: plain(zonemd),
  [DnsType.DHCID]: plain((fields) => ({ $kind: "DHCID", digest: fields.base64Rest("the digest") })),
  [DnsType.OPENPGPKEY]: plain((fields) => ({ $kind: "OPENPGPKEY", key: fields.base64Rest("the key") })),
};
