/** Equality of decoded values, by their shape. */
import { equalsBytes } from "./bytes.js";
import { ownProperty } from "./objects.js";
import type { ClassifyShape, CodecShape, FieldShape, PacketShape, TypeShape } from "./shape.js";
import { encodeUtf8 } from "./utf8.js";

/**
 * Whether two values of a packet are the same. Values for encoding may be compared too: what the caller need not pass is
 * ignored where one of the two lacks it, and padding that encoding adds is no difference. NaN equals NaN; 0 and -0 differ.
 */
export function equalValues(shape: PacketShape, a: unknown, b: unknown): boolean {
  return equalFields(shape.fields, a, b);
}

function equalFields(fields: readonly FieldShape[], a: unknown, b: unknown): boolean {
  return fields.every((field) => equalField(field, ownProperty(a, field.key), ownProperty(b, field.key)));
}

function equalField(field: FieldShape, a: unknown, b: unknown): boolean {
  if (a !== undefined && b !== undefined) return equalOfType(field.type, a, b);
  if (a === b || field.role !== "free") return true;
  if (field.default === undefined) return false;
  return equalOfType(field.type, a ?? field.default, b ?? field.default);
}

/** The same, of one value of a shape. */
export function equalOfType(type: TypeShape, a: unknown, b: unknown): boolean {
  switch (type.kind) {
    case "int":
    case "bool":
    case "float":
      return Object.is(a, b) || (type.kind === "int" && a === b);
    case "bytes":
      return equalRaw(a, b, type.align ?? 1);
    case "codec":
      return equalCodec(type, a, b);
    case "array":
      return (
        Array.isArray(a) &&
        Array.isArray(b) &&
        a.length === b.length &&
        a.every((element: unknown, index) => equalOfType(type.element, element, b[index]))
      );
    case "group":
      return equalFields(type.fields, a, b);
    case "packet":
      return equalFields(type.of().fields, a, b);
    case "classify":
      return equalClassify(type, a, b);
  }
}

/** A variant's known value and a default are texts. */
function equalRaw(a: unknown, b: unknown, align: number): boolean {
  const left = typeof a === "string" ? encodeUtf8(a) : a;
  const right = typeof b === "string" ? encodeUtf8(b) : b;
  return left instanceof Uint8Array && right instanceof Uint8Array && equalPadded(left, right, align);
}

/** Equal after padding both with zeros to a multiple of `align`. */
function equalPadded(a: Uint8Array, b: Uint8Array, align: number): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (Math.ceil(short.length / align) !== Math.ceil(long.length / align)) return false;
  return equalsBytes(short, long.subarray(0, short.length)) && long.subarray(short.length).every((byte) => byte === 0);
}

/** A variant's known value is its text, any other value bytes; in a value for encoding, either may stand for either. */
function equalCodec(type: CodecShape, a: unknown, b: unknown): boolean {
  if (type.values.kind === "int") return a === b;
  if (typeof a === "string" && typeof b === "string" && a === b) return true;
  if (type.values.kind === "string") return equalStrings(type, a, b);
  // A value for encoding may be given as text, such as a domain name.
  const left = typeof a === "string" ? type.codec.fromJson(a) : a;
  const right = typeof b === "string" ? type.codec.fromJson(b) : b;
  return typeof left === typeof right && left !== undefined && type.codec.equals(left, right);
}

function equalStrings(type: CodecShape, a: unknown, b: unknown): boolean {
  const left = typeof a === "string" ? encodeUtf8(a) : a;
  const right = typeof b === "string" ? encodeUtf8(b) : b;
  return left !== undefined && right !== undefined && type.codec.equals(left, right);
}

function equalClassify(type: ClassifyShape, a: unknown, b: unknown): boolean {
  const kind = ownProperty(a, "$kind");
  if (kind !== ownProperty(b, "$kind")) return false;
  const arm = type.arms.find((candidate) => candidate.name === kind);
  if (arm === undefined || !equalFields(arm.fields, a, b)) return false;
  const left = ownProperty(a, "$value") ?? arm.default;
  const right = ownProperty(b, "$value") ?? arm.default;
  if (left === undefined || right === undefined) return left === right || !arm.holdsValue || type.computed === true;
  return type.subject === undefined ? left === right : equalOfType(type.subject, left, right);
}
