/**
 * Which connections are open, and whose. Where there is no room for another one, the longest idle one gives way, and a new one is
 * refused only if nobody is idle (RFC 7766 section 6.2.3 lets a server close idle connections early when it needs what they take).
 *
 * It is taken from the client with most idle connections, so that whoever opens many loses them first; of those with as many, from the
 * one that was quiet for longest. A client gets the place of another one only while it has fewer connections than that one; else its own
 * longest idle one gives way. So nobody pushes out all others. Each step takes the same time, however many there are.
 */
import { Queue, type Queueable } from "./queue.js";

/** What a connection says of itself. */
export interface StreamUse {
  /** A query has come: it was not idle until now. */
  asked(): void;
  /** Queries wait for their answers, or answers for a client who has not read those before; or not any more. */
  busy(isBusy: boolean): void;
}

export interface OpenLimits {
  /** Connections of all clients, and of one. */
  readonly tcpConnections: number;
  readonly tcpConnectionsPerClient: number;
}

/** One client with connections. */
class Client implements Queueable<Client> {
  readonly name: string;
  /** Its idle connections, the longest idle one first. */
  readonly idle = new Queue<OpenStream>();
  open = 0;
  queue: Queue<Client> | undefined;
  before: Client | undefined;
  after: Client | undefined;

  constructor(name: string) {
    this.name = name;
  }
}

/** A connection, from when it was taken until it is closed: agreeing on TLS belongs to it. */
export class OpenStream implements StreamUse, Queueable<OpenStream> {
  readonly #streams: OpenStreams;
  readonly client: Client;
  /** Ends it, since it is to give way. */
  readonly end: () => void;
  queue: Queue<OpenStream> | undefined;
  before: OpenStream | undefined;
  after: OpenStream | undefined;
  #isOpen = true;

  constructor(streams: OpenStreams, client: Client, end: () => void) {
    this.#streams = streams;
    this.client = client;
    this.end = end;
  }

  asked(): void {
    if (this.queue !== undefined) this.busy(false);
  }

  busy(isBusy: boolean): void {
    if (!this.#isOpen) return;
    if (isBusy) this.queue?.remove(this);
    else this.client.idle.add(this);
    this.#streams.rank(this.client);
  }

  /** It is closed. */
  close(): void {
    if (!this.#isOpen) return;
    this.busy(true);
    this.#isOpen = false;
    this.#streams.forget(this.client);
  }
}

export class OpenStreams {
  readonly #limits: OpenLimits;
  readonly #clients = new Map<string, Client>();
  /** Clients by how many idle connections they have; the one that was quiet for longest is the first of each. */
  readonly #ranks: Queue<Client>[] = [];
  /** The highest rank that any client has; 0 without idle connections. */
  #highest = 0;
  #size = 0;
  /** Connections that there was no room for, and those that gave way to others. */
  refused = 0;
  displaced = 0;

  constructor(limits: OpenLimits) {
    this.#limits = limits;
  }

  /** How many are open. */
  get size(): number {
    return this.#size;
  }

  /**
   * A new connection, idle as yet; undefined where there is no room for it.
   *
   * @param name whose it is
   * @param end is called if it has to give way to another one; it counts as closed by then
   */
  open(name: string, end: () => void): OpenStream | undefined {
    if (!this.#makeRoom(this.#clients.get(name))) {
      this.refused++;
      return undefined;
    }
    const client = this.#clients.get(name) ?? new Client(name);
    this.#clients.set(name, client);
    client.open++;
    this.#size++;
    const stream = new OpenStream(this, client, end);
    stream.busy(false);
    return stream;
  }

  /** Whether there is room for another connection of a client, which may be one without any. */
  #makeRoom(client: Client | undefined): boolean {
    const open = client?.open ?? 0;
    const mayHaveMore = open < this.#limits.tcpConnectionsPerClient;
    if (mayHaveMore && this.#size < this.#limits.tcpConnections) return true;
    const heaviest = mayHaveMore ? this.#ranks[this.#highest]?.first : undefined;
    const oldest = (heaviest !== undefined && heaviest.open > open ? heaviest : client)?.idle.first;
    if (oldest === undefined) return false;
    this.displaced++;
    oldest.close();
    oldest.end();
    return true;
  }

  /** A client has as many idle connections as it has now; it moves behind all that have as many. */
  rank(client: Client): void {
    const { size } = client.idle;
    client.queue?.remove(client);
    if (size > 0) (this.#ranks[size] ??= new Queue()).add(client);
    if (size > this.#highest) this.#highest = size;
    // By one at most: whoever left a rank is now in the one below, or above.
    while (this.#highest > 0 && (this.#ranks[this.#highest]?.size ?? 0) === 0) this.#highest--;
  }

  /** One of a client's connections is closed. */
  forget(client: Client): void {
    this.#size--;
    if (--client.open === 0) this.#clients.delete(client.name);
  }
}
