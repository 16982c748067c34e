/** Zone files that are no files, or not at rest: nothing waits for them, and it is told why they are not read. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FRESH } from "../../../../../servers/dns/image/memory.js";
import { messageOf } from "../../../../../servers/dns/node/message-of.js";
import { readWholeFile, readWholeFileSync } from "../../../../../servers/dns/node/whole-file.js";
import { readZoneFile } from "../../../../../servers/dns/node/zone-file-read.js";
import { wireOf } from "../../../../support/dns-zone.js";

const ZONE = "@ 60 SOA ns admin 1 2 3 4 5\n@ 60 NS ns\nns 60 A 192.0.2.1\n";

let folder = "";
const inFolder = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "deens-"));
  execFileSync("mkfifo", [inFolder("pipe")]);
  await mkdir(inFolder("folder"));
  await symlink("loop-b", inFolder("loop-a"));
  await symlink("loop-a", inFolder("loop-b"));
  await writeFile(inFolder("zone"), ZONE);
  await symlink("zone", inFolder("link"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const NOT_FILES = [
  ["pipe", "this is a named pipe, not a file"],
  ["folder", "this is a directory, not a file"],
  ["/dev/zero", "this is a device, not a file"],
  ["loop-a", "too many symbolic links encountered"],
  ["nothing", "no such file or directory"],
] as const;

function pathOf(name: string): string {
  return name.startsWith("/") ? name : inFolder(name);
}

describe("what is no file", () => {
  test.each(NOT_FILES)("%s as a zone's file", async (name, reason) => {
    const problem = await readWholeFile(pathOf(name)).then(() => "it was read", messageOf);
    expect(problem).toContain(reason);
    expect(() => readWholeFileSync(pathOf(name))).toThrow(reason);
    await expect(readZoneFile(pathOf(name), wireOf("example"), FRESH, 0)).rejects.toThrow(reason);
  });

  test.each(NOT_FILES)("%s included by one", async (name, reason) => {
    await writeFile(inFolder("main"), `${ZONE}$INCLUDE ${name}\n`);
    const { image, errors, lines } = await readZoneFile(inFolder("main"), wireOf("example"), FRESH, 0);
    expect([image, errors]).toEqual([undefined, 1]);
    expect(lines[0]).toContain(`main:4:10: error: cannot include "${name}": `);
    expect(lines[0]).toContain(reason);
  });

  test("a link to a file is one", async () => {
    expect(Buffer.from(await readWholeFile(inFolder("link"))).toString()).toBe(ZONE);
    expect(Buffer.from(readWholeFileSync(inFolder("link"))).toString()).toBe(ZONE);
  });
});

describe("a file that somebody writes", () => {
  test.each([
    ["appends to it", 'while :; do echo "; a line"; echo >&2; done >>"$1"'],
    ["writes over it", 'while :; do printf x 1<>"$1"; echo >&2; done'],
  ])("is not taken for a whole one: somebody %s", async (_what, script) => {
    // Reading so much takes longer than writing a line.
    await writeFile(inFolder("growing"), Buffer.alloc(8 << 20, ZONE));
    const writer = spawn("sh", ["-c", script, "sh", inFolder("growing")], { stdio: ["ignore", "ignore", "pipe"] });
    try {
      await once(writer.stderr, "data");
      writer.stderr.resume();
      const outcomes = new Set<string>();
      for (let round = 0; round < 100 && outcomes.size === 0; round++) {
        const problem = await readWholeFile(inFolder("growing")).then(() => undefined, messageOf);
        if (problem !== undefined) outcomes.add(problem);
      }
      expect([...outcomes]).toEqual(["it was changed while it was read"]);
      expect(() => {
        for (let round = 0; round < 100; round++) readWholeFileSync(inFolder("growing"));
      }).toThrow("it was changed while it was read");
    } finally {
      const ended = once(writer, "exit");
      writer.kill();
      await ended;
    }
    expect((await readWholeFile(inFolder("growing"))).length).toBeGreaterThanOrEqual(8 << 20);
  });
});
