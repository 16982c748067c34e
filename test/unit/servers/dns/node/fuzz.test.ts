/** The whole way of a query, from its bytes to those of the reply, with queries that were changed: what a stranger may not bring about. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { DnsType } from "../../../../../generated/dns/types.js";
import { Answerer, DEFAULT_SETTINGS, MOST_BYTES, NO_REPLY } from "../../../../../servers/dns/answer/answer.js";
import { ZoneDirectory } from "../../../../../servers/dns/answer/zones.js";
import { DEFAULT_RATE_LIMIT } from "../../../../../servers/dns/config/defaults.js";
import { PRIMITIVES } from "../../../../../servers/dns/node/primitives.js";
import { Asker, Responder } from "../../../../../servers/dns/node/responder.js";
import { SharedSecrets } from "../../../../../servers/dns/node/shared-secrets.js";
import { FLAG, makeSharedState } from "../../../../../servers/dns/node/shared-state.js";
import { RateLimiter } from "../../../../../servers/dns/security/rate-limit.js";
import { imageOf, queryOf } from "../../../../support/dns-zone.js";
import { nearNames, randomLines } from "../../../../support/dns-zone-random.js";
import { signedText } from "../../../../support/dns-zone-signer.js";
import { mutated } from "../../../../support/mutate.js";
import { Random } from "../../../../support/random.js";
import { problemOfReply } from "../../../../support/dns/reply-problem.js";
import { CLIENT, encodeAsked } from "../answer-edns/support.js";

const ROUNDS = 12_000;
const UDP_BYTES = 1232;
const HEADER = 12;

interface Tested {
  readonly names: readonly string[];
  readonly send: (query: Uint8Array, isStream: boolean) => Uint8Array | undefined;
}

/** With all that a server has: secrets of cookies, a limit that is reached, a log. */
function makeTested(random: Random): Tested {
  const origins = ["example", "a.test", "."];
  const zones = origins.map((origin) => ({ origin, lines: randomLines(random, origin) }));
  const images = zones.map(({ origin, lines }) =>
    imageOf(signedText(lines, { origin, denial: random.pick(["NSEC", "NSEC3", "opt-out"] as const) }), origin),
  );
  const settings = { ...DEFAULT_SETTINGS, memoBytes: 1 << 16, serverId: "a server", version: "1", hostname: "host" };
  const answerer = new Answerer(new ZoneDirectory(images), PRIMITIVES, settings);
  const state = makeSharedState(1);
  new SharedSecrets(state.secrets).write([new Uint8Array(16).fill(7)]);
  Atomics.store(new Int32Array(state.flags), FLAG.QUERY_LOG, 1);
  const clock = { time: () => 1.7e12, monotonic: () => 0 };
  const rates = { responsesPerSecond: 100, nxdomainsPerSecond: 100, nodataPerSecond: 100, errorsPerSecond: 100, slip: 1 };
  const limiter = new RateLimiter({ ...DEFAULT_RATE_LIMIT, ...rates }, 1);
  const make = (isStream: boolean): Responder =>
    new Responder({ answerer, state, row: 0, transport: isStream ? "tcp" : "udp", limiter: isStream ? undefined : limiter, clock });
  const responders = { stream: make(true), datagram: make(false) };
  const out = new DataView(new ArrayBuffer(MOST_BYTES));
  answerer.reply.attach(out);
  const send = (query: Uint8Array, isStream: boolean): Uint8Array | undefined => {
    const responder = isStream ? responders.stream : responders.datagram;
    responder.tick();
    const view = new DataView(query.buffer, query.byteOffset, query.byteLength);
    const size = responder.answer(view, 0, query.length, 0, new Asker(isStream, CLIENT, 5353));
    responder.tock();
    if (size <= 0 && isStream && size < NO_REPLY.ELSEWHERE) throw new Error(`${size} over a stream`);
    return size > 0 ? new Uint8Array(out.buffer, 0, size).slice() : undefined;
  };
  return { names: zones.flatMap(({ origin, lines }) => nearNames(lines, origin)), send };
}

function check({ send }: Tested, query: Uint8Array, isStream: boolean): boolean {
  const reply = send(query, isStream);
  const problem = reply && problemOfReply(query, reply, isStream ? MOST_BYTES : UDP_BYTES);
  if (problem === undefined) return reply !== undefined;
  const [asked, answered] = [query, reply ?? new Uint8Array(0)].map((bytes) => Buffer.from(bytes).toString("hex"));
  throw new Error(`${problem}: ${asked} got ${answered}`);
}

const COOKIE = (size: number) => ({ code: { $kind: "Cookie" as const, client: new Uint8Array(8), server: new Uint8Array(size) } });
const TYPES = [DnsType.A, DnsType.MX, DnsType.NS, DnsType.DS, DnsType.ANY, DnsType.NSEC3, DnsType.RRSIG, DnsType.TSIG, DnsType.OPT, 0];

function randomQuery(random: Random, names: readonly string[]): Uint8Array {
  const name = random.pick(names);
  const type = random.pick(TYPES);
  if (random.chance(0.3)) {
    const options = [
      random.chance(0.5) ? COOKIE(0) : COOKIE(random.between(0, 40)),
      { code: { $kind: "NSID" as const, nsid: new Uint8Array(0) } },
    ];
    return encodeAsked({ name: random.chance(0.1) ? undefined : name, type, opcode: random.pick([0, 0, 0, 1, 4, 5, 15]), options });
  }
  return queryOf({ name, type, payload: random.between(0, 5000), dnssecOk: random.chance(0.5) });
}

test.each([1, 2, 3])("queries with something changed, seed %i", (seed) => {
  const random = new Random(seed);
  const tested = makeTested(random);
  let replies = 0;
  for (let round = 0; round < ROUNDS; round++) {
    if (check(tested, mutated(randomQuery(random, tested.names), random), random.chance(0.3))) replies++;
  }
  // Most of them are still queries, or the test shows little.
  expect(replies).toBeGreaterThan(ROUNDS / 2);
});

test("any bytes behind any header", () => {
  const tested = makeTested(new Random(4));
  const count = fc.constantFrom(0, 0, 1, 1, 2, 0xffff);
  const header = fc
    .tuple(fc.nat({ max: 0xffff }), fc.nat({ max: 0xffff }), fc.tuple(count, count, count, count))
    .map(([id, flags, counts]) => [id, flags, ...counts].flatMap((word) => [word >> 8, word & 0xff]));
  // Bytes that mean something where names, types and lengths stand.
  const byte = fc.oneof(fc.constantFrom(0, 1, 2, 4, 10, 12, 41, 63, 64, 0xc0, 0xff), fc.nat({ max: 255 }));
  fc.assert(
    fc.property(header, fc.array(byte, { maxLength: 60 }), fc.boolean(), (head, rest, isStream) => {
      check(tested, Uint8Array.from([...head, ...rest]), isStream);
    }),
    { numRuns: 5000, seed: 5 },
  );
});

test.each([0, 1, HEADER - 1, HEADER, 65_507, 65_535])("%i bytes of nothing, and behind a query", (length) => {
  const tested = makeTested(new Random(6));
  for (const isStream of [false, true]) {
    check(tested, new Uint8Array(length), isStream);
    const query = queryOf({ name: "a.example", type: DnsType.A });
    check(tested, Uint8Array.from([...query, ...new Uint8Array(Math.max(0, length - query.length))]), isStream);
  }
});
