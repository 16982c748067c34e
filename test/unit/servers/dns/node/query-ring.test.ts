import fc from "fast-check";
import { expect, test } from "vitest";
import { formatQuery, QueryLog } from "../../../../../servers/dns/node/query-log.js";
import {
  LOGGED_FATE,
  LOGGED_FLAG,
  LOGGED_TRANSPORTS,
  type LoggedQuery,
  type QueryEntry,
  QueryRing,
} from "../../../../../servers/dns/node/query-ring.js";

const UINT16 = fc.integer({ min: 0, max: 0xffff });
const LABEL = fc.uint8Array({ minLength: 1, maxLength: 20 });
const NAME = fc
  .array(LABEL, { maxLength: 10 })
  .map((labels) => Uint8Array.from([...labels.flatMap((label) => [label.length, ...label]), 0]));
const QUERY: fc.Arbitrary<LoggedQuery> = fc.record({
  time: fc.integer({ min: 0, max: 4e12 }),
  client: fc.constantFrom(4, 16).chain((size) => fc.uint8Array({ minLength: size, maxLength: size })),
  port: UINT16,
  transport: fc.constantFrom(...LOGGED_TRANSPORTS),
  name: fc.oneof(NAME, fc.constant(new Uint8Array(0))),
  type: UINT16,
  class: UINT16,
  flags: fc.integer({ min: 0, max: 63 }),
  rcode: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.constantFrom(...Object.values(LOGGED_FATE))),
  size: UINT16,
});

function entryOf(query: LoggedQuery): QueryEntry {
  const { client, name, transport } = query;
  return {
    ...query,
    transport: LOGGED_TRANSPORTS.indexOf(transport),
    client: Uint8Array.from([9, ...client]),
    ...{ clientAt: 1, clientSize: client.length, nameLength: name.length },
  };
}

function ring(): QueryRing {
  return new QueryRing(QueryRing.allocate());
}

test("what goes in comes out, in order; where there is no room, nothing is taken", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.array(QUERY, { maxLength: 5 }), fc.nat({ max: 6 })), { maxLength: 20 }), (rounds) => {
      const queries = ring();
      const waiting: LoggedQuery[] = [];
      for (const [pushed, taken] of rounds) {
        for (const query of pushed) {
          expect(queries.push(entryOf(query))).toBe(true);
          waiting.push(query);
        }
        for (let index = 0; index < taken; index++) expect(queries.take()).toEqual(waiting.shift());
      }
    }),
  );
});

const EXAMPLE: LoggedQuery = {
  time: Date.UTC(2026, 10, 23, 10),
  client: Uint8Array.of(192, 0, 2, 1),
  port: 5353,
  transport: "udp",
  name: Uint8Array.from([3, ...Buffer.from("www"), 7, ...Buffer.from("example"), 0]),
  type: 1,
  class: 1,
  flags: LOGGED_FLAG.RD | LOGGED_FLAG.EDNS,
  rcode: 0,
  size: 64,
};

test("a full ring takes no more, and takes again when it was emptied", () => {
  const queries = ring();
  let count = 0;
  while (queries.push(entryOf(EXAMPLE))) count++;
  expect(count).toBeGreaterThan(1000);
  expect(queries.take()).toEqual(EXAMPLE);
  expect(queries.push(entryOf(EXAMPLE))).toBe(true);
  expect(queries.push(entryOf(EXAMPLE))).toBe(false);
});

test("a line of the log", () => {
  expect(formatQuery(EXAMPLE)).toBe("2026-11-23T10:00:00.000Z 192.0.2.1:5353 udp www.example. IN A rd,edns NOERROR 64");
  const elsewhere = { ...EXAMPLE, client: new Uint8Array(16), transport: "tls" as const, rcode: LOGGED_FATE.ELSEWHERE, size: 0, flags: 0 };
  expect(formatQuery(elsewhere)).toBe("2026-11-23T10:00:00.000Z [::]:5353 tls www.example. IN A - (elsewhere) 0");
  expect(formatQuery({ ...EXAMPLE, name: new Uint8Array(0), rcode: 1 })).toContain(" udp - - - rd,edns FORMERR 64");
});

test("whatever a name has in it, it stays one line of nine printable words", () => {
  fc.assert(
    fc.property(QUERY, (query) => {
      expect(formatQuery(query)).toMatch(/^[\x21-\x7e]+( [\x21-\x7e]+){8}$/);
    }),
  );
});

test("the log waits while its output is slow, and goes on after", () => {
  const queries = ring();
  const written: string[] = [];
  const output = { writableNeedDrain: true, write: (text: string | Uint8Array) => written.push(String(text)) > 0 };
  const log = new QueryLog([queries], output);
  queries.push(entryOf(EXAMPLE));
  log.flush();
  expect(written).toEqual([]);
  output.writableNeedDrain = false;
  queries.push(entryOf(EXAMPLE));
  log.close();
  expect(written.join("").split("\n")).toHaveLength(3);
});

test("where more comes than is written, no thread's queries are left out for ever", () => {
  const rings = [1, 2, 3].map(() => ring());
  const lines: string[] = [];
  const output = { writableNeedDrain: false, write: (text: string | Uint8Array) => lines.push(...String(text).split("\n")) > 0 };
  const log = new QueryLog(rings, output);
  for (let round = 0; round < 3; round++) {
    rings.forEach((queries, index) => {
      while (queries.push(entryOf({ ...EXAMPLE, port: 1 + index }))) continue;
    });
    log.flush();
  }
  for (const port of [1, 2, 3]) expect(lines.some((line) => line.includes(`192.0.2.1:${port} `))).toBe(true);
  log.close();
});
