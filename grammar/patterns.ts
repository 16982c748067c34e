/** Token patterns that a regular expression cannot match, or not in linear time and constant stack. */

const SLASH = 47;
const STAR = 42;
const QUOTE = 34;
const BACKSLASH = 92;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** A match in the form that Chevrotain expects of a custom pattern: the image alone in an array. */
export type Match = [string] | null;

/** The offset behind the block comment that opens at `start`, or -1 when it is never closed. Comments nest. */
function blockCommentEnd(text: string, start: number): number {
  let depth = 0;
  let at = start;
  while (at < text.length) {
    const here = text.charCodeAt(at);
    const next = text.charCodeAt(at + 1);
    if (here === SLASH && next === STAR) {
      depth++;
      at += 2;
    } else if (here === STAR && next === SLASH) {
      depth--;
      at += 2;
      if (depth === 0) return at;
    } else at++;
  }
  return -1;
}

function opensBlockComment(text: string, start: number): boolean {
  return text.charCodeAt(start) === SLASH && text.charCodeAt(start + 1) === STAR;
}

export function matchBlockComment(text: string, start: number): Match {
  if (!opensBlockComment(text, start)) return null;
  const end = blockCommentEnd(text, start);
  return end < 0 ? null : [text.slice(start, end)];
}

/** Tried after the complete comment has failed, so whatever opens here runs to the end of the text. */
export function matchUnterminatedComment(text: string, start: number): Match {
  return opensBlockComment(text, start) ? [text.slice(start)] : null;
}

/** The offset of the closing quote, or of the line break or end of text that stands in its place. */
function stringStop(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    const here = text.charCodeAt(at);
    if (here === QUOTE || here === LINE_FEED || here === CARRIAGE_RETURN) return at;
    const next = text.charCodeAt(at + 1);
    at += here === BACKSLASH && next !== LINE_FEED && next !== CARRIAGE_RETURN ? 2 : 1;
  }
  return text.length;
}

export function matchString(text: string, start: number): Match {
  if (text.charCodeAt(start) !== QUOTE) return null;
  const stop = stringStop(text, start);
  return text.charCodeAt(stop) === QUOTE ? [text.slice(start, stop + 1)] : null;
}

export function matchUnterminatedString(text: string, start: number): Match {
  return text.charCodeAt(start) === QUOTE ? [text.slice(start, stringStop(text, start))] : null;
}
