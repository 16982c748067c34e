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
  if (bytes.length <= 2 * PRINTED) return quoteText(text);
  return `${quoteText(text.slice(0, 2 * PRINTED))}... (${String(bytes.length)} bytes)`;
}

/** What moves a terminal's cursor, ends a line, turns the text's direction or shows nothing at all. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu;

/** Text that may come from a packet, made harmless for terminals: such characters become `\u001b`, as in JSON. */
export function escapeUnprintable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** JSON's quoting, and whatever else a terminal would not print escaped too. */
export function quoteText(text: string): string {
  return escapeUnprintable(JSON.stringify(text));
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
