/** ssh2's own handlers of these messages, called with the least connection that they accept. */
import { createRequire } from "node:module";
import type { Packets } from "../data.js";

type Handler = (self: object, payload: Buffer) => void;

const require = createRequire(import.meta.url);
const handlers = require("ssh2/lib/protocol/handlers.misc.js") as Readonly<Record<number, Handler>>;

let total = 0;

const connection = {
  _server: true,
  /** ssh2 queues the method of each request; nothing here takes it out again. */
  _authsQueue: { push: (): void => undefined },
  _debug: undefined,
  _kex: { sessionID: Buffer.alloc(32) },
  _handlers: {
    CHANNEL_DATA: (_self: object, recipient: number, data: Buffer): void => {
      total += recipient + data.length;
    },
    USERAUTH_REQUEST: (_self: object, user: string, service: string, _method: string, data: unknown): void => {
      total += user.length + service.length + (data === null ? 0 : 1);
    },
  },
};

function sum(type: number, { buffers }: Packets): number {
  const handler = handlers[type];
  if (handler === undefined) throw new Error(`ssh2 has no handler for message ${type}`);
  total = 0;
  for (const buffer of buffers) handler(connection, buffer);
  return total;
}

export function sumUserAuth(packets: Packets): number {
  return sum(50, packets);
}

export function sumChannelData(packets: Packets): number {
  return sum(94, packets);
}
