/** Values are changed in place, so each attempt works on a copy of its own. */
import type { Fields } from "./generate.js";

/** Plain objects and arrays are copied; bytes and what codecs made are shared, since nothing changes them in place. */
export function copyValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyValue);
  if (typeof value !== "object" || value === null || !isPlain(value)) return value;
  const copy: Fields = {};
  for (const [key, property] of Object.entries(value)) copy[key] = copyValue(property);
  return copy;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
