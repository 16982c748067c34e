import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ArithmeticOperator } from "../../../src/ir/ir.js";
import { calculate, complement, negate } from "../../../src/layout/arithmetic.js";
import { between, describeInterval, includes } from "../../../src/layout/interval.js";
import type { Interval } from "../../../src/layout/layout.js";

const operators: Record<ArithmeticOperator, (a: bigint, b: bigint) => bigint | undefined> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => (b === 0n ? undefined : a / b),
  "%": (a, b) => (b === 0n ? undefined : a % b),
  "<<": (a, b) => (b < 0n || b > 64n ? undefined : a << b),
  ">>": (a, b) => (b < 0n || b > 64n ? undefined : a >> b),
  "&": (a, b) => a & b,
  "|": (a, b) => a | b,
  "^": (a, b) => a ^ b,
};
const names: readonly ArithmeticOperator[] = ["+", "-", "*", "/", "%", "<<", ">>", "&", "|", "^"];

const interval = (low: number, high: number): fc.Arbitrary<{ low: bigint; high: bigint }> =>
  fc
    .tuple(fc.integer({ min: low, max: high }), fc.integer({ min: 0, max: 12 }))
    .map(([start, length]) => ({ low: BigInt(start), high: BigInt(start + length) }));

function* valuesOf({ low, high }: { low: bigint; high: bigint }): Generator<bigint> {
  for (let value = low; value <= high; value++) yield value;
}

function results(operator: ArithmeticOperator, a: { low: bigint; high: bigint }, b: { low: bigint; high: bigint }): bigint[] {
  const found: bigint[] = [];
  for (const x of valuesOf(a)) {
    for (const y of valuesOf(b)) {
      const result = operators[operator](x, y);
      if (result !== undefined) found.push(result);
    }
  }
  return found;
}

/** Opens some ends: the interval of fewer values lies in it, so the results must too. */
function opened({ low, high }: { low: bigint; high: bigint }, ends: number): Interval {
  return between((ends & 1) === 0 ? low : undefined, (ends & 2) === 0 ? high : undefined);
}

describe("interval arithmetic", () => {
  for (const operator of names) {
    it(`${operator} holds every result, ends open or not`, () => {
      fc.assert(
        fc.property(interval(-20, 20), interval(-20, 20), fc.nat(3), fc.nat(3), (a, b, openA, openB) => {
          const range = calculate(operator, opened(a, openA), opened(b, openB));
          for (const result of results(operator, a, b)) expect(includes(range, result)).toBe(true);
        }),
        { numRuns: 400 },
      );
    });
  }

  for (const operator of ["+", "-", "*", "/", "<<", ">>"] as const) {
    it(`${operator} is as tight as it can be`, () => {
      fc.assert(
        fc.property(interval(-20, 20), interval(-20, 20), (a, b) => {
          const found = results(operator, a, b);
          if (found.length === 0) return;
          const sorted = found.sort((x, y) => (x < y ? -1 : 1));
          expect(calculate(operator, opened(a, 0), opened(b, 0))).toEqual({ min: sorted[0], max: sorted.at(-1) });
        }),
      );
    });
  }

  it("keeps bits within the operands' width", () => {
    expect(calculate("&", between(0n, 200n), between(0n, 15n))).toEqual({ min: 0n, max: 15n });
    expect(calculate("|", between(0n, 200n), between(0n, 15n))).toEqual({ min: 0n, max: 255n });
    expect(calculate("^", between(0n, 7n), between(0n, 9n))).toEqual({ min: 0n, max: 15n });
    expect(calculate("&", between(undefined, undefined), between(0n, 15n))).toEqual({ min: 0n, max: 15n });
    expect(calculate("%", between(0n, undefined), between(4n, 4n))).toEqual({ min: 0n, max: 3n });
  });

  it("negates and complements", () => {
    expect(negate(between(-3n, undefined))).toEqual({ min: undefined, max: 3n });
    expect(complement(between(0n, 255n))).toEqual({ min: -256n, max: -1n });
  });

  it("reads well", () => {
    expect(describeInterval(between(0n, 255n))).toBe("0..255");
    expect(describeInterval(between(5n, 5n))).toBe("5");
    expect(describeInterval(between(0n, 2n ** 64n - 1n))).toBe("0..2^64 - 1");
    expect(describeInterval(between(-(2n ** 63n), undefined))).toBe("at least -2^63");
    expect(describeInterval(between(undefined, undefined))).toBe("any integer");
  });
});
