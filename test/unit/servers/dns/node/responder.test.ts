import { expect, test } from "vitest";
import { NO_REPLY } from "../../../../../servers/dns/answer/answer.js";
import { DEFAULT_RATE_LIMIT } from "../../../../../servers/dns/config/defaults.js";
import { countsOf } from "../../../../../servers/dns/node/counts.js";
import { LOGGED_FATE, QueryRing } from "../../../../../servers/dns/node/query-ring.js";
import { Asker, LIMITED, Responder } from "../../../../../servers/dns/node/responder.js";
import { SharedSecrets } from "../../../../../servers/dns/node/shared-secrets.js";
import { FLAG, makeSharedState, type SharedState } from "../../../../../servers/dns/node/shared-state.js";
import { RateLimiter, type RateLimitSettings } from "../../../../../servers/dns/security/rate-limit.js";
import { answersAnything } from "../../../../../servers/dns/security/echo-ports.js";
import { CLIENT, cookieOf, decodeReply, encodeAsked, makeAnswerer } from "../answer-edns/support.js";

interface Tested {
  readonly state: SharedState;
  readonly ask: (query: Uint8Array, client?: Uint8Array, port?: number, isStream?: boolean) => number;
  readonly out: DataView;
  readonly clock: { milliseconds: number };
}

function makeTested(limits?: Partial<RateLimitSettings>, state: SharedState = makeSharedState(1)): Tested {
  const clock = { milliseconds: 0 };
  const answerer = makeAnswerer();
  const limiter = limits && new RateLimiter({ ...DEFAULT_RATE_LIMIT, exempt: [], ...limits }, 1);
  const time = { time: () => 1.7e12 + clock.milliseconds, monotonic: () => clock.milliseconds };
  const responder = new Responder({ answerer, state, row: 0, transport: "udp", limiter, clock: time });
  const out = new DataView(new ArrayBuffer(2048));
  answerer.reply.attach(out);
  const ask = (query: Uint8Array, client: Uint8Array = CLIENT, port = 5353, isStream = false): number => {
    responder.tick();
    const view = new DataView(query.buffer, query.byteOffset, query.length);
    const size = responder.answer(view, 0, query.length, 0, new Asker(isStream, client, port));
    responder.tock();
    return size;
  };
  return { state, ask, out, clock };
}

const PLAIN = encodeAsked({ name: "www.example.com." });
const TIGHT = { responsesPerSecond: 1, burstSeconds: 1 };

test("what is over the limit is dropped, every second one is truncated; time heals", () => {
  const { ask, clock, out, state } = makeTested({ ...TIGHT, slip: 2 });
  const size = ask(PLAIN);
  expect(size).toBeGreaterThan(PLAIN.length);
  expect(ask(PLAIN)).toBe(LIMITED);
  expect(ask(PLAIN)).toBe(PLAIN.length);
  expect(decodeReply(out, 0, PLAIN.length).message).toMatchObject({ tc: 1, rcode: 0, answers: [] });
  clock.milliseconds += 1000;
  expect(ask(PLAIN)).toBe(size);
  const { udp } = countsOf(state, 1).byTransport;
  expect(udp).toMatchObject({ queries: 4, replies: 3, noerror: 3, truncated: 1, limitDropped: 1, limitTruncated: 1 });
});

test("a client that shows its cookie is not limited; one that has none yet is given it with BADCOOKIE", () => {
  const { ask, out, state } = makeTested({ ...TIGHT, slip: 1 });
  new SharedSecrets(state.secrets).write([new Uint8Array(16)]);
  const first = encodeAsked({
    name: "www.example.com.",
    options: [{ code: { $kind: "Cookie", client: new Uint8Array(8), server: new Uint8Array(0) } }],
  });
  ask(PLAIN);
  const reply = decodeReply(out, 0, ask(first));
  expect(reply.rcode).toBe(23);
  const cookie = cookieOf(reply) ?? new Uint8Array(8);
  const options = [{ code: { $kind: "Cookie" as const, client: cookie.slice(0, 8), server: cookie.slice(8) } }];
  for (let round = 0; round < 5; round++) {
    expect(decodeReply(out, 0, ask(encodeAsked({ name: "www.example.com.", options }))).message.answers).toHaveLength(1);
  }
  expect(countsOf(state, 1).byTransport.udp.badcookie).toBe(1);
});

/** What a client is given for the cookie that it shows. */
function cookieFor({ ask, out }: Tested, cookie: Uint8Array): Uint8Array {
  const options = [{ code: { $kind: "Cookie" as const, client: cookie.slice(0, 8), server: cookie.slice(8) } }];
  return cookieOf(decodeReply(out, 0, ask(encodeAsked({ name: "www.example.com.", options })))) ?? new Uint8Array(0);
}

test("a new secret is taken over, and the cookies of the old one are still good", () => {
  const tested = makeTested();
  const secrets = new SharedSecrets(tested.state.secrets);
  secrets.write([new Uint8Array(16).fill(1)]);
  const one = cookieFor(tested, new Uint8Array(8));
  expect(cookieFor(tested, one)).toEqual(one);
  secrets.rotate(new Uint8Array(16).fill(2));
  expect(cookieFor(tested, one)).not.toEqual(one);
  expect(secrets.read()).toHaveLength(2);
  secrets.rotate(new Uint8Array(16).fill(3));
  expect(secrets.read()).toEqual([new Uint8Array(16).fill(3), new Uint8Array(16).fill(2)]);
});

test("what one thread gave, the others know, before and after a new secret and whoever saw that first", () => {
  const state = makeSharedState(1);
  const limits = { ...TIGHT, slip: 0 };
  const [one, other] = [makeTested(limits, state), makeTested(limits, state)];
  const secrets = new SharedSecrets(state.secrets);
  secrets.write([new Uint8Array(16).fill(1)]);
  let cookie = cookieFor(one, new Uint8Array(8));
  for (let secret = 2; secret < 6; secret++) {
    expect(cookieFor(other, cookie)).toEqual(cookie);
    secrets.rotate(new Uint8Array(16).fill(secret));
    const renewed = cookieFor(one, cookie);
    expect(renewed).not.toEqual(cookie);
    // Who did not see the new one is still known: limited would be no answer at all.
    for (const thread of [one, other]) expect(cookieFor(thread, cookie)).toEqual(renewed);
    cookie = renewed;
  }
  // A clock that went back by more than five minutes: the cookie is from the future, and another one is given.
  const back = makeTested(undefined, state);
  back.clock.milliseconds = -301_000;
  const another = cookieFor(back, cookie);
  expect([another.length, cookieFor(back, another)]).toEqual([cookie.length, another]);
  expect(another).not.toEqual(cookie);
});

test("what is logged, once that is switched on", () => {
  const { ask, state } = makeTested({ ...TIGHT, slip: 0 });
  const ring = new QueryRing(state.rings[0] ?? QueryRing.allocate());
  ask(PLAIN);
  expect(ring.take()).toBeUndefined();
  Atomics.store(new Int32Array(state.flags), FLAG.QUERY_LOG, 1);
  ask(PLAIN);
  expect(ring.take()).toMatchObject({ client: CLIENT, type: 1, class: 1, rcode: LOGGED_FATE.LIMITED, size: 0, time: 1.7e12 });
  ask(encodeAsked({ name: "example.com.", opcode: 4 }));
  expect(ring.take()).toMatchObject({ rcode: LOGGED_FATE.ELSEWHERE });
  ask(encodeAsked({ name: "nothere.example.com.", options: [] }));
  expect(ring.take()).toMatchObject({ rcode: 3, flags: 5 });
});

test("what is no query is counted, and not logged", () => {
  const { ask, state } = makeTested();
  Atomics.store(new Int32Array(state.flags), FLAG.QUERY_LOG, 1);
  expect(ask(Uint8Array.of(1, 2, 3))).toBe(NO_REPLY.DROP);
  const response = PLAIN.slice();
  response[2] = 0x80;
  expect(ask(response)).toBe(NO_REPLY.DROP);
  expect(countsOf(state, 1).byTransport.udp).toMatchObject({ queries: 2, dropped: 2, replies: 0 });
  expect(new QueryRing(state.rings[0] ?? QueryRing.allocate()).take()).toBeUndefined();
});

test("services that answer whatever comes get nothing over UDP: each of their lines would be the next query", () => {
  const { ask, state } = makeTested();
  const loops = [7, 13, 17, 19, 37];
  expect(Array.from({ length: 0x1_0000 }, (_, port) => port).filter(answersAnything)).toEqual(loops);
  for (const port of loops) expect(ask(PLAIN, CLIENT, port)).toBe(NO_REPLY.DROP);
  // The lines of chargen begin so (RFC 864): no response, and of the opcode NOTIFY.
  const line = new TextEncoder().encode("!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefgh\r\n");
  expect(ask(line)).toBe(NO_REPLY.ELSEWHERE);
  expect(ask(line, CLIENT, 19)).toBe(NO_REPLY.DROP);
  expect(countsOf(state, 1).byTransport.udp).toMatchObject({ queries: 7, dropped: 6, elsewhere: 1, replies: 0 });
  // From other servers' ports, and over a stream, which nobody can forge, it is answered.
  for (const port of [1, 53, 5353]) expect(ask(PLAIN, CLIENT, port)).toBeGreaterThan(PLAIN.length);
  expect(ask(PLAIN, CLIENT, 7, true)).toBeGreaterThan(PLAIN.length);
});
