/** DNS over TCP: two bytes of length before each message (RFC 7766 section 8). */
import { once } from "node:events";
import { createConnection, type Socket } from "node:net";
import { queryText, type Query } from "./answer.js";
import { encodeQuery } from "./message.js";

const PATIENCE = 5000;
const ID = 1;

/** One query over a connection of its own. */
export function askOverTcp(port: number, query: Query): Promise<Uint8Array> {
  return exchangeOverTcp(port, encodeQuery(query, ID), queryText(query));
}

/** Any message, over a connection of its own. */
export async function exchangeOverTcp(port: number, request: Uint8Array, what: string): Promise<Uint8Array> {
  const socket = createConnection({ host: "127.0.0.1", port });
  try {
    await once(socket, "connect");
    socket.write(framed(request));
    for await (const message of messagesFrom(socket)) return message;
    throw new Error(`the connection ended before the answer to ${what}`);
  } finally {
    socket.destroy();
  }
}

export function framed(message: Uint8Array): Uint8Array {
  return Uint8Array.of(message.length >> 8, message.length & 0xff, ...message);
}

/** Ends when the connection does, or when nothing comes for a while. */
export async function* messagesFrom(socket: Socket): AsyncGenerator<Uint8Array> {
  socket.setTimeout(PATIENCE, () => socket.destroy());
  let received = Buffer.alloc(0);
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    received = Buffer.concat([received, chunk]);
    while (received.length >= 2 && received.length >= 2 + received.readUInt16BE()) {
      const end = 2 + received.readUInt16BE();
      yield received.subarray(2, end);
      received = received.subarray(end);
    }
  }
}
