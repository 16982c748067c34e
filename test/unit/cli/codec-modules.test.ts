/** Mistakes around the modules of custom types are the user's, and are said where they are. */
import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { kindOf } from "../../../src/cli/files.js";
import type { TestJson } from "../../../src/cli/commands/test.js";
import { mplc, temporaryFolder, type Ran, type TemporaryFolder } from "./support.js";

const EXAMPLE = join(import.meta.dirname, "../../../examples/custom-types/mac-address.ts");
const GOOD = readFileSync(EXAMPLE, "utf8").replace("../../runtime/index.js", "mplc/runtime");
const SPEC = `codec mac_address from "./mac-address.js" size (6);

packet p {
  a: mac_address;
}

example p "one" "02 00 00 00 00 01" { a: "02:00:00:00:00:01" };
`;

let folder: TemporaryFolder;

beforeEach(async () => {
  folder = await temporaryFolder();
  await folder.write("specs/a.mpl", SPEC);
});
afterEach(() => folder.remove());

const run = (...argv: readonly string[]): Promise<Ran> => mplc(folder.path, argv);
const writeModule = (text: string): Promise<void> => folder.write("specs/mac-address.ts", text);

describe("a module that is not there", () => {
  test.each([[["test"]], [["check"]], [["check", "--proofs"]], [["build"]], [["decode", "-p", "p", "specs/a.mpl"]]])("%j", async (argv) => {
    const { exitCode, out, err } = await run(...argv);
    expect(exitCode).toBe(1);
    expect(out + err).toContain(
      "specs/a.mpl:1:24: error MPL0201: the module `./mac-address.js` of the codec `mac_address` cannot be found",
    );
    expect(out + err).toContain("looked for specs/mac-address.js; then for specs/mac-address.ts");
    expect(out + err).toContain("help: write that file");
    expect(await kindOf(join(folder.path, "generated"))).toBe("missing");
  });

  test("is found as soon as it is there, and missed as soon as it is gone", { timeout: 60_000 }, async () => {
    expect((await run("test")).exitCode).toBe(1);
    await writeModule(GOOD);
    expect(await run("test")).toMatchObject({ exitCode: 0, err: "" });
    expect((await run("build")).exitCode).toBe(0);
    await rm(join(folder.path, "specs/mac-address.ts"));
    expect((await run("test")).err).toContain("cannot be found");
    expect((await run("build")).err).toContain("cannot be found");
  });
});

test("a module may export all of another one under a name", async () => {
  await folder.write("specs/limits.ts", "export const SIZE = 6;\n");
  await folder.write("specs/parts.ts", 'export * as limits from "./limits.js";\n');
  await writeModule(`import { limits } from "./parts.js";\n${GOOD.replaceAll(/\b6\b/g, "limits.SIZE")}`);
  expect(await run("test")).toMatchObject({ exitCode: 0, err: "" });
});

test("the examples of the project run where they stand", async () => {
  const { exitCode, err } = await mplc(join(import.meta.dirname, "../../.."), ["test", "examples/custom-types/addresses.mpl"]);
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: "" });
});

describe("mistakes in a module", () => {
  const withLine = (line: string): string => `// the first line\n${line}\n${GOOD}`;
  test.each([
    ["a syntax error", withLine("const x = = 3;"), ":2: this module of a custom type is no valid code: Expression expected."],
    [
      "a throw",
      withLine('interface Gone { a: 1 } throw new Error("boo");'),
      ":2: the module of the codec mac_address (specs/a.mpl:1:24) cannot be loaded: boo",
    ],
    [
      "an import of no file",
      withLine('import { y } from "./nothere.js"; y();'),
      ':2: it imports "./nothere.js", and there is no such file',
    ],
    ["an import of no package", withLine('import { y } from "leftpad-of-nobody"; y();'), ":2: the module of the codec mac_address"],
    [
      "a missing export",
      GOOD.replace("export function print", "function print"),
      ": it exports no function print, which the codec mac_address (specs/a.mpl:1:24) needs",
    ],
  ])("%s", { timeout: 60_000 }, async (_, text, message) => {
    await writeModule(text);
    const { exitCode, err } = await run("test");
    expect(exitCode).toBe(2);
    expect(err).toContain(`mplc: specs/mac-address.ts${message}`);
    expect(err).not.toContain("bug in mplc");
    expect(err.split("\n").length).toBeLessThan(4);
  });

  test.each([
    ["code that is not valid", "const x = = 3;"],
    ["a throw", 'throw new Error("boo");'],
    ["an import of no file", 'import { y } from "./nothere.js"; y();'],
  ])("stop only what needs it: %s", async (_, line) => {
    await writeModule(withLine(line));
    await folder.write("specs/well.mpl", 'packet well {\n  b: byte;\n}\n\nexample well "seven" "07" { b: 7 };\n');
    await folder.write("specs/user.mpl", 'import "a.mpl";\npacket user {\n  p: packet p();\n}\nexample user "cut" "02" malformed;\n');
    const { exitCode, out, err } = await run("test");
    expect(exitCode).toBe(2);
    expect(err).toMatch(/^mplc: specs\/mac-address\.ts:2: .*\n(?: {2}help: .*\n)?$/);
    expect(out).toBe(
      'specs/a.mpl:7:1: not run p "one"\nspecs/user.mpl:5:1: not run user "cut"\n1 example of 1 packet: all passed; 2 examples not run\n',
    );
    const { problems, examples } = JSON.parse((await run("test", "--json")).out) as TestJson;
    expect(problems).toHaveLength(1);
    expect(examples.map(({ packet, ok }) => [packet, ok])).toEqual([
      ["p", false],
      ["user", false],
      ["well", true],
    ]);
    expect(examples[0]?.problems).toEqual([problems[0]?.message]);
    const decoded = await mplc(folder.path, ["decode", "-p", "well", "specs"], Uint8Array.of(7));
    expect(decoded).toMatchObject({ exitCode: 0, out: "well\n  b: 7\n", err: "" });
    await writeModule(GOOD);
    expect(await run("test")).toMatchObject({ exitCode: 0, err: "" });
  });

  test("in a file that several need are told of each of them, and of no other", async () => {
    await folder.write("specs/limits.ts", "export const = 6;\n");
    await writeModule(`import { SIZE } from "./limits.js";\n${GOOD.replaceAll(/\b6\b/g, "SIZE")}`);
    await folder.write("specs/other.ts", `import { SIZE } from "./limits.js";\n${GOOD.replaceAll(/\b6\b/g, "SIZE")}`);
    await folder.write(
      "specs/b.mpl",
      SPEC.replace("mac-address.js", "other.js").replaceAll(/\bp\b/g, "q").replaceAll("mac_address", "mac2"),
    );
    const { exitCode, err, out } = await run("test");
    expect(exitCode).toBe(2);
    expect(err).toBe("mplc: specs/limits.ts:1: this module of a custom type is no valid code: Variable declaration expected.\n");
    expect(out).toContain("2 examples not run\n");
  });

  test("stop only what needs it without a cache too", async () => {
    await writeModule(withLine("const x = = 3;"));
    await folder.write("specs/well.mpl", 'packet well {\n  b: byte;\n}\n\nexample well "seven" "07" { b: 7 };\n');
    await folder.write("file", "");
    process.env["MPLC_CACHE"] = join(folder.path, "file/cache");
    const { exitCode, out } = await run("test");
    expect(exitCode).toBe(2);
    expect(out).toContain("1 example of 1 packet: all passed; 1 example not run\n");
  });

  test("what only looks like an import is none", async () => {
    await writeModule(`// as in: import { x } from "./nothere.js";\n${GOOD.replace('"mplc/runtime"', "'mplc/runtime'")}`);
    expect(await run("test")).toMatchObject({ exitCode: 0, err: "" });
  });
});
