/** The version of the package that this runs from. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export function packageVersion(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json")) && folder !== dirname(folder)) folder = dirname(folder);
  const parsed = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { readonly version?: unknown };
  return typeof parsed.version === "string" ? parsed.version : "unknown";
}
