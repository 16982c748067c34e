/** What failures say, word for word. */
import { expect, it, vi } from "vitest";
import { fromHex, renderFailure } from "../../../runtime/index.js";
import { packetOf } from "../../support/compiled.js";

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
