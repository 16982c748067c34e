/** Files that are not mplc's to change, and places where nothing can be written. */
import { chmod, lstat, readFile, stat, symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { mplc, temporaryFolder, type Ran, type TemporaryFolder } from "./support.js";

const ROUGH = "packet  p {\n  a:byte;\n}\n";
const FORMATTED = "packet p {\n  a: byte;\n}\n";

let folder: TemporaryFolder;

beforeEach(async () => {
  folder = await temporaryFolder();
  await folder.write("specs/p.mpl", ROUGH);
});
afterEach(() => folder.remove());

const at = (name: string): string => join(folder.path, name);
const run = (...argv: readonly string[]): Promise<Ran> => mplc(folder.path, argv);

describe("mplc fmt", () => {
  test("writes through a link, and keeps the mode", async () => {
    await chmod(at("specs/p.mpl"), 0o640);
    await symlink("specs/p.mpl", at("link.mpl"));
    expect((await run("fmt", "link.mpl")).exitCode).toBe(0);
    expect((await lstat(at("link.mpl"))).isSymbolicLink()).toBe(true);
    expect(await readFile(at("specs/p.mpl"), "utf8")).toBe(FORMATTED);
    expect((await stat(at("specs/p.mpl"))).mode & 0o777).toBe(0o640);
  });

  test("leaves a read-only file as it is, and goes on", async () => {
    await chmod(at("specs/p.mpl"), 0o444);
    await folder.write("specs/q.mpl", ROUGH.replace("p", "p"));
    const { exitCode, out, err } = await run("fmt");
    expect(exitCode).toBe(2);
    expect(err).toContain("specs/p.mpl: it is read-only\n  help: `chmod u+w`");
    expect(out).toBe("formatted specs/q.mpl\n2 specs, 1 formatted\n");
    expect(await readFile(at("specs/p.mpl"), "utf8")).toBe(ROUGH);
    expect((await stat(at("specs/p.mpl"))).mode & 0o777).toBe(0o444);
  });
});

describe("mplc build", () => {
  test.each([[[]], [["--check"]]])("does not overwrite what it has not written %j", async (options) => {
    await folder.write("generated/p.ts", "// mine\n");
    const { exitCode, err } = await run("build", ...options);
    expect(exitCode).toBe(2);
    expect(err).toContain("mplc: generated/p.ts is not written: ");
    expect(err).toContain("help: move it away");
    expect(await readFile(at("generated/p.ts"), "utf8")).toBe("// mine\n");
  });

  test("knows its own modules, whatever their specs are called", async () => {
    await folder.write("my specs/a b.mpl", FORMATTED);
    expect((await run("build", "my specs")).exitCode).toBe(0);
    await folder.write("my specs/a b.mpl", FORMATTED.replace("a:", "b:"));
    expect((await run("build", "my specs")).out).toContain("wrote generated/a b.ts");
  });

  test("is silent about a spec that is not ASCII and did not change", async () => {
    await folder.write("specs/p.mpl", `// caf\u00e9\n${FORMATTED}`);
    await run("build");
    expect((await run("build")).out).toBe("1 unchanged\n");
  });

  test("an output folder that is a file, or leads in a circle", async () => {
    await symlink("loop", at("loop"));
    const file = await run("build", "--out", "specs/p.mpl");
    expect(file.err).toBe(
      `mplc: cannot write to the folder ${at("specs/p.mpl")}: it is a file\n  help: name another folder, or move the file away\n`,
    );
    const loop = await run("build", "--out", "loop");
    expect([file.exitCode, loop.exitCode]).toEqual([2, 2]);
    expect(loop.err).toMatch(/^mplc: cannot \w+ \S+: its symbolic links lead in a circle\n {2}help: .*\n$/);
  });
});
