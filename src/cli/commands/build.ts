/** `mplc build`. */
import { relative, resolve } from "node:path";
import { build } from "../build/build.js";
import { exitCodeOf, reportBuild } from "../build/outcome.js";
import type { BuildRequest } from "../build/state.js";
import { EXIT_FAILED, EXIT_OK, usage } from "../problem.js";
import { projectSpecs } from "../project.js";
import { progressBar } from "../progress.js";
import { type Context, projectOf } from "./context.js";

export interface BuildOptions {
  readonly out?: string;
  readonly runtime?: string;
  readonly check?: boolean;
  readonly watch?: boolean;
}

export async function requestOf(context: Context, files: readonly string[], options: BuildOptions): Promise<BuildRequest> {
  const project = await projectOf(context);
  const { paths, base } = await projectSpecs(project, context.workingFolder, files);
  const out = options.out === undefined ? resolve(project.root, project.config.out) : resolve(context.workingFolder, options.out);
  const config =
    options.runtime === undefined ? project.config : { ...project.config, runtime: runtimeOf(context, project.root, options.runtime) };
  return { root: project.root, config, specs: paths, base, out, dryRun: options.check === true, warn: context.terminal.err };
}

/** A path on the command line is relative to where one stands, one in the settings to the settings. */
function runtimeOf({ workingFolder }: Context, root: string, told: string): string {
  if (!told.startsWith(".")) return told;
  const path = relative(root, resolve(workingFolder, told));
  return path.startsWith(".") ? path : `./${path}`;
}

export async function runBuild(context: Context, files: readonly string[], options: BuildOptions): Promise<number> {
  if (options.watch === true && options.check === true) throw usage("--check and --watch exclude each other");
  const request = await requestOf(context, files, options);
  if (options.watch === true) {
    const { watchSpecs } = await import("../build/watch.js");
    return watchSpecs(context, request, files);
  }
  const bar = progressBar(context.terminal, "compiling", "specs");
  const outcome = await build({ ...request, progress: bar.update }).finally(bar.stop);
  reportBuild(context, request, outcome);
  const wouldChange = request.dryRun && outcome.written.length + outcome.removed.length > 0;
  return Math.max(exitCodeOf(outcome), wouldChange ? EXIT_FAILED : EXIT_OK);
}
