/** A cache that cannot be written is no reason to fail. */
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { mplc, temporaryFolder, type TemporaryFolder } from "./support.js";

let folder: TemporaryFolder;

beforeEach(async () => {
  folder = await temporaryFolder();
  await folder.write("specs/tiny.mpl", 'packet tiny {\n  a: byte;\n}\nexample tiny "one" "07" { a: 7 };\n');
  // To the superuser, as in a container, every folder is writable; below a file, nobody can make one.
  await folder.write("file", "");
  process.env["MPLC_CACHE"] = join(folder.path, "file/cache");
});
afterEach(async () => {
  vi.restoreAllMocks();
  await folder.remove();
});

const isOurs = (name: string): boolean => /^mplc-\w{6}$/.test(name);

test.each([[["test"]], [["build"]], [["check", "--proofs", "--seconds", "0"]]])("%j", { timeout: 60_000 }, async (argv) => {
  const before = (await readdir(tmpdir())).filter(isOurs);
  const { exitCode, err } = await mplc(folder.path, argv);
  expect(exitCode).toBe(0);
  expect(err).toMatch(/^mplc: going on without a cache, since \S+file\/cache cannot be written \(.*\); MPLC_CACHE .*\n$/);
  expect((await readdir(tmpdir())).filter((name) => isOurs(name) && !before.includes(name))).toEqual([]);
});

test("decode", async () => {
  const warned = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const { exitCode, out } = await mplc(folder.path, ["decode", "-p", "tiny", "specs/tiny.mpl"], Uint8Array.of(7));
  expect({ exitCode, out }).toEqual({ exitCode: 0, out: "tiny\n  a: 7\n" });
  expect(warned).toHaveBeenCalledTimes(1);
});
