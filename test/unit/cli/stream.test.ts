/** Packets from standard input, told as they arrive. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HeldBytes } from "../../../src/cli/packets/held.js";
import { mplc, temporaryFolder, type TemporaryFolder } from "./support.js";

const SPEC = `
packet part { length: uint32 value(sizeof(body)); body: byte[length]; kind: byte max(2); }
packet rest { kind: byte; body: byte[remaining()]; }
packet nested { kind: byte; inner: packet rest(); }
packet nothing { (); }
`;

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await temporaryFolder();
  await folder.write("s.mpl", SPEC);
});
afterAll(() => folder.remove());

const part = (...body: readonly number[]): number[] => [0, 0, 0, body.length, ...body, 1];
const decode = async (packet: string, bytes: readonly number[], ...more: readonly string[]): ReturnType<typeof mplc> =>
  mplc(folder.path, ["decode", "-p", packet, "s.mpl", "--format", "json", ...more], Uint8Array.from(bytes));
const bodies = (out: string): unknown[] =>
  out.split("\n").flatMap((line) => (line === "" ? [] : [(JSON.parse(line) as { body: string }).body]));

describe("a stream of packets", () => {
  test("gives what a file gives, whatever its pieces", async () => {
    const lengths = [0, 3, 40, 1, 0, 7, 300];
    const bytes = lengths.flatMap((length) => [...part(...Array.from({ length: length % 256 }, (_, index) => index))]);
    await folder.write("in.bin", Uint8Array.from(bytes));
    const file = await mplc(folder.path, ["decode", "-p", "part", "s.mpl", "--format", "json", "--repeat", "in.bin"]);
    expect(bodies(file.out)).toHaveLength(lengths.length);
    expect(await decode("part", bytes, "--repeat")).toEqual(file);
    expect(bodies((await decode("part", [9, 9, 9, 9, 9, 9, 9, ...part(5)], "--at", "7", "--repeat")).out)).toEqual(["05"]);
  });

  test("ends at the first failure, and says where that packet begins", async () => {
    const { exitCode, out, err } = await decode("part", [...part(1, 2), ...part(3), 0, 0, 0, 1, 7, 9, ...part(4)], "--repeat");
    expect([exitCode, bodies(out)]).toEqual([1, ["0102", "03"]]);
    expect(err).toContain("packet 3 begins at byte 13; counted from there:\npart.kind: malformed\n  at:       byte 5\n");
    const cut = await decode("part", [...part(1, 2), 0, 0, 0, 4, 1], "--repeat");
    expect([cut.exitCode, bodies(cut.out)]).toEqual([1, ["0102"]]);
    expect(cut.err).toContain("packet 2 begins at byte 7; counted from there:\npart.body: truncated, at least 3 more bytes needed\n");
  });

  test("holds no packet of any length", async () => {
    const { exitCode, out, err } = await decode("part", [...part(1), 0x7f, 0xff, 0xff, 0xff, 1, 2, 3], "--repeat");
    expect([exitCode, bodies(out)]).toEqual([1, ["01"]]);
    expect(err).toBe(
      "mplc: part: the packet that begins at byte 6 has at least 2,147,483,651 bytes; of a stream at most 268,435,456 bytes are kept for one\n",
    );
  });

  test("of nothing is told as a file is", async () => {
    expect((await decode("part", [], "--repeat")).err).toContain("part.length: truncated, at least 4 more bytes needed");
    expect((await decode("part", [1], "--at", "2", "--repeat")).err).toContain("--at 2 is behind the end of the input, which has 1 byte");
    expect(await decode("nothing", [], "--repeat")).toMatchObject({ exitCode: 0, out: "{}\n" });
    const stuck = await decode("nothing", [1, 2, 3, 4, 5, 6, 7], "--repeat");
    expect(stuck).toMatchObject({ exitCode: 1, out: "{}\n", err: "mplc: 7 bytes left over behind the packet, from byte 0 on\n" });
    expect(await decode("nothing", [1, 2])).toMatchObject({ exitCode: 0, out: "{}\n" });
  });

  test("what goes on to the end of its input waits for that", async () => {
    for (const packet of ["rest", "nested"]) {
      const { exitCode, out } = await decode(packet, [1, 2, 3, 4, 5, 6, 7, 8], "--repeat");
      expect([exitCode, out.split("\n").length]).toEqual([0, 2]);
      expect(out).toContain("5060708");
    }
  });
});

test("each packet is told before the next one is sent; one alone ends the command", { timeout: 60_000 }, async () => {
  const main = fileURLToPath(new URL("../../../src/cli/main.ts", import.meta.url));
  const tsx = fileURLToPath(import.meta.resolve("tsx"));
  const run = (...more: readonly string[]): ReturnType<typeof spawn> =>
    spawn(process.execPath, ["--import", tsx, main, "decode", "-p", "part", "s.mpl", "--format", "json", ...more], { cwd: folder.path });
  const repeated = run("--repeat");
  const told = (): Promise<string> => new Promise((resolve) => repeated.stdout?.once("data", (data: Buffer) => resolve(data.toString())));
  for (const body of [7, 8]) {
    repeated.stdin?.write(Uint8Array.from([...part(body), 0, 0]));
    expect(bodies(await told())).toEqual([`0${String(body)}`]);
    repeated.stdin?.write(Uint8Array.from([0, 0, 1]));
    expect(bodies(await told())).toEqual([""]);
  }
  repeated.stdin?.end();
  expect(await new Promise((resolve) => repeated.on("close", resolve))).toBe(0);
  const single = run();
  single.stdin?.write(Uint8Array.from(part(7)));
  expect(await new Promise((resolve) => single.on("close", resolve))).toBe(0);
});

test("bytes that are held keep their order in little memory", () => {
  const held = new HeldBytes();
  let [added, taken] = [0, 0];
  for (let round = 0; round < 1000; round++) {
    held.add(Uint8Array.from({ length: (round * 37) % 700 }, () => added++ % 251));
    const count = Math.min(held.length, (round * 91) % 900);
    const { view } = held;
    const isRight = Array.from({ length: count }, (_, index) => view.getUint8(index) === (taken + index) % 251).every(Boolean);
    expect(isRight).toBe(true);
    held.take(count);
    taken += count;
    expect([held.at, held.length]).toEqual([taken, added - taken]);
    expect(held.view.buffer.byteLength).toBeLessThanOrEqual(1 << 17);
  }
});
