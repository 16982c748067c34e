/**
 * `docs.ts [--check]`: writes the pages of docs/ that are made from the compiler's own tables; with `--check`, says whether they
 * are up to date and writes nothing.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { analyseSources, compile } from "../src/compile.js";
import { allCodes, codes, type DiagnosticCode } from "../src/diagnostics/codes.js";
import { renderDiagnostic } from "../src/diagnostics/render.js";
import type { Resolver } from "../src/load/loaded.js";
import { joinPath } from "../src/load/paths.js";

/** By the code's first two digits. */
const SECTIONS: readonly (readonly [digits: string, title: string])[] = [
  ["01", "Characters, tokens and grammar"],
  ["02", "Files"],
  ["03", "Names"],
  ["04", "Types of fields and expressions"],
  ["05", "Attributes"],
  ["06", "Variants"],
  ["07", "Classify"],
  ["08", "What is computed from what"],
  ["09", "Codecs, dissections and examples"],
  ["10", "Bits, sizes and ranges"],
];

const HEAD = `# Diagnostics

<!-- Written by scripts/docs.ts from src/diagnostics/codes. Do not edit. -->

Every error and warning has a code, which never changes its meaning. \`mplc explain MPL0301\` prints one entry of this page.
An error keeps the compiler from generating code; a warning does not. Each stage reports all that it finds, and goes on with the
packets that are sound; they are told file by file, from top to bottom.

A message shows the place and what is wrong; then, where there are any, other places that matter, notes, help, and a fix: the
text that mends it. \`mplc check --json\` gives the same with exact ranges. Numbers are as the spec writes them: what is in
hexadecimal there is so in the message.
`;

/** What the example's first diagnostic looks like on a terminal; a few are found only when code is generated. */
async function messageOf(code: DiagnosticCode): Promise<string> {
  const { wrong, files = {} } = codes[code];
  const sources = [{ path: "example.mpl", text: wrong }];
  const resolver: Resolver = (path, from) => {
    const joined = joinPath(from, path);
    const text = files[joined];
    return Promise.resolve(text === undefined ? undefined : { path: joined, text });
  };
  const { diagnostics } = await analyseSources(sources, resolver);
  const late = diagnostics.length > 0 ? [] : (await compile(sources, resolver)).diagnostics;
  const [first] = [...diagnostics, ...late];
  if (first?.code !== code) throw new Error(`the wrong example of ${code} gives ${first?.code ?? "no diagnostic"}`);
  return renderDiagnostic(first);
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

function otherFiles(code: DiagnosticCode): string[] {
  return Object.entries(codes[code].files ?? {}).map(([path, text]) => `Beside it, \`${path}\`:\n\n${fenced("mpl", text)}`);
}

async function entryOf(code: DiagnosticCode): Promise<string> {
  const { title, severity, explanation, wrong, right } = codes[code];
  const head = [`### ${code}: ${title}`, `${severity === "error" ? "Error" : "Warning"}. ${explanation}`];
  if (wrong === "") return head.join("\n\n");
  const message = fenced("text", await messageOf(code));
  return [...head, ...otherFiles(code), `Wrong:\n\n${fenced("mpl", wrong)}`, message, `Right:\n\n${fenced("mpl", right)}`].join("\n\n");
}

/** docs/diagnostics.md. */
export async function diagnosticsPage(): Promise<string> {
  const parts = [HEAD.trimEnd()];
  for (const [digits, title] of SECTIONS) {
    const own = allCodes.filter((code) => code.startsWith(`MPL${digits}`));
    parts.push(`## ${title}`, ...(await Promise.all(own.map(entryOf))));
  }
  const strange = allCodes.find((code) => !SECTIONS.some(([digits]) => code.startsWith(`MPL${digits}`)));
  if (strange !== undefined) throw new Error(`${strange} is in no section`);
  return `${parts.join("\n\n")}\n`;
}

export const pages: readonly { readonly path: string; readonly text: () => Promise<string> }[] = [
  { path: "docs/diagnostics.md", text: diagnosticsPage },
];

async function main(check: boolean): Promise<void> {
  for (const { path, text } of pages) {
    const file = fileURLToPath(new URL(`../${path}`, import.meta.url));
    const wanted = await text();
    if (!check) writeFileSync(file, wanted);
    else if (readFileSync(file, "utf8") !== wanted) {
      console.error(`${path} is out of date: run \`npx tsx scripts/docs.ts\``);
      process.exitCode = 1;
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.includes("--check"));
