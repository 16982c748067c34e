/** `mplc test`. */
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { type DiagnosticJson, diagnosticJson } from "../../diagnostics/json.js";
import { type ExampleResult, runExample } from "../examples/run.js";
import type { ExamplePlan } from "../examples/plan.js";
import { EXIT_FAILED, EXIT_OK } from "../problem.js";
import { projectSpecs, specNameOf } from "../project.js";
import { type Prepared, prepare } from "../run/prepared.js";
import { SpecErrors } from "../run/spec-errors.js";
import { coloursOf, plural } from "../terminal.js";
import { type Context, projectOf } from "./context.js";

export interface TestOptions {
  readonly json?: boolean;
}

async function runAll({ packet }: Prepared, examples: readonly ExamplePlan[]): Promise<ExampleResult[]> {
  const results: ExampleResult[] = [];
  for (const example of examples) results.push(runExample(await packet(example.packet), example));
  return results;
}

function renderResults({ terminal }: Context, results: readonly ExampleResult[]): void {
  const colours = coloursOf(terminal.outColours);
  for (const { example, packet, problems } of results.filter(({ ok }) => !ok)) {
    terminal.out(`${example.place}: ${colours.red("failed")} ${packet} ${JSON.stringify(example.title)}\n`);
    for (const problem of problems) terminal.out(`  ${problem.replaceAll("\n", "\n  ")}\n`);
  }
  const failed = results.filter(({ ok }) => !ok).length;
  const packets = new Set(results.map(({ packet }) => packet)).size;
  const verdict = failed === 0 ? colours.green("all passed") : colours.red(`${failed.toString()} failed`);
  terminal.out(`${plural(results.length, "example")} of ${plural(packets, "packet")}: ${verdict}\n`);
}

/** What `mplc test --json` prints: the diagnostics are those of `mplc check --json`. */
export interface TestJson {
  readonly diagnostics: readonly DiagnosticJson[];
  readonly examples: readonly {
    readonly place: string;
    readonly packet: string;
    readonly title: string;
    readonly ok: boolean;
    readonly problems: readonly string[];
  }[];
}

function reportJson({ terminal }: Context, diagnostics: readonly Diagnostic[], results: readonly ExampleResult[]): void {
  const json: TestJson = {
    diagnostics: diagnostics.map(diagnosticJson),
    examples: results.map(({ example, packet, ok, problems }) => ({ place: example.place, packet, title: example.title, ok, problems })),
  };
  terminal.out(`${JSON.stringify(json, undefined, 2)}\n`);
}

async function runExamples(context: Context, files: readonly string[]): Promise<readonly ExampleResult[]> {
  const { terminal, workingFolder } = context;
  const project = await projectOf(context);
  const { root, config } = project;
  const { paths } = await projectSpecs(project, workingFolder, files);
  const onCompile = (): void => {
    if (terminal.errIsTerminal) terminal.err("compiling...\n");
  };
  const prepared = await prepare({ root, config, specs: paths, byteOrder: config.byteOrder, onCompile, warn: terminal.err });
  const given = new Set(paths.map((path) => specNameOf(root, path)));
  const examples = prepared.examples.filter(({ place }) => given.has(place.replace(/:\d+:\d+$/, "")));
  return runAll(prepared, examples);
}

export async function runTest(context: Context, files: readonly string[], { json = false }: TestOptions): Promise<number> {
  try {
    const results = await runExamples(context, files);
    if (json) reportJson(context, [], results);
    else renderResults(context, results);
    return results.every(({ ok }) => ok) ? EXIT_OK : EXIT_FAILED;
  } catch (error) {
    if (!json || !(error instanceof SpecErrors)) throw error;
    reportJson(context, error.diagnostics, []);
    return error.exitCode;
  }
}
