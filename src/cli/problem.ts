/** What goes wrong at the command line, said to a person: what, where, and what to do about it. */

export const EXIT_OK = 0;
/** The command did what it was asked to, and what it was given is wrong: a spec, an example, a packet, a capture. */
export const EXIT_FAILED = 1;
/** It could not do that: the command line or the settings are wrong, a file cannot be read or written, code that it runs throws. */
export const EXIT_UNABLE = 2;

export class Problem extends Error {
  readonly exitCode: number;
  readonly help: string | undefined;

  constructor(message: string, details: { readonly help?: string; readonly exitCode?: number } = {}) {
    super(message);
    this.help = details.help;
    this.exitCode = details.exitCode ?? EXIT_FAILED;
  }
}

/** What keeps a command from being carried out. */
export function unable(message: string, help?: string): Problem {
  return new Problem(message, { exitCode: EXIT_UNABLE, ...(help !== undefined && { help }) });
}

/** The same, where it is the command line or the settings. */
export const usage = unable;

export function renderProblem(problem: Problem): string {
  const help = problem.help === undefined ? "" : `\n  help: ${problem.help}`;
  return `mplc: ${problem.message}${help}\n`;
}

/** What nobody has expected of a spec's compilation. */
export function failedUnit(spec: string, error: unknown): Problem {
  return unable(`compiling ${spec} failed: ${error instanceof Error ? error.message : String(error)}`);
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
  return unable(`cannot ${doing} ${path}: ${reason}`);
}
