import { describe, expect, it } from "vitest";
import type { Attribute, Item } from "../../../src/syntax/ast.js";
import { expression, field, packet, parsed, statement, statements, withoutSpans } from "./support.js";

function item(text: string): Item {
  const [first] = parsed(text).items;
  if (first === undefined) throw new Error("no item");
  return first;
}

function attribute(text: string): Attribute {
  const [first] = field(`a: byte ${text};`).attributes;
  if (first === undefined) throw new Error("no attribute");
  return first;
}

const name = (text: string): unknown => ({ text });
const int = (value: number): unknown => ({ kind: "int", value: `${value}n`, text: String(value) });
const ref = (text: string): unknown => ({ kind: "name", name: text });
const minus = (operand: unknown): unknown => ({ kind: "unary", operator: "-", operand });
const string = (value: string): unknown => ({ kind: "string", value });

describe("declarations", () => {
  it.each<[string, unknown]>([
    ['import "a/b.mpl";', { kind: "import", path: string("a/b.mpl") }],
    ["typedef mac byte;", { kind: "typedef", name: name("mac"), base: name("byte") }],
    ["struct { (); } s;", { kind: "struct", name: name("s"), body: [{ kind: "unit" }] }],
    [
      "variant kind { |1 -> A |2 => B };",
      {
        kind: "variant",
        name: name("kind"),
        cases: [
          { kind: "case", value: int(1), tag: name("A"), isDefault: false },
          { kind: "case", value: int(2), tag: name("B"), isDefault: true },
        ],
      },
    ],
    ['codec mac from "./mac.js";', { kind: "codec", name: name("mac"), module: string("./mac.js"), state: false }],
    [
      'codec mac from "./mac.js" size(6) state;',
      { kind: "codec", name: name("mac"), module: string("./mac.js"), size: int(6), state: true },
    ],
    [
      "dissect ethernet.length.IPv4.data by (protocol) { |6, 7..9 -> tcp(n, 1) |_ -> other };",
      {
        kind: "dissect",
        path: [name("ethernet"), name("length"), name("IPv4"), name("data")],
        by: ref("protocol"),
        arms: [
          {
            kind: "dissectArm",
            patterns: [
              { kind: "one", constant: int(6) },
              { kind: "range", low: int(7), high: int(9) },
            ],
            targets: [{ kind: "dissectTarget", packet: name("tcp"), args: [ref("n"), int(1)] }],
          },
          { kind: "dissectArm", patterns: [], targets: [{ kind: "dissectTarget", packet: name("other"), args: [] }] },
        ],
      },
    ],
    [
      "dissect udp.data { |when (port) -> dns };",
      {
        kind: "dissect",
        path: [name("udp"), name("data")],
        arms: [
          { kind: "dissectArm", patterns: [], when: ref("port"), targets: [{ kind: "dissectTarget", packet: name("dns"), args: [] }] },
        ],
      },
    ],
    [
      "dissect tcp.data { |_ -> old else new(1) else else };",
      {
        kind: "dissect",
        path: [name("tcp"), name("data")],
        arms: [
          {
            kind: "dissectArm",
            patterns: [],
            targets: [
              { kind: "dissectTarget", packet: name("old"), args: [] },
              { kind: "dissectTarget", packet: name("new"), args: [int(1)] },
              { kind: "dissectTarget", packet: name("else"), args: [] },
            ],
          },
        ],
      },
    ],
    [
      'example p(true, -1) "title" "00 01" "02" noncanonical { a: 1, "b": [Tag, {}], c: [] };',
      {
        kind: "example",
        packet: name("p"),
        args: [
          { kind: "bool", value: true },
          { kind: "int", value: "-1n", text: "-1" },
        ],
        title: string("title"),
        hex: [string("00 01"), string("02")],
        noncanonical: true,
        value: {
          kind: "object",
          entries: [
            { name: name("a"), value: { kind: "scalar", constant: int(1) } },
            {
              name: name("b"),
              value: {
                kind: "list",
                elements: [
                  { kind: "scalar", constant: { kind: "tag", text: "Tag" } },
                  { kind: "object", entries: [] },
                ],
              },
            },
            { name: name("c"), value: { kind: "list", elements: [] } },
          ],
        },
      },
    ],
    [
      'example p "title" "00" malformed;',
      { kind: "example", packet: name("p"), args: [], title: string("title"), hex: [string("00")], noncanonical: false },
    ],
  ])("%s", (text, expected) => {
    expect(withoutSpans(item(text))).toEqual(expected);
  });

  it("reads a packet's parameters and clauses", () => {
    const found = packet("packet p(bool a, integer b) endian(little when b == 1) bitorder(lsb) { (); }");
    expect(withoutSpans(found.params)).toEqual([
      { kind: "param", type: name("bool"), name: name("a") },
      { kind: "param", type: name("integer"), name: name("b") },
    ]);
    expect(found.endian?.kind).toBe("littleWhen");
    expect(found.bitOrder).toBe("lsb");
  });
});

describe("statements", () => {
  it.each<[string, unknown]>([
    ["a: byte;", { kind: "field", name: name("a"), type: { name: name("byte") }, attributes: [] }],
    ["a: byte[4];", { kind: "field", name: name("a"), type: { name: name("byte"), argument: int(4) }, attributes: [] }],
    ["a: label;", { kind: "label", name: name("a") }],
    ["();", { kind: "unit" }],
    ['require (a) "why";', { kind: "require", condition: ref("a"), message: string("why") }],
    ["a: packet b();", { kind: "nested", name: name("a"), packet: name("b"), args: [], attributes: [] }],
    [
      "a: packet b(n) bounded(4) keep rest;",
      {
        kind: "nested",
        name: name("a"),
        packet: name("b"),
        args: [ref("n")],
        attributes: [{ kind: "bounded", length: int(4), keep: name("rest") }],
      },
    ],
    [
      "a: bounded(n) keep rest { b: byte; } when(c);",
      {
        kind: "bounded",
        name: name("a"),
        length: ref("n"),
        keep: name("rest"),
        body: [{ kind: "field", name: name("b"), type: { name: name("byte") }, attributes: [] }],
        attributes: [{ kind: "when", argument: ref("c") }],
      },
    ],
    [
      'classify (a) { |1, -3..-1: "A" when (b) -> (); |"x": "B" -> (); |true: "C" -> (); |Foo: "D" -> (); |_: "E" -> (); };',
      {
        kind: "classify",
        subject: ref("a"),
        arms: [
          {
            kind: "arm",
            patterns: [
              { kind: "one", constant: int(1) },
              { kind: "range", low: minus(int(3)), high: minus(int(1)) },
            ],
            name: string("A"),
            when: ref("b"),
            body: [{ kind: "unit" }],
          },
          { kind: "arm", patterns: [{ kind: "one", constant: string("x") }], name: string("B"), body: [{ kind: "unit" }] },
          {
            kind: "arm",
            patterns: [{ kind: "one", constant: { kind: "bool", value: true } }],
            name: string("C"),
            body: [{ kind: "unit" }],
          },
          { kind: "arm", patterns: [{ kind: "one", constant: { kind: "tag", text: "Foo" } }], name: string("D"), body: [{ kind: "unit" }] },
          { kind: "arm", patterns: [{ kind: "any" }], name: string("E"), body: [{ kind: "unit" }] },
        ],
      },
    ],
  ])("%s", (text, expected) => {
    expect(withoutSpans(statement(text))).toEqual(expected);
  });

  it("names an expression that is classified", () => {
    const found = statement('classify (a & 3) as low { |_: "Any" -> (); };');
    expect(found.kind === "classify" && found.as?.text).toBe("low");
  });

  it.each<[string, unknown]>([
    ["(n)", { kind: "count", count: ref("n") }],
    ["bytes(n)", { kind: "bytes", length: ref("n") }],
    ["to_end", { kind: "toEnd" }],
    ["to_end until(n)", { kind: "toEnd", until: ref("n") }],
    ["until(n)", { kind: "until", until: ref("n") }],
  ])("array %s", (extent, expected) => {
    const group = statement(`a: array ${extent} { (); } when(b);`);
    expect(withoutSpans(group)).toEqual({
      kind: "array",
      name: name("a"),
      extent: expected,
      body: { kind: "group", body: [{ kind: "unit" }] },
      attributes: [{ kind: "when", argument: ref("b") }],
    });
    const scalar = statement(`a: array ${extent} of byte[4] min(1);`);
    expect(scalar.kind === "array" && withoutSpans(scalar.body)).toEqual({
      kind: "of",
      type: { name: name("byte"), argument: int(4) },
      attributes: [{ kind: "min", argument: int(1) }],
    });
  });
});

describe("attributes", () => {
  it.each(["min", "max", "align", "const", "value", "default", "when"])("%s", (kind) => {
    expect(withoutSpans(attribute(`${kind}(1)`))).toEqual({ kind, argument: int(1) });
  });

  it.each<[string, unknown]>([
    ["verify", { kind: "verify" }],
    ["variant kinds", { kind: "variantRef", name: name("kinds") }],
    ["variant { |1 => A }", { kind: "variant", cases: [{ kind: "case", value: int(1), tag: name("A"), isDefault: true }] }],
    ["endian(big)", { kind: "endian", endian: { kind: "big" } }],
    ["endian(little)", { kind: "endian", endian: { kind: "little" } }],
    ["endian(little when a)", { kind: "endian", endian: { kind: "littleWhen", condition: ref("a") } }],
    ["bitorder(msb)", { kind: "bitorder", order: "msb" }],
    ["checksum(crc32, a)", { kind: "checksum", algorithm: name("crc32"), region: ref("a") }],
    ["checksum(internet, a, b)", { kind: "checksum", algorithm: name("internet"), region: ref("a"), seed: ref("b") }],
    ["bounded(4)", { kind: "bounded", length: int(4) }],
  ])("%s", (text, expected) => {
    expect(withoutSpans(attribute(text))).toEqual(expected);
  });

  it("keeps several in order, duplicates too", () => {
    const kinds = field("a: byte min(1) max(2) min(3) value(sizeof(b)) default(4);").attributes.map((one) => one.kind);
    expect(kinds).toEqual(["min", "max", "min", "value", "default"]);
  });
});

describe("names", () => {
  const contextual = [
    "_",
    "import",
    "codec",
    "from",
    "size",
    "state",
    "endian",
    "bitorder",
    "as",
    "bounded",
    "keep",
    "require",
    "bytes",
    "to_end",
    "until",
    "of",
    "verify",
    "checksum",
    "dissect",
    "by",
    "example",
    "noncanonical",
    "malformed",
    "label",
    "min",
    "max",
    "align",
    "const",
    "value",
    "default",
    "big",
    "little",
    "msb",
    "lsb",
    "bool",
    "int",
    "offset",
    "sizeof",
    "remaining",
    "present",
    "byte",
    "packets",
    "arrays",
    "truest",
    "when_",
    "e",
    "constructor",
    "__proto__",
    "toString",
    "a'",
    "x'y''",
  ];

  it.each(contextual)("`%s` may be the name of anything", (word) => {
    const text = `typedef ${word} byte;
      struct { ${word}: byte; } ${word};
      variant ${word} { |1 -> A };
      codec ${word} from "x";
      packet ${word}(int ${word}) {
        ${word}: byte value(${word}) variant ${word};
        ${word}: label;
        ${word}: array (${word}) of ${word};
        ${word}: array until(${word} == ${word}) { ${word}: ${word}[${word}] min(${word}); };
        ${word}: packet ${word}(${word}, ${word}(${word})) bounded(${word}) keep ${word};
        ${word}: bounded(${word}) keep ${word} { (); };
        classify (${word}) as ${word} { |1: "A" -> ${word}: ${word}; };
      }
      dissect ${word}.${word} by (${word}) { |1 -> ${word}(${word}) };
      example ${word} "t" "00" { ${word}: 1 };`;
    const file = parsed(text);
    expect(file.items).toHaveLength(7);
    expect(file.items.every((one) => !("name" in one) || one.name.text === word)).toBe(true);
  });

  it("takes a field of a type called label for a label only without size and attributes", () => {
    expect(statements("a: label; b: label[2]; c: label min(1);").map((one) => one.kind)).toEqual(["label", "field", "field"]);
  });

  it("takes `_` for a pattern, and a longer name for no pattern", () => {
    expect(statement('classify (a) { |_: "A" -> (); };').kind).toBe("classify");
    expect(() => statement('classify (a) { |_b: "A" -> (); };')).toThrow("expected a pattern");
  });
});

describe("lexical structure", () => {
  it.each([
    ["46..1500", "(46 .. 1500)"],
    ["0..0x1F", "(0 .. 0x1F)"],
  ])("reads %s as two integers and a range", (text, expected) => {
    const range = expression(text);
    expect(
      range.kind === "binary" &&
        `(${range.left.kind === "int" ? range.left.text : ""} .. ${range.right.kind === "int" ? range.right.text : ""})`,
    ).toBe(expected);
  });

  it.each<[string, bigint]>([
    ["0", 0n],
    ["007", 7n],
    ["1_000", 1000n],
    ["0xFf_00", 0xff00n],
    ["0XaB", 0xabn],
    ["0o17", 15n],
    ["0O1_7", 15n],
    ["0b1_01", 5n],
    ["0B11", 3n],
    ["18446744073709551616", 2n ** 64n],
  ])("%s", (text, value) => {
    const integer = expression(text);
    expect(integer.kind === "int" && integer.value).toBe(value);
  });

  it.each<[string, string]>([
    ['"a\\"b\\\\c\\n\\r\\t\\x41\\xfe"', 'a"b\\c\n\r\tA\u00fe'],
    ['"grüße 漢字 🎉"', "grüße 漢字 🎉"],
    ['"// no comment /* here */"', "// no comment /* here */"],
    ['""', ""],
  ])("%s", (text, value) => {
    const literal = expression(text);
    expect(literal.kind === "string" && literal.value).toBe(value);
  });

  it("nests comments, and takes LF, CRLF and a byte order mark", () => {
    const text = "\ufeff// ümläut */ /*\r\npacket p { /* a /* b */ c **/ a: byte; // end\r\n/**/ b: byte; }\r\n/* //";
    expect(() => parsed(text)).toThrow("never closed");
    expect(packet(`${text} */`).body).toHaveLength(2);
  });

  it("needs no space where tokens cannot be confused", () => {
    const found = field("a:byte variant{|1->A|2=>B|0x3->C}min(1)max(-2);");
    expect(found.attributes.map((one) => one.kind)).toEqual(["variant", "min", "max"]);
  });

  it("accepts a file of comments only", () => {
    expect(parsed("// nothing\n/* at all */").items).toEqual([]);
    expect(parsed("").items).toEqual([]);
  });
});
