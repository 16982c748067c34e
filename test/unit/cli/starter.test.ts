/** What `mplc init` says to do next works: its spec builds, its test passes the type check and runs. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { starterTest } from "../../../src/cli/starter.js";
import { typeErrors } from "../../support/type-check.js";
import { mplc, temporaryFolder } from "./support.js";

const RUNTIME = join(import.meta.dirname, "../../../runtime");

const folder = await temporaryFolder();
afterAll(() => folder.remove());

await mplc(folder.path, ["init", "heart_beat"]);
await folder.write("mplc.config.json", JSON.stringify({ runtime: RUNTIME, importExtension: ".ts" }));
const built = await mplc(folder.path, ["build"]);

test("the first spec builds, and its examples hold", async () => {
  expect(built).toMatchObject({ exitCode: 0, err: "" });
  expect((await mplc(folder.path, ["test"])).out).toBe("3 examples of 1 packet: all passed\n");
  expect((await mplc(folder.path, ["fmt", "--check"])).exitCode).toBe(0);
});

test("the first test passes the type check", async () => {
  const module = await readFile(join(folder.path, "generated/heart_beat.ts"), "utf8");
  const own = (await readFile(join(folder.path, "test/heart_beat.test.ts"), "utf8")).replace(/"\.\.\/generated\/.*"/, '"./heart_beat.js"');
  const files = [
    { spec: "heart_beat.mpl", text: module },
    { spec: "heart_beat.test.mpl", text: own },
  ].map((file) => ({ ...file, text: file.text.replaceAll(RUNTIME, "mplc/runtime"), problems: [], renames: [] }));
  expect(typeErrors([files])).toEqual([]);
});

// The test itself, as if it stood here.
await folder.write(
  "here.test.ts",
  starterTest("heart_beat", "generated", ".ts")
    .replace('"../generated', '"./generated')
    .replace('"vitest"', JSON.stringify(import.meta.resolve("vitest"))),
);
describe("the first test", async () => {
  await import(join(folder.path, "here.test.ts"));
});
