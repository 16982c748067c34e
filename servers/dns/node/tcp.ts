/** DNS over TCP (RFC 7766) and TLS (RFC 7858): many queries on one connection, each behind its length (RFC 1035 section 4.2.2). */
import { createServer, type Server, type Socket } from "node:net";
import { type Answerer, MOST_BYTES, NO_REPLY } from "../answer/answer.js";

export interface StreamLimits {
  readonly tcpConnections: number;
  readonly tcpConnectionsPerClient: number;
  readonly tcpIdleSeconds: number;
  readonly tcpTotalSeconds: number;
  /** Queries of one connection that are answered elsewhere and not finished. */
  readonly queriesInFlight: number;
}

/** What a stream's query is answered with that the core does not answer by itself: messages, one after the other. */
export type ElsewhereAnswerer = (query: Uint8Array, connection: Connection) => Promise<void>;

const LENGTH = 2;
/** Answers that wait for a client who does not read them: then no more of its queries are read. */
const MOST_WAITING = 4 * MOST_BYTES;

/** Serves connections within limits. One answerer for all: it answers one query after the other. */
export class StreamServer {
  readonly #answerer: Answerer;
  readonly #limits: StreamLimits;
  readonly #elsewhere: ElsewhereAnswerer;
  readonly #out = new DataView(new ArrayBuffer(MOST_BYTES + LENGTH));
  readonly #connections = new Set<Connection>();
  readonly #perClient = new Map<string, number>();

  constructor(answerer: Answerer, limits: StreamLimits, elsewhere: ElsewhereAnswerer) {
    this.#answerer = answerer;
    this.#limits = limits;
    this.#elsewhere = elsewhere;
  }

  get connections(): number {
    return this.#connections.size;
  }

  /** A listener for TCP; resolves when it listens. */
  listen(address: string, port: number): Promise<Server> {
    const server = createServer({ noDelay: true, allowHalfOpen: true }, (socket) => this.accept(socket));
    return new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen({ host: address, port }, () => resolve(server));
    });
  }

  /** Takes a connection, or closes it where there are too many (RFC 7766 section 6.2.2). */
  accept(socket: Socket): void {
    const client = socket.remoteAddress ?? "";
    const open = this.#perClient.get(client) ?? 0;
    if (this.#connections.size >= this.#limits.tcpConnections || open >= this.#limits.tcpConnectionsPerClient) {
      socket.resetAndDestroy();
      return;
    }
    this.#perClient.set(client, open + 1);
    const connection: Connection = new Connection(socket, this.#limits, (query) => this.#answer(query, connection));
    this.#connections.add(connection);
    socket.once("close", () => this.#forget(connection, client));
  }

  #forget(connection: Connection, client: string): void {
    connection.end();
    this.#connections.delete(connection);
    const left = (this.#perClient.get(client) ?? 1) - 1;
    if (left === 0) this.#perClient.delete(client);
    else this.#perClient.set(client, left);
  }

  /** Answers one query; a promise where that is not done at once. */
  #answer(query: Uint8Array, connection: Connection): Promise<void> | undefined {
    const view = new DataView(query.buffer, query.byteOffset, query.byteLength);
    this.#answerer.reply.attach(this.#out);
    const size = this.#answerer.answer(view, 0, query.byteLength, LENGTH, true);
    if (size === NO_REPLY.ELSEWHERE) return this.#elsewhere(query, connection);
    if (size === NO_REPLY.DROP) connection.destroy();
    else {
      this.#out.setUint16(0, size);
      connection.write(new Uint8Array(this.#out.buffer, 0, LENGTH + size).slice());
    }
    return undefined;
  }

  /** Ends all connections: those that wait for a query at once. */
  close(): void {
    for (const connection of this.#connections) connection.destroy();
  }
}

/** One client's connection. */
export class Connection {
  readonly socket: Socket;
  readonly #limits: StreamLimits;
  readonly #answer: (query: Uint8Array) => Promise<void> | undefined;
  /** Bytes of a query that has not come whole. */
  #rest: Uint8Array = new Uint8Array(0);
  #inFlight = 0;
  #hasEnded = false;
  readonly #idle: NodeJS.Timeout;
  readonly #total: NodeJS.Timeout;

  constructor(socket: Socket, limits: StreamLimits, answer: (query: Uint8Array) => Promise<void> | undefined) {
    this.socket = socket;
    this.#limits = limits;
    this.#answer = answer;
    this.#idle = setTimeout(() => this.destroy(), limits.tcpIdleSeconds * 1000);
    this.#total = setTimeout(() => this.destroy(), limits.tcpTotalSeconds * 1000);
    socket.on("data", (bytes) => this.#receive(bytes));
    socket.on("drain", () => this.#resume());
    socket.on("error", () => this.destroy());
    socket.on("end", () => this.#finish());
  }

  #receive(bytes: Uint8Array): void {
    this.#rest = this.#rest.length === 0 ? bytes : joined(this.#rest, bytes);
    this.#answerWhole();
  }

  /** Answers the queries that have come whole, as long as the client reads its answers. */
  #answerWhole(): void {
    let at = 0;
    const { length } = this.#rest;
    while (at + LENGTH <= length && !this.#isFull) {
      const end = at + LENGTH + (((this.#rest[at] ?? 0) << 8) | (this.#rest[at + 1] ?? 0));
      if (end > length) break;
      this.#take(this.#rest.subarray(at + LENGTH, end));
      at = end;
    }
    // A copy: the part would keep all that was received alive.
    if (at > 0) this.#rest = at === length ? new Uint8Array(0) : this.#rest.slice(at);
    if (this.#isFull) this.socket.pause();
  }

  get #isFull(): boolean {
    return this.#inFlight >= this.#limits.queriesInFlight || this.socket.writableLength > MOST_WAITING || this.socket.destroyed;
  }

  #take(query: Uint8Array): void {
    // The idle time counts from query to query, not from byte to byte: a slow sender is cut off (RFC 7766 section 6.2.3).
    this.#idle.refresh();
    const answered = this.#answer(query);
    if (answered === undefined) return;
    this.#inFlight++;
    void answered
      .catch(() => this.destroy())
      .finally(() => {
        this.#inFlight--;
        this.#resume();
      });
  }

  #resume(): void {
    if (this.#isFull) return;
    this.socket.resume();
    this.#answerWhole();
    if (this.#hasEnded && this.#inFlight === 0 && !this.#isFull) this.socket.end();
  }

  /** The client sends no more; what it asked is still answered. */
  #finish(): void {
    this.#hasEnded = true;
    if (this.#inFlight === 0 && !this.#isFull) this.socket.end();
  }

  write(bytes: Uint8Array): void {
    if (!this.socket.destroyed) this.socket.write(bytes);
  }

  /** Its timers. */
  end(): void {
    clearTimeout(this.#idle);
    clearTimeout(this.#total);
  }

  destroy(): void {
    this.socket.destroy();
  }
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(one.length + other.length);
  bytes.set(one);
  bytes.set(other, one.length);
  return bytes;
}
