/**
 * When a secondary zone is checked with its primary, and when it is too old to be served (RFC 1034 section 4.3.5, RFC 1035 section
 * 3.3.13, RFC 1996 section 4). Pure: time comes in as seconds since 1970, and so does chance.
 */

/** What the zone itself says, in seconds. */
export interface SoaTimes {
  readonly refresh: number;
  readonly retry: number;
  readonly expire: number;
}

/** What a primary may ask of us: neither is it asked all the time, nor hardly ever. */
export const BOUNDS = {
  leastRefresh: 30,
  mostRefresh: 28 * 86_400,
  leastRetry: 15,
  mostRetry: 14 * 86_400,
} as const;

/** Seconds from one check to the next, however many notifications there are. */
export const LEAST_BETWEEN = 1;
/** A zone that was never there is tried again after this, and twice as long each time. */
const FIRST_RETRY = 5;
const LAST_FIRST_RETRY = 3600;
/** Checks come earlier than they are due by up to this part: many zones of one primary are not all checked at once. */
const JITTER = 0.1;

export interface RefreshOptions {
  /** A number from 0 to 1. */
  readonly chance: () => number;
  /** Of the zone as it is kept; undefined if there is none. */
  readonly times?: SoaTimes | undefined;
  /** When it was last known to be up to date. */
  readonly checkedAt?: number | undefined;
}

export class RefreshTimer {
  readonly #chance: () => number;
  #times: SoaTimes | undefined;
  #checkedAt: number | undefined;
  /** When the next check is due. */
  #dueAt = 0;
  #startedAt = -Infinity;
  #failures = 0;
  #isRunning = false;
  /** Something may have changed since the running check began. */
  #isNotified = false;

  constructor({ chance, times, checkedAt }: RefreshOptions) {
    this.#chance = chance;
    this.#times = times;
    this.#checkedAt = checkedAt;
    if (times !== undefined && checkedAt !== undefined) this.#dueAt = this.#soonerThan(checkedAt, refreshOf(times));
  }

  /** When something is to be done next: a check, or to stop serving; Infinity while a check runs and nothing else is to come. */
  nextAt(now: number): number {
    const expiry = this.expiresAt;
    return Math.min(this.#isRunning ? Infinity : this.#dueAt, expiry > now ? expiry : Infinity);
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** When it was last known to be up to date. */
  get checkedAt(): number | undefined {
    return this.#checkedAt;
  }

  /** When the next check is due; it may wait for its turn. */
  get dueAt(): number {
    return this.#dueAt;
  }

  /** From when on it must not be served; Infinity for one that is not there. */
  get expiresAt(): number {
    return this.#times === undefined || this.#checkedAt === undefined ? Infinity : expiryOf(this.#times, this.#checkedAt);
  }

  /** Whether what there is must not be served any more. */
  isExpired(now: number): boolean {
    // A clock that was set back would keep it alive: then it counts as checked now.
    if (this.#checkedAt !== undefined && this.#checkedAt > now) this.#checkedAt = now;
    return now >= this.expiresAt;
  }

  /** Begins a check if one is due, and none runs. */
  begin(now: number): boolean {
    if (this.#isRunning || now < this.#dueAt) return false;
    this.#isRunning = true;
    this.#isNotified = false;
    this.#startedAt = now;
    return true;
  }

  /** A primary says that the zone has changed (RFC 1996 section 3.11); any number of such messages are one check. */
  notify(now: number): void {
    if (this.#isRunning) this.#isNotified = true;
    else this.#dueAt = Math.min(this.#dueAt, Math.max(now, this.#startedAt + LEAST_BETWEEN));
  }

  /** A person wants a check: now, or right behind one that runs. */
  demand(now: number): void {
    if (this.#isRunning) this.#isNotified = true;
    else this.#dueAt = Math.min(this.#dueAt, now);
  }

  /**
   * The check has ended: the zone is up to date.
   *
   * @param confirmedAt when it was last known to be that where it comes from, which may be a secondary itself: see `confirmedAt`
   */
  succeed(now: number, times: SoaTimes, confirmedAt = now): void {
    this.#times = times;
    this.#checkedAt = confirmedAt;
    this.#failures = 0;
    this.#end(now, refreshOf(times));
  }

  /** The check has ended without success. */
  fail(now: number): void {
    const first = Math.min(LAST_FIRST_RETRY, FIRST_RETRY * 2 ** this.#failures);
    this.#failures = Math.min(this.#failures + 1, 30);
    this.#end(now, this.#times === undefined ? first : retryOf(this.#times));
  }

  #end(now: number, seconds: number): void {
    this.#isRunning = false;
    this.#dueAt = this.#soonerThan(now, seconds);
    if (this.#isNotified) this.notify(now);
    this.#isNotified = false;
  }

  #soonerThan(from: number, seconds: number): number {
    return from + seconds * (1 - JITTER * this.#chance());
  }
}

function refreshOf({ refresh }: SoaTimes): number {
  return Math.min(BOUNDS.mostRefresh, Math.max(BOUNDS.leastRefresh, refresh));
}

function retryOf({ retry }: SoaTimes): number {
  return Math.min(BOUNDS.mostRetry, Math.max(BOUNDS.leastRetry, retry));
}

/**
 * When a zone was last known to be up to date at the primary itself, by what is left of its life where it comes from (RFC 7314
 * section 4): a chain of secondaries does not keep it alive for longer than its first one. More than the zone says is not believed.
 *
 * @param remaining seconds until the other side stops serving it; undefined where that did not say so
 */
export function confirmedAt(now: number, { expire }: SoaTimes, remaining: number | undefined): number {
  return remaining === undefined ? now : now - Math.max(0, expire - remaining);
}

/** From when on a zone is too old that was up to date at a time. One that expired before its next check would be of no use to anybody. */
export function expiryOf(times: SoaTimes, checkedAt: number): number {
  return checkedAt + Math.max(times.expire, refreshOf(times) + retryOf(times));
}

/** Seconds for which a zone will be served if nobody confirms it. @param checkedAt when it was last known to be up to date; undefined for a primary's */
export function remainingOf(times: SoaTimes, checkedAt: number | undefined, now: number): number {
  return checkedAt === undefined ? times.expire : Math.max(0, Math.floor(expiryOf(times, checkedAt) - now));
}
