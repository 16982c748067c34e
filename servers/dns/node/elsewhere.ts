/**
 * What the core does not answer by itself: zone transfers, notifications, updates, and all that is signed (see `NO_REPLY.ELSEWHERE`).
 * It comes here from all transports, and is answered on the main thread.
 */
import { DnsRcode } from "../../../generated/dns/types.js";
import { Query } from "../answer/query.js";
import { Reply } from "../answer/reply.js";

/** A message that is answered elsewhere. */
export interface ElsewhereQuery {
  /** All of it, without the length that stands before it on a stream. The receiver's own. */
  readonly bytes: Uint8Array;
  /** The client's address: four or sixteen bytes. */
  readonly client: Uint8Array;
  readonly port: number;
  readonly transport: "udp" | "tcp" | "tls";
}

/** Sends a message to the client. Resolves when the system has taken it (so wait before making the next); rejects when the client has gone. */
export type SendReply = (message: Uint8Array) => Promise<void>;

/** Answers a query with any number of messages. Ends when it has said all; what it throws ends the connection. */
export type Elsewhere = (query: ElsewhereQuery, reply: SendReply) => Promise<void>;

/** What is said where nothing of this is configured: REFUSED. */
export const refuseElsewhere: Elsewhere = async ({ bytes }, reply) => {
  const query = new Query();
  const out = new Reply();
  query.read(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0, bytes.byteLength);
  out.attach(new DataView(new ArrayBuffer(bytes.byteLength)));
  out.begin(query, 0, bytes.byteLength);
  await reply(out.bytes.subarray(0, out.finish(query, DnsRcode.Refused, false)));
};

/** Queries of datagrams that are being answered, of which there are only so many at a time: a client that has to wait asks again. */
export class PendingQueries {
  readonly #most: number;
  readonly #pending = new Set<Promise<void>>();
  /** Those that there was no room for. */
  refused = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get count(): number {
    return this.#pending.size;
  }

  /** Begins a task, unless there are too many; whether it did. What a task throws concerns nobody else. */
  begin(task: () => Promise<void>): boolean {
    if (this.#pending.size >= this.#most) {
      this.refused++;
      return false;
    }
    const running = task()
      .catch(() => undefined)
      .finally(() => this.#pending.delete(running));
    this.#pending.add(running);
    return true;
  }

  /** Resolves when all that have begun have ended. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }
}
