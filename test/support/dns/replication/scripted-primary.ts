/** A primary that says what a test wants, and no more. */
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { type DnsMessage, type DnsMessageInput, type DnsRecordInput, encodeDnsMessage } from "../../../../generated/dns/dns.js";
import { decodeMessage } from "../message.js";
import { freePort } from "../port.js";
import { framed, messagesFrom } from "../tcp.js";
import { typeName } from "../records.js";

/** What a primary does. */
export interface Script {
  /** Answers a query over UDP; undefined: not at all. */
  readonly datagram?: (query: DnsMessage) => Uint8Array | undefined;
  /** Answers a query over TCP. What it throws ends the connection. */
  readonly stream?: (query: DnsMessage, socket: Socket) => Promise<void> | void;
}

export class ScriptedPrimary {
  readonly port: number;
  /** Transport and type of each query. */
  readonly asked: string[] = [];
  /** Connections that were made, and those that are open. */
  connections = 0;
  readonly open = new Set<Socket>();
  readonly #script: Script;
  readonly #datagrams = createSocket("udp4");
  readonly #server = createServer((socket) => void this.#serve(socket).catch(() => socket.destroy()));

  private constructor(port: number, script: Script) {
    this.port = port;
    this.#script = script;
    this.#datagrams.on("message", (bytes, { port: from, address }) => {
      const query = this.#note("UDP", bytes);
      const answer = this.#script.datagram?.(query);
      if (answer !== undefined) this.#datagrams.send(answer, from, address);
    });
  }

  static async start(script: Script): Promise<ScriptedPrimary> {
    const port = await freePort();
    const primary = new ScriptedPrimary(port, script);
    primary.#datagrams.bind(port, "127.0.0.1");
    primary.#server.listen(port, "127.0.0.1");
    await Promise.all([once(primary.#datagrams, "listening"), once(primary.#server, "listening")]);
    return primary;
  }

  #note(transport: string, bytes: Uint8Array): DnsMessage {
    const query = decodeMessage(bytes);
    this.asked.push(`${transport} ${typeName(query.questions[0]?.qtype ?? 0)}`);
    return query;
  }

  async #serve(socket: Socket): Promise<void> {
    this.connections++;
    this.open.add(socket);
    socket.on("error", () => undefined);
    socket.once("close", () => this.open.delete(socket));
    for await (const bytes of messagesFrom(socket)) await this.#script.stream?.(this.#note("TCP", bytes), socket);
  }

  async stop(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    this.#datagrams.close();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** The answer to a query. */
export function answerTo(query: DnsMessage, answers: readonly DnsRecordInput[], changes: Partial<DnsMessageInput> = {}): Uint8Array {
  const view = new DataView(new ArrayBuffer(0x10000));
  const { id, opcode, questions } = query;
  const message = { id, qr: 1, opcode, aa: 1, rcode: 0, questions, answers, authorities: [], additionals: [], ...changes };
  const end = encodeDnsMessage(message, view, 0);
  if (end < 0) throw new Error("an answer that cannot be encoded");
  return new Uint8Array(view.buffer, 0, end).slice();
}

/** Sends a message over TCP; resolves when the other side takes more. Rejects where it has gone. */
export async function sendTo(socket: Socket, message: Uint8Array): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    socket.write(framed(message), (error) => (error ? reject(error) : resolve()));
  });
}
