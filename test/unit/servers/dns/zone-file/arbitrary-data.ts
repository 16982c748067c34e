/** Random data of every type. */
import fc from "fast-check";
import type { DnsRecordInput } from "../../../../../generated/dns/dns.js";
import { type DnsSvcParamInput, DnsSvcParamKey } from "../../../../../generated/dns/options.js";
import { type DnsName, dnsNameFromWire } from "../../../../../runtime/types/dns-name.js";

type Data = DnsRecordInput["rdata"];
export type Kind = Exclude<Data["$kind"], "OPT" | "TKEY" | "TSIG" | "Empty">;

const uint8 = fc.integer({ min: 0, max: 0xff });
const uint16 = fc.integer({ min: 0, max: 0xffff });
const uint32 = fc.integer({ min: 0, max: 0xffff_ffff });
const bit = fc.integer({ min: 0, max: 1 });
/** Letters for the most part, and any byte. */
const byte = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0x61, max: 0x7a }) }, { weight: 1, arbitrary: uint8 });
const bytes = (minLength: number, maxLength: number): fc.Arbitrary<Uint8Array> =>
  fc.array(byte, { minLength, maxLength }).map((list) => Uint8Array.from(list));
const blob = bytes(0, 70);
const text = fc.oneof({ weight: 9, arbitrary: bytes(0, 30) }, { weight: 1, arbitrary: bytes(255, 255) });

/** A name of up to 255 bytes. */
export const name: fc.Arbitrary<DnsName> = fc
  .array(fc.oneof({ weight: 9, arbitrary: bytes(1, 8) }, { weight: 1, arbitrary: bytes(60, 63) }), { maxLength: 6 })
  .map((labels) => {
    const wire: number[] = [];
    for (const label of labels) {
      if (wire.length + 1 + label.length < 255) wire.push(label.length, ...label);
    }
    return dnsNameFromWire(Uint8Array.from([...wire, 0])) ?? fail();
  });

function fail(): never {
  throw new Error("no name");
}

/** Mostly as it should be; sometimes windows in any order, and bit maps that end in zeros. */
const typeBitMaps = fc.oneof(
  fc.uniqueArray(fc.oneof(uint16, fc.integer({ min: 0, max: 300 })), { maxLength: 12 }).map(windowsOf),
  fc.array(fc.record({ window: uint8, bitmap: bytes(1, 32) }), { maxLength: 3 }),
);

function windowsOf(types: readonly number[]): { window: number; bitmap: Uint8Array }[] {
  const windows = [...new Set(types.map((type) => type >> 8))].sort((one, other) => one - other);
  return windows.map((window) => {
    const own = types.filter((type) => type >> 8 === window).map((type) => type & 0xff);
    const bitmap = new Uint8Array((Math.max(...own) >> 3) + 1);
    for (const type of own) bitmap[type >> 3] = (bitmap[type >> 3] ?? 0) | (0x80 >> (type & 7));
    return { window, bitmap };
  });
}

const digest = fc.oneof(blob, ...[20, 32, 48, 64].map((length) => bytes(length, length)));
const small = fc.integer({ min: 0, max: 5 });

const names = <Field extends string>(field: Field): fc.Arbitrary<Record<Field, DnsName>> =>
  name.map((value) => ({ [field]: value }) as Record<Field, DnsName>);
const key = { flags: fc.oneof(uint16, fc.constant(0xc000)), protocol: uint8, algorithm: uint8, publicKey: blob };
const ds = { keyTag: uint16, algorithm: uint8, digestType: small, digest };
const tlsa = { certUsage: uint8, selector: uint8, matchingType: small, associationData: digest };
const signature = {
  typeCovered: uint16,
  algorithm: uint8,
  labels: uint8,
  originalTtl: uint32,
  signatureExpiration: uint32,
  signatureInception: uint32,
  keyTag: uint16,
  signersName: name,
  signature: blob,
};

const keyNumber = fc.oneof(fc.integer({ min: 0, max: 9 }), uint16);
const uniqueKeys = fc.oneof(
  fc.array(keyNumber, { maxLength: 3 }),
  fc.uniqueArray(keyNumber, { maxLength: 3 }).map((keys) => keys.sort((one, other) => one - other)),
);
const parameter: fc.Arbitrary<DnsSvcParamInput["key"]> = fc.oneof(
  fc.record({ $kind: fc.constant("Mandatory" as const), keys: uniqueKeys }),
  fc.record({
    $kind: fc.constant("Alpn" as const),
    protocols: fc.array(fc.oneof(bytes(0, 9), fc.constant(Uint8Array.from([0x2c, 0x5c, 0x22]))), { maxLength: 3 }),
  }),
  fc.constant({ $kind: "NoDefaultAlpn" as const }),
  fc.record({ $kind: fc.constant("Port" as const), port: uint16 }),
  fc.record({ $kind: fc.constant("Ipv4Hint" as const), addresses: fc.array(uint32, { maxLength: 3 }) }),
  fc.record({ $kind: fc.constant("Ech" as const), echConfigList: blob }),
  fc.record({ $kind: fc.constant("Ipv6Hint" as const), addresses: fc.array(address(16), { maxLength: 3 }) }),
  fc.record({ $kind: fc.constant("DohPath" as const), template: fc.oneof(blob, fc.constant(new TextEncoder().encode("/é{?dns}"))) }),
  fc.constant({ $kind: "Ohttp" as const }),
  fc.record({ $kind: fc.constant("Unknown" as const), $value: fc.integer({ min: 9, max: 0xffff }), data: blob }),
);
const numberOf = (param: DnsSvcParamInput): number => (param.key.$kind === "Unknown" ? param.key.$value : DnsSvcParamKey[param.key.$kind]);
const params = fc.array(
  parameter.map((param) => ({ key: param })),
  { maxLength: 5 },
);
const sorted = fc
  .uniqueArray(
    parameter.map((param) => ({ key: param })),
    { maxLength: 5, selector: numberOf },
  )
  .map((list) => list.sort((one, other) => numberOf(one) - numberOf(other)));
const service = {
  svcPriority: uint16,
  targetName: name,
  svcParams: fc.oneof({ weight: 3, arbitrary: sorted }, { weight: 1, arbitrary: params }),
};

function address(size: number): fc.Arbitrary<Uint8Array> {
  return fc.array(fc.oneof(uint8, fc.constant(0)), { minLength: size, maxLength: size }).map((list) => Uint8Array.from(list));
}

const scientific = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 9 }))
  .map(([mantissa, exponent]) => (mantissa << 4) | exponent);
const precision = fc.oneof({ weight: 1, arbitrary: uint8 }, { weight: 9, arbitrary: scientific });
const around = (most: number): fc.Arbitrary<number> =>
  fc.oneof({ weight: 1, arbitrary: uint32 }, { weight: 9, arbitrary: fc.integer({ min: 0x8000_0000 - most, max: 0x8000_0000 + most }) });
const version = fc.oneof(
  fc.record({
    $kind: fc.constant("V0" as const),
    size: precision,
    horizPre: precision,
    vertPre: precision,
    latitude: around(324_000_000),
    longitude: around(648_000_000),
    altitude: uint32,
  }),
  fc.record({ $kind: fc.constant("Unknown" as const), $value: fc.integer({ min: 1, max: 255 }), data: blob }),
);

const texts = fc.record({ txtData: fc.array(text, { minLength: 1, maxLength: 4 }) });
const digits = fc.integer({ min: 1000, max: 999_999_999 }).map((number) => new TextEncoder().encode(String(number)));
/** Mostly as RFC 3123 has it: of one of two families, and without zeros at its end. */
const prefix = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      addressFamily: fc.constantFrom(1, 2),
      prefix: fc.integer({ min: 0, max: 32 }),
      negation: bit,
      afdPart: bytes(0, 4),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ addressFamily: uint16, prefix: uint8, negation: bit, afdPart: fc.oneof(bytes(0, 127), address(3)) }),
  },
);
const none = fc.record({ $kind: fc.constant("Unknown" as const), $value: fc.integer({ min: 4, max: 255 }) });
const gateway = fc.oneof(
  fc.constant({ $kind: "None" as const }),
  fc.record({ $kind: fc.constant("Ipv4" as const), address: uint32 }),
  fc.record({ $kind: fc.constant("Ipv6" as const), address: address(16) }),
  fc.record({ $kind: fc.constant("Name" as const), host: name }),
);

/** The fields of each kind, `$kind` not among them. */
const fields: { readonly [K in Kind]: fc.Arbitrary<Omit<Extract<Data, { $kind: K }>, "$kind">> } = {
  A: fc.record({ address: uint32 }),
  NS: names("nsdname"),
  CNAME: names("cname"),
  SOA: fc.record({ mname: name, rname: name, serial: uint32, refresh: uint32, retry: uint32, expire: uint32, minimum: uint32 }),
  MB: names("madname"),
  MG: names("mgmname"),
  MR: names("newname"),
  PTR: names("ptrdname"),
  HINFO: fc.record({ cpu: text, os: text }),
  MINFO: fc.record({ rmailbx: name, emailbx: name }),
  MX: fc.record({ preference: uint16, exchange: name }),
  TXT: texts,
  SPF: texts,
  RP: fc.record({ mboxDname: name, txtDname: name }),
  AFSDB: fc.record({ subtype: uint16, hostname: name }),
  AAAA: fc.record({ address: address(16) }),
  LOC: fc.record({ version }),
  SRV: fc.record({ priority: uint16, weight: uint16, port: uint16, target: name }),
  NAPTR: fc.record({ order: uint16, preference: uint16, flags: text, services: text, regexp: text, replacement: name }),
  KX: fc.record({ preference: uint16, exchanger: name }),
  CERT: fc.record({ certType: uint16, keyTag: uint16, algorithm: uint8, certificate: blob }),
  DNAME: names("target"),
  DS: fc.record(ds),
  CDS: fc.record(ds),
  SSHFP: fc.record({ algorithm: uint8, fpType: small, fingerprint: digest }),
  RRSIG: fc.record(signature),
  SIG: fc.record(signature),
  NSEC: fc.record({ nextDomainName: name, typeBitMaps }),
  DNSKEY: fc.record(key),
  CDNSKEY: fc.record(key),
  KEY: fc.record(key),
  DHCID: fc.record({ digest: bytes(1, 50) }),
  NSEC3: fc.record({
    hashAlgorithm: uint8,
    flags: fc.integer({ min: 0, max: 0x7f }),
    optOut: bit,
    iterations: uint16,
    salt: fc.oneof(blob, text),
    nextHashedOwnerName: fc.oneof(blob, text),
    typeBitMaps,
  }),
  NSEC3PARAM: fc.record({ hashAlgorithm: uint8, flags: uint8, iterations: uint16, salt: fc.oneof(blob, text) }),
  TLSA: fc.record(tlsa),
  SMIMEA: fc.record(tlsa),
  OPENPGPKEY: fc.record({ key: bytes(1, 50) }),
  CSYNC: fc.record({ soaSerial: uint32, flags: fc.integer({ min: 0, max: 0x3fff }), soaminimum: bit, immediate: bit, typeBitMaps }),
  ZONEMD: fc.record({ serial: uint32, scheme: uint8, hashAlgorithm: small, digest }),
  SVCB: fc.record(service),
  HTTPS: fc.record(service),
  EUI48: fc.record({ address: address(6) }),
  EUI64: fc.record({ address: address(8) }),
  URI: fc.record({ priority: uint16, weight: uint16, target: bytes(0, 300) }),
  CAA: fc.record({
    issuerCritical: bit,
    flags: fc.integer({ min: 0, max: 0x7f }),
    tag: fc.oneof(text, fc.constant(new TextEncoder().encode("issue"))),
    propertyValue: bytes(0, 300),
  }),
  WKS: fc.record({ address: uint32, protocol: uint8, bitMap: bytes(0, 40) }),
  X25: fc.record({ psdnAddress: fc.oneof(text, digits) }),
  ISDN: fc.record({ isdnAddress: text, sa: fc.array(text, { maxLength: 2 }) }),
  RT: fc.record({ preference: uint16, intermediateHost: name }),
  NSAP: fc.record({ address: bytes(1, 30) }),
  PX: fc.record({ preference: uint16, map822: name, mapx400: name }),
  GPOS: fc.record({ longitude: text, latitude: text, altitude: text }),
  APL: fc.record({ prefixes: fc.array(prefix, { minLength: 1, maxLength: 4 }) }),
  IPSECKEY: fc.record({ precedence: uint8, algorithm: small, gateway: fc.oneof(gateway, none), publicKey: blob }),
  HIP: fc.record({
    pkAlgorithm: uint8,
    hit: bytes(0, 20),
    publicKey: blob,
    rendezvousServers: fc.array(name, { maxLength: 3 }),
  }),
  NINFO: texts,
  RKEY: fc.record({ ...key, flags: fc.oneof(uint16, fc.constant(0)) }),
  TALINK: fc.record({ previousName: name, nextName: name }),
  DSYNC: fc.record({ rrtype: uint16, scheme: uint8, port: uint16, target: name }),
  NID: fc.record({ preference: uint16, nodeId: address(8) }),
  L32: fc.record({ preference: uint16, locator32: uint32 }),
  L64: fc.record({ preference: uint16, locator64: address(8) }),
  LP: fc.record({ preference: uint16, fqdn: name }),
  AVC: texts,
  AMTRELAY: fc.record({
    precedence: uint8,
    discoveryOptional: bit,
    relay: fc.oneof(
      { weight: 3, arbitrary: gateway },
      fc.record({ $kind: fc.constant("Unknown" as const), $value: fc.integer({ min: 4, max: 127 }), data: blob }),
    ),
  }),
  RESINFO: texts,
  WALLET: texts,
  TA: fc.record(ds),
  DLV: fc.record(ds),
  Unknown: fc.record({ $value: fc.constantFrom(10, 3, 23, 38, 259, 300, 65_280, 65_400), data: bytes(1, 50) }),
};

export const KINDS = Object.keys(fields) as readonly Kind[];

export function arbitraryData(kind: Kind): fc.Arbitrary<Data> {
  return fields[kind].map((value) => ({ $kind: kind, ...value }) as Data);
}
