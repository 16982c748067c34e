/** The secondary role: each zone is checked with its primaries when it is due, and fetched when they have something later. */
import type { RemoteConfig } from "../config/types.js";
import { checkZone } from "../zone/check.js";
import { isLater, type SoaRecord } from "../zone/change.js";
import type { ZoneImage } from "../image/image.js";
import { RefreshTimer } from "../zone/timers.js";
import { formatWireName } from "../zone-file/index.js";
import type { ReceivedContent } from "../transfer/in-answer.js";
import { reasonOf } from "./message-of.js";
import { type TransferClient, TransferProblem } from "./transfer-client.js";
import type { Turns } from "./turns.js";
import type { ServedZone } from "./zone-served.js";

/** What one secondary zone needs. */
export interface SecondaryOptions {
  readonly client: Pick<TransferClient, "soa" | "transfer" | "whole">;
  /** How many zones are checked at a time. */
  readonly turns: Turns;
  /** Seconds since 1970, with fractions. */
  readonly now: () => number;
  /** A number from 0 to 1. */
  readonly chance: () => number;
  /** Told what people should know. */
  readonly tell: (text: string) => void;
}

/** Timers of the system count milliseconds in 31 bits. */
const LONGEST_WAIT = 0x7fff_ffff;
/** Problems of a zone that came which are told. */
const MOST_PROBLEMS = 10;

export class SecondaryZone {
  readonly zone: ServedZone;
  readonly #options: SecondaryOptions;
  readonly #timer: RefreshTimer;
  #wait: NodeJS.Timeout | undefined;
  #isStopped = false;
  /** What was told last: the same again and again would hide what is new. */
  #told = "";
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
    if (this.#timer.begin(now)) void this.#options.turns.take(() => this.#check()).finally(() => this.#schedule());
    this.#schedule();
  }

  #expire(): void {
    if (this.zone.image?.isExpired === false) this.#say("it has expired: no primary has confirmed it in time, so it is not served");
    this.zone.expire();
  }

  async #check(): Promise<void> {
    if (this.#isStopped) return this.#timer.fail(this.#options.now());
    const problems: string[] = [];
    for (const remote of this.zone.source.primaries ?? []) {
      try {
        const soa = await this.#checkWith(remote);
        return await this.#succeed(soa);
      } catch (error) {
        problems.push(`from ${nameOf(remote)}: ${reasonOf(error)}`);
      }
      if (this.#isStopped) break;
    }
    this.#timer.fail(this.#options.now());
    if (!this.#isStopped) this.#tellOnce(problems.join("; "));
  }

  async #succeed({ rdata }: SoaRecord): Promise<void> {
    const now = this.#options.now();
    this.#timer.succeed(now, rdata);
    this.#told = "";
    await this.zone.noteChecked(Math.floor(now));
  }

  /** Asks one primary, and fetches what is new. Returns the SOA of what is served then; rejects where this primary is of no help. */
  async #checkWith(remote: RemoteConfig): Promise<SoaRecord> {
    const { client } = this.#options;
    const { origin, soa } = this.zone;
    const theirs = await client.soa(remote, origin);
    if (soa !== undefined && !isLater(theirs.rdata.serial, soa.rdata.serial)) {
      if (isLater(soa.rdata.serial, theirs.rdata.serial))
        throw new TransferProblem(`its serial ${theirs.rdata.serial} is older than ours, ${soa.rdata.serial}`);
      return soa;
    }
    const received = await client.transfer(remote, origin, this.zone.image);
    return this.#take(remote, received);
  }

  async #take(remote: RemoteConfig, received: ReceivedContent): Promise<SoaRecord> {
    const before = this.zone.serial;
    if (this.#isStopped) throw new TransferProblem("the zone is not served any more");
    if (received.kind === "current") return received.soa;
    if (received.kind === "changes" && !(await this.zone.receiveChanges(received.changes))) {
      // What we have is not what the primary thinks that it is.
      const whole = await this.#options.client.whole(remote, this.zone.origin, this.zone.image);
      return this.#take(remote, whole);
    }
    if (received.kind === "zone") {
      this.#checkContent(received.image);
      await this.zone.receive(received.image);
    }
    const how = received.kind === "zone" ? "AXFR" : "IXFR";
    this.#say(
      `serial ${received.soa.rdata.serial} has come from ${nameOf(remote)} (${how})${before === undefined ? "" : ` after ${before}`}`,
    );
    return received.soa;
  }

  /** The rules that a zone has to keep as a whole. */
  #checkContent(image: ZoneImage): void {
    const findings = checkZone(image, { now: Math.floor(this.#options.now()), most: MOST_PROBLEMS });
    const texts = findings.all.map(({ severity, owner, message }) => `${severity}: ${formatWireName(owner)}: ${message}`);
    if (findings.errors > 0) throw new TransferProblem(`what came is no zone: ${texts[0] ?? ""}`);
    const warned = texts.join("\n");
    if (warned !== this.#warned) for (const text of texts) this.#say(text);
    this.#warned = warned;
  }

  #tellOnce(text: string): void {
    if (text !== this.#told) this.#say(`it is not up to date: ${text}`);
    this.#told = text;
  }

  #say(text: string): void {
    this.#options.tell(`${this.zone.source.origin}: ${text}`);
  }
}

function nameOf({ name, address, port }: RemoteConfig): string {
  return `${name} (${address.includes(":") ? `[${address}]` : address}:${port})`;
}
