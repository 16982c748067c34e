/**
 * `word`: a length below 128 and so many characters of Latin-1, or a byte of 128 and more that refers to an earlier word of the
 * message: the distance from the message's start to that word's length. Words that are written again become references.
 */
import { type JsonValue, MALFORMED, needMore } from "../../runtime/index.js";

export type Value = string;
export type Input = string;

const REFERENCE = 0x80;

/** Where references count from, as an offset in the bytes. */
export type ReadState = number;

export function readState(at: number): ReadState {
  return at;
}

/** What the words of one decoded message share: each text is made once. */
export interface DecodeState {
  readonly base: number;
  readonly texts: Map<number, string>;
}

export function decodeState(_bytes: DataView, base: ReadState): DecodeState {
  return { base, texts: new Map() };
}

/** Where the words stand that were measured, or written, so far. */
export interface WriteState {
  base: number;
  readonly places: Map<string, number>;
}

export function writeState(at: number): WriteState {
  return { base: at, places: new Map() };
}

export function begin(state: WriteState, at: number): void {
  state.base = at;
  state.places.clear();
}

export function rewind(state: WriteState): void {
  state.places.clear();
}

export function check(bytes: DataView, at: number, end: number, base: ReadState): number {
  if (at >= end) return needMore(1);
  const first = bytes.getUint8(at);
  if (first < REFERENCE) return at + 1 + first > end ? needMore(at + 1 + first - end) : at + 1 + first;
  const target = base + first - REFERENCE;
  const isWord = target < at && bytes.getUint8(target) < REFERENCE && target + 1 + bytes.getUint8(target) <= at;
  return isWord ? at + 1 : MALFORMED;
}

export function checkIn(bytes: DataView, at: number, end: number, state: DecodeState): number {
  return check(bytes, at, end, state.base);
}

export function read(bytes: DataView, at: number, _end: number, { base, texts }: DecodeState): Value {
  const first = bytes.getUint8(at);
  const start = first < REFERENCE ? at : base + first - REFERENCE;
  const known = texts.get(start);
  if (known !== undefined) return known;
  const codes = Array.from({ length: bytes.getUint8(start) }, (_, index) => bytes.getUint8(start + 1 + index));
  const text = String.fromCharCode(...codes);
  texts.set(start, text);
  return text;
}

export function size(value: Input, state: WriteState, at: number): number {
  const isLatin1 = Array.from(value).every((character) => character.charCodeAt(0) <= 0xff);
  if (value.length >= REFERENCE || !isLatin1) return MALFORMED;
  return place(value, state, at) === undefined ? 1 + value.length : 1;
}

export function write(value: Input, bytes: DataView, at: number, state: WriteState): number {
  const earlier = place(value, state, at);
  if (earlier !== undefined) {
    bytes.setUint8(at, REFERENCE + earlier);
    return at + 1;
  }
  bytes.setUint8(at, value.length);
  for (let index = 0; index < value.length; index++) bytes.setUint8(at + 1 + index, value.charCodeAt(index));
  return at + 1 + value.length;
}

/** Where the same word stands already; otherwise this place is remembered, if references reach it. */
function place(value: Input, state: WriteState, at: number): number | undefined {
  const known = state.places.get(value);
  if (known === undefined && at - state.base < REFERENCE) state.places.set(value, at - state.base);
  return known;
}

export function print(value: Value): string {
  return JSON.stringify(value);
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
