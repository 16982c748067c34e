/**
 * Shapes: packets described as plain data. Generated modules export one per packet (`udpShape`); printing, JSON, equality
 * and the tests' generators all walk shapes, so that generated code need not repeat itself for each of them.
 *
 * What the values look like is told at each type below. Names are the spec's, keys are the TypeScript properties.
 */
import type { ValueCodec } from "./codec.js";

export interface PacketShape {
  /** The packet's name in the spec. */
  readonly name: string;
  readonly params: readonly ParamShape[];
  readonly fields: readonly FieldShape[];
}

export interface ParamShape {
  readonly name: string;
  readonly key: string;
  readonly type: "int" | "bool";
}

/** One property of a decoded object. Labels and classified fields are none; kept leftovers are one, of type bytes. */
export interface FieldShape {
  /** In the spec and in JSON. */
  readonly name: string;
  /** The property. */
  readonly key: string;
  /**
   * free: the caller passes it. computed: encoding computes it (`value`, checksums). constant: it has one value.
   * Decoded values contain all three; encoding needs only the free ones.
   */
  readonly role: "free" | "computed" | "constant";
  /** It stands under a condition, and is undefined where that does not hold. */
  readonly optional?: true;
  /** What encoding takes when the caller passes nothing. */
  readonly default?: ScalarValue;
  readonly type: TypeShape;
}

/** A constant, as the property's type has it: bigint where the type is wider than 53 bits. */
export type ScalarValue = number | bigint | boolean | string;

export type TypeShape = IntShape | BoolShape | FloatShape | BytesShape | CodecShape | ArrayShape | GroupShape | NestedShape | ClassifyShape;

/** Integers and bit fields. A number up to 53 bits, wider a bigint; a variant's cases are the same numbers. */
export interface IntShape {
  readonly kind: "int";
  /** 1 to 64. */
  readonly bits: number;
  readonly signed: boolean;
  /** The spec's own bounds, both included, where they are constants and narrower than the type. */
  readonly min?: number | bigint;
  readonly max?: number | bigint;
  readonly constant?: number | bigint;
  readonly variant?: VariantShape<number | bigint>;
}

/** A boolean; also with a variant. */
export interface BoolShape {
  readonly kind: "bool";
  readonly constant?: boolean;
  readonly variant?: VariantShape<boolean>;
}

/** A number. 32: every value is one that Math.fround keeps. */
export interface FloatShape {
  readonly kind: "float";
  readonly bits: 32 | 64;
}

/** A Uint8Array; with a variant, a known value is the string itself, as for custom types. */
export interface BytesShape {
  readonly kind: "bytes";
  /** Length in bytes, where it is a constant. */
  readonly length?: number;
  /** Padded with zeros to a multiple of so many bytes when encoding. */
  readonly align?: number;
  /** Its bytes are this text in UTF-8. */
  readonly constant?: string;
  readonly variant?: VariantShape<string>;
}

/**
 * A custom type: its values are the codec's. With a variant on a string type, a known value is the string
 * itself, any other value is the codec's Uint8Array; on an integer type, as for integers.
 */
export interface CodecShape {
  readonly kind: "codec";
  /** The type's name in the spec. */
  readonly name: string;
  readonly codec: ValueCodec;
  readonly values: CodecValuesShape;
  readonly constant?: ScalarValue;
  readonly variant?: VariantShape<ScalarValue>;
}
/** int: `min` and `max` are numbers or bigints, as the values are. */
export type CodecValuesShape =
  | { readonly kind: "opaque" }
  | { readonly kind: "string" }
  | { readonly kind: "int"; readonly min: number | bigint; readonly max: number | bigint };

/** An array of whatever the element is. */
export interface ArrayShape {
  readonly kind: "array";
  readonly element: TypeShape;
  /** How many, where it is a constant. */
  readonly length?: number;
  /** The packet always holds one element or more (`until`). */
  readonly nonEmpty?: true;
}

/** An object: an array's element, or a bounded part. */
export interface GroupShape {
  readonly kind: "group";
  readonly fields: readonly FieldShape[];
}

/** An object: another packet in place. A thunk, because packets may contain themselves. */
export interface NestedShape {
  readonly kind: "packet";
  readonly of: () => PacketShape;
}

/** An object `{ $kind, $value?, ...the arm's fields }`. */
export interface ClassifyShape {
  readonly kind: "classify";
  /** The type of the field that it takes over: of `$value`, where an arm has it. Undefined on an expression. */
  readonly subject?: TypeShape;
  /** The subject has a `value` or one constant: the caller need not pass `$value`. */
  readonly computed?: true;
  readonly arms: readonly ArmShape[];
}
export interface ArmShape {
  /** The arm's name in the spec, and `$kind`. */
  readonly name: string;
  /** The one value of the subject, where there is one. */
  readonly fixed?: ScalarValue;
  /** Decoded objects of this arm hold the subject's value as `$value`. */
  readonly holdsValue: boolean;
  /** What encoding takes where the caller passes no `$value`. */
  readonly default?: ScalarValue;
  readonly patterns: readonly PatternShape[];
  /** It has a `when`: it may not be there to choose. */
  readonly guarded?: true;
  readonly fields: readonly FieldShape[];
}
export type PatternShape =
  | { readonly kind: "any" }
  | { readonly kind: "range"; readonly low: number | bigint; readonly high: number | bigint }
  | { readonly kind: "string"; readonly text: string }
  | { readonly kind: "bool"; readonly value: boolean };

/** Names for values, in the spec's order. Values that are not listed are kept as they are. */
export interface VariantShape<Value extends ScalarValue> {
  readonly cases: readonly { readonly tag: string; readonly value: Value }[];
}
