/**
 * JSON as values for encoding. Objects have the spec's field names. Integers are numbers, those of types wider than 53 bits
 * decimal strings; variants are their tag (a listed text may also stand for itself), other values as without a variant; byte
 * fields are hex digits; strings are their text, or `{"hex": ...}`; floats are numbers, or "NaN", "Infinity", "-Infinity",
 * "-0"; a classify is `{"$kind": arm, "$value"?: ..., fields}`; absent fields are left out or null. Fields that encoding
 * computes may be left out.
 */
import { fromHex } from "./bytes.js";
import type { JsonValue } from "./codec.js";
import { equalOfType } from "./equal.js";
import { MOST_LEVELS } from "./limits.js";
import { ownProperty, setProperty } from "./objects.js";
import type {
  BytesShape,
  ClassifyShape,
  CodecShape,
  FieldShape,
  IntShape,
  PacketShape,
  ScalarValue,
  TypeShape,
  VariantShape,
} from "./shape.js";
import { typeToJson } from "./to-json.js";

export type FromJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; /** As in failures. */ readonly path: string; readonly message: string };

/** Carried through the walk: it ends at the first problem, by this being thrown to {@link fromJson}. */
class Refusal extends Error {
  readonly path: string;
  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}

/** Never throws. The first problem is reported; an unknown name is one. */
export function fromJson(shape: PacketShape, json: JsonValue): FromJson {
  try {
    return { ok: true, value: objectFrom(shape.fields, json, { path: shape.name, depth: 0 }) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, path: error.path, message: error.message };
    throw error;
  }
}

interface Place {
  readonly path: string;
  readonly depth: number;
}

function refuse(place: Place, message: string): never {
  throw new Refusal(place.path, message);
}

function below(place: Place, step: string): Place {
  if (place.depth >= MOST_LEVELS) refuse(place, `nested deeper than ${String(MOST_LEVELS)} levels`);
  return { path: place.path + step, depth: place.depth + 1 };
}

/** Fills `value`, which holds what stands beside the fields already ($kind and $value of an arm). */
function objectFrom(fields: readonly FieldShape[], json: JsonValue, place: Place, value: object = {}): object {
  if (typeof json !== "object" || json === null || Array.isArray(json)) refuse(place, `expected an object, found ${nameOf(json)}`);
  for (const name of Object.keys(json)) {
    const known = fields.some((field) => field.name === name) || (name.startsWith("$") && Object.hasOwn(value, name));
    if (!known) refuse(below(place, `.${name}`), "there is no such field");
  }
  for (const field of fields) {
    const property = ownProperty(json, field.name) as JsonValue | undefined;
    const inner = below(place, `.${field.name}`);
    if (property !== undefined && !(property === null && field.optional === true)) {
      const given = typeFrom(field.type, property, inner);
      if ("constant" in field.type) expectConstant(field.type, field.type.constant, given, inner);
      setProperty(value, field.key, given);
    } else if (field.role === "free" && field.optional !== true && field.default === undefined) {
      refuse(inner, "missing");
    }
  }
  return value;
}

/** Encoding would write the constant whatever is given: who gives something else is mistaken. */
function expectConstant(type: TypeShape, constant: ScalarValue | undefined, given: unknown, place: Place): void {
  if (constant === undefined || equalOfType(type, given, constant)) return;
  const text = typeof constant === "string" ? JSON.stringify(constant) : String(constant);
  refuse(place, `expected ${text}, its only value, found ${nameOf(typeToJson(type, given))}`);
}

function typeFrom(type: TypeShape, json: JsonValue, place: Place): unknown {
  switch (type.kind) {
    case "int":
      return valueOfTag(type.variant, json) ?? integerFrom(type, json, place);
    case "bool":
      return valueOfTag(type.variant, json) ?? booleanFrom(json, place);
    case "float":
      return floatFrom(json, place);
    case "bytes":
      return valueOfTag(type.variant, json) ?? bytesFrom(type, json, place);
    case "codec":
      return codecFrom(type, json, place);
    case "array":
      if (!Array.isArray(json)) refuse(place, `expected an array, found ${nameOf(json)}`);
      return json.map((element: JsonValue, index) => typeFrom(type.element, element, below(place, `[${String(index)}]`)));
    case "group":
      return objectFrom(type.fields, json, place);
    case "packet":
      return objectFrom(type.of().fields, json, place);
    case "classify":
      return classifyFrom(type, json, place);
  }
}

function valueOfTag(variant: VariantShape<ScalarValue> | undefined, json: JsonValue): ScalarValue | undefined {
  return typeof json === "string" ? variant?.cases.find((candidate) => candidate.tag === json)?.value : undefined;
}

function integerFrom(type: IntShape, json: JsonValue, place: Place): number | bigint {
  const high = (1n << BigInt(type.signed ? type.bits - 1 : type.bits)) - 1n;
  const low = type.signed ? -high - 1n : 0n;
  let value: bigint | undefined;
  if (typeof json === "number" && Number.isSafeInteger(json)) value = BigInt(json);
  else if (type.bits > 53 && typeof json === "string" && /^-?[0-9]{1,20}$/.test(json)) value = BigInt(json);
  if (value === undefined || value < low || value > high) {
    const what = type.bits > 53 ? "an integer in a string of decimal digits" : "an integer";
    const tags = type.variant === undefined ? "" : ` or a name (${listTags(type.variant)})`;
    refuse(place, `expected ${what} from ${String(low)} to ${String(high)}${tags}, found ${nameOf(json)}`);
  }
  return type.bits > 53 ? value : Number(value);
}

function listTags(variant: VariantShape<ScalarValue>): string {
  const tags = variant.cases.map((candidate) => candidate.tag);
  return tags.length <= 8 ? tags.join(", ") : `${tags.slice(0, 8).join(", ")}, ...`;
}

function bytesFrom({ variant }: BytesShape, json: JsonValue, place: Place): Uint8Array {
  const bytes = typeof json === "string" ? fromHex(json) : undefined;
  if (bytes !== undefined) return bytes;
  const tags = variant === undefined ? "" : ` or a name (${listTags(variant)})`;
  return refuse(place, `expected hex digits${tags}, found ${nameOf(json)}`);
}

function booleanFrom(json: JsonValue, place: Place): boolean {
  return typeof json === "boolean" ? json : refuse(place, `expected true or false, found ${nameOf(json)}`);
}

function floatFrom(json: JsonValue, place: Place): number {
  if (typeof json === "number") return json;
  if (json === "NaN" || json === "Infinity" || json === "-Infinity" || json === "-0") return Number(json);
  return refuse(place, `expected a number, found ${nameOf(json)}`);
}

function codecFrom(type: CodecShape, json: JsonValue, place: Place): unknown {
  const tagged = valueOfTag(type.variant, json) ?? type.variant?.cases.find((candidate) => candidate.value === json)?.value;
  if (tagged !== undefined) return tagged;
  return type.codec.fromJson(json) ?? refuse(place, `expected a value of type ${type.name}, found ${nameOf(json)}`);
}

function classifyFrom(type: ClassifyShape, json: JsonValue, place: Place): object {
  const kind = ownProperty(json, "$kind");
  const arm = type.arms.find((candidate) => candidate.name === kind);
  if (arm === undefined) {
    const names = type.arms.map((candidate) => candidate.name);
    const isObject = typeof json === "object" && json !== null && !Array.isArray(json);
    const found = isObject ? (kind as JsonValue | undefined) : json;
    refuse(place, `expected an object whose "$kind" is one of ${names.join(", ")}; found ${nameOf(found)}`);
  }
  const value = { $kind: arm.name };
  const subject = ownProperty(json, "$value") as JsonValue | undefined;
  if (subject !== undefined) {
    const inner = below(place, ".$value");
    const given = type.subject === undefined ? subject : typeFrom(type.subject, subject, inner);
    if (type.subject !== undefined) expectConstant(type.subject, arm.fixed, given, inner);
    setProperty(value, "$value", given);
  } else if (arm.holdsValue && type.computed !== true && arm.default === undefined) {
    refuse(below(place, ".$value"), "missing");
  }
  return objectFrom(arm.fields, json, place, value);
}

/** A piece of JSON in a message, cut short. */
function nameOf(json: JsonValue | undefined): string {
  if (json === undefined) return "nothing";
  if (Array.isArray(json)) return "an array";
  if (typeof json === "object" && json !== null) return "an object";
  const text = JSON.stringify(json);
  return text.length <= 40 ? text : `${text.slice(0, 40)}...`;
}
