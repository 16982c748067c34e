/** The secondary role: each zone is checked with its primaries when it is due, and fetched when they have something later. */
import type { RemoteConfig } from "../config/types.js";
import { NEWEST, type ZoneImage } from "../image/image.js";
import { checkChanges } from "../zone/check-changes.js";
import { findingText, MOST_TOLD, type ReceivedCheck, type ZonemdPolicy } from "../zone/check-received.js";
import { isLater, type SoaRecord, type ZoneChange } from "../zone/change.js";
import { confirmedAt, RefreshTimer } from "../zone/timers.js";
import type { ReceivedContent } from "../transfer/in-answer.js";
import { reasonOf } from "./message-of.js";
import { type TransferClient, TransferProblem, type WantedZone } from "./transfer-client.js";
import type { TransferCounts } from "./transfer-counts.js";
import type { ServedZone } from "./zone-served.js";
import type { ZoneThreads } from "./zone-threads.js";

/** What one secondary zone needs. */
export interface SecondaryOptions {
  readonly client: Pick<TransferClient, "soa" | "transfer" | "whole">;
  readonly counts: TransferCounts;
  /** Which look at large zones. */
  readonly threads: Pick<ZoneThreads, "check">;
  /** Seconds since 1970, with fractions. */
  readonly now: () => number;
  /** A number from 0 to 1. */
  readonly chance: () => number;
  /** Told what people should know. */
  readonly tell: (text: string) => void;
}

/** How a secondary zone is doing. Times are in seconds since 1970. */
export interface SecondaryStatus {
  /** When it was last known to be up to date; undefined for one that has never come. */
  readonly checkedAt: number | undefined;
  readonly isChecking: boolean;
  /** When it is checked next, if nothing happens before. */
  readonly nextCheckAt: number;
  /** From when on it is not served; undefined for one that has never come. */
  readonly expiresAt: number | undefined;
  /** What was wrong the last time; undefined where nothing was. */
  readonly problem: string | undefined;
}

/** Timers of the system count milliseconds in 31 bits. */
const LONGEST_WAIT = 0x7fff_ffff;

/** What a check came to: the SOA of what is served, and when that was known to be up to date. */
interface Confirmed {
  readonly soa: SoaRecord;
  readonly at: number;
}

type ReceivedZone = Extract<ReceivedContent, { readonly kind: "zone" }>;

export class SecondaryZone {
  readonly zone: ServedZone;
  readonly #options: SecondaryOptions;
  readonly #timer: RefreshTimer;
  #wait: NodeJS.Timeout | undefined;
  #isStopped = false;
  /** The next check is to fetch the whole zone, whatever its serial. */
  #isWholeWanted = false;
  /** What was told last: the same again and again would hide what is new. */
  #problem = "";
  /** Warnings of the zone's content that were told. */
  #warned = "";

  constructor(zone: ServedZone, options: SecondaryOptions) {
    this.zone = zone;
    this.#options = options;
    this.#timer = new RefreshTimer({ chance: options.chance, times: zone.soa?.rdata, checkedAt: zone.checkedAt });
  }

  start(): void {
    this.#schedule();
  }

  /** A primary says that the zone has changed (RFC 1996). */
  notify(): void {
    this.#timer.notify(this.#options.now());
    this.#schedule();
  }

  /** A person wants it checked. @param isWhole whether all of it is to be fetched, even if the primary's is older */
  refresh(isWhole = false): void {
    this.#isWholeWanted ||= isWhole;
    this.#timer.demand(this.#options.now());
    this.#schedule();
  }

  get status(): SecondaryStatus {
    const { checkedAt, isRunning, dueAt, expiresAt } = this.#timer;
    return {
      checkedAt,
      isChecking: isRunning,
      nextCheckAt: dueAt,
      expiresAt: expiresAt === Infinity ? undefined : expiresAt,
      problem: this.#problem === "" ? undefined : this.#problem,
    };
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#wait);
  }

  #schedule(): void {
    clearTimeout(this.#wait);
    if (this.#isStopped) return;
    const now = this.#options.now();
    const milliseconds = Math.ceil((this.#timer.nextAt(now) - now) * 1000);
    this.#wait = setTimeout(() => this.#act(), Math.min(LONGEST_WAIT, Math.max(0, milliseconds)));
  }

  #act(): void {
    const now = this.#options.now();
    if (this.#timer.isExpired(now)) this.#expire();
    if (this.#timer.begin(now)) void this.#check().finally(() => this.#schedule());
    this.#schedule();
  }

  #expire(): void {
    if (this.zone.image?.isExpired === false) this.#say("it has expired: no primary has confirmed it in time, so it is not served");
    this.zone.expire();
  }

  async #check(): Promise<void> {
    const isWhole = this.#isWholeWanted;
    this.#isWholeWanted = false;
    const problems: string[] = [];
    for (const remote of this.zone.source.primaries ?? []) {
      try {
        return await this.#succeed(await (isWhole ? this.#fetchWhole(remote) : this.#checkWith(remote)));
      } catch (error) {
        problems.push(`from ${nameOf(remote)}: ${reasonOf(error)}`);
      }
      if (this.#isStopped) break;
    }
    this.#timer.fail(this.#options.now());
    if (!this.#isStopped) this.#tellOnce(problems.join("; "));
  }

  async #succeed({ soa: { rdata }, at }: Confirmed): Promise<void> {
    const now = this.#options.now();
    this.#timer.succeed(now, rdata, at);
    this.#problem = "";
    await this.zone.noteChecked(Math.floor(at));
    // Where it came from, it was about to expire too.
    if (this.#timer.isExpired(now)) this.#expire();
  }

  /** Asks one primary, and fetches what is new; rejects where this primary is of no help. */
  async #checkWith(remote: RemoteConfig): Promise<Confirmed> {
    const { client, now } = this.#options;
    const { origin, soa } = this.zone;
    const theirs = await client.soa(remote, origin);
    const at = confirmedAt(now(), theirs.soa.rdata, theirs.remaining);
    if (soa === undefined || isLater(theirs.soa.rdata.serial, soa.rdata.serial)) {
      const received = await client.transfer(remote, this.#wanted(this.zone.image));
      return { soa: await this.#take(remote, received), at };
    }
    if (isLater(soa.rdata.serial, theirs.soa.rdata.serial))
      throw new TransferProblem(`its serial ${theirs.soa.rdata.serial} is older than ours, ${soa.rdata.serial}`);
    // RFC 7314 section 4: another primary may have known better.
    return { soa, at: Math.max(at, this.#timer.checkedAt ?? at) };
  }

  async #fetchWhole(remote: RemoteConfig): Promise<Confirmed> {
    const received = await this.#options.client.whole(remote, this.#wanted(undefined));
    return { soa: await this.#take(remote, received), at: this.#options.now() };
  }

  async #take(remote: RemoteConfig, received: ReceivedContent): Promise<SoaRecord> {
    if (this.#isStopped) throw new TransferProblem("the zone is not served any more");
    if (received.kind === "current") return received.soa;
    const before = this.zone.serial;
    if (received.kind === "zone") await this.#takeZone(received);
    else {
      const problem = await this.#takeChanges(received.changes);
      if (problem !== undefined) return this.#takeInstead(remote, problem);
    }
    const how = received.kind === "zone" ? "AXFR" : "IXFR";
    this.#options.counts.in[received.kind === "zone" ? "axfr" : "ixfr"]++;
    this.#say(
      `serial ${received.soa.rdata.serial} has come from ${nameOf(remote)} (${how})${before === undefined ? "" : ` after ${before}`}`,
    );
    return received.soa;
  }

  /** What we have is not what the primary thinks that it is, or it sends nonsense: the whole zone will show which. */
  async #takeInstead(remote: RemoteConfig, problem: string): Promise<SoaRecord> {
    this.#options.counts.in.refused++;
    this.#say(`changes from ${nameOf(remote)} are not taken, so all is fetched: ${problem}`);
    return this.#take(remote, await this.#options.client.whole(remote, this.#wanted(this.zone.image)));
  }

  /** Returns why changes are not taken. */
  async #takeChanges(changes: readonly ZoneChange[]): Promise<string | undefined> {
    let problem: string | undefined = "a record that is to go is not there, or one that is to come has no room";
    const taken = await this.zone.receiveChanges(changes, async (image) => {
      problem = await this.#problemAfter(image, changes);
      return problem === undefined;
    });
    return taken ? undefined : problem;
  }

  /** What is wrong with what changes lead to, which nobody sees yet. */
  async #problemAfter(image: ZoneImage, changes: readonly ZoneChange[]): Promise<string | undefined> {
    const { errors, all } = checkChanges(image, changes, MOST_TOLD);
    if (errors > 0) return `what they lead to is no zone: ${all.map(findingText)[0] ?? ""}`;
    const { problem } = await this.#options.threads.check(image, NEWEST, { ...this.#received, isDigestAlone: true });
    return problem;
  }

  get #received(): ReceivedCheck {
    return { now: Math.floor(this.#options.now()), zonemd: this.#zonemd };
  }

  get #zonemd(): ZonemdPolicy {
    return this.zone.source.zonemd ?? "verify";
  }

  #wanted(image: ZoneImage | undefined): WantedZone {
    return { origin: this.zone.origin, image, zonemd: this.#zonemd };
  }

  /** Takes a zone that keeps the rules; throws why it does not. */
  async #takeZone({ image, findings }: ReceivedZone): Promise<void> {
    const { counts, threads } = this.#options;
    const { problem, warnings } = findings ?? (await threads.check(image, image.version, this.#received));
    if (problem !== undefined) {
      counts.in.refused++;
      throw new TransferProblem(problem);
    }
    const warned = warnings.join("\n");
    if (warned !== this.#warned) for (const text of warnings) this.#say(text);
    this.#warned = warned;
    await this.zone.receive(image);
  }

  #tellOnce(text: string): void {
    if (text !== this.#problem) this.#say(`it is not up to date: ${text}`);
    this.#problem = text;
  }

  #say(text: string): void {
    this.#options.tell(`${this.zone.source.origin}: ${text}`);
  }
}

function nameOf({ name, address, port }: RemoteConfig): string {
  return `${name} (${address.includes(":") ? `[${address}]` : address}:${port})`;
}
