/** Diagnostics on the terminal. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { renderDiagnostic } from "../diagnostics/render.js";
import { paletteOf, plural, type Terminal } from "./terminal.js";

export function countSeverities(diagnostics: readonly Diagnostic[]): { readonly errors: number; readonly warnings: number } {
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  return { errors, warnings: diagnostics.length - errors };
}

export function summarise(diagnostics: readonly Diagnostic[]): string {
  const { errors, warnings } = countSeverities(diagnostics);
  const parts = [...(errors > 0 ? [plural(errors, "error")] : []), ...(warnings > 0 ? [plural(warnings, "warning")] : [])];
  return parts.length === 0 ? "no errors, no warnings" : parts.join(", ");
}

/** @param write where to: `terminal.out` or `terminal.err` */
export function reportDiagnostics(terminal: Terminal, diagnostics: readonly Diagnostic[], write: (text: string) => void): void {
  const palette = paletteOf(write === terminal.err ? terminal.errColours : terminal.outColours);
  for (const diagnostic of diagnostics) write(`${renderDiagnostic(diagnostic, palette)}\n\n`);
  const [first] = diagnostics;
  if (first !== undefined) write(`${summarise(diagnostics)}; \`mplc explain ${first.code}\` tells more about one\n`);
}
