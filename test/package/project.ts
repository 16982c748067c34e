/** The package as npm would publish it, installed into an empty project. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const repository = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

const execute = promisify(execFile);

/** Runs a command to its end. Its output is told where it fails. */
export async function run(folder: string, command: string, ...given: readonly string[]): Promise<string> {
  try {
    const { stdout } = await execute(command, [...given], { cwd: folder, maxBuffer: 1 << 26 });
    return stdout;
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`${command} ${given.join(" ")} failed:\n${stdout ?? ""}${stderr ?? String(error)}`, { cause: error });
  }
}

export interface PackedFile {
  readonly path: string;
  readonly size: number;
  readonly mode: number;
}

export interface Installed {
  readonly folder: string;
  /** The path of the package. */
  readonly tarball: string;
  readonly packed: readonly PackedFile[];
  write(path: string, text: string): Promise<void>;
  read(path: string): Promise<string>;
  run(command: string, ...given: readonly string[]): Promise<string>;
  remove(): Promise<void>;
}

interface PackReport {
  readonly filename: string;
  readonly files: readonly PackedFile[];
}

async function pack(folder: string): Promise<PackReport> {
  const output = await run(repository, "npm", "pack", "--json", "--pack-destination", folder);
  // What prepack prints stands before the report.
  const reports = JSON.parse(output.slice(output.search(/^\[/m))) as readonly PackReport[];
  const [report] = reports;
  if (report === undefined) throw new Error(`npm pack reported nothing: ${output}`);
  return report;
}

/** Versions of dependencies come from the registry, or from npm's cache where it has them. */
export async function install(): Promise<Installed> {
  const folder = await mkdtemp(join(tmpdir(), "mplc-package-"));
  const { filename, files } = await pack(folder);
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "empty", private: true, type: "module" }));
  await run(folder, "npm", "install", "--prefer-offline", "--no-audit", "--no-fund", `./${filename}`);
  if (!existsSync(join(folder, "node_modules/mplc/package.json"))) throw new Error("npm installed nothing");
  return {
    folder,
    tarball: join(folder, filename),
    packed: files,
    write: async (path, text) => {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    },
    read: (path) => readFile(join(folder, path), "utf8"),
    run: (command, ...given) => run(folder, command, ...given),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
