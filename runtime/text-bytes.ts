import { encodeUtf8 } from "./utf8.js";

/** A constant text's bytes in UTF-8. */
export function textBytes(text: string): Uint8Array {
  return encodeUtf8(text) ?? new Uint8Array(0);
}

/** Whether a text, or bytes that hold one in UTF-8, are `expected`. */
export function equalsText(value: string | Uint8Array, expected: string): boolean {
  if (typeof value === "string") return value === expected;
  const bytes = textBytes(expected);
  return value.length === bytes.length && bytes.every((byte, index) => value[index] === byte);
}

/** Whether two strings are the same, each as text or as its bytes. */
export function sameText(value: string | Uint8Array, other: string | Uint8Array): boolean {
  if (typeof value === "string") return equalsText(other, value);
  if (typeof other === "string") return equalsText(value, other);
  return value.length === other.length && value.every((byte, index) => other[index] === byte);
}
