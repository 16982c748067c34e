/** Small helpers around the file system. */
import { createHash } from "node:crypto";
import { access, chmod, constants, mkdir, readdir, readFile, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { fileProblem, Problem, systemCode, unable } from "./problem.js";

export function hashOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  // Lengths keep parts apart.
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest("hex").slice(0, 32);
}

export function forwardSlashes(path: string): string {
  return sep === "/" ? path : path.replaceAll(sep, "/");
}

/** What `fileProblem` has no words for. */
function problemOf(doing: string, path: string, error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (systemCode(error) === "ELOOP") {
    return unable(`cannot ${doing} ${path}: its symbolic links lead in a circle`, "remove the link, or name another path");
  }
  return fileProblem(doing, path, error);
}

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Other encodings are refused rather than guessed: what is written back would not be what was read.
 * @param name as it is named in messages
 * @param firstLine the number of the first line, in messages
 */
export function decodeText(name: string, bytes: Uint8Array, firstLine = 1): string {
  try {
    return UTF8.decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const line = firstLine + lineNotUtf8(bytes) - 1;
    throw new Problem(`${name}:${line.toString()}: this is not UTF-8 text`, { help: "save it as UTF-8" });
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
    throw problemOf("read", path, error);
  }
}

export async function readText(path: string): Promise<string> {
  return decodeText(path, await readBytes(path));
}

export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    throw problemOf("read", path, error);
  }
}

/** `mkdir` says "EEXIST" where a file has the folder's name. */
async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    if (systemCode(error) !== "EEXIST") throw error;
    throw unable(`cannot write to the folder ${folder}: it is a file`, "name another folder, or move the file away");
  });
}

/**
 * Whole or not at all: a crash leaves the old file.
 * @param mode of the file, unless that of a new one
 */
export async function writeWhole(path: string, content: string | Uint8Array, mode?: number): Promise<void> {
  const temporary = `${path}.${process.pid.toString()}.tmp`;
  try {
    await makeFolder(dirname(path));
    await writeFile(temporary, content);
    if (mode !== undefined) await chmod(temporary, mode);
    await rename(temporary, path);
  } catch (error) {
    // Where there is no folder to write to, there is nothing to remove either.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw problemOf("write", path, error);
  }
}

const PERMISSIONS = 0o7777;
const WRITABLE = 0o222;

/** Another text for a file that is there: links keep pointing to it, its mode stays, and who may not write it does not. */
export async function rewriteWhole(path: string, content: string): Promise<void> {
  const target = await realpath(path).catch((error: unknown) => {
    throw problemOf("write", path, error);
  });
  const mode = (await stat(target)).mode & PERMISSIONS;
  // Renaming would get around the file's mode, and to the superuser every file is writable.
  const isAllowed = await access(target, constants.W_OK).then(
    () => (mode & WRITABLE) !== 0,
    () => false,
  );
  if (!isAllowed) throw unable(`cannot write ${path}: it is read-only`, "`chmod u+w` makes it writable");
  await writeWhole(target, content, mode);
}

export async function kindOf(path: string): Promise<"file" | "folder" | "missing"> {
  try {
    return (await stat(path)).isDirectory() ? "folder" : "file";
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(systemCode(error) ?? "")) return "missing";
    throw problemOf("read", path, error);
  }
}

/** Files below a folder whose names end so, in a fixed order; hidden folders and node_modules are passed over. */
export async function filesBelow(folder: string, extension: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return [];
    throw problemOf("read", folder, error);
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
