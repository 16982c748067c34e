/** The terminal of the running process. */
import type { WriteStream } from "node:tty";
import { EXIT_UNABLE, fileProblem, renderProblem } from "./problem.js";
import type { Terminal } from "./terminal.js";

type Output = NodeJS.WriteStream | WriteStream;

/** NO_COLOR (no-color.org) and FORCE_COLOR are respected; else colours only where a person looks. */
function wantsColours(stream: Output, environment: NodeJS.ProcessEnv): boolean {
  if (environment["NO_COLOR"] !== undefined && environment["NO_COLOR"] !== "") return false;
  const forced = environment["FORCE_COLOR"];
  if (forced !== undefined && forced !== "") return forced !== "0";
  return stream.isTTY && environment["TERM"] !== "dumb";
}

/** Who reads may go away (`mplc ... | head`): that is no error, and there is nothing left to do. A full disk is one. */
function endWithReader(stream: Output, name: string): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED") process.exit(process.exitCode ?? 0);
    if (stream !== process.stderr) process.stderr.write(renderProblem(fileProblem("write to", name, error)));
    process.exit(EXIT_UNABLE);
  });
}

async function* input(): AsyncGenerator<Uint8Array> {
  for await (const chunk of process.stdin) yield typeof chunk === "string" ? Buffer.from(chunk) : (chunk as Uint8Array);
}

function drained(): Promise<void> {
  if (!process.stdout.writableNeedDrain) return Promise.resolve();
  return new Promise((resolve) => process.stdout.once("drain", resolve));
}

export function processTerminal(): Terminal {
  endWithReader(process.stdout, "standard output");
  endWithReader(process.stderr, "standard error");
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    drained,
    input,
    outIsTerminal: process.stdout.isTTY,
    errIsTerminal: process.stderr.isTTY,
    inIsTerminal: process.stdin.isTTY,
    outColours: wantsColours(process.stdout, process.env),
    errColours: wantsColours(process.stderr, process.env),
  };
}
