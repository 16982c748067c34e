/** Asking other servers: a message over UDP with patience, or over a connection of TCP or TLS (RFC 9103). */
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createConnection, type Socket } from "node:net";
import type { RemoteConfig } from "../config/types.js";
import { MessageReader } from "./message-reader.js";

/** What a remote may take, in milliseconds. */
export interface Patience {
  /** Until a datagram is sent again; twice as long each time. */
  readonly datagram: number;
  /** How often it is sent. */
  readonly attempts: number;
  /** To connect, TLS included, and between two pieces of what is received. */
  readonly stream: number;
}

export const USUAL_PATIENCE: Patience = { datagram: 1500, attempts: 4, stream: 15_000 };

/** Is told of each datagram that comes from the remote; true for the one that was waited for. */
export type IsAnswer = (message: Uint8Array) => boolean;

/**
 * Sends a message over UDP, again and again until an answer comes. From a port of its own, and only what comes from the remote's
 * address and port is looked at. Undefined where none comes.
 */
export async function exchangeDatagrams(
  { address, port }: RemoteConfig,
  message: Uint8Array,
  isAnswer: IsAnswer,
  { datagram, attempts }: Patience,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  const socket = createSocket(address.includes(":") ? "udp6" : "udp4");
  try {
    // Who says that nobody listens there may be wrong the next time.
    socket.on("error", () => undefined);
    socket.connect(port, address);
    await once(socket, "connect", { signal });
    const answered = new Promise<Uint8Array>((resolve) => {
      socket.on("message", (bytes: Uint8Array) => {
        if (isAnswer(bytes)) resolve(bytes);
      });
    });
    for (let attempt = 0; attempt < attempts; attempt++) {
      socket.send(message);
      const answer = await within(datagram * 2 ** attempt, answered, signal);
      if (answer !== undefined) return answer;
    }
    return undefined;
  } finally {
    socket.close();
  }
}

async function within<Value>(milliseconds: number, promise: Promise<Value>, signal: AbortSignal): Promise<Value | undefined> {
  signal.throwIfAborted();
  let timer: NodeJS.Timeout | undefined;
  let giveUp: (() => void) | undefined;
  const late = new Promise<undefined>((resolve) => {
    giveUp = () => resolve(undefined);
    timer = setTimeout(giveUp, milliseconds);
    signal.addEventListener("abort", giveUp, { once: true });
  });
  const value = await Promise.race([promise, late]);
  clearTimeout(timer);
  if (giveUp !== undefined) signal.removeEventListener("abort", giveUp);
  signal.throwIfAborted();
  return value;
}

/** A connection to a remote. */
export class RemoteStream {
  readonly #socket: Socket;
  readonly #pieces: AsyncIterator<Uint8Array>;
  readonly #reader = new MessageReader();

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#pieces = (socket as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  }

  /**
   * @param signal ends it, whatever it is doing, and however long it is kept
   * @param limit ends it while it is being opened
   */
  static async open(remote: RemoteConfig, { stream }: Patience, signal: AbortSignal, limit: AbortSignal): Promise<RemoteStream> {
    const { address, port, tls } = remote;
    const socket = tls === undefined ? createConnection({ host: address, port, noDelay: true }) : await connectTls(remote);
    socket.setTimeout(stream, () => socket.destroy(new Error("it does not answer")));
    socket.once("close", bind(socket, signal));
    const unbind = bind(socket, limit);
    // Errors come to whoever reads; without a reader they are nobody's.
    socket.on("error", () => undefined);
    try {
      await once(socket, tls === undefined ? "connect" : "secureConnect");
    } catch (error) {
      socket.destroy();
      throw error;
    } finally {
      unbind();
    }
    return new RemoteStream(socket);
  }

  /** Whether it may be used for something else: nothing has come that nobody asked for. */
  get isReusable(): boolean {
    return this.#socket.writable && this.#reader.next() === undefined && this.#reader.heldBytes === 0;
  }

  /** Carries out a task, during which a signal ends the connection. */
  async during<Value>(limit: AbortSignal, task: () => Promise<Value>): Promise<Value> {
    const unbind = bind(this.#socket, limit);
    try {
      return await task();
    } finally {
      unbind();
    }
  }

  send(message: Uint8Array): void {
    const framed = new Uint8Array(2 + message.length);
    new DataView(framed.buffer).setUint16(0, message.length);
    framed.set(message, 2);
    this.#socket.write(framed);
  }

  /** The next message, in memory of its own. Rejects where the connection ends. */
  async next(): Promise<Uint8Array> {
    for (;;) {
      const message = this.#reader.next();
      if (message !== undefined) return message.slice();
      const piece = await this.#pieces.next();
      if (piece.done === true) throw new Error("the connection was closed");
      this.#reader.push(piece.value);
    }
  }

  close(): void {
    this.#socket.destroy();
  }
}

/** RFC 9103 section 7.1 and 7.2: the ALPN name, and at least TLS 1.3. The certificate has to be of the name in the configuration. */
async function connectTls({ address, port, tls }: RemoteConfig): Promise<Socket> {
  // It takes a while to load, which most servers don't need.
  const { connect } = await import("node:tls");
  const ca = tls?.certificateAuthority === undefined ? undefined : await readFile(tls.certificateAuthority);
  const options = { host: address, port, servername: tls?.serverName ?? "", minVersion: "TLSv1.3", ALPNProtocols: ["dot"] } as const;
  return connect(ca === undefined ? options : { ...options, ca });
}

/** A signal ends a connection, until what is returned is called. */
function bind(socket: Socket, signal: AbortSignal): () => void {
  const stop = (): void => void socket.destroy(toError(signal.reason));
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  return () => signal.removeEventListener("abort", stop);
}

function toError(reason: unknown): Error {
  if (reason instanceof DOMException && reason.name === "TimeoutError") return new Error("it takes too long");
  return reason instanceof Error ? reason : new Error("it was given up");
}
