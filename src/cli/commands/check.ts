/** `mplc check`. */
import { analyseSources } from "../../compile.js";
import { type Diagnostic, hasErrors } from "../../diagnostics/diagnostic.js";
import { diagnosticJson } from "../../diagnostics/json.js";
import type { Layout } from "../../layout/layout.js";
import { provedChecks } from "../../proofs/index.js";
import { missingCodecs } from "../build/codecs.js";
import { EXIT_FAILED, EXIT_OK, EXIT_UNABLE, usage } from "../problem.js";
import { type Project, projectSpecs, SpecReader } from "../project.js";
import { progressBar } from "../progress.js";
import { proofsJson, renderProofs } from "../proofs.js";
import { reportDiagnostics, summarise } from "../report.js";
import { searchWitnesses, type Searched } from "../run/witnesses.js";
import { coloursOf, plural } from "../terminal.js";
import { type Context, projectOf } from "./context.js";

export interface CheckOptions {
  readonly proofs?: boolean;
  readonly seconds?: string;
  readonly verbose?: boolean;
  readonly json?: boolean;
}

interface Checked {
  readonly project: Project;
  readonly paths: readonly string[];
  readonly layout: Layout;
  readonly diagnostics: readonly Diagnostic[];
}

async function checkSpecs(context: Context, files: readonly string[]): Promise<Checked> {
  const project = await projectOf(context);
  const { paths } = await projectSpecs(project, context.workingFolder, files);
  const reader = new SpecReader(project.root);
  const sources = await Promise.all(paths.map((path) => reader.read(path)));
  const analysed = await analyseSources(sources, reader.resolver, { byteOrder: project.config.byteOrder, beside: reader.beside });
  const missing = missingCodecs(project, reader, analysed.layout.program.codecs);
  return { project, paths, layout: analysed.layout, diagnostics: [...analysed.diagnostics, ...missing] };
}

function secondsOf({ seconds, verbose, proofs }: CheckOptions): number | undefined {
  if (proofs !== true && (seconds !== undefined || verbose === true)) {
    throw usage(`${seconds === undefined ? "--verbose" : "--seconds"} tells how --proofs works`, "add --proofs");
  }
  if (seconds === undefined) return undefined;
  if (!/^\d+(?:\.\d+)?$/.test(seconds)) throw usage(`--seconds ${seconds}: this is no number of seconds`, "as in 10 or 0.5");
  return Number(seconds);
}

/** Specs with errors cannot be compiled, and what is not compiled cannot be run. */
async function prove({ terminal }: Context, checked: Checked, seconds: number | undefined): Promise<Searched> {
  const { project, paths, layout, diagnostics } = checked;
  if (hasErrors(diagnostics)) return { packets: provedChecks(layout), problems: [] };
  const progress = progressBar(terminal, "looking for witnesses", "packets");
  const { root, config } = project;
  try {
    return await searchWitnesses({
      prepare: { root, config, specs: paths, byteOrder: config.byteOrder, warn: terminal.err },
      layout,
      seconds,
      onPacket: progress.update,
    });
  } finally {
    progress.stop();
  }
}

function reportText({ terminal }: Context, { layout, diagnostics, paths }: Checked, proofs: Searched | undefined, verbose: boolean): void {
  reportDiagnostics(terminal, diagnostics, terminal.out);
  if (proofs !== undefined) {
    terminal.out(renderProofs(proofs.packets, coloursOf(terminal.outColours), verbose));
    if (hasErrors(diagnostics)) terminal.out("no witnesses were looked for: the specs have errors\n");
  }
  if (diagnostics.length === 0) {
    terminal.out(`${plural(paths.length, "spec")}, ${plural(layout.program.packets.length, "packet")}: ${summarise(diagnostics)}\n`);
  }
}

function reportJson({ terminal }: Context, { diagnostics }: Checked, proofs: Searched | undefined): void {
  const json = { diagnostics: diagnostics.map(diagnosticJson), ...(proofs !== undefined && { proofs: proofsJson(proofs.packets) }) };
  terminal.out(`${JSON.stringify(json, undefined, 2)}\n`);
}

export async function runCheck(context: Context, files: readonly string[], options: CheckOptions): Promise<number> {
  const seconds = secondsOf(options);
  const checked = await checkSpecs(context, files);
  const proofs = options.proofs === true ? await prove(context, checked, seconds) : undefined;
  if (options.json === true) reportJson(context, checked, proofs);
  else reportText(context, checked, proofs, options.verbose === true);
  const problems = proofs?.problems ?? [];
  for (const problem of problems) context.terminal.err(`mplc: this is a bug in mplc, please report it: ${problem}\n`);
  if (problems.length > 0) return EXIT_UNABLE;
  return hasErrors(checked.diagnostics) ? EXIT_FAILED : EXIT_OK;
}
