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

const reading = async (name: string, hex: string, text = RUNS): Promise<string[]> => {
  const packet = (await packetsOf(text)).find((one) => one.packet.name === name);
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

const HEX = `packet magic { m: uint32 const(0x63825363); }
packet limits { a: uint16 min(0x0600) max(0xfeff); b: byte min(3); }
packet arms { t: uint16; classify (t) { |0x0800: "Ip" -> (); |0x86DD..0x86DE: "New" -> (); |0x10: "Ten" -> (); }; }
packet mixed { t: byte; classify (t) { |0: "No" -> (); |0xff: "Any" -> (); }; }
packet tags { t: uint16 variant { |0x0806 -> Arp |1 -> One }; classify (t) { |Arp: "Arp" -> (); }; }
packet decimal { t: uint16 const(2048); }
packet chosen { a: byte; classify (a & 0x0f) as low { |0x0a: "Ten" -> (); |0x0b: "Eleven" -> (); }; }`;

it.each([
  ["magic", "00 00 00 01", "0x63825363", "0x00000001"],
  ["limits", "00 10 03", "at least 0x0600", "0x0010"],
  ["limits", "ff ff 03", "at most 0xfeff", "0xffff"],
  ["limits", "06 00 02", "at least 3", "2"],
  ["arms", "00 0b", "one of 0x0800, 0x86dd..0x86de, 0x10", "0x000b"],
  ["mixed", "01", "one of 0, 0xff", "1"],
  ["tags", "00 01", "one of 0x0806", "0x0001"],
  ["decimal", "00 01", "2048", "1"],
])("a number that %s has in hexadecimal is told so, and what is found beside it: %s", async (name, hex, expected, found) => {
  expect(await reading(name, hex, HEX)).toEqual(expect.arrayContaining([`  expected: ${expected}`, `  found:    ${found}`]));
});

it("when encoding too", async () => {
  const packets = await packetsOf(HEX);
  const failure = (name: string, value: object): unknown => packets.find(({ packet }) => packet.name === name)?.explainEncode(value, []);
  expect(failure("limits", { a: 1, b: 3 })).toMatchObject({ expected: "at least 0x0600", found: "0x0001" });
  expect(failure("chosen", { a: 12, low: { $kind: "Ten" } })).toMatchObject({ found: "0x0c, which selects no arm" });
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

const CHOICES = `packet choices { before: byte; k: byte; behind: uint16; classify (k) { |1: "One" -> x: byte; |2..4: "Few" -> (); }; }
packet guarded(bool g) { k: byte; classify (k) { |1: "One" when (g) -> (); |2: "Two" -> (); }; }
packet text { length: byte; a: string8 const("hi"); }`;

it("a value that no arm takes is told where the value stands, guards and all", async () => {
  expect(await reading("choices", "00 09 ff ff 01", CHOICES)).toEqual([
    "choices.k: malformed",
    "  at:       byte 1",
    "  expected: one of 1, 2..4",
    "  found:    9",
    "  spec:     test.mpl:1:67",
  ]);
  const guarded = (await packetsOf(CHOICES)).find((one) => one.packet.name === "guarded");
  const failure = guarded?.explain(new DataView(Uint8Array.of(1).buffer), 0, 1, [false]);
  expect(failure).toMatchObject({ path: "guarded.k", at: 0, expected: "one of 1 where its `when` holds, 2", found: "1" });
});

it("a wrong text is told where it begins, and what it is", async () => {
  expect(await reading("text", "00 02 68 6f", CHOICES)).toEqual(
    expect.arrayContaining(["text.a: malformed", "  at:       byte 1", '  expected: "hi"', '  found:    "ho"']),
  );
});
