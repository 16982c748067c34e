/** Code blocks of the documentation. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

export interface Block {
  readonly language: string;
  /** What stands behind the language: the file that the block quotes; empty where it stands alone. */
  readonly source: string;
  readonly line: number;
  readonly text: string;
}

export function read(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

export function blocksOf(page: string, language: string): Block[] {
  const blocks = [...read(page).matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map((match): Block => {
    const line = match.input.slice(0, match.index).split("\n").length;
    return { language: match[1] ?? "", source: match[2] ?? "", line, text: match[3] ?? "" };
  });
  return blocks.filter((block) => block.language === language);
}

/** The parts of a quotation: a line with nothing but `...` stands for what was left out. */
export function fragmentsOf(text: string): string[] {
  return text
    .split(/^\s*\.\.\.$/m)
    .map((fragment) => fragment.replace(/^\n+|\n+$/g, ""))
    .filter((fragment) => fragment !== "");
}
