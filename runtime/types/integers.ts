/** What the codecs of integers have in common. */
import type { JsonValue } from "../codec.js";

const DECIMAL = /^-?(?:0|[1-9][0-9]*)$/;

/** Decimal digits, or a JSON number that is exact; undefined for anything else and outside the bounds. */
export function bigFromJson(json: JsonValue, min: bigint, max: bigint, digits: number): bigint | undefined {
  let value: bigint;
  if (typeof json === "number" && Number.isSafeInteger(json)) value = BigInt(json);
  else if (typeof json === "string" && json.length <= digits && DECIMAL.test(json)) value = BigInt(json);
  else return undefined;
  return value >= min && value <= max ? value : undefined;
}

/** An integer in the bounds, -0 as 0; undefined for anything else. */
export function numberFromJson(json: JsonValue, min: number, max: number): number | undefined {
  if (typeof json !== "number" || !Number.isInteger(json) || json < min || json > max) return undefined;
  return json + 0;
}
