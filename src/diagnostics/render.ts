/** Diagnostics for people: place, message, code frames, notes, help and fix. */
import type { Diagnostic, Fix } from "./diagnostic.js";
import { excerpt } from "./display.js";
import { lineText, positionAt, type Span } from "./source.js";

type Paint = (text: string) => string;

/** Colours, or anything else; the caller knows whether there is a terminal. */
export interface Palette {
  readonly error: Paint;
  readonly warning: Paint;
  readonly strong: Paint;
  readonly faint: Paint;
  readonly note: Paint;
}

const plain: Paint = (text) => text;
export const noColour: Palette = { error: plain, warning: plain, strong: plain, faint: plain, note: plain };

const MAX_LINE_WIDTH = 120;
/** A span of more lines shows its first and last ones. */
const MAX_SPAN_LINES = 5;

export function renderDiagnostic(diagnostic: Diagnostic, palette: Palette = noColour): string {
  const paint = diagnostic.severity === "error" ? palette.error : palette.warning;
  const title = `${paint(`${diagnostic.severity} ${diagnostic.code}:`)} ${palette.strong(diagnostic.message)}`;
  const lines = [`${place(diagnostic.span)}: ${title}`, ...frame(diagnostic.span, diagnostic.label, palette, paint)];
  for (const { span, message } of diagnostic.related) {
    lines.push(`${place(span)}: ${palette.note(message)}`, ...frame(span, undefined, palette, palette.note));
  }
  for (const note of diagnostic.notes) lines.push(`  ${palette.note("note:")} ${note}`);
  if (diagnostic.help !== undefined) lines.push(`  ${palette.note("help:")} ${diagnostic.help}`);
  if (diagnostic.fix !== undefined) lines.push(`  ${palette.note("fix:")} ${describeFix(diagnostic.fix)}`);
  return lines.join("\n");
}

export function renderAll(diagnostics: readonly Diagnostic[], palette: Palette = noColour): string {
  return diagnostics.map((diagnostic) => `${renderDiagnostic(diagnostic, palette)}\n`).join("\n");
}

function place({ source, start }: Span): string {
  const { line, column } = positionAt(source, start);
  return `${source.path}:${line}:${column}`;
}

function describeFix({ span, replacement }: Fix): string {
  const old = shorten(span.source.text.slice(span.start, span.end));
  if (old === "") return `insert \`${shorten(replacement.trim())}\``;
  return replacement === "" ? `delete \`${old}\`` : `replace \`${old}\` by \`${shorten(replacement)}\``;
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}

/** The numbers of the lines to show; 0 stands for those left out. */
function shownLines(first: number, last: number): number[] {
  if (last - first < MAX_SPAN_LINES) return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return [first, first + 1, first + 2, 0, last];
}

function frame(span: Span, label: string | undefined, palette: Palette, paint: Paint): string[] {
  const start = positionAt(span.source, span.start);
  // An end at the very start of a line belongs to the line before.
  const end = positionAt(span.source, span.end > span.start ? span.end - 1 : span.start);
  const gutter = String(end.line).length;
  const numbered = (number: string, text: string): string => `  ${palette.faint(`${number.padStart(gutter)} |`)} ${text}`.trimEnd();
  const lines: string[] = [];
  for (const line of shownLines(start.line, end.line)) {
    if (line === 0) {
      lines.push(numbered("", "..."));
      continue;
    }
    const text = lineText(span.source, line);
    const from = line === start.line ? start.column - 1 : text.length - text.trimStart().length;
    const to = line === end.line ? from + Math.max(0, lineEnd(span, line) - from) : text.length;
    const { text: shown, caretStart, caretWidth } = excerpt(text, from, to, MAX_LINE_WIDTH);
    const carets = paint("^".repeat(caretWidth)) + (line === end.line && label !== undefined ? ` ${paint(label)}` : "");
    lines.push(numbered(String(line), shown), numbered("", " ".repeat(caretStart) + carets));
  }
  return lines;
}

/** Where the span ends in its last line. */
function lineEnd(span: Span, line: number): number {
  if (span.end <= span.start) return 0;
  const last = positionAt(span.source, span.end);
  return last.line === line ? last.column - 1 : lineText(span.source, line).length;
}
