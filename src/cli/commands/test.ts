/** `mplc test`. */
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { type DiagnosticJson, diagnosticJson } from "../../diagnostics/json.js";
import type { ExamplePlan } from "../examples/plan.js";
import { type ExampleResult, runExample } from "../examples/run.js";
import { EXIT_FAILED, EXIT_OK, Problem, renderProblem } from "../problem.js";
import { projectSpecs, specNameOf } from "../project.js";
import { CodecFault } from "../run/codec-guard.js";
import { type Prepared, prepare } from "../run/prepared.js";
import { SpecErrors } from "../run/spec-errors.js";
import { coloursOf, plural } from "../terminal.js";
import { type Context, projectOf } from "./context.js";

export interface TestOptions {
  readonly json?: boolean;
}

/** An example, and what came of it: a result, or a problem that has nothing to do with what the example says. */
interface Ran {
  readonly example: ExamplePlan;
  readonly packet: string;
  readonly outcome: ExampleResult | Problem;
}

interface Tested {
  readonly examples: readonly Ran[];
  /** What kept examples from being run, or would have, each once. */
  readonly problems: readonly Problem[];
}

/** One that cannot be run keeps no other from it. */
async function runOne({ plan, packet }: Prepared, example: ExamplePlan): Promise<Ran> {
  const name = plan.packets[example.packet]?.name ?? "";
  try {
    return { example, packet: name, outcome: runExample(await packet(example.packet), example) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { example, packet: name, outcome: error };
  }
}

async function runAll(prepared: Prepared, plans: readonly ExamplePlan[]): Promise<Tested> {
  const problems = new Map((await prepared.problems()).map((problem) => [problem.message, problem]));
  const examples: Ran[] = [];
  for (const plan of plans) {
    const ran = await runOne(prepared, plan);
    examples.push(ran);
    if (ran.outcome instanceof Problem) problems.set(ran.outcome.message, ran.outcome);
  }
  return { examples, problems: [...problems.values()] };
}

async function testSpecs(context: Context, files: readonly string[]): Promise<Tested> {
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

function problemsOf({ outcome }: Ran): readonly string[] {
  return outcome instanceof Problem ? [outcome.message] : outcome.problems;
}

/** Custom types that throw have been got to: which examples do that is worth knowing. */
function wasRun({ outcome }: Ran): boolean {
  return !(outcome instanceof Problem) || outcome instanceof CodecFault;
}

function reportText({ terminal }: Context, { examples, problems }: Tested): void {
  const colours = coloursOf(terminal.outColours);
  for (const problem of problems) terminal.err(renderProblem(problem));
  for (const ran of examples.filter((entry) => problemsOf(entry).length > 0)) {
    const { place, title } = ran.example;
    terminal.out(`${place}: ${colours.red(wasRun(ran) ? "failed" : "not run")} ${ran.packet} ${JSON.stringify(title)}\n`);
    if (wasRun(ran)) for (const problem of problemsOf(ran)) terminal.out(`  ${problem.replaceAll("\n", "\n  ")}\n`);
  }
  terminal.out(summary(examples, terminal.outColours));
}

function summary(examples: readonly Ran[], enabled: boolean): string {
  const colours = coloursOf(enabled);
  const ran = examples.filter(wasRun);
  const failed = ran.filter((entry) => problemsOf(entry).length > 0).length;
  const packets = new Set(ran.map(({ packet }) => packet)).size;
  const verdict = failed === 0 ? colours.green("all passed") : colours.red(`${failed.toString()} failed`);
  const left = examples.length - ran.length;
  const notRun = left === 0 ? [] : [colours.red(`${plural(left, "example")} not run`)];
  const told = ran.length === 0 && left > 0 ? [] : [`${plural(ran.length, "example")} of ${plural(packets, "packet")}: ${verdict}`];
  return `${[...told, ...notRun].join("; ")}\n`;
}

/** What `mplc test --json` prints: the diagnostics are those of `mplc check --json`. */
export interface TestJson {
  readonly diagnostics: readonly DiagnosticJson[];
  readonly problems: readonly { readonly message: string; readonly help?: string }[];
  readonly examples: readonly {
    readonly place: string;
    readonly packet: string;
    readonly title: string;
    readonly ok: boolean;
    readonly problems: readonly string[];
  }[];
}

function reportJson({ terminal }: Context, diagnostics: readonly Diagnostic[], { examples, problems }: Tested): void {
  const json: TestJson = {
    diagnostics: diagnostics.map(diagnosticJson),
    problems: problems.map(({ message, help }) => ({ message, ...(help !== undefined && { help }) })),
    examples: examples.map((ran) => {
      const { place, title } = ran.example;
      const found = problemsOf(ran);
      return { place, packet: ran.packet, title, ok: found.length === 0, problems: found };
    }),
  };
  terminal.out(`${JSON.stringify(json, undefined, 2)}\n`);
}

export async function runTest(context: Context, files: readonly string[], { json = false }: TestOptions): Promise<number> {
  try {
    const tested = await testSpecs(context, files);
    if (json) reportJson(context, [], tested);
    else reportText(context, tested);
    const isSound = tested.examples.every((ran) => problemsOf(ran).length === 0);
    return Math.max(isSound ? EXIT_OK : EXIT_FAILED, ...tested.problems.map(({ exitCode }) => exitCode));
  } catch (error) {
    if (!json || !(error instanceof SpecErrors)) throw error;
    reportJson(context, error.diagnostics, { examples: [], problems: [] });
    return error.exitCode;
  }
}
