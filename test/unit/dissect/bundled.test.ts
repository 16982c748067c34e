/** What specs/stack.mpl says: of OpenFlow, whose versions share a port, and of checksums over IPv6. */
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fromHex } from "../../../runtime/bytes.js";
import { defaultConfig } from "../../../src/cli/config.js";
import { bundledSpec, packageRoot } from "../../../src/cli/package-files.js";
import { prepare } from "../../../src/cli/run/prepared.js";
import { dissectFrame, type DissectedFrame, Engine, Layer } from "../../../src/dissect/index.js";
import { readCaptureFile } from "../../support/capture/capture.js";
import { temporaryFolder, type TemporaryFolder } from "../cli/support.js";
import { tcpFrame } from "./frames.js";

const SUMMED = new Set(["ipv4", "tcp", "udp", "icmp", "icmpv6"]);
const VERSIONS = ["openflow10", "openflow13", "openflow_other"];

interface Message {
  readonly packet: string;
  readonly bytes: Uint8Array;
}

let folder: TemporaryFolder;
let engine: Engine;
let messages: readonly Message[];

beforeAll(async () => {
  folder = await temporaryFolder();
  const specs = [bundledSpec("stack.mpl")];
  const { plan, examples, packet } = await prepare({ root: packageRoot, config: defaultConfig, specs, byteOrder: "big" });
  engine = new Engine(plan, await Promise.all(plan.packets.map((_, index) => packet(index))));
  messages = examples
    .filter(({ value }) => value !== undefined)
    .map((example) => ({ packet: plan.packets[example.packet]?.name ?? "", bytes: fromHex(example.bytes) ?? new Uint8Array() }))
    .filter(({ packet: name }) => VERSIONS.includes(name));
}, 120_000);
afterAll(() => folder.remove());

const dissect = (of: Engine, frame: Uint8Array): DissectedFrame => dissectFrame(new DataView(frame.buffer), 0, frame.length, 1, of);
/** Behind Ethernet, IPv4 and TCP. */
const names = ({ layers }: DissectedFrame): string[] =>
  layers.slice(3).map(({ packet, outcome }) => (outcome.kind === "decoded" ? packet : `${packet} ${outcome.kind}`));
const openflow = (frame: DissectedFrame): string[] => names(frame).filter((name) => VERSIONS.includes(name));
const inOrder = (): string[] => messages.map(({ packet }) => packet);
const sent = (): Uint8Array => new Uint8Array(messages.flatMap(({ bytes }) => [...bytes]));

describe("OpenFlow: the messages that the specs show", () => {
  test.each([6633, 6653])("each in a segment of its own, in both directions, on port %d", (port) => {
    for (const fromServer of [false, true]) {
      const fresh = engine.with({});
      let sequenceNumber = 1;
      const found = messages.flatMap(({ bytes }) => {
        const frame = tcpFrame({ port, fromServer, sequenceNumber, data: bytes });
        sequenceNumber += bytes.length;
        return openflow(dissect(fresh, frame));
      });
      expect(found).toEqual(inOrder());
    }
    expect(new Set(inOrder())).toEqual(new Set(VERSIONS));
  });

  test.each([1, 7, 1400])("in one stream, cut every %d bytes", (size) => {
    const fresh = engine.with({});
    const bytes = sent();
    const found: string[] = [];
    for (let at = 0; at < bytes.length; at += size)
      found.push(...openflow(dissect(fresh, tcpFrame({ port: 6653, sequenceNumber: at, data: bytes.slice(at, at + size) }))));
    expect(found).toEqual(inOrder());
  });
});

describe("OpenFlow: frames that are sent to and by a controller", () => {
  const inside = (bytes: Uint8Array): string[] =>
    names(dissect(engine.with({}), tcpFrame({ port: 6653, sequenceNumber: 0, data: bytes }))).slice(1);
  const arp =
    fromHex("ffffffffffff00112233445508060001080006040001001122334455 0a000001 000000000000 0a000002".replaceAll(" ", "")) ??
    new Uint8Array();
  const packetIn = (total: number): Uint8Array =>
    Uint8Array.of(1, 10, 0, 18 + arp.length, 0, 0, 0, 7, 255, 255, 255, 255, 0, total, 0, 2, 0, 0, ...arp);
  const packetOut = (...data: readonly number[]): Uint8Array =>
    Uint8Array.of(1, 13, 0, 24 + data.length, 0, 0, 0, 8, 0, 0, 0, 1, 0, 2, 0, 8, 0, 0, 0, 8, 0, 1, 0, 0, ...data);

  test("a whole one is taken apart", () => {
    expect(inside(packetIn(arp.length))).toEqual(["ethernet", "arp"]);
    expect(inside(packetOut(...arp))).toEqual(["ethernet", "arp"]);
  });

  test("the beginning of one is not, nor is what is in a buffer of the switch", () => {
    expect(inside(packetIn(arp.length + 1))).toEqual([]);
    expect(inside(packetOut())).toEqual([]);
  });

  test("in the messages that the specs show, of either version", () => {
    const found = messages.map(({ packet, bytes }) => `${packet} ${inside(bytes).join(" ")}`.trim());
    expect(new Set(found.filter((text) => text.includes("ethernet")).map((text) => text.split(" ")[0]))).toEqual(
      new Set(["openflow10", "openflow13"]),
    );
  });
});

describe("OpenFlow: what is wrong is told by the version that it is of", () => {
  const one = (...bytes: readonly number[]): DissectedFrame =>
    dissect(engine.with({}), tcpFrame({ port: 6653, sequenceNumber: 0, data: Uint8Array.from(bytes) }));

  test.each([
    ["openflow10", 1],
    ["openflow13", 4],
    ["openflow_other", 6],
  ])("%s", (packet, version) => {
    expect(names(one(version, 0, 0, 7, 0, 0, 0, 0))).toEqual([`${packet} malformed`]);
  });

  test("and what is not there yet is waited for", () => {
    const frame = one(4, 0, 0, 16, 0, 0, 0, 1, 0, 1);
    expect(names(frame)).toEqual([]);
    expect(frame.notes).toMatchObject([{ kind: "incomplete", why: "10 bytes of the stream wait for the rest of a message" }]);
  });
});

/**
 * The pseudo-header of RFC 8200 section 8.1, by hand. Words of the addresses: 2001 + 0db8 + 0001 = 2dba, 2001 + 0db8 + 0002 = 2dbb,
 * together 5b75; with the upper-layer header, UDP's 0011, 5b86; with the upper-layer length, 000a, 5b90. The datagram's words are
 * 1234 + 5678 + 000a + abcd = 1_1483. In all 1_7013, folded 7014, its complement 8feb.
 */
describe("a checksum over IPv6's pseudo-header", () => {
  const ADDRESSES = "20010db8000000000000000000000001 20010db8000000000000000000000002";
  const DATAGRAM = "1234 5678 000a 8feb abcd";
  const raw = (...hex: readonly string[]): DissectedFrame => {
    const bytes = fromHex(hex.join(" ").replaceAll(" ", "")) ?? new Uint8Array();
    return dissectFrame(new DataView(bytes.buffer), 0, bytes.length, 229, engine.with({}));
  };
  const sums = ({ layers }: DissectedFrame): unknown => layers.map(({ packet, args }) => [packet, ...args]);
  const areCanonical = ({ layers }: DissectedFrame): boolean[] =>
    layers.map(({ functions, bytes, at, end, args }) => functions.isCanonical(bytes, at, end, args));

  test("right behind the header", () => {
    const frame = raw("60000000 000a 11 40", ADDRESSES, DATAGRAM);
    expect(sums(frame)).toEqual([["ipv6"], ["udp", 0x5b86]]);
    expect(areCanonical(frame)).toEqual([true, true]);
  });

  test("behind an extension header, which it does not cover", () => {
    const frame = raw("60000000 0012 3c 40", ADDRESSES, "1100 0104 00000000", DATAGRAM);
    expect(sums(frame)).toEqual([["ipv6"], ["ipv6_destination", 0x5b75], ["udp", 0x5b86]]);
    expect(areCanonical(frame)).toEqual([true, true, true]);
  });

  test("of another datagram is wrong", () => {
    const frame = raw("60000000 000a 11 40", ADDRESSES, DATAGRAM.replace("abcd", "abce"));
    expect(areCanonical(frame)).toEqual([true, false]);
    // One more in the datagram, one less in the complement.
    expect(frame.layers.map(({ wrongChecksums }) => [...wrongChecksums])).toEqual([[], [["checksum", "0x8fea"]]]);
  });

  test("is never said to be wrong where there is none", () => {
    const frame = raw("60000000 000a 11 40", ADDRESSES, DATAGRAM.replace("8feb", "0000"));
    expect(frame.layers.map(({ wrongChecksums }) => wrongChecksums.size)).toEqual([0, 0]);
  });
});

/** Recorded with real programs: what their kernels computed. */
describe("a recorded capture", () => {
  let frames: readonly DissectedFrame[];
  const inAll = (packet: string): readonly Layer[] => frames.flatMap(({ layers }) => layers.filter((layer) => layer.packet === packet));

  beforeAll(async () => {
    const fresh = engine.with({});
    const captured = await readCaptureFile(join(packageRoot, "examples/captures/everyday.pcap"));
    frames = captured.map(({ bytes }) => dissect(fresh, bytes.slice()));
  });

  test("says what each checksum should be, once it is changed", () => {
    const found = new Set<string>();
    for (const { layers } of frames) expect(layers.flatMap(({ wrongChecksums }) => [...wrongChecksums])).toEqual([]);
    for (const { layers } of frames) {
      for (const { packet, bytes, functions, args, at, end, origin, value, outcome, fields } of layers) {
        const sum = fields.find(({ path }) => path === "checksum" || path === "header_checksum");
        if (sum === undefined || !SUMMED.has(packet)) continue;
        const copy = new DataView(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
        const right = copy.getUint16(sum.start);
        if (right === 0) continue;
        copy.setUint16(sum.start, right ^ 0x0100 || 1);
        const changed = new Layer(functions, args, copy, at, end, origin, value, outcome);
        expect([...changed.wrongChecksums]).toEqual([[sum.path, `0x${right.toString(16).padStart(4, "0")}`]]);
        found.add(packet);
      }
    }
    expect(found).toEqual(SUMMED);
  });

  test("every message of OpenFlow, as many as tshark finds", () => {
    expect([inAll("openflow10").length, inAll("openflow13").length]).toEqual([65, 12]);
    expect(VERSIONS.flatMap(inAll).every(({ outcome }) => outcome.kind === "decoded")).toBe(true);
  });

  test("every checksum over IPv6 is right", () => {
    const covered = frames.filter(({ layers }) => layers.some(({ packet }) => packet === "ipv6"));
    const sums = covered.flatMap(({ layers }) => layers.filter(({ packet }) => ["tcp", "udp", "icmpv6"].includes(packet)));
    expect(sums).toHaveLength(195);
    const wrong = sums.filter(({ functions, bytes, at, end, args }) => !functions.isCanonical(bytes, at, end, args));
    expect(wrong.map(({ packet }) => packet)).toEqual([]);
  });
});
