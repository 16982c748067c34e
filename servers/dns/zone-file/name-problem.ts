/** What is wrong with a domain name, looked for once it was refused. */
import { BAD_ESCAPE, readEscape } from "./escapes.js";
import { LONGEST_NAME, NAME_BAD_ESCAPE, NAME_EMPTY_LABEL, NAME_LONG_LABEL } from "./names.js";
import type { RecordTokens } from "./record-tokens.js";

const DOT = 0x2e;
const BACKSLASH = 0x5c;
const LONGEST_LABEL = 63;

/** Tells the problem of the token, which is no name for the given reason (names.ts); 0 for one in quotes. */
export function explainName(tokens: RecordTokens, what: string, reason: number): void {
  const { found } = tokens;
  if (reason === 0) {
    tokens.fail("bad-name", `${what} is in quotes`, () => "names are written without quotes; \\032 is a space in one");
  } else if (reason === NAME_EMPTY_LABEL) {
    failAtLabel(tokens, `${what} ${found} has an empty label`, (size) => size === 0);
  } else if (reason === NAME_LONG_LABEL) {
    failAtLabel(tokens, `${what} ${found} has a label of more than ${String(LONGEST_LABEL)} bytes`, (size) => size > LONGEST_LABEL);
  } else if (reason === NAME_BAD_ESCAPE) {
    failAtEscape(tokens, `${what} ${found} has a bad escape`);
  } else {
    tokens.fail(
      "bad-name",
      `${what} ${found} is longer than ${String(LONGEST_NAME)} bytes`,
      () => "the origin counts too, where the name does not end in a dot",
    );
  }
}

/** Tells of the first label whose size is wrong, or of the dot where there is none. */
function failAtLabel(tokens: RecordTokens, message: string, wrong: (size: number) => boolean): void {
  const { bytes, start, stop } = tokens.scanner;
  let label = start;
  let size = 0;
  for (let at = start; at <= stop; at++) {
    if (at === stop || bytes[at] === DOT) {
      if (wrong(size)) return tokens.fail("bad-name", message, undefined, tokens.scanner.spanOf(label, Math.max(at, label + 1)));
      label = at + 1;
      size = 0;
    } else {
      if (bytes[at] === BACKSLASH) at += Math.max(1, readEscape(bytes, at, stop) >> 8) - 1;
      size++;
    }
  }
}

function failAtEscape(tokens: RecordTokens, message: string): void {
  const { bytes, start, stop } = tokens.scanner;
  for (let at = start; at < stop; at++) {
    if (bytes[at] !== BACKSLASH) continue;
    const escape = readEscape(bytes, at, stop);
    if (escape === BAD_ESCAPE) return tokens.fail("bad-escape", message, escapeHelp, tokens.scanner.spanOf(at, at + 1));
    at += (escape >> 8) - 1;
  }
}

export function escapeHelp(): string {
  return "\\ stands before three digits of a byte, 000 to 255, or one other character";
}
