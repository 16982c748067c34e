/** A spec in the one style of the project; every comment kept, the meaning unchanged, and stable when done again. */
import { hasErrors } from "../diagnostics/diagnostic.js";
import type { Source } from "../diagnostics/source.js";
import { Gaps } from "./format-gaps.js";
import { printTokens } from "./format-print.js";
import { applyRules } from "./format-rules.js";
import { parseConcrete } from "./parse.js";

/** Undefined where the text has errors: it says what is meant only when it parses. */
export function format(source: Source): string | undefined {
  const { tree, tokens, comments, diagnostics } = parseConcrete(source);
  if (tree === undefined || hasErrors(diagnostics)) return undefined;
  const gaps = new Gaps(tokens);
  applyRules(gaps, tree);
  return printTokens(source, gaps, comments);
}
