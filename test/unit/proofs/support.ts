/** Specs compiled and loaded on the spot. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { compile } from "../../../src/compile.js";
import type { Layout } from "../../../src/layout/layout.js";
import type { LoadedModule, LoadedModules } from "../../../src/proofs/index.js";

const ROOT = resolve(import.meta.dirname, "../../..");

export interface Loaded {
  readonly layout: Layout;
  readonly modules: LoadedModules;
}

export const reader = async (path: string, from: string): Promise<{ path: string; text: string } | undefined> => {
  const found = join(dirname(from), path);
  return existsSync(join(ROOT, found)) ? { path: found, text: readFileSync(join(ROOT, found), "utf8") } : undefined;
};

/** The spec files, from the project's folder. */
export async function loadSpecs(files: readonly string[]): Promise<Loaded> {
  return loadSources(files.map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") })));
}

export async function loadText(text: string): Promise<Loaded> {
  return loadSources([{ path: "test.mpl", text }]);
}

async function loadSources(sources: readonly { path: string; text: string }[]): Promise<Loaded> {
  const folder = mkdtempSync(join(tmpdir(), "mplc-proofs-"));
  const fileOf = (spec: string): string => join(folder, `${spec.replaceAll("/", "_").replace(/\.mpl$/, "")}.ts`);
  try {
    const { modules, layout, diagnostics } = await compile(sources, reader, {
      runtime: relative(folder, join(ROOT, "runtime")),
      importExtension: ".ts",
      modulePath: (file) => fileOf(file),
    });
    const [error] = diagnostics.filter(({ severity }) => severity === "error");
    if (error !== undefined) throw new Error(`${error.code} ${error.message}`);
    for (const { spec, text } of modules) writeFileSync(fileOf(spec), text);
    const loaded = new Map<string, LoadedModule>();
    for (const { spec } of modules) loaded.set(spec, (await import(fileOf(spec))) as LoadedModule);
    return { layout, modules: loaded };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
