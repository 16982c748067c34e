/** How the command ends. */

export const EXIT = {
  OK: 0,
  /** What was given is wrong: options, a configuration, a zone file. */
  WRONG: 1,
  /** It could not be carried out: a file can't be read, a port is taken. */
  FAILED: 2,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends the command: what is wrong, and what to do. */
export class Failure extends Error {
  readonly exitCode: ExitCode;
  readonly help: string | undefined;
  /** What is wrong one by one, as people read it; each may be several lines. */
  readonly problems: readonly string[];

  constructor(exitCode: ExitCode, message: string, help?: string, problems: readonly string[] = []) {
    super(message);
    this.exitCode = exitCode;
    this.help = help;
    this.problems = problems;
  }
}
