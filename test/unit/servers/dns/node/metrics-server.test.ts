import { once } from "node:events";
import type { Server } from "node:http";
import { connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import { serveMetrics } from "../../../../../servers/dns/node/metrics-server.js";

const PATIENCE = 300;
const LONG = `${"x".repeat(1 << 25)}\n`;
let server: Server | undefined;

afterEach(() => server?.close());

async function serve(): Promise<number> {
  server = await serveMetrics({ address: "127.0.0.1", port: 0 }, () => LONG, PATIENCE);
  const place = server.address();
  return typeof place === "object" && place !== null ? place.port : 0;
}

test("who does not read the response is cut off", async () => {
  const port = await serve();
  let opened = 0;
  server?.on("connection", () => opened++);
  const greedy = Array.from({ length: 4 }, () => connect(port, "127.0.0.1").on("error", () => undefined));
  for (const socket of greedy) socket.pause().write("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n");
  const open = (): Promise<number> => new Promise((resolve) => server?.getConnections((_error, count) => resolve(count)));
  await expect.poll(() => opened).toBe(4);
  await expect.poll(open, { timeout: 20 * PATIENCE }).toBe(0);
  for (const socket of greedy) socket.destroy();
});

test("who reads slowly gets all of it", async () => {
  const socket = connect(await serve(), "127.0.0.1");
  socket.write("GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  let length = 0;
  const from = performance.now();
  socket.on("data", (piece: Uint8Array) => {
    length += piece.length;
    // A quarter of it a patience: it goes on all the time, and takes longer than that.
    const ahead = (length / LONG.length) * 4 * PATIENCE - (performance.now() - from);
    if (ahead <= 20) return;
    socket.pause();
    setTimeout(() => socket.resume(), Math.min(ahead, PATIENCE / 4));
  });
  await once(socket, "close");
  expect(length).toBeGreaterThan(LONG.length);
});
