/** Diagnostics for editors and other programs. */
import type { DiagnosticCode, Severity } from "./codes.js";
import type { Diagnostic } from "./diagnostic.js";
import { positionAt, type Position, type Span } from "./source.js";

/** Lines and columns count from 1, offsets from 0; columns and offsets count UTF-16 code units; the end is exclusive. */
export interface RangeJson {
  readonly path: string;
  readonly start: Position & { readonly offset: number };
  readonly end: Position & { readonly offset: number };
}

export interface DiagnosticJson {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly range: RangeJson;
  readonly label?: string;
  readonly related: readonly { readonly range: RangeJson; readonly message: string }[];
  readonly notes: readonly string[];
  readonly help?: string;
  readonly fix?: { readonly range: RangeJson; readonly replacement: string };
}

function rangeJson({ source, start, end }: Span): RangeJson {
  return {
    path: source.path,
    start: { ...positionAt(source, start), offset: start },
    end: { ...positionAt(source, end), offset: end },
  };
}

export function diagnosticJson(diagnostic: Diagnostic): DiagnosticJson {
  const { code, severity, message, span, label, related, notes, help, fix } = diagnostic;
  return {
    code,
    severity,
    message,
    range: rangeJson(span),
    ...(label !== undefined && { label }),
    related: related.map((other) => ({ range: rangeJson(other.span), message: other.message })),
    notes,
    ...(help !== undefined && { help }),
    ...(fix !== undefined && { fix: { range: rangeJson(fix.span), replacement: fix.replacement } }),
  };
}
