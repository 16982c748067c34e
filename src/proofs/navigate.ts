/** Finding the place in a value that a failure's path means. */
import type { FieldShape, PacketShape, TypeShape } from "../../runtime/shape.js";
import { isObject } from "./packet-code.js";
import type { Fields } from "./generate.js";

/** A property, or an element: `holder[key]`. */
export interface Spot {
  readonly holder: Fields;
  readonly key: string;
  readonly type: TypeShape;
  readonly path: string;
  readonly field?: FieldShape;
}

export function spotAt(shape: PacketShape, value: unknown, path: string): Spot | undefined {
  if (!path.startsWith(shape.name)) return undefined;
  return inFields(shape.fields, value, { path, at: shape.name.length });
}

interface Reading {
  readonly path: string;
  readonly at: number;
}

function inFields(fields: readonly FieldShape[], value: unknown, reading: Reading): Spot | undefined {
  if (!isObject(value)) return undefined;
  for (const field of fields) {
    const at = after(reading, `.${field.name}`);
    if (at === undefined) continue;
    const spot = { holder: value, key: field.key, type: field.type, path: reading.path.slice(0, at), field };
    const found = at === reading.path.length ? spot : inType(field.type, value[field.key], { ...reading, at });
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The position after the text, if it ends there. */
function after({ path, at }: Reading, text: string): number | undefined {
  const end = at + text.length;
  const next = path.charAt(end);
  return path.startsWith(text, at) && (next === "" || next === "." || next === "[") ? end : undefined;
}

function inType(type: TypeShape, value: unknown, reading: Reading): Spot | undefined {
  switch (type.kind) {
    case "group":
      return inFields(type.fields, value, reading);
    case "packet":
      return inFields(type.of().fields, value, reading);
    case "classify": {
      const arm = type.arms.find(({ name }) => isObject(value) && value["$kind"] === name);
      const at = arm === undefined ? undefined : after(reading, `.${arm.name}`);
      return arm === undefined || at === undefined ? undefined : inFields(arm.fields, value, { ...reading, at });
    }
    case "array":
      return inList(type.element, value, reading);
    default:
      return undefined;
  }
}

function inList(element: TypeShape, value: unknown, reading: Reading): Spot | undefined {
  const match = /^\[([0-9]+)\]/.exec(reading.path.slice(reading.at));
  const index = match?.[1];
  if (match === null || index === undefined || !Array.isArray(value)) return undefined;
  const at = reading.at + match[0].length;
  const list: unknown = value;
  if (!isObject(list)) return undefined;
  if (at === reading.path.length) return { holder: list, key: index, type: element, path: reading.path };
  return inType(element, list[index], { ...reading, at });
}

/** Every property and element of a value, in order; `most` bounds how many. */
export function spotsOf(shape: PacketShape, value: unknown, most: number): readonly Spot[] {
  const found: Spot[] = [];
  collectFields(shape.fields, value, shape.name, found, most);
  return found;
}

function collectFields(fields: readonly FieldShape[], value: unknown, path: string, found: Spot[], most: number): void {
  if (!isObject(value)) return;
  for (const field of fields) {
    if (found.length >= most) return;
    const spot = { holder: value, key: field.key, type: field.type, path: `${path}.${field.name}`, field };
    found.push(spot);
    collectType(field.type, value[field.key], spot.path, found, most);
  }
}

function collectType(type: TypeShape, value: unknown, path: string, found: Spot[], most: number): void {
  if (!isObject(value)) return;
  if (type.kind === "group") collectFields(type.fields, value, path, found, most);
  else if (type.kind === "packet") collectFields(type.of().fields, value, path, found, most);
  else if (type.kind === "classify") {
    const arm = type.arms.find(({ name }) => value["$kind"] === name);
    if (arm !== undefined) collectFields(arm.fields, value, `${path}.${arm.name}`, found, most);
  } else if (type.kind === "array" && Array.isArray(value)) {
    for (let index = 0; index < Math.min(value.length, 3); index++) {
      const spot = { holder: value, key: String(index), type: type.element, path: `${path}[${String(index)}]` };
      found.push(spot);
      collectType(type.element, spot.holder[spot.key], spot.path, found, most);
    }
  }
}
