/** The control socket: a Unix socket that only its owner may use. */
import { chmod, unlink } from "node:fs/promises";
import { connect, createServer, type Server, type Socket } from "node:net";
import { isMainThread } from "node:worker_threads";
import { type ControlRequest, type ControlResponse, MOST_LINE, parseRequest } from "./control-protocol.js";
import { codeOf, ListenError } from "./listen-error.js";

/** Does what a request says. What it throws is told to whoever asked. */
export type ControlHandler = (request: ControlRequest) => Promise<unknown>;

const OWNER_ONLY = 0o600;
const MOST_CONNECTIONS = 16;
const IDLE = 60_000;

/** Opens it; a socket that a server left behind when it was killed is replaced. Throws a ListenError. */
export async function serveControl(path: string, handler: ControlHandler): Promise<Server> {
  const server = createServer((socket) => talk(socket, handler));
  server.maxConnections = MOST_CONNECTIONS;
  try {
    await listen(server, path);
  } catch (error) {
    if (codeOf(error) !== "EADDRINUSE" || (await isAnswered(path))) throw new ListenError(path, error);
    await unlink(path);
    await listen(server, path);
  }
  // What goes wrong with one connection is told to nobody.
  server.on("error", () => undefined);
  return server;
}

async function listen(server: Server, path: string): Promise<void> {
  // From the first moment on, not only after a change of its mode.
  const mask = isMainThread ? process.umask(0o777 & ~OWNER_ONLY) : undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(path, () => {
        server.off("error", reject);
        resolve();
      });
    });
  } finally {
    if (mask !== undefined) process.umask(mask);
  }
  await chmod(path, OWNER_ONLY);
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

function talk(socket: Socket, handler: ControlHandler): void {
  let text = "";
  let last = Promise.resolve();
  socket.setEncoding("utf8");
  socket.setTimeout(IDLE, () => socket.destroy());
  socket.on("error", () => socket.destroy());
  socket.on("data", (piece: string) => {
    const lines = (text + piece).split("\n");
    text = lines.pop() ?? "";
    if (text.length > MOST_LINE) return void socket.destroy();
    for (const line of lines) last = last.then(() => respond(socket, line, handler));
  });
}

async function respond(socket: Socket, line: string, handler: ControlHandler): Promise<void> {
  const response = await handle(line, handler);
  if (!socket.destroyed) socket.write(`${JSON.stringify(response)}\n`);
}

async function handle(line: string, handler: ControlHandler): Promise<ControlResponse> {
  const request = parseRequest(line);
  if (request === undefined) return { ok: false, error: 'a request is a line like {"command":"status"}' };
  try {
    return { ok: true, result: (await handler(request)) ?? null };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}
