/** What failures say, word for word. */
import { expect, it, vi } from "vitest";
import { fromHex, renderFailure } from "../../../runtime/index.js";
import { packetOf, packetsOf } from "../../support/compiled.js";

vi.mock("prettier/standalone", () => import("../../support/no-format.js"));

const SPEC = `packet p(int n) {
  d: byte[n];
  l: array (n) of uint16;
  b: bounded (n) { x: byte; };
}`;

const decoding = async (hex: string, n: bigint): Promise<string[]> => {
  const packet = await packetOf(SPEC);
  const bytes = fromHex(hex.replaceAll(" ", "")) ?? new Uint8Array();
  const failure = packet.explain(new DataView(bytes.buffer), 0, bytes.length, [n]);
  return failure === undefined ? [] : renderFailure(failure).split("\n");
};

const encoding = async (value: object, n: bigint): Promise<string[]> => {
  const failure = (await packetOf(SPEC)).explainEncode(value, [n]);
  return failure === undefined ? [] : renderFailure(failure).split("\n");
};

it("one byte is a byte, and its place is told when decoding", async () => {
  expect(await decoding("ff 00", 1n)).toEqual([
    "p.l: truncated, at least 1 more byte needed",
    "  at:       byte 1",
    "  expected: 2 bytes",
    "  found:    1 byte before the end of the input",
    "  spec:     test.mpl:3:3",
  ]);
  expect(await decoding("ff ff 00 00 00 00 01 02", 2n)).toContain("  found:    1 more byte");
});

const RUNS = `packet run {
  a: uint16; b: uint16;
  c: uint16;
  d: uint16;
}
packet bits { a: bit[3]; b: bit[13]; c: byte; after: byte; }
packet part { size: byte value(3); b: bounded (size) { x: byte; where: label; y: uint16; z: uint16; }; }
packet outer { kind: bit[4]; classify (kind) { |1: "One" -> a: bit[4]; list: array to_end { m: byte; n: uint16; }; }; }`;

const reading = async (name: string, hex: string): Promise<string[]> => {
  const packet = (await packetsOf(RUNS)).find((one) => one.packet.name === name);
  const bytes = fromHex(hex.replaceAll(" ", "")) ?? new Uint8Array();
  const failure = packet?.explain(new DataView(bytes.buffer), 0, bytes.length, []);
  return failure === undefined ? [] : renderFailure(failure).split("\n");
};

it("of a run of fixed fields the first that does not fit is named", async () => {
  expect(await reading("run", "")).toContain("run.a: truncated, at least 8 more bytes needed");
  expect(await reading("run", "00 01 00 02 00")).toEqual([
    "run.c: truncated, at least 3 more bytes needed",
    "  at:       byte 4",
    "  expected: 2 bytes",
    "  found:    1 byte before the end of the input",
    "  spec:     test.mpl:3:3",
  ]);
  expect(await reading("run", "00 01 00 02 00 03")).toContain("run.d: truncated, at least 2 more bytes needed");
});

it("of bit fields too, at the bit where it starts", async () => {
  expect(await reading("bits", "00")).toEqual([
    "bits.b: truncated, at least 3 more bytes needed",
    "  at:       byte 0, bit 3",
    "  expected: 2 bytes",
    "  found:    1 byte before the end of the input",
    "  spec:     test.mpl:6:26",
  ]);
  expect(await reading("bits", "00 00 00")).toContain("bits.after: truncated, at least 1 more byte needed");
});

it("in a part more input would not help", async () => {
  expect(await reading("part", "03 01 02 03")).toEqual([
    "part.b.z: malformed",
    "  at:       byte 4",
    "  expected: 2 bytes",
    "  found:    0 bytes before the end of its part",
    "  spec:     test.mpl:7:90",
  ]);
});

it("in arms and elements the path leads to the field", async () => {
  expect(await reading("outer", "10 01 00 02 03 00")).toContain("outer.kind.One.list[1].n: truncated, at least 1 more byte needed");
});

it("when encoding there is no place in bytes yet", async () => {
  const [d, b] = [new Uint8Array(1), { x: 1 }];
  expect(await encoding({ d: new Uint8Array(2), l: [1], b }, 1n)).toEqual([
    "p.d: cannot be encoded",
    "  expected: 1 byte",
    "  found:    2 bytes",
    "  spec:     test.mpl:2:3",
  ]);
  expect(await encoding({ d, l: [], b }, 1n)).toContain("  expected: 1 element");
  expect(await encoding({ d: new Uint8Array(2), l: [1, 2], b }, 2n)).toContain("  found:    1 byte");
});
