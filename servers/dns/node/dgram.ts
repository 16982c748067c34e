/** UDP without koffi: one thread, a datagram at a time. */
import { createSocket, type Socket } from "node:dgram";
import { type Answerer, NO_REPLY } from "../answer/answer.js";
import type { WorkerCounters } from "./shared-state.js";

/** Opens a socket that answers with `answerer`; resolves when it is bound. */
export function serveDatagrams(
  answerer: Answerer,
  counters: WorkerCounters,
  address: string,
  port: number,
  replyBytes: number,
): Promise<Socket> {
  const socket = createSocket({
    type: address.includes(":") ? "udp6" : "udp4",
    ipv6Only: true,
    recvBufferSize: 1 << 20,
    sendBufferSize: 1 << 20,
  });
  const out = new DataView(new ArrayBuffer(replyBytes));
  socket.on("message", (query, { address: client, port: clientPort }) => {
    counters.query();
    answerer.reply.attach(out);
    const size = answerer.answer(new DataView(query.buffer, query.byteOffset, query.byteLength), 0, query.byteLength, 0, false);
    if (size <= NO_REPLY.DROP) return counters.dropped();
    counters.reply(out, 0);
    socket.send(new Uint8Array(out.buffer, 0, size).slice(), clientPort, client);
  });
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.bind({ address, port }, () => resolve(socket));
  });
}
