/** What is wrong with a signed zone. */
import { describe, expect, test } from "vitest";
import { type Denial, type Line, signedText } from "../../../../support/dns-zone-signer.js";
import { load } from "../../../../support/dns-zone.js";

const LINES: readonly Line[] = [
  { owner: "example", type: "SOA", data: "ns.test. admin.example. 1 7200 900 1209600 300" },
  { owner: "example", type: "NS", data: "ns.test." },
  { owner: "a.b.example", type: "A", data: "192.0.2.1" },
  { owner: "*.c.example", type: "TXT", data: '"x"' },
  { owner: "d.example", type: "NS", data: "ns.d.example." },
  { owner: "ns.d.example", type: "A", data: "192.0.2.2" },
  { owner: "x.y.example", type: "NS", data: "ns.test." },
  { owner: "s.example", type: "NS", data: "ns.test." },
  { owner: "s.example", type: "DS", data: `1 13 2 ${"00".repeat(32)}` },
  { owner: "cn.example", type: "CNAME", data: "a.b.example." },
];

function signed(denial: Denial, iterations = 0): string {
  return signedText(LINES, { origin: "example", denial, iterations, salt: "ab" });
}

const YEAR_2030 = Date.UTC(2030, 0) / 1000;

/** The problems, as `severity code: message`. */
function problems(text: string, now = YEAR_2030): string[] {
  return load(text, "example", { now }).problems.map(({ severity, code, message }) => `${severity} ${code}: ${message}`);
}

/** A text without the lines that a pattern finds. */
function without(text: string, pattern: RegExp): string {
  const lines = text.split("\n").filter((line) => !pattern.test(line));
  expect(lines.length).toBeLessThan(text.split("\n").length);
  return lines.join("\n");
}

describe.each(["NSEC", "NSEC3", "opt-out"] as const)("%s", (denial) => {
  test("a zone that has nothing wrong", () => expect(problems(signed(denial))).toEqual([]));

  test("an RRset without signature", () =>
    expect(problems(without(signed(denial), /^a\.b\.example\. .* RRSIG A /u))).toEqual([
      "warning no-signature: a.b.example.: A is not signed, and the zone is",
    ]));

  test("no DNSKEY records", () =>
    expect(problems(without(signed(denial), /DNSKEY 257|RRSIG DNSKEY/u)).filter((problem) => !problem.includes("bit-map"))).toEqual([
      "warning no-dnskey: example.: the zone is signed, but has no DNSKEY records",
    ]));

  test("signatures out of their time", () => {
    expect(problems(signed(denial), Date.UTC(2019, 0) / 1000)).toContain(
      "warning signature-time: example.: the signature of SOA is not valid yet",
    );
    expect(problems(signed(denial), Date.UTC(2037, 0, 2) / 1000)).toContain(
      "warning signature-time: example.: the signature of SOA has expired",
    );
    expect(load(signed(denial), "example").problems).toEqual([]);
  });
});

describe("NSEC", () => {
  test("a name without", () =>
    expect(problems(without(signed("NSEC"), /^a\.b\.example\. .* (NSEC|RRSIG NSEC) /u))).toEqual([
      "warning broken-nsec: a.b.example.: the name has no NSEC record, and the zone uses them",
      "warning broken-nsec: example.: the NSEC record does not lead to the next name, *.c.example.",
    ]));

  test("a chain that leads elsewhere", () =>
    expect(problems(signed("NSEC").replace(/NSEC cn\.example\./u, "NSEC cm.example."))).toEqual([
      "warning broken-nsec: *.c.example.: the NSEC record does not lead to the next name, cn.example.",
    ]));

  test("a chain that does not close", () =>
    expect(problems(signed("NSEC").replace(/NSEC example\./u, "NSEC z.example."))).toEqual([
      "warning broken-nsec: x.y.example.: the NSEC record does not lead to the next name, example.",
    ]));

  test.each([
    [/CNAME RRSIG NSEC/u, "RRSIG NSEC"],
    [/CNAME RRSIG NSEC/u, "CNAME RRSIG NSEC TYPE65280"],
    [/CNAME RRSIG NSEC/u, "CNAME MX RRSIG NSEC"],
  ])("types that are not there, or not listed: %s", (from, to) =>
    expect(problems(signed("NSEC").replace(from, to))).toEqual([
      "warning wrong-type-bit-map: cn.example.: the types that the NSEC record lists are not those of the name",
    ]),
  );

  test("no chain at all", () =>
    expect(problems(without(signed("NSEC"), /NSEC/u))).toEqual([
      "warning no-proofs: example.: the zone is signed, but has no NSEC or NSEC3 records",
    ]));
});

describe("NSEC3", () => {
  test("iterations", () => {
    const message = (count: number, why: string): string =>
      `nsec3-iterations: example.: ${count} extra iterations of NSEC3's hash: ${why} (RFC 9276)`;
    expect(problems(signed("NSEC3", 1))).toEqual([`warning ${message(1, "there are to be none")}`]);
    expect(problems(signed("NSEC3", 101))).toEqual([`warning ${message(101, "resolvers treat the zone as unsigned")}`]);
    expect(problems(signed("NSEC3", 501))).toEqual([`error ${message(501, "resolvers treat the zone as unsigned")}`]);
  });

  test("other parameters", () => {
    const found = problems(signed("NSEC3").replace(/NSEC3 1 0 0 ab/u, "NSEC3 1 0 0 ac"));
    expect(found).toEqual([
      "warning broken-nsec3: example.: there are 9 NSEC3 records for 10 names",
      expect.stringMatching(/^warning broken-nsec3: .*: the NSEC3 record has other parameters than the NSEC3PARAM record$/u),
      expect.stringMatching(/broken-nsec3: .*: the NSEC3 record does not lead to the next, /u),
    ]);
  });

  test("a chain with a link missing", () => {
    const text = signed("NSEC3");
    const [owner = ""] = /^\S+(?= .* NSEC3 1 0 0 ab \S+ CNAME)/mu.exec(text) ?? [];
    const found = problems(without(text, new RegExp(`^${owner} `, "u")));
    expect(found).toEqual([
      "warning broken-nsec3: example.: there are 9 NSEC3 records for 10 names",
      expect.stringMatching(/broken-nsec3: .*: the NSEC3 record does not lead to the next, /u),
    ]);
  });
});
