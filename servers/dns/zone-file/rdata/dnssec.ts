/** Signatures and proofs of DNSSEC, of which signed zones consist for the most part. Their objects are made once. */
import { DnsType } from "../../../../generated/dns/types.js";
import type { DnsName } from "../../../../runtime/types/dns-name.js";
import { readBase32Hex } from "../base-encodings.js";
import type { Fields } from "../fields.js";
import { readTime } from "../time.js";
import type { RecordData } from "../types.js";
import { isDigest, NSEC3_DIGESTS } from "./digest-size.js";
import { ALGORITHMS } from "./mnemonics.js";
import { BYTE, plain, type Reader, type Readers, UINT16, UINT32 } from "./reader.js";
import { readType, TypeBitMaps } from "./type-bit-maps.js";

/** RFC 4034 section 3.2; SIG: RFC 2535 section 7.2 */
function rrsig($kind: "RRSIG" | "SIG"): Reader {
  const data = {
    $kind,
    typeCovered: 0,
    algorithm: 0,
    labels: 0,
    originalTtl: 0,
    signatureExpiration: 0,
    signatureInception: 0,
    keyTag: 0,
    signersName: "" as DnsName | string,
    signature: new Uint8Array(0),
  };
  return (fields) => {
    data.typeCovered = readType(fields, "the type covered");
    data.algorithm = fields.mnemonic("the algorithm", ALGORITHMS, BYTE);
    data.labels = fields.decimal("the number of labels", BYTE);
    data.originalTtl = fields.decimal("the original TTL", UINT32);
    data.signatureExpiration = readTime(fields, "the expiration");
    data.signatureInception = readTime(fields, "the inception");
    data.keyTag = fields.decimal("the key tag", UINT16);
    data.signersName = fields.name("the signer's name");
    data.signature = fields.base64Rest("the signature");
    return data;
  };
}

/** RFC 4034 section 4.2 */
function nsec(): Reader {
  const maps = new TypeBitMaps();
  const data = { $kind: "NSEC" as const, nextDomainName: "" as DnsName | string, typeBitMaps: maps.windows };
  return (fields) => {
    data.nextDomainName = fields.name("the next owner");
    maps.read(fields);
    return data;
  };
}

/** RFC 5155 section 3.3 */
function nsec3(): Reader {
  const maps = new TypeBitMaps();
  const data = {
    $kind: "NSEC3" as const,
    hashAlgorithm: 0,
    flags: 0,
    optOut: 0,
    iterations: 0,
    salt: new Uint8Array(0),
    nextHashedOwnerName: new Uint8Array(0),
    typeBitMaps: maps.windows,
  };
  return (fields) => {
    data.hashAlgorithm = fields.decimal("the hash algorithm", BYTE);
    const flags = fields.decimal("the flags", BYTE);
    data.flags = flags >> 1;
    data.optOut = flags & 1;
    data.iterations = fields.decimal("the iterations", UINT16);
    data.salt = fields.hexToken("the salt", 0, BYTE);
    data.nextHashedOwnerName = readHash(fields, data.hashAlgorithm);
    maps.read(fields);
    return data;
  };
}

/** A hashed owner name in base32hex, without padding. */
function readHash(fields: Fields, algorithm: number): Uint8Array<ArrayBuffer> {
  const slot = fields.slot(1);
  slot.reserve(BYTE);
  if (!fields.need("the next hashed owner")) return slot.window(0);
  const { bytes, start, stop } = fields.scanner;
  const length = stop - start > 2 * BYTE ? -1 : readBase32Hex(bytes, start, stop, slot.bytes);
  if (length <= 0 || length > BYTE) fields.expected("bad-encoding", "the next hashed owner, in base32hex without padding");
  if (!fields.failed && !isDigest(NSEC3_DIGESTS, algorithm, slot.window(length)))
    fields.fail("bad-encoding", `expected ${String(NSEC3_DIGESTS[algorithm])} bytes of the next hashed owner; found ${String(length)}`);
  return slot.window(Math.max(0, length));
}

/** RFC 5155 section 4.3 */
function nsec3param(fields: Fields): RecordData {
  return {
    $kind: "NSEC3PARAM",
    hashAlgorithm: fields.decimal("the hash algorithm", BYTE),
    flags: fields.decimal("the flags", BYTE),
    iterations: fields.decimal("the iterations", UINT16),
    salt: fields.hexToken("the salt", 0, BYTE),
  };
}

/** RFC 7477 section 2.1.2 */
function csync(): Reader {
  const maps = new TypeBitMaps();
  return (fields) => {
    const soaSerial = fields.decimal("the serial", UINT32);
    const flags = fields.decimal("the flags", UINT16);
    maps.read(fields);
    return { $kind: "CSYNC", soaSerial, flags: flags >> 2, soaminimum: (flags >> 1) & 1, immediate: flags & 1, typeBitMaps: maps.windows };
  };
}

export const dnssecReaders: Readers = {
  [DnsType.RRSIG]: () => rrsig("RRSIG"),
  [DnsType.SIG]: () => rrsig("SIG"),
  [DnsType.NSEC]: nsec,
  [DnsType.NSEC3]: nsec3,
  [DnsType.NSEC3PARAM]: plain(nsec3param),
  [DnsType.CSYNC]: csync,
};
