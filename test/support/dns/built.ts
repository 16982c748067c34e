/** The server as it is built: `dist/` is made anew where the sources are later, once, however many test files ask at a time. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const SOURCES = ["servers", "runtime", "generated"];
export const DEENS_MAIN: string = join(ROOT, "dist/servers/dns/main.js");
const LOCK = join(ROOT, "node_modules/.deens-build");
const BUILD_WITHIN = 120_000;
const LOOK_AGAIN = 100;

function latestSource(): number {
  const files = SOURCES.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => join(ROOT, folder, name)),
  );
  return Math.max(...files.map((file) => statSync(file).mtimeMs));
}

function builtAt(): number {
  return statSync(DEENS_MAIN, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function tryLock(): boolean {
  try {
    mkdirSync(LOCK);
    return true;
  } catch {
    return false;
  }
}

/** Waits for whoever builds; a lock that somebody left behind does not count for ever. */
function lock(): void {
  const deadline = Date.now() + BUILD_WITHIN;
  while (!tryLock() && Date.now() < deadline) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_AGAIN);
}

/** Builds, if that is needed; the path of the program. */
export function buildDeens(): string {
  if (builtAt() >= latestSource()) return DEENS_MAIN;
  lock();
  try {
    if (builtAt() < latestSource()) {
      execFileSync(process.execPath, [join(ROOT, "node_modules/tsx/dist/cli.mjs"), join(ROOT, "scripts/build.ts"), "--code-only"], {
        cwd: ROOT,
      });
    }
  } finally {
    rmdirSync(LOCK);
  }
  return DEENS_MAIN;
}
