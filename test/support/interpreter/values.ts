/** Decoded values, under the spec's own names. */

export type Value = number | bigint | boolean | string | Uint8Array | readonly Value[] | Fields | undefined;
export interface Fields {
  readonly [name: string]: Value;
}
/** What expressions compute with. Strings are bytes. */
export type Operand = bigint | boolean | Uint8Array;

/** Bytes under `align`: what was given, which decoding may give back with zeros behind it. */
export class Padded {
  constructor(
    readonly given: Uint8Array,
    readonly unit: number,
  ) {}
}
/** A value as encoding means it. */
export type Intended = Value | Padded | readonly Intended[] | { readonly [name: string]: Intended };

export function isFields(value: Intended): value is { readonly [name: string]: Intended } {
  return typeof value === "object" && !Array.isArray(value) && !(value instanceof Uint8Array) && !(value instanceof Padded);
}

export function isGivenFields(value: Value): value is Fields {
  return isFields(value);
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** Whether decoding gave what encoding meant. */
export function isAsIntended(decoded: Value, intended: Intended): boolean {
  if (intended instanceof Padded) return decoded instanceof Uint8Array && isPaddedFrom(decoded, intended);
  if (intended instanceof Uint8Array) return decoded instanceof Uint8Array && sameBytes(decoded, intended);
  if (Array.isArray(intended)) {
    const list: readonly Intended[] = intended;
    return (
      Array.isArray(decoded) && decoded.length === list.length && list.every((part, index) => isAsIntended(elementOf(decoded, index), part))
    );
  }
  if (!isFields(intended)) return Object.is(decoded, intended);
  if (!isGivenFields(decoded)) return false;
  const names = new Set([...Object.keys(intended), ...Object.keys(decoded)]);
  return [...names].every((name) => isAsIntended(decoded[name], intended[name]));
}

function elementOf(list: Value, index: number): Value {
  return Array.isArray(list) ? (list as readonly Value[])[index] : undefined;
}

function isPaddedFrom(decoded: Uint8Array, { given, unit }: Padded): boolean {
  const longest = Math.ceil(given.length / unit) * unit;
  if (decoded.length < given.length || decoded.length > longest) return false;
  return decoded.every((byte, index) => byte === (given[index] ?? 0));
}
