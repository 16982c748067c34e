/** Refusals of what is answered elsewhere, over UDP. */
import { expect, test } from "vitest";
import { DEFAULT_RATE_LIMIT } from "../../../../../servers/dns/config/defaults.js";
import type { ElsewhereQuery } from "../../../../../servers/dns/node/elsewhere.js";
import { limitReplies } from "../../../../../servers/dns/node/limited-replies.js";
import { RateLimiter } from "../../../../../servers/dns/security/rate-limit.js";
import { CLIENT } from "../answer-edns/support.js";

const RATE = 5;
const HEADER = 12;

interface Asked {
  readonly rcode: number;
  readonly transport?: ElsewhereQuery["transport"];
  readonly client?: Uint8Array;
}

/** How many of 100 messages, which all come at once, are answered where the answer has this RCODE. */
async function answered({ rcode, transport = "udp", client = CLIENT }: Asked, slip = 0): Promise<number> {
  const limiter = new RateLimiter({ ...DEFAULT_RATE_LIMIT, errorsPerSecond: RATE, burstSeconds: 2, slip }, 1);
  const time = { time: () => 0, monotonic: () => 1000.5 };
  const elsewhere = limitReplies((query, reply) => reply(query.bytes), limiter, time);
  const bytes = new Uint8Array(HEADER);
  bytes[3] = rcode;
  let count = 0;
  for (let index = 0; index < 100; index++) {
    await elsewhere({ bytes, client, port: 5353, transport }, () => {
      count++;
      return Promise.resolve();
    });
  }
  return count;
}

test.each([
  ["FORMERR", 1],
  ["SERVFAIL", 2],
  ["NOTIMP", 4],
  ["REFUSED", 5],
  ["NOTAUTH", 9],
])("%s is told at the rate of errors", async (_, rcode) => {
  expect(await answered({ rcode })).toBe(2 * RATE);
  expect(await answered({ rcode }, 2)).toBe(2 * RATE + (100 - 2 * RATE) / 2);
});

test("who was believed is not limited, nor is a stream, nor a client that is exempt", async () => {
  // NOERROR, and what only a prerequisite of an allowed update or a signed query can say.
  for (const rcode of [0, 3, 6, 7, 8]) expect(await answered({ rcode })).toBe(100);
  expect(await answered({ rcode: 5, transport: "tcp" })).toBe(100);
  expect(await answered({ rcode: 5, transport: "tls" })).toBe(100);
  expect(await answered({ rcode: 5, client: Uint8Array.of(127, 0, 0, 1) })).toBe(100);
});
