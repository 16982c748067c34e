/** Source text as it appears in a terminal: tabs expanded, wide characters counted twice, control characters made harmless. */

const TAB_WIDTH = 4;

/** Characters of East Asian scripts and emoji, which take two columns. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;
const combining = /[\p{Mn}\p{Me}\u200d\ufe0f]/u;
/** Would move the cursor, turn the text's direction or show nothing at all. */
const unprintable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

/** One code point: where it begins in the text, and its columns. */
export interface Cell {
  readonly offset: number;
  readonly column: number;
  readonly width: number;
  readonly text: string;
}

function cellOf(character: string, offset: number, column: number): Cell {
  if (character === "\t") {
    const width = TAB_WIDTH - (column % TAB_WIDTH);
    return { offset, column, width, text: " ".repeat(width) };
  }
  if (unprintable.test(character)) return { offset, column, width: 1, text: "\ufffd" };
  if (combining.test(character)) return { offset, column, width: 0, text: character };
  return { offset, column, width: wide.test(character) ? 2 : 1, text: character };
}

export function toCells(line: string): Cell[] {
  const cells: Cell[] = [];
  let offset = 0;
  let column = 0;
  for (const character of line) {
    const cell = cellOf(character, offset, column);
    cells.push(cell);
    offset += character.length;
    column += cell.width;
  }
  return cells;
}

/** A line's cells that fit a window of columns around a place of interest, and where that place is in it. */
export interface Excerpt {
  readonly text: string;
  readonly caretStart: number;
  readonly caretWidth: number;
}

/** `from` and `to` are offsets in the line; the carets cover at least one column. */
export function excerpt(line: string, from: number, to: number, maxWidth: number): Excerpt {
  const cells = toCells(line);
  const end = cells.at(-1);
  const total = end === undefined ? 0 : end.column + end.width;
  const columnOf = (offset: number): number => cells.find((cell) => cell.offset >= offset)?.column ?? total;
  const start = columnOf(from);
  const width = Math.max(1, columnOf(to) - start);
  if (total <= maxWidth)
    return {
      text: cells
        .map((cell) => cell.text)
        .join("")
        .trimEnd(),
      caretStart: start,
      caretWidth: width,
    };
  return window(cells, start, width, maxWidth);
}

function window(cells: readonly Cell[], start: number, width: number, maxWidth: number): Excerpt {
  const left = Math.max(0, start - Math.floor(maxWidth / 4));
  const shown = cells.filter((cell) => cell.column >= left && cell.column + cell.width <= left + maxWidth);
  const first = shown[0]?.column ?? left;
  const before = left > 0 ? "…" : "";
  const after = shown.length > 0 && shown.at(-1) !== cells.at(-1) ? "…" : "";
  const caretStart = start - first + before.length;
  const text = before + shown.map((cell) => cell.text).join("") + after;
  return { text, caretStart, caretWidth: Math.min(width, Math.max(1, maxWidth - (start - first))) };
}
