/** DNS over TCP (RFC 7766) and TLS (RFC 7858): who may connect, and what is answered. */
import { createServer, type Server, type Socket } from "node:net";
import { MOST_BYTES, NO_REPLY } from "../answer/answer.js";
import { formatAddress, IPV4_SIZE, isMapped, parseAddress } from "../security/address.js";
import { Connection, type StreamLimits } from "./connection.js";
import type { Elsewhere } from "./elsewhere.js";
import { type OpenStream, OpenStreams } from "./open-streams.js";
import { Asker, type Responder } from "./responder.js";

const LENGTH = 2;
/** Connections that the system holds until they are taken; it may allow less. */
const BACKLOG = 4096;
/** Of an IPv6 address, those bytes belong to a client; the rest it chooses as it likes (RFC 4291 section 2.5.4). */
const CLIENT_BYTES = 8;

export type StreamTransport = "tcp" | "tls";

export interface StreamServerOptions {
  /** One for each transport; they may share an answerer, which answers one query after the other. */
  readonly responders: Readonly<Record<StreamTransport, Responder>>;
  readonly limits: StreamLimits;
  readonly elsewhere: Elsewhere;
}

/** Begins TLS on a connection that was taken, and gives it to `serveSecure` when keys were agreed. */
export type Upgrade = (socket: Socket) => void;

export class StreamServer {
  readonly #options: StreamServerOptions;
  readonly #out = new DataView(new ArrayBuffer(LENGTH + MOST_BYTES));
  readonly #open: OpenStreams;
  readonly #sockets = new Set<Socket>();
  readonly #connections = new Set<Connection>();
  /** Those that agree on TLS, by both their ends: what `serveSecure` is given then is another socket. */
  readonly #agreeing = new Map<string, OpenStream>();

  constructor(options: StreamServerOptions) {
    this.#options = options;
    this.#open = new OpenStreams(options.limits);
  }

  /** Open connections, those that are still agreeing on TLS too. */
  get connections(): number {
    return this.#open.size;
  }

  /** Connections that there was no room for. */
  get refused(): number {
    return this.#open.refused;
  }

  /** Idle connections that were closed for others. */
  get displaced(): number {
    return this.#open.displaced;
  }

  /** A listener; resolves when it listens. @param upgrade for TLS */
  listen(address: string, port: number, upgrade?: Upgrade): Promise<Server> {
    const server = createServer({ noDelay: true, allowHalfOpen: true }, (socket) => this.accept(socket, upgrade));
    return new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen({ host: address, port, backlog: BACKLOG, ipv6Only: true }, () => {
        server.off("error", reject);
        // What goes wrong with one connection is told to nobody.
        server.on("error", () => undefined);
        resolve(server);
      });
    });
  }

  /** Takes a connection; closes an idle one for it, or else itself, where there are too many. */
  accept(socket: Socket, upgrade?: Upgrade): void {
    const address = addressOf(socket);
    const stream = address && this.#open.open(clientOf(address), () => socket.destroy());
    if (stream === undefined) {
      socket.on("error", () => undefined);
      socket.resetAndDestroy();
      return;
    }
    this.#sockets.add(socket);
    socket.once("close", () => {
      this.#sockets.delete(socket);
      stream.close();
    });
    if (upgrade === undefined) this.#serve(socket, "tcp", stream);
    else this.#upgrade(socket, upgrade, stream);
  }

  #upgrade(socket: Socket, upgrade: Upgrade, stream: OpenStream): void {
    const id = endsOf(socket);
    this.#agreeing.set(id, stream);
    socket.once("close", () => {
      if (this.#agreeing.get(id) === stream) this.#agreeing.delete(id);
    });
    upgrade(socket);
  }

  /** Answers what comes on a connection on which keys were agreed. */
  serveSecure(socket: Socket): void {
    const id = endsOf(socket);
    const stream = this.#agreeing.get(id);
    this.#agreeing.delete(id);
    if (stream === undefined) socket.destroy();
    else this.#serve(socket, "tls", stream);
  }

  #serve(socket: Socket, transport: StreamTransport, stream: OpenStream): void {
    const address = addressOf(socket);
    // It has gone meanwhile.
    if (address === undefined) return void socket.destroy();
    const asker = new Asker(true, address, socket.remotePort ?? 0);
    const answer = (query: Uint8Array): Promise<void> | undefined => this.#answer(query, connection, asker, transport);
    const connection: Connection = new Connection(socket, this.#options.limits, answer, stream);
    this.#connections.add(connection);
    socket.once("close", () => this.#connections.delete(connection));
  }

  /** Answers one query; a promise where that is not done at once. */
  #answer(query: Uint8Array, connection: Connection, asker: Asker, transport: StreamTransport): Promise<void> | undefined {
    const responder = this.#options.responders[transport];
    responder.tick();
    responder.answerer.reply.attach(this.#out);
    const view = new DataView(query.buffer, query.byteOffset, query.byteLength);
    const size = responder.answer(view, 0, query.byteLength, LENGTH, asker);
    responder.tock();
    if (size === NO_REPLY.ELSEWHERE) {
      const { client, port } = asker;
      return this.#options.elsewhere({ bytes: query.slice(), client, port, transport }, (message) => connection.send(message));
    }
    if (size <= 0) connection.destroy();
    else {
      this.#out.setUint16(0, size);
      connection.write(new Uint8Array(this.#out.buffer, 0, LENGTH + size).slice());
    }
    return undefined;
  }

  /** Ends all connections once what they asked is answered; those that have not ended by then after so many milliseconds. */
  async close(within: number): Promise<void> {
    for (const connection of this.#connections) connection.leave();
    const closed = Promise.all([...this.#sockets].map((socket) => new Promise((resolve) => socket.once("close", resolve))));
    const timer = setTimeout(() => this.#destroyAll(), within);
    await closed;
    clearTimeout(timer);
  }

  #destroyAll(): void {
    for (const { socket } of this.#connections) socket.destroy();
    for (const socket of this.#sockets) socket.destroy();
  }
}

/** What counts as one client. A mapped address is that of an IPv4 client, and not one of the same /64 as all others. */
export function clientOf(address: Uint8Array): string {
  const isWhole = address.length === IPV4_SIZE || isMapped(address, 0, address.length);
  return formatAddress(isWhole ? address : address.map((byte, index) => (index < CLIENT_BYTES ? byte : 0)));
}

/** Both ends of a connection, which no other one has while it is open. */
function endsOf({ localAddress, localPort, remoteAddress, remotePort }: Socket): string {
  return `${localAddress} ${localPort} ${remoteAddress} ${remotePort}`;
}

function addressOf(socket: Socket): Uint8Array | undefined {
  // Link-local addresses have their interface behind a percent sign.
  return parseAddress((socket.remoteAddress ?? "").replace(/%.*/, ""));
}
