/** What the command line says when files and options are not what they should be. */
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mplc, temporaryFolder, type Ran, type TemporaryFolder } from "./support.js";

const CAPTURES = join(import.meta.dirname, "../../../examples/captures");
const LATIN = Buffer.from("// caf\xe9\npacket p {\n  a: byte;\n}\n", "latin1");

let folder: TemporaryFolder;

beforeAll(async () => {
  folder = await temporaryFolder();
  await folder.write("specs/p.mpl", "packet p(int n) {\n  a: byte[n];\n}\n");
  await folder.write("latin/p.mpl", LATIN);
  await folder.write("empty.pcap", "");
  await mkdir(join(folder.path, "nothing"));
});
afterAll(() => folder.remove());

const at = (where: string, argv: readonly string[], input?: string | Uint8Array): Promise<Ran> =>
  mplc(join(folder.path, where), argv, input);

describe("texts that are not UTF-8", () => {
  test.each([[["check", "latin"]], [["fmt", "latin"]], [["build", "latin"]], [["test", "latin"]]])("%j", async (argv) => {
    const { exitCode, err } = await at("", argv);
    expect(exitCode).toBe(1);
    expect(err).toContain("latin/p.mpl:1: this is not UTF-8 text\n  help: save it as UTF-8\n");
    expect(await readFile(join(folder.path, "latin/p.mpl"))).toEqual(LATIN);
  });

  test("on standard input", async () => {
    const decode = ["-p", "p", "--arg", "n=1", "specs/p.mpl"];
    const bytes = Buffer.from('\n\n{"a":"\xff"}', "latin1");
    for (const argv of [
      ["fmt", "-"],
      ["encode", ...decode],
      ["decode", "--hex", ...decode],
    ])
      expect(await at("", argv, bytes)).toMatchObject({
        exitCode: 1,
        err: expect.stringContaining("standard input:3: this is not UTF-8") as string,
      });
  });
});

describe("what is missing", () => {
  test("settings that the command line names", async () => {
    expect(await at("", ["--config", "nothere.json", "check"])).toMatchObject({
      exitCode: 2,
      err: "mplc: --config nothere.json: there is no such file\n",
    });
    expect(await at("", ["--config", "nothing", "check"])).toMatchObject({
      exitCode: 2,
      err: "mplc: --config nothing: this is a folder\n  help: name the file, as in nothing/mplc.config.json\n",
    });
  });

  test("specs, where the settings look for them", async () => {
    const { exitCode, err } = await at("nothing", ["check"]);
    expect(exitCode).toBe(2);
    expect(err).toContain(
      "there is no file or folder specs, where the settings look for them\n  help: `mplc init NAME` writes a first one\n",
    );
  });
});

describe("options", () => {
  test("an argument given twice", async () => {
    const argv = ["decode", "-p", "p", "--arg", "n=1", "--arg", "n=2", "specs/p.mpl"];
    expect(await at("", argv)).toMatchObject({ exitCode: 2, err: "mplc: --arg n is given twice\n" });
  });

  test.each([
    ["dns_mesage", "did you mean dns_message?"],
    ["tcp4", "did you mean tcp?"],
    ["xyzzy", "packets are called as in specs: arp, "],
    // The first of them compiles the specs that come with mplc.
  ])("a filter called %s", { timeout: 120_000 }, async (name, help) => {
    const { exitCode, err } = await at("", ["dissect", join(CAPTURES, "everyday.pcap"), "--filter", name]);
    expect(exitCode).toBe(2);
    expect(err).toContain(help);
  });
});

describe("captures", () => {
  test.each([
    ["nothing", 2, "nothing: it is a folder\n"],
    ["nothere.pcap", 2, "nothere.pcap: there is no such file\n"],
    ["empty.pcap", 1, "it has less than four bytes\n"],
    ["specs/p.mpl", 1, "its first four bytes are those of neither\n"],
  ])("%s", { timeout: 120_000 }, async (name, code, message) => {
    const { exitCode, out, err } = await at("", ["dissect", name]);
    expect({ exitCode, out }).toEqual({ exitCode: code, out: "" });
    expect(err).toContain(message);
    expect(err).not.toContain("bug in mplc");
  });
});
