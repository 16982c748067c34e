/** Objects whose property names come from a spec or from JSON, and so may be `__proto__` or `constructor`. */

/** The object's own property; undefined for anything else. */
export function ownProperty(object: unknown, name: string): unknown {
  if (typeof object !== "object" || object === null || !Object.hasOwn(object, name)) return undefined;
  return (object as Readonly<Record<string, unknown>>)[name];
}

/** Makes the property the object's own, whatever its name. */
export function setProperty(object: object, name: string, value: unknown): void {
  if (name === "__proto__") {
    Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
  } else {
    (object as Record<string, unknown>)[name] = value;
  }
}
