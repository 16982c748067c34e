/** What is no value of a packet's type at all: only those get so far whom no type checker told. */
import type { Failure } from "./failure.js";
import { MOST_LEVELS } from "./limits.js";
import type { Report } from "./report.js";
import type { ClassifyShape, CodecValuesShape, FieldShape, PacketShape, TypeShape } from "./shape.js";
import { describeValue, isBytes, isList, isObject } from "./values.js";

/**
 * What the explaining walk reports. Where it finds no way through the value, because something is missing in it or is
 * something else altogether, that is the reason.
 */
export function explainValue(report: Report, shape: PacketShape, value: unknown, walk: () => number): Failure | undefined {
  const end = attempt(walk);
  if (report.failure === undefined && end >= 0) return undefined;
  const found = inObject(shape.fields, value, shape.name, 0);
  return found === undefined ? (report.failure ?? impossible(shape.name, "a value of the packet's type", "another")) : found;
}

/** NaN where the walk fails. */
function attempt(walk: () => number): number {
  try {
    return walk();
  } catch {
    return Number.NaN;
  }
}

function impossible(path: string, expected: string, found: string): Failure {
  return { code: -1, problem: "impossible", path, at: 0, bit: 0, expected, found, spec: "" };
}

function inObject(fields: readonly FieldShape[], value: unknown, path: string, depth: number): Failure | undefined {
  if (!isObject(value)) return unlike(path, "an object", value);
  // Values that contain themselves have no end.
  if (depth > MOST_LEVELS) return impossible(path, `at most ${String(MOST_LEVELS)} levels`, "more");
  for (const field of fields) {
    if (field.role !== "free") continue;
    const inner: unknown = Reflect.get(value, field.key);
    if (inner === undefined && (field.optional === true || field.default !== undefined)) continue;
    const found = inType(field.type, inner, `${path}.${field.name}`, depth);
    if (found !== undefined) return found;
  }
  return undefined;
}

function unlike(path: string, expected: string, value: unknown): Failure {
  return impossible(path, expected, value === undefined ? "nothing: it is missing" : describeValue(value));
}

function inType(type: TypeShape, value: unknown, path: string, depth: number): Failure | undefined {
  switch (type.kind) {
    case "array":
      return inArray(type.element, value, path, depth);
    case "group":
      return inObject(type.fields, value, path, depth + 1);
    case "packet":
      return inObject(type.of().fields, value, path, depth + 1);
    case "classify":
      return inArm(type, value, path, depth);
    default:
      return isLike(type, value) ? undefined : unlike(path, expectedOf(type), value);
  }
}

/** Whether it is of the type that the value has in TypeScript; what values there are is for the walk to say. */
function isLike(type: ScalarShape, value: unknown): boolean {
  switch (type.kind) {
    case "int":
      return typeof value === (type.bits > 53 ? "bigint" : "number");
    case "bool":
      return typeof value === "boolean";
    case "float":
      return typeof value === "number";
    case "bytes":
      return isBytes(value) || (type.constant !== undefined && typeof value === "string");
    case "codec":
      return isLikeCodec(type.values, value);
  }
}

function isLikeCodec(values: CodecValuesShape, value: unknown): boolean {
  if (values.kind === "int") return typeof value === typeof values.min;
  if (values.kind === "string") return typeof value === "string" || isBytes(value);
  return value !== undefined && value !== null;
}

type ScalarShape = Exclude<TypeShape, { kind: "array" | "group" | "packet" | "classify" }>;

function expectedOf(type: ScalarShape): string {
  switch (type.kind) {
    case "int":
      return type.bits > 53 ? "a bigint" : "an integer";
    case "bool":
      return "true or false";
    case "float":
      return "a number";
    case "bytes":
      return "bytes";
    case "codec":
      return `a ${type.name}`;
  }
}

function inArray(element: TypeShape, value: unknown, path: string, depth: number): Failure | undefined {
  if (!isList(value)) return unlike(path, "an array", value);
  for (let index = 0; index < value.length; index++) {
    const found = inType(element, value[index], `${path}[${String(index)}]`, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function inArm(type: ClassifyShape, value: unknown, path: string, depth: number): Failure | undefined {
  if (typeof value !== "object" || value === null) return unlike(path, "an object with $kind", value);
  const kind: unknown = Reflect.get(value, "$kind");
  const arm = type.arms.find(({ name }) => name === kind);
  if (arm === undefined) return unlike(`${path}.$kind`, `one of ${listed(type.arms.map(({ name }) => JSON.stringify(name)))}`, kind);
  const subject: unknown = Reflect.get(value, "$value");
  const isNeeded = arm.holdsValue && type.computed !== true && arm.default === undefined;
  if (isNeeded && subject === undefined) return unlike(`${path}.$value`, "the field's value", subject);
  return inObject(arm.fields, value, `${path}.${arm.name}`, depth + 1);
}

function listed(names: readonly string[]): string {
  return names.length <= 12 ? names.join(", ") : `${names.slice(0, 12).join(", ")}, ...`;
}
