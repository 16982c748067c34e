/** The control socket: a Unix socket that only its owner may use. */
import { chmod, lstat, unlink } from "node:fs/promises";
import { connect, createServer, type Server, type Socket } from "node:net";
import { isMainThread } from "node:worker_threads";
import { type ControlRequest, type ControlResponse, MOST_LINE, parseRequest } from "./control-protocol.js";
import { codeOf, ListenError } from "./listen-error.js";

/** Does what a request says. What it throws is told to whoever asked. */
export type ControlHandler = (request: ControlRequest) => Promise<unknown>;

const OWNER_ONLY = 0o600;
const MOST_CONNECTIONS = 16;
const IDLE = 60_000;

/**
 * Opens it; a socket that a server left behind when it was killed is replaced. Throws a ListenError.
 *
 * @param idle milliseconds of silence after which a connection is closed
 */
export async function serveControl(path: string, handler: ControlHandler, idle = IDLE): Promise<Server> {
  const server = createServer({ allowHalfOpen: true }, (socket) => new Conversation(socket, handler, idle));
  server.maxConnections = MOST_CONNECTIONS;
  try {
    await listen(server, path);
  } catch (error) {
    if (codeOf(error) !== "EADDRINUSE" || !(await isSocket(path)) || (await isAnswered(path))) throw new ListenError(path, error);
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

/** Whatever else has that name is somebody's, and stays. */
async function isSocket(path: string): Promise<boolean> {
  return (await lstat(path)).isSocket();
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

/** One connection: its requests are carried out one after the other, and no more is read until the last one is answered. */
class Conversation {
  readonly #socket: Socket;
  readonly #handler: ControlHandler;
  #text = "";
  #isWorking = false;

  constructor(socket: Socket, handler: ControlHandler, idle: number) {
    this.#socket = socket;
    this.#handler = handler;
    socket.setEncoding("utf8");
    socket.setTimeout(idle, () => this.#late());
    socket.on("error", () => socket.destroy());
    socket.on("data", (piece: string) => void this.#receive(piece));
    // Who sends no more may have left out the end of the last line, and still waits.
    socket.on("end", () => void this.#receive(this.#text === "" ? "" : "\n").then(() => socket.end()));
  }

  /** What we do ourselves may take longer. */
  #late(): void {
    if (!this.#isWorking) this.#socket.destroy();
  }

  async #receive(piece: string): Promise<void> {
    const lines = (this.#text + piece).split("\n");
    this.#text = lines.pop() ?? "";
    if (this.#text.length > MOST_LINE) return void this.#socket.destroy();
    this.#socket.pause();
    for (const line of lines) await this.#respond(line);
    this.#socket.resume();
  }

  /** Resolves when the system has taken the response, or the client has gone. */
  async #respond(line: string): Promise<void> {
    if (this.#socket.destroyed) return;
    this.#isWorking = true;
    const response = await handle(line, this.#handler);
    this.#isWorking = false;
    await new Promise<void>((resolve) => this.#socket.write(`${JSON.stringify(response)}\n`, () => resolve()));
  }
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
