import type { Failure } from "./failure.js";
import type { Trace } from "./trace.js";
import { utf8 } from "./utf8.js";
import { counted, describeValue } from "./values.js";

/**
 * What the explaining walk fills in: the first failure, and on the way which bytes belong to which field.
 * Places are `line:column` in the report's spec file.
 */
export class Report {
  /** An `until` array's element says here whether it was the last. */
  last = false;
  readonly #spec: string;
  readonly #trace: Trace | undefined;
  readonly #found: { failure: Failure | undefined };

  constructor(spec: string, trace?: Trace, found: { failure: Failure | undefined } = { failure: undefined }) {
    this.#spec = spec;
    this.#trace = trace;
    this.#found = found;
  }

  get failure(): Failure | undefined {
    return this.#found.failure;
  }

  /** The same report, for places in another spec file. */
  of(spec: string): Report {
    return new Report(spec, this.#trace, this.#found);
  }

  /** A field's bytes; whole ones unless a bit and a width are given. */
  field(path: string, start: number, end: number, firstBit: number = 0, bitLength: number = 8 * (end - start)): void {
    this.#trace?.field(path, start, end, firstBit, bitLength);
  }

  /** The bytes break a rule of the spec. */
  malformed(path: string, at: number, bit: number, expected: unknown, found: unknown, place: string): number {
    return this.#fail({
      code: -1,
      problem: "malformed",
      path,
      at,
      bit,
      expected: String(expected),
      found: describeFound(found),
      spec: this.#at(place),
    });
  }

  /** The input ends before `needed`. */
  truncated(path: string, at: number, needed: number, end: number, place: string): number {
    const missing = needed - end;
    const found = `${counted(end - at, "byte")} before the end of the input`;
    const expected = counted(needed - at, "byte");
    return this.#fail({ code: -1 - missing, problem: "truncated", path, at, bit: 0, expected, found, spec: this.#at(place), missing });
  }

  /** A part confined to a length ends before `needed`: more input would not help. */
  outOfPart(path: string, at: number, needed: number, end: number, place: string): number {
    const found = `${counted(end - at, "byte")} before the end of its part`;
    return this.malformed(path, at, 0, counted(needed - at, "byte"), found, place);
  }

  /**
   * The input ends before `needed`, where a run of fields of fixed width does that starts at `at` and `bit`. The failure is of
   * the first that does not fit. `fields` has the name of each, its width in bits and its place: `port 16 3:5, length 16 4:5`.
   */
  cut(needed: number, path: string, at: number, bit: number, end: number, fields: string): number {
    const missing = needed - end;
    const field = cutField(at, bit, end, fields);
    return this.#fail({
      code: -1 - missing,
      problem: "truncated",
      path: `${path}.${field.name}`,
      at: field.at,
      bit: field.bit,
      expected: field.expected,
      found: `${field.found} before the end of the input`,
      spec: this.#at(field.place),
      missing,
    });
  }

  /** The same in a part confined to a length. */
  cutInPart(path: string, at: number, bit: number, end: number, fields: string): number {
    const field = cutField(at, bit, end, fields);
    const found = `${field.found} before the end of its part`;
    return this.malformed(`${path}.${field.name}`, field.at, field.bit, field.expected, found, field.place);
  }

  /** A nested packet failed in a part confined to a length: whatever the reason, the bytes are malformed. */
  inPart(): number {
    const { failure } = this.#found;
    if (failure !== undefined && failure.code !== -1) {
      const { missing: _, ...rest } = failure;
      this.#found.failure = { ...rest, code: -1, problem: "malformed", found: failure.found.replace("the input", "its part") };
    }
    return -1;
  }

  /** A part confined to a length is longer than what it holds. */
  leftover(path: string, at: number, end: number, place: string): number {
    return this.malformed(path, at, 0, `the part to end at byte ${String(at)}`, counted(end - at, "more byte"), place);
  }

  /** A custom type's check failed with `code`. */
  codec(path: string, at: number, code: number, name: string, why: string, place: string, inPart: boolean): number {
    const [, wanted, met] = /^expected (.*); found (.*)$/s.exec(why) ?? [];
    const expected = wanted === undefined ? `a ${name}` : `a ${name}: ${wanted}`;
    const found = met ?? why;
    if (code < -1 && !inPart) {
      return this.#fail({ code, problem: "truncated", path, at, bit: 0, expected, found, spec: this.#at(place), missing: -1 - code });
    }
    return this.malformed(path, at, 0, expected, found, place);
  }

  /** A value that can't be encoded. */
  impossible(path: string, expected: unknown, found: unknown, place: string): number {
    return this.#fail({
      code: -1,
      problem: "impossible",
      path,
      at: 0,
      bit: 0,
      expected: String(expected),
      found: describeFound(found),
      spec: this.#at(place),
    });
  }

  /** Reports a value that is no integer of the field's range. */
  outOfRange(path: string, value: number | bigint, min: number | bigint, max: number | bigint, place: string): boolean {
    const isInteger = typeof max === "bigint" ? typeof value === "bigint" : Number.isInteger(value);
    if (isInteger && value >= min && value <= max) return false;
    this.impossible(path, `an integer from ${String(min)} to ${String(max)}`, value, place);
    return true;
  }

  /** Bytes as a quoted text, for messages. */
  text(bytes: DataView, start: number, end: number): string {
    return JSON.stringify(utf8(bytes, start, Math.min(end, start + 64)));
  }

  /** An integer in hexadecimal, with so many digits at least. */
  hex(value: number | bigint, digits: number): string {
    return typeof value === "bigint" || Number.isInteger(value) ? hexText(BigInt(value), digits) : describeValue(value);
  }

  /** A number of things, for messages. */
  counted(count: number | bigint, noun: string): string {
    return counted(count, noun);
  }

  #at(place: string): string {
    return place === "" ? "" : `${this.#spec}:${place}`;
  }

  #fail(failure: Failure): number {
    this.#found.failure ??= failure;
    return failure.code;
  }
}

function hexText(value: bigint, digits: number): string {
  return value < 0n ? `-${hexText(-value, digits)}` : `0x${value.toString(16).padStart(digits, "0")}`;
}

interface CutField {
  readonly name: string;
  readonly place: string;
  readonly at: number;
  readonly bit: number;
  readonly expected: string;
  readonly found: string;
}

/** The first field of a run that does not fit before `end`. */
function cutField(start: number, bit: number, end: number, fields: string): CutField {
  let from = bit;
  for (const field of fields.split(", ")) {
    const [name = "", bits, place = ""] = field.split(" ");
    const to = from + Number(bits);
    const at = start + Math.floor(from / 8);
    const after = start + Math.ceil(to / 8);
    if (after > end) return { name, place, at, bit: from % 8, expected: counted(after - at, "byte"), found: counted(end - at, "byte") };
    from = to;
  }
  throw new Error("all fields fit");
}

function describeFound(found: unknown): string {
  return typeof found === "string" ? found : describeValue(found);
}
