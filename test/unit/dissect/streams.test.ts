import { describe, expect, test } from "vitest";
import * as fc from "fast-check";
import { addRange, defaultFragmentLimits, FragmentTable } from "../../../src/dissect/fragments.js";
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

describe("memory", () => {
  /** Single bytes with gaps between them. */
  const scatter = (stream: Stream, count: number): void => {
    for (let index = 1; index <= count; index++) stream.add(2 * index, bytes(index));
  };

  test("of many small segments is counted as what it is", () => {
    const stream = new Stream(0, true);
    scatter(stream, 100);
    expect(stream.size).toBeGreaterThan(100 * 200);
    for (let index = 0; index <= 100; index++) stream.add(2 * index, bytes(0, 0));
    expect(stream.hasGap).toBe(false);
    expect(stream.size).toBe(202);
    const table = new StreamTable();
    const add = (sequence: number): Stream => table.add({ key: "a", sequence, syn: false, ends: false, bytes: bytes(1) }).stream;
    const first = add(0);
    for (let index = 1; first.broken === undefined && index < 100_000; index++) add(2 * index);
    expect(first.broken).toMatch(/more than 4194304 bytes/);
    expect(first.held).toBe(0);
  });

  test("of what was read is given back", () => {
    const stream = new Stream(0, true);
    stream.add(0, new Uint8Array(1_000_000));
    expect(stream.held).toBeGreaterThanOrEqual(1_000_000);
    stream.consume(999_990);
    expect(stream.ready).toHaveLength(10);
    expect(stream.held).toBeLessThan(5000);
    stream.add(1_000_000, bytes(1, 2));
    expect([...stream.ready.subarray(8)]).toEqual([0, 0, 1, 2]);
    stream.consume(12);
    expect(stream.held).toBe(0);
  });

  test("of all streams together has a limit, even if each is small", () => {
    const table = new StreamTable({ streamBytes: 10_000, streams: 1000, totalBytes: 100_000 });
    for (let index = 0; index < 200; index++)
      table.add({ key: index.toString(), sequence: 0, syn: false, ends: false, bytes: new Uint8Array(5000) });
    const kept = Array.from({ length: 200 }, (_, index) => table.get(index.toString())).filter((stream) => stream !== undefined);
    expect(kept.reduce((total, { held }) => total + held, 0)).toBeLessThanOrEqual(100_000);
    expect(kept.length).toBeGreaterThan(5);
    expect(table.get("199")).toBeDefined();
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
    const table = new FragmentTable({ packetBytes: 64, parts: 9, packets: 2, totalBytes: 100_000 });
    expect(table.add({ key: "a", offset: 60, isLast: true, bytes: new Uint8Array(5) })).toMatchObject({ kind: "refused" });
    table.add({ key: "a", offset: 8, isLast: true, bytes: new Uint8Array(8) });
    expect(table.add({ key: "a", offset: 16, isLast: false, bytes: new Uint8Array(8) })).toMatchObject({ kind: "refused" });
    for (const key of ["b", "c", "d"]) table.add({ key, offset: 0, isLast: false, bytes: new Uint8Array(8) });
    expect(table.waiting).toBe(2);
  });

  test("in too many parts are refused, and forgotten", () => {
    const table = new FragmentTable({ ...defaultFragmentLimits, parts: 4 });
    const add = (index: number): ReturnType<FragmentTable["add"]> =>
      table.add({ key: "a", offset: 16 * index, isLast: false, bytes: new Uint8Array(8) });
    for (const index of [0, 1, 2, 3]) expect(add(index)).toEqual({ kind: "waiting" });
    expect(add(4)).toMatchObject({ kind: "refused", why: expect.stringContaining("more than 4 parts") as string });
    expect(table.waiting).toBe(0);
  });

  test("take no more memory in all than the limit says", () => {
    const table = new FragmentTable({ packetBytes: 65_535, parts: 9, packets: 100, totalBytes: 50_000 });
    for (let index = 0; index < 50; index++) table.add({ key: index.toString(), offset: 8, isLast: false, bytes: new Uint8Array(10_000) });
    expect(table.waiting).toBeGreaterThan(1);
    expect(table.waiting * 10_008).toBeLessThanOrEqual(50_000);
  });
});
