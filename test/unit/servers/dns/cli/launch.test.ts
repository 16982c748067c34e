/** Programs that are started with code that V8 made before, and what is said while many zones are read. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { codeCacheOf, launch } from "../../../../../servers/dns/cli/launch.js";
import { withProgress } from "../../../../../servers/dns/cli/progress.js";
import { ProgressLine } from "../../../../../servers/dns/cli/terminal.js";
import type { ZoneStatus } from "../../../../../servers/dns/node.js";

const PROGRAM = `
const { basename } = require("node:path");
function told(text) { globalThis.launched = [basename(__filename), __dirname, text]; }
told("once");
// the end, without a line's end`;

let folder = "";
let file = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "deens-launch-"));
  file = join(folder, "program.cjs");
  await writeFile(file, PROGRAM);
  Reflect.deleteProperty(globalThis, "launched");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function launched(): unknown {
  return Reflect.get(globalThis, "launched");
}

describe("a program in one file", () => {
  test("runs without kept code, and knows where it is", () => {
    expect(launch(file).cachedDataRejected).toBeUndefined();
    expect(launched()).toEqual(["program.cjs", folder, "once"]);
  });

  test("takes kept code of its own", async () => {
    await writeFile(codeCacheOf(file), launch(file).createCachedData());
    Reflect.deleteProperty(globalThis, "launched");
    expect(launch(file).cachedDataRejected).toBe(false);
    expect(launched()).toEqual(["program.cjs", folder, "once"]);
  });

  test("leaves what is kept of another program, or of no program", async () => {
    await writeFile(codeCacheOf(file), launch(file).createCachedData());
    await writeFile(file, PROGRAM.replace("once", "twice"));
    expect(launch(file).cachedDataRejected).toBe(true);
    expect(launched()).toEqual(["program.cjs", folder, "twice"]);
    // Each is another program: V8 knows those that it has compiled.
    for (const text of ["", "nothing that V8 made"]) {
      await writeFile(file, PROGRAM.replace("once", `with ${text.length}`));
      await writeFile(codeCacheOf(file), text);
      expect(launch(file).cachedDataRejected).not.toBe(false);
      expect(launched()).toEqual(["program.cjs", folder, `with ${text.length}`]);
    }
  });
});

describe("reading many zones", () => {
  const zones = [{ isServed: true }, { isServed: false }] as readonly Partial<ZoneStatus>[] as ZoneStatus[];
  const server = { zoneStatus: () => zones };

  test("says how many are there, again and again, until it is done", async () => {
    const said: string[] = [];
    let done: () => void = () => undefined;
    const reading = new Promise<string>((resolve) => (done = () => resolve("read")));
    const err = (line: string): void => {
      said.push(line);
      if (said.length === 2) done();
    };
    expect(await withProgress(server, () => reading, { err }, 1)).toBe("read");
    expect(said).toEqual(Array(2).fill("deens: 1 of 2 zones are read after 0 s"));
  });

  test("tells people at a terminal in one line, and what comes next stands there", async () => {
    const written: string[] = [];
    const line = new ProgressLine({ write: (text: string) => written.push(text) > 0 });
    let done: () => void = () => undefined;
    const reading = new Promise<void>((resolve) => (done = resolve));
    const progress = (text: string): void => {
      line.show(text);
      done();
    };
    await withProgress(server, () => reading, { err: () => expect.unreachable(), progress }, 1);
    line.end();
    line.end();
    expect(written[0]).toBe("\rdeens: 1 of 2 zones are read after 0 s\u001b[K");
    expect(written.slice(1).filter((text) => text === "\r\u001b[K")).toHaveLength(1);
  });

  test("says nothing where it takes no time, and stops where it fails", async () => {
    const said: string[] = [];
    const fails = withProgress(server, () => Promise.reject(new Error("no")), { err: (line) => said.push(line) });
    await expect(fails).rejects.toThrow("no");
    expect(said).toEqual([]);
  });
});
