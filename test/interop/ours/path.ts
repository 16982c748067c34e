/** Paths of the trace, and what stands there in JSON: `options[0].type.RouterAlert.alert`. */
import type { JsonValue } from "../../support/capture/types.js";

type JsonObject = { readonly [key: string]: JsonValue };

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function step(value: JsonValue | undefined, name: string): JsonValue | undefined {
  if (/^\d+$/.test(name) && isArray(value)) return value[Number(name)];
  if (!isObject(value)) return value;
  if (Object.hasOwn(value, name)) return value[name];
  // The arm of a classified field has no object of its own: its fields stand beside `$kind`.
  return value["$kind"] === name ? value : undefined;
}

export function valueAt(json: JsonValue, path: string): JsonValue | undefined {
  return path
    .split(/[.[\]]+/)
    .filter((name) => name !== "")
    .reduce<JsonValue | undefined>(step, json);
}

/** The same for every element of an array: `options[].type.RouterAlert.alert`. */
export function patternOf(path: string): string {
  return path.replace(/\[\d+\]/g, "[]");
}
