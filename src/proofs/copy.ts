/** Values are changed in place, so each attempt works on a copy of its own. */
import type { Fields } from "./generate.js";

/** Plain objects and arrays are copied; bytes and what codecs made are shared, since nothing changes them in place. */
export function copyValue(value: unknown, leaf: (value: unknown) => unknown = (same) => same): unknown {
  if (Array.isArray(value)) return value.map((element) => copyValue(element, leaf));
  if (typeof value !== "object" || value === null || !isPlain(value)) return leaf(value);
  const copy: Fields = {};
  for (const [key, property] of Object.entries(value)) copy[key] = copyValue(property, leaf);
  return copy;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
