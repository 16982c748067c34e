/** Reading and writing one fixed-width value: the DataView call for each type. */
import type { FieldType } from "../ir/ir.js";
import { type Cursor, bitCode, bitOf, position } from "./cursor.js";

export type FixedType = Extract<FieldType, { kind: "int" | "bits" | "bool" | "float" }>;

export interface PrimitiveContext {
  /** Imports a name of the runtime. */
  runtime(name: string): string;
  /** Code for a byte order decided at run time. */
  littleWhen(type: Extract<FieldType, { kind: "int" | "float" }>): string;
}

/** Width in bits. */
export function widthOf(type: FixedType): number {
  switch (type.kind) {
    case "int":
    case "float":
      return type.bits;
    case "bits":
      return type.width;
    case "bool":
      return 8;
  }
}

/** Whether its values are bigints. */
export function isBigType(type: FixedType): boolean {
  return (type.kind === "int" || type.kind === "bits") && widthOf(type) > 53;
}

/** The last argument of a DataView accessor: nothing for big-endian. */
function orderArgument(context: PrimitiveContext, type: Extract<FixedType, { kind: "int" | "float" }>): string {
  if (type.endian === "big") return "";
  return type.endian === "little" ? ", true" : `, ${context.littleWhen(type)}`;
}

export function readFixed(context: PrimitiveContext, type: FixedType, cursor: Cursor, bytes = "bytes"): string {
  const at = position(cursor);
  switch (type.kind) {
    case "bool":
      return `${bytes}.getUint8(${at}) !== 0`;
    case "float":
      return `${bytes}.getFloat${type.bits}(${at}${orderArgument(context, type)})`;
    case "int":
      return readInt(context, type, at, bytes);
    case "bits":
      return type.order === "msb" ? readBits(context, type.width, cursor, bytes) : readBitsLsb(context, type.width, cursor, bytes);
  }
}

function readInt(context: PrimitiveContext, type: Extract<FixedType, { kind: "int" }>, at: string, bytes: string): string {
  const sign = type.signed ? "Int" : "Uint";
  if (type.bits === 8) return `${bytes}.get${sign}8(${at})`;
  if (type.bits === 64) return `${bytes}.getBig${sign}64(${at}${orderArgument(context, type)})`;
  if (type.bits === 16 || type.bits === 32) return `${bytes}.get${sign}${type.bits}(${at}${orderArgument(context, type)})`;
  return `${context.runtime(`get${sign}${type.bits}`)}(${bytes}, ${at}${orderArgument(context, type) || ", false"})`;
}

function mask(width: number): string {
  return width === 32 ? "0xffffffff" : `0x${((1n << BigInt(width)) - 1n).toString(16)}`;
}

function readBits(context: PrimitiveContext, width: number, cursor: Cursor, bytes: string): string {
  const at = position(cursor);
  if (cursor.inBits) return `${context.runtime(width > 53 ? "getBigBits" : "getBits")}(${bytes}, ${at}, ${bitCode(cursor)}, ${width})`;
  const bit = bitOf(cursor);
  const span = Math.ceil((bit + width) / 8);
  if (width > 53) return `${context.runtime("getBigBits")}(${bytes}, ${at}, ${bit}, ${width})`;
  if (span > 4 || (span === 4 && width === 32 && bit !== 0)) return `${context.runtime("getBits")}(${bytes}, ${at}, ${bit}, ${width})`;
  const shift = span * 8 - bit - width;
  const word = span === 3 ? `${context.runtime("getUint24")}(${bytes}, ${at}, false)` : `${bytes}.getUint${span * 8}(${at})`;
  const shifted = shift === 0 ? word : `${word} ${span === 4 ? ">>>" : ">>"} ${shift}`;
  if (bit === 0) return shifted;
  return shift === 0 ? `${shifted} & ${mask(width)}` : `(${shifted}) & ${mask(width)}`;
}

function readBitsLsb(context: PrimitiveContext, width: number, cursor: Cursor, bytes: string): string {
  const at = position(cursor);
  const many = width > 53 ? "getBigBitsLsb" : "getBitsLsb";
  if (cursor.inBits) return `${context.runtime(many)}(${bytes}, ${at}, ${bitCode(cursor)}, ${width})`;
  const bit = bitOf(cursor);
  if (bit + width <= 8) {
    const word = `${bytes}.getUint8(${at})`;
    const shifted = bit === 0 ? word : `${word} >> ${bit}`;
    return bit + width === 8 ? shifted : bit === 0 ? `${shifted} & ${mask(width)}` : `(${shifted}) & ${mask(width)}`;
  }
  return `${context.runtime(many)}(${bytes}, ${at}, ${bit}, ${width})`;
}

/** A statement that writes a whole-byte value. */
export function writeFixed(
  context: PrimitiveContext,
  type: Exclude<FixedType, { kind: "bits" }>,
  at: string,
  value: string,
  bytes = "bytes",
): string {
  if (type.kind === "bool") return `${bytes}.setUint8(${at}, ${value} ? 1 : 0);`;
  const order = orderArgument(context, type);
  if (type.kind === "float") return `${bytes}.setFloat${type.bits}(${at}, ${value}${order});`;
  const sign = type.signed ? "Int" : "Uint";
  if (type.bits === 8) return `${bytes}.set${sign}8(${at}, ${value});`;
  if (type.bits === 64) return `${bytes}.setBig${sign}64(${at}, ${value}${order});`;
  if (type.bits === 16 || type.bits === 32) return `${bytes}.set${sign}${type.bits}(${at}, ${value}${order});`;
  return `${context.runtime(`setUint${type.bits}`)}(${bytes}, ${at}, ${value}${order || ", false"});`;
}

/** A statement that sets some bits and keeps their neighbours. */
export function writeBits(
  context: PrimitiveContext,
  type: Extract<FixedType, { kind: "bits" }>,
  cursor: Cursor,
  value: string,
  bytes = "bytes",
): string {
  const name = `set${type.width > 53 ? "Big" : ""}Bits${type.order === "lsb" ? "Lsb" : ""}`;
  return `${context.runtime(name)}(${bytes}, ${position(cursor)}, ${bitCode(cursor)}, ${type.width}, ${value});`;
}
