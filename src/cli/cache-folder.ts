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
