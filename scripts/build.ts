/**
 * `npm run build`: dist/, from grammar/, src/, runtime/ and generated/, folder for folder. With `--code-only`, as `npm ci` runs
 * it, the JavaScript alone, which takes a second; types and a clean folder come with the full build, before packing.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

function modulesIn(folder: string): string[] {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  const names = readdirSync(path, { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(".ts")).map((name) => join(path, name));
}

const common: BuildOptions = {
  absWorkingDir: root,
  outdir: "dist",
  outbase: ".",
  bundle: false,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  logLevel: "warning",
};

/** Each file by itself: the exports of the package are files, so that a bundler sees what is used. */
async function writeCode(): Promise<void> {
  const written = ["grammar", "src", "runtime"].flatMap(modulesIn);
  await build({ ...common, entryPoints: written, sourcemap: true });
  // Machine-written code is debugged as it is: its maps would outweigh it.
  await build({ ...common, entryPoints: modulesIn("generated") });
  const command = join(root, "dist/src/cli/main.js");
  if (existsSync(command)) chmodSync(command, 0o755);
}

function writeTypes(): void {
  const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const { status } = spawnSync(process.execPath, [compiler, "-p", "tsconfig.build.json"], { cwd: root, stdio: "inherit" });
  if (status !== 0) throw new Error("the types do not build");
}

const codeOnly = process.argv.includes("--code-only");
if (!codeOnly) rmSync(join(root, "dist"), { recursive: true, force: true });
await writeCode();
if (!codeOnly) writeTypes();
