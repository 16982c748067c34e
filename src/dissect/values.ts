/** Values inside a decoded packet, by the paths that the explaining walk traces. */
import { ownProperty } from "../../runtime/objects.js";
import type { FieldShape, PacketShape, TypeShape } from "../../runtime/shape.js";

export interface Found {
  readonly type: TypeShape;
  readonly value: unknown;
  readonly field: FieldShape;
}

/** `a[1]` is the field a, element 1; the rest is what stands behind the field's path and its dot. */
export interface Step {
  readonly field: FieldShape;
  readonly indexes: readonly number[];
  readonly rest: string;
}

export function stepInto(fields: readonly FieldShape[], path: string): Step | undefined {
  for (const field of fields) {
    if (!path.startsWith(field.name)) continue;
    const match = /^((?:\[\d+\])*)(?:\.|$)/.exec(path.slice(field.name.length));
    if (match === null) continue;
    const indexes = [...(match[1] ?? "").matchAll(/\d+/g)].map((digits) => Number(digits[0]));
    return { field, indexes, rest: path.slice(field.name.length + match[0].length) };
  }
  return undefined;
}

function element(type: TypeShape, value: unknown, index: number): { type: TypeShape; value: unknown } | undefined {
  if (type.kind !== "array" || !Array.isArray(value)) return undefined;
  return { type: type.element, value: (value as readonly unknown[])[index] };
}

/** The object that a type's fields are in, and what is left of the path: an arm's name is a step of its own. */
function inside(type: TypeShape, value: unknown, path: string): { fields: readonly FieldShape[]; path: string } | undefined {
  switch (type.kind) {
    case "group":
      return { fields: type.fields, path };
    case "packet":
      return { fields: type.of().fields, path };
    case "classify": {
      const kind = ownProperty(value, "$kind");
      const arm = type.arms.find(({ name }) => name === kind);
      if (arm === undefined) return undefined;
      if (path.startsWith(`${arm.name}.`)) return { fields: arm.fields, path: path.slice(arm.name.length + 1) };
      return path === arm.name ? { fields: arm.fields, path: "" } : undefined;
    }
    default:
      return undefined;
  }
}

function valueIn(fields: readonly FieldShape[], object: unknown, path: string): Found | undefined {
  const step = stepInto(fields, path);
  if (step === undefined) return undefined;
  let { type } = step.field;
  let value = ownProperty(object, step.field.key);
  for (const index of step.indexes) {
    const next = element(type, value, index);
    if (next === undefined) return undefined;
    ({ type, value } = next);
  }
  if (value === undefined) return undefined;
  // A scalar element has a name in traces, and none in values.
  const isScalar =
    step.indexes.length > 0 && (type.kind === "int" || type.kind === "bool" || type.kind === "float" || type.kind === "codec");
  if (step.rest === "" || (isScalar && !step.rest.includes("."))) return { type, value, field: step.field };
  const next = inside(type, value, step.rest);
  return next === undefined ? undefined : valueIn(next.fields, value, next.path);
}

/** @param path without the packet's own name; undefined where no value stands for it */
export function valueAt(shape: Pick<PacketShape, "fields">, value: unknown, path: string): Found | undefined {
  return valueIn(shape.fields, value, path);
}

/** The value of the field that a classify takes over. */
export function subjectOf({ type, value }: Found): { type: TypeShape | undefined; value: unknown } | undefined {
  if (type.kind !== "classify") return undefined;
  const kind = ownProperty(value, "$kind");
  const arm = type.arms.find(({ name }) => name === kind);
  const subject = ownProperty(value, "$value") ?? arm?.fixed;
  return subject === undefined ? undefined : { type: type.subject, value: subject };
}
