import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as runtime from "../../../runtime/index.js";
import { bytesOf, guarded, viewOf } from "./support.js";

const blob = fc.uint8Array({ maxLength: 150 });

describe("bytes", () => {
  it("copies, zeroes and views exactly the range", () => {
    fc.assert(
      fc.property(blob, fc.nat(5), (source, at) => {
        const out = new Uint8Array(source.length + 10).fill(0xa5);
        const expected = out.slice();
        expected.set(source, at);
        expect(runtime.copyBytes(viewOf(out), at, source)).toBe(at + source.length);
        expect(out).toEqual(expected);
        expect(runtime.subarray(viewOf(out), at, at + source.length)).toEqual(source);
        expect(runtime.matchesBytes(viewOf(out), at, at + source.length, source)).toBe(true);
        expect(runtime.matchesBytes(viewOf(out), at, at + source.length + 1, source)).toBe(false);
        expected.fill(0, at, at + source.length);
        expect(runtime.zeroBytes(viewOf(out), at, source.length)).toBe(at + source.length);
        expect(out).toEqual(expected);
      }),
    );
  });
  it("moves bytes that overlap", () => {
    for (const length of [10, 100]) {
      const bytes = Uint8Array.from({ length: length + 2 }, (_, index) => index);
      const expected = bytes.slice(0, length);
      runtime.copyBytes(viewOf(bytes), 2, bytes.subarray(0, length));
      expect(bytes.subarray(2)).toEqual(expected);
    }
  });
  it("compares", () => {
    fc.assert(
      fc.property(blob, blob, (a, b) => {
        expect(runtime.equalsBytes(a, a.slice())).toBe(true);
        expect(runtime.equalsBytes(a, b)).toBe(Buffer.compare(a, b) === 0);
        expect(runtime.matchesBytes(viewOf(a), 0, a.length, b)).toBe(Buffer.compare(a, b) === 0);
      }),
    );
  });
  it("writes hex and reads nothing but hex", () => {
    fc.assert(
      fc.property(blob, (bytes) => {
        expect(runtime.toHex(bytes)).toBe(Buffer.from(bytes).toString("hex"));
        expect(runtime.fromHex(runtime.toHex(bytes).toUpperCase())).toEqual(bytes);
      }),
    );
    for (const bad of ["0", "0g", "g0", " 00", "0x00", "0 ", "é0", "0@", "0`", "0:", "0/", "０0"]) {
      expect(runtime.fromHex(bad)).toBeUndefined();
    }
  });
  it("writes text and bytes alike", () => {
    const out = new Uint8Array(8);
    expect(runtime.copyText(viewOf(out), 0, "é!")).toBe(3);
    expect(runtime.copyText(viewOf(out), 3, Uint8Array.of(1))).toBe(4);
    expect([runtime.textLength("é!"), runtime.textLength(Uint8Array.of(1))]).toEqual([3, 1]);
    expect([...out]).toEqual([0xc3, 0xa9, 0x21, 1, 0, 0, 0, 0]);
  });
});

describe("UTF-8", () => {
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
    fc.string(),
  );
  it("is what TextEncoder writes, lone surrogates included", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const expected = new TextEncoder().encode(text);
        expect(runtime.utf8Length(text)).toBe(expected.length);
        const view = guarded(new Uint8Array(expected.length).fill(0xa5));
        expect(runtime.writeUtf8(text, view, 8)).toBe(8 + expected.length);
        expect(bytesOf(view, 8, 8 + expected.length)).toEqual(expected);
        const exact = runtime.encodeUtf8(text);
        if (/\p{Surrogate}/u.test(text)) expect(exact).toBeUndefined();
        else expect(exact).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });
  it("is read leniently or strictly", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          blob,
          texts.map((text) => new TextEncoder().encode(text)),
        ),
        (bytes) => {
          const lenient = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
          expect(runtime.utf8(viewOf(bytes), 0, bytes.length)).toBe(lenient);
          const strict = runtime.decodeUtf8(bytes);
          if (strict !== undefined) expect(Buffer.from(strict).equals(bytes)).toBe(true);
          else expect(lenient).toContain("\ufffd");
        },
      ),
      { numRuns: 500 },
    );
    expect(runtime.decodeUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe("\ufeffa");
  });
});
