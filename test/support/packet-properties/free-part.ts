/** A value without what encoding computes: what decoding must give back. */
import { ownProperty, setProperty } from "../../../runtime/objects.js";
import type { ClassifyShape, FieldShape, PacketShape, TypeShape } from "../../../runtime/shape.js";

export function freePart(shape: PacketShape, value: unknown): object {
  return fieldsOf(shape.fields, value, {});
}

function fieldsOf(fields: readonly FieldShape[], value: unknown, object: object): object {
  for (const { key, role, type } of fields) {
    const property = ownProperty(value, key);
    if (role === "free" && property !== undefined) setProperty(object, key, typeOf(type, property));
  }
  return object;
}

function typeOf(type: TypeShape, value: unknown): unknown {
  switch (type.kind) {
    case "array":
      return Array.isArray(value) ? value.map((element: unknown) => typeOf(type.element, element)) : value;
    case "group":
      return fieldsOf(type.fields, value, {});
    case "packet":
      return fieldsOf(type.of().fields, value, {});
    case "classify":
      return armOf(type, value);
    default:
      return value;
  }
}

function armOf(type: ClassifyShape, value: unknown): object {
  const kind = ownProperty(value, "$kind");
  const object = { $kind: kind };
  const subject = ownProperty(value, "$value");
  if (subject !== undefined && type.computed !== true) setProperty(object, "$value", subject);
  return fieldsOf(type.arms.find(({ name }) => name === kind)?.fields ?? [], value, object);
}
