/** What goes wrong at the command line, said to a person: what, where, and what to do about it. */

export const EXIT_OK = 0;
/** Something is wrong with the input: a spec, a packet, a capture. */
export const EXIT_FAILED = 1;
/** The command line or the configuration asks for something that cannot be done. */
export const EXIT_USAGE = 2;

export class Problem extends Error {
  readonly exitCode: number;
  readonly help: string | undefined;

  constructor(message: string, details: { readonly help?: string; readonly exitCode?: number } = {}) {
    super(message);
    this.help = details.help;
    this.exitCode = details.exitCode ?? EXIT_FAILED;
  }
}

export function usage(message: string, help?: string): Problem {
  return new Problem(message, { exitCode: EXIT_USAGE, ...(help !== undefined && { help }) });
}

export function renderProblem(problem: Problem): string {
  const help = problem.help === undefined ? "" : `\n  help: ${problem.help}`;
  return `mplc: ${problem.message}${help}\n`;
}

/** The code of a system error, as in "ENOENT". */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "permission denied",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of its path is not a folder",
  ENOSPC: "there is no space left",
};

/** A failed file operation, as a problem. */
export function fileProblem(doing: string, path: string, error: unknown): Problem {
  const reason = REASONS[systemCode(error) ?? ""] ?? (error instanceof Error ? error.message : String(error));
  return new Problem(`cannot ${doing} ${path}: ${reason}`);
}
