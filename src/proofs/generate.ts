/** Values made up from shapes: mostly small, with chosen arms and parts where a plan says so. */
import type { JsonValue } from "../../runtime/codec.js";
import type {
  ArmShape,
  ClassifyShape,
  CodecShape,
  FieldShape,
  IntShape,
  PatternShape,
  ScalarValue,
  TypeShape,
} from "../../runtime/shape.js";
import type { Random } from "./random.js";
import { withoutIndices, type StaticPath } from "./paths.js";

/** What a value should have in it, to get to an item. */
export interface Plan {
  /** The arm of a classify. */
  readonly arms: ReadonlyMap<StaticPath, string>;
  /** Items under a condition that must be there; others are there at random. */
  readonly present: ReadonlySet<StaticPath>;
  /** Arrays on the way have an element at least. */
  readonly inside: StaticPath;
}

export const NO_PLAN: Plan = { arms: new Map(), present: new Set(), inside: "" };

export type Fields = Record<string, unknown>;

/** Deeper than this, the smallest is chosen. */
const DEEP = 5;
const DEEPEST = 40;
/** JSON that some codec or other takes. */
const CODEC_SAMPLES: readonly JsonValue[] = ["a", "", 1, 0, "1", "a.b", "00", [], "example.com.", false];

export class Generator {
  constructor(
    private readonly random: Random,
    private readonly plan: Plan = NO_PLAN,
  ) {}

  /** The arm that the plan chooses for a classify. */
  wantedArm(path: string): string | undefined {
    return this.plan.arms.get(withoutIndices(path));
  }

  fields(fields: readonly FieldShape[], path: string, depth: number, into: Fields = {}): Fields {
    for (const field of fields) {
      const inner = `${path}.${withoutIndices(field.name)}`;
      if (field.role === "free" && this.isThere(field, inner, depth)) into[field.key] = this.type(field.type, inner, depth, field.default);
    }
    return into;
  }

  type(type: TypeShape, path: string, depth: number, standard?: ScalarValue): unknown {
    if (standard !== undefined && this.random.chance(50)) return standard;
    switch (type.kind) {
      case "int":
        return this.integer(type);
      case "bool":
        return type.constant ?? this.random.chance(50);
      case "float":
        return this.random.below(4) / 2;
      case "bytes":
        return this.bytes(type.length ?? this.random.below(5));
      case "codec":
        return this.custom(type);
      case "array":
        return this.list(type, path, depth);
      case "group":
        return this.fields(type.fields, path, depth + 1);
      case "packet":
        return depth > DEEPEST ? {} : this.fields(type.of().fields, path, depth + 1);
      case "classify":
        return this.classify(type, path, depth);
    }
  }

  private isThere(field: FieldShape, path: string, depth: number): boolean {
    return field.optional !== true || this.plan.present.has(path) || (depth <= DEEP && this.random.chance(40));
  }

  private integer(type: IntShape): number | bigint {
    if (type.constant !== undefined) return type.constant;
    if (type.variant !== undefined && this.random.chance(70)) {
      const found = this.random.pick(type.variant.cases)?.value;
      if (found !== undefined && fits(type, found)) return found;
    }
    const low = BigInt(type.min ?? 0);
    const high = BigInt(type.max ?? (1n << BigInt(type.signed ? type.bits - 1 : type.bits)) - 1n);
    const value = low + BigInt(this.random.below(4));
    return sized(type.bits, value > high ? high : value);
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.random.below(3));
  }

  custom(type: CodecShape): unknown {
    if (type.constant !== undefined) return type.constant;
    if (type.variant !== undefined && this.random.chance(70)) return this.random.pick(type.variant.cases)?.value;
    if (type.values.kind === "int") return type.values.min;
    const start = this.random.below(2);
    for (const sample of CODEC_SAMPLES.slice(start)) {
      const value = type.codec.fromJson(sample);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  private list(type: Extract<TypeShape, { kind: "array" }>, path: string, depth: number): unknown[] {
    const inner = `${path}[]`;
    const isOnWay = this.plan.inside.startsWith(inner);
    const least = type.nonEmpty === true || isOnWay ? 1 : 0;
    const length = type.length ?? (depth > DEEP ? least : Math.max(least, this.random.below(3)));
    return Array.from({ length: Math.min(length, 4096) }, () => this.type(type.element, inner, depth + 1));
  }

  private classify(type: ClassifyShape, path: string, depth: number): Fields {
    const wanted = this.plan.arms.get(path);
    const arm = type.arms.find(({ name }) => name === wanted) ?? this.someArm(type.arms, depth);
    return arm === undefined ? {} : this.arm(type, arm, path, depth);
  }

  arm(type: ClassifyShape, arm: ArmShape, path: string, depth: number): Fields {
    const into: Fields = { $kind: arm.name };
    const isStandard = arm.default !== undefined && this.random.chance(50);
    if (arm.fixed === undefined && type.subject !== undefined && type.computed !== true && !isStandard) {
      const earlier = type.arms.slice(0, type.arms.indexOf(arm));
      into["$value"] = this.subject(type.subject, arm, earlier);
    }
    return this.fields(arm.fields, `${path}.${withoutIndices(arm.name)}`, depth + 1, into);
  }

  private someArm(arms: readonly ArmShape[], depth: number): ArmShape | undefined {
    const flat = depth <= DEEP ? [] : arms.filter(({ fields }) => fields.every(({ type }) => !holdsMore(type)));
    return this.random.pick(flat.length > 0 ? flat : arms);
  }

  /** A value that selects the arm and none before it. */
  private subject(type: TypeShape, arm: ArmShape, earlier: readonly ArmShape[]): unknown {
    const taken = earlier.flatMap(patternsOf);
    for (let attempt = 0; attempt < 64; attempt++) {
      const value = this.matching(type, this.random.pick(arm.patterns), attempt);
      if (!taken.some((pattern) => selects(pattern, value))) return value;
    }
    return this.type(type, "", DEEP);
  }

  private matching(type: TypeShape, pattern: PatternShape | undefined, attempt: number): unknown {
    if (pattern?.kind === "range" && type.kind === "int") {
      const [low, high] = [BigInt(pattern.low), BigInt(pattern.high)];
      const value = low + BigInt(attempt);
      return sized(type.bits, value > high ? high : value);
    }
    if (pattern?.kind === "string") return pattern.text;
    if (pattern?.kind === "bool") return pattern.value;
    if (type.kind === "int") return this.anyInteger(type, attempt);
    return this.type(type, "", DEEP);
  }

  private anyInteger(type: IntShape, attempt: number): number | bigint {
    const bits = type.signed ? type.bits - 1 : type.bits;
    const max = (1n << BigInt(bits)) - 1n;
    return sized(
      type.bits,
      attempt % 2 === 0 ? max - BigInt(attempt / 2) : BigInt(this.random.below(Number(max < 0xffffn ? max + 1n : 0x10000n))),
    );
  }
}

function patternsOf(arm: ArmShape): readonly PatternShape[] {
  const { fixed } = arm;
  if (typeof fixed === "number" || typeof fixed === "bigint") return [{ kind: "range", low: fixed, high: fixed }];
  if (typeof fixed === "string") return [{ kind: "string", text: fixed }];
  return typeof fixed === "boolean" ? [{ kind: "bool", value: fixed }] : arm.patterns;
}

function selects(pattern: PatternShape, value: unknown): boolean {
  switch (pattern.kind) {
    case "any":
      return true;
    case "range":
      return (typeof value === "number" || typeof value === "bigint") && value >= pattern.low && value <= pattern.high;
    case "string":
      return value === pattern.text;
    case "bool":
      return value === pattern.value;
  }
}

function holdsMore(type: TypeShape): boolean {
  return type.kind === "packet" || type.kind === "array" || type.kind === "group" || type.kind === "classify";
}

function fits({ min, max }: IntShape, value: number | bigint): boolean {
  return (min === undefined || value >= min) && (max === undefined || value <= max);
}

/** A number up to 53 bits, wider a bigint. */
export function sized(bits: number, value: bigint): number | bigint {
  return bits > 53 ? value : Number(value);
}
