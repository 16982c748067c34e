/** fast-check arbitraries from shapes: values as decoding gives them, so far as a shape tells. */
import fc from "fast-check";
import { setProperty } from "../../../runtime/objects.js";
import type { ArmShape, ClassifyShape, CodecShape, FieldShape, IntShape, PacketShape, TypeShape } from "../../../runtime/shape.js";

/** Values of a codec that the shape says nothing about, by the codec's name. */
export type CodecValues = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/** @param depth how far packets nest; below, arrays are empty and optional fields absent */
export function decodedValue(shape: PacketShape, codecs: CodecValues, depth: number = 4): fc.Arbitrary<object> {
  return fieldsValue(shape.fields, codecs, depth, {});
}

function fieldsValue(fields: readonly FieldShape[], codecs: CodecValues, depth: number, first: object): fc.Arbitrary<object> {
  const properties = fields.map((field): fc.Arbitrary<unknown> => {
    if (field.optional === true && depth <= 0) return fc.constant(undefined);
    const value = typeValue(field.type, codecs, depth);
    return field.optional === true ? fc.option(value, { nil: undefined }) : value;
  });
  return fc.tuple(...properties).map((values) => {
    const object = { ...first };
    fields.forEach((field, index) => {
      if (values[index] !== undefined) setProperty(object, field.key, values[index]);
    });
    return object;
  });
}

function typeValue(type: TypeShape, codecs: CodecValues, depth: number): fc.Arbitrary<unknown> {
  switch (type.kind) {
    case "int":
      return integerValue(type);
    case "bool":
      return type.constant === undefined ? fc.boolean() : fc.constant(type.constant);
    case "float":
      return type.bits === 32 ? fc.float() : fc.double();
    case "bytes":
      if (type.constant !== undefined) return fc.constant(new TextEncoder().encode(type.constant));
      return fc.uint8Array(type.length === undefined ? { maxLength: 40 } : { minLength: type.length, maxLength: type.length });
    case "codec":
      return codecValue(type, codecs);
    case "array": {
      const maxLength = depth <= 0 ? (type.nonEmpty === true ? 1 : 0) : 4;
      const bounds =
        type.length === undefined
          ? { minLength: type.nonEmpty === true ? 1 : 0, maxLength }
          : { minLength: type.length, maxLength: type.length };
      return fc.array(typeValue(type.element, codecs, depth - 1), bounds);
    }
    case "group":
      return fieldsValue(type.fields, codecs, depth - 1, {});
    case "packet":
      return fc.constant(null).chain(() => fieldsValue(type.of().fields, codecs, depth - 1, {}));
    case "classify":
      return fc.oneof(...type.arms.map((arm) => armValue(type, arm, codecs, depth)));
  }
}

function integerValue(type: IntShape): fc.Arbitrary<number | bigint> {
  if (type.constant !== undefined) return fc.constant(type.constant);
  const high = (1n << BigInt(type.signed ? type.bits - 1 : type.bits)) - 1n;
  const any = fc
    .bigInt(BigInt(type.min ?? (type.signed ? -high - 1n : 0n)), BigInt(type.max ?? high))
    .map((value) => (type.bits > 53 ? value : Number(value)));
  return type.variant === undefined ? any : fc.oneof(any, fc.constantFrom(...type.variant.cases.map((one) => one.value)));
}

function codecValue(type: CodecShape, codecs: CodecValues): fc.Arbitrary<unknown> {
  if (type.constant !== undefined) return fc.constant(type.constant);
  const { values } = type;
  let any = codecs[type.name] ?? fc.uint8Array({ maxLength: 20 });
  if (values.kind === "int") {
    const { min, max } = values;
    any = typeof min === "number" ? fc.integer({ min, max: Number(max) }) : fc.bigInt(min, BigInt(max));
  }
  const known = type.variant?.cases.map((one) => one.value) ?? [];
  const unlisted = any.filter((value) => !(value instanceof Uint8Array) || !known.includes(new TextDecoder().decode(value)));
  return known.length === 0 ? any : fc.oneof(unlisted, fc.constantFrom(...known));
}

function armValue(type: ClassifyShape, arm: ArmShape, codecs: CodecValues, depth: number): fc.Arbitrary<object> {
  const object = fieldsValue(arm.fields, codecs, depth - 1, { $kind: arm.name });
  if (!arm.holdsValue) return object;
  const subject = subjectValue(type, arm, codecs);
  return fc.tuple(object, subject).map(([value, $value]) => ({ ...value, $value }));
}

function subjectValue(type: ClassifyShape, arm: ArmShape, codecs: CodecValues): fc.Arbitrary<unknown> {
  const ranges = arm.patterns.filter((pattern) => pattern.kind === "range");
  if (ranges.length === 0) return typeValue(type.subject ?? { kind: "int", bits: 8, signed: false }, codecs, 0);
  return fc.oneof(
    ...ranges.map(({ low, high }) =>
      fc.bigInt(BigInt(low), BigInt(high)).map((value) => (typeof low === "bigint" ? value : Number(value))),
    ),
  );
}
