/** Our server in this process: zones, transfers, notifications, without threads and without a command line. */
import type { Server } from "node:net";
import type { Socket } from "node:dgram";
import { Answerer, DEFAULT_SETTINGS } from "../../../../servers/dns/answer/answer.js";
import { ZoneDirectory } from "../../../../servers/dns/answer/zones.js";
import type { RemoteConfig, RemoteTlsConfig, TlsConfig } from "../../../../servers/dns/config/types.js";
import { ConfiguredZones } from "../../../../servers/dns/node/configured-zones.js";
import { serveDatagrams } from "../../../../servers/dns/node/dgram.js";
import { type Elsewhere, PendingQueries } from "../../../../servers/dns/node/elsewhere.js";
import type { Patience } from "../../../../servers/dns/node/exchange.js";
import { PRIMITIVES } from "../../../../servers/dns/node/primitives.js";
import { Responder } from "../../../../servers/dns/node/responder.js";
import { makeSharedState } from "../../../../servers/dns/node/shared-state.js";
import { StreamServer } from "../../../../servers/dns/node/streams.js";
import { TlsAcceptor } from "../../../../servers/dns/node/tls.js";
import { TransferCounts } from "../../../../servers/dns/node/transfer-counts.js";
import { Replication } from "../../../../servers/dns/node/zone-replication.js";
import type { ServedZone } from "../../../../servers/dns/node/zone-served.js";
import { ZoneService } from "../../../../servers/dns/node/zone-service.js";
import { type ZoneSource, ZoneStore } from "../../../../servers/dns/node/zone-store.js";
import type { StorageSystem } from "../../../../servers/dns/node/zone-storage.js";
import { type AccessRule, parseAccessRule } from "../../../../servers/dns/security/access.js";
import { nodeCryptography } from "../../../../servers/dns/security/node.js";
import { type TsigKeyInput, type TsigKeys, tsigKeys } from "../../../../servers/dns/security/tsig-keys.js";
import { recordsOfNode } from "../../../../servers/dns/zone/records.js";
import { decodeMessage } from "../message.js";
import { canonicalRecord, recordText, typeName } from "../records.js";

const LIMITS = { tcpConnections: 100, tcpConnectionsPerClient: 100, tcpIdleSeconds: 10, tcpTotalSeconds: 60, queriesInFlight: 10 };
/** Everything is on this machine. */
const QUICK: Patience = { datagram: 300, attempts: 4, stream: 5000 };

export interface DeensOptions {
  readonly port: number;
  readonly zones: readonly ZoneSource[];
  readonly keys?: readonly TsigKeyInput[];
  readonly dataDirectory?: string;
  readonly receivedZoneBytes?: number;
  readonly transferSeconds?: number;
  readonly system?: StorageSystem;
  /** It answers over TLS too, at a port of its own. */
  readonly tls?: TlsConfig & { readonly port: number };
}

export class DeensReplica {
  readonly store: ZoneStore;
  readonly replication: Replication;
  /** What people were told. */
  readonly told: string[] = [];
  /** What was asked for that the core does not answer. */
  readonly asked: string[] = [];
  readonly counts = new TransferCounts();
  /** Connections of TLS for which keys were agreed. */
  tlsConnections = 0;
  readonly port: number;
  readonly #keys: TsigKeys;
  readonly #zones: ConfiguredZones;
  readonly #answerers = [0, 1].map(() => new Answerer(new ZoneDirectory([]), PRIMITIVES, { ...DEFAULT_SETTINGS, memoBytes: 0 }));
  readonly #pending = new PendingQueries(100);
  #socket: Socket | undefined;
  readonly #servers: Server[] = [];
  #streams: StreamServer | undefined;

  private constructor(options: DeensOptions) {
    const { zones, dataDirectory, port, system } = options;
    this.port = port;
    this.#keys = tsigKeys(options.keys ?? []);
    const tell = (text: string): void => void this.told.push(text);
    this.store = new ZoneStore(zones, { dataDirectory, tell, system });
    this.#zones = new ConfiguredZones(this.store);
    this.replication = new Replication({
      store: this.store,
      keys: this.#keys,
      cryptography: nodeCryptography,
      sha1: PRIMITIVES.sha1,
      limits: { receivedZoneBytes: options.receivedZoneBytes ?? 1 << 26, transferSeconds: options.transferSeconds ?? 20 },
      tell,
      counts: this.counts,
      patience: { queries: QUICK, notifications: QUICK },
    });
    this.store.listener = {
      publish: async (images) => {
        for (const answerer of this.#answerers) answerer.zones = new ZoneDirectory(this.#zones.withHeld(images));
      },
      changed: (zone) => this.replication.changed(zone),
    };
  }

  static async start(options: DeensOptions): Promise<DeensReplica> {
    const replica = new DeensReplica(options);
    const reports = await replica.store.load();
    replica.told.push(...reports.flatMap(({ text }) => text));
    await replica.#listen(options.tls);
    await replica.replication.start();
    return replica;
  }

  async #listen(tls: DeensOptions["tls"]): Promise<void> {
    const [answerer, signedAnswerer] = this.#answerers;
    if (answerer === undefined || signedAnswerer === undefined) throw new Error("no answerers");
    const service = new ZoneService({
      store: this.store,
      keys: this.#keys,
      cryptography: nodeCryptography,
      answerer: signedAnswerer,
      now: () => Math.floor(Date.now() / 1000),
      transferSeconds: 60,
      transfers: 10,
      udpPayloadBytes: DEFAULT_SETTINGS.udpPayloadBytes,
      counts: this.counts,
      notified: (zone) => this.replication.notified(zone),
    });
    const state = makeSharedState(1);
    const elsewhere: Elsewhere = (query, send) => {
      const type = typeName(decodeMessage(query.bytes).questions[0]?.qtype ?? 0);
      this.asked.push(query.transport === "tls" ? `${type} over TLS` : type);
      return service.handle(query, send);
    };
    const responder = (row: number, transport: "udp" | "tcp" | "tls"): Responder => new Responder({ answerer, state, row, transport });
    const datagrams = { responder: responder(0, "udp"), elsewhere, pending: this.#pending, replyBytes: 4096 };
    this.#socket = await serveDatagrams(datagrams, "127.0.0.1", this.port);
    this.#streams = new StreamServer({ responders: { tcp: responder(1, "tcp"), tls: responder(2, "tls") }, limits: LIMITS, elsewhere });
    this.#servers.push(await this.#streams.listen("127.0.0.1", this.port));
    if (tls === undefined) return;
    const acceptor = await TlsAcceptor.open(tls, LIMITS.tcpIdleSeconds, (socket) => {
      this.tlsConnections++;
      this.#streams?.serveSecure(socket);
    });
    this.#servers.push(await this.#streams.listen("127.0.0.1", tls.port, (socket) => acceptor.upgrade(socket)));
  }

  /** As after a reload. */
  async configure(zones: readonly ZoneSource[]): Promise<void> {
    await this.#zones.replace(zones);
    await this.replication.start();
  }

  zone(origin: string): ServedZone {
    const zone = this.store.findText(origin);
    if (zone === undefined) throw new Error(`no zone ${origin}`);
    return zone;
  }

  /** The records of a zone, one text each, sorted; none where it is not served. */
  records(origin: string): string[] {
    const image = this.store.findText(origin)?.image;
    const records: string[] = [];
    image?.eachNewest((newest) => {
      const node = image.current(newest, image.version);
      if (node !== 0) records.push(...recordsOfNode(image, node).map((record) => recordText(canonicalRecord(record))));
    });
    return records.sort();
  }

  /** Resolves when something is true. */
  async until(what: string, isTrue: () => boolean, milliseconds = 20_000): Promise<void> {
    const last = Date.now() + milliseconds;
    while (!isTrue()) {
      if (Date.now() > last) throw new Error(`not in time: ${what}\n${this.told.join("\n")}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async stop(): Promise<void> {
    this.replication.close();
    this.#socket?.close();
    const closed = this.#servers.map((server) => new Promise((resolve) => server.close(resolve)));
    await this.#streams?.close(1000);
    await Promise.all(closed);
    await this.store.close();
  }
}

export function rules(...texts: readonly string[]): AccessRule[] {
  return texts.map((text) => {
    const parsed = parseAccessRule(text);
    if (!parsed.ok) throw new Error(parsed.problem);
    return parsed.rule;
  });
}

export function remote(name: string, port: number, key?: string, tls?: RemoteTlsConfig): RemoteConfig {
  return { name, address: "127.0.0.1", port, key, tls };
}
