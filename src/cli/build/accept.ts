/** What a unit's compilation gave: its module is written, and kept in mind of what it was made. */
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { hashOf, readTextIfThere, writeWhole } from "../files.js";
import { specOfModule } from "./marks.js";
import type { State } from "./state.js";
import type { UnitResult } from "./unit.js";

/** One entry for a diagnostic that several units report, because they import the same file. */
function keep({ diagnostics }: State, found: readonly Diagnostic[]): void {
  for (const diagnostic of found) {
    const { code, message, span } = diagnostic;
    diagnostics.set(`${span.source.path}:${span.start.toString()}:${code}:${message}`, diagnostic);
  }
}

/** False where a file of someone else is in its place. */
async function writeOutput({ request, written, hashes, refused }: State, path: string, text: string): Promise<boolean> {
  const before = await readTextIfThere(path);
  if (before === text) return true;
  if (before !== undefined && specOfModule(before) === undefined) {
    refused.push(path);
    return false;
  }
  written.push(path);
  if (!request.dryRun) await writeWhole(path, text);
  hashes.forget(path);
  return true;
}

export async function accept(state: State, result: UnitResult): Promise<void> {
  keep(state, result.diagnostics);
  if (result.failed) {
    state.units.delete(result.spec);
    state.failed.push(result.spec);
    return;
  }
  const { output } = result;
  if (output !== undefined && !(await writeOutput(state, output.path, output.text))) {
    state.units.delete(result.spec);
    return;
  }
  state.units.set(result.spec, {
    dependencies: result.dependencies,
    listings: result.listings,
    imports: result.imports,
    given: result.isOpen ? state.given : null,
    output: output === undefined ? null : { path: output.path, hash: hashOf(Buffer.from(output.text)) },
  });
}
