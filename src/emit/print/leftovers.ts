/** What the printer leaves to prettier, all of a module in a few runs. */
import { format } from "../format.js";

export type LeftoverPlace = "statement" | "class member" | "type member";

export interface Leftover {
  readonly text: string;
  readonly columns: number;
  readonly place: LeftoverPlace;
  readonly why: string;
}

/** Stands behind each text of a run. */
const MARK = "__mark;";
const OPENINGS: Readonly<Record<LeftoverPlace, string>> = {
  statement: "while (_) {",
  "class member": "class _ {",
  "type member": "interface _ {",
};

/** The lines of each, in their place and with its indentation. */
export async function formatLeftovers(leftovers: readonly Leftover[]): Promise<ReadonlyMap<Leftover, string>> {
  const runs = new Map<string, Leftover[]>();
  for (const leftover of leftovers) {
    const key = `${leftover.place} ${leftover.columns.toString()}`;
    runs.set(key, [...(runs.get(key) ?? []), leftover]);
  }
  const all = await Promise.all([...runs.values()].map(formatRun));
  return new Map(all.flat());
}

async function formatRun(run: readonly Leftover[]): Promise<[Leftover, string][]> {
  const [first] = run;
  if (first === undefined) return [];
  const depth = first.columns / 2;
  const texts = run.map(({ text }) => `${text}\n${MARK}\n`).join("");
  const text = await format(`${opening(first.place, depth)}\n${MARK}\n${texts}${"}".repeat(depth)}`);
  return split(text.split("\n"), run);
}

/** Blocks around them make the indentation. */
function opening(place: LeftoverPlace, depth: number): string {
  if (depth === 0) return "";
  const innermost = OPENINGS[place];
  return "while (_) {".repeat(depth - 1) + innermost;
}

function split(lines: readonly string[], run: readonly Leftover[]): [Leftover, string][] {
  const marks = [...lines.entries()].filter(([, line]) => line.trim() === MARK).map(([index]) => index);
  return run.map((leftover, index) => [leftover, lines.slice((marks[index] ?? NaN) + 1, marks[index + 1] ?? NaN).join("\n")]);
}
