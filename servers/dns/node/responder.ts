/** Answers queries for one thread and transport, and keeps the books: rate limits, counters, the log. Nothing allocates. */
import { type Answerer, NO_REPLY } from "../answer/answer.js";
import type { Transport } from "../answer/transport.js";
import { ServerCookies } from "../security/cookies.js";
import { answersAnything } from "../security/echo-ports.js";
import type { RateLimiter } from "../security/rate-limit.js";
import { LOGGED_FATE, LOGGED_FLAG, LOGGED_TRANSPORTS, type LoggedTransport, type QueryEntry, QueryRing } from "./query-ring.js";
import { SharedSecrets } from "./shared-secrets.js";
import { COUNTER, FLAG, type SharedState, WorkerCounters } from "./shared-state.js";

/** Who asks. One object for many queries of a thread, or for those of a connection. */
export class Asker implements Transport {
  readonly isStream: boolean;
  client: Uint8Array;
  clientAt = 0;
  clientSize: number;
  port = 0;
  now = 0;

  constructor(isStream: boolean, client: Uint8Array, port = 0) {
    this.isStream = isStream;
    this.client = client;
    this.clientSize = client.length;
    this.port = port;
  }
}

/** What time it is; tests have their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly time: () => number;
  /** Milliseconds since some time, which never go back. */
  readonly monotonic: () => number;
}

export const SYSTEM_CLOCK: Clock = { time: () => Date.now(), monotonic: () => performance.now() };

export interface ResponderOptions {
  readonly answerer: Answerer;
  readonly state: SharedState;
  /** Which counters and ring are its own. */
  readonly row: number;
  readonly transport: LoggedTransport;
  /** Undefined: no limit. */
  readonly limiter?: RateLimiter | undefined;
  readonly clock?: Clock;
}

export class Responder {
  readonly answerer: Answerer;
  readonly counters: WorkerCounters;
  readonly #limiter: RateLimiter | undefined;
  readonly #clock: Clock;
  readonly #flags: Int32Array;
  readonly #secrets: SharedSecrets;
  readonly #ring: QueryRing;
  readonly #entry: { -readonly [Name in keyof QueryEntry]: QueryEntry[Name] };
  #sequence = 0;
  #isLogging = false;
  #time = 0;
  #seconds = 0;

  constructor({ answerer, state, row, transport, limiter, clock = SYSTEM_CLOCK }: ResponderOptions) {
    this.answerer = answerer;
    this.counters = new WorkerCounters(state, row);
    this.#limiter = limiter;
    this.#clock = clock;
    this.#flags = new Int32Array(state.flags);
    this.#secrets = new SharedSecrets(state.secrets);
    this.#ring = new QueryRing(state.rings[row] ?? QueryRing.allocate());
    const nobody = new Uint8Array(0);
    this.#entry = {
      ...{ time: 0, transport: LOGGED_TRANSPORTS.indexOf(transport), type: 0, class: 0, flags: 0, rcode: 0, size: 0 },
      ...{ client: nobody, clientAt: 0, clientSize: 0, port: 0, name: answerer.query.name.bytes, nameLength: 0 },
    };
  }

  /** Looks at the time and at what the main thread wants. To be called before the queries that came together. */
  tick(): void {
    this.#time = this.#clock.time();
    this.#seconds = Math.floor(this.#time / 1000);
    if (this.#limiter !== undefined) this.#limiter.now = this.#clock.monotonic();
    this.#isLogging = Atomics.load(this.#flags, FLAG.QUERY_LOG) !== 0;
    if (this.#secrets.sequence !== this.#sequence) this.#takeSecrets();
  }

  #takeSecrets(): void {
    const sequence = this.#secrets.sequence;
    const secrets = this.#secrets.read();
    if (secrets === undefined) return;
    this.answerer.cookies = secrets.length === 0 ? undefined : new ServerCookies(secrets);
    this.#sequence = sequence;
  }

  /** To be called after the queries that came together. */
  tock(): void {
    this.counters.set(COUNTER.memoHits, this.answerer.memoHits);
  }

  /** As {@link Answerer.answer}; what is over the rate limit is dropped, or shortened. */
  answer(bytes: DataView, at: number, end: number, to: number, asker: Asker): number {
    asker.now = this.#seconds;
    const { answerer, counters } = this;
    counters.add(COUNTER.queries);
    const isLoop = !asker.isStream && answersAnything(asker.port);
    const size = isLoop ? NO_REPLY.DROP : this.#limited(answerer.answer(bytes, at, end, to, asker), asker);
    if (size > 0) counters.reply(answerer.rcode, answerer.reply.truncated);
    else if (size === NO_REPLY.ELSEWHERE) counters.add(COUNTER.elsewhere);
    else if (size === NO_REPLY.DROP) counters.add(COUNTER.dropped);
    if (this.#isLogging && size !== NO_REPLY.DROP) this.#log(size, asker);
    return size;
  }

  /** Who shows a valid cookie has no forged address (RFC 7873 section 5.2.5). */
  #limited(size: number, { client, clientAt, clientSize }: Asker): number {
    const { answerer, counters } = this;
    if (size <= 0 || this.#limiter === undefined || answerer.cookieCheck === "valid" || answerer.cookieCheck === "renew") return size;
    const verdict = this.#limiter.check(client, clientAt, clientSize, answerer.kind, answerer.zoneNumber);
    if (verdict === "send") return size;
    counters.add(verdict === "drop" ? COUNTER.limitDropped : COUNTER.limitTruncated);
    return verdict === "drop" ? LIMITED : answerer.shorten();
  }

  #log(size: number, asker: Asker): void {
    const { query, reply } = this.answerer;
    const entry = this.#entry;
    entry.time = this.#time;
    entry.client = asker.client;
    entry.clientAt = asker.clientAt;
    entry.clientSize = asker.clientSize;
    entry.port = asker.port;
    entry.nameLength = query.hasQuestion ? query.name.length : 0;
    entry.type = query.hasQuestion ? query.type : 0;
    entry.class = query.hasQuestion ? query.class : 0;
    const { rd, cd } = query.header;
    const { RD, CD, EDNS, DO, COOKIE, TC } = LOGGED_FLAG;
    const header = (rd === 1 ? RD : 0) | (cd === 1 ? CD : 0) | (size > 0 && reply.truncated ? TC : 0);
    entry.flags = header | (query.hasOpt ? EDNS : 0) | (query.dnssecOk ? DO : 0) | (query.cookieAt !== 0 ? COOKIE : 0);
    entry.rcode = size > 0 ? this.answerer.rcode : size === LIMITED ? LOGGED_FATE.LIMITED : LOGGED_FATE.ELSEWHERE;
    entry.size = Math.max(0, size);
    if (!this.#ring.push(entry)) this.counters.add(COUNTER.logDropped);
  }
}

/** Beside those of NO_REPLY: nothing is sent, for the rate limit. */
export const LIMITED = -2;
