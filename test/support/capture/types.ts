/** What tests know of a capture, and what the comparison with tshark asks of a dissector. */

export const LINK_ETHERNET = 1;

export interface CapturedFrame {
  readonly linkType: number;
  /** Since 1970. */
  readonly nanoseconds: bigint;
  /** On the wire; more than `bytes` holds where the capture was cut off. */
  readonly originalLength: number;
  readonly bytes: Uint8Array;
}

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** One field on the wire, as the explaining walk traces it; positions count from the start of the frame. */
export interface TracedField {
  /** In the spec's names: `options[0].type.route[1]`. */
  readonly path: string;
  readonly start: number;
  readonly end: number;
  /** 0 is the most significant bit of the byte at `start`. */
  readonly firstBit: number;
  readonly bitLength: number;
  /** What decoding gives at that path, as JSON. Absent where the trace names a part that no value stands for. */
  readonly value?: JsonValue;
}

export interface DissectedLayer {
  /** The packet's name in the spec. */
  readonly packet: string;
  readonly start: number;
  readonly end: number;
  /** The whole packet as decoding gives it. */
  readonly json: JsonValue;
  /** In the order of the wire. */
  readonly fields: readonly TracedField[];
}

export interface DissectionFailure {
  readonly packet: string;
  readonly start: number;
  /** What the spec asks for there. */
  readonly expected: string;
  readonly message: string;
}

export interface DissectedFrame {
  readonly layers: readonly DissectedLayer[];
  /** Payloads that were dispatched, but did not decode. */
  readonly failures: readonly DissectionFailure[];
}

/** The side under test: from the frame's first byte down to the innermost packet that is known. */
export type DissectFrame = (bytes: Uint8Array, linkType: number) => DissectedFrame;
