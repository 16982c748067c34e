/** A decoded value against what an example says of it. Every difference is told, each at its place. No file access. */
import { ownProperty } from "../../../runtime/objects.js";
import type { ClassifyShape, FieldShape, PacketShape, ScalarValue, TypeShape, VariantShape } from "../../../runtime/shape.js";
import { toJson, tagOf } from "../../../runtime/to-json.js";
import type { Expected } from "./plan.js";

export interface Difference {
  /** `file:line:column` in the example. */
  readonly place: string;
  /** Of the field, in spec names. */
  readonly path: string;
  readonly expected: string;
  readonly found: string;
}

type Scalar = Exclude<Expected, { kind: "object" | "list" }>;

export function compareExample(shape: PacketShape, value: unknown, expected: Expected): Difference[] {
  if (expected.kind !== "object") return [differ(expected, shape.name, "an object")];
  return compareFields(shape.fields, value, expected.entries, shape.name, new Set());
}

function differ(expected: Expected, path: string, found: string): Difference {
  return { place: expected.place, path, expected: describe(expected), found };
}

function describe(expected: Expected): string {
  switch (expected.kind) {
    case "object":
      return "an object";
    case "list":
      return `a list of ${expected.elements.length.toString()}`;
    case "string":
      return JSON.stringify(expected.value);
    default:
      return String(expected.value);
  }
}

type Entries = Extract<Expected, { kind: "object" }>["entries"];

function compareFields(
  fields: readonly FieldShape[],
  value: unknown,
  entries: Entries,
  path: string,
  known: ReadonlySet<string>,
): Difference[] {
  return entries.flatMap(([name, expected]) => {
    if (known.has(name)) return [];
    const field = fields.find((candidate) => candidate.name === name);
    const inner = `${path}.${name}`;
    const property = field === undefined ? undefined : ownProperty(value, field.key);
    if (field === undefined || property === undefined) return [differ(expected, inner, "nothing")];
    return compareType(field.type, property, expected, inner);
  });
}

function compareType(type: TypeShape, value: unknown, expected: Expected, path: string): Difference[] {
  switch (type.kind) {
    case "array":
      return compareArray(type.element, value, expected, path);
    case "group":
      return compareObject(type.fields, value, expected, path);
    case "packet":
      return compareObject(type.of().fields, value, expected, path);
    case "classify":
      return compareClassify(type, value, expected, path);
    default:
      return isSame(type, value, expected) ? [] : [differ(expected, path, found(type, value))];
  }
}

function compareArray(element: TypeShape, value: unknown, expected: Expected, path: string): Difference[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [];
  if (expected.kind !== "list" || expected.elements.length !== values.length) {
    return [differ(expected, path, `a list of ${values.length.toString()}`)];
  }
  return expected.elements.flatMap((entry, index) => compareType(element, values[index], entry, `${path}[${index.toString()}]`));
}

function compareObject(fields: readonly FieldShape[], value: unknown, expected: Expected, path: string): Difference[] {
  return expected.kind === "object"
    ? compareFields(fields, value, expected.entries, path, new Set())
    : [differ(expected, path, "an object")];
}

const OWN = new Set(["$kind", "$value"]);

function compareClassify(type: ClassifyShape, value: unknown, expected: Expected, path: string): Difference[] {
  const kind = String(ownProperty(value, "$kind"));
  const arm = type.arms.find((candidate) => candidate.name === kind);
  const subject = (ownProperty(value, "$value") ?? arm?.fixed) as ScalarValue | undefined;
  if (arm === undefined || expected.kind === "list") return [differ(expected, path, kind)];
  if (expected.kind !== "object") {
    const isMeant = (subject !== undefined && isSubject(type, subject, expected)) || (expected.kind !== "int" && expected.value === kind);
    return isMeant ? [] : [differ(expected, path, `${kind} (${String(subject)})`)];
  }
  const own = expected.entries.flatMap(([name, entry]): Difference[] => {
    if (name === "$kind")
      return (entry.kind === "string" || entry.kind === "tag") && entry.value === kind ? [] : [differ(entry, `${path}.$kind`, kind)];
    if (name !== "$value" || entry.kind === "object" || entry.kind === "list") return [];
    return subject !== undefined && isSubject(type, subject, entry) ? [] : [differ(entry, `${path}.$value`, String(subject))];
  });
  return [...own, ...compareFields(arm.fields, value, expected.entries, path, OWN)];
}

function isSubject({ subject }: ClassifyShape, value: unknown, expected: Scalar): boolean {
  if (subject !== undefined) return isSame(subject, value, expected);
  return String(value) === String(expected.value);
}

function variantOf(type: TypeShape): VariantShape<ScalarValue> | undefined {
  return "variant" in type ? type.variant : undefined;
}

/** A scalar; also a string that is not text, as `{ hex: "..." }`. */
function isSame(type: TypeShape, value: unknown, expected: Expected): boolean {
  if (expected.kind === "list") return false;
  if (expected.kind === "object") return isSameJson(leafToJson(type, value), expected);
  if (expected.kind === "tag") return tagOf(variantOf(type), value) === expected.value;
  if (expected.kind === "string" && type.kind === "bytes")
    return leafToJson(type, value) === expected.value.replaceAll(/\s/g, "").toLowerCase();
  if (expected.kind === "int" && (typeof value === "number" || typeof value === "bigint")) return String(value) === expected.value;
  if (expected.kind === "string" && value === expected.value) return true;
  const json = leafToJson(type, value);
  return json === expected.value || (expected.kind === "int" && String(json) === expected.value);
}

function isSameJson(json: unknown, { entries }: Extract<Expected, { kind: "object" }>): boolean {
  return entries.every(
    ([name, entry]) => entry.kind !== "object" && entry.kind !== "list" && String(ownProperty(json, name)) === String(entry.value),
  );
}

/** JSON of one value, by the rules of the whole. */
export function leafToJson(type: TypeShape, value: unknown): unknown {
  const shape: PacketShape = { name: "", params: [], fields: [{ name: "leaf", key: "leaf", role: "free", type }] };
  return ownProperty(toJson(shape, { leaf: value }), "leaf");
}

function found(type: TypeShape, value: unknown): string {
  const json = leafToJson(type, value);
  const tagged = tagOf(variantOf(type), value) !== undefined && typeof value !== "string";
  return tagged ? `${String(json)} (${String(value)})` : JSON.stringify(json);
}
