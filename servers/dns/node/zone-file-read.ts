/** A zone's master file, read into an image, and what there is to say about it. */
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Memory } from "../image/memory.js";
import { type LoadedZone, loadZone } from "../zone/load.js";
import { lineOfText, renderProblem } from "../zone-file/index.js";
import { messageOf } from "./message-of.js";

export interface ReadZone extends Pick<LoadedZone, "image" | "errors" | "warnings" | "records"> {
  /** Problems as a person reads them. */
  readonly lines: readonly string[];
}

export async function readZoneFile(file: string, origin: Uint8Array, memory: Memory, now: number): Promise<ReadZone> {
  const text = await readFile(file);
  const loaded = loadZone(text, { file, origin, include, memory, now });
  const lines = loaded.problems.map((problem) => renderProblem(problem, (path, line) => lineFor(path, line, file, text)));
  return { ...loaded, lines };
}

function include(path: string): Uint8Array | string {
  try {
    return readFileSync(path);
  } catch (error) {
    return messageOf(error);
  }
}

function lineFor(path: string, line: number, file: string, text: Uint8Array): string | undefined {
  const bytes = path === file ? text : include(path);
  return typeof bytes === "string" ? undefined : lineOfText(bytes, line);
}
