import { describe, expect, test } from "vitest";
import * as fc from "fast-check";
import { addRange, FragmentTable } from "../../../src/dissect/fragments.js";
import { defaultStreamLimits, sequenceDistance, Stream, StreamTable } from "../../../src/dissect/streams.js";

const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);

/** A permutation with repeats: every index at least once. */
const arrivals = (count: number): fc.Arbitrary<readonly number[]> => {
  const indexes = Array.from({ length: count }, (_, index) => index);
  return fc
    .tuple(fc.shuffledSubarray(indexes, { minLength: count }), fc.array(fc.nat(count - 1), { maxLength: count }))
    .map(([all, again]) => [...again, ...all, ...again]);
};

describe("one direction of a connection", () => {
  test("sequence numbers wrap", () => {
    expect(sequenceDistance(0xffff_fffe, 2)).toBe(4);
    expect(sequenceDistance(2, 0xffff_fffe)).toBe(-4);
  });

  test("out of order, overlapping, around the wrap", () => {
    const stream = new Stream(0xffff_fffe, true);
    expect(stream.add(0, bytes(3, 4))).toBe(2);
    expect(stream.hasGap).toBe(true);
    expect(stream.add(0xffff_fffe, bytes(1, 2, 9))).toBe(3);
    expect(stream.ready).toEqual(bytes(1, 2, 9, 4));
    expect(stream.add(1, bytes(7))).toBe(0);
    stream.consume(3);
    expect(stream.ready).toEqual(bytes(4));
    expect(stream.size).toBe(1);
  });

  test("whatever the order and however often, the bytes come out as they were sent", () => {
    const cases = fc
      .tuple(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.nat(0xffff_ffff), fc.integer({ min: 1, max: 17 }))
      .chain(([sent, first, size]) => {
        return arrivals(Math.ceil(sent.length / size)).map((order) => ({ sent, first, size, order }));
      });
    fc.assert(
      fc.property(cases, ({ sent, first, size, order }) => {
        const stream = new Stream(first, true);
        for (const index of order) {
          // Some more than its share: segments overlap.
          stream.add((first + index * size) >>> 0, sent.subarray(index * size, index * size + size + (index % 3)));
        }
        expect(stream.ready).toEqual(sent);
        expect(stream.hasGap).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  test("what was given out is not written over", () => {
    const stream = new Stream(0, true);
    stream.add(0, bytes(1, 2, 3));
    const early = stream.ready;
    stream.consume(2);
    stream.add(3, new Uint8Array(5000).fill(9));
    stream.add(5003, bytes(8));
    expect(early).toEqual(bytes(1, 2, 3));
  });
});

describe("all connections", () => {
  const segment = (key: string, sequence: number, data: Uint8Array, syn = false): Parameters<StreamTable["add"]>[0] => ({
    key,
    sequence,
    syn,
    ends: false,
    bytes: data,
  });

  test("a new SYN is a new stream, a repeated one is not", () => {
    const table = new StreamTable();
    table.add(segment("a", 10, bytes(), true));
    expect(table.add(segment("a", 11, bytes(1))).stream.ready).toEqual(bytes(1));
    expect(table.add(segment("a", 10, bytes(), true)).stream.ready).toEqual(bytes(1));
    expect(table.add(segment("a", 99, bytes(), true)).stream.ready).toEqual(bytes());
  });

  test("a stream that waits for too long gives up; memory is bounded", () => {
    const table = new StreamTable({ streamBytes: 100, streams: 3, totalBytes: 200 });
    table.add(segment("a", 0, bytes(1)));
    expect(table.add(segment("a", 50, new Uint8Array(101))).stream.broken).toMatch(/more than 100 bytes/);
    for (const key of ["b", "c", "d", "e"]) table.add(segment(key, 0, new Uint8Array(60)));
    expect(["a", "b", "c", "d", "e"].filter((key) => table.get(key) !== undefined)).toEqual(["c", "d", "e"]);
    expect(defaultStreamLimits.totalBytes).toBeLessThan(1e9);
  });
});

describe("fragments", () => {
  test("ranges", () => {
    const { all, fresh } = addRange(
      [
        [0, 2],
        [4, 6],
        [9, 10],
      ],
      1,
      5,
    );
    expect(all).toEqual([
      [0, 6],
      [9, 10],
    ]);
    expect(fresh).toEqual([[2, 4]]);
  });

  test("whatever the order and however often, the packet is as it was sent", () => {
    const cases = fc
      .uint8Array({ minLength: 9, maxLength: 300 })
      .chain((sent) => arrivals(Math.ceil(sent.length / 8)).map((order) => ({ sent, order })));
    fc.assert(
      fc.property(cases, ({ sent, order }) => {
        const table = new FragmentTable();
        const complete = order.flatMap((index) => {
          const offset = index * 8;
          const result = table.add({ key: "k", offset, isLast: offset + 8 >= sent.length, bytes: sent.slice(offset, offset + 8) });
          return result.kind === "complete" ? [result.bytes.slice()] : [];
        });
        expect(complete[0]).toEqual(sent);
      }),
      { numRuns: 200 },
    );
  });

  test("what cannot be is refused; what never completes is dropped", () => {
    const table = new FragmentTable({ packetBytes: 64, packets: 2, totalBytes: 100_000 });
    expect(table.add({ key: "a", offset: 60, isLast: true, bytes: new Uint8Array(5) })).toMatchObject({ kind: "refused" });
    table.add({ key: "a", offset: 8, isLast: true, bytes: new Uint8Array(8) });
    expect(table.add({ key: "a", offset: 16, isLast: false, bytes: new Uint8Array(8) })).toMatchObject({ kind: "refused" });
    for (const key of ["b", "c", "d"]) table.add({ key, offset: 0, isLast: false, bytes: new Uint8Array(8) });
    expect(table.waiting).toBe(2);
  });
});
