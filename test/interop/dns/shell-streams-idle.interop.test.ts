/** As many connections as a server may be given, all of them idle: what they cost, and that queries are answered beside them. */
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DnsType } from "../../../generated/dns/types.js";
import { descriptorLimit } from "../../../servers/dns/node/descriptors.js";
import { freePort } from "../../support/dns/port.js";
import { Shell } from "../../support/dns/shell.js";
import { askOverTcp } from "../../support/dns/tcp.js";

const CONNECTIONS = 10_000;
/** The system holds so many that were not taken yet. */
const AT_ONCE = 500;
/** Of the server's memory, in bytes: a socket and two timers of Node, and what is ours. */
const MOST_EACH = 16_000;
const IDLE_SECONDS = 30;
const QUERY = { name: "ns.example.com", type: DnsType.A, dnssecOk: false, payload: undefined };

/** Bytes of memory that a process has of its own. */
function memoryOf(pid: number): number {
  return 1024 * Number(/^Pss:\s+([0-9]+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? NaN);
}

async function openMany(port: number): Promise<Socket[]> {
  const sockets: Socket[] = [];
  while (sockets.length < CONNECTIONS) {
    const more = Array.from({ length: AT_ONCE }, () => connect(port, "127.0.0.1"));
    await Promise.all(more.map((socket) => once(socket, "connect")));
    sockets.push(...more);
  }
  return sockets;
}

test.skipIf(descriptorLimit() < CONNECTIONS + 1000)(`${CONNECTIONS} idle connections`, async () => {
  const folder = await mkdtemp(join(tmpdir(), "deens-idle-"));
  await writeFile(join(folder, "zone"), "$TTL 300\n@ SOA ns hostmaster 1 7200 900 1209600 300\n@ NS ns\nns A 192.0.2.53\n");
  const port = await freePort();
  const limits = `tcp-connections: ${2 * CONNECTIONS}, tcp-connections-per-client: ${2 * CONNECTIONS}, tcp-idle-seconds: ${IDLE_SECONDS}`;
  await writeFile(
    join(folder, "deens.yaml"),
    `listen: ["127.0.0.1:${port}"]\ncontrol: off\nworkers: 1\nlimits: {${limits}}\nzones: [{origin: example.com, file: zone}]\n`,
  );
  const shell = new Shell(["--config", "deens.yaml"], folder);
  try {
    await shell.ready();
    await askOverTcp(port, QUERY);
    const before = memoryOf(shell.pid);
    const sockets = await openMany(port);
    // Its answer comes after all of them were taken.
    expect((await askOverTcp(port, QUERY)).length).toBeGreaterThan(0);
    const each = (memoryOf(shell.pid) - before) / CONNECTIONS;
    const from = performance.now();
    for (let asked = 0; asked < 100; asked++) await askOverTcp(port, QUERY);
    const time = (performance.now() - from) / 100;
    console.log(`${each.toFixed(0)} bytes each; a query on a connection of its own takes ${time.toFixed(2)} ms`);
    expect(each).toBeLessThan(MOST_EACH);
    expect(sockets.every((socket) => !socket.closed)).toBe(true);
    await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.resume().once("close", resolve))));
    expect((await askOverTcp(port, QUERY)).length).toBeGreaterThan(0);
  } finally {
    await shell.kill();
    await rm(folder, { recursive: true, force: true });
  }
});
