/** LANGUAGE.md part 1, "classify": which arm, what it fixes, what is refused. */
import { beforeAll, expect, it, vi } from "vitest";
import { vectors, type Vectors } from "./support.js";

vi.mock("prettier/standalone", () => import("../support/no-format.js"));

let of: (name: string) => Vectors;
beforeAll(async () => {
  of = await vectors(`
    packet guards (bool extra) {
      kind: byte;
      classify (kind) { |1: "One" -> a: byte; |2..9: "Few" when (extra) -> b: uint16; |5: "Five" -> (); };
      tail: byte;
    }
    packet texts { s: string8; classify (s) { |"é": "Accent" -> (); |"ab": "Ab" -> x: byte; }; }
    packet flags { b: boolean; classify (b) { |true: "Yes" -> y: byte; |false: "No" -> (); }; }
    packet length { n: byte value(offset(d)); classify (n) { |0..3: "Short" -> d: byte[n - 1]; |4..255: "Long" -> pad: byte; d: byte[n - 2]; }; }
    packet inside { a: bit[4]; classify (a) { |0: "Zero" -> x: bit[4]; |1: "One" -> y: bit[12]; }; z: byte; }
    packet apart { kind: byte; between: uint16; classify (kind) { |1: "One" -> a: byte; |2: "Two" -> (); }; }
    packet nested { a: byte; classify (a) { |1: "One" -> b: byte; classify (b) { |1: "Both" -> c: byte; |2: "Two" -> (); }; |2: "Two" -> (); }; }
  `);
});

it("the first arm whose pattern matches and whose guard holds", () => {
  expect(of("guards").decode("05 00 01 ff", [true])).toEqual({ kind: { $kind: "Few", $value: 5, b: 1 }, tail: 255 });
  expect(of("guards").decode("05 ff", [false])).toEqual({ kind: { $kind: "Five" }, tail: 255 });
  // What no arm takes: 6 without the guard, and 0 in any case.
  expect([of("guards").decode("06 ff", [false]), of("guards").decode("00 ff", [true])]).toEqual(["malformed", "malformed"]);
});

it("choosing an arm fixes the field; under a range, the caller gives it, and it must select the arm again", () => {
  expect(of("guards").encode({ kind: { $kind: "One", a: 1 }, tail: 2 }, [true])).toBe("01 01 02");
  expect(of("guards").encode({ kind: { $kind: "Few", $value: 9, b: 1 }, tail: 2 }, [true])).toBe("09 00 01 02");
  expect(of("guards").encode({ kind: { $kind: "Few", $value: 10, b: 1 }, tail: 2 }, [true])).toBeUndefined();
  expect(of("guards").encode({ kind: { $kind: "Few", $value: 9, b: 1 }, tail: 2 }, [false])).toBeUndefined();
  // With the guard, 5 selects "Few".
  expect(of("guards").encode({ kind: { $kind: "Five" }, tail: 2 }, [true])).toBeUndefined();
  expect(of("guards").encode({ kind: { $kind: "Five" }, tail: 2 }, [false])).toBe("05 02");
});

it("strings match by their UTF-8 bytes", () => {
  expect(of("texts").decode("02 c3 a9")).toEqual({ s: { $kind: "Accent" } });
  expect(of("texts").encode({ s: { $kind: "Ab", x: 7 } })).toBe("02 61 62 07");
  expect(of("texts").decode("01 61")).toBe("malformed");
});

it("booleans match by value, whatever the byte", () => {
  expect(of("flags").decode("09 05")).toEqual({ b: { $kind: "Yes", y: 5 } });
  expect(of("flags").encode({ b: { $kind: "Yes", y: 5 } })).toBe("01 05");
  expect(of("flags").encode({ b: { $kind: "No" } })).toBe("00");
});

it("under a range, the field's own value gives it", () => {
  expect(of("length").encode({ n: { $kind: "Short", d: "aabb" } })).toBe("03 aa bb");
  expect(of("length").encode({ n: { $kind: "Short", d: "aabbcc" } })).toBeUndefined();
  expect(of("length").encode({ n: { $kind: "Long", pad: 0, d: "aabb" } })).toBe("04 00 aa bb");
  expect(of("length").decode("04 00 aa bb")).toEqual({ n: { $kind: "Long", $value: 4, pad: 0, d: "aabb" } });
  // offset(d) = 0 is no length: -1 bytes.
  expect(of("length").decode("00")).toBe("malformed");
});

it("arms may start in the middle of a byte, and end alike", () => {
  expect(of("inside").decode("0f 02")).toEqual({ a: { $kind: "Zero", x: 15 }, z: 2 });
  expect(of("inside").encode({ a: { $kind: "One", y: 0xabc }, z: 2 })).toBe("1a bc 02");
  expect(of("inside").decode("1a")).toBe("needs 1");
});

it("the field may be some way before the classify", () => {
  expect(of("apart").encode({ between: 0x102, kind: { $kind: "One", a: 9 } })).toBe("01 01 02 09");
  expect(of("apart").decode("02 01 02")).toEqual({ between: 0x102, kind: { $kind: "Two" } });
  // Of what no arm takes, nothing more is asked for once it is all there.
  expect(of("apart").decode("03 01 02")).toBe("malformed");
});

it("a classify in an arm", () => {
  expect(of("nested").decode("01 01 07")).toEqual({ a: { $kind: "One", b: { $kind: "Both", c: 7 } } });
  expect(of("nested").encode({ a: { $kind: "One", b: { $kind: "Two" } } })).toBe("01 02");
});
