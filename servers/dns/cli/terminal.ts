/** Where the command writes to. Colours are for people only: a terminal, and no NO_COLOR (no-color.org). */
import picocolors from "picocolors";

export type Colours = ReturnType<typeof picocolors.createColors>;

export interface Terminal {
  /** A line of what was asked for. */
  readonly out: (line: string) => void;
  /** A line of what there is to say besides. */
  readonly err: (line: string) => void;
  readonly outColours: Colours;
  readonly errColours: Colours;
}

export function processTerminal(): Terminal {
  // Who reads may go away (`deens ... | head`): that is no error.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", endWithReader);
  return {
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
    outColours: coloursOf(process.stdout),
    errColours: coloursOf(process.stderr),
  };
}

function endWithReader(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

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
