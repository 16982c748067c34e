/** What is left in the data directory of zones that took updates before. */
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FolderNames } from "../../../../../servers/dns/node/folder-names.js";
import { leftOver } from "../../../../../servers/dns/node/zone-file-fate.js";

const SOURCE = { origin: "example.com", file: "example.com.zone" };
let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "deens-left-over-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test("is told, unless it is empty", async () => {
  await writeFile(join(folder, "example.com.zone"), "");
  await writeFile(join(folder, "example.com.journal"), "changes");
  expect(leftOver(SOURCE, folder, new FolderNames(folder))).toEqual([
    expect.stringMatching(/example\.com\.journal: warning: the zone takes no updates any more/),
  ]);
});

test("a directory that can't be looked into keeps no zone from being served", async () => {
  const loop = join(folder, "loop");
  await symlink(loop, loop);
  expect(leftOver(SOURCE, loop, new FolderNames(loop))).toEqual([]);
});
