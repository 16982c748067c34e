/** Changes of an input that may break it: cut, or a field set to another value. */
import type { TraceEntry } from "../../runtime/trace.js";
import type { Field, Packet } from "../ir/ir.js";
import { itemAt } from "./matching.js";
import type { Paths } from "./paths.js";

/** Where an input is worth cutting: everywhere, if it is short. */
export function cutsOf(bytes: Uint8Array, trace: readonly TraceEntry[]): readonly number[] {
  if (bytes.length <= 200) return Array.from({ length: bytes.length }, (_, length) => length);
  const near = trace.flatMap(({ start, end }) => [start, start + 1, end - 1]);
  return [...new Set([0, 1, ...near])].filter((length) => length >= 0 && length < bytes.length).sort((a, b) => a - b);
}

export function setField(bytes: Uint8Array, entry: TraceEntry, layout: FieldLayout, value: bigint): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const width = Math.min(entry.bitLength, 64);
  for (let bit = 0; bit < width; bit++) {
    const isSet = ((value >> BigInt(width - 1 - bit)) & 1n) === 1n;
    setBit(copy, bitPosition(entry, layout, bit, width), isSet);
  }
  return copy;
}

export type FieldLayout = "big" | "little" | "lsb";

/** Counted from the first byte's most significant bit; `bit` 0 is the value's most significant. */
function bitPosition(entry: TraceEntry, layout: FieldLayout, bit: number, width: number): number {
  const base = entry.start * 8;
  if (layout === "big") return base + entry.firstBit + bit;
  if (layout === "little") return base + 8 * (Math.ceil(width / 8) - 1 - Math.floor(bit / 8)) + (bit % 8);
  const fromLeast = entry.firstBit + (width - 1 - bit);
  return base + 8 * Math.floor(fromLeast / 8) + 7 - (fromLeast % 8);
}

function setBit(bytes: Uint8Array, position: number, isSet: boolean): void {
  const index = Math.floor(position / 8);
  const mask = 0x80 >> (position % 8);
  const byte = bytes[index];
  if (byte !== undefined) bytes[index] = isSet ? byte | mask : byte & ~mask;
}

export function fieldValue(bytes: Uint8Array, entry: TraceEntry, layout: FieldLayout): bigint {
  const width = Math.min(entry.bitLength, 64);
  let value = 0n;
  for (let bit = 0; bit < width; bit++) {
    const position = bitPosition(entry, layout, bit, width);
    const byte = bytes[Math.floor(position / 8)] ?? 0;
    value = value * 2n + BigInt((byte >> (7 - (position % 8))) & 1);
  }
  return value;
}

/** How a traced field's bits may lie; fields of packets inside are taken for big- and for little-endian. */
export function layoutsOf(packet: Packet, paths: Paths, entry: TraceEntry): readonly FieldLayout[] {
  const id = paths.at(entry.path);
  const item = id === undefined ? undefined : itemAt(packet, id);
  if (item?.kind === "field") return fieldLayouts(item);
  return entry.bitLength >= 16 && entry.bitLength % 8 === 0 ? ["big", "little"] : ["big"];
}

function fieldLayouts({ type }: Field): readonly FieldLayout[] {
  if (type.kind === "bits") return [type.order === "lsb" ? "lsb" : "big"];
  if (type.kind !== "int" || type.bits === 8) return ["big"];
  return typeof type.endian === "string" ? [type.endian] : ["big", "little"];
}

/** Values at the edges of what the width can hold, near the present one, and the spec's own numbers. */
export function valuesFor(width: number, now: bigint, constants: readonly bigint[]): readonly bigint[] {
  const bits = Math.min(width, 64);
  const max = (1n << BigInt(bits)) - 1n;
  const half = max >> 1n;
  const edges = [
    0n,
    max,
    now + 1n,
    now - 1n,
    half,
    half + 1n,
    max - 1n,
    now + 2n,
    now - 2n,
    now + 4n,
    now * 2n,
    now + 8n,
    16n,
    32n,
    64n,
    255n,
  ];
  const all = [...edges, ...constants.map((value) => BigInt.asUintN(bits, value))];
  return [...new Set(all)].filter((value) => value >= 0n && value <= max && value !== now);
}
