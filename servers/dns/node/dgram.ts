/** UDP without koffi: one thread, a datagram at a time. */
import { createSocket, type Socket } from "node:dgram";
import { NO_REPLY } from "../answer/answer.js";
import { parseAddress } from "../security/address.js";
import type { Elsewhere, PendingQueries } from "./elsewhere.js";
import { Asker, type Responder } from "./responder.js";

const QUEUE_BYTES = 1 << 20;
/** Bytes of replies that the system has not taken yet; what comes beyond is lost, as datagrams may be. */
const MOST_UNSENT = 4 << 20;

export interface DatagramOptions {
  readonly responder: Responder;
  readonly elsewhere: Elsewhere;
  readonly pending: PendingQueries;
  /** The largest reply. */
  readonly replyBytes: number;
}

/** Opens a socket, and answers what comes; resolves when it is bound. */
export function serveDatagrams(options: DatagramOptions, address: string, port: number): Promise<Socket> {
  const type = address.includes(":") ? "udp6" : "udp4";
  const socket = createSocket({ type, ipv6Only: type === "udp6", recvBufferSize: QUEUE_BYTES, sendBufferSize: QUEUE_BYTES });
  const out = new DataView(new ArrayBuffer(options.replyBytes));
  socket.on("message", (query, sender) => {
    const client = parseAddress(sender.address.replace(/%.*/, ""));
    if (client === undefined) return;
    answer(options, query, new Asker(false, client, sender.port), out, (reply) => send(socket, reply, sender.port, sender.address));
  });
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.bind({ address, port }, () => {
      socket.off("error", reject);
      // What can't be sent is lost, as datagrams may be.
      socket.on("error", () => undefined);
      resolve(socket);
    });
  });
}

function answer(
  { responder, elsewhere, pending }: DatagramOptions,
  query: Uint8Array,
  asker: Asker,
  out: DataView,
  reply: (message: Uint8Array) => Promise<void>,
): void {
  responder.tick();
  responder.answerer.reply.attach(out);
  const size = responder.answer(new DataView(query.buffer, query.byteOffset, query.byteLength), 0, query.byteLength, 0, asker);
  responder.tock();
  if (size > 0) void reply(new Uint8Array(out.buffer, 0, size).slice()).catch(() => undefined);
  if (size !== NO_REPLY.ELSEWHERE) return;
  const { client, port } = asker;
  pending.begin(() => elsewhere({ bytes: query.slice(), client, port, transport: "udp" }, reply));
}

function send(socket: Socket, reply: Uint8Array, port: number, address: string): Promise<void> {
  if (socket.getSendQueueSize() > MOST_UNSENT) return Promise.resolve();
  return new Promise((resolve, reject) => socket.send(reply, port, address, (error) => (error ? reject(error) : resolve())));
}
