/** `$INCLUDE` (RFC 1035 section 5.1). */
import { describe, expect, it } from "vitest";
import { complaint, parse } from "./support.js";

describe("$INCLUDE", () => {
  it("reads another file with the origin, or one of its own; origin and owner are what they were behind it", () => {
    const files = {
      "zones/a": "x 5 A 10.0.0.1\n$ORIGIN deep\ny A 10.0.0.2",
      "zones/sub/b": " A 10.0.0.3\n$INCLUDE c\n A 10.0.0.6\nw A 10.0.0.7",
      "zones/sub/c": "$TTL 9\nz A 10.0.0.4\n$INCLUDE /abs.zone other.",
      "/abs.zone": "@ A 10.0.0.5",
    };
    const text = "@ 5 A 10.0.0.0\n$INCLUDE a\n$include sub/b ( sub ) ; comment\n A 10.0.0.8\n";
    const found = parse(text, { file: "zones/main", files });
    expect(found.rendered).toEqual([]);
    expect(found.texts).toEqual([
      "example.com. 5 IN A 10.0.0.0",
      "x.example.com. 5 IN A 10.0.0.1",
      "y.deep.example.com. 5 IN A 10.0.0.2",
      "example.com. 5 IN A 10.0.0.3",
      "z.sub.example.com. 9 IN A 10.0.0.4",
      "other. 9 IN A 10.0.0.5",
      "example.com. 9 IN A 10.0.0.6",
      "w.sub.example.com. 9 IN A 10.0.0.7",
      "example.com. 9 IN A 10.0.0.8",
    ]);
    expect(found.records.map(({ file, line }) => `${file}:${String(line)}`)).toEqual([
      "zones/main:1",
      "zones/a:1",
      "zones/a:3",
      "zones/sub/b:1",
      "zones/sub/c:2",
      "/abs.zone:1",
      "zones/sub/b:3",
      "zones/sub/b:4",
      "zones/main:4",
    ]);
  });

  it("tells problems where they are, and goes on behind them", () => {
    const files = { a: "x 5 A 10.0.0\ny 5 A 10.0.0.1\nz 5 A (" };
    const found = parse("$INCLUDE a\nw 5 A 10.0.0.2", { files });
    expect(found.rendered).toEqual([
      'a:1:7: error: expected an IPv4 address; found "10.0.0"\n  x 5 A 10.0.0\n        ^^^^^^',
      "a:3:7: error: the parenthesis is not closed\n  z 5 A (\n        ^",
    ]);
    expect(found.texts).toEqual(["y.example.com. 5 IN A 10.0.0.1", "w.example.com. 5 IN A 10.0.0.2"]);
  });

  it("takes names in quotes and with escapes", () => {
    const files = { "a b;c": "x 5 A 10.0.0.1" };
    expect(parse('$INCLUDE "a b;c"\n$INCLUDE a\\032b\\;c', { files }).texts).toHaveLength(2);
  });

  it.each([
    ["$INCLUDE", "1:9", "expected a file's name; found the end of the record"],
    ["$INCLUDE nothing", "1:10", 'cannot include "nothing": no such file'],
    ["$INCLUDE a b c", "1:14", 'expected the end of the line; found "c"'],
    ["$INCLUDE a b..c", "1:14", 'the origin "b..c" has an empty label'],
    ['$INCLUDE ""', "1:10", "expected a file's name in UTF-8"],
    ["$INCLUDE a\\000", "1:10", "expected a file's name in UTF-8"],
    ["$INCLUDE zone", "1:10", "the file includes itself"],
  ])("%s is wrong", (text, place, message) => {
    expect(complaint(text, { files: { a: "", zone: "" } }).split("\n")[0]).toBe(`zone:${place}: error: ${message}`);
  });

  it("is refused where files cannot be read", () => {
    expect(complaint("$INCLUDE a").split("\n")[0]).toBe('zone:1:10: error: cannot include "a": files cannot be included here');
  });

  it("goes sixteen files deep, and not round in circles", () => {
    const chain = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`f${String(index)}`, `$INCLUDE f${String(index + 1)}\n@ 5 A 10.0.0.${String(index)}`]),
    );
    const deep = parse("$INCLUDE f0", { files: chain });
    expect(deep.rendered).toEqual(["f15:1:10: error: more than 16 files include one another\n  $INCLUDE f16\n           ^^^"]);
    expect(deep.texts).toHaveLength(16);
    expect(complaint("$INCLUDE a", { files: { a: "$INCLUDE b", b: "$INCLUDE a" } }).split("\n")[0]).toBe(
      "b:1:10: error: the file includes itself",
    );
  });

  it("is bounded in all, however files are nested", () => {
    const files = Object.fromEntries(
      Array.from({ length: 17 }, (_, index) => [`f${String(index)}`, `$INCLUDE f${String(index + 1)}\n`.repeat(4)]),
    );
    const found = parse("$INCLUDE f0", { files, limits: { includes: 20 } });
    expect(found.problems[0]?.code).toBe("limit-exceeded");
    expect(complaint("$INCLUDE a\n$INCLUDE a", { files: { a: "; four" }, limits: { includeBytes: 11 } }).split("\n")[0]).toBe(
      "zone:2:10: error: more than 11 bytes are included",
    );
    expect(found.problems.some(({ message }) => message === "more than 20 files are included")).toBe(true);
  });
});
