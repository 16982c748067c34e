/** The packets of everything in specs/, compiled once for each state of the compiler. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { analyseSources } from "../../src/compile.js";
import { emit, type GeneratedModule } from "../../src/emit/emit.js";
import { loadPackets, sourceOf } from "./compiled.js";
import type { GeneratedPacket } from "./generated-packet.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

function filesIn(folder: string, extension: string): string[] {
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => name.endsWith(extension))
    .map((name) => join(folder, name))
    .sort();
}

/** Paths from the repository's root. */
export function specFiles(): string[] {
  return filesIn("specs", ".mpl");
}

/** Emission takes long: it is done again only when a spec or the compiler has changed. */
async function emitted(emitAll: () => Promise<readonly GeneratedModule[]>): Promise<readonly GeneratedModule[]> {
  const hash = createHash("sha256");
  for (const file of [...specFiles(), ...["src", "grammar"].flatMap((folder) => filesIn(folder, ".ts"))])
    hash.update(readFileSync(join(ROOT, file)));
  const cached = join(ROOT, "node_modules/.cache/mplc-tests", `specs-${hash.digest("hex").slice(0, 24)}.json`);
  if (existsSync(cached)) return JSON.parse(readFileSync(cached, "utf8")) as readonly GeneratedModule[];
  const modules = await emitAll();
  mkdirSync(dirname(cached), { recursive: true });
  writeFileSync(`${cached}.${String(process.pid)}`, JSON.stringify(modules));
  renameSync(`${cached}.${String(process.pid)}`, cached);
  return modules;
}

export async function specPackets(): Promise<GeneratedPacket[]> {
  const sources = specFiles().map((path) => ({ path, text: sourceOf(join(ROOT, path)).text }));
  const { layout, diagnostics } = await analyseSources(sources, async (path, from) => {
    const found = join(ROOT, dirname(from), path);
    return existsSync(found) ? { path: relative(ROOT, found), text: readFileSync(found, "utf8") } : undefined;
  });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ code, message, span }) => `${span.source.path}: ${code} ${message}`).join("\n"));
  const modules = await emitted(() => emit(layout));
  return loadPackets({ layout, diagnostics, modules });
}
