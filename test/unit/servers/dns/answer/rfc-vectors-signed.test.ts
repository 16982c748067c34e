/**
 * The examples of RFCs of signed zones: which records are in which section.
 *
 * Signatures are placeholders: a server copies signatures, whatever is in them, and nobody has the private keys of the RFCs' zones. Those
 * here are hashes of what they cover, so that one that stands with other records than its own is found; real ones are looked at by real
 * validators in `test/interop/dns/validation`. Hashes of names do not depend on keys, so NSEC and NSEC3 records are those of the RFCs.
 */
import { describe, expect, test } from "vitest";
import { DnsRcode } from "../../../../../generated/dns/types.js";
import { imageOf, TestServer, typeOf } from "../../../../support/dns-zone.js";
import { type Line, signedText } from "../../../../support/dns-zone-signer.js";
import { type Expected, expectProven, signed } from "./rfc-expected.js";
import { RFC_4035_APPENDIX_A, RFC_5155_APPENDIX_A } from "./rfc-zones.js";

const { NXDomain } = DnsRcode;

describe("RFC 4035 appendix B", () => {
  const server = new TestServer([imageOf(signedText(RFC_4035_APPENDIX_A, { origin: "example", denial: "NSEC" }))]);
  const SOA = signed("example. SOA ns1.example. bugs.x.w.example. 1081539377 3600 300 3600000 3600");
  const XX = signed("xx.example. A 192.0.2.10", "xx.example. AAAA 2001:db8::f00:baaa");
  const AI = signed("ai.example. A 192.0.2.9", "ai.example. AAAA 2001:db8::f00:baa9");
  const APEX = signed("example. NSEC a.example. NS SOA MX RRSIG NSEC DNSKEY");
  const DS = signed("a.example. DS 57855 5 1 b6dcd485719adca18e5f3d48a2331627fdd3636b");

  // The NS records of the zone, which the appendix shows beside each answer, are left out: nobody needs them.
  test.each<[string, string, Expected]>([
    ["B.1 answer", "x.w.example MX", { answer: signed("x.w.example. MX 1 xx.example."), additional: XX }],
    [
      "B.2 name error",
      "ml.example A",
      { rcode: NXDomain, authority: [...SOA, ...signed("b.example. NSEC ns1.example. NS RRSIG NSEC"), ...APEX] },
    ],
    ["B.3 no data", "ns1.example MX", { authority: [...SOA, ...signed("ns1.example. NSEC ns2.example. A RRSIG NSEC")] }],
    [
      "B.4 referral to a signed zone",
      "mc.a.example MX",
      {
        authority: ["a.example. NS ns1.a.example.", "a.example. NS ns2.a.example.", ...DS],
        additional: ["ns1.a.example. A 192.0.2.5", "ns2.a.example. A 192.0.2.6"],
      },
    ],
    [
      "B.5 referral to an unsigned zone",
      "mc.b.example MX",
      {
        authority: [
          "b.example. NS ns1.b.example.",
          "b.example. NS ns2.b.example.",
          ...signed("b.example. NSEC ns1.example. NS RRSIG NSEC"),
        ],
        additional: ["ns1.b.example. A 192.0.2.7", "ns2.b.example. A 192.0.2.8"],
      },
    ],
    [
      "B.6 wildcard expansion",
      "a.z.w.example MX",
      {
        answer: signed("a.z.w.example. MX 1 ai.example."),
        authority: signed("x.y.w.example. NSEC xx.example. MX RRSIG NSEC"),
        additional: AI,
      },
    ],
    [
      "B.7 wildcard without data",
      "a.z.w.example AAAA",
      {
        authority: [
          ...SOA,
          ...signed("x.y.w.example. NSEC xx.example. MX RRSIG NSEC"),
          ...signed("*.w.example. NSEC x.w.example. MX RRSIG NSEC"),
        ],
      },
    ],
    ["B.8 DS at the child", "example DS", { authority: [...SOA, ...APEX] }],
  ])("%s", (_, question, expected) => {
    expectProven(server, "example", question, expected);
  });
});

describe("RFC 5155 appendix B", () => {
  const text = signedText(RFC_5155_APPENDIX_A, { origin: "example", denial: "opt-out", salt: "aabbccdd", iterations: 12 });
  const server = new TestServer([imageOf(text)]);
  const SOA = signed("example. SOA ns1.example. bugs.x.w.example. 1 3600 300 3600000 3600");

  /** An NSEC3 record, by the first digits of both hashes. */
  const LINKS: readonly (readonly [owner: string, next: string, types: string])[] = [
    ["0p9mhaveqvm6t7vbl5lop2u3t2rp3tom", "2t7b4g4vsa5smi47k61mv5bv1a22bojr", " NS SOA MX RRSIG DNSKEY NSEC3PARAM"],
    ["2t7b4g4vsa5smi47k61mv5bv1a22bojr", "2vptu5timamqttgl4luu9kg21e0aor3s", " A RRSIG"],
    ["35mthgpgcu1qg68fab165klnsnk3dpvl", "b4um86eghhds6nea196smvmlo4ors995", " NS DS RRSIG"],
    ["b4um86eghhds6nea196smvmlo4ors995", "gjeqe526plbf1g8mklp59enfd789njgi", " MX RRSIG"],
    ["ji6neoaepv8b5o6k4ev33abha8ht9fgc", "k8udemvp1j2f7eg6jebps17vp3n8i58h", ""],
    ["k8udemvp1j2f7eg6jebps17vp3n8i58h", "kohar7mbb8dc2ce8a9qvl8hon4k53uhi", ""],
    ["q04jkcevqvmu85r014c7dkba38o0ji5r", "r53bq7cc2uvmubfu5ocmm6pers9tk9en", " A RRSIG"],
    ["r53bq7cc2uvmubfu5ocmm6pers9tk9en", "t644ebqk9bibcna874givr6joj62mlhv", " MX RRSIG"],
  ];
  const link = (start: string): string[] => {
    const [owner, next, types] = LINKS.find(([found]) => found.startsWith(start)) ?? ["", "", ""];
    return signed(`${owner}.example. NSEC3 1 1 12 aabbccdd ${next.toUpperCase()}${types}`);
  };

  test.each<[string, string, Expected]>([
    ["B.1 name error", "a.c.x.w.example A", { rcode: NXDomain, authority: [...SOA, ...link("0p9m"), ...link("b4um"), ...link("35mt")] }],
    ["B.2 no data", "ns1.example MX", { authority: [...SOA, ...link("2t7b")] }],
    ["B.2.1 no data at an empty non-terminal", "y.w.example A", { authority: [...SOA, ...link("ji6n")] }],
    [
      "B.3 referral to an opt-out unsigned zone",
      "mc.c.example MX",
      {
        authority: ["c.example. NS ns1.c.example.", "c.example. NS ns2.c.example.", ...link("35mt"), ...link("0p9m")],
        additional: ["ns1.c.example. A 192.0.2.7", "ns2.c.example. A 192.0.2.8"],
      },
    ],
    [
      "B.4 wildcard expansion",
      "a.z.w.example MX",
      {
        answer: signed("a.z.w.example. MX 1 ai.example."),
        authority: link("q04j"),
        additional: signed("ai.example. A 192.0.2.9", "ai.example. AAAA 2001:db8::f00:baa9"),
      },
    ],
    ["B.5 wildcard without data", "a.z.w.example AAAA", { authority: [...SOA, ...link("k8ud"), ...link("q04j"), ...link("r53b")] }],
    ["B.6 DS at the child", "example DS", { authority: [...SOA, ...link("0p9m")] }],
    // Section 7.2.8: what owns only NSEC3 records is no name; what owns data too is one, and answers with that alone.
    [
      "a name that is a hash too",
      "2t7b4g4vsa5smi47k61mv5bv1a22bojr.example A",
      { answer: signed("2t7b4g4vsa5smi47k61mv5bv1a22bojr.example. A 192.0.2.127") },
    ],
  ])("%s", (_, question, expected) => {
    expectProven(server, "example", question, expected);
  });

  test("a hash is no name, not even for its NSEC3 record", () => {
    expect(server.ask({ name: "q04jkcevqvmu85r014c7dkba38o0ji5r.example", type: typeOf("NSEC3") }).rcode).toBe(NXDomain);
  });
});

/** Section 5.3.4.1 is an answer that no server may give: NXDOMAIN below a DNAME. */
describe("RFC 6672 section 5.3.4", () => {
  const lines: readonly Line[] = [
    { owner: "example.com", type: "SOA", data: "ns.test. a.test. 1 2 3 4 3600" },
    { owner: "example.com", type: "NS", data: "ns.test." },
    { owner: "bar.example.com", type: "A", data: "192.0.2.1" },
    { owner: "bar.example.com", type: "DNAME", data: "bar.example.net." },
    { owner: "dub.example.com", type: "A", data: "192.0.2.2" },
  ];
  const server = new TestServer([imageOf(signedText(lines, { origin: "example.com", denial: "NSEC" }), "example.com")]);
  const SOA = signed("example.com. SOA ns.test. a.test. 1 2 3 4 3600");
  const MADE = ["foo.bar.example.com. CNAME foo.bar.example.net.", ...signed("bar.example.com. DNAME bar.example.net.")];

  test.each<[string, string, Expected]>([
    ["5.3.4.1 and 5.3.4.3 a CNAME that is made from it", "foo.bar.example.com A", { answer: MADE }],
    [
      "5.3.4.2 name error, proven by the record of the DNAME's owner",
      "cee.example.com A",
      {
        rcode: NXDomain,
        authority: [
          ...SOA,
          ...signed("bar.example.com. NSEC dub.example.com. A DNAME RRSIG NSEC"),
          ...signed("example.com. NSEC bar.example.com. NS SOA RRSIG NSEC DNSKEY"),
        ],
      },
    ],
  ])("%s", (_, question, expected) => {
    expectProven(server, "example.com", question, expected);
  });
});
