/** Types and data that nobody knows: RFC 3597 section 5. */
import { describe, expect, it } from "vitest";
import { complaint, parse, texts } from "./support.js";

describe("RFC 3597 section 5", () => {
  it("its examples", () => {
    const found = parse(
      `$TTL 1h
   a.example.   CLASS32     TYPE731         \\# 6 abcd (
                                               ef 01 23 45 )
   b.example.   HS          TYPE62347       \\# 0
   e.example.   IN          A               \\# 4 0A000001
   e.example.   CLASS1      TYPE1           10.0.0.2`.replace(/^ {3}/gmu, ""),
    );
    expect(found.texts).toEqual(["e.example. 3600 IN A 10.0.0.1", "e.example. 3600 IN A 10.0.0.2"]);
    expect(found.problems.map(({ line, column, message }) => [line, column, message])).toEqual([
      [2, 14, "the record's class is CLASS32, the zone's IN"],
      [4, 14, "the record's class is HS, the zone's IN"],
    ]);
    expect(parse("a.example. 5 CLASS32 TYPE731 \\# 6 abcd (\n ef 01 23 45 )", { classNumber: 32 }).texts).toEqual([
      "a.example. 5 CLASS32 TYPE731 \\# 6 abcdef012345",
    ]);
    expect(parse("b.example. 5 HS TYPE62347 \\# 0", { classNumber: 4 }).texts).toEqual(["b.example. 5 HS TYPE62347 \\# 0"]);
  });
});

describe("the generic form", () => {
  it("of a type whose fields are known is read as these", () => {
    expect(texts("x MX \\# 5 000a 01 6100\nx TXT \\# 4 03616263\nx SOA \\# 22 0000 00000001 00000002 00000003 00000004 00000005")).toEqual([
      "x.example.com. 3600 IN MX 10 a.",
      'x.example.com. 3600 IN TXT "abc"',
      "x.example.com. 3600 IN SOA . . 1 2 3 4 5",
    ]);
  });

  it("allows what the type's own form refuses, such as unknown digests' lengths", () => {
    expect(texts("x DS \\# 6 0001 08 02 aabb")).toEqual(["x.example.com. 3600 IN DS \\# 6 00010802aabb"]);
  });

  it("is only meant by \\# without quotes", () => {
    expect(texts('x TXT "\\#" 1 00\nx TXT a \\# 1')).toEqual([
      'x.example.com. 3600 IN TXT "#" "1" "00"',
      'x.example.com. 3600 IN TXT "a" "#" "1"',
    ]);
  });

  it.each([
    ["A \\# 3 010203", "1:10", "the data is not that of A: address: expected 4 bytes, found 3 bytes before the end of the input"],
    ["A \\# 4 010203", "1:10", "expected 4 bytes of data; found 3"],
    ["A \\# 0", "1:8", "the data of A cannot be empty"],
    ["A \\# 0 00", "1:10", "expected 0 bytes of data; found 1"],
    ["A \\#", "1:7", "expected the data's length; found the end of the record"],
    ["TYPE300 \\# x", "1:14", 'expected the data\'s length, a number from 0 to 65535; found "x"'],
    ["TYPE300 \\# 65536 00", "1:14", 'expected the data\'s length, a number from 0 to 65535; found "65536"'],
    ["TYPE300 \\# 1", "1:15", "expected the data; found the end of the record"],
    ["TYPE300 \\# 1 0g", "1:17", 'the data has a character that is no digit of it: "g"'],
    ["TYPE300 1", "1:11", "the data of TYPE300 has to be in the generic form"],
    ["NULL 1", "1:8", "the data of NULL has to be in the generic form"],
    ["NULL", "1:3", "the data of NULL has to be in the generic form"],
    ["NS \\# 2 c000", "1:11", "the data is not that of NS: nsdname: expected a name without pointers, found one"],
  ])("%s is wrong", (data, place, message) => {
    expect(complaint(`x ${data}`).split("\n")[0]).toBe(`zone:${place}: error: ${message}`);
  });
});

describe("types that stand in messages only", () => {
  it.each(["OPT", "TSIG", "TKEY", "AXFR", "IXFR", "ANY", "MAILB", "MAILA", "TYPE41", "TYPE0", "TYPE128", "TYPE255", "NXNAME"])(
    "%s is refused",
    (type) => {
      expect(parse(`x 5 ${type} \\# 0`).problems).toMatchObject([{ code: "forbidden-type", line: 1, column: 5 }]);
    },
  );
});
