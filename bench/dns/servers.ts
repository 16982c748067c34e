/** The servers of the benchmark: each with one worker, pinned to one core, and what CPU time it takes. */
import { type ChildProcess, spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { BIND } from "../../test/support/dns/servers/bind.js";
import { KNOT } from "../../test/support/dns/servers/knot.js";
import { NSD } from "../../test/support/dns/servers/nsd.js";
import type { Launch } from "../../test/support/dns/servers/server.js";
import type { Scenario } from "./zones.js";

const MAIN = fileURLToPath(new URL("../../dist/servers/dns/main.js", import.meta.url));
/** Of Linux's clock for processes, a second (`getconf CLK_TCK`). */
const TICKS = 100;
const READY_WITHIN = 30_000;

export interface Contestant {
  readonly name: string;
  readonly prepare: (place: { folder: string; port: number; scenario: Scenario }) => Launch;
}

function peer(kind: typeof NSD): Contestant {
  return {
    name: kind.name,
    prepare: ({ folder, port, scenario }) => kind.prepare({ folder, port, zones: [{ origin: scenario.origin, file: scenario.zone }] }),
  };
}

/** Of ours, what may be changed: answers that are kept for repeating. */
function deens(name: string, memoBytes: string): Contestant {
  return {
    name,
    prepare({ folder, port, scenario }) {
      const config = [
        "listen:",
        `  - 127.0.0.1:${port}`,
        "workers: 1",
        "rate-limit: off",
        "limits:",
        `  memo-bytes: ${memoBytes}`,
        "zones:",
        `  - origin: ${scenario.origin}`,
        `    file: ${scenario.zone}`,
      ];
      return {
        command: process.execPath,
        args: [MAIN, "serve", "--config", `${folder}/deens.yaml`],
        files: { "deens.yaml": `${config.join("\n")}\n` },
      };
    },
  };
}

export const DEENS: Contestant = deens("deens", "32M");
export const DEENS_WITHOUT_MEMO: Contestant = deens("deens, no memo", "0");
export const PEERS: readonly Contestant[] = [peer(NSD), peer(KNOT), peer(BIND)];

/** A server that runs. */
export class RunningServer {
  readonly name: string;
  readonly port: number;
  readonly #child: ChildProcess;

  private constructor(name: string, port: number, child: ChildProcess) {
    this.name = name;
    this.port = port;
    this.#child = child;
  }

  static async start(contestant: Contestant, scenario: Scenario, parent: string, core: number): Promise<RunningServer> {
    const folder = join(parent, contestant.name.replaceAll(/[^a-z]+/g, "-"));
    mkdirSync(folder, { recursive: true });
    const port = await freePort();
    const { command, args, files } = contestant.prepare({ folder, port, scenario });
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
    const log = openSync(join(folder, "log"), "w");
    // A process group of its own: its processes' times are added up.
    const child = spawn("taskset", ["-c", String(core), command, ...args], { cwd: folder, detached: true, stdio: ["ignore", log, log] });
    const server = new RunningServer(contestant.name, port, child);
    await server.#ready(scenario.origin, join(folder, "log"));
    return server;
  }

  async #ready(origin: string, log: string): Promise<void> {
    const socket = createSocket("udp4");
    const query = soaQuery(origin);
    const deadline = Date.now() + READY_WITHIN;
    try {
      for (;;) {
        socket.send(query, this.port, "127.0.0.1");
        const answer = await Promise.race([once(socket, "message"), new Promise((resolve) => setTimeout(resolve, 50))]);
        if (Array.isArray(answer) && Buffer.isBuffer(answer[0]) && answer[0].readUInt16BE(6) > 0) return;
        if (this.#child.exitCode !== null || Date.now() > deadline)
          throw new Error(`${this.name} does not answer:\n${readFileSync(log, "utf8")}`);
      }
    } finally {
      socket.close();
    }
  }

  /** Seconds of CPU that its processes have taken, the kernel's for them included. */
  cpuSeconds(): number {
    let ticks = 0;
    for (const entry of readdirSync("/proc")) {
      const fields = /^[0-9]+$/.test(entry) ? statOf(entry) : undefined;
      // After the command's name in parentheses: state, parent, process group; utime and stime are the 12th and 13th.
      if (fields?.[2] === String(this.#child.pid)) ticks += Number(fields[11]) + Number(fields[12]);
    }
    return ticks / TICKS;
  }

  async stop(): Promise<void> {
    const { pid } = this.#child;
    if (pid === undefined || this.#child.exitCode !== null) return;
    const ended = once(this.#child, "exit");
    process.kill(-pid, "SIGTERM");
    const timer = setTimeout(() => process.kill(-pid, "SIGKILL"), 5000);
    await ended;
    clearTimeout(timer);
  }
}

function statOf(process: string): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${process}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}

function soaQuery(origin: string): Buffer {
  const labels = origin.split(".").flatMap((label) => [Buffer.of(label.length), Buffer.from(label)]);
  return Buffer.concat([Buffer.from([0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]), ...labels, Buffer.from([0, 0, 6, 0, 1])]);
}

async function freePort(): Promise<number> {
  const socket = createSocket("udp4");
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  const { port } = socket.address();
  socket.close();
  return port;
}
