/** Tests of what callers pass to encoders: anything but a value of the field's type is refused. */

/** An integer from `min` to `max`; false for fractions and NaN. */
export function isInteger(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}

/** A bigint from `min` to `max`. */
export function isBigInteger(value: bigint, min: bigint, max: bigint): boolean {
  return typeof value === "bigint" && value >= min && value <= max;
}

/** Bytes, of this realm or of another; no numbers of more than a byte, which a copy would cut. */
export function isBytes(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array || (ArrayBuffer.isView(value) && "BYTES_PER_ELEMENT" in value && value.BYTES_PER_ELEMENT === 1);
}

/** How many bytes there are; NaN, which makes any sum none, for what is no bytes. */
export function bytesLength(value: Uint8Array): number {
  return isBytes(value) ? value.length : Number.NaN;
}

/** What can be gone over any number of times: neither a text nor an iterator, which is empty the second time. */
export function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && "length" in value);
}

export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A length that was computed exactly, as a number; -1 where it is negative or longer than any input can be. */
export function toSize(length: bigint): number {
  return length >= 0n && length <= 0x1f_ffff_ffff_ffffn ? Number(length) : -1;
}

/** `1 byte`, `2 bytes`. */
export function counted(count: number | bigint, noun: string): string {
  return `${String(count)} ${noun}${Number(count) === 1 ? "" : "s"}`;
}

/** A value in a message: short, whatever it is. */
export function describeValue(value: unknown): string {
  const text = typeof value === "string" ? JSON.stringify(value.slice(0, 80)) : describeOther(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** What is long is not spelt out: a text of it may take any time, or be too long for an engine. */
function describeOther(value: unknown): string {
  if (ArrayBuffer.isView(value)) return counted(value.byteLength, "byte");
  if (Array.isArray(value)) return `a list of ${String(value.length)}`;
  try {
    return String(value);
  } catch {
    return "an object without a text";
  }
}
