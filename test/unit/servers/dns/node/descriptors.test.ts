/** Connections leave open files for others. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DEFAULT_LIMITS } from "../../../../../servers/dns/config/defaults.js";
import { descriptorLimit, withinDescriptors } from "../../../../../servers/dns/node/descriptors.js";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "deens-descriptors-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("the limit is what the system says", async () => {
  const place = join(folder, "limits");
  await writeFile(
    place,
    "Limit  Soft Limit  Hard Limit  Units\nMax processes  7  7  processes\nMax open files            1024                 4096     files\n",
  );
  expect(descriptorLimit(place)).toBe(1024);
  await writeFile(place, "Max open files            unlimited                 unlimited     files\n");
  expect(descriptorLimit(place)).toBe(Infinity);
  expect(descriptorLimit(join(folder, "nothing"))).toBe(Infinity);
});

test.each([
  [4096, 4000, 3840],
  [4256, 4000, 4000],
  [Infinity, 4000, 4000],
  [1024, 4000, 768],
  [1024, 100, 100],
  [64, 4000, 32],
])("of %i files, %i connections take %i", (most, wanted, expected) => {
  const told: string[] = [];
  const { tcpConnections } = withinDescriptors({ ...DEFAULT_LIMITS, tcpConnections: wanted }, (text) => told.push(text), most);
  expect(tcpConnections).toBe(expected);
  expect(told).toEqual(
    expected === wanted ? [] : [`only ${expected} connections instead of ${wanted}: the system allows this process ${most} open files`],
  );
});
