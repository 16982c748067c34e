/** Before a run: dist/ as the sources are. What is run as a program of its own, threads included, is run from there. */
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

export function setup(): void {
  const tsx = createRequire(import.meta.url).resolve("tsx/cli");
  execFileSync(process.execPath, [tsx, "scripts/build.ts", "--code-only"], { cwd: ROOT, stdio: "inherit" });
}
