import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MALFORMED, needMore } from "../../../../runtime/codes.js";
import * as cstring from "../../../../runtime/types/cstring.js";
import * as string16 from "../../../../runtime/types/string16.js";
import * as string32 from "../../../../runtime/types/string32.js";
import * as string8 from "../../../../runtime/types/string8.js";
import { checkCodec, viewOf } from "../support.js";

const text = (input: Uint8Array | string): Uint8Array => (typeof input === "string" ? new TextEncoder().encode(input) : input);
const inputs = fc.oneof(fc.uint8Array({ maxLength: 70 }), fc.string({ unit: "grapheme", maxLength: 20 }));

describe("strings", () => {
  it.each([
    ["string8", string8],
    ["string16", string16],
    ["string32", string32],
  ] as const)("%s keeps the codec's promises", (_name, codec) => {
    checkCodec(codec, inputs, text);
  });

  it("cstring keeps the codec's promises", () => {
    const free = fc.oneof(
      fc.uint8Array({ maxLength: 70, min: 1 }),
      fc.string({ maxLength: 20 }).filter((s) => !s.includes("\0")),
    );
    checkCodec(cstring, free, text);
  });

  it("refuses what its length cannot say", () => {
    expect(string8.size(new Uint8Array(255))).toBe(256);
    expect(string8.size(new Uint8Array(256))).toBe(MALFORMED);
    expect(string8.size("é".repeat(128))).toBe(MALFORMED);
    expect(string16.size(new Uint8Array(65535))).toBe(65537);
    expect(string16.size(new Uint8Array(65536))).toBe(MALFORMED);
    expect(cstring.size("a\0b")).toBe(MALFORMED);
    expect(cstring.size(Uint8Array.of(0))).toBe(MALFORMED);
  });

  it("asks for exactly the bytes that its length demands", () => {
    expect(string32.check(viewOf(Uint8Array.of(0xff, 0xff, 0xff, 0xff)), 0, 4)).toBe(needMore(0xffffffff));
    expect(string8.check(viewOf(Uint8Array.of(5, 1)), 0, 2)).toBe(needMore(4));
    expect(string32.check(viewOf(Uint8Array.of(0, 0)), 0, 2)).toBe(needMore(2));
  });

  it("writes text as UTF-8 and reads without copying", () => {
    const bytes = new Uint8Array(10);
    expect(string8.write("né", viewOf(bytes), 1)).toBe(5);
    expect([...bytes]).toEqual([0, 3, 0x6e, 0xc3, 0xa9, 0, 0, 0, 0, 0]);
    const value = string8.read(viewOf(bytes), 1, 5);
    bytes[2] = 0x4e;
    expect(string8.print(value)).toBe('"Né"');
  });

  it("has JSON for what is not UTF-8", () => {
    expect(string8.toJson(Uint8Array.of(0xff, 0x01))).toEqual({ hex: "ff01" });
    expect(string8.fromJson({ hex: "FF01" })).toEqual(Uint8Array.of(0xff, 1));
    for (const bad of [1, null, [], {}, { hex: "f" }, { hex: 1 }, { hex: "00", more: 1 }, "\ud800"]) {
      expect(string8.fromJson(bad)).toBeUndefined();
    }
    expect(string8.print(Uint8Array.of(0xff))).toBe("0xff");
    expect(string8.print(new Uint8Array(200).fill(0x61))).toContain("(200 bytes)");
  });
});
