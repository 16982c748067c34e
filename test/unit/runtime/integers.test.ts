import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as runtime from "../../../runtime/index.js";
import { bytesOf, guarded } from "./support.js";

/** The bytes as one integer. */
function integer(bytes: Uint8Array, little: boolean): bigint {
  const ordered = little ? [...bytes].reverse() : [...bytes];
  return ordered.reduce((value, byte) => value * 256n + BigInt(byte), 0n);
}

describe("24 and 48 bits", () => {
  it.each([
    [24, runtime.getUint24, runtime.getInt24, runtime.setUint24],
    [48, runtime.getUint48, runtime.getInt48, runtime.setUint48],
  ] as const)("%i: reads and writes both signs in both orders", (bits, getUint, getInt, set) => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: bits / 8, maxLength: bits / 8 }), fc.boolean(), (bytes, little) => {
        const view = guarded(bytes);
        const expected = integer(bytes, little);
        const [unsigned, signed] = [getUint(view, 8, little), getInt(view, 8, little)];
        expect(BigInt(unsigned)).toBe(expected);
        expect(BigInt(signed)).toBe(BigInt.asIntN(bits, expected));
        for (const value of [unsigned, signed]) {
          const out = guarded(new Uint8Array(bits / 8).fill(0xa5));
          set(out, 8, value, little);
          expect(bytesOf(out, 8, 8 + bits / 8)).toEqual(bytes);
        }
      }),
    );
  });
});

describe("bit fields", () => {
  /** The same field by bigints, from all bytes at once. */
  function reference(bytes: Uint8Array, bit: number, width: number, lsb: boolean): bigint {
    const all = integer(bytes, lsb);
    const shift = lsb ? bit : 8 * bytes.length - bit - width;
    return BigInt.asUintN(width, all >> BigInt(shift));
  }
  it.each([
    ["most significant first", false, runtime.getBits, runtime.setBits, runtime.getBigBits, runtime.setBigBits],
    ["least significant first", true, runtime.getBitsLsb, runtime.setBitsLsb, runtime.getBigBitsLsb, runtime.setBigBitsLsb],
  ] as const)("%s: replace just their own bits", (_name, lsb, get, set, getBig, setBig) => {
    const field = fc.record({
      bit: fc.nat(7),
      width: fc.integer({ min: 1, max: 64 }),
      bytes: fc.uint8Array({ minLength: 9, maxLength: 9 }),
      value: fc.bigInt(0n, (1n << 64n) - 1n),
    });
    fc.assert(
      fc.property(field, ({ bit, width, bytes, value }) => {
        const used = bytes.slice(0, Math.ceil((bit + width) / 8));
        const expected = reference(used, bit, width, lsb);
        const fresh = BigInt.asUintN(width, value);
        const view = guarded(used);
        expect(getBig(view, 8, bit, width)).toBe(expected);
        if (width <= 53) expect(get(view, 8, bit, width)).toBe(Number(expected));
        const writers = [
          (out: DataView) => {
            setBig(out, 8, bit, width, fresh);
          },
        ];
        if (width <= 53)
          writers.push((out) => {
            set(out, 8, bit, width, Number(fresh));
          });
        for (const write of writers) {
          const out = guarded(used);
          write(out);
          const all = integer(used, lsb);
          const shift = BigInt(lsb ? bit : 8 * used.length - bit - width);
          expect(integer(bytesOf(out, 8, out.high), lsb)).toBe(all - (expected << shift) + (fresh << shift));
        }
      }),
      { numRuns: 2000 },
    );
  });
  it("agree with a drawn example", () => {
    const view = new DataView(Uint8Array.of(0b1010_0110, 0b1111_0000).buffer);
    expect(runtime.getBits(view, 0, 1, 3)).toBe(0b010);
    expect(runtime.getBits(view, 0, 6, 4)).toBe(0b1011);
    expect(runtime.getBitsLsb(view, 0, 1, 3)).toBe(0b011);
    expect(runtime.getBitsLsb(view, 0, 6, 4)).toBe(0b0010);
  });
});
