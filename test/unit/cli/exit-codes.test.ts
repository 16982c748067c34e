/** One rule for all commands: 1 where what they were given is wrong, 2 where they could not be carried out. */
import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mplc, temporaryFolder, type TemporaryFolder } from "./support.js";

let folder: TemporaryFolder;

beforeAll(async () => {
  folder = await temporaryFolder();
  await folder.write("good/p.mpl", 'packet p {\n  a: byte max(3);\n}\n\nexample p "one" "01" { a: 1 };\n');
  await folder.write("rough/p.mpl", "packet  p { a: byte; }\n");
  await folder.write("warned/p.mpl", "packet p {\n  constructor: byte;\n}\n");
  await folder.write("wrong/p.mpl", "packet p {\n  a: byt;\n}\n");
  await folder.write("failed/p.mpl", 'packet p {\n  a: byte;\n}\nexample p "two" "01" { a: 2 };\n');
  await folder.write("fixed/p.mpl", "packet  fixed { a: byte; }\n");
  await chmod(join(folder.path, "fixed/p.mpl"), 0o444);
  await folder.write("one.bin", Uint8Array.of(1));
  await folder.write("nine.bin", Uint8Array.of(9));
  await folder.write("one.json", '{ "a": 1 }');
  await folder.write("nine.json", '{ "a": 9 }');
  await folder.write("mine/p.ts", "// mine\n");
  await mkdir(join(folder.path, "nothing"));
});
afterAll(() => folder.remove());

const P = ["-p", "p", "good"];

describe.each<readonly [code: number, commands: readonly (readonly string[])[]]>([
  [
    0,
    [
      ["check", "good"],
      ["check", "warned"],
      ["test", "good"],
      ["fmt", "--check", "good"],
      ["build", "good", "-o", "out"],
      ["decode", ...P, "one.bin"],
      ["encode", ...P, "one.json"],
      ["explain", "MPL0301"],
    ],
  ],
  [
    1,
    [
      ["check", "wrong"],
      ["test", "wrong"],
      ["test", "failed"],
      ["fmt", "--check", "rough"],
      ["build", "wrong", "-o", "out"],
      ["build", "good", "-o", "new", "--check"],
      ["decode", "-p", "p", "wrong", "one.bin"],
      ["decode", ...P, "nine.bin"],
      ["decode", ...P, "--exact", "one.json"],
      ["encode", ...P, "nine.json"],
      ["encode", ...P, "nine.bin"],
      ["dissect", "one.json"],
    ],
  ],
  [
    2,
    [
      ["check", "nowhere"],
      ["check", "nothing"],
      ["test", "nowhere"],
      ["fmt", "nowhere"],
      ["fmt", "fixed"],
      ["build", "nowhere"],
      ["build", "good", "-o", "one.bin"],
      ["build", "good", "-o", "mine"],
      ["decode", "-p", "p", "nowhere.mpl", "one.bin"],
      ["decode", ...P, "nowhere.bin"],
      ["decode", "-p", "q", "good", "one.bin"],
      ["decode", ...P, "one.bin", "nine.bin"],
      ["encode", "-p", "p", "nowhere.mpl", "one.json"],
      ["encode", ...P, "nowhere.json"],
      ["encode", ...P, "--nonsense"],
      ["dissect", "nowhere.pcap"],
      ["dissect", "nothing"],
      ["dissect", "one.json", "nowhere.mpl"],
      ["init", "No Name"],
      ["explain", "MPL9999"],
      ["nonsense"],
      ["--config", "nowhere.json", "check", "good"],
    ],
  ],
])("exit code %i", (code, commands) => {
  // The first capture compiles the specs that come with mplc.
  test.each(commands.map((argv) => ({ argv: argv.join(" "), given: argv })))("$argv", { timeout: 120_000 }, async ({ given }) => {
    const { exitCode, err } = await mplc(folder.path, given);
    expect(exitCode, err).toBe(code);
    expect(err).not.toContain("bug in mplc");
  });
});
