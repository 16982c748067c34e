/** `mplc build --watch`: builds whenever a spec changes; errors are told and do not end it. */
import { dirname, relative } from "node:path";
import { setImmediate } from "node:timers/promises";
import { watch } from "chokidar";
import { type Context, projectOf } from "../commands/context.js";
import { CONFIG_NAME } from "../config.js";
import { EXIT_OK, Problem, renderProblem } from "../problem.js";
import { projectSpecs } from "../project.js";
import { build, jobsBySize } from "./build.js";
import { exitCodeOf, reportBuild } from "./outcome.js";
import { watchReturns } from "./returns.js";
import type { BuildOutcome, BuildRequest } from "./state.js";

/** Editors write a file in several steps: what comes within this time (milliseconds) is one change. */
const SETTLE = 15;

/** Calls `action` once after a burst of calls, and never twice at a time. */
export function settled(action: () => Promise<void>, delay: number): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isRunning = false;
  let isWanted = false;
  const run = async (): Promise<void> => {
    isRunning = true;
    while (isWanted) {
      isWanted = false;
      await action();
    }
    isRunning = false;
  };
  return () => {
    isWanted = true;
    clearTimeout(timer);
    if (isRunning) return;
    timer = setTimeout(() => void run(), delay);
  };
}

/** Specs come and go: the list is made anew each time. */
async function again(context: Context, request: BuildRequest, named: readonly string[]): Promise<BuildRequest> {
  const { paths } = await projectSpecs(await projectOf(context), context.workingFolder, named);
  return { ...request, specs: paths };
}

/** Builds that change nothing are passed over in silence. */
function isSilent(outcome: BuildOutcome): boolean {
  return outcome.written.length + outcome.removed.length + outcome.diagnostics.length === 0 && exitCodeOf(outcome) === EXIT_OK;
}

/** @returns whether all is well, so that the last word is never an error that is mended */
export async function rebuild(context: Context, request: BuildRequest, named: readonly string[], wasWell: boolean): Promise<boolean> {
  const { terminal } = context;
  const begun = performance.now();
  try {
    const outcome = await build(await again(context, request, named));
    if (wasWell && isSilent(outcome)) return true;
    reportBuild(context, request, outcome);
    terminal.out(`in ${Math.round(performance.now() - begun).toString()} ms\n`);
    return outcome.diagnostics.length === 0 && exitCodeOf(outcome) === EXIT_OK;
  } catch (error) {
    terminal.err(
      error instanceof Problem
        ? renderProblem(error)
        : `mplc: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return false;
  }
}

/** Milliseconds. */
const WARM_UP = 2000;

/** Compiles small specs for nothing, so that the first change does not wait until the compiler is loaded and fast. */
async function warmUp(request: BuildRequest): Promise<void> {
  const begun = performance.now();
  const { compileUnit } = await import("./unit.js");
  for (const job of await jobsBySize(request)) {
    if (performance.now() - begun > WARM_UP) return;
    await compileUnit(job).catch(() => undefined);
    await setImmediate();
  }
}

function isWatched(path: string, isFile: boolean): boolean {
  return !isFile || path.endsWith(".mpl") || path.endsWith(CONFIG_NAME);
}

/** Until the process is interrupted. */
export async function watchSpecs(context: Context, request: BuildRequest, named: readonly string[]): Promise<number> {
  const { terminal, workingFolder } = context;
  let isWell = await rebuild(context, request, named, true);
  // Later changes are small: threads would have to load the compiler anew, this one keeps it, and what was printed.
  const later = { ...request, remember: true };
  const folders = [...new Set([request.base, ...request.specs.map(dirname)])];
  const watcher = watch(folders, { ignoreInitial: true, ignored: (path, stats) => !isWatched(path, stats?.isFile() ?? false) });
  const changed = settled(async () => {
    isWell = await rebuild(context, later, named, isWell);
  }, SETTLE);
  watcher.on("all", changed);
  const endReturns = watchReturns(folders, (folder) => {
    watcher.unwatch(folder);
    watcher.add(folder);
    changed();
  });
  watcher.on("error", (error) => {
    terminal.err(`mplc: watching failed: ${error instanceof Error ? error.message : String(error)}\n`);
  });
  terminal.out(`watching ${folders.map((folder) => relative(workingFolder, folder) || ".").join(", ")}; Ctrl-C ends it\n`);
  await warmUp(later);
  await new Promise<void>((resolve) => process.once("SIGINT", resolve).once("SIGTERM", resolve));
  endReturns();
  await watcher.close();
  return EXIT_OK;
}
