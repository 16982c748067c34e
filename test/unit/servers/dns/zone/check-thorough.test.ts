/** What `deens check-zone` finds besides: names of hosts, signatures, CDS records, digests of zones. */
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { isAddressLike, isHostName } from "../../../../../servers/dns/zone/check-hosts.js";
import type { Digest } from "../../../../../servers/dns/zone/check-zonemd.js";
import { type Line, signedText } from "../../../../support/dns-zone-signer.js";
import { APEX, load, wireOf } from "../../../../support/dns-zone.js";

const digest: Digest = (algorithm, parts) => {
  const hash = createHash(algorithm);
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** The problems, as `line severity code: message`. */
function problems(text: string, origin = "example"): string[] {
  return load(text, origin, { digest }).problems.map(
    ({ line, severity, code, message }) => `${String(line)} ${severity} ${code}: ${message}`,
  );
}

const inApex = (text: string): string[] => problems(APEX + text);

describe("names of hosts", () => {
  test.each([
    ["a_b A 192.0.2.1", "a_b.example.: A"],
    ["-a AAAA ::1", "-a.example.: AAAA"],
    ["x.a\\.b MX 10 mail.test.", "x.a\\.b.example.: MX"],
  ])("%s", (text, who) =>
    expect(inApex(text)).toEqual([`3 warning bad-host-name: ${who} at a name that no host can have (RFC 1123 section 2.1)`]),
  );

  test("of all other types may be any", () => {
    expect(inApex('_dmarc TXT "x"\n_x._tcp SRV 1 1 1 host.test.\n_a CNAME b.test.\n*.w A 192.0.2.1\n1.2 A 192.0.2.1')).toEqual([]);
  });

  test("that records lead to", () => {
    expect(inApex("@ MX 10 a_b.test.\n_s SRV 1 1 1 -x.test.\n_n SRV 0 0 0 .\nd NS ns_1.test.\nd NS ok.test.\n")).toEqual([
      "3 warning bad-host-name: example.: a_b.test. is a name that no host can have (RFC 1123 section 2.1)",
      "4 warning bad-host-name: _s.example.: -x.test. is a name that no host can have (RFC 1123 section 2.1)",
      expect.stringMatching(/^6 warning bad-host-name: d\.example\.: ns_1\.test\. is/u),
    ]);
  });

  test("and addresses in place of names", () => {
    expect(
      inApex("d NS 192.0.2.1.\nm MX 1 ok.test.\nm MX 2 192.0.2.2.\n_s SRV 1 1 1 192.0.2.255.test.\n_t SRV 1 1 1 192.0.2.256."),
    ).toEqual([
      "3 warning address-as-name: d.example.: 192.0.2.1. looks like an address: NS is to name a host",
      "5 warning address-as-name: m.example.: 192.0.2.2. looks like an address: MX is to name a host",
      "6 warning address-as-name: _s.example.: 192.0.2.255.test. looks like an address: SRV is to name a host",
    ]);
  });

  test("label by label", () => {
    for (const name of [".", "a", "a-b.1", "3com.com"]) expect(isHostName(wireOf(name), false), name).toBe(true);
    for (const name of ["a_b", "a.-b", "a-.b", "*", "a b"]) expect(isHostName(wireOf(name), false), name).toBe(false);
    expect([isHostName(wireOf("*.a"), true), isHostName(wireOf("a.*"), true)]).toEqual([true, false]);
    expect(["1.2.3.4", "1.2.3.4.x", "1.2.3", "1.2.3.x", "1.2.3.256"].map((name) => isAddressLike(wireOf(name)))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  test("nothing of this without the time for it", () => expect(load(`${APEX}a_b A 192.0.2.1`, "example").problems).toEqual([]));
});

/** A key that has been on the Internet, and its tag. */
const KEY = "257 3 13 mdsswUyr3DPW132mOi8V9xESWE8jTo0dxCjjnopKl+GqJxpVXckHAeF+KkxLbxILfDLUT0rAK9iUzy1L53eKGQ==";
const TAG = "2371";

const LINES: readonly Line[] = [
  { owner: "example", type: "SOA", data: "ns.test. admin.example. 1 7200 900 1209600 300" },
  { owner: "example", type: "NS", data: "ns.test." },
  { owner: "a.example", type: "A", data: "192.0.2.1" },
  { owner: "*.w.example", type: "A", data: "192.0.2.1" },
];

describe("signatures", () => {
  // The signer's key is none, and so is its tag.
  const text = signedText(LINES, { origin: "example", denial: "NSEC", iterations: 0, salt: "" })
    .replace(/DNSKEY 257 3 13 \S+/u, `DNSKEY ${KEY}`)
    .replaceAll(" 4711 ", ` ${TAG} `);
  const about = (pattern: RegExp, by: string): string[] => problems(text.replace(pattern, by));

  test("that are right", () => expect(problems(text)).toEqual([]));
  test("by someone else", () =>
    expect(about(/^(a\.example\. .* RRSIG A .*) example\./mu, "$1 test.")).toEqual([
      expect.stringMatching(/warning wrong-signature: a\.example\.: the signature of A is by test\., not by the zone$/u),
    ]));
  test("with a wrong count of labels", () =>
    expect(about(/^(a\.example\. .* RRSIG A \d+) 2 /mu, "$1 3 ")).toEqual([
      expect.stringMatching(/wrong-signature: a\.example\.: the signature of A counts 3 labels, and the name has 2$/u),
    ]));
  test("by a key that is not there", () =>
    expect(about(new RegExp(`^(a\\.example\\. .* RRSIG A .*) ${TAG} `, "mu"), "$1 1 ")).toEqual([
      expect.stringMatching(/wrong-signature: a\.example\.: the signature of A is by a key that is not there: tag 1, algorithm \d+$/u),
    ]));
});

describe("CDS and CDNSKEY", () => {
  const of = (text: string): string[] => inApex(`@ DNSKEY ${KEY}\n${text}`).filter((problem) => problem.includes("wrong-cds"));

  test("of the zone's key", () => expect(of(`@ CDS 2371 13 2 ${"00".repeat(32)}\n@ CDNSKEY ${KEY}\n`)).toEqual([]));
  test("of another", () =>
    expect(of(`@ CDS 2371 13 2 ${"00".repeat(32)}\n@ CDS 2372 13 2 ${"00".repeat(32)}\n@ CDNSKEY 256${KEY.slice(3)}\n`)).toEqual([
      "5 warning wrong-cds: example.: it is of no DNSKEY record of the zone (RFC 7344 section 4.1)",
      "6 warning wrong-cds: example.: it is of no DNSKEY record of the zone (RFC 7344 section 4.1)",
    ]));
  test("that ask for no DS records", () => {
    expect(of("@ CDS 0 0 0 00\n@ CDNSKEY 0 3 0 AA==\n")).toEqual([]);
    expect(of(`@ CDS 0 0 0 00\n@ CDS 2371 13 2 ${"00".repeat(32)}\n`)).toEqual([
      "4 warning wrong-cds: example.: what asks for no DS records stands alone (RFC 8078 section 4)",
    ]);
  });
});

/** RFC 8976 appendix A.1. */
const SIMPLE = `$TTL 86400
@ SOA ns1 admin 2018031900 1800 900 604800 86400
@ NS ns1
@ NS ns2
@ ZONEMD 2018031900 1 1 ( c68090d90a7aed716bc459f9340e3d7c
  1370d4d24b7e2fc3a1ddc0b9a87153b9a9713b3c9ae5cc27777f98b8e730044c )
ns1 3600 A 203.0.113.63
ns2 3600 AAAA 2001:db8::63
`;

describe("ZONEMD", () => {
  test("RFC 8976 appendix A.1", () => expect(problems(SIMPLE)).toEqual([]));
  test("in whatever case and order", () =>
    expect(problems(SIMPLE.replace("@ NS ns1\n@ NS ns2", "@ NS NS2\n@ NS Ns1").replace("ns1 3600", "NS1 3600"))).toEqual([]));
  test.each([
    ["an address", "203.0.113.63", "203.0.113.64"],
    ["a TTL", "ns1 3600", "ns1 3601"],
    ["a name", "@ NS ns2", "@ NS ns2\nns3 NS ns2"],
    ["the digest", "c68090", "c68091"],
  ])("tells of a change of %s", (_what, from, to) =>
    expect(problems(SIMPLE.replace(from, to))).toEqual([
      expect.stringMatching(/warning wrong-zonemd: example\.: the digest is not that of the zone \(RFC 8976 section 4\)$/u),
    ]),
  );
  test("of another serial", () =>
    expect(problems(SIMPLE.replace("2018031900 1800", "2018031901 1800"))).toEqual([
      "5 warning wrong-zonemd: example.: the ZONEMD record is about serial 2018031900, and the zone has 2018031901",
    ]));
  test("of a scheme or function that nobody knows", () => expect(problems(SIMPLE.replace(/1 1 \(/u, "240 1 ("))).toEqual([]));
});
