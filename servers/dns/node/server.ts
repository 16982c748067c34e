/** A running name server: its zones, its threads for UDP, its connections. */
import type { Socket as DatagramSocket } from "node:dgram";
import type { Server } from "node:net";
import { availableParallelism } from "node:os";
import { Answerer, type AnswerSettings } from "../answer/answer.js";
import { ZoneDirectory } from "../answer/zones.js";
import type { ZoneImage } from "../image/image.js";
import type { Config, ListenConfig } from "../config/types.js";
import { parseAddress } from "../security/address.js";
import { nodeCryptography, randomSecret } from "../security/node.js";
import { RateLimiter } from "../security/rate-limit.js";
import type { TsigKey } from "../security/tsig-keys.js";
import { choosePort } from "./chosen-port.js";
import { ConfiguredZones } from "./configured-zones.js";
import { CookieKeeper } from "./cookie-keeper.js";
import { withinDescriptors } from "./descriptors.js";
import { type Elsewhere, PendingQueries } from "./elsewhere.js";
import { limitReplies } from "./limited-replies.js";
import { formatPlace, ListenError } from "./listen-error.js";
import { messageOf } from "./message-of.js";
import { PRIMITIVES } from "./primitives.js";
import type { QueryLog } from "./query-log.js";
import { PublishedZones } from "./published-zones.js";
import { QueryRing } from "./query-ring.js";
import { Responder } from "./responder.js";
import { SharedSecrets } from "./shared-secrets.js";
import { FLAG, makeSharedState, type SharedState } from "./shared-state.js";
import { type Counts, countsOf } from "./counts.js";
import { StreamServer } from "./streams.js";
import type { TlsAcceptor } from "./tls.js";
import { UdpPool } from "./udp-pool.js";
import { TransferCounts } from "./transfer-counts.js";
import { readKeys } from "./tsig-secrets.js";
import type { Replication } from "./zone-replication.js";
import type { ServedZone } from "./zone-served.js";
import { ZoneService } from "./zone-service.js";
import { type ZoneStatus, zoneStatusOf } from "./zone-status.js";
import { canonicalOrigin } from "./zone-file-name.js";
import { type ZoneReport, ZoneStore } from "./zone-store.js";

/** Queries over UDP that are answered elsewhere at a time. */
const MOST_PENDING = 512;
/** Transfers at a time, of all zones. */
const MOST_TRANSFERS = 64;
/** How long connections may take to end, in milliseconds. */
const CLOSE_WITHIN = 3000;

export interface ServerOptions {
  /** All paths are absolute, or relative to where the process runs. */
  readonly config: Config;
  /** What answers transfers, updates, notifications and signed queries; undefined: a ZoneService. */
  readonly elsewhere?: Elsewhere | undefined;
  /** Told what people should know of zones that come and go. */
  readonly tell?: (text: string) => void;
}

export class NameServer {
  #config: Config;
  readonly #elsewhere: Elsewhere;
  /** Of what is sent over UDP by the main thread. */
  readonly #limiter: RateLimiter | undefined;
  readonly #workers: number;
  readonly #settings: AnswerSettings;
  readonly #state: SharedState;
  readonly #store: ZoneStore;
  readonly #zones: ConfiguredZones;
  readonly #directory = new ZoneDirectory();
  readonly #published = new PublishedZones(this.#directory);
  readonly #answerer: Answerer;
  /** For queries that come signed, which wait for each other between being read and being answered. */
  readonly #signedAnswerer: Answerer;
  readonly #keys = new Map<string, TsigKey>();
  readonly #streams: StreamServer;
  readonly #pending = new PendingQueries(MOST_PENDING);
  readonly #cookies: CookieKeeper;
  readonly #servers: Server[] = [];
  readonly #datagrams: DatagramSocket[] = [];
  readonly #tell: (text: string) => void;
  readonly #transferCounts = new TransferCounts();
  #replication: Replication | undefined;
  #pool: UdpPool | undefined;
  #tls: TlsAcceptor | undefined;
  #queryLog: QueryLog | undefined;
  /** Where it answers, once it does: with the ports that the system chose. */
  addresses: readonly ListenConfig[] = [];

  constructor({ config, elsewhere, tell = () => undefined }: ServerOptions) {
    this.#config = config;
    this.#workers = config.workers === "auto" ? availableParallelism() : config.workers;
    this.#settings = settingsOf(config);
    this.#state = makeSharedState(this.#workers);
    this.#tell = tell;
    this.#store = new ZoneStore(config.zones, { dataDirectory: config.dataDirectory, tell });
    this.#zones = new ConfiguredZones(this.#store);
    this.#store.listener = { publish: (images) => this.#publish(images), changed: (zone) => this.#replication?.changed(zone) };
    this.#cookies = new CookieKeeper(new SharedSecrets(this.#state.secrets));
    this.#answerer = new Answerer(this.#directory, PRIMITIVES, this.#settings);
    this.#signedAnswerer = new Answerer(this.#directory, PRIMITIVES, { ...this.#settings, memoBytes: 0 });
    const answered = elsewhere ?? this.#makeService().handle;
    this.#limiter = config.rateLimit && new RateLimiter(config.rateLimit, randomSeed());
    this.#elsewhere = this.#limiter === undefined ? answered : limitReplies(answered, this.#limiter);
    const responder = (row: number, transport: "tcp" | "tls"): Responder =>
      new Responder({ answerer: this.#answerer, state: this.#state, row, transport });
    const responders = { tcp: responder(this.#workers, "tcp"), tls: responder(this.#workers + 1, "tls") };
    this.#streams = new StreamServer({ responders, limits: withinDescriptors(config.limits, tell), elsewhere: this.#elsewhere });
  }

  #makeService(): ZoneService {
    return new ZoneService({
      store: this.#store,
      keys: this.#keys,
      cryptography: nodeCryptography,
      answerer: this.#signedAnswerer,
      now: () => Math.floor(Date.now() / 1000),
      transferSeconds: this.#config.limits.transferSeconds,
      transfers: MOST_TRANSFERS,
      udpPayloadBytes: this.#config.limits.udpPayloadBytes,
      counts: this.#transferCounts,
      notified: (zone) => this.#replication?.notified(zone),
    });
  }

  get config(): Config {
    return this.#config;
  }

  get store(): ZoneStore {
    return this.#store;
  }

  /** Reads the zones, or one of them; those without errors are served from then on. */
  async load(origin?: string): Promise<ZoneReport[]> {
    if (origin === undefined) return this.#store.load();
    const reports: ZoneReport[] = [];
    for (const zone of this.#store.zones)
      if (canonicalOrigin(zone.source.origin) === canonicalOrigin(origin)) reports.push(await zone.load());
    return reports;
  }

  /** Resolves when nobody answers from other images any more. */
  async #publish(current: readonly ZoneImage[]): Promise<void> {
    const change = this.#published.replace(this.#zones.withHeld(current));
    // The same, but what was remembered of it does not count any more.
    this.#answerer.zones = this.#directory;
    await this.#pool?.publish(change);
  }

  /**
   * Takes the zones, keys, certificates and secrets of a configuration; the rest needs a new start. Nothing is lost meanwhile, and what
   * can't be read leaves only itself as it was: it is said in `problems`.
   */
  async reload(config: Config): Promise<{ readonly reports: readonly ZoneReport[]; readonly problems: readonly string[] }> {
    const problems: string[] = [];
    const attempt = (task: Promise<void> | undefined): Promise<void> | undefined =>
      task?.catch((error: unknown) => void problems.push(messageOf(error)));
    await attempt(this.#cookies.start(config.cookies));
    await attempt(this.#readKeys(config));
    if (config.tls !== undefined) await attempt(this.#tls?.reload(config.tls));
    const { zones, tls, cookies, keys, queryLog } = config;
    const before = this.#config.queryLog;
    this.#config = { ...this.#config, zones, tls, cookies, keys, queryLog };
    await attempt(this.#moveLog(before));
    const reports = await this.#zones.replace(zones);
    await this.#replicate();
    return { reports, problems };
  }

  /** Fetches zones, tells others of changes, reads and writes catalogues: as far as the zones are configured for it. */
  async #replicate(): Promise<void> {
    const isWanted = this.#config.zones.some(
      ({ primaries, notify, catalog }) => primaries.length + notify.length > 0 || catalog !== undefined,
    );
    if (isWanted && this.#replication === undefined) {
      // It takes a while to load, which servers of files alone don't need.
      const { Replication: Loaded } = await import("./zone-replication.js");
      const { limits } = this.#config;
      const shared = { store: this.#store, keys: this.#keys, cryptography: nodeCryptography, sha1: PRIMITIVES.sha1 };
      this.#replication = new Loaded({ ...shared, limits, tell: this.#tell, counts: this.#transferCounts });
    }
    await this.#replication?.start();
  }

  async #readKeys({ keys }: Config): Promise<void> {
    const read = await readKeys(keys);
    this.#keys.clear();
    for (const [name, key] of read) this.#keys.set(name, key);
  }

  /** Opens the sockets, all or none. Throws a ListenError. */
  async listen(): Promise<void> {
    try {
      await this.#openAll();
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async #openAll(): Promise<void> {
    const { config } = this;
    await this.#cookies.start(config.cookies);
    await this.#readKeys(config);
    if (config.listen.some(({ transports }) => transports.includes("tls"))) await this.#openTls();
    this.#pool = UdpPool.make({
      workers: this.#workers,
      settings: this.#settings,
      gather: config.limits.gatherMicroseconds,
      rateLimit: config.rateLimit,
      seed: randomSeed,
      state: this.#state,
      elsewhere: this.#elsewhere,
      pending: this.#pending,
    });
    const opened: ListenConfig[] = [];
    for (const place of config.listen) opened.push(await this.#open(place));
    this.addresses = opened;
  }

  async #openTls(): Promise<void> {
    const { tls, limits } = this.#config;
    if (tls === undefined) throw new Error("TLS needs a certificate");
    // It takes 10 ms to load, which most servers don't need.
    const { TlsAcceptor } = await import("./tls.js");
    this.#tls = await TlsAcceptor.open(tls, limits.tcpIdleSeconds, (socket) => this.#streams.serveSecure(socket));
  }

  /** One place to listen; its port is that of all its transports, where the system was to choose one. */
  async #open(place: ListenConfig): Promise<ListenConfig> {
    const { address, transports } = place;
    let { port } = place;
    if (port === 0 && transports.length > 1) port = await attempt(place, "TCP", () => choosePort(address));
    if (transports.includes("udp")) port = await attempt(place, "UDP", () => this.#openUdp(address, port));
    if (transports.includes("tcp")) port = await attempt(place, "TCP", () => this.#openStream(address, port));
    if (transports.includes("tls")) port = await attempt(place, "TLS", () => this.#openStream(address, port, this.#tls));
    return { ...place, port };
  }

  async #openUdp(address: string, port: number): Promise<number> {
    const bytes = parseAddress(address);
    if (bytes === undefined) throw new Error("this is no IP address");
    if (this.#pool !== undefined) return this.#pool.open({ bytes, port });
    const responder = new Responder({ answerer: this.#answerer, state: this.#state, row: 0, transport: "udp", limiter: this.#limiter });
    const options = { responder, elsewhere: this.#elsewhere, pending: this.#pending, replyBytes: this.#settings.udpPayloadBytes };
    const { serveDatagrams } = await import("./dgram.js");
    const socket = await serveDatagrams(options, address, port);
    this.#datagrams.push(socket);
    return socket.address().port;
  }

  async #openStream(address: string, port: number, tls?: TlsAcceptor): Promise<number> {
    const server = await this.#streams.listen(address, port, tls && ((socket) => tls.upgrade(socket)));
    this.#servers.push(server);
    const bound = server.address();
    return typeof bound === "object" && bound !== null ? bound.port : port;
  }

  /** Starts the threads: from then on all of it answers. */
  async start(): Promise<void> {
    await this.#pool?.start(this.#published.places);
    if (this.#config.queryLog !== undefined) await this.setQueryLog(true);
    await this.#replicate();
  }

  /** Whether UDP is answered by threads that take many datagrams at a time. */
  get isBatched(): boolean {
    return this.#pool !== undefined;
  }

  get workers(): number {
    return this.#workers;
  }

  get isLogging(): boolean {
    return this.#queryLog !== undefined;
  }

  /** Switches the query log on or off: to where the configuration says, or else to standard output. */
  async setQueryLog(isOn: boolean): Promise<void> {
    if (isOn === this.isLogging) return;
    if (isOn) this.#queryLog = await this.#openLog();
    Atomics.store(new Int32Array(this.#state.flags), FLAG.QUERY_LOG, isOn ? 1 : 0);
    if (isOn) return;
    this.#queryLog?.close();
    this.#queryLog = undefined;
  }

  async #openLog(): Promise<QueryLog> {
    const { QueryLog } = await import("./query-log.js");
    const rings = this.#state.rings.map((buffer) => new QueryRing(buffer));
    // A full disk ends the log, not the server.
    return QueryLog.open(this.#config.queryLog ?? "stdout", rings, (error) => {
      this.#tell(`the query log is switched off: ${messageOf(error)}`);
      void this.setQueryLog(false);
    });
  }

  /** The log goes on in the file that has its name now: the one before may have been moved away. Where it can't, it stays as it was. */
  async #moveLog(before: string | undefined): Promise<void> {
    if (this.#config.queryLog === undefined) return before === undefined ? undefined : this.setQueryLog(false);
    if (!this.isLogging) return before === undefined ? this.setQueryLog(true) : undefined;
    const moved = await this.#openLog();
    this.#queryLog?.close();
    this.#queryLog = moved;
  }

  zoneStatus(): ZoneStatus[] {
    return this.#store.zones.map((zone) => zoneStatusOf(zone, this.#replication));
  }

  /**
   * Zones that are fetched are checked with their primaries now. Returns which; throws where there are none.
   *
   * @param origin of one of them; undefined: all
   * @param isWhole whether they are fetched whole, whatever their serial
   */
  refresh(origin: string | undefined, isWhole: boolean): ZoneStatus[] {
    const zones = this.#zonesFor(origin, ({ isSecondary }) => isSecondary, "is fetched from elsewhere");
    for (const zone of zones) this.#replication?.refresh(zone, isWhole);
    return zones.map((zone) => zoneStatusOf(zone, this.#replication));
  }

  /** Those in `notify` of zones are told of their serials again. Returns which zones; throws where there are none. */
  notify(origin: string | undefined): ZoneStatus[] {
    const zones = this.#zonesFor(origin, ({ source }) => (source.notify ?? []).length > 0, "has anybody in `notify`");
    for (const zone of zones) this.#replication?.notify(zone);
    return zones.map((zone) => zoneStatusOf(zone, this.#replication));
  }

  #zonesFor(origin: string | undefined, isMeant: (zone: ServedZone) => boolean, what: string): readonly ServedZone[] {
    const found = origin === undefined ? this.#store.zones : [this.#store.findText(origin)].filter((zone) => zone !== undefined);
    if (origin !== undefined && found.length === 0) throw new Error(`there is no zone \`${origin}\``);
    const zones = found.filter(isMeant);
    if (zones.length === 0) throw new Error(origin === undefined ? `no zone ${what}` : `\`${origin}\` is no zone that ${what}`);
    return zones;
  }

  /** Transfers and notifications. */
  get transferCounts(): TransferCounts {
    return this.#transferCounts;
  }

  counts(): Counts {
    const { connections, refused, displaced } = this.#streams;
    const streams = { connections, connectionsRefused: refused, connectionsDisplaced: displaced };
    return { ...countsOf(this.#state, this.#workers), ...streams, pendingRefused: this.#pending.refused };
  }

  /** Ends it: no new connections, and no query that came is left unanswered, if that takes no more than a few seconds. */
  async close(): Promise<void> {
    const closed = this.#servers.map((server) => new Promise((resolve) => server.close(resolve)));
    // What was accepted, or has come, is seen in the next turn.
    await new Promise((resolve) => setImmediate(resolve));
    this.#cookies.stop();
    this.#replication?.close();
    await Promise.all([this.#pool?.stop(), this.#streams.close(CLOSE_WITHIN), within(CLOSE_WITHIN, this.#pending.settled())]);
    this.#pool?.close();
    for (const socket of this.#datagrams) socket.close();
    await Promise.all(closed);
    await this.setQueryLog(false);
    await this.#store.close();
  }
}

async function attempt(place: ListenConfig, transport: string, open: () => Promise<number>): Promise<number> {
  try {
    return await open();
  } catch (error) {
    throw new ListenError(`${formatPlace(place)} for ${transport}`, error);
  }
}

async function within(milliseconds: number, promise: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
  await Promise.race([promise, late]);
  clearTimeout(timer);
}

function randomSeed(): number {
  return new DataView(randomSecret(4).buffer).getUint32(0);
}

function settingsOf({ limits, serverId, version, hostname }: Config): AnswerSettings {
  const { udpPayloadBytes, tcpIdleSeconds, memoBytes } = limits;
  return { udpPayloadBytes, keepaliveTenths: 10 * tcpIdleSeconds, memoBytes, serverId, version, hostname };
}
