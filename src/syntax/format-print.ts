/** Tokens, gaps and comments to text. */
import type { IToken } from "../../grammar/parser.js";
import { positionAt, type Source } from "../diagnostics/source.js";
import type { Comment, CommentsByToken } from "./comments.js";
import type { Gap, Gaps, Group } from "./format-gaps.js";
import { endOf } from "./tree.js";

const WIDTH = 100;
const INDENT = "  ";
/** Of what continues a statement on another line. */
const CONTINUATION = 2;

/** A comment as the printer sees it. */
interface Note {
  readonly comment: Comment;
  readonly lines: readonly string[];
  /** Line breaks before it, and between it and the next comment or token, in the text as it was. */
  readonly breaksBefore: number;
  readonly breaksAfter: number;
}

export function printTokens(source: Source, gaps: Gaps, comments: CommentsByToken): string {
  return new Printer(source, gaps, comments).print();
}

class Printer {
  private readonly pieces: string[] = [];
  private column = 0;
  private depth = 0;
  private readonly notes: readonly (readonly Note[])[];
  private readonly forced: readonly number[];
  private readonly widths: readonly number[];
  private readonly broken = new Map<Group, boolean>();

  public constructor(
    private readonly source: Source,
    private readonly gaps: Gaps,
    comments: CommentsByToken,
  ) {
    this.notes = comments.map((list, index) => this.notesOf(list, gaps.tokens[index - 1], gaps.tokens[index]));
    this.forced = runningSum(this.notes.map((notes, index) => (notes.some((note) => breaksLine(note, gaps.at(index))) ? 1 : 0)));
    this.widths = runningSum(gaps.tokens.map((token, index) => this.flatWidth(token, index)));
  }

  public print(): string {
    this.gaps.tokens.forEach((token, index) => {
      this.printGap(index);
      this.write(token.image);
    });
    this.printGap(this.gaps.tokens.length);
    return `${this.pieces.join("").trimEnd()}\n`.replace(/^\n+/, "");
  }

  private notesOf(comments: readonly Comment[], before: IToken | undefined, after: IToken | undefined): Note[] {
    const starts = [...comments.slice(1).map((comment) => comment.start), after?.startOffset ?? this.source.text.length];
    let end = before === undefined ? 0 : endOf(before);
    return comments.map((comment, index) => {
      const note: Note = {
        comment,
        lines: comment.text.split(/\r\n?|\n/).map((line) => line.trimEnd()),
        breaksBefore: this.breaksBetween(end, comment.start),
        breaksAfter: this.breaksBetween(comment.end, starts[index] ?? comment.end),
      };
      end = comment.end;
      return note;
    });
  }

  private breaksBetween(start: number, end: number): number {
    return positionAt(this.source, end).line - positionAt(this.source, start).line;
  }

  /** Of a token and what precedes it, when nothing breaks. The later lines of a comment move with its margin, so they do not count. */
  private flatWidth(token: IToken, index: number): number {
    const gap = this.gaps.at(index);
    const space = gap.kind === "space" || (gap.kind === "soft" && gap.flat === "space") ? 1 : 0;
    const notes = this.notes[index] ?? [];
    return notes.reduce((sum, { lines }) => sum + (lines[0] ?? "").length + 1, space + token.image.length);
  }

  private write(text: string): void {
    this.pieces.push(text);
    const lastBreak = text.lastIndexOf("\n");
    this.column = lastBreak < 0 ? this.column + text.length : text.length - lastBreak - 1;
  }

  private newline(depth: number, blank = false): void {
    this.write(`${blank ? "\n\n" : "\n"}${INDENT.repeat(depth)}`);
  }

  private printGap(index: number): void {
    const gap = this.gaps.at(index);
    const notes = this.notes[index] ?? [];
    const trailing = notes.filter(({ comment }) => comment.trailing);
    const leading = notes.slice(trailing.length);
    for (const note of trailing) {
      this.write(" ");
      this.writeComment(note);
    }
    if (gap.kind === "line" || (gap.kind === "soft" && this.isBroken(gap.group, index))) this.printBreak(gap, index, leading);
    else if (trailing.length > 0 || leading.some(({ comment }) => comment.isLine)) this.printContinuation(leading);
    else this.printInline(gap, index, leading);
  }

  private printBreak(gap: Exclude<Gap, { kind: "tight" | "space" }>, index: number, leading: readonly Note[]): void {
    const blanks = this.blanksBefore(gap, index, leading);
    let follows = false;
    leading.forEach((note, position) => {
      if (follows) this.write(" ");
      else this.newline(this.standsDeeper(gap, index, note) ? gap.depth + 1 : gap.commentDepth, blanks[position]);
      this.writeComment(note);
      follows = note.breaksAfter === 0 && !note.comment.isLine;
    });
    if (index >= this.gaps.tokens.length) return;
    if (follows) this.write(" ");
    else this.newline(gap.depth, blanks[leading.length]);
    if (gap.kind === "line") this.depth = gap.depth;
  }

  /** Before an arm, the margin shows whether a comment speaks of the arm or still of the statements above. */
  private standsDeeper(gap: Gap, index: number, { comment }: Note): boolean {
    const token = this.gaps.tokens[index];
    if (token?.image !== "|" || gap.kind !== "line" || gap.edge === "open") return false;
    const column = (offset: number): number => positionAt(this.source, offset).column;
    return this.breaksBetween(comment.end, token.startOffset) > 0 && column(comment.start) > column(token.startOffset);
  }

  /** For each leading comment, and then for the token: whether a blank line precedes it. */
  private blanksBefore(gap: Exclude<Gap, { kind: "tight" | "space" }>, index: number, leading: readonly Note[]): boolean[] {
    const breaks = [...leading.map((note) => note.breaksBefore), this.breaksBeforeToken(index)];
    const blanks = breaks.map((count) => count > 1);
    if (gap.edge === "open") blanks[0] = false;
    if (gap.edge === "close") blanks[leading.length] = false;
    if (gap.kind === "line" && gap.blank && !blanks.includes(true)) blanks[0] = true;
    return blanks;
  }

  private breaksBeforeToken(index: number): number {
    const token = this.gaps.tokens[index];
    const lastNote = this.notes[index]?.at(-1);
    if (lastNote !== undefined) return lastNote.breaksAfter;
    const before = this.gaps.tokens[index - 1];
    return token === undefined || before === undefined ? 0 : this.breaksBetween(endOf(before), token.startOffset);
  }

  /** Within a statement, comments that cannot stay on its line. */
  private printContinuation(leading: readonly Note[]): void {
    let follows = false;
    for (const note of leading) {
      if (follows) this.write(" ");
      else this.newline(this.depth + CONTINUATION);
      this.writeComment(note);
      follows = note.breaksAfter === 0 && !note.comment.isLine;
    }
    if (follows) this.write(" ");
    else this.newline(this.depth + CONTINUATION);
  }

  private printInline(gap: Gap, index: number, leading: readonly Note[]): void {
    const spaced = gap.kind === "space" || (gap.kind === "soft" && gap.flat === "space");
    const before = this.gaps.tokens[index - 1]?.image ?? "";
    const after = this.gaps.tokens[index]?.image ?? "";
    leading.forEach((note, position) => {
      if (position > 0 || spaced || !(before === "(" || before === "[")) this.write(" ");
      this.writeComment(note);
    });
    const touching = [";", ",", ")", "]", ":"].includes(after);
    if (spaced || (leading.length > 0 && !touching)) this.write(" ");
  }

  /** The stars of a block comment's lines stay below each other; other comments keep their lines as they are. */
  private writeComment({ lines }: Note): void {
    const [first = "", ...rest] = lines;
    const margin = " ".repeat(this.column + 1);
    const starred = rest.every((line) => line.trimStart().startsWith("*"));
    this.write([first, ...rest.map((line) => (starred ? margin + line.trimStart() : line))].join("\n"));
  }

  private isBroken(group: Group, index: number): boolean {
    const known = this.broken.get(group);
    if (known !== undefined) return known;
    const forced = sumOver(this.forced, group.first + 1, group.last + 1) > 0;
    const broken = group.alwaysBroken || forced || this.column + sumOver(this.widths, index, this.lineEnd(group)) > WIDTH;
    this.broken.set(group, broken);
    return broken;
  }

  /** The index behind the last token that would share the line with the group's end. */
  private lineEnd(group: Group): number {
    let index = group.last + 1;
    for (; index < this.gaps.tokens.length; index++) {
      const gap = this.gaps.at(index);
      if (gap.kind === "line" || (gap.kind === "soft" && this.broken.get(gap.group) === true)) break;
    }
    return index;
  }
}

/** Whether a group on one line would lose the comment's place, or the rest of the line to it. */
function breaksLine({ comment, lines, breaksAfter }: Note, gap: Gap): boolean {
  return comment.isLine || comment.trailing || lines.length > 1 || (gap.kind === "soft" && breaksAfter > 0);
}

function runningSum(numbers: readonly number[]): number[] {
  const sums = [0];
  for (const number of numbers) sums.push((sums.at(-1) ?? 0) + number);
  return sums;
}

function sumOver(sums: readonly number[], from: number, to: number): number {
  return (sums[to] ?? sums.at(-1) ?? 0) - (sums[from] ?? 0);
}
