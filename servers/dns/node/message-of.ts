/** What an error says to people. */

/** As of the system: `ENOENT: no such file or directory, open 'deens.yaml'`. */
const SYSTEM_ERROR = /^E[A-Z0-9]+: ([^,]+), \w+(?: '(.*)')?$/s;

/** Errors of the system: with which file, and what is wrong. */
export function messageOf(error: unknown): string {
  const path = SYSTEM_ERROR.exec(textOf(error))?.[2];
  return path === undefined ? reasonOf(error) : `${path}: ${reasonOf(error)}`;
}

/** What the system says in words that help nobody. */
const PLAIN: Readonly<Record<string, string>> = {
  "illegal operation on a directory": "this is a directory, not a file",
  "file already exists": "there is a file of that name",
};

/** Only what is wrong, where it was said already with what. */
export function reasonOf(error: unknown): string {
  const text = textOf(error);
  const reason = SYSTEM_ERROR.exec(text)?.[1] ?? text;
  return PLAIN[reason] ?? reason;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
