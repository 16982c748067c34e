/** Queries as bytes to a server, answers as bytes from it, over UDP and TCP: what comes back is not looked into. */
import { createSocket, type Socket as DatagramSocket } from "node:dgram";
import { once } from "node:events";
import { createConnection, type Socket } from "node:net";
import { framed, messagesFrom } from "../../../support/dns/tcp.js";

/** Asked again where nothing has come back after so many milliseconds. */
const PATIENCE = 1000;
const IDS = 0x1_0000;

/** Has many queries on the way, each with an ID of its own; answers have the ID that their query had. */
abstract class RawClient {
  readonly #waiting = new Map<number, (answer: Uint8Array) => void>();
  #nextId = 0;

  protected abstract transmit(query: Uint8Array): void;
  abstract close(): Promise<void>;

  protected receive(answer: Uint8Array): void {
    this.#waiting.get(idOf(answer))?.(answer);
  }

  async ask(query: Uint8Array): Promise<Uint8Array> {
    const id = this.#freeId();
    const answered = new Promise<Uint8Array>((resolve) => this.#waiting.set(id, resolve));
    const sent = withId(query, id);
    this.transmit(sent);
    const again = setInterval(() => this.transmit(sent), PATIENCE);
    const answer = await answered;
    clearInterval(again);
    this.#waiting.delete(id);
    return withId(answer, idOf(query));
  }

  #freeId(): number {
    do this.#nextId = (this.#nextId + 1) % IDS;
    while (this.#waiting.has(this.#nextId));
    return this.#nextId;
  }

  /** One answer each, in the order of the queries; so many are on the way at a time. */
  async askAll(queries: readonly Uint8Array[], atOnce: number): Promise<Uint8Array[]> {
    const answers: Uint8Array[] = [];
    const rest = queries.entries();
    const worker = async (): Promise<void> => {
      for (const [index, query] of rest) answers[index] = await this.ask(query);
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    return answers;
  }
}

export class UdpClient extends RawClient {
  readonly #socket: DatagramSocket = createSocket({ type: "udp4", recvBufferSize: 1 << 20 });
  readonly #port: number;

  private constructor(port: number) {
    super();
    this.#port = port;
    this.#socket.on("message", (answer) => this.receive(Uint8Array.from(answer)));
  }

  static async open(port: number): Promise<UdpClient> {
    const client = new UdpClient(port);
    client.#socket.bind(0, "127.0.0.1");
    await once(client.#socket, "listening");
    return client;
  }

  protected transmit(query: Uint8Array): void {
    this.#socket.send(query, this.#port, "127.0.0.1");
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#socket.close(resolve));
  }
}

/** One connection. */
export class TcpClient extends RawClient {
  readonly #socket: Socket;
  /** Resolves when the server has ended the connection too. */
  readonly #ended: Promise<void>;

  private constructor(socket: Socket) {
    super();
    this.#socket = socket;
    this.#ended = this.#read();
  }

  static async open(port: number): Promise<TcpClient> {
    const socket = createConnection({ host: "127.0.0.1", port });
    await once(socket, "connect");
    return new TcpClient(socket);
  }

  async #read(): Promise<void> {
    for await (const answer of messagesFrom(this.#socket)) this.receive(Uint8Array.from(answer));
  }

  protected transmit(query: Uint8Array): void {
    this.#socket.write(framed(query));
  }

  close(): Promise<void> {
    this.#socket.end();
    return this.#ended;
  }
}

function idOf(message: Uint8Array): number {
  return ((message[0] ?? 0) << 8) | (message[1] ?? 0);
}

function withId(message: Uint8Array, id: number): Uint8Array {
  const copy = message.slice();
  copy[0] = id >> 8;
  copy[1] = id & 0xff;
  return copy;
}
