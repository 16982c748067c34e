/** `mplc check`. */
import { analyseSources } from "../../compile.js";
import { hasErrors } from "../../diagnostics/diagnostic.js";
import { diagnosticJson } from "../../diagnostics/json.js";
import { EXIT_FAILED, EXIT_OK } from "../problem.js";
import { projectSpecs, SpecReader } from "../project.js";
import { obligationsJson, renderObligations } from "../proofs.js";
import { reportDiagnostics, summarise } from "../report.js";
import { coloursOf, plural } from "../terminal.js";
import { type Context, projectOf } from "./context.js";

export interface CheckOptions {
  readonly proofs?: boolean;
  readonly json?: boolean;
}

export async function runCheck(context: Context, files: readonly string[], options: CheckOptions): Promise<number> {
  const { terminal, workingFolder } = context;
  const project = await projectOf(context);
  const { paths } = await projectSpecs(project, workingFolder, files);
  const reader = new SpecReader(project.root);
  const sources = await Promise.all(paths.map((path) => reader.read(path)));
  const { layout, diagnostics } = await analyseSources(sources, reader.resolver, { byteOrder: project.config.byteOrder });
  if (options.json === true) {
    const proofs = options.proofs === true ? { obligations: obligationsJson(layout) } : {};
    terminal.out(`${JSON.stringify({ diagnostics: diagnostics.map(diagnosticJson), ...proofs }, undefined, 2)}\n`);
  } else {
    reportDiagnostics(terminal, diagnostics, terminal.out);
    if (options.proofs === true) terminal.out(renderObligations(layout, coloursOf(terminal.outColours)));
    if (diagnostics.length === 0) {
      terminal.out(`${plural(paths.length, "spec")}, ${plural(layout.program.packets.length, "packet")}: ${summarise(diagnostics)}\n`);
    }
  }
  return hasErrors(diagnostics) ? EXIT_FAILED : EXIT_OK;
}
