/** Small helpers around the file system. */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { fileProblem, Problem, systemCode } from "./problem.js";

export function hashOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  // Lengths keep parts apart.
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest("hex").slice(0, 32);
}

export function forwardSlashes(path: string): string {
  return sep === "/" ? path : path.replaceAll(sep, "/");
}

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Other encodings are refused rather than guessed: what is written back would not be what was read.
 * @param name as it is named in messages
 */
export function decodeText(name: string, bytes: Uint8Array): string {
  try {
    return UTF8.decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new Problem(`${name}:${lineNotUtf8(bytes).toString()}: this is not UTF-8 text`, { help: "save it as UTF-8" });
  }
}

/** No other character of UTF-8 has a line feed's byte in it. */
function lineNotUtf8(bytes: Uint8Array): number {
  for (let start = 0, line = 1; ; line++) {
    const feed = bytes.indexOf(0x0a, start);
    const end = feed < 0 ? bytes.length : feed;
    try {
      UTF8.decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    if (feed < 0) return line;
    start = feed + 1;
  }
}

/** Undefined where there is no such file. */
export async function readTextIfThere(path: string): Promise<string | undefined> {
  try {
    return decodeText(path, await readFile(path));
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (["ENOENT", "ENOTDIR", "EISDIR"].includes(systemCode(error) ?? "")) return undefined;
    throw fileProblem("read", path, error);
  }
}

export async function readText(path: string): Promise<string> {
  return decodeText(path, await readBytes(path));
}

export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    throw fileProblem("read", path, error);
  }
}

/** Whole or not at all: a crash leaves the old file. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${process.pid.toString()}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(temporary, content);
    await rename(temporary, path);
  } catch (error) {
    // Where there is no folder to write to, there is nothing to remove either.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw fileProblem("write", path, error);
  }
}

export async function kindOf(path: string): Promise<"file" | "folder" | "missing"> {
  try {
    return (await stat(path)).isDirectory() ? "folder" : "file";
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(systemCode(error) ?? "")) return "missing";
    throw fileProblem("read", path, error);
  }
}

/** Files below a folder whose names end so, in a fixed order; hidden folders and node_modules are passed over. */
export async function filesBelow(folder: string, extension: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return [];
    throw fileProblem("read", folder, error);
  });
  const found: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!entry.name.startsWith(".") && entry.name !== "node_modules") found.push(...(await filesBelow(path, extension)));
    } else if (entry.name.endsWith(extension)) {
      found.push(path);
    }
  }
  return found;
}

/** The names of a folder's visible files that end so, in a fixed order; none where it cannot be listed. */
export async function namesIn(folder: string, extension: string): Promise<readonly string[]> {
  const entries = await readdir(folder).catch(() => []);
  return entries.filter((name) => name.endsWith(extension) && !name.startsWith(".")).sort();
}
