/** A thread that reads a large zone's file while another one puts its records into an image. */
import { parentPort, workerData } from "node:worker_threads";
import type { ZoneSize } from "../image/builder.js";
import { sizeOf } from "../zone/load.js";
import { type RecordPart, RecordWriter } from "../zone/record-stream.js";
import { type ReadRecords, renderZoneFile } from "../zone/render.js";
import { includeFile } from "./include-file.js";
import { readWholeFileSync } from "./whole-file.js";

export interface RecordThreadData {
  readonly file: string;
  readonly origin: Uint8Array;
  readonly buffer: SharedArrayBuffer;
}

/** What it says: what is to come, then parts of the records, then all else that was in the file, and its text. */
export type RecordThreadMessage =
  | { readonly kind: "size"; readonly size: ZoneSize }
  | { readonly kind: "part"; readonly part: RecordPart }
  | { readonly kind: "done"; readonly read: ReadRecords; readonly text: Uint8Array };

const { file, origin, buffer } = workerData as RecordThreadData;

function tell(message: RecordThreadMessage, ...transferred: readonly ArrayBuffer[]): void {
  parentPort?.postMessage(message, transferred);
}

const text = readWholeFileSync(file);
tell({ kind: "size", size: sizeOf(text) });
const writer = new RecordWriter(buffer, (part) => tell({ kind: "part", part }));
const read = renderZoneFile(text, { file, origin, include: includeFile }, (record, rendered) => writer.write(record, rendered));
writer.flush();
// Small ones are in a buffer with others.
const isAlone = text.buffer instanceof ArrayBuffer && text.buffer.byteLength === text.length;
tell({ kind: "done", read, text }, ...(isAlone ? [text.buffer] : []));
