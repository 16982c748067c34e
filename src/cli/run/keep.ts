/** Where what is compiled on the spot goes: into the cache, or, where that cannot be written, into memory. */
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { hashOf, writeWhole } from "../files.js";
import { fileProblem } from "../problem.js";
import type { CompiledOnTheSpot } from "./compile.js";
import type { PreparedRecord } from "./prepared.js";
import type { FileToWrite } from "./transpile.js";

async function writeFiles(folder: string, files: readonly FileToWrite[]): Promise<void> {
  await Promise.all(files.map(({ name, text }) => writeFile(join(folder, name), text)));
}

/** Whole or not at all: another mplc may be doing the same. */
async function writeFolder(folder: string, files: readonly FileToWrite[]): Promise<void> {
  const temporary = `${folder}.${process.pid.toString()}.tmp`;
  try {
    await mkdir(temporary, { recursive: true });
    await writeFiles(temporary, files);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined);
    throw fileProblem("write", temporary, error);
  }
  await rename(temporary, folder).catch(() => rm(temporary, { recursive: true, force: true }));
}

/** @param replaced a folder that the new one takes the place of */
export async function keep({ record, files }: CompiledOnTheSpot, path: string, replaced: string | undefined): Promise<PreparedRecord> {
  const folder = join(dirname(path), hashOf(path, ...files.flatMap(({ name, text }) => [name, text])));
  await writeFolder(folder, files);
  const kept = { ...record, folder };
  await writeWhole(path, JSON.stringify(kept));
  if (replaced !== undefined && replaced !== folder) await rm(replaced, { recursive: true, force: true });
  return kept;
}

/** Writes it where Node can load it, and removes it as soon as `load` has: modules that are loaded need no files. */
export async function withTemporary<Loaded>(
  { record, files }: CompiledOnTheSpot,
  load: (record: PreparedRecord) => Promise<Loaded>,
): Promise<Loaded> {
  const parent = tmpdir();
  const folder = await mkdtemp(join(parent, "mplc-")).catch((error: unknown) => {
    throw fileProblem("write to", parent, error);
  });
  try {
    await writeFiles(folder, files);
    return await load({ ...record, folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
