import { codes, type DiagnosticCode, type Severity } from "./codes.js";
import type { Span } from "./source.js";

export interface RelatedSpan {
  readonly span: Span;
  readonly message: string;
}

/** A change that mends the error; the span may be empty, for an insertion. */
export interface Fix {
  readonly span: Span;
  readonly replacement: string;
}

export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  /** Stands beside the carets. */
  readonly label?: string;
  readonly related: readonly RelatedSpan[];
  readonly notes: readonly string[];
  readonly help?: string;
  readonly fix?: Fix;
}

/** What a report may carry beyond its code, place and message. */
export type DiagnosticDetails = Partial<Pick<Diagnostic, "label" | "related" | "notes" | "help" | "fix">>;

/** Without a message, the code's title is the message. */
export function report(code: DiagnosticCode, span: Span, message?: string, details: DiagnosticDetails = {}): Diagnostic {
  const entry = codes[code];
  return { code, severity: entry.severity, message: message ?? entry.title, span, related: [], notes: [], ...details };
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}

/** File by file in the order in which they are first mentioned, and from top to bottom in each: stages find things in their own order. */
export function inReadingOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const files = new Map<string, number>();
  for (const { span } of diagnostics) if (!files.has(span.source.path)) files.set(span.source.path, files.size);
  const fileOf = ({ span }: Diagnostic): number => files.get(span.source.path) ?? 0;
  return [...diagnostics].sort((left, right) => fileOf(left) - fileOf(right) || left.span.start - right.span.start);
}
