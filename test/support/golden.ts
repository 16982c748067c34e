/** Golden cases: a folder each, with the input and what must come of it. UPDATE_GOLDEN=1 writes what comes of it. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface GoldenCase {
  readonly name: string;
  readonly folder: string;
}

/** Folders that hold an input.mpl. */
export function goldenCases(root: string): GoldenCase[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, entry.name, "input.mpl")))
    .map(({ name }) => ({ name, folder: join(root, name) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What the file should hold: what it holds, or, when updating, what was found. */
export function golden(file: string, found: string): string {
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(file, found);
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}
