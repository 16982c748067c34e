/** The integers that a type can hold. */
import type { ResolvedType } from "./model.js";

export type Range = readonly [bigint, bigint];

export function rangeOf(type: ResolvedType): Range | undefined {
  switch (type.kind) {
    case "int": {
      const bits = BigInt(type.bits);
      return type.signed ? [-(2n ** (bits - 1n)), 2n ** (bits - 1n) - 1n] : [0n, 2n ** bits - 1n];
    }
    case "bits":
      return [0n, 2n ** BigInt(type.width) - 1n];
    case "codec":
      return type.range;
    default:
      return undefined;
  }
}

export function describeRange([low, high]: Range): string {
  return `${low} to ${high}`;
}
