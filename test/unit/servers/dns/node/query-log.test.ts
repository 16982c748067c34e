/** Where the query log goes: files, and pipes that somebody reads, or does not. */
import { execFileSync } from "node:child_process";
import { constants } from "node:fs";
import { type FileHandle, mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { QueryLog } from "../../../../../servers/dns/node/query-log.js";
import { type QueryEntry, QueryRing } from "../../../../../servers/dns/node/query-ring.js";

const ENTRY: QueryEntry = {
  ...{ time: 0, transport: 0, type: 1, class: 1, flags: 0, rcode: 0, size: 64, port: 5353 },
  ...{ client: Uint8Array.of(192, 0, 2, 1), clientAt: 0, clientSize: 4, name: Uint8Array.of(1, 97, 0), nameLength: 3 },
};
const LINE = "1970-01-01T00:00:00.000Z 192.0.2.1:5353 udp a. IN A - NOERROR 64\n";

let folder = "";
let target = "";
let reader: FileHandle | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "deens-log-"));
  target = join(folder, "log");
});

afterEach(async () => {
  await reader?.close();
  reader = undefined;
  await rm(folder, { recursive: true, force: true });
});

function fail(error: Error): void {
  throw error;
}

test("a file is appended to, or made", async () => {
  const ring = new QueryRing(QueryRing.allocate());
  for (const before of ["", "before\n"]) {
    if (before !== "") await writeFile(target, before);
    const log = await QueryLog.open(target, [ring], fail);
    ring.push(ENTRY);
    log.close();
    await expect.poll(() => readFile(target, "utf8")).toBe(before + LINE);
  }
});

test("a pipe that nobody reads is refused, instead of waiting for somebody", async () => {
  execFileSync("mkfifo", [target]);
  await expect(QueryLog.open(target, [], fail)).rejects.toThrow("nobody reads this pipe");
});

test("a pipe whose reader stops fills up, then queries are left out; they are written again when it goes on", async () => {
  execFileSync("mkfifo", [target]);
  reader = await open(target, constants.O_RDONLY | constants.O_NONBLOCK);
  const ring = new QueryRing(QueryRing.allocate());
  const log = await QueryLog.open(target, [ring], fail);
  let pushed = 0;
  let refused = 0;
  while (refused < 10_000) {
    if (ring.push(ENTRY)) pushed++;
    else refused++;
    if ((pushed + refused) % 1000 === 0) log.flush();
  }
  const read = Buffer.alloc(1 << 20);
  let got = 0;
  const readSome = async (): Promise<number> => {
    got += (await reader?.read(read).catch(() => undefined))?.bytesRead ?? 0;
    log.flush();
    return got;
  };
  await expect.poll(readSome, { interval: 1 }).toBe(pushed * LINE.length);
  log.close();
});

test("a pipe that is not read any more does not hold up the end", async () => {
  execFileSync("mkfifo", [target]);
  reader = await open(target, constants.O_RDONLY | constants.O_NONBLOCK);
  const ring = new QueryRing(QueryRing.allocate());
  const problems: string[] = [];
  const log = await QueryLog.open(target, [ring], ({ message }) => problems.push(message));
  await reader.close();
  reader = undefined;
  ring.push(ENTRY);
  log.flush();
  await expect.poll(() => problems).toEqual(["EPIPE: broken pipe, write"]);
  log.close();
});
