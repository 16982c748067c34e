/** Where this package's own files are, whether it runs from its sources or installed. */
import { createRequire } from "node:module";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { hashOf } from "./files.js";

const here = fileURLToPath(import.meta.url);

/** ".ts" when run from the sources, ".js" when installed. */
export const codeExtension: ".ts" | ".js" = here.endsWith(".ts") ? ".ts" : ".js";

/** The folder that holds src/, runtime/ and grammar/ as they run. */
export const codeRoot: string = join(dirname(here), "..", "..");

function findPackageRoot(): string {
  for (let folder = codeRoot; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json")) || folder === dirname(folder)) return folder;
  }
}

export const packageRoot: string = findPackageRoot();

export function packageVersion(): string {
  const text = readFileSync(join(packageRoot, "package.json"), "utf8");
  const parsed = JSON.parse(text) as { readonly version?: unknown };
  return typeof parsed.version === "string" ? parsed.version : "unknown";
}

/** The specs that come with the package. */
export function bundledSpec(name: string): string {
  return join(packageRoot, "specs", name);
}

function codeFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "cli" || entry.name === "node_modules" ? [] : codeFiles(path);
    return entry.name.endsWith(codeExtension) ? [path] : [];
  });
}

function versionOf(name: string): string {
  const parsed = createRequire(import.meta.url)(`${name}/package.json`) as { readonly version?: unknown };
  return String(parsed.version);
}

let known: string | undefined;

/** Of all that makes modules and plans for dissection from specs: what is kept of them may change whenever one of these files does. */
export function compilerFingerprint(): string {
  known ??= computeFingerprint();
  return known;
}

function computeFingerprint(): string {
  const files = ["src", "grammar"].flatMap((folder) => codeFiles(join(codeRoot, folder))).sort();
  return hashOf(packageVersion(), versionOf("prettier"), versionOf("ts-morph"), ...files.map((path) => readFileSync(path)));
}
