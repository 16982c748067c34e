/** Diagnostics in the order of the files and their text; each is said once, however often a struct was spliced in. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { LoadedFile } from "../load/loaded.js";

export function inOrder(diagnostics: readonly Diagnostic[], files: readonly LoadedFile[]): readonly Diagnostic[] {
  const places = new Map(files.map((file, index) => [file.source, index]));
  const placeOf = ({ span }: Diagnostic): number => places.get(span.source) ?? files.length;
  const sorted = [...diagnostics].sort((first, second) => placeOf(first) - placeOf(second) || first.span.start - second.span.start);
  const seen = new Set<string>();
  return sorted.filter((diagnostic) => {
    const key = `${placeOf(diagnostic)}:${diagnostic.span.start}:${diagnostic.span.end}:${diagnostic.code}`;
    return !seen.has(key) && seen.add(key);
  });
}
