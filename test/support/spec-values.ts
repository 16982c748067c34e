/** Values of generated code as the interpreter has them: under the spec's names, domain names as lists of labels. */
import { type DnsName, dnsLabels } from "../../runtime/types/dns-name.js";
import { ownProperty } from "../../runtime/objects.js";
import type { CodecShape, FieldShape, PacketShape, TypeShape } from "../../runtime/shape.js";
import type { Fields, Value } from "./interpreter/index.js";

export function toSpecValue(shape: PacketShape, value: unknown): Fields {
  return fieldsOf(shape.fields, value);
}

function fieldsOf(fields: readonly FieldShape[], value: unknown): Fields {
  const converted: [string, Value][] = [];
  for (const { name, key, type } of fields) {
    const property = ownProperty(value, key);
    if (property !== undefined) converted.push([name, typeOf(type, property)]);
  }
  return objectOf(converted);
}

/** Any name is a property of its own. */
function objectOf(entries: readonly (readonly [string, Value])[]): Fields {
  return Object.assign(Object.create(null), Object.fromEntries(entries)) as Fields;
}

function typeOf(type: TypeShape, value: unknown): Value {
  switch (type.kind) {
    case "int":
    case "bool":
    case "float":
    case "bytes":
      return value as Value;
    case "codec":
      return codecOf(type, value);
    case "array":
      return Array.isArray(value) ? value.map((element: unknown) => typeOf(type.element, element)) : undefined;
    case "group":
      return fieldsOf(type.fields, value);
    case "packet":
      return fieldsOf(type.of().fields, value);
    case "classify": {
      const kind = ownProperty(value, "$kind");
      const arm = type.arms.find(({ name }) => name === kind);
      const given = ownProperty(value, "$value") as Value;
      const inside = Object.entries(fieldsOf(arm?.fields ?? [], value));
      return objectOf([["$kind", kind as Value], ...(given === undefined ? [] : [["$value", given] as const]), ...inside]);
    }
  }
}

function codecOf(type: CodecShape, value: unknown): Value {
  if (!type.name.startsWith("dns_label")) return value as Value;
  if (typeof value === "string") return value.split(".").flatMap((label) => (label === "" ? [] : [new TextEncoder().encode(label)]));
  return dnsLabels(value as DnsName);
}

/** Deep equality; NaN is NaN, and -0 is not 0. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a instanceof Uint8Array || b instanceof Uint8Array) {
    return a instanceof Uint8Array && b instanceof Uint8Array && a.length === b.length && a.every((byte, index) => byte === b[index]);
  }
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((element, index) => sameValue(element, b[index]));
  }
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return Object.is(a, b);
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => sameValue(ownProperty(a, name), ownProperty(b, name)));
}

/** For messages. */
export function showValue(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === "bigint") return `${String(part)}n`;
    if (typeof part === "number" && (Object.is(part, -0) || !Number.isFinite(part))) return Object.is(part, -0) ? "-0" : String(part);
    if (part instanceof Uint8Array) return `hex ${showBytes(part)}`;
    return part === undefined ? null : part;
  });
}

export function showBytes(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
}
