/** Which token each comment stands before, and which comments are documentation. */
import type { IToken } from "../../grammar/parser.js";
import { positionAt, type Source } from "../diagnostics/source.js";
import type { Doc } from "./ast.js";
import { endOf } from "./tree.js";

export interface Comment {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly isLine: boolean;
  /** Begins on the line on which the token before it ends, and ends before the line on which the next one begins. */
  readonly trailing: boolean;
}

/** The comments before each token; the last list is for the end of the text. */
export type CommentsByToken = readonly (readonly Comment[])[];

export function attachComments(source: Source, tokens: readonly IToken[], comments: readonly IToken[]): CommentsByToken {
  const lists: Comment[][] = Array.from({ length: tokens.length + 1 }, () => []);
  let following = 0;
  for (const comment of comments) {
    while ((tokens[following]?.startOffset ?? Infinity) < comment.startOffset) following++;
    lists[following]?.push(describe(source, comment, tokens[following - 1], tokens[following]));
  }
  return lists;
}

function describe(source: Source, comment: IToken, before: IToken | undefined, after: IToken | undefined): Comment {
  const text = comment.image;
  const line = (offset: number): number => positionAt(source, offset).line;
  const start = comment.startOffset;
  const end = endOf(comment);
  const closesLine = after === undefined || line(end) < line(after.startOffset);
  const trailing = before !== undefined && closesLine && line(endOf(before)) === line(start);
  return { text, start, end, isLine: text.startsWith("//"), trailing };
}

/** `/**` opens documentation; a row of more stars is decoration, and without any text there is nothing to keep. */
function isDocumentation(comment: Comment): boolean {
  return !comment.trailing && /^\/\*\*[^*/]/.test(comment.text) && comment.text.endsWith("*/");
}

export function docText(comment: string): string {
  const lines = comment.slice(3, -2).split(/\r\n?|\n/);
  const bare = lines.map((line, index) => (index === 0 ? line.trim() : line.replace(/^\s*\*? ?/, "").trimEnd()));
  return bare.join("\n").replace(/^\n+|\n+$/g, "");
}

/** Documentation by the offset of the token that it stands before. */
export function collectDocs(source: Source, tokens: readonly IToken[], comments: CommentsByToken): ReadonlyMap<number, Doc> {
  const docs = new Map<number, Doc>();
  tokens.forEach((token, index) => {
    const comment = comments[index]?.findLast(isDocumentation);
    if (comment === undefined) return;
    const text = docText(comment.text);
    if (text !== "") docs.set(token.startOffset, { text, span: { source, start: comment.start, end: comment.end } });
  });
  return docs;
}
