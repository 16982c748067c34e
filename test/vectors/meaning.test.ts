/** LANGUAGE.md part 1, "Meaning": every rule, in bytes worked out by hand. */
import { beforeAll, describe, expect, it, vi } from "vitest";
import { vectors, type Vectors } from "./support.js";

vi.mock("prettier/standalone", () => import("../support/no-format.js"));

let of: (name: string) => Vectors;
beforeAll(async () => {
  of = await vectors(
    `
    packet offsets { a: bit[4]; b: bit[12]; c: byte[2]; l: label;
      o1: byte value(offset(a)); o2: byte value(offset(b)); o3: byte value(offset(c)); o4: byte value(offset(l)); o5: byte value(offset(o5)); }
    packet sizes { s1: byte value(sizeof(d)); s2: byte value(sizeof(t)); s3: byte value(sizeof(m)); s4: byte value(sizeof(n)); c: byte value(array_length(list));
      d: byte[3] align(32); t: string8; m: dns_label; n: dns_label_comp; list: array (c) { x: byte; }; }
    packet rest { n: byte value(sizeof(d)); d: byte[remaining() - 1]; last: byte; }
    packet computed { n: byte value(sizeof(d) * 2); d: byte[remaining()]; }
    packet later { a: byte value(b + 1); b: byte value(c + 1); c: byte value(offset(d)); d: byte[2]; }
    packet narrow { n: bit[4] value(sizeof(d)); x: bit[4]; d: byte[n]; }
    packet constant { a: byte const(7); b: string8 const("hi"); c: boolean const(true); }
    packet bounds { a: byte min(3) max(5); b: uint64 min(2) max(0x1_0000_0000_0000_0000 - 2); }
    packet defaults { a: byte default(9); b: byte variant { |1 -> One |2 => Two }; }
    packet aligned { n: byte value(3); d: byte[n] align(32); e: byte; }
    packet tags { a: uint16 variant { |1 -> One |0xffff -> Last }; b: string8 variant { |"x" -> X }; c: boolean variant { |true -> Yes }; }
    packet arith { a: byte; b: byte; q: byte value(a / b); w: uint64 value(a * 0x1000000000 - b); c: bit[1] value(!a == b); r: bit[7] value((a - b) * 2 / 4 - -1); }
    packet inner (int n, bool more) { d: byte[n]; e: byte value(offset(e)); x: byte when(more); }
    packet outer { n: byte value(2); i: packet inner (n, false); z: byte; j: packet inner (1, true); }
    packet list { n: byte value(array_length(l)); l: array (n) { m: byte value(sizeof(d)); d: byte[m]; o: byte value(offset(d)); }; }
    packet unit { (); }
  `.replace("x: byte when(more);", ""),
  );
});

describe("offset, sizeof, array_length, remaining", () => {
  it("offset counts from the packet's start to the end of a field, bits rounded up; a label is its position", () => {
    // a ends in bit 4: 1 byte; b in bit 16: 2; c at 4; l at 4; o5 itself ends at 9.
    expect(of("offsets").encode({ a: 0, b: 0, c: "0000" })).toBe("00 00 00 00 01 02 04 04 09");
  });

  it("sizeof is the encoded size there: padding, prefix and compression included", () => {
    // d: 3 bytes and 1 of padding; t: a byte and 2; m: 01 61 00; n: a pointer, 2; 2 elements.
    // m starts at 5 + 4 + 3 = 12, so the pointer is c0 0c.
    expect(of("sizes").encode({ d: "010203", t: "hi", m: "a", n: "a", list: [{ x: 1 }, { x: 2 }] })).toBe(
      "04 03 03 02 02 01 02 03 00 02 68 69 01 61 00 c0 0c 01 02",
    );
  });

  it("remaining counts to the end of the input; when encoding, the given length counts", () => {
    expect(of("rest").decode("02 aa bb cc")).toEqual({ n: 2, d: "aabb", last: 0xcc });
    expect(of("rest").encode({ d: "aabb", last: 0xcc })).toBe("02 aa bb cc");
    // Nothing remains for the last byte.
    expect(of("rest").decode("00")).toBe("malformed");
  });
});

describe("value, const, min, max, default", () => {
  it("value is computed, whatever the caller passes, and not compared when decoding", () => {
    expect(of("computed").encode({ n: 99, d: "aabb" })).toBe("04 aa bb");
    expect(of("computed").decode("63 aa bb")).toEqual({ n: 99, d: "aabb" });
    expect([of("computed").isCanonical("63 aa bb"), of("computed").isCanonical("04 aa bb")]).toEqual([false, true]);
  });

  it("values come from anything in the packet, later fields included", () => {
    // d ends at 5: c = 5, b = 6, a = 7.
    expect(of("later").encode({ d: "0000" })).toBe("07 06 05 00 00");
  });

  it("a value that its field cannot hold is an error, never a wrap", () => {
    expect(of("narrow").encode({ x: 1, d: "00".repeat(15) })).toBe(`f1${" 00".repeat(15)}`);
    expect(of("narrow").encode({ x: 1, d: "00".repeat(16) })).toBeUndefined();
  });

  it("const is written, and demanded", () => {
    expect(of("constant").encode({})).toBe("07 02 68 69 01");
    expect(of("constant").decode("07 02 68 69 01")).toEqual({ a: 7, b: "hi", c: true });
    // true by another byte is still true, but not what encoding writes.
    expect(of("constant").decode("07 02 68 69 05")).toEqual({ a: 7, b: "hi", c: true });
    expect(of("constant").isCanonical("07 02 68 69 05")).toBe(false);
    expect(["08 02 68 69 01", "07 02 68 6a 01", "07 02 68 69 00", "07 01 68 01"].map((hex) => of("constant").decode(hex))).toEqual([
      "malformed",
      "malformed",
      "malformed",
      "malformed",
    ]);
  });

  it("min and max are checked both ways, at 64 bits too", () => {
    const b = " 00 00 00 00 00 00 00 02";
    expect(["02", "03", "05", "06"].map((hex) => of("bounds").decode(hex + b) === "malformed")).toEqual([true, false, false, true]);
    expect(
      ["00 00 00 00 00 00 00 01", "ff ff ff ff ff ff ff fe", "ff ff ff ff ff ff ff ff"].map(
        (hex) => of("bounds").decode(`03 ${hex}`) === "malformed",
      ),
    ).toEqual([true, false, true]);
    expect([2, 3, 5, 6].map((a) => of("bounds").encode({ a, b: "2" }))).toEqual([undefined, `03${b}`, `05${b}`, undefined]);
    expect(of("bounds").encode({ a: 3, b: "18446744073709551615" })).toBeUndefined();
  });

  it("default is optional for the caller; => marks a variant's", () => {
    expect([of("defaults").encode({}), of("defaults").encode({ a: 1, b: "One" })]).toEqual(["09 02", "01 01"]);
    expect(of("defaults").decode("03 01")).toEqual({ a: 3, b: "One" });
  });
});

describe("align and variant", () => {
  it("a byte array is padded after its own length with zeros", () => {
    expect(of("aligned").decode("03 01 02 03 ff 05")).toEqual({ n: 3, d: "010203", e: 5 });
    expect(of("aligned").encode({ d: "010203", e: 5 })).toBe("03 01 02 03 00 05");
    expect([of("aligned").isCanonical("03 01 02 03 00 05"), of("aligned").isCanonical("03 01 02 03 ff 05")]).toEqual([true, false]);
    expect(of("aligned").encode({ d: "01020304", e: 5 })).toBeUndefined();
  });

  it("variants name values; unlisted ones are kept", () => {
    expect(of("tags").decode("00 01 01 78 01")).toEqual({ a: "One", b: "X", c: "Yes" });
    // A text that is called like a tag is not what the tag stands for.
    expect(of("tags").decode("00 01 01 58 01")).toEqual({ a: "One", b: { hex: "58" }, c: "Yes" });
    expect(of("tags").encode({ a: "One", b: { hex: "58" }, c: "Yes" })).toBe("00 01 01 58 01");
    expect([{ b: "X" }, { b: "x" }].map((given) => of("tags").encode({ a: 1, c: "Yes", ...given }))).toEqual([
      "00 01 01 78 01",
      "00 01 01 78 01",
    ]);
    expect(of("tags").decode("00 02 01 79 00")).toEqual({ a: 2, b: "y", c: false });
    expect(of("tags").encode({ a: "Last", b: "y", c: false })).toBe("ff ff 01 79 00");
  });
});

describe("expressions", () => {
  it("arithmetic is exact; / truncates toward zero; ! binds looser than ==", () => {
    // a = 7, b = 2: q = 3; w = 7 * 2^36 - 2 = 0x6f_ffff_fffe; !(7 == 2) = 1; (5 * 2) / 4 + 1 = 3: 1 0000011.
    expect(of("arith").encode({ a: 7, b: 2 })).toBe("07 02 03 00 00 00 6f ff ff ff fe 83");
    // Division by zero is an error.
    expect(of("arith").encode({ a: 7, b: 0 })).toBeUndefined();
    // a - b = -3: -6 / 4 = -1, plus 1 is 0; but w would be 2^36 - 4.
    expect(of("arith").encode({ a: 1, b: 4 })).toBe("01 04 00 00 00 00 0f ff ff ff fc 80");
    // a - b = -9: -18 / 4 = -4, plus 1 is -3, which 7 bits cannot hold.
    expect(of("arith").encode({ a: 1, b: 10 })).toBeUndefined();
  });
});

describe("nested packets and arrays", () => {
  it("a packet's layout in place, its offsets from its own start, arguments by position", () => {
    // n = 2; i: two bytes, then offset 3; z; j: one byte, then offset 2.
    expect(of("outer").encode({ i: { d: "aabb" }, z: 5, j: { d: "cc" } })).toBe("02 aa bb 03 05 cc 02");
    expect(of("outer").decode("02 aa bb 03 05 cc 02")).toEqual({ n: 2, i: { d: "aabb", e: 3 }, z: 5, j: { d: "cc", e: 2 } });
    expect(of("outer").encode({ i: { d: "aa" }, z: 5, j: { d: "cc" } })).toBeUndefined();
  });

  it("elements have names of their own; offsets inside count from the packet's start", () => {
    // n; m = 1, aa, offset(d) = 3; m = 2, bb cc, offset(d) = 7.
    expect(of("list").encode({ l: [{ d: "aa" }, { d: "bbcc" }] })).toBe("02 01 aa 03 02 bb cc 07");
    expect(of("list").decode("01 00 02")).toEqual({ n: 1, l: [{ m: 0, d: "", o: 2 }] });
    expect(of("list").decode("02 01 aa 03")).toBe("needs 1");
  });

  it("a packet of nothing is empty", () => {
    expect(of("unit").encode({})).toBe("");
    expect(of("unit").decode("")).toEqual({});
  });

  it("bytes after the end are told, not refused", () => {
    expect(of("unit").decode("01 02")).toBe("2 left");
  });
});
