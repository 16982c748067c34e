/** `mplc dissect` on the captures that come with the project, and on what is left of them after mishaps. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Statistics } from "../../../src/cli/capture/statistics.js";
import type { DissectedFrame, Frame } from "../../../src/dissect/index.js";
import { tcpFrame } from "../dissect/frames.js";
import { mplc, temporaryFolder, type Ran, type TemporaryFolder } from "./support.js";

const CAPTURES = join(import.meta.dirname, "../../../examples/captures");
const EVERYDAY = join(CAPTURES, "everyday.pcap");
const NAMES = join(CAPTURES, "names.pcapng");

let folder: TemporaryFolder;

beforeAll(async () => {
  folder = await temporaryFolder();
  // Compiles the specs that come with mplc.
  await mplc(folder.path, ["dissect", EVERYDAY, "--count", "1"]);
}, 120_000);
afterAll(() => folder.remove());

const dissect = (...argv: readonly string[]): Promise<Ran> => mplc(folder.path, ["dissect", ...argv]);

describe("a capture", () => {
  test("as docs/command-line.md shows it", async () => {
    const page = await readFile(join(import.meta.dirname, "../../../docs/command-line.md"), "utf8");
    const shown = /^\$ mplc dissect examples\/captures\/everyday\.pcap (.*)\n([\s\S]*?)^```$/m.exec(page);
    const { out } = await dissect(EVERYDAY, ...(shown?.[1] ?? "").split(" "));
    expect(shown?.[2]).toBe(out);
  });

  test("a line a frame: layers, addresses, ports, kinds, flags, names", async () => {
    const { exitCode, out, err } = await dissect(NAMES);
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: "" });
    expect(out).toMatch(
      /^ {5}1 {5}0\.000000 ethernet \/ ipv4 \/ udp \/ dns_message {2}192\.0\.2\.2 > 198\.51\.100\.2 {2}ports \d+ > 53 {2}qr Query, .*rd ad, questions qname example\.org$/m,
    );
    expect(out).toMatch(/\n {3}\d{3} .* ethernet \/ ipv4 \/ tcp \/ dns_tcp_message \/ dns_message /);
    expect(out).toMatch(/ ipv4 \/ tcp {2}192\.0\.2\.2 > 198\.51\.100\.2 {2}ports \d+ > 53 {2}syn\n/);
    expect(out).toMatch(/\n\n(\d+) frames: ethernet \1, ipv4 \1, dns_message \d+, udp \d+, tcp \d+, dns_tcp_message \d+\n$/);
  });

  test("what was not decoded is counted, with reasons and places", async () => {
    const { out } = await dissect(EVERYDAY);
    const reasons = out.split("\nnot decoded:\n")[1] ?? "";
    expect(reasons).toMatch(/^ +\d+ {2}tcp undissected: no arm of its `dissect` holds \(frame \d+ byte \d+, frame/m);
    expect(reasons).toMatch(/^ +\d+ {2}ssh_binary_packet encrypted: behind NEWKEYS \(frame/m);
  });

  test("as a tree, with bytes, arms and bits", async () => {
    const { out } = await dissect(EVERYDAY, "--filter", "bgp", "--tree");
    expect(out).toMatch(/\n {2}bgp bytes 0\.\.\d+, from the stream\n {4}0000 {2}ff ff ff ff {17}marker\[0\]: 4294967295 \(0xffffffff\)\n/);
    expect(out).toContain("    0012  01                          type: Open (1)\n");
    expect(out).toContain("    0043  18                          ack (1 bit from 3): 1\n");
  });

  test("as JSON, a line a frame", async () => {
    const { out } = await dissect(EVERYDAY, "--json", "--count", "50");
    const frames = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { number: number; layers: { packet: string; outcome: string; fields: unknown[] }[] });
    expect(frames.map(({ number }) => number)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    for (const { layers } of frames) expect(layers[0]).toMatchObject({ packet: "ethernet", outcome: "decoded" });
  });

  test("wrong checksums are told, and no reason to call a packet malformed", async () => {
    const frame = tcpFrame({ port: 9, sequenceNumber: 1, data: Uint8Array.of(1, 2, 3) });
    const right = new DataView(frame.buffer)
      .getUint16(14 + 20 + 16)
      .toString(16)
      .padStart(4, "0");
    frame[14 + 20 + 16] = (frame[14 + 20 + 16] ?? 0) ^ 1;
    await folder.write("wrong.pcap", pcapOf(frame));
    const { out } = await dissect("wrong.pcap", "--tree");
    expect(out.match(/^.*\[wrong.*$/gm)).toEqual([
      expect.stringMatching(`checksum: \\d+ \\(0x[0-9a-f]+\\) \\[wrong: should be 0x${right}\\]$`),
    ]);
    expect(out).not.toContain("malformed");
    const json = JSON.parse((await dissect("wrong.pcap", "--json")).out) as { layers: { wrongChecksums?: object }[] };
    expect(json.layers.map(({ wrongChecksums }) => wrongChecksums)).toEqual([undefined, undefined, { checksum: `0x${right}` }]);
    await folder.write("cut-wrong.pcap", snapped(pcapOf(frame), 55));
    expect((await dissect("cut-wrong.pcap", "--tree")).out).not.toContain("[wrong");
  });

  test("frames that the capture has cut short are not called malformed", async () => {
    const cut = snapped(new Uint8Array(await readFile(EVERYDAY)), 60);
    await folder.write("cut.pcap", cut);
    const { exitCode, out } = await dissect("cut.pcap");
    expect(exitCode).toBe(0);
    expect(out).toMatch(/ cut: /);
    expect(out).not.toMatch(/ truncated: /);
  });
});

describe("what stands at the end of lines", () => {
  test("malformed packets: their kind, no `undefined`, and a reason that is a sentence", async () => {
    const { out } = await dissect(EVERYDAY, "--filter", "bgp", "--filter", "ninep");
    expect(out).not.toMatch(/undefined|found \)|expected the message/);
    expect(out).toMatch(/ bgp \(malformed .*\).* {2}type Update\n/);
    expect(out).toMatch(/ninep: the message's fields must fill its size\) .* {2}type Tauth\n/);
    expect(out).toMatch(/ninep malformed: ninep, the message's fields must fill its size \(frame/);
  });

  test("a tree has no colon with nothing behind it", async () => {
    const { out } = await dissect(EVERYDAY, "--tree");
    expect(out).not.toMatch(/: $/m);
    expect(out).toMatch(/ because: {2}the message's fields must fill its size\n/);
    expect(out).not.toMatch(/ found: +$/m);
  });

  test("a capture without frames, and one of an unknown link type", async () => {
    const whole = new Uint8Array(await readFile(EVERYDAY));
    await folder.write("head.pcap", whole.subarray(0, 24));
    expect((await dissect("head.pcap")).out).toBe("\n0 frames\n");
    const strange = pcapOf(new Uint8Array(60));
    new DataView(strange.buffer).setUint32(20, 999);
    await folder.write("strange.pcap", strange);
    expect((await dissect("strange.pcap")).out).toMatch(/\n1 frame, no packet decoded\nnot decoded:\n/);
  });
});

describe("the command line", () => {
  test("a spec without `dissect` is an error: it would change nothing", async () => {
    await folder.write("plain.mpl", "packet plain { a: byte; }\n");
    const { exitCode, out, err } = await dissect(EVERYDAY, "plain.mpl");
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
    expect(err).toContain("mplc: there is no `dissect` declaration in plain.mpl\n  help: ");
    expect(err).toContain("-> plain() };");
    await folder.write(
      "own.mpl",
      'import "udp.mpl";\npacket own { a: byte; }\ndissect udp.data { |when (destination_port == 9999) -> own() };\n',
    );
    await folder.write("udp.mpl", await readFile(join(import.meta.dirname, "../../../specs/udp.mpl")));
    expect((await dissect(EVERYDAY, "own.mpl", "--count", "1")).exitCode).toBe(0);
  }, 120_000);

  test("--json and --tree are refused together", async () => {
    const { exitCode, out, err } = await dissect(EVERYDAY, "--json", "--tree");
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
    expect(err).toMatch(/^mplc: --json and --tree cannot be given together\n {2}help: /);
  });

  test("- is standard input", async () => {
    const input = (await readFile(EVERYDAY)).subarray(0, 3000);
    await folder.write("start.pcap", input);
    const piped = await mplc(folder.path, ["dissect", "-", "--count", "3"], new Uint8Array(input));
    expect(piped).toEqual(await dissect("start.pcap", "--count", "3"));
    expect(piped.out).toContain("\n3 frames: ethernet 3, ");
    const { exitCode, err } = await mplc(folder.path, ["dissect", "-"], "no capture");
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: expect.stringMatching(/^mplc: standard input: this is neither/) as string });
  });
});

/** A capture of one Ethernet frame. */
function pcapOf(frame: Uint8Array): Uint8Array {
  const pcap = new Uint8Array(24 + 16 + frame.length);
  const view = new DataView(pcap.buffer);
  [0xa1b2c3d4, 0x0002_0004, 0, 0, 65_535, 1, 0, 0, frame.length, frame.length].forEach((word, index) => {
    view.setUint32(4 * index, word);
  });
  pcap.set(frame, 40);
  return pcap;
}

/** The same frames, of which only so many bytes were captured. */
function snapped(pcap: Uint8Array, most: number): Uint8Array {
  const view = new DataView(pcap.buffer, pcap.byteOffset, pcap.byteLength);
  const little = view.getUint32(0) === 0xd4c3b2a1;
  const parts = [pcap.slice(0, 24)];
  for (let at = 24; at < pcap.length;) {
    const length = view.getUint32(at + 8, little);
    const record = pcap.slice(at, at + 16 + Math.min(length, most));
    new DataView(record.buffer).setUint32(8, record.length - 16, little);
    parts.push(record);
    at += 16 + length;
  }
  return new Uint8Array(Buffer.concat(parts));
}

describe("mishaps", () => {
  test("a capture that ends too soon: all before it, and where", async () => {
    const whole = await readFile(EVERYDAY);
    await folder.write("short.pcap", whole.subarray(0, 5000));
    const { exitCode, out, err } = await dissect("short.pcap");
    expect(exitCode).toBe(1);
    expect(err).toMatch(/^the capture is damaged at byte \d+:\npcap_record/);
    expect(out).toMatch(/\n\d+ frames: /);
    expect(out).toContain("the file is damaged in 1 place\n");
  });

  test.each(["everyday.pcap", "names.pcapng"])("no damage to %s makes it crash", { timeout: 120_000 }, async (name) => {
    const whole = await readFile(join(CAPTURES, name));
    let state = 1;
    const random = (below: number): number => (state = (state * 48_271) % 0x7fffffff) % below;
    for (let attempt = 0; attempt < 15; attempt++) {
      const bytes = Uint8Array.from(whole.subarray(0, 20_000 + random(20_000)));
      for (let change = random(200); change >= 0; change--) bytes[24 + random(bytes.length - 24)] = random(256);
      await folder.write("fuzzed", bytes);
      const { exitCode, err } = await dissect("fuzzed", ...(attempt % 3 === 0 ? ["--tree"] : attempt % 3 === 1 ? ["--json"] : []));
      expect([0, 1]).toContain(exitCode);
      expect(err).not.toContain("bug in mplc");
    }
  });
});

describe("statistics", () => {
  const frame: Frame = { number: 1, linkType: 1, nanoseconds: undefined, originalLength: 0, bytes: new Uint8Array() };
  const noted = (why: string): DissectedFrame => ({
    layers: [],
    notes: [{ kind: "undissected", packet: "p", at: undefined, count: 1, why }],
  });

  test("reasons that differ in lengths and indices are one", () => {
    const statistics = new Statistics();
    for (let index = 0; index < 9; index++) statistics.frame(frame, noted(`list[${index.toString()}] needs ${index.toString()} bytes`));
    expect(statistics.summary(0)).toContain("       9  p undissected: list[] needs bytes (frame 1, frame 1, frame 1, ...)\n");
  });

  test("any number of reasons takes no more than so much room", () => {
    const statistics = new Statistics();
    for (let index = 0; index < 5000; index++) statistics.frame(frame, noted(`reason ${index.toString()}`));
    const summary = statistics.summary(0);
    expect(summary).toContain("   4,000  other reasons (");
    expect(summary).toContain("\n  and 981 rarer reasons\n");
    expect(summary.split("\n").length).toBeLessThan(30);
  });

  test("much damage is told in part, and counted", () => {
    const statistics = new Statistics();
    const told = Array.from({ length: 50 }, (_, at) => statistics.damaged({ at, message: "what" })).filter((text) => text !== undefined);
    expect(told).toHaveLength(10);
    expect(told.at(-1)).toBe("the capture is damaged at byte 9:\nwhat\nmore damage is only counted\n");
    expect(statistics.summary(0)).toContain("the file is damaged in 50 places\n");
  });
});
