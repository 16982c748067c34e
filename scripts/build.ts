/**
 * `npm run build`: dist/, from grammar/, src/, runtime/, servers/ and generated/, folder for folder. With `--code-only`, as `npm ci` runs
 * it, the JavaScript alone, which takes a second; types and a clean folder come with the full build, before packing.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build, type Plugin } from "esbuild";

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

const PARSER = "chevrotain";

/** The grammar takes the copy beside it. */
const takeCopy: Plugin = {
  name: "copy of the parser",
  setup: (context) => {
    context.onLoad({ filter: /[\\/]grammar[\\/][^\\/]+\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replaceAll(`from "${PARSER}"`, `from "./${PARSER}.js"`),
      loader: "ts",
    }));
  },
};

/** The package is 700 files, which take half a second to load: in one file, 30 ms. */
async function copyParser(): Promise<void> {
  await build({ ...common, entryPoints: { [`grammar/${PARSER}`]: PARSER }, bundle: true });
  const modules = join(root, "node_modules");
  copyFileSync(join(modules, PARSER, "LICENSE.txt"), join(root, `dist/grammar/${PARSER}.license.txt`));
  copyFileSync(join(modules, "lodash-es/LICENSE"), join(root, "dist/grammar/lodash.license.txt"));
}

/**
 * Programs, not exports: a server and its threads start in half the time, and take half the memory, when they load only what they
 * call of the generated code. What is imported later is in files of its own.
 */
async function bundleServers(): Promise<void> {
  const outdir = "dist/servers/dns";
  rmSync(join(root, outdir), { recursive: true, force: true });
  const program: BuildOptions = { ...common, bundle: true, packages: "external", sourcemap: true, outdir };
  // All in one folder: threads are found beside the file that starts them.
  await build({ ...program, splitting: true, chunkNames: "[name]-[hash]", entryPoints: { main: "servers/dns/main.ts" } });
  await build({ ...program, entryPoints: { "udp-worker": "servers/dns/node/udp-worker.ts" } });
}

/** Each file by itself: the exports of the package are files, so that a bundler sees what is used. */
async function writeCode(): Promise<void> {
  const written = ["grammar", "src", "runtime"].flatMap(modulesIn);
  await build({ ...common, entryPoints: written, sourcemap: true, plugins: [takeCopy] });
  await copyParser();
  // Machine-written code is debugged as it is: its maps would outweigh it.
  await build({ ...common, entryPoints: modulesIn("generated") });
  await bundleServers();
  for (const command of ["dist/src/cli/main.js", "dist/servers/dns/main.js"]) chmodSync(join(root, command), 0o755);
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
