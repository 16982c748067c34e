/** Every type's data: as it may be written, as it is written, and its bytes. All of it agrees with BIND's named-checkzone. */
import { describe, expect, it } from "vitest";
import { formatRdata, typeName } from "../../../../../servers/dns/zone-file/index.js";
import { DATA } from "./data.js";
import { complaint, nameOf, parse, texts } from "./support.js";

describe("data", () => {
  it.each(DATA)("%s", (text, written, data) => {
    const found = parse(`x 5 ${text}`);
    expect(found.rendered).toEqual([]);
    expect(found.texts).toEqual([`x.example.com. 5 IN ${written ?? text}`]);
    expect(found.records[0]?.data).toBe(data);
    expect(parse(found.texts[0] ?? "").records[0]?.data).toBe(data);
  });
});

describe("data that may be written in several ways", () => {
  it.each([
    ["RRSIG a ecdsap256sha256 0 0 20240229235959 1700000000 0 . AA==", "RRSIG A 13 0 0 20240229235959 20231114221320 0 . AA=="],
    [
      "DS 1 8 2 ( d2abde240d7cd3ee6b4b28c54df034b9 7 983a1d16e8a410e4561cb106618e971 )",
      "DS 1 8 2 d2abde240d7cd3ee6b4b28c54df034b97983a1d16e8a410e4561cb106618e971",
    ],
    ["DNSKEY 257 DNSSEC ED25519 A A A A", "DNSKEY 257 3 15 AAAA"],
    ["CERT pkix 0 0 AA ==", "CERT 1 0 0 AA=="],
    ["AAAA 1:2:3:4:5:6:7:8", "AAAA 1:2:3:4:5:6:7:8"],
    ["AAAA 0001::8:0:0:0:0", "AAAA 1:0:0:8::"],
    ["AAAA 1:0:0:2:0:0:3:4", "AAAA 1::2:0:0:3:4"],
    ["AAAA ::", "AAAA ::"],
    ["AAAA 1:2:3:4:5:6:7::", "AAAA 1:2:3:4:5:6:7:0"],
    ["AAAA ::ffff:1.2.3.4", "AAAA ::ffff:102:304"],
    ["NSEC . TYPE1 TYPE65535 A NXNAME TYPE256", "NSEC . A TYPE128 URI TYPE65535"],
    ["LOC 0 0 0 n 0 0 0 e 0 1234.56m 10 1M", "LOC 0 0 0.000 N 0 0 0.000 E 0.00m 1000.00m 10.00m 1.00m"],
    ["TXT ( a\n b )", 'TXT "a" "b"'],
  ])("%s", (text, written) => {
    expect(texts(`x ${text}`)).toEqual([`x.example.com. 3600 IN ${written}`]);
  });
});

/** What is wrong with data, and where. */
const WRONG: readonly (readonly [data: string, column: number, code: string, message: string])[] = [
  ["A 1.2.3", 7, "bad-address", 'expected an IPv4 address; found "1.2.3"'],
  ["A 1.2.3.256", 7, "bad-address", 'expected an IPv4 address; found "1.2.3.256"'],
  ["A 01.2.3.4", 7, "bad-address", 'expected an IPv4 address; found "01.2.3.4"'],
  ["A 1.2.3.4.", 7, "bad-address", 'expected an IPv4 address; found "1.2.3.4."'],
  ["A", 6, "missing-field", "expected an IPv4 address; found the end of the record"],
  ["A 1.2.3.4 x", 15, "unexpected-field", 'expected the end of the record; found "x"'],
  ["AAAA 1::2::3", 10, "bad-address", 'expected an IPv6 address; found "1::2::3"'],
  ["AAAA :1", 10, "bad-address", 'expected an IPv6 address; found ":1"'],
  ["AAAA 1:", 10, "bad-address", 'expected an IPv6 address; found "1:"'],
  ["AAAA :", 10, "bad-address", 'expected an IPv6 address; found ":"'],
  ["AAAA :::", 10, "bad-address", 'expected an IPv6 address; found ":::"'],
  ["AAAA 12345::", 10, "bad-address", 'expected an IPv6 address; found "12345::"'],
  ["AAAA 1:2:3:4:5:6:7", 10, "bad-address", 'expected an IPv6 address; found "1:2:3:4:5:6:7"'],
  ["AAAA 1:2:3:4:5:6:7:8:9", 10, "bad-address", 'expected an IPv6 address; found "1:2:3:4:5:6:7:8:9"'],
  ["AAAA 1:2:3:4:5:6:7::8:9", 10, "bad-address", 'expected an IPv6 address; found "1:2:3:4:5:6:7::8:9"'],
  ["AAAA ::1.2.3", 10, "bad-address", 'expected an IPv6 address; found "::1.2.3"'],
  ["AAAA ::1.2.3.4:5", 10, "bad-address", 'expected an IPv6 address; found "::1.2.3.4:5"'],
  ["MX mail 10", 8, "bad-number", 'expected the preference, a number from 0 to 65535; found "mail"'],
  ["MX 65536 mail", 8, "bad-number", 'expected the preference, a number from 0 to 65535; found "65536"'],
  ["MX 10", 10, "missing-field", "expected the mail exchange; found the end of the record"],
  ['MX 10 "mail"', 11, "bad-name", "the mail exchange is in quotes"],
  ["SOA a b 1 2x 3 4 5", 15, "bad-number", 'expected the refresh interval, seconds or a time like 1h30m; found "2x"'],
  ["SOA a b 4294967296 2 3 4 5", 13, "bad-number", 'expected the serial, a number from 0 to 4294967295; found "4294967296"'],
  ["TXT", 8, "missing-field", "expected a text; found the end of the record"],
  [`TXT ${"x".repeat(256)}`, 9, "bad-text", "the text has 256 bytes; 255 is the most"],
  ["TXT a\\256", 10, "bad-escape", "the text has a bad escape"],
  ["TXT ab\\", 11, "bad-escape", "the text has a bad escape"],
  ["HINFO a", 12, "missing-field", "expected the operating system; found the end of the record"],
  ["LOC 91 N 0 E 0", 12, "bad-location", "the latitude is more than 90 degrees"],
  ["LOC 90 60 N 0 E 0", 12, "bad-location", `expected the latitude's minutes, seconds or direction N or S; found "60"`],
  ["LOC 0 0 60 N 0 E 0", 13, "bad-location", `expected the latitude's minutes, seconds or direction N or S; found "60"`],
  ["LOC 0 0 0 0 N 0 E 0", 15, "bad-location", `expected the latitude's minutes, seconds or direction N or S; found "0"`],
  ["LOC N 0 E 0", 9, "bad-location", `expected the latitude's degrees; found "N"`],
  ["LOC 0 N 0 E x", 17, "bad-location", 'expected the altitude in metres, from -100000.00 to 42849672.95; found "x"'],
  ["LOC 0 N 0 E -100001", 17, "bad-location", 'expected the altitude in metres, from -100000.00 to 42849672.95; found "-100001"'],
  ["LOC 0 N 0 E 0 90000001", 19, "bad-location", 'expected the size in metres, from 0 to 90000000.00; found "90000001"'],
  ["LOC 0 N 0 E 0 1 1 1 1", 25, "unexpected-field", 'expected the end of the record; found "1"'],
  ["DS 1 8 2 aabb", 14, "bad-encoding", "expected 32 bytes of the digest; found 2"],
  ["DS 1 8 9 aab", 14, "bad-encoding", "the digest is cut off: some of its last digits are missing"],
  ["DS 1 8 9 aaxb", 16, "bad-encoding", 'the digest has a character that is no digit of it: "x"'],
  ["DS 1 8 9", 13, "missing-field", "expected the digest; found the end of the record"],
  ["DNSKEY 256 3 8 AQ=", 20, "bad-encoding", "the key is cut off: some of its last digits are missing"],
  ["DNSKEY 256 3 8 AR==", 21, "bad-encoding", 'the key has a character that is no digit of it: "R"'],
  ["DNSKEY 256 3 8 AQ==AQ==", 24, "bad-encoding", 'the key has a character that is no digit of it: "A"'],
  ["DNSKEY 256 3 8 A=BC", 21, "bad-encoding", 'the key has a character that is no digit of it: "="'],
  [
    "RRSIG A 8 2 1 20240230000000 20240101000000 1 . AA==",
    19,
    "bad-time",
    'expected the expiration, as YYYYMMDDHHmmSS from 1970 to 2106 or in seconds; found "20240230000000"',
  ],
  [
    "RRSIG A 8 2 1 20240101000000 20240101240000 1 . AA==",
    34,
    "bad-time",
    'expected the inception, as YYYYMMDDHHmmSS from 1970 to 2106 or in seconds; found "20240101240000"',
  ],
  [
    "RRSIG A 8 2 1 21060207062816 0 1 . AA==",
    19,
    "bad-time",
    'expected the expiration, as YYYYMMDDHHmmSS from 1970 to 2106 or in seconds; found "21060207062816"',
  ],
  ["RRSIG AA 8 2 1 1 1 1 . AA==", 11, "unknown-type", 'expected the type covered; found "AA"'],
  ["NSEC . A MXX", 14, "unknown-type", 'expected a type; found "MXX"'],
  ["NSEC3 1 0 0 abc 2t7b4g4vsa5smi47k61mv5bv1a22bojr", 17, "bad-encoding", "the salt has half a byte at its end"],
  [
    "NSEC3 1 0 0 - 2t7b4g4vsa5smi47k61mv5bv1a22boj",
    19,
    "bad-encoding",
    'expected the next hashed owner, in base32hex without padding; found "2t7b4g4vsa5smi47k61mv5bv1a22boj"',
  ],
  ["NSEC3 1 0 0 - 2t7b4g4v", 19, "bad-encoding", "expected 20 bytes of the next hashed owner; found 5"],
  ["ZONEMD 1 1 9 00", 18, "bad-encoding", "the digest has less than 12 bytes"],
  ['DHCID ""', 11, "bad-encoding", "the digest is empty"],
  ['TLSA 3 1 0 ""', 16, "bad-encoding", "the association data is empty"],
  ["NSEC3 1 0 0 - w", 19, "bad-encoding", 'expected the next hashed owner, in base32hex without padding; found "w"'],
  [`NSEC3PARAM 1 0 0 ${"00".repeat(256)}`, 22, "data-too-long", "the salt has 256 bytes; 255 is the most"],
  ["EUI48 00-00-5e-00-53", 11, "bad-address", 'expected an address like 00-00-5e-00-53-2a; found "00-00-5e-00-53"'],
  ["EUI48 00:00:5e:00:53:2a", 11, "bad-address", 'expected an address like 00-00-5e-00-53-2a; found "00:00:5e:00:53:2a"'],
  ["CAA 256 issue x", 9, "bad-number", 'expected the flags, a number from 0 to 255; found "256"'],
  ["CAA 0 iss-ue x", 11, "bad-text", `expected the property's tag, letters and digits; found "iss-ue"`],
  ['URI 1 1 ""', 13, "bad-text", "the target is empty"],
  ["WKS 1.2.3.4 tcp foo", 21, "bad-mnemonic", 'expected a port, 0 to 65535, or a well known service like smtp; found "foo"'],
  ["WKS 1.2.3.4 6 65536", 19, "bad-mnemonic", 'expected a port, 0 to 65535, or a well known service like smtp; found "65536"'],
  ["X25 123", 9, "bad-address", 'expected a PSDN address, four digits or more; found "123"'],
  ["X25 1234a", 9, "bad-address", 'expected a PSDN address, four digits or more; found "1234a"'],
  ["ISDN 1 2 3", 14, "unexpected-field", 'expected the end of the record; found "3"'],
  ["NSAP 47", 10, "bad-address", 'expected an NSAP address like 0x47.0005.80; found "47"'],
  ["NSAP 0x4.70", 10, "bad-address", 'expected an NSAP address like 0x47.0005.80; found "0x4.70"'],
  ["NSAP 0x", 10, "bad-address", 'expected an NSAP address like 0x47.0005.80; found "0x"'],
  ["NSAP 0x4g", 10, "bad-address", 'expected an NSAP address like 0x47.0005.80; found "0x4g"'],
  ...[
    "192.0.2.0/24",
    "1:192.0.2.0",
    "1:192.0.2.0/33",
    "2:::/129",
    "0:/0",
    "3:00/8",
    "1:::/0",
    "2:1.2.3.4/8",
    "!!1:1.2.3.4/8",
    "1:1.2.3/8",
    "1/8",
  ].map(
    (prefix) =>
      [`APL ${prefix}`, 9, "bad-address", `expected a prefix like 1:192.0.2.0/24 or !2:2001:db8::/32; found "${prefix}"`] as const,
  ),
  ["IPSECKEY 10 0 2 x AAAA", 21, "bad-name", 'expected . for no gateway, as its type says; found "x"'],
  ["IPSECKEY 10 1 2 ::1 AAAA", 21, "bad-address", 'expected the gateway, an IPv4 address; found "::1"'],
  ["IPSECKEY 10 4 2 . AAAA", 17, "bad-number", `expected the gateway's type, a number from 0 to 3; found "4"`],
  ["IPSECKEY 10 0 2 .", 22, "missing-field", "expected the key; found the end of the record"],
  ["AMTRELAY 10 2 0 .", 17, "bad-number", 'expected whether discovery is optional, a number from 0 to 1; found "2"'],
  ["AMTRELAY 10 0 2 1.2.3.4", 21, "bad-address", 'expected the relay, an IPv6 address; found "1.2.3.4"'],
  ["HIP 2 - AAAA", 11, "bad-encoding", "the host identity tag is empty"],
  ["HIP 2 00 AA", 14, "bad-encoding", 'expected the key in base64, without blanks; found "AA"'],
  ["HIP 2 00 AAAA a..b", 21, "bad-name", 'the rendezvous server "a..b" has an empty label'],
  ["RKEY 1 1 5 AAAA", 10, "bad-number", 'expected the flags, a number from 0 to 0; found "1"'],
  ["DSYNC FOO 1 1 .", 11, "unknown-type", 'expected the type; found "FOO"'],
  ...["1:2:3", "1:2:3:4:5", "1:2:3:", "::1", "12345:1:1:1", "1:2:3:g"].map(
    (text) => [`NID 1 ${text}`, 11, "bad-address", `expected the node identifier, four groups like 2001:db8:1:2; found "${text}"`] as const,
  ),
  ["SSHFP 1 1 00", 15, "bad-encoding", "expected 20 bytes of the fingerprint; found 1"],
];

describe("data that is wrong", () => {
  it.each(WRONG)("%s", (data, column, code, message) => {
    const { problems, records } = parse(`x 5 ${data}`);
    expect(problems.map((problem) => [problem.line, problem.column, problem.code, problem.message])).toEqual([[1, column, code, message]]);
    expect(records).toEqual([]);
  });

  it("a mnemonic that is none names those that there are", () => {
    expect(complaint("x CERT FOO 1 1 AAAA"))
      .toBe(`zone:1:8: error: expected the certificate's type, a number from 0 to 65535 or one of PKIX, SPKI, PGP, IPKIX, ISPKI, IPGP, ACPKIX, IACPKIX, URI, OID; found "FOO"
  x CERT FOO 1 1 AAAA
         ^^^`);
  });

  it("is too long for any record", () => {
    const text = `"${"x".repeat(255)}" `;
    expect(complaint(`x TXT ${text.repeat(257)}`).split("\n")[0]).toMatch(/error: the texts are longer than a record can be$/u);
    expect(complaint(`x OPENPGPKEY ${"AAAA".repeat(22_000)}`).split("\n")[0]).toMatch(/error: the key is longer than a record can be$/u);
    expect(complaint(`x TYPE300 \\# 65535 ${"aabb ".repeat(40_000)}`).split("\n")[0]).toMatch(
      /error: the data is longer than a record can be$/u,
    );
    expect(complaint(`x HIP 2 00 AAAA ${"@ ".repeat(20_000)}`).split("\n")[0]).toMatch(
      /error: the rendezvous servers are longer than a record can be$/u,
    );
    expect(complaint(`x OPENPGPKEY ${"A".repeat(300_000)}`).split("\n")[0]).toMatch(/error: the key is longer than a record can be$/u);
    expect(complaint(`x DS 1 1 9 ${"00".repeat(65_535)}`).split("\n")[0]).toMatch(/error: the record's data is longer than 65535 bytes$/u);
  });
});

describe("formatRdata", () => {
  it("has a generic form for what a zone file cannot say", () => {
    expect(formatRdata({ $kind: "Empty", $value: 1 })).toBe("\\# 0");
    expect(formatRdata({ $kind: "OPT", options: [] })).toBe("\\# 0");
    expect(formatRdata({ $kind: "DS", keyTag: 1, algorithm: 2, digestType: 3, digest: new Uint8Array(0) })).toBe("\\# 4 00010203");
    expect(
      formatRdata({ $kind: "NSEC", nextDomainName: nameOf("x"), typeBitMaps: [{ window: 0, length: 1, bitmap: new Uint8Array(1) }] }),
    ).toBe("\\# 6 017800000100");
  });

  it("knows types' names", () => {
    expect([1, 65_280, 257, 32_769].map(typeName)).toEqual(["A", "TYPE65280", "CAA", "DLV"]);
  });
});
