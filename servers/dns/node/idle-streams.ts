/**
 * Connections to other servers that are used again: the question for the SOA, the transfer and what follows it share one, since agreeing
 * on TLS takes longer than most transfers (RFC 7766 section 6.2.1, RFC 9103 section 7.2).
 */
import type { RemoteConfig } from "../config/types.js";
import { type Patience, RemoteStream } from "./exchange.js";

/** Milliseconds that one is kept for: the next step of a check follows at once. */
export const IDLE_TIME = 3000;
/** Connections that are kept, to all servers together. */
const MOST_IDLE = 32;

interface Idle {
  readonly id: string;
  readonly stream: RemoteStream;
  readonly timer: NodeJS.Timeout;
}

export class IdleStreams {
  readonly #patience: Patience;
  readonly #signal: AbortSignal;
  readonly #idle: Idle[] = [];

  /** @param signal ends all of them */
  constructor(patience: Patience, signal: AbortSignal) {
    this.#patience = patience;
    this.#signal = signal;
  }

  /**
   * Does something over a connection to a remote: over one that is there, or else, and if the other side has closed that meanwhile, over
   * a new one. Rejects as the task does.
   *
   * @param limit ends it
   * @param task may be begun a second time, if `hasBegun` was not called the first time
   */
  async use<Value>(
    remote: RemoteConfig,
    limit: AbortSignal,
    task: (stream: RemoteStream, hasBegun: () => void) => Promise<Value>,
  ): Promise<Value> {
    const known = this.#take(remote);
    if (known === undefined) return this.#run(remote, limit, await this.#open(remote, limit), (stream) => task(stream, () => undefined));
    let isBegun = false;
    try {
      return await this.#run(remote, limit, known, (stream) => task(stream, () => void (isBegun = true)));
    } catch (error) {
      if (isBegun || limit.aborted) throw error;
      return await this.#run(remote, limit, await this.#open(remote, limit), (stream) => task(stream, () => undefined));
    }
  }

  #open(remote: RemoteConfig, limit: AbortSignal): Promise<RemoteStream> {
    return RemoteStream.open(remote, this.#patience, this.#signal, limit);
  }

  async #run<Value>(
    remote: RemoteConfig,
    limit: AbortSignal,
    stream: RemoteStream,
    task: (stream: RemoteStream) => Promise<Value>,
  ): Promise<Value> {
    try {
      const value = await stream.during(limit, () => task(stream));
      this.#keep(remote, stream);
      return value;
    } catch (error) {
      stream.close();
      throw error;
    }
  }

  #take(remote: RemoteConfig): RemoteStream | undefined {
    const id = idOf(remote);
    const index = this.#idle.findIndex((idle) => idle.id === id);
    const [found] = index < 0 ? [] : this.#idle.splice(index, 1);
    if (found === undefined) return undefined;
    clearTimeout(found.timer);
    if (found.stream.isReusable) return found.stream;
    found.stream.close();
    return this.#take(remote);
  }

  #keep(remote: RemoteConfig, stream: RemoteStream): void {
    if (!stream.isReusable || this.#idle.length >= MOST_IDLE || this.#signal.aborted) return stream.close();
    const idle: Idle = { id: idOf(remote), stream, timer: setTimeout(() => this.#drop(idle), IDLE_TIME).unref() };
    this.#idle.push(idle);
  }

  #drop(idle: Idle): void {
    const index = this.#idle.indexOf(idle);
    if (index >= 0) this.#idle.splice(index, 1);
    idle.stream.close();
  }
}

/** Connections to one place that prove different things are not the same. */
function idOf({ address, port, tls }: RemoteConfig): string {
  return JSON.stringify([address, port, tls?.serverName, tls?.certificateAuthority]);
}
