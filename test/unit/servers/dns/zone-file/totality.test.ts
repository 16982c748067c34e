/** Whatever the bytes: nothing is thrown, nothing hangs, records can be encoded, problems are in the file. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseZoneFile, renderProblem, type ZoneFileProblem } from "../../../../../servers/dns/zone-file/index.js";
import { mutated } from "../../../../support/mutate.js";
import { Random } from "../../../../support/random.js";
import { bytesOf, encodedRecord, wireOf } from "./support.js";

/** Something of everything. */
const ZONE = `$TTL 1h
@ IN SOA ns hostmaster ( 1 2h 3h
  4w 5 ) ; comment
  NS ns
ns 300 IN A 192.0.2.1
   AAAA 2001:db8::1
w MX ( 10 ns )
t TXT "hello \\"world\\" ; x" foo\\032bar \\195\\169
$ORIGIN sub
s SRV 1 2 3 x.y.
$GENERATE 1-9/2 h\${0,3,x} 60 A 10.0.0.$
$GENERATE 1-2 h$ TXT "\\"a $\\" b"
l LOC 52 22 23.000 N 4 53 32.000 E -2.00m 0.00m 10000m 10m
v SVCB 16 foo.example.org. alpn="h2,h3-19" mandatory=ipv4hint,alpn ipv4hint=192.0.2.1 ech=AAAA key667="hello\\210"
r RRSIG A 13 3 3600 20240101000000 20231201000000 12345 example.com. ( AQIDBAUG
 BwgJCg== )
n NSEC foo.example.com. A TYPE1234 MX RRSIG
3 NSEC3 1 1 12 aabbccdd 2t7b4g4vsa5smi47k61mv5bv1a22bojr A RRSIG
c CAA 128 issue "letsencrypt.org"
e EUI48 00-00-5e-00-53-2a
z NAPTR 100 10 "S" "SIP+D2U" "!^.*$!sip:x@y!" _sip._udp
k DNSKEY 257 3 13 AAAA
d DS 1 8 9 aabb
u URI 10 1 "ftp://x"
g TYPE65400 \\# 4 01020304
g MX \\# 5 000a 01 6100
$INCLUDE self sub
`;

/** Counts what the file came to, and checks what can be checked of anything. */
function run(text: Uint8Array): { records: number; errors: number } {
  const lines = text.reduce((count, byte) => count + (byte === 0x0a ? 1 : 0), 1);
  const problems: ZoneFileProblem[] = [];
  let records = 0;
  const summary = parseZoneFile(
    text,
    { file: "zone", origin: wireOf("example.com"), include: () => bytesOf("i A 10.0.0.1\n$INCLUDE more\n") },
    {
      record(record) {
        records++;
        encodedRecord(record);
        expect(record.place.line).toBeLessThanOrEqual(lines);
        expect(record.place.column).toBeGreaterThan(0);
      },
      problem: (problem) => void problems.push(problem),
    },
  );
  expect(summary.records).toBe(records);
  expect(problems.length).toBe(Math.min(100, summary.errors + summary.warnings));
  for (const problem of problems) checkProblem(problem, lines);
  return summary;
}

function checkProblem(problem: ZoneFileProblem, lines: number): void {
  expect(problem.message).toMatch(/^[^\p{Cc}]+$/u);
  if (problem.file === "zone") expect(problem.line).toBeLessThanOrEqual(lines);
  expect(problem.column).toBeGreaterThan(0);
  expect(problem.endColumn).toBeGreaterThan(problem.column);
  expect(renderProblem(problem, () => "a line")).toMatch(/^[^\p{Cc}]+:\d+:\d+: (?:error|warning): /u);
}

describe("any bytes", () => {
  it("at all", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void run(bytes)));
  });

  it("that look like zone files", () => {
    const piece = fc.constantFrom(
      ...Array.from('\n \t()";\\$@.*#,=/-{}0123456789aAxX\r'),
      "$ORIGIN ",
      "$TTL ",
      "$GENERATE ",
      "$INCLUDE ",
      "${",
      " IN ",
      " A ",
      " MX ",
      " TXT ",
      " SVCB 1 . ",
      " LOC ",
      " NSEC ",
      "\\#",
      "x",
      "1.2.3.4",
      "::",
      "alpn=",
      "TYPE",
      "CLASS",
      "\n\n",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => void run(bytesOf(pieces.join("")))),
      { numRuns: 500 },
    );
  });

  it("of a zone file that was changed a little", () => {
    const random = new Random(11);
    const zone = bytesOf(ZONE);
    let good = 0;
    let bad = 0;
    for (let count = 0; count < 600; count++) {
      const { records, errors } = run(mutated(zone, random));
      good += records;
      bad += errors;
    }
    // Most of each zone is as it was, and most changes show.
    expect(good).toBeGreaterThan(8000);
    expect(bad).toBeGreaterThan(600);
  });

  it("of a zone file that ends anywhere", () => {
    const zone = bytesOf(ZONE);
    for (let end = 0; end <= zone.length; end++) run(zone.subarray(0, end));
  });
});

describe("texts made to cost much", () => {
  const size = 300_000;
  it.each([
    ["parentheses", "(".repeat(size)],
    ["parentheses that close nothing", "x A )\n".repeat(size / 6)],
    ["quotes", '"'.repeat(size)],
    ["quotes on lines of their own", 'x TXT "\n'.repeat(size / 8)],
    ["backslashes", "\\".repeat(size)],
    ["one name", `${"a".repeat(size)} A 10.0.0.1`],
    ["one name of many labels", `${"a.".repeat(size / 2)} A 10.0.0.1`],
    ["one number", `x ${"9".repeat(size)} A 10.0.0.1`],
    ["one address", `x AAAA ${":".repeat(size)}`],
    ["one text", `x TXT ${"a".repeat(size)}`],
    ["one escaped text", `x TXT ${"\\000".repeat(size / 4)}`],
    ["one key", `x DNSKEY 256 3 8 ${"A".repeat(size)}`],
    ["one key in small pieces", `x DNSKEY 256 3 8 ${"A ".repeat(size / 2)}`],
    ["types", `x NSEC . ${"A ".repeat(size / 2)}`],
    ["parameters", `x SVCB 1 . ${"key9=a ".repeat(size / 7)}`],
    ["different parameters", `x SVCB 1 . ${Array.from({ length: 20_000 }, (_, key) => `key${String(key)}`).join(" ")}`],
    ["alpn", `x SVCB 1 . alpn=${"a,".repeat(size / 2)}`],
    ["mandatory", `x SVCB 1 . mandatory=${Array.from({ length: 20_000 }, (_, key) => `key${String(key + 1)}`).join(",")}`],
    ["misspelt types", "x AAAAA 1\n".repeat(size / 10)],
    ["blanks", " ".repeat(size)],
    ["empty lines", "\n".repeat(size)],
    ["a template", `$GENERATE 1-65536 h ${"$".repeat(size)} A 10.0.0.1`],
    ["a long template", `$GENERATE 1-65536 h$ TXT ${"a".repeat(200)} ${"$ ".repeat(1000)}`],
    ["an open brace for each dollar", `$GENERATE 1-65536 \${${"\${".repeat(size / 2)} A 10.0.0.1`],
  ])("%s", (_what, text) => {
    const before = performance.now();
    parseZoneFile(
      bytesOf(`$TTL 1h\n${text}`),
      { file: "zone", origin: wireOf("example.com"), limits: { generateBytes: 1 << 22 } },
      { record: () => undefined, problem: () => undefined },
    );
    expect(performance.now() - before).toBeLessThan(5000);
  });
});
