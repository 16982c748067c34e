/**
 * Prints how many bytes of V8's heap one answer allocates, by kind of answer, as JSON. A program of its own, so that nothing else
 * allocates meanwhile; to be run with `--max-semi-space-size` so large that hardly anything is collected.
 */
import { Answerer, DEFAULT_SETTINGS, MOST_BYTES } from "../../../servers/dns/answer/answer.js";
import { ZoneDirectory } from "../../../servers/dns/answer/zones.js";
import { DEFAULT_RATE_LIMIT } from "../../../servers/dns/config/defaults.js";
import { PRIMITIVES } from "../../../servers/dns/node/primitives.js";
import { Asker, Responder } from "../../../servers/dns/node/responder.js";
import { SharedSecrets } from "../../../servers/dns/node/shared-secrets.js";
import { FLAG, makeSharedState } from "../../../servers/dns/node/shared-state.js";
import { RateLimiter } from "../../../servers/dns/security/rate-limit.js";
import { DnsType } from "../../../generated/dns/types.js";
import { APEX, encodeMessage, imageOf, queryOf } from "../dns-zone.js";
import { type Line, signedText } from "../dns-zone-signer.js";

const QUERIES = 40_000;
/** Between two looks at the heap. */
const PART = 2000;
/** The best counts: what V8 compiles, or finds out, is no query's fault. */
const ROUNDS = 2;
const WARM = 20_000;

const PLAIN = `${APEX}www A 192.0.2.1
mail MX 10 www
* A 192.0.2.2
alias CNAME www
sub NS ns.sub
ns.sub A 192.0.2.3
below DNAME www
`;

function signed(origin: string, denial: "NSEC" | "NSEC3"): ReturnType<typeof imageOf> {
  const lines: Line[] = [
    { owner: origin, type: "SOA", data: "ns.invalid. admin.invalid. 1 7200 900 1209600 300" },
    { owner: origin, type: "NS", data: "ns.invalid." },
    { owner: `www.${origin}`, type: "A", data: "192.0.2.1" },
    { owner: `*.wild.${origin}`, type: "A", data: "192.0.2.2" },
  ];
  return imageOf(signedText(lines, { origin, denial }), origin);
}

const { A, MX, TXT, ANY } = DnsType;

function cookieQuery(serverCookieSize: number): Uint8Array {
  const cookie = { $kind: "Cookie", client: new Uint8Array(8), server: new Uint8Array(serverCookieSize) } as const;
  return encodeMessage({
    ...{ id: 1, qr: 0, rd: 1, answers: [], authorities: [], questions: [{ qname: "www.example", qtype: A, qclass: 1 }] },
    additionals: [{ name: ".", class: 1232, ttl: 0, rdata: { $kind: "OPT", options: [{ code: cookie }] } }],
  });
}

const KINDS: Readonly<Record<string, Uint8Array>> = {
  positive: queryOf({ name: "www.example", type: A }),
  edns: queryOf({ name: "www.example", type: A, payload: 1232 }),
  "no cookie yet": cookieQuery(0),
  "forged cookie": cookieQuery(16),
  "no data": queryOf({ name: "www.example", type: TXT }),
  wildcard: queryOf({ name: "any.example", type: A }),
  "no such name": queryOf({ name: "x.www.example", type: A }),
  alias: queryOf({ name: "alias.example", type: A }),
  DNAME: queryOf({ name: "x.below.example", type: A }),
  ANY: queryOf({ name: "www.example", type: ANY }),
  refused: queryOf({ name: "www.invalid", type: A }),
  malformed: queryOf({ name: "www.example", type: A }).slice(0, 20),
  "signed positive": queryOf({ name: "www.nsec.test", type: A, dnssecOk: true }),
  "NSEC no such name": queryOf({ name: "x.nsec.test", type: A, dnssecOk: true }),
  "NSEC wildcard": queryOf({ name: "x.wild.nsec.test", type: A, dnssecOk: true }),
  "additional data": queryOf({ name: "mail.example", type: MX }),
  referral: queryOf({ name: "x.sub.example", type: A }),
  "NSEC3 no such name": queryOf({ name: "x.nsec3.test", type: A, dnssecOk: true }),
  "NSEC3 wildcard": queryOf({ name: "x.wild.nsec3.test", type: A, dnssecOk: true }),
};

/** With all that a thread of a server has: a limit, cookies, the log. */
function makeResponder(): Responder {
  const images = [imageOf(PLAIN), signed("nsec.test", "NSEC"), signed("nsec3.test", "NSEC3")];
  const answerer = new Answerer(new ZoneDirectory(images), PRIMITIVES, { ...DEFAULT_SETTINGS, memoBytes: 0 });
  answerer.reply.attach(new DataView(new ArrayBuffer(MOST_BYTES)));
  const state = makeSharedState(1);
  new SharedSecrets(state.secrets).write([new Uint8Array(16).fill(3)]);
  Atomics.store(new Int32Array(state.flags), FLAG.QUERY_LOG, 1);
  const limiter = new RateLimiter({ ...DEFAULT_RATE_LIMIT, responsesPerSecond: 1e6, nxdomainsPerSecond: 1e6, slip: 2 }, 1);
  return new Responder({ answerer, state, row: 0, transport: "udp", limiter });
}

const responder = makeResponder();
const asker = new Asker(false, Uint8Array.of(192, 0, 2, 77), 5353);

/** Answers a query again and again; the bytes that the heap grew by, for each. */
function run(query: DataView, count: number): number {
  let grown = 0;
  let last = process.memoryUsage().heapUsed;
  for (let done = 0; done < count; done += PART) {
    responder.tick();
    for (let index = 0; index < PART; index++) responder.answer(query, 0, query.byteLength, 0, asker);
    responder.tock();
    const now = process.memoryUsage().heapUsed;
    // Where it is less, a collection came between: one part is not counted.
    grown += Math.max(0, now - last);
    last = now;
  }
  return grown / count;
}

const queries = Object.entries(KINDS).map(([kind, { buffer, byteOffset, length }]) => {
  return { kind, view: new DataView(buffer, byteOffset, length) };
});
for (let round = 0; round < 2; round++) for (const { view } of queries) run(view, WARM);
const results = queries.map(({ kind, view }) => {
  run(view, WARM);
  return [kind, Math.min(...Array.from({ length: ROUNDS }, () => run(view, QUERIES)))] as const;
});
process.stdout.write(JSON.stringify(Object.fromEntries(results)));
