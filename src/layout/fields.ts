/** What the wire form of a field's type holds, and how large it is where that never varies. */
import type { Codec, Field, FieldType } from "../ir/ir.js";
import { BOOLEAN, between, exactly, intersect } from "./interval.js";
import type { Interval } from "./layout.js";

/** No input is longer: 2^48 bytes fill the address space, and 32 of such offsets still add up to a safe integer. */
export const LARGEST_INPUT: bigint = 1n << 48n;
export const POSITIONS: Interval = between(0n, LARGEST_INPUT);

/** Integers that a JavaScript number holds exactly, with their neighbours. */
export const SAFE: Interval = between(-(2n ** 53n) + 1n, 2n ** 53n - 1n);

/** The integers that the type can hold; a boolean counts as 0 or 1. */
export function wireRange(type: FieldType, codecs: readonly Codec[]): Interval | undefined {
  switch (type.kind) {
    case "int":
      return type.signed ? between(-(1n << BigInt(type.bits - 1)), (1n << BigInt(type.bits - 1)) - 1n) : unsigned(type.bits);
    case "bits":
      return unsigned(type.width);
    case "bool":
      return BOOLEAN;
    case "codec": {
      const values = codecs[type.codec]?.values;
      return values?.kind === "int" ? between(values.min, values.max) : undefined;
    }
    case "float":
    case "bytes":
      return undefined;
  }
}

function unsigned(bits: number): Interval {
  return between(0n, (1n << BigInt(bits)) - 1n);
}

/** Size in bits, of types that always have the same. */
export function fixedSize(type: FieldType, codecs: readonly Codec[]): bigint | undefined {
  switch (type.kind) {
    case "int":
    case "float":
      return BigInt(type.bits);
    case "bits":
      return BigInt(type.width);
    case "bool":
      return 8n;
    case "codec": {
      const codec = codecs[type.codec];
      return codec !== undefined && codec.minSize === codec.maxSize ? codec.minSize * 8n : undefined;
    }
    case "bytes":
      return undefined;
  }
}

/** Size in bits, padding included, of an array of a plain number of bytes: it stands in the run of what is around it. */
export function constantBytes({ size, align }: Extract<FieldType, { kind: "bytes" }>): bigint | undefined {
  return size.kind === "int" && size.value >= 0n ? 8n * padded(size.value, BigInt(align ?? 8) / 8n) : undefined;
}

/** The values that pass the type and the constant; minimum and maximum are known once they are evaluated. */
export function constantRange(field: Field, codecs: readonly Codec[]): Interval | undefined {
  const wire = wireRange(field.type, codecs);
  if (wire === undefined || field.constant === undefined) return wire;
  if (field.constant.kind === "string") return wire;
  const value = field.constant.kind === "int" ? field.constant.value : field.constant.value ? 1n : 0n;
  return intersect(wire, exactly(value)) ?? wire;
}

/** Rounded up to a multiple of the unit. */
export function padded(size: bigint, unit: bigint): bigint {
  return ((size + unit - 1n) / unit) * unit;
}
