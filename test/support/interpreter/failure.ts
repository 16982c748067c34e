/** Why decoding stopped: thrown inside the interpreter only. */
export class Malformed extends Error {}

/** The outermost end was hit: with at least so many more bytes, there may be a packet. */
export class Truncated extends Error {
  constructor(readonly missing: number) {
    super(`needs ${missing} more`);
  }
}

/** The value given to encode is none of the packet's. */
export class Impossible extends Error {}
