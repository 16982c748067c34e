/** The table of built-in types. Codecs are ordinary entries: nothing else in the compiler knows their names. */
import type { Codec, CodecValues } from "../ir/ir.js";

/** `argument`: what stands in brackets behind the name. */
export type BuiltinType =
  | { readonly kind: "int"; readonly bits: number; readonly signed: boolean }
  | { readonly kind: "float"; readonly bits: 32 | 64 }
  | { readonly kind: "bool" }
  /** Needs a width. */
  | { readonly kind: "bit" }
  /** An integer, or, with a size, bytes. */
  | { readonly kind: "byte" };

const unsigned = (bits: number): BuiltinType => ({ kind: "int", bits, signed: false });
const signed = (bits: number): BuiltinType => ({ kind: "int", bits, signed: true });

export const builtinTypes: ReadonlyMap<string, BuiltinType> = new Map<string, BuiltinType>([
  ["bit", { kind: "bit" }],
  ["byte", { kind: "byte" }],
  ["uint8", unsigned(8)],
  ["uint16", unsigned(16)],
  ["uint24", unsigned(24)],
  ["uint32", unsigned(32)],
  ["uint48", unsigned(48)],
  ["uint64", unsigned(64)],
  ["int8", signed(8)],
  ["int16", signed(16)],
  ["int24", signed(24)],
  ["int32", signed(32)],
  ["int48", signed(48)],
  ["int64", signed(64)],
  ["float32", { kind: "float", bits: 32 }],
  ["float64", { kind: "float", bits: 64 }],
  ["boolean", { kind: "bool" }],
]);

/** A codec before it has its number in the program. */
export type CodecEntry = Omit<Codec, "index" | "builtin">;

const opaque: CodecValues = { kind: "opaque" };
const text = (prefix: number): CodecValues => ({ kind: "string", prefix });
const integer = (min: bigint, max: bigint): CodecValues => ({ kind: "int", min, max });

function entry(name: string, module: string, size: readonly [bigint, bigint | undefined], values: CodecValues): CodecEntry {
  return { name, module, minSize: size[0], maxSize: size[1], values };
}

const power = (exponent: bigint): bigint => 2n ** exponent;

export const builtinCodecs: readonly CodecEntry[] = [
  entry("string8", "types/string8", [1n, 1n + power(8n) - 1n], text(1)),
  entry("string16", "types/string16", [2n, 2n + power(16n) - 1n], text(2)),
  entry("string32", "types/string32", [4n, 4n + power(32n) - 1n], text(4)),
  // Its encoding ends with a NUL that is not content, so expressions cannot see it as the bytes behind a prefix.
  entry("cstring", "types/cstring", [1n, undefined], opaque),
  entry("mpint", "types/mpint", [4n, 4n + power(16n)], opaque),
  { ...entry("dns_label", "types/dns-label", [1n, 255n], opaque), state: "types/dns-name" },
  { ...entry("dns_label_comp", "types/dns-label-comp", [1n, 255n], opaque), state: "types/dns-name" },
  entry("varint", "types/varint", [1n, 8n], integer(0n, power(62n) - 1n)),
  entry("uleb128", "types/uleb128", [1n, 10n], integer(0n, power(64n) - 1n)),
  entry("sleb128", "types/sleb128", [1n, 10n], integer(-power(63n), power(63n) - 1n)),
  entry("uleb32", "types/uleb32", [1n, 5n], integer(0n, power(32n) - 1n)),
  entry("sleb32", "types/sleb32", [1n, 5n], integer(-power(31n), power(31n) - 1n)),
];
