/** The threads that answer over UDP: started, given new zones, ended. */
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { AnswerSettings } from "../answer/answer.js";
import type { RateLimitSettings } from "../security/rate-limit.js";
import type { Elsewhere, PendingQueries } from "./elsewhere.js";
import { loadNative, type NativeLibrary, UdpBatch } from "./native.js";
import { addressPlace, checkFree, openUdp, PORT_PLACE, portOf, wake } from "./udp-socket.js";
import type { NumberedPlace, ZonesChange } from "./published-zones.js";
import { acknowledgedBy, FLAG, pendingOf, type SharedState } from "./shared-state.js";
import type { ElsewhereMessage, UdpWorkerData, ZonesMessage } from "./udp-worker.js";

/** Of each socket's queues, in bytes; the system may allow less. */
const QUEUE_BYTES = 4 << 20;
/** How long a thread waits in the kernel before it looks around, in milliseconds. */
const WAIT = 100;
/** The largest message over UDP that is sent from here. */
const REPLY_BYTES = 0x1_0000;

export interface UdpAddress {
  readonly bytes: Uint8Array;
  readonly port: number;
}

export interface UdpPoolOptions {
  readonly workers: number;
  readonly settings: AnswerSettings;
  /** How long busy threads let queries gather, in microseconds; 0: not at all. */
  readonly gather: number;
  readonly rateLimit: RateLimitSettings | undefined;
  /** Random numbers of 32 bits. */
  readonly seed: () => number;
  readonly state: SharedState;
  readonly elsewhere: Elsewhere;
  readonly pending: PendingQueries;
}

/** A thread that answers allocates next to nothing: young objects need little room, and less of it is touched. */
const HEAP = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 256 };

/** As it was built: threads do not take TypeScript. */
const WORKER = new URL("./udp-worker.js", import.meta.url);

interface UdpSocket {
  readonly fd: number;
  readonly address: Uint8Array;
}

export class UdpPool {
  readonly #native: NativeLibrary;
  readonly #options: UdpPoolOptions;
  readonly #flags: Int32Array;
  readonly #workers: Worker[] = [];
  /** By worker. */
  readonly #sockets: UdpSocket[][] = [];
  /** What sends replies from the main thread, by the socket's descriptor. */
  readonly #senders = new Map<number, UdpBatch>();
  #generation = 0;
  #isClosed = false;

  constructor(native: NativeLibrary, options: UdpPoolOptions) {
    this.#native = native;
    this.#options = options;
    this.#flags = new Int32Array(options.state.flags);
  }

  /** Undefined where the system or an optional package does not allow it. */
  static make(options: UdpPoolOptions): UdpPool | undefined {
    const native = loadNative();
    return native === undefined ? undefined : new UdpPool(native, options);
  }

  /** Opens each thread's socket for an address; the port, which the system chose if it was 0. Throws what has a `code`, as Node does. */
  open({ bytes: address, port }: UdpAddress): number {
    if (port !== 0) checkFree(this.#native, address, port);
    let bound = port;
    for (let worker = 0; worker < this.#options.workers; worker++) {
      const mostBytes = this.#options.settings.udpPayloadBytes;
      const fd = openUdp(this.#native, address, bound, { timeout: WAIT, queueBytes: QUEUE_BYTES, mostBytes });
      bound = portOf(this.#native, fd);
      (this.#sockets[worker] ??= []).push({ fd, address });
    }
    return bound;
  }

  /** Starts the threads; they answer from then on. */
  async start(zones: readonly NumberedPlace[]): Promise<void> {
    const { workers, settings, gather, state, rateLimit, seed } = this.#options;
    const share = rateLimit && shareOf(rateLimit, workers);
    await Promise.all(
      this.#sockets.map((sockets, worker) =>
        this.#start({ worker, sockets, settings, gather, state, zones, rateLimit: share, seed: seed() }),
      ),
    );
  }

  async #start(data: UdpWorkerData): Promise<void> {
    const worker = new Worker(WORKER, { workerData: data, name: `udp ${data.worker}`, resourceLimits: HEAP });
    worker.on("message", (message: ElsewhereMessage) => this.#answerElsewhere(data, message));
    // A thread that fails is an error of ours: better no server than half of one that nobody notices.
    worker.on("error", (error) => {
      throw error;
    });
    this.#workers.push(worker);
    await once(worker, "online");
  }

  #answerElsewhere({ sockets, worker }: UdpWorkerData, { socket, bytes, sender, control }: ElsewhereMessage): void {
    Atomics.sub(this.#flags, pendingOf(worker), 1);
    const { elsewhere, pending } = this.#options;
    const batch = this.#senderOf(sockets[socket]);
    if (batch === undefined) return;
    const { at, size } = addressPlace(sender.length);
    const client = sender.slice(at, at + size);
    const port = new DataView(sender.buffer, sender.byteOffset).getUint16(PORT_PLACE);
    const reply = (message: Uint8Array): Promise<void> =>
      Promise.resolve(this.#isClosed ? undefined : batch.sendTo(sender, control, message));
    pending.begin(() => elsewhere({ bytes, client, port, transport: "udp" }, reply));
  }

  #senderOf(socket: UdpSocket | undefined): UdpBatch | undefined {
    if (socket === undefined) return undefined;
    const known = this.#senders.get(socket.fd);
    if (known !== undefined) return known;
    const made = new UdpBatch(this.#native, socket.fd, socket.address, 1, REPLY_BYTES);
    this.#senders.set(socket.fd, made);
    return made;
  }

  /** Gives the threads other zones; resolves when all of them answer from these, and no one reads the old ones. */
  async publish(change: ZonesChange): Promise<void> {
    const message: ZonesMessage = { generation: ++this.#generation, change };
    for (const worker of this.#workers) worker.postMessage(message);
    Atomics.store(this.#flags, FLAG.GENERATION, message.generation);
    await Promise.all(this.#workers.map((_, worker) => this.#acknowledged(worker, message.generation)));
  }

  async #acknowledged(worker: number, generation: number): Promise<void> {
    const index = acknowledgedBy(worker);
    for (;;) {
      const seen = Atomics.load(this.#flags, index);
      if (seen >= generation) return;
      await Atomics.waitAsync(this.#flags, index, seen).value;
    }
  }

  /** Ends the threads, after they have answered what came. */
  async stop(): Promise<void> {
    const ended = this.#workers.map((worker) => once(worker, "exit"));
    Atomics.store(this.#flags, FLAG.STOP, 1);
    for (const { fd } of this.#sockets.flat()) wake(this.#native, fd);
    await Promise.all(ended);
  }

  /** Closes the sockets: nothing can be sent any more. */
  close(): void {
    this.#isClosed = true;
    for (const { fd } of this.#sockets.flat()) this.#native.close(fd);
    this.#sockets.length = 0;
  }
}

/** Each worker counts for itself, and a client's ports reach all of them, so each allows its part. */
function shareOf(settings: RateLimitSettings, workers: number): RateLimitSettings {
  return {
    ...settings,
    responsesPerSecond: settings.responsesPerSecond / workers,
    nxdomainsPerSecond: settings.nxdomainsPerSecond / workers,
    nodataPerSecond: settings.nodataPerSecond / workers,
    errorsPerSecond: settings.errorsPerSecond / workers,
  };
}
