/** Asks one server thousands of things: many at once over UDP, again where nothing comes back, over TCP what was cut off. */
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { AMPLE, answerOf, queryText, type Answer, type Query } from "./answer.js";
import { decodeMessage, encodeQuery, isResponseTo } from "./message.js";
import { askOverTcp } from "./tcp.js";

const AT_ONCE = 64;
const PATIENCE = 1000;
const ATTEMPTS = 5;

interface Waiting {
  readonly query: Query;
  readonly settle: (message: Uint8Array | undefined) => void;
}

export class DnsClient {
  readonly #socket: Socket = createSocket("udp4");
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;

  constructor(readonly port: number) {
    this.#socket.on("message", (bytes) => {
      this.#receive(bytes);
    });
    // A server that is not there yet: the query is sent again.
    this.#socket.on("error", () => undefined);
  }

  async connect(): Promise<void> {
    this.#socket.connect(this.port, "127.0.0.1");
    await once(this.#socket, "connect");
  }

  close(): void {
    this.#socket.close();
  }

  /** One answer each, in the same order. */
  async askAll(queries: readonly Query[]): Promise<Answer[]> {
    const answers: Answer[] = [];
    let next = 0;
    const worker = async (): Promise<void> => {
      while (next < queries.length) {
        const index = next++;
        const query = queries[index];
        if (query !== undefined) answers[index] = await this.ask(query);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return answers;
  }

  /** What was cut off is asked for again over TCP, unless the query itself leaves little room. */
  async ask(query: Query): Promise<Answer> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const bytes = await this.askOnce(query, PATIENCE);
      if (bytes === undefined) continue;
      const whole = isTruncated(bytes) && query.payload === AMPLE ? await askOverTcp(this.port, query) : bytes;
      return answerOf(decodeMessage(whole), whole.length);
    }
    throw new Error(`no answer from port ${this.port} to ${queryText(query)}`);
  }

  /** Undefined where nothing comes back in so many milliseconds. */
  async askOnce(query: Query, patience: number): Promise<Uint8Array | undefined> {
    const id = this.#freeId();
    const answered = new Promise<Uint8Array | undefined>((settle) => this.#waiting.set(id, { query, settle }));
    const timer = setTimeout(() => {
      this.#waiting.get(id)?.settle(undefined);
    }, patience);
    this.#socket.send(encodeQuery(query, id));
    const bytes = await answered;
    clearTimeout(timer);
    this.#waiting.delete(id);
    return bytes;
  }

  #freeId(): number {
    do this.#nextId = (this.#nextId + 1) & 0xffff;
    while (this.#waiting.has(this.#nextId));
    return this.#nextId;
  }

  #receive(bytes: Uint8Array): void {
    const message = decodeMessage(bytes);
    const waiting = this.#waiting.get(message.id);
    // A late answer to a query that was given up.
    if (waiting === undefined || !isResponseTo(message, waiting.query)) return;
    waiting.settle(bytes);
  }
}

/** TC, which the decoder need not be asked for. */
function isTruncated(bytes: Uint8Array): boolean {
  return ((bytes[2] ?? 0) & 0x02) !== 0;
}
