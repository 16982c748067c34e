/** What takes long for a large zone is done by threads, so that nothing else has to wait. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import { compact } from "../image/compact.js";
import { ZoneImage } from "../image/image.js";
import { HEAD } from "../image/layout.js";
import type { MemoryPool } from "../image/memory.js";
import { differenceWithin, type ZoneChange } from "../zone/change.js";
import { hasZonemd } from "../zone/check-zonemd.js";
import { checkReceived, type ReceivedCheck, type ReceivedFindings } from "../zone/check-received.js";
import { decodeJournal } from "../zone/journal.js";
import { digest } from "./primitives.js";
import type { ReceivedByThread, ReceivingTask } from "./transfer-thread.js";
import { Turns } from "./turns.js";
import { type ReadZone, readZoneFile } from "./zone-file-read.js";
import type { ThreadData, ThreadMessage, ZoneResults, ZoneTask } from "./zone-worker.js";

/** Bytes of an image, or a file: what is smaller takes less time than to start a thread. */
const LEAST = 1 << 20;
/** Records that went or came, at most: two versions that differ in more have no history worth keeping. */
const MOST_DIFFERENT = 100_000;
/** Threads at a time: each takes memory of its own. */
const THREADS = 1;
/** Threads at a time that take zones from other servers: these wait for others, so that they have turns of their own. */
const RECEIVERS = 4;

/** As it was built: threads do not take TypeScript. */
const WORKER = new URL("./zone-worker.js", import.meta.url);

/** Where a snapshot goes. */
export interface SnapshotPlace {
  readonly path: string;
  /** Of the file that is made. */
  readonly mode: number;
  /** Ends it. */
  readonly signal: AbortSignal;
}

export class ZoneThreads {
  readonly #memory: MemoryPool;
  /** What a thread runs; undefined where it has not been built: all is done here then. */
  readonly #worker: URL | undefined;
  readonly #turns = new Turns(THREADS);
  #receivers = 0;
  /** Tasks that threads have done. */
  done = 0;

  /** @param worker what a thread runs */
  constructor(memory: MemoryPool, worker = WORKER) {
    this.#memory = memory;
    this.#worker = existsSync(fileURLToPath(worker)) ? worker : undefined;
  }

  isLarge(bytes: number): boolean {
    return this.#worker !== undefined && bytes >= LEAST;
  }

  #isLarge(image: ZoneImage): boolean {
    return this.isLarge(image.word(HEAD.USED << 2));
  }

  /**
   * A copy of what is visible when this is called. The image must not be given back before this resolves; it may be changed.
   *
   * @param times so much more room for changes than usual
   */
  async copy(image: ZoneImage, times: number): Promise<ZoneImage> {
    const { version } = image;
    if (!this.#isLarge(image)) return compact(image, version, times, this.#memory);
    try {
      return new ZoneImage(await this.#run({ kind: "copy", from: image.place, version, times }));
    } catch {
      // Where a thread cannot be started, waiting is better than refusing updates.
      return compact(image, version, times, this.#memory);
    }
  }

  /** Writes a version of a zone to a file, and makes it safe; its bytes. Undefined for a small zone, which is not written. */
  async write(image: ZoneImage, version: number, to: SnapshotPlace): Promise<number | undefined> {
    if (!this.#isLarge(image)) return undefined;
    const { path, mode, signal } = to;
    return this.#run({ kind: "write", from: image.place, version, path, mode }, signal);
  }

  /** Reads a zone's file. @param size of the file, in bytes */
  async read(file: string, size: number, origin: Uint8Array, now: number): Promise<ReadZone> {
    if (!this.isLarge(size)) return readZoneFile(file, origin, this.#memory, now);
    const { buffer, ...rest } = await this.#run({ kind: "read", file, origin, now });
    return { ...rest, image: buffer && new ZoneImage(buffer) };
  }

  /** What leads from one image to another; undefined where that is too much. Neither may be changed meanwhile. */
  async compare(from: ZoneImage, to: ZoneImage): Promise<ZoneChange | undefined> {
    if (!this.#isLarge(to)) return differenceWithin(from, to, MOST_DIFFERENT);
    const entry = await this.#run({ kind: "compare", from: from.place, to: to.place, most: MOST_DIFFERENT });
    return entry && decodeJournal(entry).changes[0];
  }

  /** Looks at a version of a zone from another server before it is taken over. The image must not be changed meanwhile. */
  async check(image: ZoneImage, version: number, check: ReceivedCheck): Promise<ReceivedFindings> {
    // Most zones have no digest: then nothing takes long.
    const isShort = check.isDigestAlone === true && (check.zonemd === "ignore" || !hasZonemd(image, version));
    if (isShort || !this.#isLarge(image)) return checkReceived(image, version, check, digest);
    return this.#run({ kind: "check", from: image.place, version, check });
  }

  /** Takes a transfer from now on, whose messages go to the other end of `task.messages`; undefined where no thread is free. */
  receive(task: ReceivingTask, signal: AbortSignal): Promise<ReceivedByThread> | undefined {
    if (this.#worker === undefined || this.#receivers >= RECEIVERS) return undefined;
    this.#receivers++;
    return this.#start({ kind: "receive", ...task }, signal, task.messages).finally(() => this.#receivers--);
  }

  #run<Task extends ZoneTask>(task: Task, signal?: AbortSignal): Promise<ZoneResults[Task["kind"]]> {
    return this.#turns.take(() => this.#start(task, signal));
  }

  /** Rejects where the thread fails, or nobody wants its result any more. */
  #start<Task extends ZoneTask>(
    task: Task,
    signal: AbortSignal | undefined,
    ...ports: readonly MessagePort[]
  ): Promise<ZoneResults[Task["kind"]]> {
    if (this.#worker === undefined || signal?.aborted === true) return Promise.reject(new Error("it is not wanted any more"));
    const { port1, port2 } = new MessageChannel();
    const come = new SharedArrayBuffer(4);
    const workerData: ThreadData = { task, memory: port2, come };
    const worker = new Worker(this.#worker, { workerData, transferList: [port2, ...ports], name: task.kind });
    return new Promise<ZoneResults[Task["kind"]]>((resolve, reject) => {
      worker.on("message", (message: ThreadMessage) => {
        // The types of results go with those of tasks.
        if (message.kind === "done") return resolve(message.result as ZoneResults[Task["kind"]]);
        port1.postMessage(this.#memory.take(message.bytes));
        Atomics.add(new Int32Array(come), 0, 1);
        Atomics.notify(new Int32Array(come), 0);
      });
      worker.once("error", reject);
      worker.once("exit", () => reject(new Error("the thread has ended")));
      signal?.addEventListener("abort", () => reject(new Error("it is not wanted any more")), { once: true });
    }).finally(() => {
      this.done++;
      port1.close();
      return worker.terminate();
    });
  }
}
