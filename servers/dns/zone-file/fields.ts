/** The fields of one record or directive, read one after the other. */
import type { DnsName } from "../../../runtime/types/dns-name.js";
import { readIpv4, readIpv6 } from "./addresses.js";
import { Base64Decoder, type Decoder, HexDecoder } from "./base-encodings.js";
import { ByteSlot, LONGEST_DATA } from "./byte-slot.js";
import { unescape } from "./escapes.js";
import type { Mnemonics } from "./mnemonics.js";
import { escapeHelp, explainName } from "./name-problem.js";
import { LONGEST_NAME, NameSlot, type Origin, writeName } from "./names.js";
import { readDecimal, readSeconds } from "./numbers.js";
import { type Problems, shown } from "./problem.js";
import { RecordTokens } from "./record-tokens.js";
import type { Scanner } from "./scanner.js";
import { nearest } from "./spelling.js";

const LONGEST_TEXT = 0xff;
const QUOTATION_MARK = 0x22;

/** Reads fields from tokens; after a problem, every function gives some value at once. What is read is only good until the next record. */
export class Fields extends RecordTokens {
  /** What relative names end in. */
  origin: Origin;
  readonly #names = [new NameSlot(), new NameSlot()] as const;
  readonly #slots = [new ByteSlot(), new ByteSlot()] as const;
  readonly #hex = new HexDecoder();
  readonly #base64 = new Base64Decoder();

  constructor(scanner: Scanner, origin: Origin, problems: Problems) {
    super(scanner, problems);
    this.origin = origin;
  }

  /** A domain name, in one of two places. */
  name(what: string, slot: 0 | 1 = 0): DnsName {
    const place = this.#names[slot];
    if (this.need(what)) this.writeName(what, place);
    return place.name;
  }

  /** The token as a name, in a slot; its length. */
  writeName(what: string, slot: NameSlot): number {
    const { bytes, start, stop, quoted } = this.scanner;
    const length = quoted ? 0 : writeName(bytes, start, stop, slot, this.origin);
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
    if (found < 0) {
      const known = `${what}, a number from 0 to ${String(most)} or one of ${table.names.join(", ")}`;
      this.expected("bad-mnemonic", known, () => {
        const meant = nearest(this.found.slice(1, -1), table.names);
        return meant === undefined ? undefined : `did you mean ${meant}?`;
      });
    }
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
      this.fail("bad-escape", `${what} has a bad escape`, escapeHelp, this.scanner.spanOf(at, at + 1));
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
    if (filled === 0 && !mayBeEmpty) this.fail("bad-encoding", `${what} is empty`);
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
      const at = -1 - end;
      const message = `${what} has a character that is no digit of it: ${shown(bytes, at, at + 1)}`;
      this.fail("bad-encoding", message, undefined, this.scanner.spanOf(at, at + 1));
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
