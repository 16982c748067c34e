/** A thread that does for a large zone what would hold up everybody, and ends. */
import { closeSync, fdatasyncSync, openSync, writeSync } from "node:fs";
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { compact } from "../image/compact.js";
import { openImage } from "../image/image.js";
import type { ImagePlace, Memory } from "../image/memory.js";
import { differenceWithin } from "../zone/change.js";
import { checkReceived, type ReceivedCheck, type ReceivedFindings } from "../zone/check-received.js";
import { encodeChange } from "../zone/journal.js";
import { snapshotText } from "../zone/snapshot.js";
import { digest } from "./primitives.js";
import { type ReceivedByThread, receiveZone, type ReceivingTask } from "./transfer-thread.js";
import { readLargeZoneFile, type ReadZone } from "./zone-file-read.js";

/** What is to be done. Images may be changed meanwhile; a version says what is looked at. */
export type ZoneTask =
  | { readonly kind: "copy"; readonly from: ImagePlace; readonly version: number; readonly times: number }
  /** Writes a zone to a file, and makes it safe. */
  | { readonly kind: "write"; readonly from: ImagePlace; readonly version: number; readonly path: string; readonly mode: number }
  | { readonly kind: "read"; readonly file: string; readonly origin: Uint8Array; readonly now: number }
  | { readonly kind: "compare"; readonly from: ImagePlace; readonly to: ImagePlace; readonly most: number }
  | { readonly kind: "check"; readonly from: ImagePlace; readonly version: number; readonly check: ReceivedCheck }
  /** Takes the messages of a transfer, as they come. */
  | ({ readonly kind: "receive" } & ReceivingTask);

/** What comes of it, by kind. */
export interface ZoneResults {
  readonly copy: SharedArrayBuffer;
  /** Bytes. */
  readonly write: number;
  readonly read: Omit<ReadZone, "image"> & { readonly buffer: SharedArrayBuffer | undefined };
  /** The change as an entry of a journal; undefined where it has too many records. */
  readonly compare: Uint8Array | undefined;
  readonly check: ReceivedFindings;
  readonly receive: ReceivedByThread;
}

/** To the main thread: memory that is needed, then the result. */
export type ThreadMessage =
  { readonly kind: "memory"; readonly bytes: number } | { readonly kind: "done"; readonly result: ZoneResults[keyof ZoneResults] };

export interface ThreadData {
  readonly task: ZoneTask;
  /** Where buffers come from. */
  readonly memory: MessagePort;
  /** Counts the buffers that have come. */
  readonly come: SharedArrayBuffer;
}

const { task, memory: port, come } = workerData as ThreadData;
const counter = new Int32Array(come);

/** Buffers are the main thread's, where they are used again. Each image that is made here has one of its own. */
const memory: Memory = {
  take: (bytes) => {
    const before = Atomics.load(counter, 0);
    tell({ kind: "memory", bytes });
    Atomics.wait(counter, 0, before);
    const received = receiveMessageOnPort(port) as { readonly message: SharedArrayBuffer } | undefined;
    return received?.message ?? new SharedArrayBuffer(bytes);
  },
};

function tell(message: ThreadMessage): void {
  parentPort?.postMessage(message);
}

function write(text: Iterable<string>, path: string, mode: number): number {
  const file = openSync(path, "w", mode);
  let bytes = 0;
  for (const piece of text) bytes += writeAll(file, Buffer.from(piece));
  fdatasyncSync(file);
  closeSync(file);
  return bytes;
}

function writeAll(file: number, bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
  return bytes.length;
}

async function carryOut(): Promise<ZoneResults[keyof ZoneResults]> {
  switch (task.kind) {
    case "copy":
      return compact(openImage(task.from), task.version, task.times, memory).buffer;
    case "write":
      return write(snapshotText(openImage(task.from), task.version), task.path, task.mode);
    case "compare": {
      const change = differenceWithin(openImage(task.from), openImage(task.to), task.most);
      return change && encodeChange(change);
    }
    case "check":
      return checkReceived(openImage(task.from), task.version, task.check, digest);
    case "receive":
      return receiveZone(task, memory);
    case "read": {
      const { image, ...rest } = await readLargeZoneFile(task.file, task.origin, memory, task.now);
      return { ...rest, buffer: image?.buffer };
    }
  }
}

// What it throws ends the thread, with an error for whoever waits for it.
void carryOut().then((result) => {
  tell({ kind: "done", result });
  // The port would keep it from ending.
  port.close();
});
