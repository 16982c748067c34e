/** `mplc fmt`. */
import { relative } from "node:path";
import { hasErrors } from "../../diagnostics/diagnostic.js";
import { format } from "../../syntax/format.js";
import { parse } from "../../syntax/parse.js";
import type { Source } from "../../diagnostics/source.js";
import { decodeText, readText, rewriteWhole } from "../files.js";
import { allInput } from "../input.js";
import { EXIT_FAILED, EXIT_OK, Problem, renderProblem, usage } from "../problem.js";
import { projectSpecs, specNameOf } from "../project.js";
import { reportDiagnostics } from "../report.js";
import { plural } from "../terminal.js";
import { type Context, projectOf } from "./context.js";

export interface FormatOptions {
  readonly check?: boolean;
}

/** Undefined, after saying why, where the text has errors. */
function formatted({ terminal }: Context, source: Source): string | undefined {
  const text = format(source);
  if (text !== undefined) return text;
  const { diagnostics } = parse(source);
  if (hasErrors(diagnostics)) reportDiagnostics(terminal, diagnostics, terminal.err);
  else terminal.err(`mplc: ${source.path} cannot be formatted\n`);
  return undefined;
}

async function formatInput(context: Context, check: boolean): Promise<number> {
  const text = decodeText("standard input", await allInput(context.terminal));
  const result = formatted(context, { path: "standard input", text });
  if (result === undefined) return EXIT_FAILED;
  if (!check) context.terminal.out(result);
  return check && result !== text ? EXIT_FAILED : EXIT_OK;
}

interface Count {
  changed: number;
  exitCode: number;
}

async function formatFile(context: Context, root: string, path: string, check: boolean, count: Count): Promise<void> {
  const text = await readText(path);
  const result = formatted(context, { path: specNameOf(root, path), text });
  const exitCode = result === undefined ? EXIT_FAILED : result === text || check ? EXIT_OK : await rewritten(context, path, result);
  count.exitCode = Math.max(count.exitCode, exitCode);
  if (exitCode !== EXIT_OK || result === text) return;
  count.changed++;
  context.terminal.out(`${check ? "would format" : "formatted"} ${relative(context.workingFolder, path)}\n`);
}

/** The exit code, after saying why, where the file cannot be written: the others still are. */
async function rewritten({ terminal }: Context, path: string, text: string): Promise<number> {
  try {
    await rewriteWhole(path, text);
    return EXIT_OK;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    terminal.err(renderProblem(error));
    return error.exitCode;
  }
}

export async function runFormat(context: Context, files: readonly string[], options: FormatOptions): Promise<number> {
  const check = options.check === true;
  if (files.includes("-")) {
    if (files.length > 1) throw usage('"-" stands for standard input, and stands alone');
    return formatInput(context, check);
  }
  const project = await projectOf(context);
  const { paths } = await projectSpecs(project, context.workingFolder, files);
  const count: Count = { changed: 0, exitCode: EXIT_OK };
  for (const path of paths) await formatFile(context, project.root, path, check, count);
  context.terminal.out(`${plural(paths.length, "spec")}, ${count.changed.toString()} ${check ? "to format" : "formatted"}\n`);
  return Math.max(count.exitCode, check && count.changed > 0 ? EXIT_FAILED : EXIT_OK);
}
