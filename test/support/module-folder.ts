/** Generated modules as files that Node imports: types stripped, beside a runtime of the same kind. Named by their content. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";
import type { GeneratedModule } from "../../src/emit/emit.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const CACHE = join(ROOT, "node_modules/.cache/mplc-tests");

type Files = ReadonlyMap<string, string>;

function stripped(typescript: string): string {
  return transformSync(typescript, { loader: "ts", target: "es2022", tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } } })
    .code;
}

/** The folder that holds exactly these files. It appears whole, so that others who want the same never see a part of it. */
function folderOf(kind: string, files: Files): string {
  const hash = createHash("sha256");
  for (const [name, text] of files) hash.update(`${name}\0${text}\0`);
  const folder = join(CACHE, `${kind}-${hash.digest("hex").slice(0, 24)}`);
  if (existsSync(folder)) return folder;
  const draft = `${folder}.${String(process.pid)}.${String(Math.floor(performance.now() * 1000))}`;
  for (const [name, text] of files) {
    mkdirSync(dirname(join(draft, name)), { recursive: true });
    writeFileSync(join(draft, name), text);
  }
  try {
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

let runtime: string | undefined;

function runtimeFolder(): string {
  if (runtime === undefined) {
    const source = join(ROOT, "runtime");
    const names = readdirSync(source, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .sort();
    const files = names.map((name): [string, string] => [name.replace(/\.ts$/, ".js"), stripped(readFileSync(join(source, name), "utf8"))]);
    runtime = folderOf("runtime", new Map([["package.json", '{ "type": "module" }'], ...files]));
  }
  return runtime;
}

/** Writes the modules, all of one program, to a folder that holds nothing else but its custom types, TypeScript files of the repository. */
export function publishModules(modules: readonly GeneratedModule[], customTypes: readonly string[] = []): string {
  const folder = runtimeFolder();
  const named = (path: string, ending: RegExp, text: string): [string, string] => [
    basename(path).replace(ending, ".js"),
    toRuntime(stripped(text), folder),
  ];
  const files = modules.map(({ spec, text }) => named(spec, /\.mpl$/, text));
  const types = customTypes.map((path) => named(path, /\.ts$/, readFileSync(join(ROOT, path), "utf8")));
  return folderOf("modules", new Map([["package.json", '{ "type": "module" }'], ...files, ...types]));
}

/** What imports "mplc/runtime" imports the folder. */
function toRuntime(javascript: string, folder: string): string {
  const relative = `../${folder.slice(folder.lastIndexOf("/") + 1)}`;
  return javascript
    .replaceAll(/from "(?:mplc\/runtime|\.\.\/\.\.\/runtime\/index\.js)"/g, `from "${relative}/index.js"`)
    .replaceAll(/from "mplc\/runtime\/([^"]+)"/g, (_, name: string) => `from "${relative}/${name}.js"`);
}
