/**
 * Dumps of xxd, `hexdump -C`, `od -A x -t x1` and `tcpdump -x`: the offsets before the lines say which of their columns are bytes.
 * No file access.
 */

interface DumpLine {
  readonly index: number;
  readonly text: string;
  readonly offset: number;
  /** Behind the offset. */
  readonly start: number;
  readonly hasColon: boolean;
}

export interface DumpProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** The text with all but the bytes blanked out, as long as before; undefined where it is no dump. */
export type Dump = { readonly text: string } | { readonly problem: DumpProblem } | undefined;

const OFFSET = /^[ \t]*(?:0[xX])?([0-9a-fA-F]{4,16})(:?)(?=[ \t\r]|$)/;
/** Bytes in twos, fours or more, and what stands between them in a line. */
const GROUP = /[ \t]*([0-9a-fA-F]+)(?=[ \t\r]|$)/y;
const MOST_A_LINE = 256;

export function readDump(text: string): Dump {
  const all = text.split("\n");
  const lines = all.flatMap((line, index) => dumpLine(line, index) ?? []);
  const others = all.filter((line) => line.trim() !== "" && line.trim() !== "*" && !OFFSET.test(line));
  if (lines.length === 0 || others.length > 0) return undefined;
  const squeezed = all.findIndex((line) => line.trim() === "*");
  if (squeezed >= 0) return { problem: { line: squeezed + 1, column: 1, message: LEFT_OUT } };
  const isPlain = lines.some(({ hasColon }) => !hasColon);
  // Without colons, only offsets that count what stands before them tell a dump from data.
  if (isPlain && (lines.length < 2 || !lines.every((line, index) => isFollowed(line, lines[index + 1])))) return undefined;
  if (isPlain && lines.some(hasWords)) return { problem: { line: (lines[0]?.index ?? 0) + 1, column: 1, message: WORDS } };
  lines.forEach((line, index) => (all[line.index] = blanked(line, lines[index + 1])));
  return { text: all.join("\n") };
}

const LEFT_OUT = '"*" stands for lines that were left out: dump again with `hexdump -v -C` or `od -v -A x -t x1`';
const WORDS = "these are words of two bytes, in the order of the machine that dumped them: dump again with `hexdump -C` or `od -A x -t x1`";

function dumpLine(text: string, index: number): DumpLine | undefined {
  const match = OFFSET.exec(text);
  if (match === null) return undefined;
  return { index, text, offset: Number.parseInt(match[1] ?? "", 16), start: match[0].length, hasColon: match[2] === ":" };
}

/** Whether the next line's offset is behind this one's bytes; the last line may hold any number. */
function isFollowed(line: DumpLine, next: DumpLine | undefined): boolean {
  if (next === undefined) return true;
  const size = next.offset - line.offset;
  return size > 0 && size <= MOST_A_LINE && bytesEnd(line, size) !== undefined;
}

/** Where so many bytes end. */
function bytesEnd({ text, start }: DumpLine, count: number): number | undefined {
  let left = count;
  GROUP.lastIndex = start;
  for (let end = start; ; end = GROUP.lastIndex) {
    if (left <= 0) return left === 0 ? end : undefined;
    const digits = GROUP.exec(text)?.[1];
    if (digits === undefined || digits.length % 2 !== 0) return undefined;
    left -= digits.length / 2;
  }
}

/** Groups of four digits without a colon: nothing says in which order their bytes are. */
function hasWords({ text, start }: DumpLine): boolean {
  return /^[ \t]+[0-9a-fA-F]{4}(?:[ \t\r]|$)/.test(text.slice(start));
}

/** Only bytes are left: behind them stands what they are as text. */
function blanked(line: DumpLine, next: DumpLine | undefined): string {
  const { text, start } = line;
  const known = next === undefined ? undefined : bytesEnd(line, next.offset - line.offset);
  const end = known ?? lastEnd(line);
  return " ".repeat(start) + text.slice(start, end) + " ".repeat(text.length - end);
}

/** Of the last line: up to a wide gap, what is no hex, or 16 bytes. */
function lastEnd({ text, start }: DumpLine): number {
  let bytes = 0;
  GROUP.lastIndex = start;
  for (let end = start; ; end = GROUP.lastIndex) {
    const match = GROUP.exec(text);
    const digits = match?.[1] ?? "";
    const gap = (match?.[0].length ?? 0) - digits.length;
    bytes += digits.length / 2;
    if (digits === "" || bytes > 16 || (end > start && gap > 2)) return afterNoText(text, end);
  }
}

/** What follows is a text column if there is a gap before it; else it is a mistake, which is told. */
function afterNoText(text: string, end: number): number {
  return /^(?:[ \t]*\r?$|[ \t]{2,}\S)/.test(text.slice(end)) ? end : text.length;
}
