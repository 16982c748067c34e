/** What an error says to people. */

/** As of the system: `ENOENT: no such file or directory, open 'deens.yaml'`. */
const SYSTEM_ERROR = /^E[A-Z0-9]+: ([^,]+), \w+(?: '(.*)')?$/s;

/** Errors of the system: with which file, and what is wrong. */
export function messageOf(error: unknown): string {
  const path = SYSTEM_ERROR.exec(textOf(error))?.[2];
  return path === undefined ? reasonOf(error) : `${path}: ${reasonOf(error)}`;
}

/** Only what is wrong, where it was said already with what. */
export function reasonOf(error: unknown): string {
  const text = textOf(error);
  return SYSTEM_ERROR.exec(text)?.[1] ?? text;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
