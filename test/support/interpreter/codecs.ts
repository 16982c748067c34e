/** The built-in custom types, written again as simply as they can be. */
import { integerOf, bytesOf } from "./bits.js";
import { Impossible, Malformed } from "./failure.js";
import { readName, writeName, type Names } from "./names.js";
import type { Operand, Value } from "./values.js";

/** The bytes of a part of the input. `need` fails unless so many of them are there. */
export interface Input {
  /** The whole message: names point back into it. */
  readonly message: Uint8Array;
  /** Where the message starts. */
  readonly base: number;
  readonly at: number;
  need(length: number): void;
}
export interface Read {
  readonly length: number;
  readonly value: Value;
  /** What expressions see. */
  readonly operand?: Operand;
}

/** Prefix lengths of strings. */
const strings = new Map([
  ["string8", 1],
  ["string16", 2],
  ["string32", 4],
]);
/** LEB128: bits, signed, longest encoding; the narrow ones are numbers. */
const leb = new Map<string, { readonly bits: number; readonly isSigned: boolean; readonly longest: number }>([
  ["uleb128", { bits: 64, isSigned: false, longest: 10 }],
  ["sleb128", { bits: 64, isSigned: true, longest: 10 }],
  ["uleb32", { bits: 32, isSigned: false, longest: 5 }],
  ["sleb32", { bits: 32, isSigned: true, longest: 5 }],
]);
const LONGEST_MPINT = 65536;

export function readCodec(name: string, input: Input): Read {
  const prefix = strings.get(name);
  if (prefix !== undefined) return readString(input, prefix);
  if (leb.has(name)) return readLeb(name, input);
  if (name === "cstring") return readCString(input);
  if (name === "mpint") return readMpint(input);
  if (name === "varint") return readVarint(input);
  if (name === "dns_label" || name === "dns_label_comp") return readName(input);
  throw new Error(`the interpreter knows no type ${name}`);
}

export function writeCodec(name: string, value: Value, at: number, names: Names): number[] {
  const prefix = strings.get(name);
  if (prefix !== undefined) return writeString(toBytes(value), prefix);
  if (leb.has(name)) return writeLeb(name, toBigint(value));
  if (name === "cstring") return writeCString(toBytes(value));
  if (name === "mpint") return writeMpint(toBigint(value));
  if (name === "varint") return writeVarint(toBigint(value));
  if (name === "dns_label" || name === "dns_label_comp") return writeName(value, at, names, name === "dns_label_comp");
  throw new Error(`the interpreter knows no type ${name}`);
}

/** Whether decoding gives a number rather than a bigint, for codecs whose values are integers. */
export function isNarrow(name: string): boolean {
  return leb.get(name)?.bits === 32;
}

/** Text stands for its UTF-8 bytes. */
export function toBytes(value: Value): Uint8Array {
  if (typeof value === "string") return new TextEncoder().encode(value);
  if (value instanceof Uint8Array) return value;
  throw new Impossible("bytes were expected");
}

export function toBigint(value: Value): bigint {
  if (typeof value === "bigint") return value;
  if (typeof value === "number" && Number.isInteger(value)) return BigInt(value);
  throw new Impossible("an integer was expected");
}

function slice(input: Input, from: number, length: number): Uint8Array {
  return input.message.slice(input.at + from, input.at + from + length);
}

function readString(input: Input, prefix: number): Read {
  input.need(prefix);
  const length = Number(integerOf([...slice(input, 0, prefix)], false));
  input.need(prefix + length);
  const value = slice(input, prefix, length);
  return { length: prefix + length, value, operand: value };
}

function writeString(content: Uint8Array, prefix: number): number[] {
  if (BigInt(content.length) >= 1n << BigInt(8 * prefix)) throw new Impossible("the string is too long");
  return [...bytesOf(BigInt(content.length), prefix, false), ...content];
}

function readCString(input: Input): Read {
  let length = 0;
  for (input.need(1); input.message[input.at + length] !== 0;) input.need(++length + 1);
  return { length: length + 1, value: slice(input, 0, length) };
}

function writeCString(content: Uint8Array): number[] {
  if (content.includes(0)) throw new Impossible("a cstring cannot hold a zero");
  return [...content, 0];
}

/** RFC 4251: a uint32 length, then two's complement. */
function readMpint(input: Input): Read {
  input.need(4);
  const length = Number(integerOf([...slice(input, 0, 4)], false));
  if (length > LONGEST_MPINT) throw new Malformed("the mpint is too long");
  input.need(4 + length);
  const content = [...slice(input, 4, length)];
  const unsigned = integerOf(content, false);
  const isNegative = (content[0] ?? 0) >= 0x80;
  return { length: 4 + length, value: isNegative ? unsigned - (1n << BigInt(8 * length)) : unsigned };
}

/** The fewest bytes in which the sign is right; none for zero. */
function writeMpint(value: bigint): number[] {
  let length = 0;
  if (value !== 0n) for (length = 1; !fitsSigned(value, 8 * length);) length++;
  if (length > LONGEST_MPINT) throw new Impossible("the mpint is too long");
  return [...bytesOf(BigInt(length), 4, false), ...bytesOf(value, length, false)];
}

function fitsSigned(value: bigint, bits: number): boolean {
  const half = 1n << BigInt(bits - 1);
  return -half <= value && value < half;
}

/** RFC 9000: the first two bits are the binary logarithm of the length. */
function readVarint(input: Input): Read {
  input.need(1);
  const length = 1 << ((input.message[input.at] ?? 0) >> 6);
  input.need(length);
  const value = integerOf([...slice(input, 0, length)], false) % (1n << BigInt(8 * length - 2));
  return { length, value, operand: value };
}

function writeVarint(value: bigint): number[] {
  for (const [prefix, length] of [
    [0n, 1],
    [1n, 2],
    [2n, 4],
    [3n, 8],
  ] as const) {
    const bits = BigInt(8 * length - 2);
    if (value >= 0n && value < 1n << bits) return bytesOf((prefix << bits) + value, length, false);
  }
  throw new Impossible("the varint is out of range");
}

/** Seven bits a byte, the lowest first; the eighth says that there is more. */
function readLeb(name: string, input: Input): Read {
  const { bits, isSigned, longest } = leb.get(name) ?? { bits: 0, isSigned: false, longest: 0 };
  let [value, length] = [0n, 0];
  for (let more = true; more; length++) {
    if (length === longest) throw new Malformed("the LEB128 integer is too long");
    input.need(length + 1);
    const byte = input.message[input.at + length] ?? 0;
    value += BigInt(byte & 0x7f) << BigInt(7 * length);
    more = byte >= 0x80;
  }
  if (isSigned && value >= 1n << BigInt(7 * length - 1)) value -= 1n << BigInt(7 * length);
  if (!isLebValue(value, bits, isSigned)) throw new Malformed("the LEB128 integer is too large");
  return { length, value: bits === 32 ? Number(value) : value, operand: value };
}

function isLebValue(value: bigint, bits: number, isSigned: boolean): boolean {
  return isSigned ? fitsSigned(value, bits) : value >= 0n && value < 1n << BigInt(bits);
}

function writeLeb(name: string, value: bigint): number[] {
  const { bits, isSigned } = leb.get(name) ?? { bits: 0, isSigned: false };
  if (!isLebValue(value, bits, isSigned)) throw new Impossible("the integer is out of range");
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 7n) {
    const isLast = isSigned ? fitsSigned(rest, 7) : rest < 128n;
    bytes.push(Number(rest & 0x7fn) + (isLast ? 0 : 0x80));
    if (isLast) return bytes;
  }
}
