/** Arrays that start within a byte, and elements that share bytes, in bytes worked out by hand. */
import { beforeAll, describe, expect, it, vi } from "vitest";
import { vectors, type Vectors } from "./support.js";

vi.mock("prettier/standalone", () => import("../support/no-format.js"));

let of: (name: string) => Vectors;
beforeAll(async () => {
  of = await vectors(`
    packet within { a: bit[4]; n: bit[8] value(array_length(list)); list: array (n) { low: bit[4]; at: byte value(offset(at)); high: bit[4]; };
      size: bit[4] value(sizeof(list)); z: byte; }
    packet plain { a: bit[6]; list: array (2) of bit[8]; b: bit[2]; }
    packet last { a: bit[1]; list: array until(x == 0) { x: bit[7]; y: bit[1]; }; b: bit[7]; }
    packet flags { a: bit[3]; list: array (8) of bit[1]; b: bit[5]; }
    packet digits { n: byte value(array_length(list) / 2); list: array (2 * n) of bit[4] max(9); }
    packet groups { list: array (4) { x: bit[2]; mark: label; y: bit[4] value(offset(mark)); }; }
    packet lowest bitorder(lsb) { a: bit[3]; list: array (3) of bit[5]; b: bit[6]; }
    packet none { n: byte value(array_length(list) / 8); list: array (n * 8) of bit[1]; }
  `);
});

describe("an array that starts within a byte", () => {
  it("has elements that start on that bit, and ends on it", () => {
    // a, then n = 2 over both bytes; low ends its byte, at stands alone, high begins one; size 4 ends the last one.
    const value = {
      a: 1,
      n: 2,
      list: [
        { low: 5, at: 3, high: 6 },
        { low: 7, at: 5, high: 8 },
      ],
      size: 4,
      z: 9,
    };
    expect(of("within").encode(value)).toBe("10 25 03 67 05 84 09");
    expect(of("within").decode("10 25 03 67 05 84 09")).toEqual(value);
    expect(of("within").decode("10 00 09")).toEqual({ a: 1, n: 0, list: [], size: 0, z: 9 });
    // Two elements need the bytes at 1 to 5, and what follows two more.
    expect(of("within").decode("10 25 03 67")).toBe("needs 2");
    expect(of("within").decode("10 25 03 67 05")).toBe("needs 1");
  });

  it("of plain values, and up to the last element", () => {
    // 000001 10101010 11001100 11
    expect(of("plain").encode({ a: 1, list: [0xaa, 0xcc], b: 3 })).toBe("06 ab 33");
    expect(of("plain").decode("06 ab 33")).toEqual({ a: 1, list: [0xaa, 0xcc], b: 3 });
    // 1 0000011 | 1 0000000 | 0 1111111
    const value = {
      a: 1,
      list: [
        { x: 3, y: 1 },
        { x: 0, y: 0 },
      ],
      b: 0x7f,
    };
    expect(of("last").encode(value)).toBe("83 80 7f");
    expect(of("last").decode("83 80 7f")).toEqual(value);
  });
});

describe("elements that share bytes", () => {
  it("of one bit each, from any bit on", () => {
    // 001 10101 | 011 11111
    const value = { a: 1, list: [1, 0, 1, 0, 1, 0, 1, 1], b: 31 };
    expect(of("flags").encode(value)).toBe("35 7f");
    expect(of("flags").decode("35 7f")).toEqual(value);
    expect(of("flags").decode("35")).toBe("needs 1");
    expect(of("flags").encode({ ...value, list: [1] })).toBeUndefined();
  });

  it("as many as a count says, whose limits hold for each", () => {
    expect(of("digits").encode({ list: [1, 2, 3, 4] })).toBe("02 12 34");
    expect(of("digits").decode("02 12 34")).toEqual({ n: 2, list: [1, 2, 3, 4] });
    expect(of("digits").decode("02 1a 34")).toBe("malformed");
    expect(of("digits").decode("02 12")).toBe("needs 1");
    expect(of("digits").encode({ list: [1, 2, 3] })).toBeUndefined();
    expect([of("none").decode("00"), of("none").encode({ list: [] })]).toEqual([{ n: 0, list: [] }, "00"]);
  });

  it("of several fields, with places rounded up to bytes", () => {
    // The marks stand at the bits 2, 8, 14 and 20: 1, 1, 2 and 3 bytes. 01 0001 10 | 0001 11 00 | 10 00 0011
    const list = [
      { x: 1, y: 1 },
      { x: 2, y: 1 },
      { x: 3, y: 2 },
      { x: 0, y: 3 },
    ];
    expect(of("groups").encode({ list })).toBe("46 1c 83");
    expect(of("groups").decode("46 1c 83")).toEqual({ list });
  });

  it("from the lowest bit on", () => {
    // From the right: 10101 001 | the low bits 010 of 10010, 00011 | 100001, the high bits 10 of 10010.
    const value = { a: 1, list: [0b10101, 0b00011, 0b10010], b: 0b100001 };
    expect(of("lowest").encode(value)).toBe("a9 43 86");
    expect(of("lowest").decode("a9 43 86")).toEqual(value);
  });
});
