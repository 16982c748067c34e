/** A thread that answers over UDP: it waits in recvmmsg, answers a batch, and sends it. It runs until the main thread says stop. */
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { Answerer, type AnswerSettings, NO_REPLY } from "../answer/answer.js";
import { ZoneDirectory } from "../answer/zones.js";
import { ZoneImage } from "../image/image.js";
import { loadNative, type NativeLibrary, UdpBatch, waitForAny } from "./native.js";
import { PRIMITIVES } from "./primitives.js";
import { FLAG, type SharedState, WorkerCounters } from "./shared-state.js";

/** Datagrams that are received at once at most. */
const BATCH = 64;
/** How long a thread waits before it looks whether anything was said to it, in milliseconds. */
export const WAIT = 100;

export interface UdpWorkerData {
  readonly worker: number;
  /** Open sockets, and the addresses that they are bound to. */
  readonly sockets: readonly { readonly fd: number; readonly address: Uint8Array }[];
  readonly settings: AnswerSettings;
  readonly state: SharedState;
  readonly zones: readonly SharedArrayBuffer[];
}

/** From the main thread: the zones that are served from now on. */
export interface ZonesMessage {
  readonly generation: number;
  readonly zones: readonly SharedArrayBuffer[];
}

/** To the main thread: a query that is answered there. */
export interface ElsewhereMessage {
  readonly socket: number;
  readonly bytes: Uint8Array;
  readonly sender: Uint8Array;
}

function directoryOf(buffers: readonly SharedArrayBuffer[]): ZoneDirectory {
  return new ZoneDirectory(buffers.map((buffer) => new ZoneImage(buffer)));
}

class UdpWorker {
  readonly #data: UdpWorkerData;
  readonly #port: MessagePort;
  readonly #native: NativeLibrary;
  readonly #flags: Int32Array;
  readonly #counters: WorkerCounters;
  readonly #answerer: Answerer;
  readonly #batches: readonly UdpBatch[];
  #generation = 0;

  constructor(data: UdpWorkerData, port: MessagePort, native: NativeLibrary) {
    this.#data = data;
    this.#port = port;
    this.#native = native;
    this.#flags = new Int32Array(data.state.flags);
    this.#counters = new WorkerCounters(data.state, data.worker);
    this.#answerer = new Answerer(directoryOf(data.zones), PRIMITIVES, data.settings);
    this.#batches = data.sockets.map(({ fd, address }) => new UdpBatch(native, fd, address, BATCH, data.settings.udpPayloadBytes));
  }

  run(): void {
    const only = this.#batches.length === 1 ? this.#batches[0] : undefined;
    while (Atomics.load(this.#flags, FLAG.STOP) === 0) {
      if (only !== undefined) this.#serve(only, 0);
      else this.#serveReady();
    }
  }

  /** One of several sockets: those that have something. */
  #serveReady(): void {
    const ready = waitForAny(this.#native, this.#data.sockets, WAIT);
    if (ready.length === 0) this.#refresh();
    for (const socket of ready) {
      const batch = this.#batches[socket];
      if (batch !== undefined) this.#serve(batch, socket);
    }
  }

  #serve(batch: UdpBatch, socket: number): void {
    const count = batch.receive();
    // After the wait: what was published before a query was received is what it is answered from.
    this.#refresh();
    if (count === 0) return;
    for (let index = 0; index < count; index++) this.#answer(batch, index, socket);
    batch.send();
    batch.renew(count);
  }

  #answer(batch: UdpBatch, index: number, socket: number): void {
    const length = batch.requestLength(index);
    const at = batch.requestAt(index);
    const to = batch.replyAt;
    this.#counters.query();
    if (this.#answerer.reply.view !== batch.view) this.#answerer.reply.attach(batch.view);
    const size = this.#answerer.answer(batch.view, at, at + length, to, false);
    if (size > 0) {
      batch.reply(index, size);
      this.#counters.reply(batch.view, to);
    } else if (size === NO_REPLY.ELSEWHERE) this.#sendElsewhere(batch, index, length, socket);
    else this.#counters.dropped();
  }

  #sendElsewhere(batch: UdpBatch, index: number, length: number, socket: number): void {
    const copy = (at: number, size: number): Uint8Array => new Uint8Array(batch.view.buffer, at, size).slice();
    const sender = copy(batch.senderAt(index), batch.senderLength);
    const message: ElsewhereMessage = { socket, bytes: copy(batch.requestAt(index), length), sender };
    this.#port.postMessage(message);
  }

  /** Takes new zones, if there are any, and says so: old ones are not read from then on. */
  #refresh(): void {
    if (Atomics.load(this.#flags, FLAG.GENERATION) === this.#generation) return;
    for (let next = receiveMessageOnPort(this.#port); next !== undefined; next = receiveMessageOnPort(this.#port)) {
      const { generation, zones } = next.message as ZonesMessage;
      this.#answerer.zones = directoryOf(zones);
      this.#generation = generation;
    }
    Atomics.store(this.#flags, FLAG.ACKNOWLEDGED + this.#data.worker, this.#generation);
    Atomics.notify(this.#flags, FLAG.ACKNOWLEDGED + this.#data.worker);
  }
}

const native = loadNative();
if (parentPort !== null && native !== undefined) new UdpWorker(workerData as UdpWorkerData, parentPort, native).run();
