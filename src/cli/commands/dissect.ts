/** `mplc dissect`. */
import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import {
  type CaptureEvent,
  dissectFrame,
  type Engine,
  type Frame,
  NotACapture,
  type PacketFunctions,
  readCapture,
} from "../../dissect/index.js";
import { renderFrameJson, renderFrameLine, renderFrameTree } from "../capture/render.js";
import { Statistics } from "../capture/statistics.js";
import { suggest } from "../../diagnostics/suggest.js";
import { fileChunks, inputChunks } from "../input.js";
import { fileProblem, EXIT_FAILED, EXIT_OK, Problem, unable, usage } from "../problem.js";
import { findSpecs } from "../project.js";
import { progressBar, type Progress } from "../progress.js";
import { openEngine } from "../run/engine.js";
import { prepare, type PrepareRequest } from "../run/prepared.js";
import { coloursOf } from "../terminal.js";
import { type Context, projectOf } from "./context.js";

export interface DissectOptions {
  readonly tree?: boolean;
  readonly json?: boolean;
  readonly filter: readonly string[];
  readonly count?: string;
}

/** Without declarations of the specs' own, those that come with mplc would be used as if no specs were given. */
async function checkDissections(request: Omit<PrepareRequest, "byteOrder">): Promise<void> {
  const { plan } = await prepare({ ...request, byteOrder: "big" });
  if (plan.dissections.length > 0) return;
  const [first, ...others] = request.specs.map((path) => basename(path));
  const where = others.length === 0 ? String(first) : `the given specs`;
  const packet = plan.packets.find(({ file }) => basename(file) === first)?.name ?? "my_packet";
  throw usage(
    `there is no \`dissect\` declaration in ${where}`,
    `say what the packets are found in, as in \`dissect udp.data { |when (destination_port == 9999) -> ${packet}() };\` beside \`import "udp.mpl";\``,
  );
}

async function engineFor(context: Context, specs: readonly string[]): Promise<Engine> {
  const { terminal } = context;
  const { root, config } = await projectOf(context);
  const paths = specs.length === 0 ? [] : (await findSpecs(context.workingFolder, specs)).paths;
  if (paths.length > 0) await checkDissections({ root, config, specs: paths });
  const onCompile = (): void => {
    if (terminal.errIsTerminal) terminal.err("compiling the specs; this takes a while the first time\n");
  };
  return openEngine({ root, config, specs: paths, onCompile });
}

interface Run {
  readonly context: Context;
  readonly engine: Engine;
  readonly options: DissectOptions;
  readonly statistics: Statistics;
  readonly limit: number;
}

function limitOf({ count }: DissectOptions): number {
  if (count === undefined) return Infinity;
  const limit = /^\d+$/.test(count) ? Number(count) : 0;
  if (limit === 0) throw usage(`--count ${count}: this is no number of frames`);
  return limit;
}

function render({ context, options, statistics }: Run, frame: Frame, dissected: ReturnType<typeof dissectFrame>): string {
  const colours = coloursOf(context.terminal.outColours);
  if (options.json === true) return renderFrameJson(frame, dissected);
  const line = renderFrameLine(frame, dissected, statistics.first ?? 0n, colours);
  return options.tree === true ? `${line}${renderFrameTree(dissected, colours)}\n` : line;
}

/** @returns whether to go on */
function take(run: Run, event: CaptureEvent): boolean {
  const { context, engine, options, statistics, limit } = run;
  if (event.kind === "damage") {
    const told = statistics.damaged(event.damage);
    if (told !== undefined) context.terminal.err(told);
    return true;
  }
  const { frame } = event;
  const { bytes, linkType, originalLength } = frame;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const dissected = dissectFrame(view, 0, bytes.length, linkType, engine, { isCut: originalLength > bytes.length });
  statistics.frame(frame, dissected);
  const isWanted = options.filter.length === 0 || dissected.layers.some(({ packet }) => options.filter.includes(packet));
  if (isWanted) context.terminal.out(render(run, frame, dissected));
  return frame.number < limit;
}

async function* counted(chunks: AsyncIterable<Uint8Array>, total: number, progress: Progress): AsyncGenerator<Uint8Array> {
  let done = 0;
  for await (const chunk of chunks) {
    yield chunk;
    done += chunk.length;
    progress.update(Math.round(done / 1024), Math.round(total / 1024));
  }
}

async function openable(path: string): Promise<{ readonly size: number }> {
  const found = await stat(path).catch((error: unknown) => Promise.reject(fileProblem("read", path, error)));
  if (found.isDirectory()) throw unable(`cannot read ${path}: it is a folder`);
  return found;
}

interface Opened {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Undefined where nobody knows before the end. */
  readonly size: number | undefined;
}

async function openCapture({ terminal, workingFolder }: Context, capture: string): Promise<Opened> {
  if (capture === "-") return { chunks: inputChunks(terminal), size: undefined };
  const path = resolve(workingFolder, capture);
  const { size } = await openable(path);
  return { chunks: fileChunks(path), size };
}

async function walkCapture(run: Run, capture: string, packets: (name: string) => PacketFunctions): Promise<void> {
  const { terminal } = run.context;
  const { chunks, size } = await openCapture(run.context, capture);
  // A bar between printed lines would be in the way.
  const isSilent = terminal.outIsTerminal || size === undefined;
  const progress = isSilent ? { update: () => undefined, stop: () => undefined } : progressBar(terminal, "dissecting", "KiB");
  try {
    for await (const event of readCapture(counted(chunks, size ?? 0, progress), packets)) {
      if (!take(run, event)) break;
      await terminal.drained();
    }
  } finally {
    progress.stop();
  }
}

function checkFilter(engine: Engine, { filter }: DissectOptions): void {
  const strange = filter.find((name) => engine.named(name) === undefined);
  if (strange === undefined) return;
  const names = [...new Set(engine.packets.map(({ plan }) => plan.name))].sort();
  const meant = names.filter((name) => name.split("_").includes(strange));
  const near = meant.length > 0 ? meant.join(" or ") : suggest(strange, names);
  throw usage(
    `--filter ${strange}: the specs have no packet of that name`,
    near === undefined ? `packets are called as in specs: ${names.join(", ")}` : `did you mean ${near}?`,
  );
}

export async function runDissect(context: Context, capture: string, specs: readonly string[], options: DissectOptions): Promise<number> {
  const limit = limitOf(options);
  if (options.json === true && options.tree === true)
    throw usage("--json and --tree cannot be given together", "JSON lines have every field already: leave out --tree");
  const engine = await engineFor(context, specs);
  checkFilter(engine, options);
  const statistics = new Statistics();
  const packets = (name: string): PacketFunctions => {
    const functions = engine.named(name);
    if (functions === undefined) throw unable(`the specs that come with mplc have no packet ${name}`);
    return functions;
  };
  try {
    await walkCapture({ context, engine, options, statistics, limit }, capture, packets);
  } catch (error) {
    if (error instanceof NotACapture) throw new Problem(`${capture === "-" ? "standard input" : capture}: ${error.message}`);
    throw error;
  }
  if (options.json !== true) context.terminal.out(statistics.summary(engine.fragments.waiting));
  return statistics.isSound ? EXIT_OK : EXIT_FAILED;
}
