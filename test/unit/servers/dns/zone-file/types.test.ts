/** Every type's data: as it may be written, as it is written, and its bytes. All of it agrees with BIND's named-checkzone. */
import { describe, expect, it } from "vitest";
import { formatRdata, typeName } from "../../../../../servers/dns/zone-file/index.js";
import { complaint, nameOf, parse, texts } from "./support.js";

/** Of owner x.example.com.; where nothing is given, what is written is what was read. */
const DATA: readonly (readonly [text: string, written: string | undefined, data: string])[] = [
  ["A 192.0.2.1", undefined, "c0000201"],
  ["NS ns", "NS ns.example.com.", "026e73c002"],
  ["MD \\# 0", "TYPE3 \\# 0", ""],
  ["CNAME www", "CNAME www.example.com.", "03777777c002"],
  [
    "SOA ns hostmaster 1 2h 15m 2w 1h",
    "SOA ns.example.com. hostmaster.example.com. 1 7200 900 1209600 3600",
    "026e73c0020a686f73746d6173746572c0020000000100001c20000003840012750000000e10",
  ],
  ["MB x", "MB x.example.com.", "c000"],
  ["MG x", "MG x.example.com.", "c000"],
  ["MR x", "MR x.example.com.", "c000"],
  ["NULL \\# 3 010203", undefined, "010203"],
  ["WKS \\# 5 0102030406", undefined, "0102030406"],
  ["PTR x.", undefined, "017800"],
  ['HINFO "Intel i7" Linux', 'HINFO "Intel i7" "Linux"', "08496e74656c206937054c696e7578"],
  ["MINFO x y", "MINFO x.example.com. y.example.com.", "c0000179c002"],
  ["MX 10 mail", "MX 10 mail.example.com.", "000a046d61696cc002"],
  ['TXT "v=spf1 -all" x', 'TXT "v=spf1 -all" "x"', "0b763d73706631202d616c6c0178"],
  ["RP admin txt", "RP admin.example.com. txt.example.com.", "0561646d696e076578616d706c6503636f6d0003747874076578616d706c6503636f6d00"],
  ["AFSDB 1 db", "AFSDB 1 db.example.com.", "0001026462076578616d706c6503636f6d00"],
  [
    "SIG MX 13 3 3600 20400101000000 20240101000000 12345 example.com. AQIDBAUGBwgJCg==",
    undefined,
    "000f0d0300000e1083aa7e80659200803039076578616d706c6503636f6d000102030405060708090a",
  ],
  ["KEY 256 3 5 AQPSKmynfzW4", undefined, "010003050103d22a6ca77f35b8"],
  ["KEY 49152 DNSSEC RSASHA1", "KEY 49152 3 5", "c0000305"],
  ["AAAA 2001:db8::192.0.2.33", "AAAA 2001:db8::c000:221", "20010db80000000000000000c0000221"],
  [
    "LOC 42 21 54 N 71 06 18 W -24m 30m",
    "LOC 42 21 54.000 N 71 6 18.000 W -24.00m 30.00m 10000.00m 10.00m",
    "0033161389172dd070be15f000988d20",
  ],
  [
    "LOC 42 21 43.952 N 71 5 6.344 W -24m 1m 200m",
    "LOC 42 21 43.952 N 71 5 6.344 W -24.00m 1.00m 200.00m 10.00m",
    "001224138917069070bf2dd800988d20",
  ],
  ["LOC 52 14 05 N 00 08 50 E 10m", "LOC 52 14 5.000 N 0 8 50.000 E 10.00m 1.00m 10000.00m 10.00m", "001216138b3556c88008165000989a68"],
  ["LOC 32 7 19 S 116 2 25 E 10m", "LOC 32 7 19.000 S 116 2 25.000 E 10.00m 1.00m 10000.00m 10.00m", "00121613791b7d2898e6486800989a68"],
  [
    "LOC 42 21 28.764 N 71 00 51.617 W -44m 2000m",
    "LOC 42 21 28.764 N 71 0 51.617 W -44.00m 2000.00m 10000.00m 10.00m",
    "002516138916cb3c70c310df00988550",
  ],
  [
    "LOC 0 N 180 W 0 0 90000000.00m 0.01",
    "LOC 0 0 0.000 N 180 0 0.000 W 0.00m 0.00m 90000000.00m 0.01m",
    "000099108000000059604e0000989680",
  ],
  ["SRV 1 2 65535 foo", "SRV 1 2 65535 foo.example.com.", "00010002ffff03666f6f076578616d706c6503636f6d00"],
  [
    'NAPTR 100 50 "s" "http+I2L+I2C+I2R" "" _http._tcp.gatech.edu.',
    undefined,
    "00640032017310687474702b49324c2b4932432b49325200055f68747470045f746370066761746563680365647500",
  ],
  ["KX 10 foo", "KX 10 foo.example.com.", "000a03666f6f076578616d706c6503636f6d00"],
  ["CERT PKIX 65535 RSASHA256 AQID BAU=", "CERT 1 65535 8 AQIDBAU=", "0001ffff080102030405"],
  ["CERT 65534 1 0 AQID", undefined, "fffe000100010203"],
  ["DNAME foo.", undefined, "03666f6f00"],
  ["APL \\# 7 00011803c00002", undefined, "00011803c00002"],
  [
    "DS 60485 RSASHA1 SHA-1 ( 2BB183AF5F22588179A5 3B0A98631FAD1A292118 )",
    "DS 60485 5 1 2bb183af5f22588179a53b0a98631fad1a292118",
    "ec4505012bb183af5f22588179a53b0a98631fad1a292118",
  ],
  ["SSHFP 2 1 123456789abcdef67890123456789abcdef67890", undefined, "0201123456789abcdef67890123456789abcdef67890"],
  ["IPSECKEY \\# 8 0a01020102030405", undefined, "0a01020102030405"],
  [
    "RRSIG A RSASHA1 3 86400 20030322173103 ( 20030220173103 2642 example.com. oJB1W6WNGv+ldvQ3WDG0MQkg5IEhjRip8WTr )",
    "RRSIG A 5 3 86400 20030322173103 20030220173103 2642 example.com. oJB1W6WNGv+ldvQ3WDG0MQkg5IEhjRip8WTr",
    "00010503000151803e7c9dd73e5510d70a52076578616d706c6503636f6d00a090755ba58d1affa576f4375831b4310920e481218d18a9f164eb",
  ],
  [
    "RRSIG TYPE1234 253 0 4294967295 4294967295 0 65535 . AA==",
    "RRSIG TYPE1234 253 0 4294967295 21060207062815 19700101000000 65535 . AA==",
    "04d2fd00ffffffffffffffff00000000ffff0000",
  ],
  [
    "NSEC host.example.com. ( A MX RRSIG NSEC TYPE1234 )",
    "NSEC host.example.com. A MX RRSIG NSEC TYPE1234",
    "04686f7374076578616d706c6503636f6d000006400100000003041b000000000000000000000000000000000000000000000000000020",
  ],
  ["NSEC x", "NSEC x.example.com.", "0178076578616d706c6503636f6d00"],
  [
    "DNSKEY 256 3 5 ( AQPSKmynfzW4kyBv015MUG2DeIQ3 Cbl+BBZH4b/0PY1kxkmvHjcZc8no )",
    "DNSKEY 256 3 5 AQPSKmynfzW4kyBv015MUG2DeIQ3Cbl+BBZH4b/0PY1kxkmvHjcZc8no",
    "010003050103d22a6ca77f35b893206fd35e4c506d8378843709b97e041647e1bff43d8d64c649af1e371973c9e8",
  ],
  [
    "DHCID AAIBY2/AuCccgoJbsaxcQc9TUapptP69lOjxfNuVAA2kjEA=",
    undefined,
    "000201636fc0b8271c82825bb1ac5c41cf5351aa69b4febd94e8f17cdb95000da48c40",
  ],
  [
    "NSEC3 1 1 12 aabbccdd ( 2t7b4g4vsa5smi47k61mv5bv1a22bojr MX DNSKEY NS SOA NSEC3PARAM RRSIG )",
    "NSEC3 1 1 12 aabbccdd 2T7B4G4VSA5SMI47K61MV5BV1A22BOJR NS SOA MX RRSIG DNSKEY NSEC3PARAM",
    "0101000c04aabbccdd14174eb2409fe28bcb4887a1836f957f0a8425e27b000722010000000290",
  ],
  [
    "NSEC3 1 0 0 - 2t7b4g4vsa5smi47k61mv5bv1a22bojr",
    "NSEC3 1 0 0 - 2T7B4G4VSA5SMI47K61MV5BV1A22BOJR",
    "010000000014174eb2409fe28bcb4887a1836f957f0a8425e27b",
  ],
  ["NSEC3PARAM 1 0 12 AABBCCDD", "NSEC3PARAM 1 0 12 aabbccdd", "0100000c04aabbccdd"],
  ["NSEC3PARAM 1 0 0 -", undefined, "0100000000"],
  [
    "TLSA 3 1 1 d2abde240d7cd3ee6b4b28c54df034b97983a1d16e8a410e4561cb106618e971",
    undefined,
    "030101d2abde240d7cd3ee6b4b28c54df034b97983a1d16e8a410e4561cb106618e971",
  ],
  ["TLSA DANE-EE SPKI Full 00", "TLSA 3 1 0 00", "03010000"],
  ["SMIMEA 0 0 0 0102", undefined, "0000000102"],
  ["HIP \\# 4 00010203", undefined, "00010203"],
  ["CDS 0 0 0 00", undefined, "0000000000"],
  ["CDNSKEY 0 3 0 AA==", undefined, "0000030000"],
  ["OPENPGPKEY AAECAwQF BgcICQ==", "OPENPGPKEY AAECAwQFBgcICQ==", "00010203040506070809"],
  ["CSYNC 66 3 A NS AAAA", undefined, "000000420003000460000008"],
  [
    "ZONEMD 2018031900 1 1 ( 62e6cf51b02e54b9b5f967d547ce43136792901f9f88e637493daaf401c92c279dd10f0edb1c56f8080211f8480ee306 )",
    "ZONEMD 2018031900 1 1 62e6cf51b02e54b9b5f967d547ce43136792901f9f88e637493daaf401c92c279dd10f0edb1c56f8080211f8480ee306",
    "7848b91c010162e6cf51b02e54b9b5f967d547ce43136792901f9f88e637493daaf401c92c279dd10f0edb1c56f8080211f8480ee306",
  ],
  ["SVCB 0 foo", "SVCB 0 foo.example.com.", "000003666f6f076578616d706c6503636f6d00"],
  ["HTTPS 1 . alpn=h2", 'HTTPS 1 . alpn="h2"', "00010000010003026832"],
  ['SPF "v=spf1 -all"', undefined, "0b763d73706631202d616c6c"],
  ["EUI48 00-00-5E-00-53-2a", "EUI48 00-00-5e-00-53-2a", "00005e00532a"],
  ["EUI64 00-00-5e-ef-10-00-00-2a", undefined, "00005eef1000002a"],
  ['URI 10 1 "ftp://ftp1.example.com/public"', undefined, "000a00016674703a2f2f667470312e6578616d706c652e636f6d2f7075626c6963"],
  ['CAA 128 issue "ca1.example.net; policy=ev"', undefined, "800569737375656361312e6578616d706c652e6e65743b20706f6c6963793d6576"],
  [
    "CAA 0 iodef mailto:security@example.com",
    'CAA 0 iodef "mailto:security@example.com"',
    "0005696f6465666d61696c746f3a7365637572697479406578616d706c652e636f6d",
  ],
  ["TYPE65400 \\# 4 01020304", undefined, "01020304"],
  ["TYPE65400 \\# 0", undefined, ""],
  ["DLV \\# 1 00", "TYPE32769 \\# 1 00", "00"],
];

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
  ["NSEC3 1 0 0 - w", 19, "bad-encoding", 'expected the next hashed owner, in base32hex without padding; found "w"'],
  [`NSEC3PARAM 1 0 0 ${"00".repeat(256)}`, 22, "data-too-long", "the salt has 256 bytes; 255 is the most"],
  ["EUI48 00-00-5e-00-53", 11, "bad-address", 'expected an address like 00-00-5e-00-53-2a; found "00-00-5e-00-53"'],
  ["EUI48 00:00:5e:00:53:2a", 11, "bad-address", 'expected an address like 00-00-5e-00-53-2a; found "00:00:5e:00:53:2a"'],
  ["CAA 256 issue x", 9, "bad-number", 'expected the flags, a number from 0 to 255; found "256"'],
  ["CAA 0 iss-ue x", 11, "bad-text", `expected the property's tag, letters and digits; found "iss-ue"`],
  ['URI 1 1 ""', 13, "bad-text", "the target is empty"],
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
    expect([1, 65_280, 257, 32_769].map(typeName)).toEqual(["A", "TYPE65280", "CAA", "TYPE32769"]);
  });
});
