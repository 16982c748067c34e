/** Where compiled things are kept between runs: with the project if it has node_modules, else with the user. */
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";

function nodeModulesAbove(folder: string): string | undefined {
  for (let current = resolve(folder); ; current = dirname(current)) {
    const candidate = join(current, "node_modules");
    if (existsSync(candidate)) return candidate;
    if (current === dirname(current)) return undefined;
  }
}

export function cacheFolder(root: string, environment: NodeJS.ProcessEnv = process.env): string {
  const told = environment["MPLC_CACHE"];
  if (told !== undefined && told !== "") return resolve(told);
  const modules = nodeModulesAbove(root);
  if (modules !== undefined) return join(modules, ".cache", "mplc");
  const xdg = environment["XDG_CACHE_HOME"];
  return join(xdg !== undefined && xdg !== "" ? xdg : join(homedir(), ".cache"), "mplc");
}

/** Folders that were complained about: a watch builds many times. */
const complainedAbout = new Set<string>();

function writeToStandardError(text: string): void {
  process.stderr.write(text);
}

/** Without a cache everything works, only slower: one line says so, and what to do. */
export function warnOfCache(folder: string, error: unknown, warn: (text: string) => void = writeToStandardError): void {
  if (complainedAbout.has(folder)) return;
  complainedAbout.add(folder);
  const reason = error instanceof Error ? (error.message.split(": ").at(-1) ?? error.message) : String(error);
  warn(
    `mplc: going on without a cache, since ${folder} cannot be written (${reason}); MPLC_CACHE in the environment names another folder\n`,
  );
}
