/**
 * Values larger than any length field counts. As JSON they are cut short: `{"$zeros": 4294967296}` for so many bytes,
 * `{"$power": 1048576}` for 2 to the power of that.
 */
import { toHex } from "../../runtime/bytes.js";
import type { JsonObject, JsonValue } from "../../runtime/codec.js";
import { encodeUtf8 } from "../../runtime/utf8.js";
import { copyValue } from "./copy.js";

/** One more than what 32 bits count. */
const MANY = 2 ** 32;
const POWER = 2 ** 20;

let zeros: Uint8Array | undefined;

/** They take address space, but no memory, until someone reads them. Undefined where there is no room for them. */
export function manyZeros(): Uint8Array | undefined {
  try {
    zeros ??= new Uint8Array(MANY);
    return zeros;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

export function hugeInteger(): bigint {
  return 1n << BigInt(POWER);
}

// As JSON: a small value takes the place of the huge one, and is found again in what was made of it.

const SMALL_TEXT = "in place of 4294967296 zeros";
const SMALL_BYTES = encodeUtf8(SMALL_TEXT) ?? new Uint8Array(0);
const SMALL_INTEGER = 0x696e20706c616365n;
const TOLD = new Map<string, JsonObject>([
  [SMALL_TEXT, { $zeros: MANY }],
  [toHex(SMALL_BYTES), { $zeros: MANY }],
  [String(SMALL_INTEGER), { $power: POWER }],
]);

/** A copy with something small in place of what is huge. */
export function withoutHuge(value: unknown): unknown {
  return copyValue(value, (part) => {
    if (typeof part === "bigint") return part === hugeInteger() ? SMALL_INTEGER : part;
    return part !== undefined && part === zeros ? SMALL_BYTES : part;
  });
}

export function hugeJson(text: string): JsonObject | undefined {
  return TOLD.get(text);
}

export function hugeFromJson(json: JsonValue): Uint8Array | bigint | undefined {
  if (typeof json !== "object" || json === null) return undefined;
  if ("$zeros" in json) return manyZeros();
  return "$power" in json ? hugeInteger() : undefined;
}
