/** Where a decoding pass is: passed down to nested packets, which leave their end (or why they failed) in it. */
export class Cursor {
  /** The end of what was just decoded; after a failure its code (see codes.ts). */
  at: number;
  /** An `until` array's element says here whether it was the last. */
  last = false;

  constructor(at: number) {
    this.at = at;
  }

  /** Leaves a code; undefined is what a failed read returns. */
  fail(code: number): undefined {
    this.at = code;
    return undefined;
  }
}
