/** A thread that answers over UDP: it waits in recvmmsg, answers a batch, and sends it. It runs until the main thread says stop. */
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { Answerer, type AnswerSettings, NO_REPLY } from "../answer/answer.js";
import { ZoneDirectory } from "../answer/zones.js";
import { openImage, type ZoneImage } from "../image/image.js";
import { RateLimiter, type RateLimitSettings } from "../security/rate-limit.js";
import { Gathering } from "./gathering.js";
import { loadNative, type NativeLibrary, UdpBatch } from "./native.js";
import { PRIMITIVES } from "./primitives.js";
import type { NumberedPlace, ZonesChange } from "./published-zones.js";
import { Asker, Responder } from "./responder.js";
import { acknowledgedBy, COUNTER, FLAG, pendingOf, type SharedState } from "./shared-state.js";
import { addressPlace, PORT_PLACE, waitForAny } from "./udp-socket.js";

/** Datagrams that are received at once at most. */
const BATCH = 128;
/** How long a thread waits before it looks whether anything was said to it, in milliseconds. */
export const WAIT = 100;
/** Queries of one thread that the main thread has not taken yet. More are dropped: who sent them asks again. */
const MOST_PENDING = 256;
/** Batches that are still answered when it is to end. */
const LAST_BATCHES = 256;

export interface UdpWorkerData {
  readonly worker: number;
  /** Open sockets, and the addresses that they are bound to. */
  readonly sockets: readonly { readonly fd: number; readonly address: Uint8Array }[];
  readonly settings: AnswerSettings;
  /** In microseconds. */
  readonly gather: number;
  /** What this worker alone allows; undefined: no limit. */
  readonly rateLimit: RateLimitSettings | undefined;
  /** A random number. */
  readonly seed: number;
  readonly state: SharedState;
  readonly zones: readonly NumberedPlace[];
}

/** From the main thread: what changes the zones that are served. */
export interface ZonesMessage {
  readonly generation: number;
  readonly change: ZonesChange;
}

/** To the main thread: a query that is answered there. */
export interface ElsewhereMessage {
  readonly socket: number;
  readonly bytes: Uint8Array;
  /** A struct sockaddr. */
  readonly sender: Uint8Array;
  /** The address that it was sent to. */
  readonly control: Uint8Array;
}

/** The zones that are served, as this thread has them. */
class OpenZones {
  readonly directory = new ZoneDirectory();
  readonly #images = new Map<number, ZoneImage>();

  change({ gone, come }: ZonesChange): void {
    for (const number of gone) this.#close(number);
    for (const place of come) {
      const image = openImage(place);
      this.#images.set(place.number, image);
      this.directory.add(image);
    }
  }

  #close(number: number): void {
    const image = this.#images.get(number);
    if (image !== undefined) this.directory.remove(image);
    this.#images.delete(number);
  }
}

class UdpWorker {
  readonly #data: UdpWorkerData;
  readonly #port: MessagePort;
  readonly #native: NativeLibrary;
  readonly #flags: Int32Array;
  readonly #zones = new OpenZones();
  readonly #answerer: Answerer;
  readonly #responder: Responder;
  readonly #batches: readonly UdpBatch[];
  readonly #askers: readonly Asker[];
  readonly #gathering: Gathering;
  #generation = 0;

  constructor(data: UdpWorkerData, port: MessagePort, native: NativeLibrary) {
    const { settings, gather, rateLimit, seed, state, worker, sockets, zones } = data;
    this.#data = data;
    this.#port = port;
    this.#native = native;
    this.#flags = new Int32Array(state.flags);
    this.#gathering = new Gathering(gather > 0, BATCH);
    this.#zones.change({ gone: [], come: zones });
    this.#answerer = new Answerer(this.#zones.directory, PRIMITIVES, settings);
    const limiter = rateLimit === undefined ? undefined : new RateLimiter(rateLimit, seed);
    this.#responder = new Responder({ answerer: this.#answerer, state, row: worker, transport: "udp", limiter });
    this.#batches = sockets.map(({ fd, address }) => new UdpBatch(native, fd, address, BATCH, settings.udpPayloadBytes));
    this.#askers = this.#batches.map((batch) => {
      const asker = new Asker(false, new Uint8Array(batch.view.buffer));
      asker.clientSize = addressPlace(batch.senderLength).size;
      return asker;
    });
  }

  run(): void {
    const only = this.#batches.length === 1 ? this.#batches[0] : undefined;
    while (Atomics.load(this.#flags, FLAG.STOP) === 0) {
      if (this.#gathering.pays) this.#native.usleep(this.#data.gather);
      this.#gathering.note(only === undefined ? this.#serveReady() : this.#serve(only, 0, !this.#gathering.isBusy));
    }
    this.#batches.forEach((batch, socket) => this.#finish(batch, socket));
  }

  /** Of several sockets those that have something; how many datagrams came. */
  #serveReady(): number {
    const ready = waitForAny(this.#native, this.#data.sockets, this.#gathering.isBusy ? 0 : WAIT);
    if (ready.length === 0) this.#refresh();
    let count = 0;
    for (const socket of ready) {
      const batch = this.#batches[socket];
      if (batch !== undefined) count += this.#serve(batch, socket, false);
    }
    return count;
  }

  /** Answers what had come before the end. The socket is shut down: where nothing is left, it gives an empty datagram, and no more. */
  #finish(batch: UdpBatch, socket: number): void {
    for (let round = 0; round < LAST_BATCHES; round++) {
      const count = this.#serve(batch, socket, true);
      if (count === 0 || batch.requestLength(count - 1) === 0) return;
    }
  }

  #serve(batch: UdpBatch, socket: number, waits: boolean): number {
    const count = batch.receive(waits);
    // After the wait: what was published before a query was received is what it is answered from.
    this.#refresh();
    if (count === 0) return 0;
    this.#responder.tick();
    for (let index = 0; index < count; index++) this.#answer(batch, index, socket);
    this.#responder.tock();
    batch.send();
    batch.renew(count);
    return count;
  }

  #answer(batch: UdpBatch, index: number, socket: number): void {
    const asker = this.#askers[socket];
    if (asker === undefined) return;
    const length = batch.requestLength(index);
    const at = batch.requestAt(index);
    const sender = batch.senderAt(index);
    asker.clientAt = sender + (asker.clientSize === 4 ? 4 : 8);
    asker.port = batch.view.getUint16(sender + PORT_PLACE);
    if (this.#answerer.reply.view !== batch.view) this.#answerer.reply.attach(batch.view);
    const size = this.#responder.answer(batch.view, at, at + length, batch.replyAt, asker);
    if (size > 0) batch.reply(index, size);
    else if (size === NO_REPLY.ELSEWHERE) this.#sendElsewhere(batch, index, length, socket);
  }

  #sendElsewhere(batch: UdpBatch, index: number, length: number, socket: number): void {
    const pending = pendingOf(this.#data.worker);
    if (Atomics.load(this.#flags, pending) >= MOST_PENDING) return this.#responder.counters.add(COUNTER.elsewhereDropped);
    Atomics.add(this.#flags, pending, 1);
    const copy = (at: number, size: number): Uint8Array => new Uint8Array(batch.view.buffer, at, size).slice();
    const sender = copy(batch.senderAt(index), batch.senderLength);
    const message: ElsewhereMessage = { socket, bytes: copy(batch.requestAt(index), length), sender, control: batch.controlOf(index) };
    this.#port.postMessage(message);
  }

  /** Takes new zones, if there are any, and says so: old ones are not read from then on. */
  #refresh(): void {
    if (Atomics.load(this.#flags, FLAG.GENERATION) === this.#generation) return;
    for (let next = receiveMessageOnPort(this.#port); next !== undefined; next = receiveMessageOnPort(this.#port)) {
      const { generation, change } = next.message as ZonesMessage;
      this.#zones.change(change);
      this.#answerer.zones = this.#zones.directory;
      this.#generation = generation;
    }
    Atomics.store(this.#flags, acknowledgedBy(this.#data.worker), this.#generation);
    Atomics.notify(this.#flags, acknowledgedBy(this.#data.worker));
  }
}

const native = loadNative();
if (parentPort !== null && native !== undefined) new UdpWorker(workerData as UdpWorkerData, parentPort, native).run();
