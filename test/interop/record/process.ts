/** Runs one program to its end, or keeps it as a daemon; every one bounded in time and ended by its own process id. */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";

export interface Command {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly timeoutMilliseconds?: number;
  /** Programs whose failure is the very thing recorded (a refused connection) say so. */
  readonly mayFail?: boolean;
}

export interface Output {
  readonly code: number | null;
  readonly text: string;
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

const DEFAULT_TIMEOUT = 20_000;

function launch(command: Command): Child {
  return spawn(command.program, [...command.arguments], {
    env: { ...process.env, LC_ALL: "C", ...command.environment },
    stdio: ["pipe", "pipe", "pipe"],
  });
}

function describeCommand(command: Command): string {
  return [command.program, ...command.arguments].join(" ");
}

function collect(child: Child): { readonly text: () => string } {
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (chunk: string) => chunks.push(chunk));
  return { text: () => chunks.join("") };
}

export function run(command: Command): Promise<Output> {
  return new Promise((resolve, reject) => {
    const child = launch(command);
    const output = collect(child);
    const timer = setTimeout(() => child.kill("SIGKILL"), command.timeoutMilliseconds ?? DEFAULT_TIMEOUT);
    child.stdin.on("error", () => undefined);
    child.stdin.end(command.input ?? "");
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      const failed = code !== 0 && command.mayFail !== true;
      if (failed) reject(new Error(`${describeCommand(command)}: exit ${String(code)}\n${output.text()}`));
      else resolve({ code, text: output.text() });
    });
  });
}

/** Arguments as one would type them; none of them holds a space. */
export function words(line: string): readonly string[] {
  return line.trim().split(/\s+/);
}

export class Daemon {
  private readonly ended: Promise<void>;
  private readonly output: { readonly text: () => string };

  private constructor(
    private readonly command: Command,
    private readonly child: Child,
  ) {
    this.output = collect(child);
    this.ended = new Promise((resolve) => child.once("exit", () => resolve()));
    child.stdin.on("error", () => undefined);
  }

  /** Starts a program; `ready` is what it prints once it serves. Without one, it counts as ready when it has been spawned. */
  static async start(command: Command, ready?: RegExp): Promise<Daemon> {
    const child = launch(command);
    const daemon = new Daemon(command, child);
    await new Promise<void>((resolve, reject) => {
      child.once("spawn", () => resolve());
      child.once("error", reject);
    });
    if (ready !== undefined) await daemon.printed(ready);
    return daemon;
  }

  /** Resolves when the program's output matches; rejects when it ends or takes too long. */
  async printed(pattern: RegExp): Promise<void> {
    const timeout = this.command.timeoutMilliseconds ?? DEFAULT_TIMEOUT;
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), timeout);
    try {
      while (!pattern.test(this.output.text())) await this.printsMore(limit.signal);
    } catch {
      throw new Error(`${describeCommand(this.command)}: did not print ${String(pattern)}\n${this.output.text()}`);
    } finally {
      clearTimeout(timer);
    }
  }

  private async printsMore(signal: AbortSignal): Promise<void> {
    const more = new AbortController();
    const either = AbortSignal.any([signal, more.signal]);
    const ended = this.ended.then(() => Promise.reject(new Error("ended")));
    await Promise.race([
      once(this.child.stdout, "data", { signal: either }),
      once(this.child.stderr, "data", { signal: either }),
      ended,
    ]).finally(() => more.abort());
  }

  get text(): string {
    return this.output.text();
  }

  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill(signal);
    const timer = setTimeout(() => this.child.kill("SIGKILL"), 3_000);
    await this.ended;
    clearTimeout(timer);
  }
}

/** For a state that no event announces: asks again until it holds, within a bound. */
export async function eventually(what: string, holds: () => Promise<boolean>, timeoutMilliseconds = DEFAULT_TIMEOUT): Promise<void> {
  const deadline = Date.now() + timeoutMilliseconds;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`not in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
