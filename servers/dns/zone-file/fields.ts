/** The fields of one record or directive, read one after the other. */
import type { DnsName } from "../../../runtime/types/dns-name.js";
import { readIpv4, readIpv6 } from "./addresses.js";
import { Base64Decoder, type Decoder, HexDecoder } from "./base-encodings.js";
import { ByteSlot, LONGEST_DATA } from "./byte-slot.js";
import { unescape } from "./escapes.js";
import type { Mnemonics } from "./mnemonics.js";
import { explainName } from "./name-problem.js";
import { LONGEST_NAME, NameSlot, writeName } from "./names.js";
import { readDecimal, readSeconds } from "./numbers.js";
import { type Complaint, type Problems, shown } from "./problem.js";
import type { Scanner, Span } from "./scanner.js";
import type { ZoneFileProblemCode } from "./types.js";

const LONGEST_TEXT = 0xff;
const QUOTATION_MARK = 0x22;

/**
 * Reads fields from tokens. What goes wrong first is the record's problem: after it every function gives some value at once, so
 * that readers need not look after each field. What is read is only good until the next record.
 */
export class Fields {
  scanner: Scanner;
  /** What relative names end in. */
  origin: Uint8Array;
  failed = false;
  readonly problems: Problems;
  readonly #names = [new NameSlot(), new NameSlot()] as const;
  readonly #slots = [new ByteSlot(), new ByteSlot()] as const;
  readonly #hex = new HexDecoder();
  readonly #base64 = new Base64Decoder();
  #complaint: Complaint | undefined;
  #span: Span | undefined;

  constructor(scanner: Scanner, origin: Uint8Array, problems: Problems) {
    this.scanner = scanner;
    this.origin = origin;
    this.problems = problems;
  }

  /** The record's problem, at the token or at a part of it; those after the first are not told. Its help is only made if it is. */
  fail(
    code: ZoneFileProblemCode,
    message: string,
    help?: () => string | undefined,
    start = this.scanner.start,
    stop = this.scanner.stop,
  ): void {
    if (this.failed) return;
    this.failed = true;
    this.#complaint = { code, message, help: this.problems.full ? undefined : help?.() };
    this.#span = { ...this.scanner.span(), start, stop };
  }

  /** The same, at a token before this one. */
  failAt(span: Span, code: ZoneFileProblemCode, message: string): void {
    if (this.failed) return;
    this.failed = true;
    this.#complaint = { code, message };
    this.#span = span;
  }

  /** The token as messages show it. */
  get found(): string {
    const { bytes, start, stop, quoted } = this.scanner;
    return this.problems.full ? "" : quoted ? shown(bytes, start - 1, stop + 1) : shown(bytes, start, stop);
  }

  /** The record's problem is that the token is something else. */
  expected(code: ZoneFileProblemCode, what: string, help?: () => string | undefined): void {
    this.fail(code, `expected ${what}; found ${this.found}`, help);
  }

  /** Goes to the next token, which has to be there. */
  need(what: string): boolean {
    if (this.more()) return true;
    const { stop } = this.scanner;
    this.fail("missing-field", `expected ${what}; found the end of the record`, undefined, stop, stop);
    return false;
  }

  /** Goes to the next token, if there is one. */
  more(): boolean {
    return !this.failed && (this.scanner.next() || this.#trouble());
  }

  /** The same for pairs: see {@link Scanner.nextPair}. */
  morePairs(): boolean {
    return !this.failed && (this.scanner.nextPair() || this.#trouble());
  }

  #trouble(): false {
    const { trouble } = this.scanner;
    if (trouble === "unclosed-quote") this.fail("unclosed-quote", "the quoted text does not end on its line");
    if (trouble === "unopened-parenthesis") this.fail("unbalanced-parenthesis", "the parenthesis closes nothing");
    if (trouble === "unclosed-parenthesis") this.fail("unbalanced-parenthesis", "the parenthesis is not closed");
    return false;
  }

  /** Nothing may follow; then goes on behind the record. Whether all was well. */
  finish(what = "the end of the record"): boolean {
    if (this.more()) this.expected("unexpected-field", what);
    if (!this.failed) this.scanner.endRecord();
    else this.#recover();
    const sound = !this.failed;
    this.failed = false;
    return sound;
  }

  #recover(): void {
    const { scanner } = this;
    const unclosed = scanner.trouble === "unclosed-parenthesis";
    if (!unclosed) scanner.skipRecord();
    // It is why the record looks as it does.
    if (!unclosed && scanner.trouble === "unclosed-parenthesis") {
      this.failed = false;
      this.#trouble();
    }
    if (this.#complaint !== undefined && this.#span !== undefined) this.problems.report("error", this.#complaint, this.#span);
  }

  /** A domain name, in one of two places. */
  name(what: string, slot: 0 | 1 = 0): DnsName {
    const { bytes, name } = this.#names[slot];
    if (this.need(what)) this.writeName(what, bytes, this.origin);
    return name;
  }

  /** The token as a name, at the start of `out`; its length. */
  writeName(what: string, out: Uint8Array, origin: Uint8Array): number {
    const { bytes, start, stop, quoted } = this.scanner;
    const length = quoted ? 0 : writeName(bytes, start, stop, out, origin);
    if (length <= 0 || length > LONGEST_NAME) explainName(this, what, length);
    return length;
  }

  decimal(what: string, most: number): number {
    if (!this.need(what)) return 0;
    const { bytes, start, stop } = this.scanner;
    const value = readDecimal(bytes, start, stop, most);
    if (value < 0) this.expected("bad-number", `${what}, a number from 0 to ${String(most)}`);
    return value;
  }

  /** A time in seconds, or with units. */
  seconds(what: string): number {
    if (!this.need(what)) return 0;
    const { bytes, start, stop } = this.scanner;
    const value = readSeconds(bytes, start, stop);
    if (value < 0) this.expected("bad-number", `${what}, seconds or a time like 1h30m`);
    return value;
  }

  /** A name of a number, or the number itself. */
  mnemonic(what: string, table: Mnemonics, most: number): number {
    if (!this.need(what)) return 0;
    const { bytes, start, stop } = this.scanner;
    const number = readDecimal(bytes, start, stop, most);
    if (number >= 0) return number;
    const found = table.find(bytes, start, stop);
    if (found < 0) this.expected("bad-mnemonic", `${what}, a number from 0 to ${String(most)} or one of ${table.names.join(", ")}`);
    return found;
  }

  ipv4(what: string): number {
    if (!this.need(what)) return 0;
    const { bytes, start, stop } = this.scanner;
    const address = readIpv4(bytes, start, stop);
    if (address < 0) this.expected("bad-address", what);
    return address;
  }

  /** Writes 16 bytes. */
  ipv6(what: string, out: Uint8Array): void {
    if (!this.need(what)) return;
    const { bytes, start, stop } = this.scanner;
    if (!readIpv6(bytes, start, stop, out)) this.expected("bad-address", what);
  }

  /** A character-string (RFC 1035 section 3.3): without escapes it stays where it is. */
  text(what: string): Uint8Array {
    this.need(what);
    return this.tokenText(what, LONGEST_TEXT);
  }

  /** The token as bytes, at most so many. */
  tokenText(what: string, most: number): Uint8Array {
    const { start, stop } = this.scanner;
    return this.#textOf(what, start, stop, most);
  }

  #textOf(what: string, start: number, stop: number, most: number): Uint8Array {
    const { bytes, escaped } = this.scanner;
    const text = escaped ? unescape(bytes, start, stop) : new Uint8Array(bytes.buffer, bytes.byteOffset + start, stop - start);
    if (typeof text === "number") {
      const at = -1 - text;
      this.fail(
        "bad-escape",
        `${what} has a bad escape`,
        () => "\\ stands before three digits of a byte, 000 to 255, or one other character",
        at,
        at + 1,
      );
      return bytes.subarray(0, 0);
    }
    if (text.length > most) this.fail("bad-text", `${what} has ${String(text.length)} bytes; ${String(most)} is the most`, splitHelp);
    return text;
  }

  /** The value of a pair, which starts at `from` in the token, without its quotes. */
  pairValue(from: number): Uint8Array {
    const { bytes, stop, escaped } = this.scanner;
    const quoted = from + 1 < stop && bytes[from] === QUOTATION_MARK && escaped;
    return this.#textOf("the value", from + (quoted ? 1 : 0), stop - (quoted ? 1 : 0), LONGEST_DATA);
  }

  /** All tokens that are left, as hexadecimal digits. */
  hexRest(what: string, mayBeEmpty = false): Uint8Array<ArrayBuffer> {
    return this.#rest(what, this.#hex, mayBeEmpty);
  }

  /** All tokens that are left, in base64. */
  base64Rest(what: string, mayBeEmpty = false): Uint8Array<ArrayBuffer> {
    return this.#rest(what, this.#base64, mayBeEmpty);
  }

  #rest(what: string, decoder: Decoder, mayBeEmpty: boolean): Uint8Array<ArrayBuffer> {
    let filled = mayBeEmpty || !this.need(what) ? 0 : this.#decode(what, decoder, 0, 0);
    while (this.more()) filled = this.#decode(what, decoder, 0, filled);
    if (!decoder.finish()) this.fail("bad-encoding", `${what} is cut off: some of its last digits are missing`);
    return this.#slots[0].window(filled);
  }

  /** The token's digits, written behind `filled` bytes. */
  #decode(what: string, decoder: Decoder, place: 0 | 1, filled: number): number {
    const { bytes, start, stop } = this.scanner;
    const slot = this.#slots[place];
    // A byte takes more than one digit.
    slot.reserve(Math.min(filled + stop - start, 2 * LONGEST_DATA));
    const end = decoder.take(bytes, start, stop, slot.bytes, filled);
    if (end < 0) {
      this.fail(
        "bad-encoding",
        `${what} has a character that is no digit of it: ${shown(bytes, -1 - end, -end)}`,
        undefined,
        -1 - end,
        -end,
      );
    } else if (end > LONGEST_DATA) {
      this.fail("data-too-long", `${what} is longer than a record can be`);
    }
    return this.failed ? 0 : end;
  }

  /** The token's digits, all of a field; `-` stands for none. */
  hexToken(what: string, slot: 0 | 1, most: number): Uint8Array<ArrayBuffer> {
    if (!this.need(what)) return this.#slots[slot].window(0);
    const { bytes, start, stop } = this.scanner;
    const none = stop - start === 1 && bytes[start] === 0x2d;
    const length = none ? 0 : this.#decode(what, this.#hex, slot, 0);
    if (!this.#hex.finish()) this.fail("bad-encoding", `${what} has half a byte at its end`);
    if (length > most) this.fail("data-too-long", `${what} has ${String(length)} bytes; ${String(most)} is the most`);
    return this.#slots[slot].window(length);
  }

  /** A place for bytes that a reader makes itself. */
  slot(slot: 0 | 1): ByteSlot {
    return this.#slots[slot];
  }
}

function splitHelp(): string {
  return "longer texts are written as several, each in quotes of its own";
}
