import { expect, test } from "vitest";
import { readCapture } from "./capture.js";
import { writePcap } from "./pcap.js";
import { writePcapng } from "./pcapng.js";
import type { CapturedFrame } from "./types.js";

const FRAMES: readonly CapturedFrame[] = [1, 2, 3, 4, 5].map((length) => ({
  linkType: 1,
  nanoseconds: 1_700_000_000_123_456_000n + BigInt(length) * 1000n,
  originalLength: length + 10,
  bytes: Uint8Array.from({ length }, (_, index) => index + 1),
}));

test.each([
  ["pcap", writePcap],
  ["pcapng", writePcapng],
] as const)("%s: what was written is read again", (_, write) => {
  expect(readCapture(write(FRAMES))).toEqual(FRAMES);
});

function swapped(bytes: Uint8Array, words: readonly number[], halves: readonly number[]): Uint8Array {
  const copy = Uint8Array.from(bytes);
  for (const at of words) copy.subarray(at, at + 4).reverse();
  for (const at of halves) copy.subarray(at, at + 2).reverse();
  return copy;
}

test("pcap of the other byte order", () => {
  const one = FRAMES.slice(0, 1);
  expect(readCapture(swapped(writePcap(one), [0, 8, 12, 16, 20, 24, 28, 32, 36], [4, 6]))).toEqual(one);
});

test("pcap with nanoseconds", () => {
  const bytes = writePcap(FRAMES.slice(0, 1));
  new DataView(bytes.buffer).setUint32(0, 0xa1b23c4d, true);
  expect(readCapture(bytes)[0]?.nanoseconds).toBe(1_700_000_000_000_123_457n);
});

test("pcapng of the other byte order, with a simple packet, times in microseconds, unknown blocks and options", () => {
  const hex =
    "0a0d0d0a 0000001c 1a2b3c4d 0001 0000 ffffffffffffffff 0000001c" + // section
    "00000001 0000001c 0001 0000 00000004 0002 0003 65746800 0000001c" + // interface "eth"
    "000000ff 00000010 01020304 00000010" + // unknown
    "00000003 00000014 00000009 aabbccdd 00000014" + // simple
    "00000006 00000024 00000000 00000000 00000007 00000001 00000001 ee000000 00000024"; // enhanced
  expect(readCapture(Uint8Array.from(Buffer.from(hex.replaceAll(" ", ""), "hex")))).toEqual([
    { linkType: 1, nanoseconds: 0n, originalLength: 9, bytes: Uint8Array.of(0xaa, 0xbb, 0xcc, 0xdd) },
    { linkType: 1, nanoseconds: 7000n, originalLength: 1, bytes: Uint8Array.of(0xee) },
  ]);
});

test.each([
  ["neither", new Uint8Array(40)],
  ["pcap cut off", writePcap(FRAMES).subarray(0, -1)],
  ["pcapng cut off", writePcapng(FRAMES).subarray(0, -1)],
])("%s is an error", (_, bytes) => {
  expect(() => readCapture(bytes)).toThrow();
});
