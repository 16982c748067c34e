/** What signals do, from the first moment on: reading zones takes a while, and a signal that nobody takes would end the process. */
import type { Terminal } from "./terminal.js";

/** What a server that runs does on them. */
export interface SignalActions {
  readonly reload: () => Promise<unknown>;
  readonly stop: (why: string) => Promise<void>;
  /** In a line, what it did so far. */
  readonly summary: () => string;
}

export class Signals {
  readonly #terminal: Terminal;
  readonly #tellFailed: (error: unknown) => void;
  #actions: SignalActions | undefined;
  #isReloadWanted = false;
  readonly #reload = (): void => {
    this.#isReloadWanted = true;
    void this.#actions?.reload().catch(this.#tellFailed);
  };
  readonly #end = (signal: string): void => {
    // The second one ends it at once.
    for (const name of ["SIGTERM", "SIGINT"]) process.off(name, this.#end);
    if (this.#actions !== undefined) return void this.#actions.stop(signal);
    this.#terminal.err(`deens: it ends: ${signal}`);
    process.exit(0);
  };
  /** Without this, Node would open a port for debuggers. */
  readonly #tell = (): void => this.#terminal.err(`deens: ${this.#actions?.summary() ?? "its zones are being read"}`);

  /** @param tellFailed says why a reload came to nothing */
  constructor(terminal: Terminal, tellFailed: (error: unknown) => void) {
    this.#terminal = terminal;
    this.#tellFailed = tellFailed;
    process.on("SIGHUP", this.#reload).on("SIGUSR1", this.#tell).on("SIGTERM", this.#end).on("SIGINT", this.#end);
  }

  /** The server answers: what was asked for meanwhile is done now. */
  attach(actions: SignalActions): void {
    this.#actions = actions;
    if (this.#isReloadWanted) this.#reload();
  }

  close(): void {
    process.off("SIGHUP", this.#reload).off("SIGUSR1", this.#tell).off("SIGTERM", this.#end).off("SIGINT", this.#end);
  }
}
