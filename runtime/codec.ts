/** The interfaces of a custom type's module; docs/codecs.md tells what each function must do. */

/** What `JSON.parse` gives. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/** What printing, JSON and equality need of a codec; every codec module is one. */
export interface ValueCodec<Value = unknown, Input = unknown> {
  /** The value for people, on one line. */
  print(value: Value): string;
  toJson(value: Value): JsonValue;
  /** Undefined when the JSON is no value of the type. */
  fromJson(json: JsonValue): Input | undefined;
  equals(a: Value, b: Value): boolean;
}

/** A codec module without state, as in `import * as mpint from "./types/mpint.js"`. */
export interface CodecModule<Value, Input = Value> extends ValueCodec<Value, Input> {
  /** The end of the encoding that starts at `at`, or a code. Never throws, never reads outside `at..end`. */
  check(bytes: DataView, at: number, end: number): number;
  /** The value of a checked encoding `at..end`. */
  read(bytes: DataView, at: number, end: number): Value;
  /** Encoded size in bytes if written at `at`; MALFORMED for an impossible value. */
  size(value: Input, at: number): number;
  /** Writes a value that `size` accepted; returns the end. */
  write(value: Input, bytes: DataView, at: number): number;
  /** Why check refused, as "expected; found" prose. Optional; only called after a failed check. */
  explain?(bytes: DataView, at: number, end: number): string;
}

/** A codec module with state that the caller owns. */
export interface StatefulCodecModule<Value, Input, ReadState, DecodeState, WriteState> extends ValueCodec<Value, Input> {
  check(bytes: DataView, at: number, end: number, state: ReadState): number;
  /** The same while decoding, where values come in the order in which they stand. */
  checkIn(bytes: DataView, at: number, end: number, state: DecodeState): number;
  read(bytes: DataView, at: number, end: number, state: DecodeState): Value;
  size(value: Input, state: WriteState, at: number): number;
  write(value: Input, bytes: DataView, at: number, state: WriteState): number;
  explain?(bytes: DataView, at: number, end: number, state: ReadState): string;
}

/** The module of the state that one or several codecs share. */
export interface StateModule<ReadState, DecodeState, WriteState> {
  /** The state for decoding a packet that starts at `at`, when the caller passes none. */
  readState(at: number): ReadState;
  /** Made once for each call of a decoder: what the values in one message share. May be the same as `state`. */
  decodeState(bytes: DataView, state: ReadState): DecodeState;
  /** The state for encoding a packet at `at`, when the caller passes none. */
  writeState(at: number): WriteState;
  /** Called after the size pass, before the write pass over the same values in the same order. */
  rewind(state: WriteState): void;
}
