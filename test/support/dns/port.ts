/** Ports for servers that are told theirs. */
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:net";

/** Free for TCP and UDP; nobody else takes it before the server does, most of the time. */
export async function freePort(): Promise<number> {
  for (;;) {
    const listener = createServer().listen(0, "127.0.0.1");
    await once(listener, "listening");
    const address = listener.address();
    const port = typeof address === "object" ? (address?.port ?? 0) : 0;
    const isFree = await isFreeForUdp(port);
    listener.close();
    await once(listener, "close");
    if (isFree) return port;
  }
}

async function isFreeForUdp(port: number): Promise<boolean> {
  const socket = createSocket("udp4");
  try {
    socket.bind(port, "127.0.0.1");
    await once(socket, "listening");
    return true;
  } catch {
    return false;
  } finally {
    socket.close();
  }
}
