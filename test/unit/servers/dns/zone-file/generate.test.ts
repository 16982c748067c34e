/** `$GENERATE`, which agrees with BIND's named-checkzone on all of this. */
import { describe, expect, it } from "vitest";
import { complaint, parse, texts } from "./support.js";

const owners = (text: string): readonly string[] => texts(text).map((line) => line.replace(/ 3600 IN .*$/u, ""));

describe("$GENERATE", () => {
  it("makes records", () => {
    expect(texts("$ORIGIN 0.0.192.IN-ADDR.ARPA.\n$GENERATE 1-2 @ NS SERVER$.EXAMPLE.\n$GENERATE 1-127/63 $ CNAME $.0")).toEqual([
      "0.0.192.IN-ADDR.ARPA. 3600 IN NS SERVER1.EXAMPLE.",
      "0.0.192.IN-ADDR.ARPA. 3600 IN NS SERVER2.EXAMPLE.",
      "1.0.0.192.IN-ADDR.ARPA. 3600 IN CNAME 1.0.0.0.192.IN-ADDR.ARPA.",
      "64.0.0.192.IN-ADDR.ARPA. 3600 IN CNAME 64.0.0.0.192.IN-ADDR.ARPA.",
      "127.0.0.192.IN-ADDR.ARPA. 3600 IN CNAME 127.0.0.0.192.IN-ADDR.ARPA.",
    ]);
  });

  it("takes data of several fields, in quotes or not", () => {
    expect(
      texts('$GENERATE 1-2 HOST-$ MX "0 ."\n$GENERATE 3-3 h$ MX $ m$\n$GENERATE 4-4 t$ TXT "\\"a $\\" b"\n$GENERATE 5-5 t$ TXT "a $" b$'),
    ).toEqual([
      "HOST-1.example.com. 3600 IN MX 0 .",
      "HOST-2.example.com. 3600 IN MX 0 .",
      "h3.example.com. 3600 IN MX 3 m3.example.com.",
      't4.example.com. 3600 IN TXT "a 4" "b"',
      't5.example.com. 3600 IN TXT "a 5" "b5"',
    ]);
  });

  it("takes TTL and class", () => {
    expect(texts("$GENERATE 1-1 a$ 60 A 10.0.0.$\n$GENERATE 1-1 a$ IN 1m A 10.0.0.$\n$GENERATE 1-1 a$ IN A 10.0.0.$")).toEqual([
      "a1.example.com. 60 IN A 10.0.0.1",
      "a1.example.com. 60 IN A 10.0.0.1",
      "a1.example.com. 3600 IN A 10.0.0.1",
    ]);
  });

  it.each([
    ["h${0}", "h10"],
    ["h${-3}", "h7"],
    ["h${5,4}", "h0015"],
    ["h${0,3,d}", "h010"],
    ["h${0,3,o}", "h012"],
    ["h${0,1,x}", "ha"],
    ["h${0,4,X}", "h000A"],
    ["h$$-$", "h\\$-10"],
    ["h\\$-$", "h\\$-10"],
    ["${0,1,n}", "a"],
    ["${0,0,N}.x", "A.x"],
    ["${0,2,n}x", "a.x"],
    ["${0,3,n}.x", "a.0.x"],
    ["${0,4,N}x", "A.0.x"],
    ["${30,0,n}", "8.2"],
    ["${30,1,n}", "8.2"],
    ["${30,5,n}", "8.2.0"],
    ["$.$", "10.10"],
  ])("%s for 10 is %s", (template, owner) => {
    expect(owners(`$GENERATE 10-10 ${template} A 10.0.0.1`)).toEqual([`${owner}.example.com.`]);
  });

  it("goes on over lines, and leaves owner and TTL as they were", () => {
    expect(texts("x A 10.0.0.1\n$GENERATE 1-2 ( h$\n 5 A ; no\n 10.0.1.$ )\n A 10.0.0.2")).toEqual([
      "x.example.com. 3600 IN A 10.0.0.1",
      "h1.example.com. 5 IN A 10.0.1.1",
      "h2.example.com. 5 IN A 10.0.1.2",
      "x.example.com. 3600 IN A 10.0.0.2",
    ]);
  });

  it("gives its records its own line", () => {
    expect(parse("\n$GENERATE 1-2 h$ 5 A 10.0.0.$").records.map(({ line, column }) => [line, column])).toEqual([
      [2, 1],
      [2, 1],
    ]);
  });

  it("takes types of every kind", () => {
    expect(
      texts("$GENERATE 1-1 h$ TYPE65400 \\# 1 0$\n$GENERATE 1-1 h$ HTTPS 1 . port=$ alpn=h$\n$GENERATE 1-1 h$ CAA 0 issue ca$.example"),
    ).toEqual([
      "h1.example.com. 3600 IN TYPE65400 \\# 1 01",
      'h1.example.com. 3600 IN HTTPS 1 . alpn="h1" port=1',
      'h1.example.com. 3600 IN CAA 0 issue "ca1.example"',
    ]);
  });

  it.each([
    ["$GENERATE", "1:10", "expected the range; found the end of the record"],
    ["$GENERATE 2-1 h$ A 10.0.0.$", "1:11", 'expected a range like 1-100 or 0-254/2; found "2-1"'],
    ["$GENERATE 1 h$ A 10.0.0.$", "1:11", 'expected a range like 1-100 or 0-254/2; found "1"'],
    ["$GENERATE 1-5/0 h$ A 10.0.0.$", "1:11", 'expected a range like 1-100 or 0-254/2; found "1-5/0"'],
    ["$GENERATE 0-65536 h$ A 10.0.0.$", "1:11", "the range has 65537 numbers; 65536 is the most"],
    ["$GENERATE 1-5", "1:14", "expected the template of the owners; found the end of the record"],
    ["$GENERATE 1-5 h$", "1:17", "expected a TTL, a class or a type; found the end of the record"],
    ["$GENERATE 1-5 h$ A", "1:19", "expected the template of the data; found the end of the record"],
    ["$GENERATE 1-5 h$ AX 10.0.0.$", "1:18", 'there is no type "AX"'],
    ["$GENERATE 1-5 h${1,2,z} A 10.0.0.$", "1:16", 'expected ${offset,width,base}; found "${1,2,z}"'],
    ["$GENERATE 1-5 h$ A 10.0.0.${", "1:27", 'expected ${offset,width,base}; found "${"'],
    ["$GENERATE 1-5 h${0,256} A 10.0.0.$", "1:16", 'expected ${offset,width,base}; found "${0,256}"'],
    ["$GENERATE 1-5 h${-2} A 10.0.0.$", "1:1", "an offset makes the number negative (in the record for 1)"],
    ["$GENERATE 250-300 h$ A 10.0.0.$", "1:1", 'expected an IPv4 address; found "10.0.0.256" (in the record for 256)'],
    ['$GENERATE 1-5 "h$" A 10.0.0.$', "1:1", "the owner is in quotes (in the record for 1)"],
    ["$GENERATE 1-5 h..$ A 10.0.0.$", "1:1", 'the owner "h..1" has an empty label (in the record for 1)'],
    ["$GENERATE 1-5 h$ OPT \\# 0", "1:18", "OPT is no type of records in zones"],
  ])("%s is wrong", (text, place, message) => {
    expect(complaint(text).split("\n")[0]).toBe(`zone:${place}: error: ${message}`);
  });

  it("is one problem, however many of its records are wrong; those before it are there", () => {
    const found = parse("$GENERATE 253-65000 h$ 5 A 10.0.0.$\nx 5 A 10.0.0.1");
    expect(found.texts).toHaveLength(4);
    expect(found.summary.errors).toBe(1);
  });

  it("is bounded: records of one, of all, and their text", () => {
    const bounded = (text: string, limits: object): readonly string[] => {
      const found = parse(text, { limits, defaultTtl: 5 });
      return [...found.rendered.map((line) => line.split("\n")[0] ?? ""), String(found.records.length)];
    };
    expect(bounded("$GENERATE 1-3 h$ A 10.0.0.$", { generate: 2 })).toEqual([
      "zone:1:11: error: the range has 3 numbers; 2 is the most",
      "0",
    ]);
    const tooMany = "error: $GENERATE makes too many records, or too much text, in all";
    expect(bounded("$GENERATE 1-3 h$ A 10.0.0.$\n$GENERATE 1-3 h$ A 10.0.0.$", { generateTotal: 4 })).toEqual([
      `zone:2:1: ${tooMany} (in the record for 2)`,
      "4",
    ]);
    expect(bounded("$GENERATE 1-3 h$ A 10.0.0.$", { generateBytes: 30 })).toEqual([`zone:1:1: ${tooMany} (in the record for 3)`, "2"]);
  });
});
