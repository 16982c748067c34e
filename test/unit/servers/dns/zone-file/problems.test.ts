/** Problems: where they are, how they look, and that whatever is not wrong is still read. */
import { describe, expect, it } from "vitest";
import { lineOfText, renderProblem } from "../../../../../servers/dns/zone-file/index.js";
import { bytesOf, complaint, parse } from "./support.js";

/** A zone with one problem, and all of what is said about it. */
const PROBLEMS: readonly (readonly [what: string, text: string, rendered: string])[] = [
  [
    "a type that is misspelt",
    "www AAA 10.0.0.1",
    `zone:1:5: error: there is no type "AAA"
  www AAA 10.0.0.1
      ^^^
  help: did you mean AAAA?`,
  ],
  [
    "a type that is no type at all",
    "www\tfoo.example\n",
    `zone:1:5: error: there is no type "foo.example"
  www\tfoo.example
     \t^^^^^^^^^^^
  help: types without a name are written TYPE1234, with data like \\# 2 abcd`,
  ],
  [
    "a directive behind a blank",
    "x A 10.0.0.1\n $TTL 5",
    `zone:2:2: error: there is no type "$TTL"
   $TTL 5
   ^^^^
  help: a directive starts in the first column`,
  ],
  [
    "a directive that is misspelt",
    "$ORGIN example.org.",
    `zone:1:1: error: there is no directive "$ORGIN"
  $ORGIN example.org.
  ^^^^^^
  help: did you mean $ORIGIN?`,
  ],
  [
    "a directive that is none",
    "$x A 10.0.0.1",
    `zone:1:1: error: there is no directive "$x"
  $x A 10.0.0.1
  ^^
  help: an owner that begins with $ is written \\$`,
  ],
  ["no type", "x 5 IN", "zone:1:7: error: expected a type; found the end of the record\n  x 5 IN\n        ^"],
  ["an owner alone", "x ; y", "zone:1:2: error: expected a TTL, a class or a type; found the end of the record\n  x ; y\n   ^"],
  [
    "a type in quotes",
    'x "A" 10.0.0.1',
    'zone:1:3: error: there is no type ""A""\n  x "A" 10.0.0.1\n    ^^^\n  help: names of types are not in quotes',
  ],
  [
    "a TTL twice",
    "x 5 6 A 10.0.0.1",
    'zone:1:5: error: there is no type "6"\n  x 5 6 A 10.0.0.1\n      ^\n  help: the TTL is there already',
  ],
  [
    "a class twice",
    "x IN IN A 10.0.0.1",
    'zone:1:6: error: there is no type "IN"\n  x IN IN A 10.0.0.1\n       ^^\n  help: the class is there already',
  ],
  ["another class", "x CH A 10.0.0.1", "zone:1:3: error: the record's class is CH, the zone's IN\n  x CH A 10.0.0.1\n    ^^"],
  [
    "a TTL that is none",
    "x 1h30 A 10.0.0.1",
    'zone:1:3: error: expected a TTL, seconds or a time like 1h30m; found "1h30"\n  x 1h30 A 10.0.0.1\n    ^^^^',
  ],
  [
    "a TTL that is too long",
    "$TTL 2147483648",
    "zone:1:6: error: the TTL 2147483648 is longer than 2147483647 seconds (RFC 2181 section 8)\n  $TTL 2147483648\n       ^^^^^^^^^^",
  ],
  [
    "no owner",
    "\n A 10.0.0.1",
    "zone:2:2: error: the record has no owner, and there is none before it\n   A 10.0.0.1\n   ^\n  help: a line that begins with a blank repeats the last owner",
  ],
  [
    "a quoted owner",
    '"x" A 10.0.0.1',
    'zone:1:1: error: the owner is in quotes\n  "x" A 10.0.0.1\n  ^^^\n  help: names are written without quotes; \\032 is a space in one',
  ],
  ["an empty label", "a..b A 10.0.0.1", 'zone:1:3: error: the owner "a..b" has an empty label\n  a..b A 10.0.0.1\n    ^'],
  ["an empty label at the beginning", ".b A 10.0.0.1", 'zone:1:1: error: the owner ".b" has an empty label\n  .b A 10.0.0.1\n  ^'],
  [
    "a label that is too long",
    `a.${"b".repeat(64)}.c A 10.0.0.1`,
    `zone:1:3: error: the owner "a.${"b".repeat(58)}..." has a label of more than 63 bytes
  a.${"b".repeat(64)}.c A 10.0.0.1
    ${"^".repeat(64)}`,
  ],
  [
    "a name that is too long with its origin",
    `x NS ${"abc.".repeat(61)}a`,
    `zone:1:6: error: the name server "${"abc.".repeat(15)}..." is longer than 255 bytes
  ${`x NS ${"abc.".repeat(61)}`.slice(0, 120)}
       ${"^".repeat(115)}
  help: the origin counts too, where the name does not end in a dot`,
  ],
  [
    "a bad escape in a name",
    "x NS a\\25.b",
    'zone:1:7: error: the name server "a\\25.b" has a bad escape\n  x NS a\\25.b\n        ^\n  help: \\ stands before three digits of a byte, 000 to 255, or one other character',
  ],
  [
    "a backslash at the end of a line",
    "x NS a\\\n",
    'zone:1:7: error: the name server "a\\" has a bad escape\n  x NS a\\\n        ^\n  help: \\ stands before three digits of a byte, 000 to 255, or one other character',
  ],
  [
    "a quote that is not closed",
    'x TXT a "b ; c',
    'zone:1:9: error: the quoted text does not end on its line\n  x TXT a "b ; c\n          ^',
  ],
  [
    "a parenthesis that closes nothing",
    "x A 10.0.0.1 )",
    "zone:1:14: error: the parenthesis closes nothing\n  x A 10.0.0.1 )\n               ^",
  ],
  [
    "a parenthesis that is not closed, whatever comes then",
    "x SOA a b ( 1 2 3\n 4 5\n\ny A 10.0.0.1\n",
    "zone:1:11: error: the parenthesis is not closed\n  x SOA a b ( 1 2 3\n            ^",
  ],
  [
    "something behind the record",
    "x A 10.0.0.1 10.0.0.2",
    'zone:1:14: error: expected the end of the record; found "10.0.0.2"\n  x A 10.0.0.1 10.0.0.2\n               ^^^^^^^^',
  ],
  ["something behind a directive", "$TTL 5 s", 'zone:1:8: error: expected the end of the line; found "s"\n  $TTL 5 s\n         ^'],
  [
    "a mnemonic that is misspelt",
    "x DNSKEY 257 NONE RSASHA257 AAAA".replace("NONE", "TLSS"),
    `zone:1:14: error: expected the protocol, a number from 0 to 255 or one of NONE, TLS, EMAIL, DNSSEC, IPSEC, ALL; found "TLSS"
  x DNSKEY 257 TLSS RSASHA257 AAAA
               ^^^^
  help: did you mean TLS?`,
  ],
  [
    "a parameter that needs another",
    "x HTTPS 1 . port=1 no-default-alpn",
    "zone:1:20: error: no-default-alpn needs alpn beside it\n  x HTTPS 1 . port=1 no-default-alpn\n                     ^^^^^^^^^^^^^^^",
  ],
  [
    "a template that makes no data",
    "$GENERATE 250-260 h$ A 10.0.0.$",
    'zone:1:1: error: expected an IPv4 address; found "10.0.0.256" (in the record for 256)\n  $GENERATE 250-260 h$ A 10.0.0.$\n  ^^^^^^^^^',
  ],
  [
    "a template with a bad base",
    "$GENERATE 1-9 h${0,3,q} A 10.0.0.1",
    `zone:1:16: error: expected \${offset,width,base}; found "\${0,3,q}"
  $GENERATE 1-9 h\${0,3,q} A 10.0.0.1
                 ^^^^^^^^
  help: the base is one of d, o, x, X, n and N; \\$ is a dollar sign`,
  ],
  [
    "a range that is far too long",
    "$GENERATE 0-2147483647 h$ A 10.0.0.1",
    "zone:1:11: error: the range has 2147483648 numbers; 65536 is the most\n  $GENERATE 0-2147483647 h$ A 10.0.0.1\n            ^^^^^^^^^^^^",
  ],
  [
    "a NUL in an address",
    "x A 10.0.0.1\0",
    "zone:1:13: error: a NUL byte, as in files that were not written to their end; in a name or a text it is \\000\n  x A 10.0.0.1\ufffd\n              ^",
  ],
  [
    "something far to the right, behind a byte order mark, before CRLF",
    `\ufeffx A 10.0.0.1${" ".repeat(100_000)}y\r\n`,
    `zone:1:100013: error: expected the end of the record; found "y"\n  ${" ".repeat(119)}y\n  ${" ".repeat(119)}^`,
  ],
  ["$ORIGIN without a name", "$ORIGIN", "zone:1:8: error: expected the origin's name; found the end of the record\n  $ORIGIN\n         ^"],
];

describe("a problem is told at its place", () => {
  it.each(PROBLEMS)("%s", (_what, text, rendered) => {
    expect(complaint(text)).toBe(rendered);
  });

  it("no TTL", () => {
    expect(parse("x A 10.0.0.1").rendered).toEqual([
      `zone:1:5: error: the record has no TTL, and nothing before it gives one
  x A 10.0.0.1
      ^^^^^^^^
  help: a line like $TTL 1h at the file's start gives all records one`,
    ]);
  });

  it("on the line where it is, within parentheses", () => {
    expect(complaint("x SOA ns hostmaster (\n  1\n  2 ; refresh\n  x3 ; retry\n  4 5 )")).toBe(
      'zone:4:3: error: expected the retry interval, seconds or a time like 1h30m; found "x3"\n    x3 ; retry\n    ^^',
    );
  });

  it("in columns of characters, also behind some beyond ASCII", () => {
    expect(complaint('x TXT "é😀" (\n é A 5\n"')).toBe('zone:1:12: error: the parenthesis is not closed\n  x TXT "é😀" (\n             ^');
    const { problems } = parse('é😀 5 A "ü"\n');
    expect(problems).toMatchObject([{ line: 1, column: 8, endColumn: 11 }]);
  });
});

describe("the records around problems are all there", () => {
  const lines = [
    "$TTL 1h",
    "@ SOA ns hostmaster ( 1 2 3",
    "  4 5 )",
    "  NS ns.",
    "ns A 10.0.0.1",
    "a A 10.0.0.256",
    "b AAAA ( 1",
    "  ::2 ) ; the whole of it is passed over",
    "c A 10.0.0.3",
    "d..e A 10.0.0.4",
    "  A 10.0.0.5",
    "f A 10.0.0.6",
    'g TXT "not closed ( ; "" )',
    'h TXT ( a "b',
    ' c "d" )',
    "i A 10.0.0.7",
    "  MX ten mail",
    "  MX 10 mail",
    "j A 10.0.0.8 ) 10.0.0.9",
    "k A 10.0.0.10",
    "$ORIGIN x..y",
    "l A 10.0.0.11",
    "$FOO ( bar",
    " baz )",
    "m A 10.0.0.12",
  ];

  it("each problem in its place, each good record read", () => {
    const found = parse(lines.join("\n"));
    expect(found.problems.map(({ line, column, code }) => `${String(line)}:${String(column)} ${code}`)).toEqual([
      "6:5 bad-address",
      "7:10 bad-address",
      "10:3 bad-name",
      "13:24 unclosed-quote",
      "14:11 unclosed-quote",
      "17:6 bad-number",
      "19:14 unbalanced-parenthesis",
      "21:11 bad-name",
      "23:1 unknown-directive",
    ]);
    expect(found.texts.map((text) => text.replace(/\.example\.com\. 3600 IN|^example\.com\. 3600 IN/u, ""))).toEqual([
      " SOA ns.example.com. hostmaster.example.com. 1 2 3 4 5",
      " NS ns.",
      "ns A 10.0.0.1",
      "c A 10.0.0.3",
      "f A 10.0.0.6",
      "i A 10.0.0.7",
      "i MX 10 mail.example.com.",
      "k A 10.0.0.10",
      "l A 10.0.0.11",
      "m A 10.0.0.12",
    ]);
    expect(found.summary).toEqual({ records: 10, errors: 9, warnings: 0 });
  });

  it("whichever one line of a zone is spoilt", () => {
    const zone = ["$TTL 5", ...Array.from({ length: 12 }, (_, index) => `h${String(index)} A 10.0.0.${String(index)}`)];
    for (let spoilt = 1; spoilt < zone.length; spoilt++) {
      for (const bad of ['x TXT "', "x A )", "x (\n)", "$", "x A 10.0.0.1 \\", "\\", "x..y A 10.0.0.1", '"', "x \\# 1 00", "x A \\# 1"]) {
        const found = parse(zone.map((line, index) => (index === spoilt ? bad : line)).join("\n"));
        expect([found.summary.errors, found.records.length], bad).toEqual([1, 11]);
      }
    }
  });
});

describe("many problems", () => {
  it("are counted when no more are told", () => {
    const found = parse("x A\n".repeat(250), { defaultTtl: 5 });
    expect(found.problems).toHaveLength(100);
    expect(found.summary).toEqual({ records: 0, errors: 250, warnings: 0 });
    expect(parse("x A\n".repeat(9), { defaultTtl: 5, limits: { problems: 3 } }).problems).toHaveLength(3);
  });
});

describe("renderProblem", () => {
  const problem = { severity: "error", code: "bad-name", message: "wrong", file: "zone", line: 1, column: 3 } as const;

  it("does without the line, and without an end", () => {
    expect(renderProblem(problem)).toBe("zone:1:3: error: wrong");
    expect(renderProblem(problem, () => undefined)).toBe("zone:1:3: error: wrong");
    expect(renderProblem(problem, () => "abcdef")).toBe("zone:1:3: error: wrong\n  abcdef\n    ^");
  });

  it("shows a part of a long line, with the caret in place", () => {
    const lines = renderProblem({ ...problem, column: 501, endColumn: 503 }, () => `${"x".repeat(500)}ab${"y".repeat(500)}`).split("\n");
    expect(lines[1]).toBe(`  ${"x".repeat(80)}ab${"y".repeat(38)}`);
    expect(lines[2]).toBe(`  ${" ".repeat(80)}^^`);
  });

  it("lets nothing through that a terminal would obey", () => {
    const text = renderProblem({ ...problem, file: "a\u001b[2Jb" }, () => "\u001b[31m\ta\u0000\u202eb");
    expect(text).toBe("a\\u001b[2Jb:1:3: error: wrong\n  \ufffd[31m\ta\ufffd\ufffdb\n    ^");
    expect(complaint("x \u001b[2J\u0007 y").split("\n")[0]).toBe('zone:1:3: error: there is no type "\\u001b[2J\\u0007"');
  });
});

describe("lineOfText", () => {
  it("gives a line without its end", () => {
    const text = bytesOf("a\nbé\r\n\nd");
    expect([1, 2, 3, 4, 5].map((line) => lineOfText(text, line))).toEqual(["a", "bé", "", "d", undefined]);
  });
});
