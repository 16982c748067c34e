/**
 * Values that can't be encoded, as JSON: like the runtime's own, but a value of a field may be one that it can't hold, and
 * what repeats is cut short: `{"$text": "00", "$times": 256}` for a text, `{"$repeat": element, "$times": 256}` in a list;
 * what is huge, as huge.ts says.
 */
import { fromHex } from "../../runtime/bytes.js";
import type { JsonObject, JsonValue } from "../../runtime/codec.js";
import type {
  ClassifyShape,
  CodecShape,
  FieldShape,
  IntShape,
  PacketShape,
  ScalarValue,
  TypeShape,
  VariantShape,
} from "../../runtime/shape.js";
import { toJson } from "../../runtime/to-json.js";
import type { Fields } from "./generate.js";
import { hugeFromJson, hugeJson, withoutHuge } from "./huge.js";

/** Undefined for a value that JSON can't tell. */
export function valueToJson(shape: PacketShape, value: unknown): JsonValue | undefined {
  try {
    return shortened(toJson(shape, withoutHuge(value)));
  } catch {
    return undefined; // a codec's own value that the codec refuses
  }
}

export function valueFromJson(shape: PacketShape, json: JsonValue): unknown {
  return fieldsFrom(shape.fields, expanded(json));
}

// What repeats

const SHORT_TEXT = 64;
const SHORT_LIST = 8;

function shortened(json: JsonValue): JsonValue {
  if (typeof json === "string") return shortText(json);
  if (isList(json)) return shortList(json.map(shortened));
  if (typeof json !== "object" || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, shortened(value)]));
}

function shortText(text: string): JsonValue {
  const huge = hugeJson(text);
  if (huge !== undefined) return huge;
  if (text.length < SHORT_TEXT) return text;
  for (const unit of [text.slice(0, 1), text.slice(0, 2)]) {
    const times = text.length / unit.length;
    if (Number.isInteger(times) && text === unit.repeat(times)) return { $text: unit, $times: times };
  }
  return text;
}

function shortList(list: readonly JsonValue[]): JsonValue {
  const texts = list.map((element) => JSON.stringify(element));
  const short: JsonValue[] = [];
  for (let start = 0; start < list.length;) {
    let end = start;
    while (end < list.length && texts[end] === texts[start]) end++;
    const element = list[start] ?? null;
    if (end - start < SHORT_LIST) short.push(...list.slice(start, end));
    else short.push({ $repeat: element, $times: end - start });
    start = end;
  }
  return short;
}

function expanded(json: JsonValue): JsonValue {
  if (isList(json)) return json.flatMap((element) => repeated(element) ?? [expanded(element)]);
  if (!isJsonObject(json)) return json;
  const { $text: unit, $times: times } = json;
  if (typeof unit === "string" && typeof times === "number") return unit.repeat(times);
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, expanded(value)]));
}

function repeated(json: JsonValue): JsonValue[] | undefined {
  if (!isJsonObject(json)) return undefined;
  const { $repeat: element, $times: times } = json;
  if (element === undefined || typeof times !== "number") return undefined;
  return Array.from({ length: times }, () => expanded(element));
}

function isList(json: JsonValue): json is readonly JsonValue[] {
  return Array.isArray(json);
}
function isJsonObject(json: JsonValue | undefined): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

// Back to values

function fieldsFrom(fields: readonly FieldShape[], json: JsonValue | undefined, into: Fields = {}): Fields {
  if (!isJsonObject(json)) return into;
  for (const { name, key, type } of fields) {
    const property = json[name];
    if (property !== undefined) into[key] = typeFrom(type, property);
  }
  return into;
}

function typeFrom(type: TypeShape, json: JsonValue): unknown {
  const huge = hugeFromJson(json);
  if (huge !== undefined) return huge;
  switch (type.kind) {
    case "int":
      return caseOf(type.variant, json) ?? integerFrom(type, json);
    case "bool":
      return caseOf(type.variant, json) ?? json;
    case "float":
      return Number(json);
    case "bytes":
      return typeof json === "string" ? fromHex(json) : undefined;
    case "codec":
      return customFrom(type, json);
    case "array":
      return isList(json) ? json.map((element) => typeFrom(type.element, element)) : undefined;
    case "group":
      return fieldsFrom(type.fields, json);
    case "packet":
      return fieldsFrom(type.of().fields, json);
    case "classify":
      return classifyFrom(type, json);
  }
}

function caseOf(variant: VariantShape<ScalarValue> | undefined, json: JsonValue): ScalarValue | undefined {
  return typeof json === "string" ? variant?.cases.find(({ tag }) => tag === json)?.value : undefined;
}

function integerFrom(type: IntShape, json: JsonValue): number | bigint | undefined {
  if (type.bits <= 53) return Number(json);
  return typeof json === "string" && /^-?[0-9]+$/.test(json) ? BigInt(json) : undefined;
}

/** An integer that the codec refuses is still one. */
function customFrom(type: CodecShape, json: JsonValue): unknown {
  const known = caseOf(type.variant, json) ?? type.variant?.cases.find(({ value }) => value === json)?.value;
  const value = known ?? type.codec.fromJson(json);
  if (value !== undefined || type.values.kind !== "int") return value ?? (typeof json === "string" ? json : undefined);
  return typeof type.values.min === "bigint" ? BigInt(String(json)) : Number(json);
}

function classifyFrom(type: ClassifyShape, json: JsonValue): Fields {
  const kind = isJsonObject(json) ? json["$kind"] : undefined;
  const arm = type.arms.find(({ name }) => name === kind);
  if (arm === undefined || !isJsonObject(json)) return {};
  const into: Fields = { $kind: arm.name };
  const subject = json["$value"];
  if (subject !== undefined) into["$value"] = type.subject === undefined ? subject : typeFrom(type.subject, subject);
  return fieldsFrom(arm.fields, json, into);
}
