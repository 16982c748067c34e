/** The threads that answer over UDP: started, given new zones, ended. */
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { AnswerSettings } from "../answer/answer.js";
import { loadNative, type NativeLibrary, openUdp, portOf, wake } from "./native.js";
import { FLAG, makeSharedState, type SharedState } from "./shared-state.js";
import type { ElsewhereMessage, UdpWorkerData, ZonesMessage } from "./udp-worker.js";

/** Of each socket's queues, in bytes; the system may allow less. */
const QUEUE_BYTES = 4 << 20;
/** How long a thread waits in the kernel before it looks around, in milliseconds. */
const WAIT = 100;

export interface UdpAddress {
  readonly bytes: Uint8Array;
  readonly port: number;
}

/** As it was built: threads do not take TypeScript. */
const WORKER = new URL("./udp-worker.js", import.meta.url);

export type SendReply = (bytes: Uint8Array) => void;

export class UdpPool {
  readonly #native: NativeLibrary;
  readonly #state: SharedState;
  readonly #flags: Int32Array;
  readonly #workers: Worker[] = [];
  readonly #sockets: UdpWorkerData["sockets"][] = [];
  #generation = 0;
  /** A query that the threads do not answer, and how to reply. */
  onElsewhere: (query: Uint8Array, sender: Uint8Array, reply: SendReply) => void = () => undefined;

  private constructor(native: NativeLibrary, state: SharedState) {
    this.#native = native;
    this.#state = state;
    this.#flags = new Int32Array(state.flags);
  }

  /** Opens the sockets of each thread, and starts them; undefined where the system or an optional package does not allow it. */
  static async open(
    addresses: readonly UdpAddress[],
    workers: number,
    settings: AnswerSettings,
    zones: readonly SharedArrayBuffer[],
  ): Promise<UdpPool | undefined> {
    const native = loadNative();
    if (native === undefined) return undefined;
    const pool = new UdpPool(native, makeSharedState(workers));
    const ports = addresses.map(({ port }) => port);
    for (let worker = 0; worker < workers; worker++)
      pool.#sockets.push(addresses.map((address, index) => pool.#open(address, ports, index)));
    await Promise.all(pool.#sockets.map((sockets, worker) => pool.#start({ worker, sockets, settings, state: pool.#state, zones })));
    return pool;
  }

  /** The ports of the addresses, in their order. */
  ports(): number[] {
    return (this.#sockets[0] ?? []).map(({ fd }) => portOf(this.#native, fd));
  }

  get state(): SharedState {
    return this.#state;
  }

  /** The first thread's port is that of all, where the system was to choose one. */
  #open(address: UdpAddress, ports: number[], index: number): { fd: number; address: Uint8Array } {
    const fd = openUdp(this.#native, address.bytes, ports[index] ?? 0, { timeout: WAIT, queueBytes: QUEUE_BYTES });
    ports[index] = portOf(this.#native, fd);
    return { fd, address: address.bytes };
  }

  async #start(data: UdpWorkerData): Promise<void> {
    const worker = new Worker(WORKER, { workerData: data, name: `udp ${data.worker}` });
    worker.on("message", (message: ElsewhereMessage) => this.#answerElsewhere(data.sockets, message));
    // A thread that fails is an error of ours: better no server than half of one that nobody notices.
    worker.on("error", (error) => {
      throw error;
    });
    this.#workers.push(worker);
    await once(worker, "online");
  }

  #answerElsewhere(sockets: UdpWorkerData["sockets"], { socket, bytes, sender }: ElsewhereMessage): void {
    const fd = sockets[socket]?.fd;
    if (fd === undefined) return;
    this.onElsewhere(bytes, sender, (reply) => {
      this.#native.sendto(fd, reply, reply.length, 0, sender, sender.length);
    });
  }

  /** Gives the threads other zones; resolves when all of them answer from these, and no one reads the old ones. */
  async publish(zones: readonly SharedArrayBuffer[]): Promise<void> {
    const message: ZonesMessage = { generation: ++this.#generation, zones };
    for (const worker of this.#workers) worker.postMessage(message);
    Atomics.store(this.#flags, FLAG.GENERATION, message.generation);
    await Promise.all(this.#workers.map((_, worker) => this.#acknowledged(worker, message.generation)));
  }

  async #acknowledged(worker: number, generation: number): Promise<void> {
    const index = FLAG.ACKNOWLEDGED + worker;
    for (;;) {
      const seen = Atomics.load(this.#flags, index);
      if (seen >= generation) return;
      await Atomics.waitAsync(this.#flags, index, seen).value;
    }
  }

  /** Ends the threads, after the batches that they are at. */
  async close(): Promise<void> {
    const ended = this.#workers.map((worker) => once(worker, "exit"));
    Atomics.store(this.#flags, FLAG.STOP, 1);
    for (const { fd } of this.#sockets.flat()) wake(this.#native, fd);
    await Promise.all(ended);
    for (const { fd } of this.#sockets.flat()) this.#native.close(fd);
  }
}
