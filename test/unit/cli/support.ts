/** A terminal that records, and folders that vanish. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { run } from "../../../src/cli/program.js";
import type { Terminal } from "../../../src/cli/terminal.js";

export interface Ran {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
  readonly bytes: Uint8Array;
}

const PIECE = 5;

/** Runs the command line in this process. */
export async function mplc(folder: string, argv: readonly string[], input: string | Uint8Array = ""): Promise<Ran> {
  const out: Uint8Array[] = [];
  const err: string[] = [];
  const encode = (text: string | Uint8Array): Uint8Array => (typeof text === "string" ? new TextEncoder().encode(text) : text);
  const terminal: Terminal = {
    out: (text) => void out.push(encode(text)),
    err: (text) => void err.push(text),
    drained: () => Promise.resolve(),
    input: async function* () {
      const bytes = encode(input);
      // In pieces, as a pipe gives them.
      for (let at = 0; at < bytes.length; at += PIECE) yield await Promise.resolve(bytes.subarray(at, at + PIECE));
    },
    outIsTerminal: false,
    errIsTerminal: false,
    inIsTerminal: false,
    outColours: false,
    errColours: false,
  };
  const exitCode = await run(argv, terminal, folder);
  const bytes = new Uint8Array(Buffer.concat(out));
  return { exitCode, out: new TextDecoder().decode(bytes), err: err.join(""), bytes };
}

export interface TemporaryFolder {
  readonly path: string;
  readonly write: (name: string, text: string | Uint8Array) => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** With a cache of its own, so that tests know what has been compiled before. */
export async function temporaryFolder(): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), "mplc-test-"));
  process.env["MPLC_CACHE"] = join(path, ".cache");
  return {
    path,
    write: async (name, text) => {
      await mkdir(dirname(join(path, name)), { recursive: true });
      await writeFile(join(path, name), text);
    },
    remove: () => rm(path, { recursive: true, force: true }),
  };
}
