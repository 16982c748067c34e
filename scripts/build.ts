/**
 * `npm run build`: dist/, from grammar/, src/, runtime/, servers/ and generated/, folder for folder. With `--code-only`, as `npm ci` runs
 * it, the JavaScript alone, which takes a second; types and a clean folder come with the full build, before packing.
 */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build, type Plugin } from "esbuild";

/** How long the server may take to start while it is built, in milliseconds. */
const READY_WITHIN = 20_000;

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

const SERVER = "servers/dns";
const PROGRAM = `dist/${SERVER}/program`;
/** Made here, and put in its place when all of it is there: somebody may be starting the old one. */
const STAGED = `dist/${SERVER}/.program-${process.pid}`;
/** Packages that are copied into the server: they take longer to find and to read than to run. */
const COPIED = ["commander", "picocolors", "yaml"];

/** CommonJS has no `import.meta`. No maps: nothing is made shorter, and where each part is from is said in it. */
const asProgram: BuildOptions = {
  bundle: true,
  format: "cjs",
  platform: "node",
  charset: "ascii",
  external: ["koffi"],
  supported: { "dynamic-import": false },
  banner: { js: 'const moduleUrl = require("node:url").pathToFileURL(__filename).href;' },
  define: { "import.meta.url": "moduleUrl" },
  outdir: STAGED,
  outExtension: { ".js": ".cjs" },
};

/** Threads, whose modules are named `...-worker.ts`, are built beside the file that starts them. */
const takeThreads: Plugin = {
  name: "threads in CommonJS",
  setup: (context) => {
    context.onLoad({ filter: /[\\/]dns[\\/]node[\\/][^\\/]+\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(/(new URL\("\.\/[a-z-]+)\.js"/g, '$1.cjs"'),
      loader: "ts",
    }));
  },
};

/**
 * Its modules are there one by one, for those who import it. The program and its threads start in half the time, and take half the
 * memory, when they load only what they call of the generated code, from one file, and without the loader of modules.
 */
async function writeServer(): Promise<void> {
  const main = join(root, SERVER, "main.ts");
  const start = join(root, SERVER, "cli/start.ts");
  await build({ ...common, entryPoints: modulesIn(SERVER).filter((path) => path !== main && path !== start), sourcemap: true });
  await bundleProgram(main);
  // The last: who looks whether all is built looks at this one.
  await build({ ...common, entryPoints: { [`${SERVER}/main`]: start }, bundle: true, platform: "node" });
}

async function bundleProgram(main: string): Promise<void> {
  const threads = modulesIn(`${SERVER}/node`).filter((path) => path.endsWith("-worker.ts"));
  const entryPoints = { deens: main, ...Object.fromEntries(threads.map((path) => [basename(path, ".ts"), path])) };
  try {
    await build({ ...common, ...asProgram, entryPoints, plugins: [takeThreads] });
    await build({ ...common, outdir: STAGED, entryPoints: { "code-cache": "scripts/code-cache.ts" }, bundle: true, platform: "node" });
    for (const name of COPIED) copyFileSync(join(root, `node_modules/${name}/LICENSE`), join(root, STAGED, `${name}.license.txt`));
    await keepCode();
    rmSync(join(root, PROGRAM), { recursive: true, force: true });
    renameSync(join(root, STAGED), join(root, PROGRAM));
  } finally {
    rmSync(join(root, STAGED), { recursive: true, force: true });
  }
}

/** Starts the server once, so that V8's code of all that this takes is kept. Where that can't be done, it compiles at each start. */
async function keepCode(): Promise<void> {
  const maker = join(root, STAGED, "code-cache.js");
  const folder = mkdtempSync(join(tmpdir(), "deens-build-"));
  const settings = [`listen: ["127.0.0.1:${await freePort()}"]`, "workers: 1", "control: off"];
  const zone = `zones: [{origin: example.com, file: ${JSON.stringify(join(root, "examples/dns/example.zone"))}}]`;
  writeFileSync(join(folder, "deens.yaml"), [...settings, zone, ""].join("\n"));
  const program = [maker, join(root, STAGED, "deens.cjs"), "serve", "--config", join(folder, "deens.yaml")];
  const server = spawn(process.execPath, program, { stdio: ["ignore", "pipe", "ignore"], timeout: READY_WITHIN, killSignal: "SIGKILL" });
  server.stdout.once("data", () => server.kill("SIGTERM"));
  server.stdout.resume();
  await once(server, "close");
  rmSync(maker);
  rmSync(folder, { recursive: true });
}

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  listener.close();
  await once(listener, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** Each file by itself: the exports of the package are files, so that a bundler sees what is used. */
async function writeCode(): Promise<void> {
  const written = ["grammar", "src", "runtime"].flatMap(modulesIn);
  await build({ ...common, entryPoints: written, sourcemap: true, plugins: [takeCopy] });
  await copyParser();
  // Machine-written code is debugged as it is: its maps would outweigh it.
  await build({ ...common, entryPoints: modulesIn("generated") });
  await writeServer();
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
