import fc from "fast-check";
import { crc32 as zlibCrc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import * as runtime from "../../../runtime/index.js";
import { guarded, viewOf } from "./support.js";

const ascii = (text: string): DataView => viewOf(new TextEncoder().encode(text));
const region = fc.uint8Array({ maxLength: 90 });

describe("the Internet checksum", () => {
  it("is RFC 1071's example", () => {
    const bytes = viewOf(Uint8Array.of(0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7));
    expect(runtime.internetSum(bytes, 0, 8)).toBe(0x2ddf0);
    expect(runtime.internetFold(0x2ddf0)).toBe(0xddf2);
    expect(runtime.foldedSum(bytes, 0, 8)).toBe(0xddf2);
    expect(runtime.internetChecksum(bytes, 0, 8)).toBe(0x220d);
  });
  it("is RFC 1624's example of an update", () => {
    expect(runtime.internetUpdate16(0xdd2f, 0x5555, 0x3285)).toBe(0x0000);
  });
  it("fits an IPv4 header, whose own field is skipped", () => {
    const header = runtime.fromHex("45000073000040004011b861c0a80001c0a800c7") ?? new Uint8Array();
    expect(runtime.internetChecksum(viewOf(header), 0, 20, 0, 10)).toBe(0xb861);
    expect(runtime.internetChecksum(viewOf(header), 0, 20)).toBe(0);
  });
  it("is the sum of words, of any region, with any field skipped", () => {
    fc.assert(
      fc.property(region, fc.integer({ min: -1, max: 100 }), fc.nat(1_000_000), (bytes, skip, seed) => {
        let sum = BigInt(seed);
        bytes.forEach((byte, index) => {
          if (index !== skip && (skip < 0 || index !== skip + 1)) sum += BigInt(byte) << (index % 2 === 0 ? 8n : 0n);
        });
        while (sum > 0xffffn) sum = (sum & 0xffffn) + (sum >> 16n);
        const view = guarded(bytes);
        expect(runtime.internetChecksum(view, 8, 8 + bytes.length, seed, skip < 0 ? -1 : 8 + skip)).toBe(0xffff - Number(sum));
      }),
      { numRuns: 500 },
    );
    const large = viewOf(new Uint8Array(1 << 20).fill(0xff));
    expect(runtime.internetSum(large, 0, 1 << 20)).toBe((1 << 19) * 0xffff);
    expect(runtime.internetNonzero(0)).toBe(0xffff);
    expect(runtime.internetNonzero(7)).toBe(7);
  });
  it("sums up what is going to be written as what was read", () => {
    expect(runtime.textSum("abc")).toBe(0x6162 + 0x6300);
    expect(runtime.textSum("")).toBe(0);
    fc.assert(
      fc.property(region, (bytes) => {
        const sum = runtime.textSum(bytes);
        expect(sum).toBe(runtime.foldedSum(guarded(bytes), 8, 8 + bytes.length));
        expect(sum).toBe(0xffff - runtime.internetChecksum(viewOf(bytes), 0, bytes.length));
      }),
    );
  });
  it("follows changes of 8, 16, 32 bits and of any part", () => {
    const change = fc.record({
      bytes: fc.uint8Array({ minLength: 14, maxLength: 30 }),
      at: fc.nat(8),
      fresh: fc.nat(0xffffffff),
      width: fc.constantFrom(8, 16, 32),
    });
    fc.assert(
      fc.property(change, ({ bytes, at, fresh, width }) => {
        const view = viewOf(bytes);
        // All zeros would be 0xffff, not its equal 0.
        view.setUint8(11, 1);
        const before = runtime.internetChecksum(view, 0, bytes.length);
        const even = at - (at % 2);
        const oldSum = runtime.internetSum(view, even, even + 6);
        let after: number;
        if (width === 8) {
          after = runtime.internetUpdate8(before, view.getUint8(at), fresh & 0xff, at);
          view.setUint8(at, fresh);
        } else if (width === 16) {
          after = runtime.internetUpdate16(before, view.getUint16(at), fresh & 0xffff, at);
          view.setUint16(at, fresh);
        } else {
          after = runtime.internetUpdate32(before, view.getUint32(at), fresh, at);
          view.setUint32(at, fresh);
        }
        // Overwriting byte 11 may make it all zeros after all: then 0 and 0xffff are the same.
        const expected = runtime.internetChecksum(view, 0, bytes.length) % 0xffff;
        expect(after % 0xffff).toBe(expected);
        if (bytes.some((byte) => byte !== 0)) expect(after).toBe(runtime.internetChecksum(view, 0, bytes.length));
        expect(runtime.internetUpdate(before, oldSum, runtime.internetSum(view, even, even + 6)) % 0xffff).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("CRC, Fletcher, Adler", () => {
  it("have their published check values", () => {
    const digits = ascii("123456789");
    expect(runtime.crc32(digits, 0, 9)).toBe(0xcbf43926);
    expect(runtime.crc32c(digits, 0, 9)).toBe(0xe3069283);
    // RFC 3720 appendix B.4, to which RFC 3309 agrees.
    expect(runtime.crc32c(viewOf(new Uint8Array(32)), 0, 32)).toBe(0x8a9136aa);
    expect(runtime.crc32c(viewOf(new Uint8Array(32).fill(0xff)), 0, 32)).toBe(0x62a8ab43);
    expect(runtime.crc32c(viewOf(Uint8Array.from({ length: 32 }, (_, i) => i)), 0, 32)).toBe(0x46dd794e);
    expect(runtime.crc32c(viewOf(Uint8Array.from({ length: 32 }, (_, i) => 31 - i)), 0, 32)).toBe(0x113fdb5c);
    expect(runtime.adler32(ascii("Wikipedia"), 0, 9)).toBe(0x11e60398);
    expect(runtime.adler32(ascii(""), 0, 0)).toBe(1);
    expect(runtime.fletcher16(ascii("abcde"), 0, 5)).toBe(0xc8f0);
    expect(runtime.fletcher16(ascii("abcdef"), 0, 6)).toBe(0x2057);
    expect(runtime.fletcher16(ascii("abcdefgh"), 0, 8)).toBe(0x0627);
    expect(runtime.fletcher32(ascii("abcde"), 0, 5)).toBe(0xf04fc729);
    expect(runtime.fletcher32(ascii("abcdef"), 0, 6)).toBe(0x56502d2a);
    expect(runtime.fletcher32(ascii("abcdefgh"), 0, 8)).toBe(0xebe19591);
  });
  it("agree with zlib", () => {
    fc.assert(
      fc.property(region, (bytes) => {
        expect(runtime.crc32(guarded(bytes), 8, 8 + bytes.length)).toBe(zlibCrc32(bytes));
      }),
    );
  });
  it.each([
    ["crc32", runtime.crc32],
    ["crc32c", runtime.crc32c],
    ["fletcher16", runtime.fletcher16],
    ["fletcher32", runtime.fletcher32],
    ["adler32", runtime.adler32],
  ] as const)("%s counts what it skips as zeros", (_name, sum) => {
    fc.assert(
      fc.property(region, fc.nat(95), fc.nat(8), (bytes, skipAt, skipLength) => {
        const zeroed = bytes.slice().fill(0, skipAt, skipAt + skipLength);
        const end = 8 + bytes.length;
        expect(sum(guarded(bytes), 8, end, 8 + skipAt, skipLength)).toBe(sum(guarded(zeroed), 8, end));
        expect(sum(guarded(bytes), 8, end, -1, 4)).toBe(sum(guarded(bytes), 8, end));
        expect(sum(guarded(bytes), 8, end, 6, 4)).toBe(sum(guarded(bytes.slice().fill(0, 0, 2)), 8, end));
      }),
    );
  });
  it("reduce in time on long regions", () => {
    const long = viewOf(new Uint8Array(100_000).fill(0xff));
    let [a, b] = [1, 0];
    for (let index = 0; index < 100_000; index++) {
      a = (a + 0xff) % 65521;
      b = (b + a) % 65521;
    }
    expect(runtime.adler32(long, 0, 100_000)).toBe(b * 65536 + a);
    expect(runtime.fletcher16(long, 0, 100_000)).toBe(0);
    expect(runtime.fletcher32(long, 0, 100_000)).toBe(0);
  });
});
