/** Other values for one place of a value that can be encoded: most of them make it one that can't. */
import type { ArmShape, ClassifyShape, CodecShape, IntShape, TypeShape } from "../../runtime/shape.js";
import { sized, type Fields, type Generator } from "./generate.js";
import { hugeInteger, manyZeros } from "./huge.js";
import type { Spot } from "./navigate.js";
import type { Random } from "./random.js";
import { isObject } from "./packet-code.js";

/** What lengths of 8 bits can't hold is small; huge is what those of 16 bits can't. */
export type Scale = "small" | "huge";

const LENGTHS = { small: [0, 1, 2, 3, 5, 8, 16, 17, 64, 255, 256, 300], huge: [65_535, 65_536, 66_000] };
const COUNTS = { small: [0, 1, 2, 3, 4, 5, 8, 9, 16, 32, 64, 255, 256], huge: [65_536] };
const TEXTS = {
  small: ["", "a", "abc", "a".repeat(64), "a".repeat(255), "a".repeat(256), "a..b", "\u0000", `${"a.".repeat(130)}a`],
  huge: ["a".repeat(65_536)],
};

export const NOT_GIVEN: unique symbol = Symbol("not given");

interface Source {
  readonly generator: Generator;
  readonly constants: readonly bigint[];
  readonly scale: Scale;
  /** Of the arms of a classify, only one by chance is made up. */
  readonly chance?: Random;
}

export function* changesOf(spot: Spot, source: Source): Changes {
  const now = spot.holder[spot.key];
  if (spot.field !== undefined && spot.field.role !== "free") return;
  if (source.scale === "huge") return yield* hugeType(spot.type, now);
  if (spot.field?.optional === true) yield now === undefined ? source.generator.type(spot.type, spot.path, 2) : NOT_GIVEN;
  if (now !== undefined) yield* changedType(spot.type, now, spot.path, source);
}

function* hugeType(type: TypeShape, now: unknown): Changes {
  if (type.kind === "bytes") for (const length of LENGTHS.huge) yield new Uint8Array(length);
  if (type.kind === "codec" && type.values.kind !== "int") yield* textsOf(type, now, TEXTS.huge);
  if (now instanceof Uint8Array) yield manyZeros() ?? now;
  if (typeof now === "bigint" && type.kind === "codec" && type.values.kind !== "int") yield hugeInteger();
  if (type.kind !== "array" || !Array.isArray(now) || now.length === 0) return;
  const element: unknown = now[0];
  for (const count of COUNTS.huge) yield Array.from({ length: count }, () => element);
}

type Changes = globalThis.Generator<unknown, void, undefined>;

function* changedType(type: TypeShape, now: unknown, path: string, source: Source): Changes {
  switch (type.kind) {
    case "int":
      return yield* integers(type, now, source.constants);
    case "bool":
      return yield now !== true;
    case "bytes":
      for (const length of lengthsNear(now instanceof Uint8Array ? now.length : 0)) yield new Uint8Array(length);
      return;
    case "codec":
      return yield* customs(type, now);
    case "array":
      return yield* lists(type, now, path, source.generator);
    case "classify":
      return yield* arms(type, now, path, source);
    case "group":
    case "packet":
      for (let attempt = 0; attempt < 3; attempt++) yield source.generator.type(type, path, 2);
      return;
    case "float":
      return;
  }
}

function lengthsNear(length: number): readonly number[] {
  return [...new Set([length + 1, length - 1, ...LENGTHS.small])].filter((value) => value >= 0 && value !== length);
}

function* integers(type: IntShape, now: unknown, constants: readonly bigint[]): Changes {
  const high = (1n << BigInt(type.signed ? type.bits - 1 : type.bits)) - 1n;
  const low = type.signed ? -high - 1n : 0n;
  const own = typeof now === "number" || typeof now === "bigint" ? BigInt(now) : 0n;
  const limits = [type.min, type.max].flatMap((limit) => (limit === undefined ? [] : [BigInt(limit) - 1n, BigInt(limit) + 1n]));
  const values = new Set([high + 1n, low - 1n, high, low, own + 1n, own - 1n, own * 2n, ...limits, ...constants]);
  for (const value of values) if (value !== own) yield sized(type.bits, value);
}

/** What the codec cannot read stays a text, which is none of its values; but of integers that is no value at all. */
function* textsOf({ codec }: CodecShape, now: unknown, texts: readonly string[]): Changes {
  for (const text of texts) {
    const value = codec.fromJson(text);
    if (value !== undefined || typeof now !== "bigint") yield value ?? text;
  }
}

function* customs(type: CodecShape, now: unknown): Changes {
  if (type.values.kind === "int") {
    const { min, max } = type.values;
    if (typeof min === "bigint" || typeof max === "bigint")
      yield* [BigInt(max) + 1n, BigInt(min) - 1n, BigInt(max), 0n, 63n, 64n, 128n, 16_384n];
    else yield* [max + 1, min - 1, max, 0, 63, 64, 128, 16_384];
    return;
  }
  yield* textsOf(type, now, TEXTS.small);
  yield* type.variant?.cases.map(({ value }) => value) ?? [];
}

function* lists(type: Extract<TypeShape, { kind: "array" }>, now: unknown, path: string, generator: Generator): Changes {
  if (!Array.isArray(now)) return;
  const list: readonly unknown[] = now;
  const element = list[0] ?? generator.type(type.element, `${path}[]`, 2);
  const another = generator.type(type.element, `${path}[]`, 2);
  yield [...list, element];
  yield [...list, another];
  yield [another, ...list];
  yield list.slice(0, -1);
  for (const count of COUNTS.small) yield Array.from({ length: count }, () => element);
  for (let attempt = 0; attempt < 4; attempt++)
    yield Array.from({ length: 2 + attempt }, () => generator.type(type.element, `${path}[]`, 2));
}

function* arms(type: ClassifyShape, now: unknown, path: string, source: Source): Changes {
  if (!isObject(now)) return;
  const chosen = source.chance?.pick(type.arms);
  for (const arm of chosen === undefined ? type.arms : [chosen]) {
    yield source.generator.arm(type, arm, path, 2);
    // The parts that both arms have are kept: sizes that were right stay right.
    yield { ...source.generator.arm(type, arm, path, 2), ...shared(type, arm, now) };
  }
  if (source.chance?.chance(50) === true || type.subject === undefined || type.computed === true || now["$value"] === undefined) return;
  for (const value of changedType(type.subject, now["$value"], path, source)) yield { ...now, $value: value };
  for (const { fixed } of type.arms) if (fixed !== undefined) yield { ...now, $value: fixed };
}

/** What is of one plain type in both arms. */
function shared(type: ClassifyShape, arm: ArmShape, now: Fields): Fields {
  const own = type.arms.find(({ name }) => name === now["$kind"])?.fields ?? [];
  const kept = arm.fields.filter(({ key, type: wanted }) => {
    const found = own.find((field) => field.key === key)?.type;
    return found !== undefined && found.kind === wanted.kind && !["array", "group", "packet", "classify", "codec"].includes(found.kind);
  });
  return Object.fromEntries(kept.flatMap(({ key }) => (now[key] === undefined ? [] : [[key, now[key]]])));
}
