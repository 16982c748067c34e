import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as runtime from "../../../runtime/index.js";

const safe = fc.oneof(fc.maxSafeInteger(), fc.integer(), fc.integer({ min: -9, max: 9 }));
const fits = (value: bigint): number => {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : NaN;
};

describe("exact arithmetic", () => {
  it("is what bigints give, and NaN where that is no safe integer", () => {
    fc.assert(
      fc.property(safe, safe, (a, b) => {
        const [x, y] = [BigInt(a), BigInt(b)];
        expect(runtime.quotient(a, b)).toBe(b === 0 ? NaN : Number(x / y));
        expect(runtime.remainder(a, b)).toBe(b === 0 ? NaN : Number(x % y));
        expect(runtime.bitAnd(a, b)).toBe(fits(x & y));
        expect(runtime.bitOr(a, b)).toBe(fits(x | y));
        expect(runtime.bitXor(a, b)).toBe(fits(x ^ y));
        expect(runtime.bitNot(a)).toBe(fits(~x));
        expect(runtime.bigQuotient(x, y)).toBe(b === 0 ? undefined : x / y);
        expect(runtime.bigRemainder(x, y)).toBe(b === 0 ? undefined : x % y);
        expect(runtime.toNumber(x * y)).toBe(fits(x * y));
      }),
      { numRuns: 3000 },
    );
  });
  it("shifts", () => {
    fc.assert(
      fc.property(safe, fc.nat(80), (a, count) => {
        const [x, n] = [BigInt(a), BigInt(count)];
        expect(runtime.shiftLeft(a, count)).toBe(fits(x << n));
        expect(runtime.shiftRight(a, count)).toBe(fits(x >> n));
        expect(runtime.bigShiftLeft(x, n)).toBe(x << n);
        expect(runtime.bigShiftRight(x, n)).toBe(x >> n);
        expect(runtime.shiftLeft(a, -1 - count)).toBe(NaN);
        expect(runtime.shiftRight(a, -1 - count)).toBe(NaN);
        expect(runtime.bigShiftLeft(x, -1n)).toBeUndefined();
        expect(runtime.bigShiftRight(x, -1n)).toBeUndefined();
      }),
    );
    expect(runtime.shiftLeft(0, 5000)).toBe(0);
    expect(runtime.shiftRight(-5, 5000)).toBe(-1);
    expect(runtime.bigShiftLeft(1n, 1n << 40n)).toBeUndefined();
    expect(runtime.bigShiftRight(-1n, 1n << 90n)).toBe(-1n);
  });
  it("keeps NaN, so that one test at the use is enough", () => {
    for (const operate of [
      runtime.quotient,
      runtime.remainder,
      runtime.bitAnd,
      runtime.bitOr,
      runtime.bitXor,
      runtime.shiftLeft,
      runtime.shiftRight,
    ]) {
      expect(operate(NaN, 3)).toBe(NaN);
      expect(operate(3, NaN)).toBe(NaN);
    }
    expect(runtime.bitNot(NaN)).toBe(NaN);
    expect(runtime.isExact(NaN)).toBe(false);
    expect(runtime.isExact(2 ** 53)).toBe(false);
    expect(runtime.toBigInt(NaN)).toBeUndefined();
    expect(runtime.toNumber(undefined)).toBe(NaN);
    expect(runtime.exact(2 ** 53)).toBe(NaN);
  });
});
