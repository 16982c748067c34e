/** `deens serve` as a child process, as a person starts it: what it says, where it listens, how it ends. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { promisify } from "node:util";
import { buildDeens } from "./built.js";

const execute = promisify(execFile);
const READY = /is ready on (.*) with/;
const READY_WITHIN = 20_000;

export interface Place {
  readonly address: string;
  readonly port: number;
  readonly transports: string;
}

export class Shell {
  readonly child: ChildProcess;
  out = "";
  err = "";
  readonly #ended: Promise<unknown>;

  /** @param args behind `deens serve` */
  /** @param nodeOptions before the program's name */
  constructor(args: readonly string[], folder: string, nodeOptions: readonly string[] = []) {
    this.child = spawn(process.execPath, [...nodeOptions, buildDeens(), "serve", ...args], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.child.stdout?.setEncoding("utf8").on("data", (text: string) => (this.out += text));
    this.child.stderr?.setEncoding("utf8").on("data", (text: string) => (this.err += text));
    this.#ended = once(this.child, "close");
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Resolves with where it listens. */
  async ready(): Promise<readonly Place[]> {
    await this.until(() => READY.test(this.out));
    const places = READY.exec(this.out)?.[1] ?? "";
    return Array.from(places.matchAll(/\[?([0-9a-f.:]+)\]?:([0-9]+) \(([^)]*)\)/g), ([, address = "", port, transports = ""]) => {
      return { address, port: Number(port), transports };
    });
  }

  /** Resolves when what it has said makes something true; rejects when it ends before. */
  async until(isTrue: () => boolean): Promise<void> {
    const signal = AbortSignal.timeout(READY_WITHIN);
    while (!isTrue()) {
      if (this.child.exitCode !== null) throw new Error(`it ended: ${this.err}`);
      const said = [this.child.stdout, this.child.stderr].map((stream) => (stream === null ? undefined : once(stream, "data", { signal })));
      await Promise.race([...said, this.#ended]);
    }
  }

  /** Resolves with its exit code. */
  async ended(): Promise<number | null> {
    await this.#ended;
    return this.child.exitCode;
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** Ends it, whatever it does. */
  async kill(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill("SIGKILL");
    await this.#ended;
  }
}

export interface Finished {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a program to its end. */
export async function finish(command: string, args: readonly string[], folder?: string): Promise<Finished> {
  try {
    const { stdout, stderr } = await execute(command, args, { ...(folder === undefined ? {} : { cwd: folder }), maxBuffer: 1 << 26 });
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { readonly code?: unknown; readonly stdout?: string; readonly stderr?: string };
    return { code: typeof code === "number" ? code : -1, out: stdout ?? "", err: stderr ?? String(error) };
  }
}

/** `deens` with other commands than `serve`. */
export function deens(args: readonly string[], folder?: string): Promise<Finished> {
  return finish(process.execPath, [buildDeens(), ...args], folder);
}
