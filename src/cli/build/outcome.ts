/** What a build did, for people. */
import { relative } from "node:path";
import type { Context } from "../commands/context.js";
import { reportDiagnostics } from "../report.js";
import { plural } from "../terminal.js";
import type { BuildOutcome, BuildRequest } from "./build.js";

export function reportBuild(context: Context, request: BuildRequest, outcome: BuildOutcome): void {
  const { terminal, workingFolder } = context;
  if (outcome.diagnostics.length > 0) reportDiagnostics(terminal, outcome.diagnostics, terminal.err);
  const list = (verb: string, paths: readonly string[]): void => {
    for (const path of paths) terminal.out(`${verb} ${relative(workingFolder, path)}\n`);
  };
  list(request.dryRun ? "would change" : "wrote", outcome.written);
  list(request.dryRun ? "would remove" : "removed", outcome.removed);
  terminal.out(`${summary(request, outcome)}\n`);
}

function summary({ dryRun }: BuildRequest, { written, removed, unchanged, failed }: BuildOutcome): string {
  const parts = [
    ...(failed.length > 0 ? [`${plural(failed.length, "spec")} with errors`] : []),
    ...(written.length > 0 ? [`${plural(written.length, "module")} ${dryRun ? "out of date" : "written"}`] : []),
    ...(removed.length > 0 ? [`${removed.length.toString()} ${dryRun ? "without a spec" : "removed"}`] : []),
    ...(unchanged > 0 ? [`${unchanged.toString()} unchanged`] : []),
  ];
  if (dryRun && written.length + removed.length > 0) parts.push("run `mplc build`");
  return parts.length === 0 ? "everything is up to date" : parts.join(", ");
}
