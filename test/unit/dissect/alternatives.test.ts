/** `-> first() else second()`: the bytes say which of several packets they are. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as fc from "fast-check";
import { dissectFrame, type DissectedFrame, type Engine, plainDissector } from "../../../src/dissect/index.js";
import { temporaryFolder, type TemporaryFolder } from "../cli/support.js";
import { encode, smallStack } from "./stack.js";

let folder: TemporaryFolder;
let base: Engine;

beforeAll(async () => {
  folder = await temporaryFolder();
  base = await smallStack(folder);
}, 120_000);
afterAll(() => folder.remove());

const IP = 228;
const text = (of: string): Uint8Array => new TextEncoder().encode(of);
const message = (packet: "first" | "second", of: string): Uint8Array => encode(base, packet, { text: text(of) });
const ip = (protocol: number, data: Uint8Array): Uint8Array =>
  encode(base, "ipv4", { identification: 1, moreFragments: 0, fragmentOffset: 0, protocol, sourceAddress: 1, destinationAddress: 2, data });
const datagram = (data: Uint8Array): Uint8Array => ip(18, data);
const segment = (sequenceNumber: number, data: Uint8Array, more: object = {}): Uint8Array =>
  ip(6, encode(base, "tcp", { sourcePort: 5, destinationPort: 97, sequenceNumber, data, ...more }));

const dissect = (engine: Engine, bytes: Uint8Array, linkType = IP, isCut = false): DissectedFrame =>
  dissectFrame(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0, bytes.length, linkType, engine, { isCut });
const names = ({ layers }: DissectedFrame): string[] =>
  layers.map(({ packet, outcome }) => (outcome.kind === "decoded" ? packet : `${packet} ${outcome.kind}`));
const kinds = ({ notes }: DissectedFrame): string[] => notes.map(({ kind }) => kind);
const inDatagram = (data: readonly number[], isCut = false): string | undefined =>
  names(dissect(base.with({}), datagram(Uint8Array.from(data)), IP, isCut)).at(-1);

describe("in a payload that is whole", () => {
  test("the first that accepts the bytes", () => {
    expect(inDatagram([...message("first", "a")])).toBe("first");
    expect(inDatagram([...message("second", "a")])).toBe("second");
  });

  test("if none does, the one that read furthest tells why", () => {
    expect(inDatagram([1, 3, 65])).toBe("first truncated");
    expect(inDatagram([2, 3, 65])).toBe("second truncated");
    expect(inDatagram([2, 101, 65])).toBe("second malformed");
    expect(inDatagram([3, 1, 65])).toBe("first malformed");
  });

  test("at the start of a frame", () => {
    expect(names(dissect(base.with({}), message("second", "a"), 148))).toEqual(["second"]);
    expect(names(dissect(base.with({}), Uint8Array.of(7, 0, 1, 0, 2), 148))).toEqual(["note", "number", "number"]);
  });

  test("of what the capture cut off, the first that could go on so", () => {
    const cut = datagram(message("second", "hello"));
    const frame = dissect(base.with({}), cut.slice(0, -2), IP, true);
    expect(names(frame)).toEqual(["ipv4 cut"]);
    expect(names(dissect(base.with({}), message("second", "hello").slice(0, 4), 148, true))).toEqual(["second cut"]);
  });
});

describe("in a stream", () => {
  test("messages of both kinds, one after another and cut anywhere", () => {
    const kind = fc.constantFrom("first" as const, "second" as const);
    const messages = fc.array(fc.tuple(kind, fc.string({ maxLength: 12 })), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(messages, fc.integer({ min: 1, max: 9 }), (wanted, size) => {
        const sent = new Uint8Array(wanted.flatMap(([packet, of]) => [...message(packet, of)]));
        const engine = base.with({});
        dissect(engine, segment(9, new Uint8Array(), { syn: 1 }));
        const found: string[] = [];
        for (let at = 0; at < sent.length; at += size)
          found.push(...names(dissect(engine, segment(10 + at, sent.slice(at, at + size)))).slice(2));
        expect(found).toEqual(wanted.map(([packet]) => packet));
      }),
      { numRuns: 100 },
    );
  });

  test("bytes that may yet be of the first are waited for", () => {
    const engine = base.with({});
    const start = dissect(engine, segment(10, Uint8Array.of(2)));
    expect([names(start), kinds(start)]).toEqual([["ipv4", "tcp"], ["incomplete"]]);
    expect(names(dissect(engine, segment(11, Uint8Array.of(1, 65))))).toEqual(["ipv4", "tcp", "second"]);
  });

  test("what all refuse is malformed, and the next segment is tried", () => {
    const engine = base.with({});
    expect(names(dissect(engine, segment(10, Uint8Array.of(2, 101, 0))))).toEqual(["ipv4", "tcp", "second malformed"]);
    expect(names(dissect(engine, segment(13, message("first", "a"))))).toEqual(["ipv4", "tcp", "first"]);
  });

  test("every segment for itself", () => {
    const both = new Uint8Array([...message("second", "a"), ...message("first", "b"), 2, 9]);
    const { layers, failures } = plainDissector(base.with({ reassemble: false }))(segment(5, both), IP);
    expect(layers.map(({ packet }) => packet)).toEqual(["ipv4", "tcp", "second", "first", "second"]);
    expect(failures).toMatchObject([{ packet: "second" }]);
  });
});

test("no bytes make it throw", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20 }), fc.boolean(), (bytes, isStream) => {
      const engine = base.with({});
      for (let repeat = 0; repeat < 2; repeat++) dissect(engine, isStream ? segment(10 + repeat * bytes.length, bytes) : datagram(bytes));
    }),
    { numRuns: 300 },
  );
});
