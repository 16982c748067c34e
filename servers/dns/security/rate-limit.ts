/**
 * Response rate limiting: a server answers whoever a packet claims to be from, so a forged address turns it against somebody else.
 * Answers to one network are counted by kind, and those over the rate are dropped; every n-th of them is sent truncated instead, so
 * that a real client behind that network comes again over TCP.
 *
 * Each count is a token bucket in the form of one number: the time at which the bucket will be full again. An empty table row says
 * the same as a row whose time has passed, so nothing has to be cleaned up.
 */
import { isAllowed, type AccessRule } from "./access.js";
import { addressStart, IPV4_SIZE } from "./address.js";

/** How much each network may have. A rate of 0 is no limit. */
export interface RateLimitSettings {
  /** Answers with data, of one network. */
  readonly responsesPerSecond: number;
  /** Names that do not exist, of one network and zone; four times as many of all zones. */
  readonly nxdomainsPerSecond: number;
  /** Answers without data and referrals, of one network and zone; four times as many of all zones. */
  readonly nodataPerSecond: number;
  /** REFUSED, FORMERR and other errors, of one network. */
  readonly errorsPerSecond: number;
  /** How many answers at once a network may have that had none before, in seconds' worth of its rate. */
  readonly burstSeconds: number;
  /** Every n-th answer over the limit is sent truncated and empty; 0: none is, 1: all are. */
  readonly slip: number;
  /** What counts as one network. */
  readonly ipv4PrefixBits: number;
  readonly ipv6PrefixBits: number;
  /** Rows of the table, whatever the number of clients; rounded up to a power of two. */
  readonly tableRows: number;
  /** Clients that are never limited. */
  readonly exempt: readonly AccessRule[];
}

/** Kinds of answers that are counted apart: with data, NXDOMAIN, without data or a referral, any other RCODE. */
export const AnswerKind = { Positive: 0, NxDomain: 1, NoData: 2, Error: 3 } as const;
export type AnswerKind = (typeof AnswerKind)[keyof typeof AnswerKind];

/** What to do with an answer. `truncate`: send it without records and with TC set. */
export type RateVerdict = "send" | "drop" | "truncate";

/** Rows that one count may be in: an attacker's many addresses must drive out all of them to make one forgotten. */
const WAYS = 4;
/** How many times the rate of one zone a network may have of negative answers from all zones. */
const ZONES_TOGETHER = 4;
/** Behind the costs of one zone's answers are those of all zones together. */
const TOGETHER = 4;
/** A rate of 0. */
const NO_LIMIT = 0;

/** The table of one worker. Its size is fixed at start; checking allocates nothing. */
export class RateLimiter {
  readonly #settings: RateLimitSettings;
  readonly #seed: number;
  readonly #mask: number;
  /** Who a row counts: two hashes, 64 bits together. */
  readonly #first: Int32Array;
  readonly #second: Int32Array;
  /** When the row's bucket is full again, in milliseconds; 0: the row is free. */
  readonly #fullAt: Float64Array;
  /** Answers over the limit since one was sent truncated. */
  readonly #dropped: Uint8Array;
  /** By kind, of one zone and of all: milliseconds of the bucket that an answer takes, 0 for no limit. */
  readonly #costs: Float64Array;
  readonly #burst: number;
  /** Two hashes of the client's network. */
  readonly #network = new Int32Array(2);
  /** In an array, since a number that is no integer would be allocated for each call that it is given to. */
  readonly #now = new Float64Array(1);

  /** @param seed a random number of 32 bits, so that nobody can tell which networks share a row */
  constructor(settings: RateLimitSettings, seed: number) {
    const rows = powerOfTwo(Math.max(WAYS, settings.tableRows));
    this.#settings = settings;
    this.#seed = seed | 0;
    this.#mask = rows - 1;
    this.#first = new Int32Array(rows);
    this.#second = new Int32Array(rows);
    this.#fullAt = new Float64Array(rows);
    this.#dropped = new Uint8Array(rows);
    const rates = [settings.responsesPerSecond, settings.nxdomainsPerSecond, settings.nodataPerSecond, settings.errorsPerSecond];
    const costs = rates.map((rate) => (rate === NO_LIMIT ? 0 : 1000 / rate));
    this.#costs = Float64Array.from([...costs, ...costs.map((cost) => cost / ZONES_TOGETHER)]);
    this.#burst = settings.burstSeconds * 1000;
  }

  /** Bytes of the table; they never grow. */
  get tableBytes(): number {
    return this.#first.byteLength + this.#second.byteLength + this.#fullAt.byteLength + this.#dropped.byteLength;
  }

  /** What time it is for the answers that are counted next, in milliseconds of any clock that does not go back. */
  set now(milliseconds: number) {
    this.#now[0] = milliseconds;
  }

  /**
   * Counts an answer to the client whose address is the `size` bytes (4 or 16) at `at`.
   * @param zone any number that tells zones apart; 0 for `Positive` and `Error`, which are counted for all zones together
   */
  check(client: Uint8Array, at: number, size: number, kind: AnswerKind, zone: number): RateVerdict {
    if (this.#costs[kind] === 0 || isAllowed(this.#settings.exempt, client, at, size, undefined)) return "send";
    this.#setNetwork(client, at, size);
    const row = this.#row(kind, zone);
    if (this.#isOver(row, kind)) return this.#refuse(row);
    if (kind === AnswerKind.NxDomain || kind === AnswerKind.NoData) {
      // Answers with data are of no zone, so that its number is free to tell the kinds apart.
      const together = this.#row(AnswerKind.Positive, kind);
      if (this.#isOver(together, kind + TOGETHER)) return this.#refuse(together);
      this.#charge(together, kind + TOGETHER);
    }
    this.#charge(row, kind);
    return "send";
  }

  /** Costs are named by their places: a number that is no integer would be allocated. */
  #isOver(row: number, place: number): boolean {
    // A rate below one in a burst's time still lets a first answer through.
    return (this.#fullAt[row] ?? 0) - (this.#now[0] ?? 0) > Math.max(0, this.#burst - (this.#costs[place] ?? 0));
  }

  #charge(row: number, place: number): void {
    this.#fullAt[row] = Math.max(this.#fullAt[row] ?? 0, this.#now[0] ?? 0) + (this.#costs[place] ?? 0);
  }

  #refuse(row: number): RateVerdict {
    const dropped = (this.#dropped[row] ?? 0) + 1;
    const slips = this.#settings.slip > 0 && dropped >= this.#settings.slip;
    this.#dropped[row] = slips ? 0 : Math.min(dropped, 255);
    return slips ? "truncate" : "drop";
  }

  /** The row of this count: the one it has, else the one of its ways that is the nearest to full, which forgets the least. */
  #row(kind: AnswerKind, zone: number): number {
    const salt = Math.imul(zone, 4) + kind;
    const first = finish(mix(this.#network[0] ?? 0, salt));
    const second = finish(mix(this.#network[1] ?? 0, salt));
    const start = first & this.#mask & ~(WAYS - 1);
    let oldest = start;
    for (let row = start; row < start + WAYS; row++) {
      if (this.#first[row] === first && this.#second[row] === second) return row;
      if ((this.#fullAt[row] ?? 0) < (this.#fullAt[oldest] ?? 0)) oldest = row;
    }
    this.#first[oldest] = first;
    this.#second[oldest] = second;
    this.#fullAt[oldest] = this.#now[0] ?? 0;
    this.#dropped[oldest] = 0;
    return oldest;
  }

  #setNetwork(client: Uint8Array, at: number, size: number): void {
    this.#network[0] = this.#hash(client, at, size, this.#seed);
    this.#network[1] = this.#hash(client, at, size, ~this.#seed);
  }

  #hash(client: Uint8Array, at: number, size: number, seed: number): number {
    const start = addressStart(client, at, size);
    const bits = at + size - start === IPV4_SIZE ? this.#settings.ipv4PrefixBits : this.#settings.ipv6PrefixBits;
    let hash = mix(seed, bits);
    const whole = bits >> 3;
    for (let index = 0; index < whole; index++) hash = mix(hash, client[start + index] ?? 0);
    const rest = bits & 7;
    return rest === 0 ? hash : mix(hash, (client[start + whole] ?? 0) >> (8 - rest));
  }
}

function powerOfTwo(atLeast: number): number {
  return 2 ** Math.ceil(Math.log2(atLeast));
}

/** A step of a multiplying hash. */
function mix(hash: number, value: number): number {
  const product = Math.imul(hash ^ value, 0x9e3779b1);
  return product ^ (product >>> 15);
}

/** Spreads the last bytes over all bits. */
function finish(hash: number): number {
  const product = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return product ^ (product >>> 13);
}
