import { once } from "node:events";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { connect, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parseRequest, parseResponse } from "../../../../../servers/dns/node/control-protocol.js";
import { serveControl } from "../../../../../servers/dns/node/control-server.js";

let folder = "";
let server: Server | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "deens-control-"));
});

afterEach(async () => {
  server?.close();
  await rm(folder, { recursive: true, force: true });
});

async function say(path: string, text: string, lines: number): Promise<string[]> {
  const socket = connect(path);
  socket.setEncoding("utf8").write(text);
  let said = "";
  while (said.split("\n").length <= lines) said += String((await once(socket, "data"))[0]);
  socket.destroy();
  return said.trimEnd().split("\n");
}

test("requests are answered in order; only the owner may connect", async () => {
  const path = join(folder, "control.sock");
  server = await serveControl(path, ({ command, arguments: [argument] }) =>
    command === "fail" ? Promise.reject(new Error("it can't be")) : Promise.resolve({ command, argument }),
  );
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const said = await say(path, '{"command":"one","arguments":["a"]}\n{"command":"fail"}\nnothing\n{"command":"two"}\n', 4);
  expect(said.map(parseResponse)).toEqual([
    { ok: true, result: { command: "one", argument: "a" } },
    { ok: false, error: "it can't be" },
    { ok: false, error: 'a request is a line like {"command":"status"}' },
    { ok: true, result: { command: "two" } },
  ]);
});

test("a second server does not take the socket of one that runs", async () => {
  const path = join(folder, "control.sock");
  server = await serveControl(path, () => Promise.resolve(1));
  await expect(serveControl(path, () => Promise.resolve(2))).rejects.toThrow("another program has it");
  expect((await say(path, '{"command":"x"}\n', 1)).map(parseResponse)).toEqual([{ ok: true, result: 1 }]);
});

test("who sends no more is answered, also where the last line has no end", async () => {
  const path = join(folder, "control.sock");
  server = await serveControl(path, ({ command }) => new Promise((resolve) => setImmediate(resolve, command)));
  const socket = connect({ path, allowHalfOpen: true });
  socket.setEncoding("utf8").end('{"command":"one"}\n{"command":"two"}');
  let said = "";
  for await (const piece of socket) said += String(piece);
  expect(said.trimEnd().split("\n").map(parseResponse)).toEqual([
    { ok: true, result: "one" },
    { ok: true, result: "two" },
  ]);
});

test("one request at a time: no more is read while one is carried out, or while nobody reads the responses", async () => {
  const path = join(folder, "control.sock");
  const waiting: (() => void)[] = [];
  let count = 0;
  server = await serveControl(path, async ({ command }) => {
    count++;
    if (command === "wait") await new Promise<void>((resolve) => waiting.push(resolve));
    return "x".repeat(100_000);
  });
  const socket = connect(path).pause();
  socket.write('{"command":"wait"}\n');
  await expect.poll(() => waiting.length).toBe(1);
  socket.write('{"command":"go"}\n'.repeat(500_000));
  const isRead = async (): Promise<boolean> => {
    for (let turn = 0; turn < 1000; turn++) await new Promise((resolve) => setImmediate(resolve));
    return socket.writableLength < 5_000_000;
  };
  expect([await isRead(), count]).toEqual([false, 1]);
  waiting[0]?.();
  // The system holds a few responses of 100 KB, and no more are made.
  expect(await isRead()).toBe(false);
  expect(count).toBeLessThan(20);
  socket.destroy();
});

test("who says nothing, or half a line, is cut off; who waits for us is not", async () => {
  const path = join(folder, "control.sock");
  const idle = 100;
  const slow = (): Promise<string> => new Promise((resolve) => setTimeout(resolve, 5 * idle, "done"));
  server = await serveControl(path, slow, idle);
  const silent = connect(path).resume();
  const half = connect(path).resume();
  half.write('{"command"');
  const patient = say(path, '{"command":"x"}\n', 1);
  await Promise.all([once(silent, "close"), once(half, "close")]);
  expect((await patient).map(parseResponse)).toEqual([{ ok: true, result: "done" }]);
});

test("a file that is no socket stays as it is", async () => {
  const path = join(folder, "file");
  await writeFile(path, "mine");
  await expect(serveControl(path, () => Promise.resolve(1))).rejects.toThrow(path);
  expect(await readFile(path, "utf8")).toBe("mine");
});

test("whatever is said, it is a request or none", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (line) => {
      const request = parseRequest(line);
      if (request !== undefined) expect(typeof request.command).toBe("string");
      parseResponse(line);
    }),
  );
});
