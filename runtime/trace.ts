/**
 * Which bytes belong to which field. The explaining walk reports each field to a {@link Trace} as it passes it, in wire
 * order, so that tools (hex dumps, witnesses, documentation) need no second decoder.
 */
export interface Trace {
  /**
   * @param path as in failures: `question[0].qname`, spec names
   * @param start byte offset of the first byte that holds a part of the field
   * @param end byte offset after the last such byte; equal to `start` for an empty field
   * @param firstBit where the field starts in its first byte: 0 is the most significant bit; 0 for whole bytes.
   *   For fields in least-significant-first order, counted from the least significant bit.
   * @param bitLength width in bits; 8 * (end - start) for whole bytes
   */
  field(path: string, start: number, end: number, firstBit: number, bitLength: number): void;
}

/** One call of {@link Trace.field}. */
export interface TraceEntry {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly firstBit: number;
  readonly bitLength: number;
}

/** A trace that keeps what it is told. */
export class TraceList implements Trace {
  readonly entries: TraceEntry[] = [];

  field(path: string, start: number, end: number, firstBit: number, bitLength: number): void {
    this.entries.push({ path, start, end, firstBit, bitLength });
  }

  /** The innermost (last reported) field that has a part in the byte at `at`, if any. */
  fieldAt(at: number): TraceEntry | undefined {
    return this.entries.findLast((entry) => entry.start <= at && at < entry.end);
  }
}
