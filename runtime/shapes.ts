/**
 * How generated modules write shapes down: a call a field. They stand in a function that runs when the shape is first
 * looked at, so that a bundle (and a start) that prints nothing pays nothing.
 */
import type { ValueCodec } from "./codec.js";
import type {
  ArmShape,
  ArrayShape,
  BoolShape,
  BytesShape,
  ClassifyShape,
  CodecShape,
  CodecValuesShape,
  FieldShape,
  FloatShape,
  GroupShape,
  IntShape,
  NestedShape,
  PacketShape,
  ParamShape,
  PatternShape,
  ScalarValue,
  TypeShape,
  VariantShape,
} from "./shape.js";

class LazyPacketShape implements PacketShape {
  #fields: readonly FieldShape[] | undefined;
  readonly #make: () => readonly FieldShape[];

  constructor(
    readonly name: string,
    readonly params: readonly ParamShape[],
    make: () => readonly FieldShape[],
  ) {
    this.#make = make;
  }

  get fields(): readonly FieldShape[] {
    this.#fields ??= this.#make();
    return this.#fields;
  }
}

export function packetShape(name: string, params: readonly ParamShape[], fields: () => readonly FieldShape[]): PacketShape {
  return new LazyPacketShape(name, params, fields);
}

type FieldMore = Pick<FieldShape, "optional" | "default">;

export function free(name: string, key: string, type: TypeShape, more: FieldMore = {}): FieldShape {
  return { name, key, role: "free", ...more, type };
}

export function computed(name: string, key: string, type: TypeShape, more: FieldMore = {}): FieldShape {
  return { name, key, role: "computed", ...more, type };
}

export function constant(name: string, key: string, type: TypeShape, more: FieldMore = {}): FieldShape {
  return { name, key, role: "constant", ...more, type };
}

type IntMore = Pick<IntShape, "min" | "max" | "constant" | "variant">;

export function uint(bits: number, more: IntMore = {}): IntShape {
  return { kind: "int", bits, signed: false, ...more };
}

export function int(bits: number, more: IntMore = {}): IntShape {
  return { kind: "int", bits, signed: true, ...more };
}

export function bool(more: Pick<BoolShape, "constant" | "variant"> = {}): BoolShape {
  return { kind: "bool", ...more };
}

export function float(bits: 32 | 64): FloatShape {
  return { kind: "float", bits };
}

export function raw(more: Pick<BytesShape, "length" | "align" | "constant" | "variant"> = {}): BytesShape {
  return { kind: "bytes", ...more };
}

/** `codec` is a codec's module; what it reads and writes is its own business. */
export function custom(
  name: string,
  codec: object,
  values: CodecValuesShape,
  more: Pick<CodecShape, "constant" | "variant"> = {},
): CodecShape {
  return { kind: "codec", name, codec: codec as ValueCodec, values, ...more };
}

export function list(element: TypeShape, more: Pick<ArrayShape, "length" | "nonEmpty"> = {}): ArrayShape {
  return { kind: "array", element, ...more };
}

export function group(fields: readonly FieldShape[]): GroupShape {
  return { kind: "group", fields };
}

export function nested(of: () => PacketShape): NestedShape {
  return { kind: "packet", of };
}

export function classify(arms: readonly ArmShape[], more: Pick<ClassifyShape, "subject" | "computed"> = {}): ClassifyShape {
  return { kind: "classify", ...more, arms };
}

/** An arm that one value selects. */
export function fixedArm(name: string, fixed: ScalarValue, fields: readonly FieldShape[], more: Pick<ArmShape, "guarded"> = {}): ArmShape {
  const pattern: PatternShape =
    typeof fixed === "string"
      ? { kind: "string", text: fixed }
      : typeof fixed === "boolean"
        ? { kind: "bool", value: fixed }
        : { kind: "range", low: fixed, high: fixed };
  return { name, fixed, holdsValue: false, patterns: [pattern], ...more, fields };
}

/** Any other arm. */
export function openArm(
  name: string,
  holdsValue: boolean,
  patterns: readonly PatternShape[],
  fields: readonly FieldShape[],
  more: Pick<ArmShape, "guarded" | "default"> = {},
): ArmShape {
  return { name, holdsValue, patterns, ...more, fields };
}

/** The cases of a variant's constant object. */
export function cases<Value extends ScalarValue>(constants: Readonly<Record<string, Value>>): VariantShape<Value> {
  return { cases: Object.entries(constants).map(([tag, value]) => ({ tag, value })) };
}
