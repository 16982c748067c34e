/**
 * Tokens of a zone file (RFC 1035 section 5.1), as places in its bytes: no string is made for any. Parentheses, comments and the
 * ends of lines between tokens are dealt with here.
 */

const ORDINARY = 0;
const BLANK = 1;
const NEWLINE = 2;
const COMMENT = 3;
const OPEN = 4;
const CLOSE = 5;
const QUOTE = 6;
const ESCAPE = 7;
const RETURN = 8;
const NUL = 9;

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const QUOTATION_MARK = 0x22;
const CLOSING_PARENTHESIS = 0x29;
const SEMICOLON = 0x3b;
const BACKSLASH = 0x5c;
const EQUALS_SIGN = 0x3d;

/** What each byte is between tokens. */
const KINDS: Uint8Array = /* @__PURE__ */ kindsOfBytes();

function kindsOfBytes(): Uint8Array {
  const kinds = new Uint8Array(0x100);
  for (const blank of [0x20, 0x09]) kinds[blank] = BLANK;
  kinds[0] = NUL;
  kinds[CARRIAGE_RETURN] = RETURN;
  kinds[LINE_FEED] = NEWLINE;
  kinds[SEMICOLON] = COMMENT;
  kinds[0x28] = OPEN;
  kinds[CLOSING_PARENTHESIS] = CLOSE;
  kinds[QUOTATION_MARK] = QUOTE;
  kinds[BACKSLASH] = ESCAPE;
  return kinds;
}

/** Why there is no next token where there should be one or the record's end. */
export type Trouble = "none" | "unclosed-quote" | "unopened-parenthesis" | "unclosed-parenthesis" | "bare-return" | "nul-byte";

/** A part of one line. */
export interface Span {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly line: number;
  /** Where the line starts in the bytes. */
  readonly lineStart: number;
  readonly start: number;
  readonly stop: number;
}

/** One file, or the text that one line of `$GENERATE` makes. */
export class Scanner {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly end: number;
  position: number;
  line: number;
  lineStart: number;
  trouble: Trouble = "none";

  // The token: its bytes, quotes not among them, and its line.
  start = 0;
  stop = 0;
  quoted = false;
  /** Whether it has a backslash. */
  escaped = false;
  /** Makes `next` give the same token again. */
  again = false;
  tokenLine = 1;
  tokenLineStart = 0;

  /** Parentheses that are open, and where the outermost is. */
  #depth = 0;
  #open: Span | undefined;

  /** @param line what the first line counts as */
  constructor(file: string, bytes: Uint8Array, line = 1) {
    this.file = file;
    this.bytes = bytes;
    this.end = bytes.length;
    this.line = line;
    // A byte order mark is no part of the first owner's name.
    this.position = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    this.lineStart = this.position;
  }

  /** Whether the next line begins with a blank: its record has the owner of the one before. */
  startsBlank(): boolean {
    return KINDS[this.bytes[this.position] ?? 0] === BLANK;
  }

  /** Goes to the record's next token; false at its end, which stays where it is, and in trouble. */
  next(): boolean {
    if (this.again) {
      this.again = false;
      return true;
    }
    const bytes = this.bytes;
    const end = this.end;
    let at = this.position;
    while (at < end) {
      const kind = KINDS[bytes[at] ?? 0] ?? 0;
      if (kind === BLANK) at++;
      else if (kind === ORDINARY || kind === ESCAPE) return this.#word(at, false);
      else if (kind === QUOTE) return this.#quotedText(at);
      else if (kind === NEWLINE && this.#depth === 0) return this.#stopAt(at);
      else if (kind === COMMENT) at = this.#endOfLine(at);
      else if (!this.#structure(at++, kind)) return false;
    }
    return this.#endOfText();
  }

  /** The same, for `key="a value"` as one token (RFC 9460 section 2.1): its quotes are in it. */
  nextPair(): boolean {
    if (!this.next()) return false;
    return this.quoted || this.#word(this.start, true);
  }

  /** Goes on behind the record, whatever is left of it. */
  skipRecord(): void {
    this.again = false;
    while (this.#skipTokens());
    this.endRecord();
  }

  /** Whether it was trouble that stopped it, behind which it can go on. */
  #skipTokens(): boolean {
    this.#forgetTrouble();
    while (this.next());
    return this.trouble !== "none" && this.trouble !== "unclosed-parenthesis";
  }

  #forgetTrouble(): void {
    this.trouble = "none";
  }

  /** Goes from a record's end to the next line. */
  endRecord(): void {
    if (this.position < this.end) this.#newline(this.position++);
  }

  /** Where the token is, with its quotes. */
  span(): Span {
    const quote = this.quoted ? 1 : 0;
    return this.spanOf(this.start - quote, this.stop + quote);
  }

  /** A part of the token's line. */
  spanOf(start: number, stop: number): Span {
    const { file, bytes, tokenLine, tokenLineStart } = this;
    return { file, bytes, line: tokenLine, lineStart: tokenLineStart, start, stop };
  }

  #stopAt(at: number): false {
    this.position = at;
    return false;
  }

  #newline(at: number): void {
    this.line++;
    this.lineStart = at + 1;
  }

  #word(from: number, pairs: boolean): boolean {
    const bytes = this.bytes;
    const end = this.end;
    let at = from;
    let escaped = false;
    for (; at < end; at++) {
      const byte = bytes[at] ?? 0;
      // Letters, digits and the like, without a look at the table.
      if (byte > CLOSING_PARENTHESIS && byte !== SEMICOLON && byte !== BACKSLASH) continue;
      const kind = KINDS[byte] ?? 0;
      if (kind === ORDINARY) continue;
      if (kind === QUOTE) {
        // It begins the next token, or the value of a pair.
        if (!pairs || bytes[at - 1] !== EQUALS_SIGN) break;
        const close = this.#closingQuote(at + 1);
        if (close < 0) return this.#fail("unclosed-quote", at);
        at = close + 1;
        escaped = true;
        break;
      } else if (kind === ESCAPE) {
        escaped = true;
        if (at + 1 < end && bytes[at + 1] !== LINE_FEED) at++;
      } else {
        break;
      }
    }
    this.position = at;
    this.#token(from, at, false, escaped);
    return true;
  }

  #quotedText(open: number): boolean {
    const close = this.#closingQuote(open + 1);
    if (close < 0) return this.#fail("unclosed-quote", open);
    this.position = close + 1;
    return true;
  }

  /** Where a quoted text from `from` on ends, which becomes the token; -1 if it doesn't on its line. */
  #closingQuote(from: number): number {
    const bytes = this.bytes;
    const end = this.end;
    let escaped = false;
    for (let at = from; at < end; at++) {
      const byte = bytes[at];
      if (byte === QUOTATION_MARK) {
        this.#token(from, at, true, escaped);
        return at;
      }
      if (byte === LINE_FEED) break;
      if (byte === BACKSLASH) {
        escaped = true;
        if (bytes[at + 1] !== LINE_FEED) at++;
      }
    }
    return -1;
  }

  #token(start: number, stop: number, quoted: boolean, escaped: boolean): void {
    this.start = start;
    this.stop = stop;
    this.quoted = quoted;
    this.escaped = escaped;
    this.tokenLine = this.line;
    this.tokenLineStart = this.lineStart;
  }

  /** A parenthesis, or the end of a line within them; false for one that closes nothing, and for what is no text. */
  #structure(at: number, kind: number): boolean {
    if (kind === RETURN) return this.#isBeforeNewline(at) || this.#fail("bare-return", at);
    if (kind === NUL) return this.#fail("nul-byte", at);
    if (kind === NEWLINE) {
      this.#newline(at);
    } else if (kind === OPEN) {
      if (this.#depth++ === 0) this.#open = { ...this.spanOf(at, at + 1), line: this.line, lineStart: this.lineStart };
    } else if (this.#depth === 0) {
      return this.#fail("unopened-parenthesis", at);
    } else {
      this.#depth--;
    }
    return true;
  }

  /** Lines may end in CRLF, and the last one in CR. */
  #isBeforeNewline(at: number): boolean {
    const next = this.bytes[at + 1] ?? LINE_FEED;
    return next === LINE_FEED || next === CARRIAGE_RETURN;
  }

  /** Trouble with one character, behind which, or behind whose line if it is a quote, things go on. */
  #fail(trouble: Trouble, at: number): false {
    this.#token(at, at + 1, false, false);
    this.position = trouble === "unclosed-quote" ? this.#endOfLine(at) : at + 1;
    this.trouble = trouble;
    return false;
  }

  #endOfLine(from: number): number {
    const found = this.bytes.indexOf(LINE_FEED, from);
    return found < 0 ? this.end : found;
  }

  #endOfText(): false {
    this.position = this.end;
    if (this.#depth > 0 && this.#open !== undefined) {
      this.#depth = 0;
      this.trouble = "unclosed-parenthesis";
      this.quoted = false;
      this.start = this.#open.start;
      this.stop = this.#open.stop;
      this.tokenLine = this.#open.line;
      this.tokenLineStart = this.#open.lineStart;
    }
    return false;
  }
}
