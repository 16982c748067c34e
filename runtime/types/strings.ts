/** What the string codecs have in common: bytes as values, texts accepted for encoding. */
import { equalsBytes } from "../bytes.js";
import type { JsonValue } from "../codec.js";
import { printText, textFromJson, textToJson } from "../text.js";
import { counted } from "../values.js";

/** The bytes, not copied from the input; what they mean is the protocol's business. */
export type StringValue = Uint8Array;
/** A text is written in UTF-8. */
export type StringInput = Uint8Array | string;

export function print(value: StringValue): string {
  return printText(value);
}

export function toJson(value: StringValue): JsonValue {
  return textToJson(value);
}

export function fromJson(json: JsonValue): StringInput | undefined {
  return textFromJson(json);
}

export function equals(a: StringValue, b: StringValue): boolean {
  return equalsBytes(a, b);
}

/** Why a string behind a prefix of so many bytes was refused. */
export function explainString(prefix: number, length: number | undefined, available: number): string {
  return length === undefined
    ? `expected a length of ${String(prefix)} byte${prefix === 1 ? "" : "s"}; found the end after ${String(available)}`
    : `expected a string of ${counted(length, "byte")}, as its length says; found only ${String(available)}`;
}
