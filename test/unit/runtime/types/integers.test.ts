import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromHex, toHex } from "../../../../runtime/bytes.js";
import type { CodecModule } from "../../../../runtime/codec.js";
import { MALFORMED, needMore } from "../../../../runtime/codes.js";
import * as mpint from "../../../../runtime/types/mpint.js";
import * as sleb128 from "../../../../runtime/types/sleb128.js";
import * as sleb32 from "../../../../runtime/types/sleb32.js";
import * as uleb128 from "../../../../runtime/types/uleb128.js";
import * as uleb32 from "../../../../runtime/types/uleb32.js";
import * as varint from "../../../../runtime/types/varint.js";
import { checkCodec, viewOf } from "../support.js";

function encode<T>(codec: CodecModule<T>, value: T): string {
  const bytes = new Uint8Array(codec.size(value, 0)).fill(0xa5);
  expect(codec.write(value, viewOf(bytes), 0)).toBe(bytes.length);
  return toHex(bytes);
}
function decode<T>(codec: CodecModule<T>, hex: string): T | number {
  const bytes = fromHex(hex.replaceAll(" ", "")) ?? new Uint8Array();
  const end = codec.check(viewOf(bytes), 0, bytes.length);
  return end < 0 ? end : codec.read(viewOf(bytes), 0, end);
}
const same = (value: unknown): unknown => value;

describe("mpint", () => {
  it("has the encodings of RFC 4251 section 5", () => {
    const examples: [bigint, string][] = [
      [0n, "00000000"],
      [0x9a378f9b2e332a7n, "0000000809a378f9b2e332a7"],
      [0x80n, "000000020080"],
      [-0x1234n, "00000002edcc"],
      [-0xdeadbeefn, "00000005ff21524111"],
      [-1n, "00000001ff"],
      [-128n, "0000000180"],
      [-129n, "00000002ff7f"],
    ];
    for (const [value, hex] of examples) {
      expect(encode(mpint, value)).toBe(hex);
      expect(decode(mpint, hex)).toBe(value);
    }
  });
  it("reads needless leading bytes", () => {
    expect(decode(mpint, "00000003 000001")).toBe(1n);
    expect(decode(mpint, "00000003 ffffff")).toBe(-1n);
    expect(decode(mpint, "00000001 00")).toBe(0n);
  });
  it("keeps the codec's promises", () => {
    checkCodec(mpint, fc.bigInt(-(1n << 70n), 1n << 70n), same);
    checkCodec(mpint, fc.bigInt(-(1n << 4200n), 1n << 4200n), same);
  });
  it("is exact at every power of two", () => {
    for (let bits = 0n; bits < 300n; bits++) {
      for (const value of [1n << bits, (1n << bits) - 1n, -(1n << bits), -(1n << bits) - 1n]) {
        expect(decode(mpint, encode(mpint, value))).toBe(value);
        const bytes = encode(mpint, value).slice(8);
        // Minimal: the first byte is no mere sign.
        expect(/^(00[0-7]|ff[89a-f])/.test(bytes)).toBe(false);
      }
    }
  });
  it("bounds the length", () => {
    expect(decode(mpint, "00010001")).toBe(MALFORMED);
    expect(decode(mpint, "00010000")).toBe(needMore(0x10000));
    expect(mpint.size((1n << 524_287n) - 1n)).toBe(0x10004);
    expect(mpint.size(1n << 524_287n)).toBe(MALFORMED);
    const long = -(1n << 524_287n);
    expect(mpint.fromJson(mpint.toJson(long))).toBe(long);
    expect(mpint.fromJson("1".repeat(200_000))).toBeUndefined();
    expect(mpint.print(1n << 4095n)).toContain("(513 bytes)");
  });
});

describe("varint", () => {
  it("has the encodings of RFC 9000 appendix A.1", () => {
    const examples: [bigint, string][] = [
      [151_288_809_941_952_652n, "c2197c5eff14e88c"],
      [494_878_333n, "9d7f3e7d"],
      [15_293n, "7bbd"],
      [37n, "25"],
    ];
    for (const [value, hex] of examples) {
      expect(encode(varint, value)).toBe(hex);
      expect(decode(varint, hex)).toBe(value);
    }
    expect(decode(varint, "4025")).toBe(37n);
    expect(encode(varint, (1n << 62n) - 1n)).toBe("ffffffffffffffff");
    expect(varint.size(1n << 62n)).toBe(MALFORMED);
    expect(varint.size(-1n)).toBe(MALFORMED);
  });
  it("keeps the codec's promises", () => {
    const values = fc.oneof(fc.bigInt(0n, 70n), fc.bigInt(0n, 1n << 15n), fc.bigInt(0n, 1n << 31n), fc.bigInt(0n, (1n << 62n) - 1n));
    checkCodec(varint, values, same);
  });
});

describe("LEB128", () => {
  it("has the encodings of DWARF", () => {
    for (const codec of [uleb128, sleb128] as CodecModule<bigint>[]) {
      expect(encode(codec, 2n)).toBe("02");
    }
    expect(encode(uleb128, 127n)).toBe("7f");
    expect(encode(uleb128, 128n)).toBe("8001");
    expect(encode(uleb128, 12857n)).toBe("b964");
    expect(encode(uleb32, 624485)).toBe("e58e26");
    expect(encode(sleb128, -2n)).toBe("7e");
    expect(encode(sleb128, 127n)).toBe("ff00");
    expect(encode(sleb128, -127n)).toBe("817f");
    expect(encode(sleb128, -128n)).toBe("807f");
    expect(encode(sleb32, -123456)).toBe("c0bb78");
  });
  it("has bounds", () => {
    expect(encode(uleb32, 0xffffffff)).toBe("ffffffff0f");
    expect(decode(uleb32, "ffffffff1f")).toBe(MALFORMED);
    expect(decode(uleb32, "808080808000")).toBe(MALFORMED);
    expect(decode(uleb32, "8080808000")).toBe(0);
    expect(encode(sleb32, -0x80000000)).toBe("8080808078");
    expect(decode(sleb32, "8080808078")).toBe(-0x80000000);
    expect(decode(sleb32, "ffffffff07")).toBe(0x7fffffff);
    expect(decode(sleb32, "ffffffff0f")).toBe(MALFORMED);
    expect(decode(sleb32, "ffffffff7f")).toBe(-1);
    expect(encode(uleb128, (1n << 64n) - 1n)).toBe("ffffffffffffffffff01");
    expect(decode(uleb128, "ffffffffffffffffff02")).toBe(MALFORMED);
    expect(decode(uleb128, "ffffffffffffffffff81")).toBe(MALFORMED);
    expect(encode(sleb128, -(1n << 63n))).toBe("8080808080808080807f");
    expect(decode(sleb128, "8080808080808080807f")).toBe(-(1n << 63n));
    expect(decode(sleb128, "8080808080808080807e")).toBe(MALFORMED);
    expect(decode(sleb128, "ffffffffffffffffff00")).toBe((1n << 63n) - 1n);
    for (const bad of [-1, 0x100000000, 1.5, NaN]) expect(uleb32.size(bad)).toBe(MALFORMED);
    for (const bad of [-0x80000001, 0x80000000, 0.5, NaN]) expect(sleb32.size(bad)).toBe(MALFORMED);
    for (const bad of [-1n, 1n << 64n]) expect(uleb128.size(bad)).toBe(MALFORMED);
    for (const bad of [-(1n << 63n) - 1n, 1n << 63n]) expect(sleb128.size(bad)).toBe(MALFORMED);
  });
  it("keeps the codec's promises", () => {
    const long = fc.uint8Array({ maxLength: 12, min: 0x70 });
    checkCodec(uleb32, fc.oneof(fc.nat(300), fc.integer({ min: 0, max: 0xffffffff })), same, long);
    checkCodec(sleb32, fc.oneof(fc.integer({ min: -300, max: 300 }), fc.integer()), same, long);
    checkCodec(uleb128, fc.oneof(fc.bigInt(0n, 300n), fc.bigInt(0n, (1n << 64n) - 1n)), same, long);
    checkCodec(sleb128, fc.oneof(fc.bigInt(-300n, 300n), fc.bigInt(-(1n << 63n), (1n << 63n) - 1n)), same, long);
  });
  it("asks for one byte more", () => {
    expect(decode(uleb128, "80")).toBe(needMore(1));
    expect(decode(sleb32, "")).toBe(needMore(1));
  });
  it("refuses other JSON", () => {
    for (const bad of ["", "-", "01", "1e3", "0x1", "1.5", 1.5, null, {}, [], true, "1".repeat(30)]) {
      expect(uleb128.fromJson(bad)).toBeUndefined();
      expect(sleb128.fromJson(bad)).toBeUndefined();
    }
    expect(uleb32.fromJson("1")).toBeUndefined();
    expect(uleb32.fromJson(-1)).toBeUndefined();
    expect(uleb128.fromJson(7)).toBe(7n);
  });
});
