/** Where the command writes to. Colours are for people only: a terminal, and no NO_COLOR (no-color.org). */
import picocolors from "picocolors";
import { reasonOf } from "../node/message-of.js";
import type { ZoneStatus } from "../node/zone-status.js";
import { EXIT, type Failure } from "./exit.js";

export type Colours = ReturnType<typeof picocolors.createColors>;

export interface Terminal {
  /** A line of what was asked for. */
  readonly out: (line: string) => void;
  /** A line of what there is to say besides. */
  readonly err: (line: string) => void;
  readonly outColours: Colours;
  readonly errColours: Colours;
  /** How far something is, in a line that the next one takes the place of. Only people at a terminal see it: elsewhere it is not there. */
  readonly progress?: ((text: string) => void) | undefined;
}

export function processTerminal(): Terminal {
  process.stdout.on("error", tellUnwritable);
  // There is nowhere left to tell it.
  process.stderr.on("error", () => undefined);
  const line = new ProgressLine(process.stderr);
  const writer = (stream: NodeJS.WriteStream) => (text: string) => {
    line.end();
    stream.write(`${text}\n`);
  };
  return {
    out: writer(process.stdout),
    err: writer(process.stderr),
    outColours: coloursOf(process.stdout),
    errColours: coloursOf(process.stderr),
    progress: process.stderr.isTTY && process.env["TERM"] !== "dumb" ? (text) => line.show(text) : undefined,
  };
}

/** What can't be written keeps no server from answering. Who reads may go away (`deens ... | head`): that is no error. */
function tellUnwritable(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE" || process.exitCode === EXIT.FAILED) return;
  process.exitCode = EXIT.FAILED;
  process.stderr.write(`deens: can't write to standard output: ${reasonOf(error)}\n`);
}

/** A line of a terminal that is written again and again. */
export class ProgressLine {
  readonly #stream: Pick<NodeJS.WriteStream, "write">;
  #isShown = false;

  constructor(stream: Pick<NodeJS.WriteStream, "write">) {
    this.#stream = stream;
  }

  show(text: string): void {
    this.#isShown = true;
    this.#stream.write(`\r${text}${ERASE_REST}`);
  }

  /** What comes next stands in its place. */
  end(): void {
    if (this.#isShown) this.#stream.write(`\r${ERASE_REST}`);
    this.#isShown = false;
  }
}

/** ECMA-48 section 8.3.41: from here to the end of the line. */
const ERASE_REST = "\u001b[K";

function coloursOf(stream: NodeJS.WriteStream): Colours {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return picocolors.createColors(false);
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return picocolors.createColors(FORCE_COLOR !== "0");
  return picocolors.createColors(stream.isTTY && TERM !== "dumb");
}

/** `error` in red and `warning` in yellow, where a problem's first line says them. */
export function paintProblem(text: string, colours: Colours): string {
  const [head = "", ...rest] = text.split("\n");
  const painted = head.replace(/: error: /, `: ${colours.red("error")}: `).replace(/: warning: /, `: ${colours.yellow("warning")}: `);
  return [
    painted,
    ...rest.map((line) => line.replace(/^([\s|]*)(\^+)$/, (_, indent: string, carets: string) => indent + colours.cyan(carets))),
  ].join("\n");
}

export function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}

/** `2 zones`, or `1 of 2 zones` where not all are served. */
export function servedOf(zones: readonly Pick<ZoneStatus, "isServed">[]): string {
  const served = zones.filter(({ isServed }) => isServed).length;
  return served === zones.length ? count(served, "zone") : `${served} of ${count(zones.length, "zone")}`;
}

/** What went wrong, in a line of its own behind the details, and what to do. */
export function tellFailure({ message, help, problems }: Failure, { err, errColours }: Terminal): void {
  for (const problem of problems) err(`${paintProblem(problem, errColours)}\n`);
  err(`deens: ${errColours.red(message)}`);
  if (help !== undefined) err(`  help: ${help}`);
}
