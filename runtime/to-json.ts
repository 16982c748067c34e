/** Decoded values as JSON; from-json.ts is the way back, and says what JSON looks like. */
import { toHex } from "./bytes.js";
import type { JsonObject, JsonValue } from "./codec.js";
import { ownProperty } from "./objects.js";
import type { ClassifyShape, CodecShape, FieldShape, PacketShape, ScalarValue, TypeShape, VariantShape } from "./shape.js";
import { encodeUtf8 } from "./utf8.js";

/** Objects have no prototype, so that any field name is safe. Properties that the value lacks are left out. */
export function toJson(shape: PacketShape, value: unknown): JsonValue {
  return fieldsToJson(shape.fields, value, {});
}

function fieldsToJson(fields: readonly FieldShape[], value: unknown, first: JsonObject): JsonValue {
  const json = Object.assign(Object.create(null) as Record<string, JsonValue>, first);
  for (const field of fields) {
    const property = ownProperty(value, field.key);
    if (property !== undefined) json[field.name] = typeToJson(field.type, property);
  }
  return json;
}

/** The same, of one value of a shape. */
export function typeToJson(type: TypeShape, value: unknown): JsonValue {
  switch (type.kind) {
    case "int":
      return tagOf(type.variant, value) ?? integerToJson(value);
    case "bool":
      return tagOf(type.variant, value) ?? value === true;
    case "float":
      return floatToJson(Number(value));
    case "bytes":
      return tagOf(type.variant, value) ?? bytesToJson(value);
    case "codec":
      return codecToJson(type, value);
    case "array":
      return Array.isArray(value) ? value.map((element: unknown) => typeToJson(type.element, element)) : null;
    case "group":
      return fieldsToJson(type.fields, value, {});
    case "packet":
      return fieldsToJson(type.of().fields, value, {});
    case "classify":
      return classifyToJson(type, value);
  }
}

/** The first tag for the value, if it has one. */
export function tagOf(variant: VariantShape<ScalarValue> | undefined, value: unknown): string | undefined {
  return variant?.cases.find((candidate) => candidate.value === value)?.tag;
}

function integerToJson(value: unknown): JsonValue {
  return typeof value === "bigint" ? String(value) : Number(value);
}

function bytesToJson(value: unknown): JsonValue {
  const bytes = typeof value === "string" ? encodeUtf8(value) : value;
  return bytes instanceof Uint8Array ? toHex(bytes) : null;
}

function floatToJson(value: number): JsonValue {
  if (Object.is(value, -0)) return "-0";
  return Number.isFinite(value) ? value : String(value);
}

function codecToJson(type: CodecShape, value: unknown): JsonValue {
  const tag = tagOf(type.variant, value);
  if (tag !== undefined) return tag;
  const json = typeof value === "string" ? value : type.codec.toJson(value);
  // A text that is no tag's value, but is called like one.
  const isCalledSo = type.values.kind === "string" && type.variant?.cases.some((candidate) => candidate.tag === json);
  const bytes = isCalledSo === true ? encodeUtf8(String(json)) : undefined;
  return bytes === undefined ? json : { hex: toHex(bytes) };
}

function classifyToJson(type: ClassifyShape, value: unknown): JsonValue {
  const kind = ownProperty(value, "$kind");
  const arm = type.arms.find((candidate) => candidate.name === kind);
  if (arm === undefined) return null;
  const subject = ownProperty(value, "$value");
  if (subject === undefined) return fieldsToJson(arm.fields, value, { $kind: arm.name });
  const json = type.subject === undefined ? scalarToJson(subject) : typeToJson(type.subject, subject);
  return fieldsToJson(arm.fields, value, { $kind: arm.name, $value: json });
}

/** A value without a shape: that of an expression. */
function scalarToJson(value: unknown): JsonValue {
  return typeof value === "boolean" || typeof value === "string" ? value : integerToJson(value);
}
