/** Problems with a zone file: where they are, how many are told, how they look. */
import { escapeUnprintable, utf8 } from "../../../runtime/index.js";
import type { Span } from "./scanner.js";
import type { ZoneFileProblem, ZoneFileProblemCode, ZoneFileSink } from "./types.js";

/** Of a token, so many bytes are shown. */
const SHOWN = 60;
const LINE_FEED = 0x0a;

/** What is wrong, before it is known where. */
export interface Complaint {
  readonly code: ZoneFileProblemCode;
  readonly message: string;
  readonly help?: string | undefined;
}

/** Hands problems to the sink, up to a limit, and counts them. */
export class Problems {
  errors = 0;
  warnings = 0;
  readonly #sink: ZoneFileSink;
  readonly #most: number;
  /** Set while records of a `$GENERATE` are read: where it is, and what its problems end in. */
  generated: { readonly span: Span; readonly suffix: string } | undefined;

  constructor(sink: ZoneFileSink, most: number) {
    this.#sink = sink;
    this.#most = most;
  }

  /** Whether nothing more is told: then messages need no care. */
  get full(): boolean {
    return this.errors + this.warnings >= this.#most;
  }

  report(severity: ZoneFileProblem["severity"], complaint: Complaint, span: Span): void {
    const told = !this.full;
    if (severity === "error") this.errors++;
    else this.warnings++;
    if (!told) return;
    const { code, message, help } = complaint;
    const place = placeOf(this.generated?.span ?? span);
    const suffix = this.generated?.suffix ?? "";
    this.#sink.problem({ severity, code, message: message + suffix, ...place, ...(help === undefined ? {} : { help }) });
  }
}

interface Range {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
}

function placeOf({ file, bytes, line, lineStart, start, stop }: Span): Range {
  const column = columnOf(bytes, lineStart, start);
  return { file, line, column, endColumn: column + Math.max(1, columnOf(bytes, start, stop) - 1) };
}

/** The column of `at`: code points from the line's start, counted from 1. */
export function columnOf(bytes: Uint8Array, lineStart: number, at: number): number {
  let column = 1;
  for (let index = lineStart; index < at; index++) {
    if (((bytes[index] ?? 0) & 0xc0) !== 0x80) column++;
  }
  return column;
}

/** Bytes of a zone file as they are shown in messages: in quotes, long ones cut, harmless for terminals. */
export function shown(bytes: Uint8Array, start: number, stop: number): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const cut = stop - start > SHOWN;
  return `"${escapeUnprintable(utf8(view, start, cut ? start + SHOWN : stop))}${cut ? "..." : ""}"`;
}

/** A line of a zone file's text, counted from 1, without its end; undefined if there are not so many. */
export function lineOfText(text: Uint8Array, line: number): string | undefined {
  // Columns don't count a byte order mark.
  let start = text[0] === 0xef && text[1] === 0xbb && text[2] === 0xbf ? 3 : 0;
  for (let number = 1; number < line; number++) {
    const end = text.indexOf(LINE_FEED, start);
    if (end < 0) return undefined;
    start = end + 1;
  }
  const end = text.indexOf(LINE_FEED, start);
  const view = new DataView(text.buffer, text.byteOffset, text.byteLength);
  return utf8(view, start, end < 0 ? text.length : end).replace(/\r$/u, "");
}

/** Of a line, so many characters are shown, and so many of them before the place. */
const WIDTH = 120;
const BEFORE = 80;

/**
 * A problem for people: `file:line:column: error: message`, the line, a caret under the place, the help.
 *
 * @param textOfLine gives a line of a file, for instance with {@link lineOfText}; without it, or of a file that it doesn't know, no
 * line is shown
 */
export function renderProblem(
  problem: Omit<ZoneFileProblem, "code">,
  textOfLine?: (file: string, line: number) => string | undefined,
): string {
  const { file, line, column, severity, message, help } = problem;
  const lines = [`${escapeUnprintable(file)}:${String(line)}:${String(column)}: ${severity}: ${message}`];
  const text = textOfLine?.(file, line);
  if (text !== undefined) lines.push(...frame(text, problem));
  if (help !== undefined) lines.push(`  help: ${help}`);
  return lines.join("\n");
}

function frame(text: string, { column, endColumn }: Pick<ZoneFileProblem, "column" | "endColumn">): string[] {
  // One character for one, so that the caret stays in its column.
  const characters = Array.from(text, (character) =>
    character === "\t" || escapeUnprintable(character) === character ? character : "\ufffd",
  );
  const from = characters.length <= WIDTH ? 0 : Math.max(0, Math.min(column - 1 - BEFORE, characters.length - WIDTH));
  const visible = characters.slice(from, from + WIDTH);
  const indent = visible.slice(0, column - 1 - from).map((character) => (character === "\t" ? "\t" : " "));
  const width = Math.max(1, Math.min((endColumn ?? column + 1) - column, from + WIDTH + 1 - column));
  return [`  ${visible.join("")}`, `  ${indent.join("").padEnd(column - 1 - from, " ")}${"^".repeat(width)}`];
}
