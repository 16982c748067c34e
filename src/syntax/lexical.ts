/** Errors within tokens and between them, which need no grammar. */
import type { IToken } from "../../grammar/parser.js";
import * as t from "../../grammar/tokens.js";
import { report, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { Source } from "../diagnostics/source.js";
import { isWellFormedInteger, unknownEscapes } from "./literals.js";
import { endOf } from "./tree.js";

export function lexicalErrors(source: Source, text: t.Tokenized): Diagnostic[] {
  return [
    ...text.strays.map((stray) => strayText(source, stray)),
    ...text.comments.filter((comment) => comment.tokenType === t.UnterminatedComment).map((comment) => openComment(source, comment)),
    ...text.tokens.flatMap((token) => tokenErrors(source, token)),
  ];
}

/** What people write who come from other languages, and what they meant. */
const meant: Readonly<Record<string, string>> = { "=": "==", "‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "−": "-", "…": ".." };

function strayText(source: Source, { offset, length }: t.StrayText): Diagnostic {
  const span = { source, start: offset, end: offset + length };
  const text = source.text.slice(offset, offset + length);
  const shown = [...text].length > 12 ? `${[...text].slice(0, 12).join("")}…` : text;
  const instead = meant[text];
  const message = `unexpected ${[...text].length === 1 ? "character" : "characters"} \`${printable(shown)}\``;
  if (instead === undefined) return report("MPL0101", span, message);
  return report("MPL0101", span, message, { help: `write \`${instead}\``, fix: { span, replacement: instead } });
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
    const help = 'the escapes are `\\"`, `\\\\`, `\\n`, `\\r`, `\\t` and `\\xHH`';
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
