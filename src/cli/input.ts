/** Standard input: as it arrives, or all of it. */
import type { Terminal } from "./terminal.js";

export function inputChunks(terminal: Terminal): AsyncIterable<Uint8Array> {
  if (terminal.inIsTerminal) terminal.err("reading standard input; Ctrl-D ends it\n");
  return terminal.input();
}

export async function allInput(terminal: Terminal): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of inputChunks(terminal)) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}
