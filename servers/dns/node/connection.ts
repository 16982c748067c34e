/** One client's connection over TCP (RFC 7766) or TLS (RFC 7858), within limits. */
import type { Socket } from "node:net";
import { MessageReader } from "./message-reader.js";
import type { OpenLimits, StreamUse } from "./open-streams.js";

export interface StreamLimits extends OpenLimits {
  readonly tcpIdleSeconds: number;
  readonly tcpTotalSeconds: number;
  /** Queries of one connection that are answered elsewhere and not finished. */
  readonly queriesInFlight: number;
}

/** Answers a query, or says that it is none; a promise where that is not done at once. */
export type AnswerQuery = (query: Uint8Array, connection: Connection) => Promise<void> | undefined;

const LENGTH = 2;
const MOST_BYTES = 0xffff;
/** Bytes of answers that wait for a client who does not read them, and of queries in flight: then no more of its queries are read. */
const MOST_WAITING = MOST_BYTES;

export class Connection {
  readonly socket: Socket;
  readonly #limits: StreamLimits;
  readonly #answer: AnswerQuery;
  readonly #use: StreamUse;
  readonly #reader = new MessageReader();
  readonly #idle: NodeJS.Timeout;
  readonly #total: NodeJS.Timeout;
  #inFlight = 0;
  #inFlightBytes = 0;
  #isBusy = false;
  /** The client sends no more. */
  #hasEnded = false;
  /** It is to end once nothing is in flight. */
  #isLeaving = false;
  /** Whether the client took any of its answers since the idle time began. */
  #hasTaken = false;

  /** @param use is told when it is idle, and when not */
  constructor(socket: Socket, limits: StreamLimits, answer: AnswerQuery, use: StreamUse) {
    this.socket = socket;
    this.#limits = limits;
    this.#answer = answer;
    this.#use = use;
    this.#idle = setTimeout(() => this.#checkIdle(), limits.tcpIdleSeconds * 1000);
    this.#total = setTimeout(() => this.leave(), limits.tcpTotalSeconds * 1000);
    socket.on("data", (piece: Uint8Array) => this.#receive(piece));
    socket.on("drain", () => this.#resume());
    socket.on("error", () => this.destroy());
    socket.on("end", () => this.#finish());
    socket.once("close", () => this.#end());
  }

  #receive(piece: Uint8Array): void {
    this.#reader.push(piece);
    this.#answerWhole();
  }

  /** Answers the queries that have come whole, as long as the client reads its answers, and in as few packets as possible. */
  #answerWhole(): void {
    this.socket.cork();
    while (!this.#isFull) {
      const query = this.#reader.next();
      if (query === undefined) break;
      this.#take(query);
    }
    this.socket.uncork();
    this.#noteUse();
    if (this.#isFull) this.socket.pause();
  }

  get #isFull(): boolean {
    const { writableLength, destroyed } = this.socket;
    const isMuch = this.#inFlight >= this.#limits.queriesInFlight || this.#inFlightBytes > MOST_WAITING;
    return isMuch || writableLength > MOST_WAITING || destroyed;
  }

  #noteUse(): void {
    const isBusy = this.#inFlight > 0 || this.socket.writableLength > 0;
    if (isBusy === this.#isBusy) return;
    this.#isBusy = isBusy;
    this.#use.busy(isBusy);
  }

  #take(query: Uint8Array): void {
    // The idle time counts from query to query, not from byte to byte: a slow sender is cut off (RFC 7766 section 6.2.3).
    this.#idle.refresh();
    this.#hasTaken = false;
    this.#use.asked();
    const { length } = query;
    const answered = this.#answer(query, this);
    if (answered === undefined) return;
    this.#inFlight++;
    this.#inFlightBytes += length;
    void answered
      .catch(() => this.destroy())
      .finally(() => {
        this.#inFlight--;
        this.#inFlightBytes -= length;
        this.#noteUse();
        this.#idle.refresh();
        this.#resume();
      });
  }

  #resume(): void {
    if (this.#isFull) return;
    if (!this.#isLeaving) this.socket.resume();
    this.#answerWhole();
    if (this.#hasEnded || this.#isLeaving) this.#endIfDone();
  }

  /** The client sends no more; what it asked is still answered. */
  #finish(): void {
    this.#hasEnded = true;
    this.#endIfDone();
  }

  #endIfDone(): void {
    if (this.#inFlight > 0 || this.#isFull) return;
    // Who still sends is not waited for.
    if (this.#isLeaving) this.socket.destroySoon();
    else this.socket.end();
  }

  /** Takes no more queries; ends when those that came are answered. */
  leave(): void {
    this.#isLeaving = true;
    this.socket.pause();
    this.#endIfDone();
  }

  /** The idle time has passed: a client that is waiting for us, or that is reading a long answer, may stay. */
  #checkIdle(): void {
    const isWaiting = this.#inFlight > 0 && this.socket.writableLength === 0;
    const isReading = this.socket.writableLength > 0 && this.#hasTaken;
    if (!isWaiting && !isReading) return this.destroy();
    this.#hasTaken = false;
    this.#idle.refresh();
  }

  readonly #taken = (): void => {
    this.#hasTaken = true;
    this.#noteUse();
  };

  /** Writes a message that has its length before it already. */
  write(bytes: Uint8Array): void {
    if (!this.socket.destroyed) this.socket.write(bytes, this.#taken);
  }

  /** Writes a message; resolves when the system has taken it. */
  send(message: Uint8Array): Promise<void> {
    if (message.length > MOST_BYTES) return Promise.reject(new RangeError(`a message of ${message.length} bytes`));
    const framed = new Uint8Array(LENGTH + message.length);
    new DataView(framed.buffer).setUint16(0, message.length);
    framed.set(message, LENGTH);
    return new Promise((resolve, reject) => {
      this.socket.write(framed, (error) => {
        this.#taken();
        if (error) reject(error);
        else resolve();
      });
    });
  }

  #end(): void {
    clearTimeout(this.#idle);
    clearTimeout(this.#total);
  }

  destroy(): void {
    this.socket.destroy();
  }
}
