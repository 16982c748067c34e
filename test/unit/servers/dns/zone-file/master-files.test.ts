/** What a zone file is made of: RFC 1035 section 5, RFC 2308 section 4. */
import { describe, expect, it } from "vitest";
import { parse, texts } from "./support.js";

describe("RFC 1035 section 5.3", () => {
  const main = `@   IN  SOA     VENERA      Action\\.domains (
                                 20     ; SERIAL
                                 7200   ; REFRESH
                                 600    ; RETRY
                                 3600000; EXPIRE
                                 60)    ; MINIMUM

        NS      A.ISI.EDU.
        NS      VENERA
        NS      VAXA
        MX      10      VENERA
        MX      20      VAXA

A       A       26.3.0.103

VENERA  A       10.1.0.52
        A       128.9.0.32

VAXA    A       10.2.0.27
        A       128.9.0.33


$INCLUDE <SUBSYS>ISI-MAILBOXES.TXT`;
  const mailboxes = `MOE     MB      A.ISI.EDU.
LARRY   MB      A.ISI.EDU.
CURLEY  MB      A.ISI.EDU.
STOOGES MG      MOE
        MG      LARRY
        MG      CURLEY
`;

  it("is read as it is meant", () => {
    const found = parse(main, { origin: "ISI.EDU", defaultTtl: 60, files: { "<SUBSYS>ISI-MAILBOXES.TXT": mailboxes } });
    expect(found.rendered).toEqual([]);
    expect(found.texts).toEqual([
      "ISI.EDU. 60 IN SOA VENERA.ISI.EDU. Action\\.domains.ISI.EDU. 20 7200 600 3600000 60",
      "ISI.EDU. 60 IN NS A.ISI.EDU.",
      "ISI.EDU. 60 IN NS VENERA.ISI.EDU.",
      "ISI.EDU. 60 IN NS VAXA.ISI.EDU.",
      "ISI.EDU. 60 IN MX 10 VENERA.ISI.EDU.",
      "ISI.EDU. 60 IN MX 20 VAXA.ISI.EDU.",
      "A.ISI.EDU. 60 IN A 26.3.0.103",
      "VENERA.ISI.EDU. 60 IN A 10.1.0.52",
      "VENERA.ISI.EDU. 60 IN A 128.9.0.32",
      "VAXA.ISI.EDU. 60 IN A 10.2.0.27",
      "VAXA.ISI.EDU. 60 IN A 128.9.0.33",
      "MOE.ISI.EDU. 60 IN MB A.ISI.EDU.",
      "LARRY.ISI.EDU. 60 IN MB A.ISI.EDU.",
      "CURLEY.ISI.EDU. 60 IN MB A.ISI.EDU.",
      "STOOGES.ISI.EDU. 60 IN MG MOE.ISI.EDU.",
      "STOOGES.ISI.EDU. 60 IN MG LARRY.ISI.EDU.",
      "STOOGES.ISI.EDU. 60 IN MG CURLEY.ISI.EDU.",
    ]);
  });

  it("takes the SOA's minimum where there is no TTL at all, and says so", () => {
    const found = parse(main.replace(/\$INCLUDE.*/u, ""), { origin: "ISI.EDU" });
    expect(found.rendered).toEqual([
      `zone:6:34: warning: no TTL is given: that of the SOA's minimum is taken
                                   60)    ; MINIMUM
                                   ^^
  help: a line like $TTL 1h at the file's start gives all records one`,
    ]);
    expect(found.texts[0]).toMatch(/^ISI\.EDU\. 60 IN SOA /u);
    expect(found.texts.at(-1)).toBe("VAXA.ISI.EDU. 60 IN A 128.9.0.33");
    expect(found.summary).toEqual({ records: 11, errors: 0, warnings: 1 });
  });
});

describe("lines", () => {
  it("may be empty, blank or comments", () => {
    expect(texts("\n \n;\n ; x\n\t\nx A 1.2.3.4;y\n;")).toEqual(["x.example.com. 3600 IN A 1.2.3.4"]);
  });

  it("may end in CRLF, and the last one not at all", () => {
    expect(texts('x A 1.2.3.4\r\n\r\n\tTXT "a" ; b\r\n MX ( 10\r\n y )\r\n TXT c')).toEqual([
      "x.example.com. 3600 IN A 1.2.3.4",
      'x.example.com. 3600 IN TXT "a"',
      "x.example.com. 3600 IN MX 10 y.example.com.",
      'x.example.com. 3600 IN TXT "c"',
    ]);
  });

  it("may begin with a byte order mark", () => {
    const found = parse("\ufeffx 5 A 1.2.3.4");
    expect(found.texts).toEqual(["x.example.com. 5 IN A 1.2.3.4"]);
    expect(found.records[0]?.column).toBe(1);
  });

  it("may be none", () => {
    expect(parse("")).toMatchObject({ records: [], problems: [], summary: { records: 0, errors: 0, warnings: 0 } });
  });

  it("go on in parentheses, which may be nested, empty, and anywhere behind the line's first column", () => {
    expect(texts("x ( A\n 1.2.3.4 )\n (\n) A 1.2.3.5\n MX ((10) ( ; )\n y\n)\n)\n(\n)\n()")).toEqual([
      "x.example.com. 3600 IN A 1.2.3.4",
      "x.example.com. 3600 IN A 1.2.3.5",
      "x.example.com. 3600 IN MX 10 y.example.com.",
    ]);
  });

  it("keep their numbers for records, and columns in characters", () => {
    const found = parse('$TTL 1\nx TXT (\n"é" ) \n\n  A 1.2.3.4\né A 1.2.3.4');
    expect(found.records.map(({ line, column }) => [line, column])).toEqual([
      [2, 1],
      [5, 3],
      [6, 1],
    ]);
  });
});

describe("TTL and class", () => {
  it("stand in either order, or not at all", () => {
    expect(
      texts("x 60 IN A 1.2.3.4\nx IN 60 A 1.2.3.4\nx 60 A 1.2.3.4\nx IN A 1.2.3.4\nx A 1.2.3.4\nx CLASS1 A 1.2.3.4\nx in a 1.2.3.4"),
    ).toEqual([60, 60, 60, 3600, 3600, 3600, 3600].map((ttl) => `x.example.com. ${String(ttl)} IN A 1.2.3.4`));
  });

  it("have units", () => {
    expect(texts("x 1w2d3h4m5s A 1.2.3.4\nx 1D A 1.2.3.4\nx 0 A 1.2.3.4\nx 2147483647 A 1.2.3.4")).toEqual(
      [788_645, 86_400, 0, 2_147_483_647].map((ttl) => `x.example.com. ${String(ttl)} IN A 1.2.3.4`),
    );
  });

  it("come from $TTL, which holds for the records behind it", () => {
    expect(texts("x A 1.2.3.4\n$TTL 1d\nx A 1.2.3.4\nx 5 A 1.2.3.4\nx A 1.2.3.4\n$ttl 7")).toEqual(
      [3600, 86_400, 5, 86_400].map((ttl) => `x.example.com. ${String(ttl)} IN A 1.2.3.4`),
    );
  });

  it("without $TTL, the last one that was stated goes on", () => {
    expect(parse("x 5 A 1.2.3.4\nx A 1.2.3.4\nx 6 A 1.2.3.4\nx A 1.2.3.4").texts).toEqual(
      [5, 5, 6, 6].map((ttl) => `x.example.com. ${String(ttl)} IN A 1.2.3.4`),
    );
  });

  it("the zone may have another class, in which A is no IPv4 address", () => {
    expect(parse('version.bind. 0 CH TXT "x"\nx 0 TXT "y"\nx CH 0 A \\# 2 abcd', { classNumber: 3 }).texts).toEqual([
      'version.bind. 0 CH TXT "x"',
      'x.example.com. 0 CH TXT "y"',
      "x.example.com. 0 CH A \\# 2 abcd",
    ]);
  });
});

describe("names", () => {
  it("are relative to the origin, or absolute", () => {
    expect(texts("@ NS @\nx NS y.z\nx. NS .\n$ORIGIN sub\n@ NS x\n$ORIGIN other.\nx NS @\n$ORIGIN .\nx NS y")).toEqual([
      "example.com. 3600 IN NS example.com.",
      "x.example.com. 3600 IN NS y.z.example.com.",
      "x. 3600 IN NS .",
      "sub.example.com. 3600 IN NS x.sub.example.com.",
      "x.other. 3600 IN NS other.",
      "x. 3600 IN NS y.",
    ]);
  });

  it("have escapes, and keep their case and any byte", () => {
    expect(
      texts(
        'a\\.b A 1.2.3.4\n\\097\\032 A 1.2.3.4\n\\@ A 1.2.3.4\n\\$x A 1.2.3.4\nX\\;\\(\\)\\"\\\\ A 1.2.3.4\né A 1.2.3.4\n*.W A 1.2.3.4',
      ),
    ).toEqual(
      ["a\\.b", "a\\032", "\\@", "\\$x", 'X\\;\\(\\)\\"\\\\', "\\195\\169", "*.W"].map((name) => `${name}.example.com. 3600 IN A 1.2.3.4`),
    );
  });

  it("may have 63 bytes a label and 255 in all", () => {
    const label = "a".repeat(63);
    const longest = `${label}.${label}.${label}.${"b".repeat(61)}.`;
    expect(texts(`${longest} NS x`)).toEqual([`${longest} 3600 IN NS x.example.com.`]);
    const escaped = "\\001".repeat(63);
    const longestText = `${escaped}.${escaped}.${escaped}.${"\\002".repeat(61)}.`;
    expect(texts(`${longestText} NS x`)).toEqual([`${longestText} 3600 IN NS x.example.com.`]);
  });

  it("are repeated where a line begins with a blank, also behind directives", () => {
    expect(texts("x A 1.2.3.4\n$ORIGIN sub\n A 1.2.3.5\n\tA 1.2.3.6\n$TTL 5\n ; no\n A 1.2.3.7")).toEqual([
      "x.example.com. 3600 IN A 1.2.3.4",
      "x.example.com. 3600 IN A 1.2.3.5",
      "x.example.com. 3600 IN A 1.2.3.6",
      "x.example.com. 5 IN A 1.2.3.7",
    ]);
  });

  it("may look like types, classes and TTLs", () => {
    expect(texts("A A 1.2.3.4\nIN IN A 1.2.3.4\n5 5 A 1.2.3.4\nMX MX 1 MX")).toEqual([
      "A.example.com. 3600 IN A 1.2.3.4",
      "IN.example.com. 3600 IN A 1.2.3.4",
      "5.example.com. 5 IN A 1.2.3.4",
      "MX.example.com. 3600 IN MX 1 MX.example.com.",
    ]);
  });
});

describe("texts", () => {
  it("are in quotes or not", () => {
    expect(texts('x TXT a "b c" "d;e" "" f"g"h\nx TXT "a\tb" "(" ")"')).toEqual([
      'x.example.com. 3600 IN TXT "a" "b c" "d;e" "" "f" "g" "h"',
      'x.example.com. 3600 IN TXT "a\\009b" "(" ")"',
    ]);
  });

  it("have escapes", () => {
    expect(texts('x TXT a\\ b "\\"" \\" "\\\\" \\\\ \\065 "\\000\\255" \\;\\( "\\a"')).toEqual([
      'x.example.com. 3600 IN TXT "a b" "\\"" "\\"" "\\\\" "\\\\" "A" "\\000\\255" ";(" "a"',
    ]);
  });

  it("are bytes, UTF-8 or not", () => {
    const found = parse(Uint8Array.from([...Buffer.from('x 5 TXT "'), 0xff, 0xc3, 0x28, 0x80, 0x22]));
    expect(found.records.map(({ data }) => data)).toEqual(["04ffc32880"]);
  });

  it("may have 255 bytes", () => {
    const text = "x".repeat(255);
    expect(texts(`x TXT "${text}" ${"\\120".repeat(255)}`)).toEqual([`x.example.com. 3600 IN TXT "${text}" "${text}"`]);
  });
});
