/** Whether a decoded value, as JSON, is what tshark read. */
import type { JsonValue } from "../support/capture/types.js";
import type { TsharkField } from "./tshark.js";

/** A field of tshark's, or a part of one, or several joined; its bits are the frame's. */
export type Reading = TsharkField & { readonly raw: bigint };

function bytesOf(field: Reading): Uint8Array {
  const digits = field.raw.toString(16).padStart(Math.ceil(field.bitLength / 8) * 2, "0");
  return Uint8Array.from(Buffer.from(digits, "hex"));
}

function unsigned(field: Reading, littleEndian: boolean): bigint {
  if (!littleEndian || field.bitLength % 8 !== 0) return field.raw;
  return BigInt(`0x${Buffer.from(bytesOf(field)).reverse().toString("hex")}`);
}

function sameInteger(value: bigint, field: Reading, littleEndian: boolean): boolean {
  const raw = unsigned(field, littleEndian);
  return value === raw || value === BigInt.asIntN(field.bitLength, raw);
}

/** Names are printed without their last dot by both; the root is `<Root>` to tshark. */
function sameText(value: string, field: Reading): boolean {
  const bytes = Buffer.from(bytesOf(field));
  const readings = [
    field.show,
    field.show.replace(/^<Root>$/, "."),
    field.show.replace(/^<Root>$/, ""),
    bytes.toString("utf8"),
    bytes.toString("hex"),
  ];
  return readings.includes(value) || readings.includes(value.replace(/\.$/, ""));
}

/** Tags stand for numbers: which one is not known here, but the same tag must always stand for the same number. */
export class Tags {
  private readonly numbers = new Map<string, bigint>();

  agrees(place: string, tag: string, number: bigint): boolean {
    const key = `${place} ${tag}`;
    const known = this.numbers.get(key) ?? number;
    this.numbers.set(key, known);
    return known === number;
  }
}

export function agrees(value: JsonValue, field: Reading, place: string, tags: Tags, littleEndian: boolean): boolean {
  if (typeof value === "number") return sameInteger(BigInt(value), field, littleEndian);
  if (typeof value === "boolean") return value === (field.raw !== 0n);
  if (typeof value === "string") return agreesAsString(value, field, place, tags, littleEndian);
  if (value === null || Array.isArray(value)) return false;
  return agreesAsObject(value as { readonly [key: string]: JsonValue }, field, place, tags, littleEndian);
}

function agreesAsString(value: string, field: Reading, place: string, tags: Tags, littleEndian: boolean): boolean {
  if (/^-?\d+$/.test(value) && sameInteger(BigInt(value), field, littleEndian)) return true;
  if (sameText(value, field)) return true;
  return /^[A-Z]/.test(value) && field.bitLength <= 32 && tags.agrees(place, value, unsigned(field, littleEndian));
}

function agreesAsObject(
  value: { readonly [key: string]: JsonValue },
  field: Reading,
  place: string,
  tags: Tags,
  littleEndian: boolean,
): boolean {
  const { $kind: kind, $value: known, hex } = value;
  if (typeof hex === "string") return sameText(hex, field);
  if (known !== undefined) return agrees(known, field, place, tags, littleEndian);
  return typeof kind === "string" && tags.agrees(place, kind, unsigned(field, littleEndian));
}
