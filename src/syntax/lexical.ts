/** Errors within tokens and between them, which need no grammar. */
import type { IToken } from "../../grammar/parser.js";
import * as t from "../../grammar/tokens.js";
import { report, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { Source } from "../diagnostics/source.js";
import { isWellFormedInteger, unknownEscapes } from "./literals.js";
import { endOf } from "./tree.js";

export function lexicalErrors(source: Source, text: t.Tokenized): Diagnostic[] {
  return [
    ...text.strays.map((stray) => assignment(source, text.tokens, stray) ?? strayText(source, stray)),
    ...text.comments.filter((comment) => comment.tokenType === t.UnterminatedComment).map((comment) => openComment(source, comment)),
    ...text.tokens.flatMap((token) => tokenErrors(source, token)),
  ];
}

/** What people write who come from other languages, and what they meant. */
const meant: Readonly<Record<string, string>> = { "=": "==", "‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "−": "-", "…": ".." };

function strayText(source: Source, { offset, length }: t.StrayText): Diagnostic {
  const span = { source, start: offset, end: offset + length };
  const text = source.text.slice(offset, offset + length);
  const characters = Array.from(text);
  const shown = characters.length > 12 ? `${characters.slice(0, 12).join("")}…` : text;
  const instead = meant[text];
  const message = `unexpected ${characters.length === 1 ? "character" : "characters"} \`${printable(shown)}\``;
  if (instead === undefined) return report("MPL0101", span, message);
  return report("MPL0101", span, message, { help: `write \`${instead}\``, fix: { span, replacement: instead } });
}

/** `a: byte = 5;`, as other languages give a field its value. */
function assignment(source: Source, tokens: readonly IToken[], { offset, length }: t.StrayText): Diagnostic | undefined {
  if (source.text.slice(offset, offset + length) !== "=") return undefined;
  const next = firstBehind(tokens, offset);
  if (!isBehindType(tokens.slice(Math.max(0, next - LONGEST_TYPE), next))) return undefined;
  const literal = literalAt(tokens, next);
  const shown = literal === undefined ? "..." : source.text.slice(literal.start, literal.end);
  const help = `write \`const(${shown})\`, or \`default(${shown})\` if the caller may give another`;
  const fix = literal === undefined ? {} : { fix: { span: { source, start: offset, end: literal.end }, replacement: `const(${shown})` } };
  return report("MPL0101", { source, start: offset, end: offset + length }, "a field gets no value by `=`", { help, ...fix });
}

/** Where the first token behind an offset stands, in tokens that are in order. */
function firstBehind(tokens: readonly IToken[], offset: number): number {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((tokens[middle]?.startOffset ?? Infinity) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Of so many tokens the place of a `=` is told: time must not grow with the square of a hostile text. */
const LONGEST_TYPE = 40;

/** Whether tokens end with a field's name, colon and type, without an open parenthesis. */
function isBehindType(tokens: readonly IToken[]): boolean {
  let depth = 0;
  for (let at = tokens.length - 1; at > 0; at--) {
    const token = tokens[at];
    if (t.isToken(token, t.RightParen) || t.isToken(token, t.RightBracket)) depth++;
    if (t.isToken(token, t.LeftParen) || t.isToken(token, t.LeftBracket)) depth--;
    if (depth < 0 || [t.Semicolon, t.Pipe, t.LeftBrace, t.RightBrace, t.Arrow].some((type) => t.isToken(token, type))) return false;
    if (depth === 0 && t.isToken(token, t.Colon)) return t.isToken(tokens[at - 1], t.Name) && !t.isToken(tokens[at + 1], t.StringText);
  }
  return false;
}

function literalAt(tokens: readonly IToken[], at: number): { readonly start: number; readonly end: number } | undefined {
  const first = tokens[at];
  const last = t.isToken(first, t.Minus) ? tokens[at + 1] : first;
  const isLiteral = [t.Integer, t.StringText, t.True, t.False, t.Tag].some((type) => t.isToken(last, type));
  return first === undefined || last === undefined || !isLiteral ? undefined : { start: first.startOffset, end: endOf(last) };
}

/** Control characters would garble the terminal, or hide. */
export function printable(text: string): string {
  return text.replace(
    /[\p{C}\p{Zl}\p{Zp}]/gu,
    (character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`,
  );
}

function openComment(source: Source, comment: IToken): Diagnostic {
  const span = { source, start: comment.startOffset, end: comment.startOffset + 2 };
  return report("MPL0102", span, "this comment is never closed", {
    notes: ["block comments nest, so each `/*` inside needs its own `*/`"],
  });
}

function tokenErrors(source: Source, token: IToken): Diagnostic[] {
  if (token.tokenType === t.Integer) return isWellFormedInteger(token.image) ? [] : [malformedInteger(source, token)];
  if (!t.isToken(token, t.StringText)) return [];
  const terminated = token.tokenType === t.StringText;
  const escapes = unknownEscapes(token.image, terminated).map(({ offset, length }) => {
    const start = token.startOffset + offset;
    const help = 'the escapes are `\\"`, `\\\\`, `\\n`, `\\r`, `\\t` and `\\xHH`, such as `\\x00`';
    return report("MPL0104", { source, start, end: start + length }, undefined, { help });
  });
  return terminated ? escapes : [...escapes, openString(source, token)];
}

function openString(source: Source, token: IToken): Diagnostic {
  const end = endOf(token);
  return report("MPL0103", { source, start: token.startOffset, end }, "this string does not end on its line", {
    help: 'close it with `"`; a line break inside is written `\\n`',
  });
}

function malformedInteger(source: Source, token: IToken): Diagnostic {
  const span = { source, start: token.startOffset, end: endOf(token) };
  const shown = token.image.length > 40 ? `${token.image.slice(0, 40)}…` : token.image;
  return report("MPL0105", span, `\`${shown}\` is not an integer`, {
    help: "integers are decimal or begin with `0x`, `0o` or `0b`; `_` stands between digits only",
  });
}

/** What version control leaves behind; the rest of the file then makes no sense to the parser. */
export function mergeMarks(source: Source, text: t.Tokenized): Diagnostic[] {
  const marks = [...source.text.matchAll(/^(?:<{7}|={7}|>{7})(?![<=>]).*$/gm)];
  if (marks.length === 0) return [];
  const starts = new Set([...text.tokens.map((token) => token.startOffset), ...text.strays.map((stray) => stray.offset)]);
  return marks
    .filter((mark) => starts.has(mark.index))
    .map((mark) => report("MPL0117", { source, start: mark.index, end: mark.index + mark[0].trimEnd().length }));
}
