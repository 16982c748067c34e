/** What `mplc build --watch` says and notices; chokidar's own part is left to chokidar. */
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { watchReturns } from "../../../src/cli/build/returns.js";
import { rebuild } from "../../../src/cli/build/watch.js";
import { requestOf } from "../../../src/cli/commands/build.js";
import type { Context } from "../../../src/cli/commands/context.js";
import { processTerminal } from "../../../src/cli/process-terminal.js";
import { temporaryFolder, type TemporaryFolder } from "./support.js";

const SPEC = "packet p {\n  a: byte;\n}\n";

let folder: TemporaryFolder;

beforeEach(async () => {
  folder = await temporaryFolder();
  await folder.write("specs/p.mpl", SPEC);
});
afterEach(() => folder.remove());

test("the last word is never an error that is mended", async () => {
  const said: string[] = [];
  const say = (text: string | Uint8Array): void => void said.push(String(text));
  const context: Context = { terminal: { ...processTerminal(), out: say, err: say }, workingFolder: folder.path, config: undefined };
  const request = await requestOf(context, [], {});
  const step = async (wasWell: boolean): Promise<{ isWell: boolean; text: string }> => {
    said.length = 0;
    const isWell = await rebuild(context, request, [], wasWell);
    return { isWell, text: said.join("") };
  };
  expect(await step(true)).toMatchObject({ isWell: true, text: expect.stringContaining("1 module written") as string });
  await folder.write("specs/p.mpl", `${SPEC}x`);
  expect(await step(true)).toMatchObject({ isWell: false, text: expect.stringContaining("1 spec with errors") as string });
  await folder.write("specs/p.mpl", SPEC);
  expect(await step(false)).toMatchObject({ isWell: true, text: expect.stringContaining("everything is up to date") as string });
  expect(await step(true)).toEqual({ isWell: true, text: "" });
});

test("a folder that comes back is noticed", async () => {
  const path = join(folder.path, "specs");
  const returned: string[] = [];
  const end = watchReturns([path], (again) => returned.push(again), 5);
  await rm(path, { recursive: true });
  await setTimeout(40);
  expect(returned).toEqual([]);
  await mkdir(path);
  await setTimeout(40);
  end();
  expect(returned).toEqual([path]);
});
