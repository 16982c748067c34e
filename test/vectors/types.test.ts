/** LANGUAGE.md part 1, "Types": the wire form of each, worked out by hand. */
import { beforeAll, describe, expect, it, vi } from "vitest";
import { vectors, type Vectors } from "./support.js";

vi.mock("prettier/standalone", () => import("../support/no-format.js"));

let of: (name: string) => Vectors;
beforeAll(async () => {
  of = await vectors(`
    packet bits { a: bit[3]; b: bit[5]; c: bit[12]; d: bit[4]; }
    packet ints { a: byte; b: uint16; c: uint32; d: uint64; }
    packet raw { n: byte value(sizeof(d)); d: byte[n]; fixed: byte[2]; }
    packet flags { a: boolean; b: boolean; }
    packet texts { a: string8; b: string32; }
    packet big { a: mpint; }
    packet names { a: dns_label; b: dns_label_comp; c: dns_label; d: dns_label_comp; }
    packet position { a: byte; here: label; b: byte value(offset(here)); }
    typedef word uint16;
    struct { x: byte; y: byte value(x + 1); } pair;
    packet spliced { a: word; p: pair; q: pair; }
  `);
});

describe("integers and bits", () => {
  it("consecutive bit fields pack, most significant first", () => {
    // 101 00011 | 1100 0011 0011 | 0101: a3 c3 35
    expect(of("bits").encode({ a: 5, b: 3, c: 0xc33, d: 5 })).toBe("a3 c3 35");
    expect(of("bits").decode("a3 c3 35")).toEqual({ a: 5, b: 3, c: 0xc33, d: 5 });
  });

  it("integers are in network byte order", () => {
    expect(of("ints").encode({ a: 1, b: 0x203, c: 0x4050607, d: String(0x08090a0b0c0d0e0fn) })).toBe(
      "01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f",
    );
    expect(of("ints").decode("ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff")).toEqual({
      a: 255,
      b: 65535,
      c: 4294967295,
      d: "18446744073709551615",
    });
  });
});

describe("bytes and booleans", () => {
  it("byte[e] is e bytes as they are", () => {
    expect(of("raw").encode({ d: "0102", fixed: "aabb" })).toBe("02 01 02 aa bb");
    expect(of("raw").encode({ d: "", fixed: "aabbcc" })).toBeUndefined();
    expect(of("raw").decode("00 aa bb")).toEqual({ n: 0, d: "", fixed: "aabb" });
  });

  it("0 is false, anything else true; only 0 and 1 are written", () => {
    expect(of("flags").decode("00 07")).toEqual({ a: false, b: true });
    expect(of("flags").encode({ a: false, b: true })).toBe("00 01");
    expect([of("flags").isCanonical("00 07"), of("flags").isCanonical("00 01")]).toEqual([false, true]);
  });
});

describe("texts, big integers, names", () => {
  it("strings stand behind a byte or a uint32", () => {
    // é is c3 a9: the length counts bytes.
    expect(of("texts").encode({ a: "é", b: "hi" })).toBe("02 c3 a9 00 00 00 02 68 69");
    expect(of("texts").decode("00 00 00 00 00")).toEqual({ a: "", b: "" });
    expect(of("texts").encode({ a: "x".repeat(256), b: "" })).toBeUndefined();
    expect(of("texts").decode("02 c3")).toBe("needs 1");
  });

  it("mpint: the examples of RFC 4251 section 5", () => {
    const examples: readonly (readonly [bigint, string])[] = [
      [0n, "00 00 00 00"],
      [0x9a378f9b2e332a7n, "00 00 00 08 09 a3 78 f9 b2 e3 32 a7"],
      [0x80n, "00 00 00 02 00 80"],
      [-0x1234n, "00 00 00 02 ed cc"],
      [-0xdeadbeefn, "00 00 00 05 ff 21 52 41 11"],
    ];
    for (const [value, hex] of examples) {
      const decoded = of("big").decode(hex);
      expect(of("big").encode(decoded as { a: string })).toBe(hex);
      expect(BigInt((decoded as { a: string }).a)).toBe(value);
    }
    // 00 80 could have been shorter with one more zero in front: not the fewest bytes.
    expect(of("big").isCanonical("00 00 00 03 00 00 80")).toBe(false);
  });

  it("only _comp writes pointers, but names written by dns_label can be pointed at", () => {
    // a at 0: 01 78 00; b the same name: a pointer to 0; c written in full at 5; d `y.x`: 01 79, then a pointer to 0.
    expect(of("names").encode({ a: "x", b: "x", c: "x", d: "y.x" })).toBe("01 78 00 c0 00 01 78 00 01 79 c0 00");
    expect(of("names").decode("01 78 00 c0 00 c0 00 01 79 c0 00")).toEqual({ a: "x", b: "x", c: "x", d: "y.x" });
    // c as a pointer is read, not written.
    expect(of("names").isCanonical("01 78 00 c0 00 c0 00 01 79 c0 00")).toBe(false);
    // Pointers only go backwards: not to themselves, not ahead.
    expect(of("names").decode("c0 00 00 00 00")).toBe("malformed");
    expect(of("names").decode("c0 02 01 78 00 00 00 00")).toBe("malformed");
    // Matching is byte-exact: X is not x.
    expect(of("names").encode({ a: "x", b: "X", c: ".", d: "." })).toBe("01 78 00 01 58 00 00 00");
  });
});

describe("labels, typedefs, structs", () => {
  it("a label is a position and no bytes", () => {
    expect(of("position").encode({ a: 9, b: 0 })).toBe("09 01");
    expect(of("position").decode("09 01")).toEqual({ a: 9, b: 1 });
  });

  it("a struct is spliced in, its members renamed, its own expressions about its own members", () => {
    expect(of("spliced").encode({ a: 0x102, p_x: 3, q_x: 9 })).toBe("01 02 03 04 09 0a");
    expect(of("spliced").decode("01 02 03 04 09 0a")).toEqual({ a: 0x102, p_x: 3, p_y: 4, q_x: 9, q_y: 10 });
  });
});
