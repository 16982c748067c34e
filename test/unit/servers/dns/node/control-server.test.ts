import { once } from "node:events";
import { mkdtemp, rm, stat } from "node:fs/promises";
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

test("whatever is said, it is a request or none", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (line) => {
      const request = parseRequest(line);
      if (request !== undefined) expect(typeof request.command).toBe("string");
      parseResponse(line);
    }),
  );
});
