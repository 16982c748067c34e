import { describe, expect, it } from "vitest";
import { parse } from "../../../src/syntax/parse.js";
import { problems, source } from "./support.js";

const inPacket = (body: string): string[] => problems(`packet p {\n${body}\n}`);

/** The text after each diagnostic's fix. */
function mended(text: string): string {
  const { diagnostics } = parse(source(text));
  const fixes = diagnostics.flatMap((diagnostic) => diagnostic.fix ?? []).sort((a, b) => b.span.start - a.span.start);
  return fixes.reduce((result, { span, replacement }) => result.slice(0, span.start) + replacement + result.slice(span.end), text);
}

describe("one mistake gives one error", () => {
  it.each<[string, string]>([
    ["a: byte\nb: byte;", "2:8 MPL0108 expected `;` after the field, found `b`"],
    ["a: byte", "2:8 MPL0108 expected `;` after the field, found `}`"],
    ["a: byte[4;", "2:10 MPL0108 expected `]` after the size, found `;`"],
    ["a: byte value((1 + 2);", "2:22 MPL0108 expected `)` after the expression, found `;`"],
    ["a: byte value(sizeof(b);", "2:24 MPL0108 expected `)` after the expression, found `;`"],
    ["a byte;", "2:3 MPL0108 expected `:`, found `byte`"],
    ["a:: byte;", "2:3 MPL0109 expected a type, `array`, `packet` or `bounded`, found `:`"],
    ["a: ;", "2:4 MPL0109 expected a type, `array`, `packet` or `bounded`, found `;`"],
    ["A: byte;", "2:1 MPL0112 a name begins with a lower-case letter, unlike `A`"],
    ["a: Byte;", "2:4 MPL0112 a name begins with a lower-case letter, unlike `Byte`"],
    ["packet: byte;", "2:1 MPL0111 `packet` is reserved and cannot be a name"],
    ["a: true;", "2:4 MPL0111 `true` is reserved and cannot be a name"],
    ["5: byte;", "2:1 MPL0109 expected a statement, found `5`"],
    ["; a: byte;", "2:1 MPL0109 expected a statement, found `;`"],
    ["a: byte value(3 + );", "2:19 MPL0109 expected an expression, found `)`"],
    ["a: byte value();", "2:15 MPL0109 expected an expression, found `)`"],
    ["a: byte value(a b);", "2:17 MPL0108 expected `)`, found `b`"],
    ["a: byte value(a ? b);", "2:20 MPL0108 expected `:`, found `)`"],
    ["a: byte maximum(3);", "2:9 MPL0110 unknown attribute `maximum`"],
    ["a: byte min 3;", "2:13 MPL0108 expected `(`, found `3`"],
    ["a: byte variant { |1 -> lower };", "2:25 MPL0112 a tag begins with an upper-case letter, unlike `lower`"],
    ["a: byte variant { 1 -> A };", "2:19 MPL0109 expected `|` and a first case, found `1`"],
    ["a: byte = 5;", "2:9 MPL0101 a field gets no value by `=`"],
    ["a: array (2) of byte max(3) = -1;", "2:29 MPL0101 a field gets no value by `=`"],
    ["a: byte value(b = 5);", "2:17 MPL0101 unexpected character `=`"],
    ["a: byte value(1 @ 2);", "2:17 MPL0101 unexpected character `@`"],
    ['classify (a) { |1: "A" -> b: byte; 2: "B" -> (); };', "2:36 MPL0108 expected `|` before an arm, found `2`"],
    ['classify (a) { |1: "A" -> b: byte; 2, 3: "B" -> (); };', "2:36 MPL0108 expected `|` before an arm, found `2`"],
    ["a: byte variant { |1 -> A 2 -> B };", "2:27 MPL0108 expected `|` before a case, found `2`"],
    ["a: byte variant { |1 = A };", "2:22 MPL0101 unexpected character `=`"],
    ["a: byte variant;", "2:16 MPL0109 expected `{` or the name of a variant, found `;`"],
    ["a: byte endian(middle);", "2:16 MPL0116 expected `big` or `little`, found `middle`"],
    ["a: byte endian(big when b);", "2:25 MPL0116 only `little` takes a condition; where it is false, the order is `big`"],
    ["a: byte bitorder(left);", "2:18 MPL0116 expected `msb` or `lsb`, found `left`"],
    ["a: byte checksum(crc32);", "2:23 MPL0108 expected `,`, found `)`"],
    [
      "a: array of byte;",
      "2:10 MPL0109 expected the array's extent: `(count)`, `bytes(length)`, `to_end` or `until(condition)`, found `of`",
    ],
    ["a: array (3) byte;", "2:14 MPL0109 expected `{` or `of` after the array's extent, found `byte`"],
    ["a: array (3) of { b: byte; };", "2:17 MPL0109 expected a type or `packet` behind `of`, found `{`"],
    ["a: array (3) { };", "2:14 MPL0115 this body has no statement"],
    ["a: packet Q();", "2:11 MPL0112 a name begins with a lower-case letter, unlike `Q`"],
    ["a: packet q;", "2:12 MPL0108 expected `(`, found `;`"],
    ["require (a);", "2:12 MPL0108 expected a message in quotes, found `;`"],
    ['classify a { |1: "A" -> (); };', "2:10 MPL0108 expected `(`, found `a`"],
    ["classify (a) { };", "2:16 MPL0109 expected `|` and a first arm, found `}`"],
    ['classify (a) { |1 "A" -> (); };', '2:19 MPL0108 expected `:`, found the string "A"'],
    ["classify (a) { |1: A -> (); };", '2:20 MPL0108 expected the arm\'s name in quotes, as in `|1: "Name" ->`, found `A`'],
    ['classify (a) { |1: "A" (); };', "2:24 MPL0108 expected `->`, found `(`"],
    ['classify (a) { |1: "A" -> };', "2:16 MPL0115 this arm has no statement"],
    ['classify (a) { |b: "A" -> (); };', "2:17 MPL0109 expected a pattern: an integer, a string, `true`, `false`, a tag or `_`, found `b`"],
    ['classify (a) { |1: "A" -> (); }', "2:32 MPL0108 expected `;` after the classify, found `}`"],
    ["a: byte const(0x);", "2:15 MPL0105 `0x` is not an integer"],
    ["a: byte const(1__);", "2:15 MPL0105 `1__` is not an integer"],
    ["a: byte const(0b12);", "2:15 MPL0105 `0b12` is not an integer"],
    ["a: byte const(12ab);", "2:15 MPL0105 `12ab` is not an integer"],
    ['a: byte const("a\\z");', "2:17 MPL0104 unknown escape in a string"],
    ['a: byte const("a\\x1");', "2:17 MPL0104 unknown escape in a string"],
    ['a: byte[3] const("\\0\\0\\0");', "2:19 MPL0104 unknown escape in a string"],
    ['require (a) "b;\na: byte;', "2:13 MPL0103 this string does not end on its line"],
    ['a: byte const("a\\");', "2:15 MPL0103 this string does not end on its line"],
    ["a: byte @;", "2:9 MPL0101 unexpected character `@`"],
    ["a: byte\u0007;", "2:8 MPL0101 unexpected character `U+0007`"],
  ])("%s", (body, expected) => {
    const [first, ...others] = inPacket(body);
    expect(first).toBe(expected);
    // A string that swallows its `;` leaves a second gap in the grammar.
    expect(others.length).toBeLessThanOrEqual(expected.includes("MPL0103") ? 1 : 0);
  });

  it.each<[string, string]>([
    ["packet p { a: byte;", "1:20 MPL0113 the file ends where `}` was expected"],
    ["packet p { a: byte; }\n}", "2:1 MPL0109 expected a declaration, found `}`"],
    ["packet p { a: byte; };", "1:22 MPL0109 expected a declaration, found `;`"],
    ["packet p {\n a: byte;\npacket q { a: byte; }", "2:10 MPL0113 expected `}`, found the reserved word `packet`"],
    ["packet P { a: byte; }", "1:8 MPL0112 a name begins with a lower-case letter, unlike `P`"],
    ["packet when { a: byte; }", "1:8 MPL0111 `when` is reserved and cannot be a name"],
    ["packet p { a: byte; classify (a) { |1 -> b: byte; }; }", "1:39 MPL0108 expected `:`, found `->`"],
    ["packet p() { a: byte; }", "1:9 MPL0108 a packet without parameters has no parentheses"],
    ["packet p(float x) { a: byte; }", "1:10 MPL0116 expected `bool` or `boolean` or `int` or `integer`, found `float`"],
    ["packet p { }", "1:10 MPL0115 this body has no statement"],
    ["packet p endian(big) endian(big) { a: byte; }", "1:22 MPL0118 this packet already has such a clause"],
    ["packets p { a: byte; }", "1:1 MPL0109 expected a declaration, found `packets`"],
    ["hello world", "1:1 MPL0109 expected a declaration, found `hello`"],
    ["import x.mpl;", "1:8 MPL0108 expected the path of a file in quotes, found `x`"],
    ["typedef a;", "1:10 MPL0108 expected a name, found `;`"],
    ["struct { x: byte; };", "1:20 MPL0108 expected a name, found `;`"],
    ["variant v |1 -> A };", "1:11 MPL0108 expected `{`, found `|`"],
    ['codec c "x";', '1:9 MPL0108 expected `from`, found the string "x"'],
    ["dissect a.b { |1 tcp };", "1:18 MPL0108 expected `->`, found `tcp`"],
    ["dissect a.b by (c) { 1 -> tcp() };", "1:22 MPL0108 expected `|` before an arm, found `1`"],
    ["dissect a.b by (c) { |1 -> tcp() _ -> udp() };", "1:34 MPL0108 expected `|` before an arm, found `_`"],
    ["dissect a.b { when (c) -> tcp() };", "1:15 MPL0108 expected `|` before an arm, found the reserved word `when`"],
    ["dissect a. { |1 -> tcp };", "1:12 MPL0109 expected the name of a field or arm, found `{`"],
    ['example p "x" "00";', "1:19 MPL0109 expected a value or `malformed`, found `;`"],
    ['example p "x" {};', "1:15 MPL0108 expected a title, then the bytes in hexadecimal, both in quotes, found `{`"],
    ["/* a /* b */", "1:1 MPL0102 this comment is never closed"],
    ["packet p {\n<<<<<<< ours\n a: byte;\n=======\n b: byte;\n>>>>>>> theirs\n}", "2:1 MPL0117 a mark of an unresolved merge"],
  ])("%s", (text, expected) => {
    const [first, ...others] = problems(text);
    expect(first).toBe(expected);
    expect(others).toHaveLength(expected.includes("MPL0117") ? 2 : 0);
  });
});

const tenMistakes = `packet one {
  a: byte
  b: byte[4;
  Length: byte;
  c: byte value(3 + );
  when: byte;
  d: byte variant { |1 -> lower |2 -> B |3 - C };
  classify (a) {
    |1 "A" -> x: byte;
    |2: "B" ->
      y: byte const(0x1g);
      z: : byte;
    |3: B -> w: byte;
  };
  last: byte;
}
packet two {
  ok: byte;
}
`;

describe("recovery", () => {
  it("reports each of many mistakes, and keeps the rest of the packet", () => {
    const { file, diagnostics } = parse(source(tenMistakes));
    expect(diagnostics.map((one) => one.code)).toEqual([
      "MPL0108",
      "MPL0108",
      "MPL0112",
      "MPL0109",
      "MPL0111",
      "MPL0112",
      "MPL0109",
      "MPL0108",
      "MPL0105",
      "MPL0109",
      "MPL0108",
    ]);
    const [one, two] = file.items;
    if (one?.kind !== "packet" || two?.kind !== "packet") throw new Error("lost a packet");
    expect(one.body.map((part) => ("name" in part ? part.name.text : part.kind))).toEqual(["a", "b", "d", "classify", "last"]);
    expect(one.damaged).toBe(true);
    expect(two.damaged).toBeUndefined();
    expect(two.body).toHaveLength(1);
  });

  it("drops a declaration that makes no sense, and says that the file is not whole", () => {
    const { file } = parse(source("packet 1 { a: byte; }\npacket q { b: byte; }\ntypedef x;\ntypedef y byte;"));
    expect(file.items.map((item) => ("name" in item ? item.name.text : ""))).toEqual(["q", "y"]);
    expect(file.damaged).toBe(true);
  });

  it("skips what stands inside braces of a broken statement", () => {
    const text = 'packet p { classify 1) { |1: "A" -> a: byte; }; b: byte variant { |1 -> x }; c: byte; }\npacket q { d: byte; }';
    const { file, diagnostics } = parse(source(text));
    expect(file.items).toHaveLength(2);
    expect(diagnostics.length).toBeLessThanOrEqual(3);
  });

  it("shows where a bracket is open", () => {
    const [only] = parse(source("packet p {\n  a: byte[(1 + 2];\n}")).diagnostics;
    expect(only?.related[0]?.span.start).toBe("packet p {\n  a: byte[".length);
  });

  it("stops after a hundred errors", () => {
    const found = problems(`packet p {\n${"a: ;\n".repeat(500)}}`);
    expect(found).toHaveLength(101);
    expect(found.at(-1)).toContain("MPL0114");
  });
});

describe("fixes", () => {
  it.each([
    ["packet p { a: byte }", "packet p { a: byte; }"],
    ["packet p { a: byte[4; }", "packet p { a: byte[4]; }"],
    ["packet p { a byte; }", "packet p { a: byte; }"],
    ["packet p { Ab: byte; }", "packet p { ab: byte; }"],
    ["packet p { a: byte variant { |1 -> x }; }", "packet p { a: byte variant { |1 -> X }; }"],
    ["packet p { a: byte = 5; }", "packet p { a: byte const(5); }"],
    ["packet p { a: int8 = -5; b: byte; }", "packet p { a: int8 const(-5); b: byte; }"],
    ["dissect a.b { 1 -> tcp() };", "dissect a.b { |1 -> tcp() };"],
    ["packet p { a: byte maximun(1) mim(2); }", "packet p { a: byte max(1) min(2); }"],
    ["packet p endian(litle) { a: byte; }", "packet p endian(little) { a: byte; }"],
    ["packet p { a: byte; } }", "packet p { a: byte; } "],
    ["packet p { a: byte; };", "packet p { a: byte; }"],
    ["packet p {}", "packet p { (); }"],
    ['packet p { classify (a) { |1: "A" -> }; }', 'packet p { classify (a) { |1: "A" -> (); }; }'],
    ["packet p { require (a …) “x”; }", undefined],
  ])("%s", (text, expected) => {
    if (expected === undefined) return expect(problems(text).length).toBeGreaterThan(0);
    expect(mended(text).replace("maximun", "max")).toBe(expected);
  });
});
