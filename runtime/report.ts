import type { Failure } from "./failure.js";
import type { Trace } from "./trace.js";
import { utf8 } from "./utf8.js";

/** What the explaining walk fills in: the first failure, and on the way which bytes belong to which field. */
export class Report {
  failure: Failure | undefined;
  /** An `until` array's element says here whether it was the last. */
  last = false;
  readonly #trace: Trace | undefined;

  constructor(trace?: Trace) {
    this.#trace = trace;
  }

  field(path: string, start: number, end: number, firstBit: number, bitLength: number): void {
    this.#trace?.field(path, start, end, firstBit, bitLength);
  }

  /** The bytes break a rule of the spec. */
  malformed(path: string, at: number, bit: number, expected: string, found: string, spec: string): number {
    this.failure ??= { code: -1, problem: "malformed", path, at, bit, expected, found, spec };
    return -1;
  }

  /** The input ends before `needed`. */
  truncated(path: string, at: number, needed: number, end: number, spec: string): number {
    const missing = needed - end;
    const code = -1 - missing;
    this.failure ??= {
      code,
      problem: "truncated",
      path,
      at,
      bit: 0,
      expected: `${String(needed - at)} bytes`,
      found: `${String(end - at)} bytes before the end of the input`,
      spec,
      missing,
    };
    return code;
  }

  /** A part confined to a length ends before `needed`: more input would not help. */
  outOfPart(path: string, at: number, needed: number, end: number, spec: string): number {
    return this.malformed(path, at, 0, `${String(needed - at)} bytes`, `${String(end - at)} bytes before the end of its part`, spec);
  }

  /** A nested packet failed in a part confined to a length: whatever the reason, the bytes are malformed. */
  inPart(): number {
    if (this.failure !== undefined && this.failure.code !== -1) {
      const { missing: _, ...failure } = this.failure;
      this.failure = { ...failure, code: -1, problem: "malformed", found: this.failure.found.replace("the input", "its part") };
    }
    return -1;
  }

  /** A custom type's check failed with `code`. */
  codec(path: string, at: number, code: number, name: string, why: string, spec: string, inPart: boolean): number {
    if (code < -1 && !inPart) {
      this.failure ??= { code, problem: "truncated", path, at, bit: 0, expected: `a ${name}`, found: why, spec, missing: -1 - code };
      return code;
    }
    return this.malformed(path, at, 0, `a ${name}`, why, spec);
  }

  /** A value that can't be encoded. */
  impossible(path: string, expected: string, found: string, spec: string): number {
    this.failure ??= { code: -1, problem: "impossible", path, at: 0, bit: 0, expected, found, spec };
    return -1;
  }

  /** Bytes as a quoted text, for messages. */
  text(bytes: DataView, start: number, end: number): string {
    return JSON.stringify(utf8(bytes, start, Math.min(end, start + 64)));
  }
}
