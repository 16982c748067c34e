/**
 * Zones between servers: secondary zones are fetched, others are told of changes, catalogues are read and written. It begins with
 * `start`, when the zones were loaded and queries are answered; the store's listener and the service tell it what happens.
 */
import type { LimitConfig } from "../config/types.js";
import type { Sha1 } from "../image/nsec3.js";
import type { Cryptography } from "../security/hmac.js";
import type { TsigKeys } from "../security/tsig-keys.js";
import { hasMembers, makeCatalog, nextCatalogSerial, readCatalog } from "../zone/catalog.js";
import { type Patience, USUAL_PATIENCE } from "./exchange.js";
import { messageOf } from "./message-of.js";
import { Notifier, NOTIFY_PATIENCE } from "./notify.js";
import { TransferClient } from "./transfer-client.js";
import type { TransferCounts } from "./transfer-counts.js";
import { Turns } from "./turns.js";
import { CatalogConsumer } from "./zone-catalog.js";
import { type SecondaryStatus, SecondaryZone } from "./zone-secondary.js";
import { canonicalOrigin } from "./zone-file-name.js";
import type { ServedZone } from "./zone-served.js";
import type { ZoneStore } from "./zone-store.js";

export interface ReplicationOptions {
  readonly store: ZoneStore;
  /** May change while it runs. */
  readonly keys: TsigKeys;
  readonly cryptography: Cryptography;
  readonly sha1: Sha1;
  readonly limits: Pick<LimitConfig, "receivedZoneBytes" | "transferSeconds">;
  readonly counts: TransferCounts;
  /** Told what people should know. */
  readonly tell: (text: string) => void;
  /** Of tests. */
  readonly patience?: { readonly queries?: Patience; readonly notifications?: Patience };
}

/** Servers that are told of changes at a time. */
const NOTIFICATIONS = 64;

export class Replication {
  readonly #options: ReplicationOptions;
  readonly #stop = new AbortController();
  readonly #client: TransferClient;
  readonly #notifier: Notifier;
  readonly #catalogs: CatalogConsumer;
  readonly #secondaries = new Map<ServedZone, SecondaryZone>();
  #isStarted = false;

  constructor(options: ReplicationOptions) {
    this.#options = options;
    const { keys, cryptography, limits, store, tell, patience, counts } = options;
    const { signal } = this.#stop;
    const now = (): number => Math.floor(Date.now() / 1000);
    const shared = { keys, cryptography, now, signal, counts };
    this.#client = new TransferClient({
      ...shared,
      ...limits,
      memory: store.memory,
      threads: store.threads,
      patience: patience?.queries ?? USUAL_PATIENCE,
    });
    const turns = new Turns(NOTIFICATIONS);
    this.#notifier = new Notifier({ ...shared, tell, turns, patience: patience?.notifications ?? NOTIFY_PATIENCE });
    this.#catalogs = new CatalogConsumer({
      store,
      tell,
      added: (zone) => this.#begin(zone),
      removed: (zone) => this.#end(zone),
    });
  }

  /** Begins; or goes on with other zones, after a change of the configuration. */
  async start(): Promise<void> {
    this.#isStarted = true;
    for (const zone of this.#secondaries.keys()) if (zone.isRemoved) this.#end(zone);
    await this.#catalogs.dropRemoved();
    for (const zone of this.#options.store.zones) await this.#produce(zone);
    for (const zone of this.#options.store.zones) if (!this.#catalogs.isMember(zone)) this.#begin(zone);
  }

  #begin(zone: ServedZone): void {
    if (this.#stop.signal.aborted) return;
    this.#notifier.changed(zone);
    this.#consume(zone);
    if (!zone.isSecondary || this.#secondaries.has(zone)) return;
    const secondary = new SecondaryZone(zone, {
      client: this.#client,
      counts: this.#options.counts,
      threads: this.#options.store.threads,
      now: () => Date.now() / 1000,
      chance: Math.random,
      tell: this.#options.tell,
    });
    this.#secondaries.set(zone, secondary);
    secondary.start();
  }

  #end(zone: ServedZone): void {
    this.#secondaries.get(zone)?.stop();
    this.#secondaries.delete(zone);
  }

  /** A zone has a later serial, or has come for the first time: for the store's listener. */
  changed(zone: ServedZone): void {
    if (!this.#isStarted) return;
    this.#notifier.changed(zone);
    this.#consume(zone);
  }

  #consume(zone: ServedZone): void {
    if (zone.source.catalog?.role !== "consume") return;
    this.#catalogs.update(zone).catch((error: unknown) => this.#options.tell(`${zone.source.origin}: ${messageOf(error)}`));
  }

  /** A notification that was believed: for the service. */
  notified(zone: ServedZone): void {
    this.#options.counts.notifications.believed++;
    this.#secondaries.get(zone)?.notify();
  }

  /** A person wants a zone checked with its primaries. @param isWhole whether it is to be fetched whole, whatever its serial */
  refresh(zone: ServedZone, isWhole: boolean): void {
    this.#secondaries.get(zone)?.refresh(isWhole);
  }

  /** A person wants others told of a zone. */
  notify(zone: ServedZone): void {
    this.#notifier.changed(zone);
  }

  /** How a zone is doing that is fetched from elsewhere. */
  statusOf(zone: ServedZone): SecondaryStatus | undefined {
    return this.#secondaries.get(zone)?.status;
  }

  /** The catalogue that this server writes, if a zone is one (RFC 9432 section 4). */
  async #produce(zone: ServedZone): Promise<void> {
    if (zone.source.catalog?.role !== "produce") return;
    const origin = canonicalOrigin(zone.source.origin);
    const members = this.#options.store.zones.flatMap(({ source: { origin: member, memberOf, group } }) =>
      memberOf !== undefined && canonicalOrigin(memberOf) === origin ? [{ origin: canonicalOrigin(member), group }] : [],
    );
    if (zone.image !== undefined && hasMembers(readCatalog(zone.image), members)) return;
    const serial = nextCatalogSerial(zone.serial, Math.floor(Date.now() / 1000));
    await zone.receive(makeCatalog(zone.origin, members, serial, this.#options.sha1));
  }

  /** Ends all that is under way. */
  close(): void {
    this.#stop.abort(new Error("the server ends"));
    for (const secondary of this.#secondaries.values()) secondary.stop();
    this.#secondaries.clear();
  }
}
