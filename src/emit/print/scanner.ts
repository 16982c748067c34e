/** Tokens, one at a time. Comments and empty lines in front of a token are kept, for they are printed. */
import { type Block, type Comment, type Expression, type Type, beyond } from "./syntax.js";

/** The parts of the parser that call each other in circles, so that their files need not import each other. */
export interface Grammar {
  expression(scanner: Scanner): Expression;
  type(scanner: Scanner): Type;
  block(scanner: Scanner): Block;
}

export type TokenKind = "name" | "number" | "string" | "template" | "punctuator" | "end";

const NO_COMMENTS: readonly Comment[] = [];

const enum Character {
  Tab = 9,
  LineFeed = 10,
  Space = 32,
  Quote = 34,
  Dollar = 36,
  Apostrophe = 39,
  Star = 42,
  Dot = 46,
  Slash = 47,
  Zero = 48,
  Nine = 57,
  UpperA = 65,
  UpperZ = 90,
  Backslash = 92,
  Underscore = 95,
  Backtick = 96,
  LowerA = 97,
  LowerZ = 122,
  OpenBrace = 123,
  Tilde = 126,
}

/** Classes of ASCII characters: 1 for those of names, 2 for digits, 4 for punctuators that stand alone, 8 for others. */
const CLASSES = new Uint8Array(128);
for (let code = Character.UpperA; code <= Character.LowerZ; code++) {
  if (code <= Character.UpperZ || code >= Character.LowerA) CLASSES[code] = 1;
}
CLASSES[Character.Dollar] = CLASSES[Character.Underscore] = 1;
for (let code = Character.Zero; code <= Character.Nine; code++) CLASSES[code] = 2;
for (const text of "(){}[];,:~") CLASSES[text.charCodeAt(0)] = 4;
for (const text of ".?=!<>+-*/%&|^") CLASSES[text.charCodeAt(0)] = 8;

const ALONE = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
const COMPOUND = new Set(
  "... === !== >>> **= <<= >>= &&= ||= ??= == != <= >= => && || ?? ?. ++ -- << >> ** += -= *= /= %= &= |= ^= >>>=".split(" "),
);
/** Numbers that prettier leaves as they are. */
const PLAIN_NUMBER = /^(?:(?:0|[1-9]\d*)n?|0x[\da-f]+n?|0b[01]+n?|\d+\.\d*[1-9])$/;

function classOf(code: number): number {
  return CLASSES[code] ?? 0;
}

export class Scanner {
  kind: TokenKind = "end";
  value = "";
  start = 0;
  end = 0;
  /** Whether a line break, or an empty line, stands before the token and its comments. */
  lineBefore = false;
  blankBefore = false;
  comments: readonly Comment[] = NO_COMMENTS;

  constructor(
    readonly text: string,
    readonly grammar: Grammar,
  ) {
    this.next();
  }

  next(): void {
    this.#skip();
    const { text } = this;
    const start = this.end;
    this.start = start;
    if (start >= text.length) {
      this.kind = "end";
      this.value = "";
      return;
    }
    const code = text.charCodeAt(start);
    const type = classOf(code);
    if (type === 1) this.#name(start);
    else if (type === 4) this.#punctuator(ALONE[code] ?? "");
    else if (type === 8) this.#punctuator(this.#compound(start, code));
    else if (type === 2) this.#number(start);
    else if (code === Character.Quote || code === Character.Apostrophe) this.#string(start, code);
    else if (code === Character.Backtick) this.#token("template", start, start + 1);
    else beyond("character");
  }

  /** Where it stands, to come back to after a look ahead. */
  mark(): number {
    if (this.comments.length > 0) beyond("comment");
    return this.start;
  }

  /** Goes back to a token. What stood before it is forgotten. */
  reset(start: number): void {
    this.end = start;
    this.next();
  }

  /** The text of a template up to the next `${` or its end, and whether it ended. */
  chunk(): { text: string; last: boolean } {
    const { text, end: start } = this;
    for (let at = start; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === Character.Backslash) at++;
      else if (code === Character.LineFeed) beyond("template over lines");
      else if (code === Character.Backtick) return this.#chunkEnd(start, at, 1);
      else if (code === Character.Dollar && text.charCodeAt(at + 1) === Character.OpenBrace) return this.#chunkEnd(start, at, 2);
    }
    return beyond("open template");
  }

  #chunkEnd(start: number, at: number, length: number): { text: string; last: boolean } {
    this.end = at + length;
    return { text: this.text.slice(start, at), last: length === 1 };
  }

  #skip(): void {
    const { text } = this;
    let at = this.end;
    let lines = 0;
    let code = text.charCodeAt(at);
    while (code === Character.Space || code === Character.LineFeed || code === Character.Tab) {
      if (code === Character.LineFeed) lines++;
      code = text.charCodeAt(++at);
    }
    this.end = at;
    this.lineBefore = lines > 0;
    this.blankBefore = lines > 1;
    this.comments = NO_COMMENTS;
    if (code === Character.Slash) this.#comments(at);
  }

  #comments(first: number): void {
    const { text } = this;
    const comments: Comment[] = [];
    let at = first;
    for (;;) {
      const second = text.charCodeAt(at) === Character.Slash ? text.charCodeAt(at + 1) : 0;
      if (second !== Character.Slash && second !== Character.Star) break;
      const close = second === Character.Slash ? text.indexOf("\n", at) : text.indexOf("*/", at) + 2;
      const end = close < 2 ? text.length : close;
      const gap = /\s*/y;
      gap.lastIndex = end;
      const space = gap.exec(text)?.[0] ?? "";
      const lines = space.split("\n").length - 1;
      comments.push({ text: text.slice(at, end), lineAfter: lines > 0, blankAfter: lines > 1 });
      at = end + space.length;
    }
    if (comments.length === 0) return;
    this.comments = comments;
    this.end = at;
  }

  #token(kind: TokenKind, start: number, end: number): void {
    this.kind = kind;
    this.end = end;
    this.value = this.text.slice(start, end);
  }

  #punctuator(value: string): void {
    this.kind = "punctuator";
    this.value = value;
    this.end = this.start + value.length;
  }

  #compound(start: number, code: number): string {
    if (classOf(this.text.charCodeAt(start + 1)) !== 8) return ALONE[code] ?? "";
    for (let length = 4; length > 1; length--) {
      const text = this.text.slice(start, start + length);
      if (COMPOUND.has(text)) return text;
    }
    return ALONE[code] ?? "";
  }

  #name(start: number): void {
    const { text } = this;
    let end = start + 1;
    while ((classOf(text.charCodeAt(end)) & 3) !== 0) end++;
    this.#token("name", start, end);
  }

  #number(start: number): void {
    const { text } = this;
    let end = start + 1;
    let code = text.charCodeAt(end);
    while (classOf(code) === 2) code = text.charCodeAt(++end);
    const plain = end === start + 1 || text.charCodeAt(start) !== Character.Zero;
    const more = classOf(code) === 1 || code === Character.Dot;
    while ((classOf(code) & 3) !== 0 || code === Character.Dot) code = text.charCodeAt(++end);
    this.#token("number", start, end);
    if ((more || !plain) && !PLAIN_NUMBER.test(this.value)) beyond("number");
  }

  #string(start: number, quote: number): void {
    const { text } = this;
    let end = start + 1;
    let code = text.charCodeAt(end);
    let simple = quote === Character.Quote;
    while (code !== quote) {
      if (code === Character.Backslash) {
        simple = false;
        end++;
      } else if (!(code >= Character.Space && code <= Character.Tilde)) {
        beyond("string");
      }
      code = text.charCodeAt(++end);
    }
    this.#token("string", start, end + 1);
    if (!simple) this.value = preferredQuotes(this.value);
  }
}

/** Double quotes, unless that needs more escapes. */
function preferredQuotes(raw: string): string {
  const content = raw.slice(1, -1);
  const doubles = content.split('"').length;
  const singles = content.split("'").length;
  const quote = doubles > singles ? "'" : '"';
  if (raw.startsWith(quote)) return raw;
  const other = quote === '"' ? "'" : '"';
  const escaped = content.replaceAll(/\\(["'\\])|(["'])/g, (all: string, after: string | undefined, bare: string | undefined) => {
    if (after !== undefined) return after === other ? other : all;
    return bare === quote ? `\\${quote}` : all;
  });
  return quote + escaped + quote;
}
