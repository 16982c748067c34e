/** Random values of a shape, as decoding gives them so far as a shape tells; small, and often near what specs ask for. */
import { setProperty } from "../../runtime/objects.js";
import type { ArmShape, ClassifyShape, CodecShape, FieldShape, IntShape, PacketShape, TypeShape } from "../../runtime/shape.js";
import { type DnsName, parseDnsName } from "../../runtime/types/dns-name.js";
import type { Random } from "./random.js";

export interface ValueOptions {
  /** How far packets nest; below, arrays are short and optional fields absent. */
  readonly depth: number;
  /** What the caller need not pass is left out with this probability. */
  readonly omit: number;
}

export function randomValue(shape: PacketShape, random: Random, options: ValueOptions = { depth: 5, omit: 0 }): object {
  return fieldsValue(shape.fields, random, options, {});
}

function fieldsValue(fields: readonly FieldShape[], random: Random, options: ValueOptions, object: object): object {
  const presence = random.pick([0.2, 0.5, 0.8]);
  for (const field of fields) {
    if (field.optional === true && (options.depth <= 0 || !random.chance(presence))) continue;
    const isNeedless = field.role !== "free" || field.default !== undefined;
    if (isNeedless && random.chance(options.omit)) continue;
    setProperty(object, field.key, typeValue(field.type, random, options));
  }
  return object;
}

function typeValue(type: TypeShape, random: Random, options: ValueOptions): unknown {
  const inner = { ...options, depth: options.depth - 1 };
  switch (type.kind) {
    case "int":
      return integerValue(type, random);
    case "bool":
      return type.constant ?? random.chance(0.5);
    case "float":
      return floatValue(type.bits, random);
    case "bytes":
      if (type.constant !== undefined) return new TextEncoder().encode(type.constant);
      return random.bytes(type.length ?? smallLength(random, 12), random.pick([3, 255]));
    case "codec":
      return codecValue(type, random);
    case "array":
      return Array.from({ length: type.length ?? arrayLength(type.nonEmpty === true, random, options.depth) }, () =>
        typeValue(type.element, random, inner),
      );
    case "group":
      return fieldsValue(type.fields, random, inner, {});
    case "packet":
      return fieldsValue(type.of().fields, random, inner, {});
    case "classify":
      return armValue(type, random.pick(type.arms), random, inner);
  }
}

function smallLength(random: Random, most: number): number {
  return random.chance(0.6) ? random.below(5) : random.below(most + 1);
}

function arrayLength(isNonEmpty: boolean, random: Random, depth: number): number {
  const least = isNonEmpty ? 1 : 0;
  return depth <= 0
    ? least
    : Math.max(
        least,
        random.weighted([
          [3, 0],
          [4, 1],
          [3, 2],
          [2, 3],
          [0.3, 9],
        ]),
      );
}

const FLOATS = [0, -0, 1, -1.5, NaN, Infinity, -Infinity, 1e-40, 3.4e38, 0.1];

function floatValue(bits: 32 | 64, random: Random): number {
  const value = random.chance(0.7) ? random.pick(FLOATS) : random.next() / 7919;
  return bits === 32 ? Math.fround(value) : value;
}

/** Small, or at an edge, or anything. */
function integerBetween(low: bigint, high: bigint, random: Random): bigint {
  const span = high - low + 1n;
  const from = low <= 0n && high >= 0n ? 0n : low;
  const wide = (BigInt(random.next()) << 64n) | (BigInt(random.next()) << 32n) | BigInt(random.next());
  const chosen = random.weighted<() => bigint>([
    [5, () => from + BigInt(random.below(8))],
    [1, () => high - BigInt(random.below(3))],
    [1, () => low + BigInt(random.below(3))],
    [1, () => 1n << BigInt(random.below(64))],
    [2, () => low + (wide % span)],
  ])();
  return chosen < low || chosen > high ? low + (wide % span) : chosen;
}

function integerValue(type: IntShape, random: Random): number | bigint {
  if (type.constant !== undefined) return type.constant;
  const most = (1n << BigInt(type.signed ? type.bits - 1 : type.bits)) - 1n;
  // A case may be too wide for its field: the spec is warned, and nothing can have it.
  const known = (type.variant?.cases ?? []).map(({ value }) => value).filter((value) => value <= most);
  if (known.length > 0 && random.chance(0.7)) return random.pick(known);
  const value = integerBetween(BigInt(type.min ?? (type.signed ? -most - 1n : 0n)), BigInt(type.max ?? most), random);
  return type.bits > 53 ? value : Number(value);
}

function codecValue(type: CodecShape, random: Random): unknown {
  if (type.constant !== undefined) return type.constant;
  const known = type.variant?.cases.map((one) => one.value) ?? [];
  if (known.length > 0 && random.chance(0.7)) return random.pick(known);
  if (type.values.kind === "int") {
    const { min, max } = type.values;
    const value = integerBetween(BigInt(min), BigInt(max), random);
    return typeof min === "bigint" ? value : Number(value);
  }
  if (type.name.startsWith("dns_label")) return domainName(random);
  if (type.name === "mpint") return integerBetween(-(1n << random.pick([7n, 15n, 90n])), 1n << random.pick([7n, 15n, 90n]), random);
  const bytes = random.bytes(smallLength(random, 12), random.pick([3, 255]));
  return type.name === "cstring" ? bytes.filter((byte) => byte !== 0) : bytes;
}

function domainName(random: Random): DnsName | string {
  const labels = Array.from({ length: random.below(4) }, () => random.pick(["a", "b", "www", "example", "com"]));
  const text = labels.length === 0 ? "." : labels.join(".");
  return parseDnsName(text) ?? text;
}

function armValue(type: ClassifyShape, arm: ArmShape, random: Random, options: ValueOptions): object {
  const first = { $kind: arm.name };
  const isNeedless = type.computed === true || arm.default !== undefined;
  if (arm.holdsValue && !(isNeedless && random.chance(options.omit))) setProperty(first, "$value", subjectValue(type, arm, random));
  return fieldsValue(arm.fields, random, options, first);
}

function subjectValue(type: ClassifyShape, arm: ArmShape, random: Random): unknown {
  const pattern = random.pick(arm.patterns);
  switch (pattern.kind) {
    case "range": {
      const value = integerBetween(BigInt(pattern.low), BigInt(pattern.high), random);
      return typeof pattern.low === "bigint" ? value : Number(value);
    }
    case "string":
      return new TextEncoder().encode(pattern.text);
    case "bool":
      return pattern.value;
    case "any":
      return typeValue(type.subject ?? { kind: "int", bits: 8, signed: false }, random, { depth: 0, omit: 0 });
  }
}
