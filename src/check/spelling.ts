/** Turns a list of near misses into the details of a diagnostic. */
import type { DiagnosticDetails } from "../diagnostics/diagnostic.js";
import type { Span } from "../diagnostics/source.js";
import { suggest } from "../diagnostics/suggest.js";

/** A fix where one candidate is close to what was written. */
export function spellingOf(written: string, span: Span, candidates: Iterable<string>): DiagnosticDetails {
  const near = suggest(written, [...candidates]);
  return near === undefined ? {} : { help: `did you mean \`${near}\`?`, fix: { span, replacement: near } };
}
