/** A zone's master file, read into an image, and what there is to say about it. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { Memory } from "../image/memory.js";
import { type LoadedZone, type LoadOptions, loadZone, ZoneLoading } from "../zone/load.js";
import { makeStreamBuffer, RecordStream } from "../zone/record-stream.js";
import { lineOfText, renderProblem } from "../zone-file/index.js";
import { includeFile } from "./include-file.js";
import type { RecordThreadData, RecordThreadMessage } from "./record-worker.js";
import { readWholeFile } from "./whole-file.js";

export interface ReadZone extends Pick<LoadedZone, "image" | "errors" | "warnings" | "records"> {
  /** Problems as a person reads them. */
  readonly lines: readonly string[];
}

/** As it was built: threads do not take TypeScript. */
const WORKER = new URL("./record-worker.js", import.meta.url);

/** Reads a zone's file in the calling thread. */
export async function readZoneFile(file: string, origin: Uint8Array, memory: Memory, now: number): Promise<ReadZone> {
  return readZoneText(await readWholeFile(file), file, origin, memory, now);
}

/** The same of a file whose text is there. */
export function readZoneText(text: Uint8Array, file: string, origin: Uint8Array, memory: Memory, now: number): ReadZone {
  return told(loadZone(text, { file, origin, include: includeFile, memory, now }), file, text);
}

/**
 * The same for a large file, by two threads: another one reads and renders its records, and the calling one puts them into an image.
 * Each takes about half of the time.
 */
export async function readLargeZoneFile(
  file: string,
  origin: Uint8Array,
  memory: Memory,
  now: number,
  worker: URL = WORKER,
): Promise<ReadZone> {
  if (!existsSync(fileURLToPath(worker))) return readZoneFile(file, origin, memory, now);
  const buffer = makeStreamBuffer();
  const workerData: RecordThreadData = { file, origin, buffer };
  const thread = new Worker(worker, { workerData });
  try {
    const { loaded, text } = await received(thread, buffer, { file, origin, include: includeFile, memory, now });
    return told(loaded, file, text);
  } finally {
    await thread.terminate();
  }
}

/** Takes what a thread reads, as it comes. Rejects where that fails. */
function received(thread: Worker, buffer: SharedArrayBuffer, options: LoadOptions): Promise<{ loaded: LoadedZone; text: Uint8Array }> {
  const stream = new RecordStream(buffer);
  return new Promise((resolve, reject) => {
    let loading: ZoneLoading | undefined;
    const take = (message: RecordThreadMessage): void => {
      if (message.kind === "size") loading = new ZoneLoading(options, message.size);
      else if (loading === undefined) throw new Error("records came before their number");
      else if (message.kind === "done") resolve({ loaded: loading.finish(message.read, message.text), text: message.text });
      else stream.read(message.part, loading.add);
    };
    thread.on("message", (message: RecordThreadMessage) => {
      try {
        take(message);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    thread.once("error", reject);
    thread.once("exit", () => reject(new Error("the thread that reads the zone's file has ended")));
  });
}

function told(loaded: LoadedZone, file: string, text: Uint8Array): ReadZone {
  const lines = loaded.problems.map((problem) => renderProblem(problem, (path, line) => lineFor(path, line, file, text)));
  return { ...loaded, lines };
}

function lineFor(path: string, line: number, file: string, text: Uint8Array): string | undefined {
  const bytes = path === file ? text : includeFile(path);
  return typeof bytes === "string" ? undefined : lineOfText(bytes, line);
}
