/** `mac_address`: six bytes, a text such as "02:00:5e:10:00:01" in values. */
import { type JsonValue, MALFORMED, needMore } from "../../runtime/index.js";

export type Value = string;
export type Input = string;

const SIZE = 6;
const FORM = /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/;

export function check(_bytes: DataView, at: number, end: number): number {
  return end - at < SIZE ? needMore(SIZE - (end - at)) : at + SIZE;
}

export function read(bytes: DataView, at: number, _end: number): Value {
  const octets = Array.from({ length: SIZE }, (_, index) => bytes.getUint8(at + index));
  return octets.map((octet) => octet.toString(16).padStart(2, "0")).join(":");
}

export function size(value: Input, _at: number): number {
  return FORM.test(value) ? SIZE : MALFORMED;
}

export function write(value: Input, bytes: DataView, at: number): number {
  value.split(":").forEach((octet, index) => {
    bytes.setUint8(at + index, Number.parseInt(octet, 16));
  });
  return at + SIZE;
}

export function print(value: Value): string {
  return value;
}

export function toJson(value: Value): JsonValue {
  return value;
}

export function fromJson(json: JsonValue): Input | undefined {
  return typeof json === "string" ? json : undefined;
}

export function equals(a: Value, b: Value): boolean {
  return a === b;
}
