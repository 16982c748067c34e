/** A running name server: its zones, its threads for UDP, its connections. */
import type { Socket as DatagramSocket } from "node:dgram";
import type { Server } from "node:net";
import { Answerer, type AnswerSettings, DEFAULT_SETTINGS } from "../answer/answer.js";
import { ZoneDirectory } from "../answer/zones.js";
import { parseAddress } from "../security/address.js";
import { serveDatagrams } from "./dgram.js";
import { PRIMITIVES } from "./primitives.js";
import { makeSharedState, WorkerCounters } from "./shared-state.js";
import { type StreamLimits, StreamServer } from "./tcp.js";
import { UdpPool } from "./udp-pool.js";
import { type ZoneReport, type ZoneSource, ZoneStore } from "./zone-store.js";

export interface ListenAddress {
  readonly address: string;
  readonly port: number;
}

export interface ServerOptions {
  readonly zones: readonly ZoneSource[];
  readonly listen: readonly ListenAddress[];
  readonly workers: number;
  readonly limits: StreamLimits;
  readonly settings?: AnswerSettings;
}

export class NameServer {
  readonly #options: ServerOptions;
  readonly #settings: AnswerSettings;
  readonly #store: ZoneStore;
  readonly #answerer: Answerer;
  readonly #streams: StreamServer;
  readonly #servers: Server[] = [];
  readonly #datagrams: DatagramSocket[] = [];
  #pool: UdpPool | undefined;
  /** Where it answers, once it does. */
  addresses: readonly ListenAddress[] = [];

  constructor(options: ServerOptions) {
    this.#options = options;
    this.#settings = options.settings ?? DEFAULT_SETTINGS;
    this.#store = new ZoneStore(options.zones);
    this.#answerer = new Answerer(new ZoneDirectory([]), PRIMITIVES, this.#settings);
    this.#streams = new StreamServer(this.#answerer, options.limits, (_query, connection) => Promise.resolve(connection.destroy()));
  }

  /** Reads the zones; those without errors are served from then on. */
  async load(): Promise<ZoneReport[]> {
    const reports = await this.#store.load();
    this.#answerer.zones = new ZoneDirectory(this.#store.images);
    await this.#pool?.publish(this.#buffers);
    return reports;
  }

  get #buffers(): SharedArrayBuffer[] {
    return this.#store.images.map(({ buffer }) => buffer);
  }

  /** Opens the sockets: from then on it answers. */
  async listen(): Promise<void> {
    const { listen, workers } = this.#options;
    const addresses = listen.map(({ address, port }) => ({ bytes: bytesOf(address), port }));
    this.#pool = await UdpPool.open(addresses, workers, this.#settings, this.#buffers);
    const ports = this.#pool?.ports() ?? (await this.#openDatagrams());
    this.addresses = listen.map(({ address }, index) => ({ address, port: ports[index] ?? 0 }));
    for (const { address, port } of this.addresses) this.#servers.push(await this.#streams.listen(address, port));
  }

  async #openDatagrams(): Promise<number[]> {
    const counters = new WorkerCounters(makeSharedState(1), 0);
    for (const { address, port } of this.#options.listen) {
      this.#datagrams.push(await serveDatagrams(this.#answerer, counters, address, port, this.#settings.udpPayloadBytes));
    }
    return this.#datagrams.map((socket) => socket.address().port);
  }

  /** Whether UDP is answered by threads that take many datagrams at a time. */
  get isBatched(): boolean {
    return this.#pool !== undefined;
  }

  /** Ends it: no new connections, and no query that came is left unanswered. */
  async close(): Promise<void> {
    for (const socket of this.#datagrams) socket.close();
    const closed = this.#servers.map((server) => new Promise((resolve) => server.close(resolve)));
    this.#streams.close();
    await Promise.all([...closed, this.#pool?.close()]);
  }
}

function bytesOf(address: string): Uint8Array {
  const bytes = parseAddress(address);
  if (bytes === undefined) throw new Error(`"${address}" is no IP address`);
  return bytes;
}
