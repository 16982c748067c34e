/** A text that was compiled, and places in it. */
export interface Source {
  /** As the user named it; always with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** A half-open range of UTF-16 code units in one source. */
export interface Span {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** Both count from 1; the column counts UTF-16 code units, as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const startsOf = new WeakMap<Source, readonly number[]>();

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (const lineBreak of text.matchAll(/\r\n?|\n/g)) starts.push(lineBreak.index + lineBreak[0].length);
  return starts;
}

/** The offset of each line's first character; worked out once a source. */
export function lineStarts(source: Source): readonly number[] {
  const known = startsOf.get(source);
  if (known !== undefined) return known;
  const starts = findLineStarts(source.text);
  startsOf.set(source, starts);
  return starts;
}

/** The number of elements that are at most `limit`, in an ascending list. */
function countUpTo(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((ascending[middle] ?? Infinity) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Offsets outside the text are taken to its nearer end. */
export function positionAt(source: Source, offset: number): Position {
  const inside = Math.max(0, Math.min(offset, source.text.length));
  const starts = lineStarts(source);
  const line = countUpTo(starts, inside);
  return { line, column: inside - (starts[line - 1] ?? 0) + 1 };
}

/** The text of a line (counted from 1) without its line break; empty where there is no such line. */
export function lineText(source: Source, line: number): string {
  const starts = lineStarts(source);
  const start = starts[line - 1];
  if (start === undefined) return "";
  return source.text.slice(start, starts[line] ?? source.text.length).replace(/[\r\n]+$/, "");
}

/** From the start of the first span to the end of the second, both of one source. */
export function spanBetween(first: Span, last: Span): Span {
  return { source: first.source, start: first.start, end: Math.max(first.end, last.end) };
}

export function spanText(span: Span): string {
  return span.source.text.slice(span.start, span.end);
}
