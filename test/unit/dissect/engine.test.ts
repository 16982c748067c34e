import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as fc from "fast-check";
import {
  dissectFrame,
  type DissectedFrame,
  type Engine,
  fieldsWithValues,
  type Frame,
  NotACapture,
  plainDissector,
  readCapture,
} from "../../../src/dissect/index.js";
import { writePcap } from "../../support/capture/pcap.js";
import { writePcapng } from "../../support/capture/pcapng.js";
import { temporaryFolder, type TemporaryFolder } from "../cli/support.js";
import { encode, functionsOf, smallStack } from "./stack.js";

let folder: TemporaryFolder;
let base: Engine;

beforeAll(async () => {
  folder = await temporaryFolder();
  base = await smallStack(folder);
}, 120_000);
afterAll(() => folder.remove());

const IP = 228;
const text = (of: string): Uint8Array => new TextEncoder().encode(of);
const message = (of: string): Uint8Array => encode(base, "message", { text: text(of) });
const ip = (protocol: number, data: Uint8Array, more: object = {}): Uint8Array => {
  return encode(base, "ipv4", {
    identification: 1,
    moreFragments: 0,
    fragmentOffset: 0,
    protocol,
    sourceAddress: 1,
    destinationAddress: 2,
    data,
    ...more,
  });
};
const segment = (sequenceNumber: number, data: Uint8Array, more: object = {}): Uint8Array => {
  return ip(6, encode(base, "tcp", { sourcePort: 5, destinationPort: 99, sequenceNumber, data, ...more }));
};

/** An engine without a past. */
const fresh = (options: ConstructorParameters<typeof Engine>[2] = {}): Engine => base.with(options);
const dissect = (engine: Engine, bytes: Uint8Array, linkType = IP, isCut = false): DissectedFrame => {
  return dissectFrame(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0, bytes.length, linkType, engine, { isCut });
};
const names = ({ layers }: DissectedFrame): string[] =>
  layers.map(({ packet, outcome }) => (outcome.kind === "decoded" ? packet : `${packet} ${outcome.kind}`));
const kinds = ({ notes }: DissectedFrame): string[] => notes.map(({ kind }) => kind);

describe("one frame", () => {
  test("from layer to layer", () => {
    const frame = dissect(fresh(), ip(17, message("hello")));
    expect(names(frame)).toEqual(["ipv4", "message"]);
    expect(frame.layers[1]).toMatchObject({ at: 14, end: 20, origin: "frame" });
    expect(frame.layers[1]?.fields).toEqual([
      { path: "length", start: 14, end: 15, firstBit: 0, bitLength: 8 },
      { path: "text", start: 15, end: 20, firstBit: 0, bitLength: 40 },
    ]);
  });

  test("payloads of packets inside packets", () => {
    const frame = dissect(fresh(), Uint8Array.of(7, 0, 1, 0, 2), 147);
    expect(names(frame)).toEqual(["note", "number", "number"]);
    expect(frame.layers.map(({ at }) => at)).toEqual([0, 1, 3]);
  });

  test("what is not read is noted", () => {
    expect(dissect(fresh(), ip(17, new Uint8Array([...message("a"), 0, 0]))).notes).toEqual([
      { kind: "trailer", packet: "ipv4", at: 16, count: 2, why: "behind message" },
    ]);
    expect(dissect(fresh(), ip(50, text("abc"))).notes).toEqual([
      { kind: "undissected", packet: "ipv4", at: 14, count: 3, why: "no arm of its `dissect` is for 50" },
    ]);
    expect(kinds(dissect(fresh(), text("x"), 1234))).toEqual(["undissected"]);
  });

  test("malformed, truncated, and cut by the capture are different", () => {
    const whole = ip(17, message("hello"));
    expect(names(dissect(fresh(), whole.slice(0, 16)))).toEqual(["ipv4 truncated"]);
    expect(names(dissect(fresh(), whole.slice(0, 16), IP, true))).toEqual(["ipv4 cut"]);
    expect(names(dissect(fresh(), Uint8Array.of(8, 0, 0, 0, 0), 147))).toEqual(["note malformed"]);
    const { outcome } = dissect(fresh(), Uint8Array.of(8, 0, 0, 0, 0), 147).layers[0] ?? {};
    expect(outcome).toMatchObject({ kind: "malformed", failure: { path: "note.seven", expected: "7", found: "8" } });
  });

  test("packets in packets have an end", () => {
    let nested = message("x");
    for (let depth = 0; depth < 40; depth++) nested = ip(4, nested);
    const frame = dissect(fresh(), nested);
    expect(frame.layers).toHaveLength(32);
    expect(kinds(frame)).toEqual(["limit"]);
  });

  test("values of fields", () => {
    const [layer] = dissect(fresh(), ip(17, message("hi"))).layers;
    const fields = layer === undefined ? [] : fieldsWithValues(layer);
    expect(Object.fromEntries(fields.map(({ path, value }) => [path, value]))).toMatchObject({
      protocol: 17,
      source_address: 1,
      data: "026869",
    });
  });

  test("no bytes make it throw", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.constantFrom(IP, 147, 1), fc.boolean(), (bytes, linkType, isCut) => {
        const engine = fresh();
        for (let repeat = 0; repeat < 2; repeat++)
          for (const layer of dissect(engine, bytes, linkType, isCut).layers) fieldsWithValues(layer);
      }),
      { numRuns: 500 },
    );
  });
});

describe("fragments", () => {
  test("in any order, then dissected as one", () => {
    const whole = message("a message of more than eight bytes");
    const parts = [0, 8, 16, 24, 32].map((at) =>
      ip(17, whole.slice(at, at + 8), { fragmentOffset: at / 8, moreFragments: at + 8 < whole.length ? 1 : 0 }),
    );
    const engine = fresh();
    const order = [2, 0, 4, 1, 3].flatMap((index) => parts[index] ?? []);
    const frames = order.map((part) => dissect(engine, part));
    expect(frames.slice(0, 4).map(kinds)).toEqual([["fragment"], ["fragment"], ["fragment"], ["fragment"]]);
    const last = frames.at(-1);
    expect(last?.layers.map(({ packet, origin }) => `${packet} ${origin}`)).toEqual(["ipv4 frame", "message fragments"]);
  });

  test("not without reassembly", () => {
    const engine = fresh({ reassemble: false });
    expect(kinds(dissect(engine, ip(17, text("12345678"), { moreFragments: 1 })))).toEqual(["undissected"]);
  });
});

describe("streams", () => {
  test("messages across segments, two in one, out of order, sent again", () => {
    const sent = new Uint8Array([...message("first"), ...message("second"), ...message("third")]);
    const engine = fresh();
    const frames = [
      segment(99, new Uint8Array(), { syn: 1 }),
      segment(100, sent.slice(0, 3)),
      segment(108, sent.slice(8, 12)),
      segment(103, sent.slice(3, 8)),
      segment(100, sent.slice(0, 3)),
      segment(112, sent.slice(12), { fin: 1 }),
    ].map((bytes) => dissect(engine, bytes));
    expect(frames.map(names)).toEqual([
      ["ipv4", "tcp"],
      ["ipv4", "tcp"],
      ["ipv4", "tcp"],
      ["ipv4", "tcp", "message"],
      ["ipv4", "tcp"],
      ["ipv4", "tcp", "message", "message"],
    ]);
    expect(frames.map(kinds)).toEqual([[], ["incomplete"], ["incomplete"], ["incomplete"], ["retransmission"], []]);
  });

  test("each message once, however it was cut", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 9 }),
        (words, size) => {
          const sent = new Uint8Array(words.flatMap((word) => [...message(word)]));
          const engine = fresh();
          const found: string[] = [];
          dissect(engine, segment(0xffff_fff0, new Uint8Array(), { syn: 1 }));
          for (let at = 0; at < sent.length; at += size) {
            const { layers } = dissect(engine, segment((0xffff_fff1 + at) >>> 0, sent.slice(at, at + size)));
            found.push(
              ...layers
                .filter(({ packet }) => packet === "message")
                .map(({ value }) => new TextDecoder().decode((value as { text: Uint8Array }).text)),
            );
          }
          expect(found).toEqual(words);
        },
      ),
      { numRuns: 100 },
    );
  });

  test("after a message that makes no sense, the next segment is tried; then it is left", () => {
    const engine = base.with({});
    const to = (sequenceNumber: number, data: Uint8Array): DissectedFrame =>
      dissect(engine, segment(sequenceNumber, data, { destinationPort: 98 }));
    const bad = Uint8Array.of(9, 9);
    expect(names(to(0, bad))).toEqual(["ipv4", "tcp", "note malformed"]);
    expect(names(to(2, Uint8Array.of(7, 0, 1, 0, 2)))).toEqual(["ipv4", "tcp", "note", "number", "number"]);
    const rest = [7, 9, 11, 13, 15].map((at) => to(at, bad));
    expect(rest.map((frame) => names(frame).at(-1))).toEqual([...Array.from({ length: 4 }, () => "note malformed"), "tcp"]);
    expect(rest.map(kinds)).toEqual([[], [], [], [], ["unreadable"]]);
  });

  test("a port that nothing is declared for", () => {
    expect(
      kinds(dissect(fresh(), ip(6, encode(base, "tcp", { sourcePort: 1, destinationPort: 2, sequenceNumber: 0, data: text("abc") })))),
    ).toEqual(["undissected"]);
  });

  test("every segment for itself, for a comparison with other dissectors", () => {
    const { layers, failures } = plainDissector(fresh({ reassemble: false }))(
      segment(5, new Uint8Array([...message("ab"), ...message("cd")])),
      IP,
    );
    expect(layers.map(({ packet, start, end }) => [packet, start, end])).toEqual([
      ["ipv4", 0, 29],
      ["tcp", 14, 29],
      ["message", 23, 26],
      ["message", 26, 29],
    ]);
    expect(failures).toEqual([]);
  });
});

describe("capture files", () => {
  const frames = [1, 2, 3].map((number) => ({
    linkType: IP,
    nanoseconds: 1_700_000_000_123_456_000n + BigInt(number),
    originalLength: number * 100,
    bytes: new Uint8Array(number * 7).fill(number),
  }));

  async function read(file: Uint8Array, chunk: number): Promise<((Omit<Frame, "bytes"> & { bytes: Uint8Array }) | string)[]> {
    async function* chunks(): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < file.length; at += chunk) yield await Promise.resolve(file.slice(at, at + chunk));
    }
    const found = [];
    for await (const event of readCapture(chunks(), (name) => functionsOf(base, name))) {
      found.push(
        event.kind === "damage" ? `damage at ${event.damage.at.toString()}` : { ...event.frame, bytes: event.frame.bytes.slice() },
      );
    }
    return found;
  }

  test.each([1, 13, 100_000])("both kinds, in chunks of %d bytes", async (chunk) => {
    const numbered = frames.map((frame, index) => ({ number: index + 1, ...frame }));
    const micro = numbered.map((frame) => ({ ...frame, nanoseconds: (frame.nanoseconds / 1000n) * 1000n }));
    expect(await read(writePcap(frames), chunk)).toEqual(micro);
    expect(await read(writePcapng(frames), chunk)).toEqual(numbered);
  });

  test("a file that ends too soon", async () => {
    const pcap = writePcap(frames);
    expect((await read(pcap.slice(0, -1), 50)).at(-1)).toMatch(/^damage at \d+$/);
    const pcapng = writePcapng(frames);
    expect(await read(pcapng.slice(0, -1), 50)).toHaveLength(3);
  });

  test("a damaged pcapng block is passed over", async () => {
    const pcapng = writePcapng(frames);
    const view = new DataView(pcapng.buffer);
    const first = view.getUint32(4, true) + view.getUint32(view.getUint32(4, true) + 4, true);
    // More captured bytes than the block holds.
    view.setUint32(first + 20, 0xffff, true);
    expect(await read(pcapng, 1000)).toMatchObject([`damage at ${first.toString()}`, { number: 1, originalLength: 200 }, { number: 2 }]);
  });

  test("anything else is no capture", async () => {
    await expect(read(text("GIF89a"), 10)).rejects.toThrow(NotACapture);
    await expect(read(new Uint8Array(), 10)).rejects.toThrow(NotACapture);
  });
});
