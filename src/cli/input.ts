/** Bytes as they arrive, or all of them: of standard input, or of a file. */
import { createReadStream } from "node:fs";
import { fileProblem, systemCode } from "./problem.js";
import type { Terminal } from "./terminal.js";

const PIECE = 1024 * 1024;

/** Of a file of any size, in little memory. */
export async function* fileChunks(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: PIECE }) as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw systemCode(error) === undefined ? error : fileProblem("read", path, error);
  }
}

export function inputChunks(terminal: Terminal): AsyncIterable<Uint8Array> {
  if (terminal.inIsTerminal) terminal.err("reading standard input; Ctrl-D ends it\n");
  return terminal.input();
}

export async function allInput(terminal: Terminal): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of inputChunks(terminal)) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}
