/** Byte strings as text, for people and for JSON: shared by the string codecs and the printer. */
import { fromHex, toHex } from "./bytes.js";
import type { JsonValue } from "./codec.js";
import { decodeUtf8, encodeUtf8 } from "./utf8.js";

/** Bytes of a printed value are cut after so many. */
const PRINTED = 64;

/** Bytes as hex; long ones cut, with their length. */
export function printBytes(bytes: Uint8Array): string {
  if (bytes.length === 0) return "(empty)";
  if (bytes.length <= PRINTED) return toHex(bytes);
  return `${toHex(bytes.subarray(0, PRINTED))}... (${String(bytes.length)} bytes)`;
}

/** A byte string: quoted text where it is valid UTF-8, hex otherwise; long ones cut, with their length. */
export function printText(bytes: Uint8Array): string {
  const text = decodeUtf8(bytes);
  if (text === undefined) return `0x${printBytes(bytes)}`;
  if (bytes.length <= 2 * PRINTED) return quote(text);
  return `${quote(text.slice(0, 2 * PRINTED))}... (${String(bytes.length)} bytes)`;
}

/** JSON's quoting, and control characters of Latin-1 and the line separators escaped too. */
function quote(text: string): string {
  return JSON.stringify(text).replace(
    /[\x7f-\x9f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A byte string in JSON: its text, or `{"hex": "..."}` where it is not valid UTF-8. */
export function textToJson(bytes: Uint8Array): JsonValue {
  return decodeUtf8(bytes) ?? { hex: toHex(bytes) };
}

/** The reverse of {@link textToJson}; undefined for any other JSON, and for text with a lone surrogate. */
export function textFromJson(json: JsonValue): Uint8Array | undefined {
  if (typeof json === "string") return encodeUtf8(json);
  if (typeof json !== "object" || json === null || !Object.hasOwn(json, "hex")) return undefined;
  if (Object.keys(json).length !== 1) return undefined;
  const hex = (json as { readonly hex?: JsonValue }).hex;
  return typeof hex === "string" ? fromHex(hex) : undefined;
}
