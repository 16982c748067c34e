/**
 * What takes the messages of one transfer: the calling thread, and from a megabyte of a whole zone on a thread of its own, so that
 * nothing else waits for it. Where there is none, others have their turn in between.
 */
import { MessageChannel, type MessagePort } from "node:worker_threads";
import type { Memory } from "../image/memory.js";
import { ZoneImage } from "../image/image.js";
import type { Cryptography } from "../security/hmac.js";
import { TransferVerifier } from "../security/tsig-transfer.js";
import { IncomingTransfer, type Received } from "../transfer/in.js";
import { soaOf } from "../zone/change.js";
import type { ReceivedByThread, ReceivedMessage, ReceivingTask } from "./transfer-thread.js";
import type { ZoneThreads } from "./zone-threads.js";

/** Bytes of messages: what is shorter takes less time than to start a thread. */
const LEAST = 1 << 20;
/** Milliseconds in which others wait. */
const SLICE = 10;

export interface ReceiverOptions extends Omit<ReceivingTask, "messages"> {
  readonly memory: Memory;
  readonly cryptography: Cryptography;
  /** Undefined: all is done here. */
  readonly threads: Pick<ZoneThreads, "receive"> | undefined;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** A thread at work. */
interface Remote {
  readonly port: MessagePort;
  readonly result: Promise<Received>;
}

export class TransferReceiver {
  readonly #options: ReceiverOptions;
  readonly #transfer: IncomingTransfer;
  /** Those that came so far, for the thread; undefined when there will be none. */
  #messages: ReceivedMessage[] | undefined;
  #bytes = 0;
  #remote: Remote | undefined;
  #sliceEnd = performance.now() + SLICE;

  constructor(options: ReceiverOptions) {
    const { request, tsig, memory, cryptography, threads } = options;
    this.#options = options;
    this.#messages = threads && [];
    this.#transfer = new IncomingTransfer({ ...request, memory, verifier: tsig && new TransferVerifier(tsig, cryptography) });
  }

  /** Takes the next message: see `IncomingTransfer.accept`. Rejects where a thread fails. @param bytes which are kept */
  async accept(bytes: Uint8Array, now: number): Promise<Received> {
    const message = { bytes, now };
    if (this.#remote !== undefined) return this.#send(this.#remote, message);
    const received = this.#transfer.accept(bytes, now);
    if (received.kind !== "more") return received;
    this.#keep(message);
    const remote = this.#begin();
    return remote === undefined ? this.#giveWay() : this.#sendAll(remote);
  }

  #keep(message: ReceivedMessage): void {
    this.#bytes += message.bytes.length;
    this.#messages?.push(message);
  }

  /** A thread, if it is time for one: it begins where this one began. */
  #begin(): Remote | undefined {
    const { request, tsig, check, threads, signal } = this.#options;
    if (this.#messages === undefined || this.#bytes < LEAST) return undefined;
    const { port1, port2 } = new MessageChannel();
    // Changes are made in this thread, whoever reads them.
    const begun = this.#transfer.isWhole ? threads?.receive({ request, tsig, check, messages: port2 }, signal) : undefined;
    if (begun === undefined) {
      this.#messages = undefined;
      port1.close();
      return undefined;
    }
    this.#remote = { port: port1, result: begun.then(receivedBy).finally(() => port1.close()) };
    // Whoever waits for an answer is told; nobody may.
    this.#remote.result.catch(() => undefined);
    return this.#remote;
  }

  /** Lets others run, if it is time. */
  async #giveWay(): Promise<Received> {
    if (performance.now() > this.#sliceEnd) {
      await new Promise((resolve) => setImmediate(resolve));
      this.#sliceEnd = performance.now() + SLICE;
    }
    return { kind: "more" };
  }

  async #sendAll(remote: Remote): Promise<Received> {
    let received: Received = { kind: "more" };
    for (const message of this.#messages ?? []) if (received.kind === "more") received = await this.#send(remote, message);
    this.#messages = undefined;
    return received;
  }

  #send({ port, result }: Remote, message: ReceivedMessage): Promise<Received> {
    const taken = new Promise<Received>((resolve) => {
      port.once("message", () => resolve({ kind: "more" }));
    });
    port.postMessage(message);
    return Promise.race([taken, result]);
  }
}

function receivedBy(result: ReceivedByThread): Received {
  if (result.kind === "failed") return result;
  const image = new ZoneImage(result.buffer);
  return { kind: "zone", soa: soaOf(image, image.version), image, findings: result.findings };
}
