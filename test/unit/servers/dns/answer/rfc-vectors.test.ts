/** The examples of RFCs: which records are in which section. */
import { describe, expect, test } from "vitest";
import { DnsRcode } from "../../../../../generated/dns/types.js";
import { imageOf, type Reply, TestServer, typeOf } from "../../../../support/dns-zone.js";
import { RFC_4035_APPENDIX_A, RFC_4592_SECTION_2_2_1, RFC_5155_APPENDIX_A } from "./rfc-zones.js";
import { signedText } from "../../../../support/dns-zone-signer.js";

const { NoError, NXDomain } = DnsRcode;

/** What is expected: without authority or additional records where nothing is said. */
type Expected = Partial<Omit<Reply, "flags">>;

function sorted({ rcode, answer, authority, additional }: Reply): Omit<Reply, "flags"> {
  return { rcode, answer: answer.toSorted(), authority: authority.toSorted(), additional: additional.toSorted() };
}

function expectReply(server: TestServer, question: string, expected: Expected, dnssecOk = false): void {
  const [name = "", type = ""] = question.split(" ");
  const reply = server.ask({ name, type: typeOf(type), dnssecOk, isStream: true });
  const whole = { rcode: NoError, answer: [], authority: [], additional: [], flags: "", ...expected };
  expect(sorted(reply)).toEqual(sorted(whole));
  expect(reply.flags).toBe(whole.authority.some((record) => /^\S+ NS /u.test(record)) && whole.answer.length === 0 ? "" : "aa");
}

/** Records and, for each RRset, its signature. */
function signed(...records: readonly string[]): string[] {
  const sets = records.map((record) => record.split(" ").slice(0, 2));
  return [...records, ...new Set(sets.map(([owner = "", type = ""]) => `${owner} RRSIG ${type}`))];
}

describe("RFC 4592 section 2.2.1", () => {
  const server = new TestServer([imageOf(RFC_4592_SECTION_2_2_1)]);
  const SOA = "example. SOA ns.example.com. admin.example. 1 2 3 4 5";
  const DELEGATION = ["subdel.example. NS ns.example.com.", "subdel.example. NS ns.example.net."];
  const HOST = ["host1.example. A 192.0.2.1"];

  test.each<[string, Expected]>([
    ["host3.example MX", { answer: ["host3.example. MX 10 host1.example."], additional: HOST }],
    ["host3.example A", { authority: [SOA] }],
    ["foo.bar.example TXT", { answer: ['foo.bar.example. TXT "this is a wildcard"'] }],
    ["host1.example MX", { authority: [SOA] }],
    ["sub.*.example MX", { authority: [SOA] }],
    ["_telnet._tcp.host1.example SRV", { rcode: NXDomain, authority: [SOA] }],
    ["host.subdel.example A", { authority: DELEGATION }],
    ["ghost.*.example MX", { rcode: NXDomain, authority: [SOA] }],
    // Section 2.3 and 4: the wildcard itself is a name like others, and an empty non-terminal stops the search.
    ["*.example TXT", { answer: ['*.example. TXT "this is a wildcard"'] }],
    ["_tcp.host2.example SRV", { authority: [SOA] }],
    ["host2.example MX", { authority: [SOA] }],
    ["a.host2.example MX", { rcode: NXDomain, authority: [SOA] }],
  ])("%s", (question, expected) => {
    expectReply(server, question, expected);
  });
});

describe("RFC 6672 section 2.2, table 1", () => {
  test.each([
    ["com", "example.com", "example.net", undefined],
    ["example.com", "example.com", "example.net", undefined],
    ["a.example.com", "example.com", "example.net", "a.example.net."],
    ["a.b.example.com", "example.com", "example.net", "a.b.example.net."],
    ["ab.example.com", "b.example.com", "example.net", undefined],
    ["foo.example.com", "example.com", "example.net", "foo.example.net."],
    ["a.x.example.com", "x.example.com", "example.net", "a.example.net."],
    ["a.example.com", "example.com", "y.example.net", "a.y.example.net."],
    ["cyc.example.com", "example.com", "example.com", "cyc.example.com."],
    ["cyc.example.com", "example.com", "c.example.com", "cyc.c.example.com."],
    ["shortloop.x.x", "x", "", "shortloop.x."],
    ["shortloop.x", "x", "", "shortloop."],
  ])("%s at %s DNAME %s", (name, owner, target, result) => {
    const server = new TestServer([
      imageOf(`. SOA ns.test. a. 1 2 3 4 5\n. NS ns.test.\nns.test. A 192.0.2.1\n${owner}. DNAME ${target}.\n`, "."),
    ]);
    const { answer } = server.ask({ name, type: typeOf("CNAME") });
    const made = result === undefined ? [] : [`${owner}. DNAME ${target}.`, `${name}. CNAME ${result}`];
    expect(answer).toEqual(made);
  });
});

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
    expectReply(server, question, expected, true);
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
    expectReply(server, question, expected, true);
  });

  test("a hash is no name, not even for its NSEC3 record", () => {
    expect(server.ask({ name: "q04jkcevqvmu85r014c7dkba38o0ji5r.example", type: typeOf("NSEC3") }).rcode).toBe(NXDomain);
  });
});

describe("RFC 9460", () => {
  const ZONE =
    "@ SOA ns.test. a. 1 2 3 4 5\n@ NS ns.test.\n@ HTTPS 0 pool\npool HTTPS 1 . alpn=h2,h3 port=8443\n  A 192.0.2.1\n_1._foo SVCB 0 pool\n";
  const server = new TestServer([imageOf(ZONE)]);

  test.each<[string, Expected]>([
    ["example HTTPS", { answer: ["example. HTTPS 0 pool.example."] }],
    ["_1._foo.example SVCB", { answer: ["_1._foo.example. SVCB 0 pool.example."] }],
    ["pool.example HTTPS", { answer: ["pool.example. HTTPS 1 . alpn=h2,h3 port=8443"] }],
  ])("%s: alias and service mode", (question, expected) => {
    const [name = "", type = ""] = question.split(" ");
    expect(server.ask({ name, type: typeOf(type) }).answer.map((record) => record.replaceAll('"', ""))).toEqual(expected.answer);
  });
});
