/** `mplc encode --repeat`: JSON lines to bytes, packet after packet. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeLines } from "../../../src/cli/packets/encode-lines.js";
import { linesOf } from "../../../src/cli/packets/lines.js";
import type { PacketFunctions } from "../../../src/dissect/packet.js";
import { mplc, temporaryFolder, type Ran, type TemporaryFolder } from "./support.js";

const SPEC = `
packet sample {
  kind: byte variant { |1 -> One |2 -> Two };
  big: uint64;
  length: uint16 value(sizeof(body));
  body: byte[length];
  classify (kind) {
    |1: "First" -> name: string8;
    |_: "Other" -> number: int16;
  };
  extra: float32;
}
`;

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await temporaryFolder();
  await folder.write("s.mpl", SPEC);
});
afterAll(() => folder.remove());

const PACKET = ["-p", "sample", "s.mpl", "--repeat"];
const encode = (input: string | Uint8Array, ...more: readonly string[]): Promise<Ran> =>
  mplc(folder.path, ["encode", ...PACKET, ...more], input);

interface Json {
  readonly kind: unknown;
  readonly big: string;
  readonly body: string;
  readonly extra: number;
}

const lineOf = (number: number): string =>
  JSON.stringify({ big: "7", body: "ab", kind: { $kind: "Other", $value: 9, number }, extra: 0 } satisfies Json);

describe("mplc encode --repeat", () => {
  test("writes packet after packet; empty lines are none, and the last one needs no end", async () => {
    const { exitCode, bytes } = await encode(`\ufeff${lineOf(1)}\r\n\n  \n${lineOf(2)}\n${lineOf(3)}`);
    const one = (number: number): number[] => [9, 0, 0, 0, 0, 0, 0, 0, 7, 0, 1, 0xab, 0, number, 0, 0, 0, 0];
    expect({ exitCode, bytes: [...bytes] }).toEqual({ exitCode: 0, bytes: [...one(1), ...one(2), ...one(3)] });
    expect(await encode("")).toMatchObject({ exitCode: 0, out: "", err: "" });
  });

  test("--hex writes a line a packet, from a file too", async () => {
    await folder.write("two.jsonl", `${lineOf(1)}\n${lineOf(-2)}\n`);
    const { out } = await encode("", "--hex", "two.jsonl");
    expect(out).toBe("09 00 00 00 00 00 00 00 07 00 01 ab 00 01 00 00 00 00\n09 00 00 00 00 00 00 00 07 00 01 ab ff fe 00 00 00 00\n");
    const { out: back } = await mplc(folder.path, ["decode", ...PACKET, "--hex", "--format", "json"], out);
    expect(back.split("\n")).toHaveLength(3);
    expect((await encode(back, "--hex")).out).toBe(out);
  });

  test.each([
    ["{", "this is not JSON", "help: with --repeat each packet's JSON is one line"],
    ['{ "kind": 9 }', "sample.big: missing", ""],
    [lineOf(1).replace('"number":1', '"number":99999'), "sample", "number"],
    ["7", "expected an object", ""],
    [new Uint8Array([0x22, 0xff, 0x22]), "this is not UTF-8 text", ""],
  ])("%s is refused, and nothing of it is written", async (line, message, more) => {
    const before = new TextEncoder().encode(`${lineOf(1)}\n\n`);
    const bad = typeof line === "string" ? new TextEncoder().encode(line) : line;
    const { exitCode, bytes, err } = await encode(new Uint8Array([...before, ...bad, ...new TextEncoder().encode(`\n${lineOf(2)}\n`)]));
    expect([exitCode, bytes.length]).toEqual([1, 18]);
    expect(err).toMatch(typeof line === "string" ? /^mplc: standard input:3: packet 2: / : /^mplc: standard input:3: /);
    expect(err).toContain(message);
    expect(err).toContain(more);
  });

  test("of canonical packets, writes what decode --repeat has read", async () => {
    const head = fc.record({ big: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), body: fc.uint8Array({ maxLength: 40 }) });
    const extra = fc.float({ noNaN: true });
    const first = fc.tuple(fc.constant(1), fc.uint8Array({ maxLength: 20 }));
    const other = fc.tuple(fc.constantFrom(0, 2, 3, 255), fc.uint8Array({ minLength: 2, maxLength: 2 }));
    const packet = fc.tuple(head, fc.oneof(first, other), extra).map(([{ big, body }, [kind, rest], number]) => {
      const view = new DataView(new ArrayBuffer(11));
      view.setUint8(0, kind);
      view.setBigUint64(1, big);
      view.setUint16(9, body.length);
      const float = new DataView(new ArrayBuffer(4));
      float.setFloat32(0, number);
      const tail = kind === 1 ? [rest.length, ...rest] : [...rest];
      return [...new Uint8Array(view.buffer), ...body, ...tail, ...new Uint8Array(float.buffer)];
    });
    await fc.assert(
      fc.asyncProperty(fc.array(packet, { minLength: 1, maxLength: 8 }), async (packets) => {
        const stream = Uint8Array.from(packets.flat());
        const decoded = await mplc(folder.path, ["decode", ...PACKET, "--format", "json"], stream);
        expect(decoded).toMatchObject({ exitCode: 0, err: "" });
        const encoded = await encode(decoded.out);
        expect(encoded).toMatchObject({ exitCode: 0, err: "" });
        expect(encoded.bytes).toEqual(stream);
      }),
      { numRuns: 40 },
    );
  });
});

test("each packet is written before the next line is sent", { timeout: 60_000 }, async () => {
  const main = fileURLToPath(new URL("../../../src/cli/main.ts", import.meta.url));
  const tsx = fileURLToPath(import.meta.resolve("tsx"));
  const child = spawn(process.execPath, ["--import", tsx, main, "encode", ...PACKET, "--hex"], { cwd: folder.path });
  const told = (): Promise<string> => new Promise((resolve) => child.stdout.once("data", (data: Buffer) => resolve(data.toString())));
  for (const number of [1, 2]) {
    child.stdin.write(`${lineOf(number)}\n${lineOf(3).slice(0, 10)}`);
    expect(await told()).toBe(`09 00 00 00 00 00 00 00 07 00 01 ab 00 0${number.toString()} 00 00 00 00\n`);
    child.stdin.write(`${lineOf(3).slice(10)}\n`);
    expect(await told()).toContain("ab 00 03");
  }
  child.stdin.end();
  expect(await new Promise((resolve) => child.on("close", resolve))).toBe(0);
});

describe("lines", () => {
  const collect = async (chunks: readonly string[], most: number): Promise<(readonly [number, string | undefined])[]> => {
    const stream = (async function* () {
      for (const chunk of chunks) yield await Promise.resolve(new TextEncoder().encode(chunk));
    })();
    const found: (readonly [number, string | undefined])[] = [];
    for await (const { number, bytes } of linesOf(stream, most)) {
      found.push([number, bytes === undefined ? undefined : new TextDecoder().decode(bytes)]);
    }
    return found;
  };

  test("are the same in whatever pieces", async () => {
    const text = fc.stringMatching(/^[ab\n]{0,40}$/);
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.nat(7)), async (whole, cuts) => {
        const pieces: string[] = [];
        let rest = whole;
        for (const cut of cuts) {
          pieces.push(rest.slice(0, cut));
          rest = rest.slice(cut);
        }
        const lines = whole.split("\n").map((line, index) => [index + 1, line] as const);
        if (lines.at(-1)?.[1] === "") lines.pop();
        expect(await collect([...pieces, rest], 100)).toEqual(lines);
      }),
    );
  });

  test("that are too long end them, however they come", async () => {
    expect(await collect(["ab\nabc", "d", "e\nab\n"], 4)).toEqual([
      [1, "ab"],
      [2, undefined],
    ]);
    expect(await collect(["abcd\n", "abcde"], 4)).toEqual([
      [1, "abcd"],
      [2, undefined],
    ]);
  });

  test("that are too long are refused", async () => {
    const endless = (async function* () {
      for (;;) yield await Promise.resolve(new Uint8Array(65_536).fill(0x20));
    })();
    const request = { functions: {} as PacketFunctions, args: [], name: "standard input", most: 1024 * 1024 };
    await expect(encodeLines(request, endless).next()).rejects.toThrow("standard input:1: packet 1: this line has more than 1 MiB");
  });
});
