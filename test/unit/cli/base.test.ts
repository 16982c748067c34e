/** `mplc decode --base`: packets that are parts of a message, and refer to what stands before them. */
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mplc, type Ran, temporaryFolder, type TemporaryFolder } from "./support.js";

const ROOT = join(import.meta.dirname, "../../..");

/** A reply: header, the question for example.org at byte 12, and two answers that point to its name. */
const REPLY = "1234 8180 0001 0002 0000 0000 076578616d706c65036f726700 0001 0001";
const ANSWERS = "c00c 0001 0001 0000003c 0004 c0000207 c00c 0001 0001 0000003c 0004 c0000208";
const AT = 29;

/** Its cache is used for the specs of the project too. */
let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

const decode = (packet: string, spec: string, input: string | Uint8Array, ...more: readonly string[]): Promise<Ran> =>
  mplc(ROOT, ["decode", "-p", packet, spec, "--format", "json", ...more], input);
const records = (input: string | Uint8Array, ...more: readonly string[]): Promise<Ran> =>
  decode("dns_record", "specs/dns/dns.mpl", input, ...more);
const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex.replaceAll(" ", ""), "hex"));
const namesOf = (out: string): unknown[] => [...out.matchAll(/"name": ?"([^"]*)"/g)].map(([, name]) => name);

describe("mplc decode --base", () => {
  test("is where the pointers of domain names count from", async () => {
    const { exitCode, out } = await records(`${REPLY} ${ANSWERS}`, "--hex", "--at", String(AT), "--base", "0");
    expect({ exitCode, names: namesOf(out) }).toEqual({ exitCode: 0, names: ["example.org"] });
    const without = await records(`${REPLY} ${ANSWERS}`, "--hex", "--at", String(AT));
    expect(without.exitCode).toBe(1);
    expect(without.err).toContain("a pointer back to before byte 29");
  });

  test("need not be the input's start; holds for all packets, from a pipe too", async () => {
    const piped = bytesOf(`ffffff ${REPLY} ${ANSWERS}`);
    const { exitCode, out, err } = await records(piped, "--at", "0x20", "--base", "3", "--repeat");
    expect({ exitCode, err, names: namesOf(out) }).toEqual({ exitCode: 0, err: "", names: ["example.org", "example.org"] });
  });

  test("is used for the reason of a failure as well", async () => {
    const { exitCode, err } = await records(`${REPLY} c01d 0001`, "--hex", "--at", String(AT), "--base", "0");
    expect(exitCode).toBe(1);
    expect(err).toContain("dns_record.name: malformed");
    expect(err).toContain("byte 29");
  });

  test("counts for custom types with state, and behind a packet's own arguments", async () => {
    const spec = `codec word from "${join(ROOT, "examples/custom-types/word.js")}" size(1..128) state;
packet said(int extra) { first: word; list: array to_end { rest: byte max(extra); }; }
`;
    await folder.write("s.mpl", spec.replace(join(ROOT, "examples/custom-types/word.js"), "./word.js"));
    await folder.write("word.js", `export * from ${JSON.stringify(join(ROOT, "examples/custom-types/word.ts"))};\n`);
    await folder.write("in.bin", bytesOf("00 03 6c6162 81 07 08"));
    const argv = ["decode", "-p", "said", "s.mpl", "--arg", "extra=8", "in.bin", "--at", "5", "--format", "json"];
    expect(await mplc(folder.path, [...argv, "--base", "0"])).toMatchObject({
      exitCode: 0,
      err: "",
      out: expect.stringContaining('"lab"') as string,
    });
    expect((await mplc(folder.path, argv)).exitCode).toBe(1);
  });

  test.each([
    [
      "dns_record",
      "30",
      "--base 30 is behind the packet, which starts at byte 29 of the input\n  help: the base is where the message starts",
    ],
    ["dns_record", "-1", "--base -1: an offset is a number of bytes"],
    ["dns_header", "0", "--base: nothing in `dns_header` counts from a base\n  help: domain names do"],
  ])("of %s, %s is refused", async (packet, base, message) => {
    const { exitCode, err } = await decode(packet, "specs/dns/dns.mpl", REPLY, "--hex", "--at", String(AT), "--base", base);
    expect(exitCode).toBe(2);
    expect(err).toContain(message);
  });
});
