/** What is wrong with a configuration, and where: for people, with the line and a caret under it. */

/** One mistake. Lines and columns count from 1. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Columns that it is about, in its first line. */
  readonly width: number;
  /** The whole line, secrets left out. */
  readonly text: string;
  /** What is wrong, and why. */
  readonly message: string;
  /** What to do. */
  readonly help: string | undefined;
}

/** One column each, as carets count; and no text of a file steers a terminal. */
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]/g;

/** `deens.yaml:3:9: error: message`, the line with carets, and what to do. */
export function renderProblem(problem: Problem): string {
  const { file, line, column, width, text, message, help } = problem;
  const gutter = " ".repeat(String(line).length);
  const lines = [`${file}:${line}:${column}: error: ${message.replace(CONTROLS, " ")}`];
  lines.push(`  ${line} | ${text.replace(CONTROLS, " ")}`, `  ${gutter} | ${" ".repeat(column - 1)}${"^".repeat(width)}`);
  if (help !== undefined) lines.push(`  ${gutter} = ${help}`);
  return lines.join("\n");
}

/** Half-open, in UTF-16 code units of the text. */
export type Range = readonly [start: number, end: number];

/** Collects the problems of one text. */
export class Report {
  readonly problems: Problem[] = [];
  readonly #file: string;
  readonly #text: string;
  readonly #lineStarts: readonly number[];

  constructor(file: string, text: string) {
    this.#file = file;
    this.#text = text;
    this.#lineStarts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
  }

  /** Returns undefined, so that a reader can give up in one line. */
  add(range: Range, message: string, help?: string): undefined {
    this.#push(range, message, help, false);
  }

  /** As {@link add}, for a value that must not appear on screens and in logs. */
  addSecret(range: Range, message: string, help?: string): undefined {
    this.#push(range, message, help, true);
  }

  /** In the order of the text. */
  sorted(): readonly Problem[] {
    return this.problems.toSorted((one, other) => one.line - other.line || one.column - other.column);
  }

  #push(range: Range, message: string, help: string | undefined, isSecret: boolean): void {
    const start = Math.min(range[0], this.#text.length);
    const line = this.#lineStarts.findLastIndex((lineStart) => lineStart <= start) + 1;
    const lineStart = this.#lineStarts[line - 1] ?? 0;
    const column = start - lineStart + 1;
    const whole = this.#text.slice(lineStart, this.#lineStarts[line] ?? this.#text.length).replace(/[\r\n]+$/, "");
    const width = Math.max(1, Math.min(range[1], lineStart + whole.length) - start);
    const text = isSecret ? `${whole.slice(0, column - 1)}...` : whole;
    this.problems.push({ file: this.#file, line, column, width: isSecret ? 3 : width, text, message, help });
  }
}
