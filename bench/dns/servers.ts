/** The servers of the benchmark: each with one worker, pinned to one core, and what CPU time it takes. */
import { type ChildProcess, spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "../../test/support/dns/port.js";
import { BIND } from "../../test/support/dns/servers/bind.js";
import { KNOT } from "../../test/support/dns/servers/knot.js";
import { NSD } from "../../test/support/dns/servers/nsd.js";
import type { Launch } from "../../test/support/dns/servers/server.js";
import type { Scenario } from "./zones.js";

export const MAIN = fileURLToPath(new URL("../../dist/servers/dns/main.js", import.meta.url));
/** Of Linux's clock for processes, a second (`getconf CLK_TCK`). */
const TICKS = 100;
const READY_WITHIN = 60_000;
/** Milliseconds from one query for readiness to the next. */
const ASK_AGAIN = 5;

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

export interface DeensOptions {
  readonly workers?: number;
  /** Lines of the configuration, and of its zone. */
  readonly settings?: readonly string[];
  readonly zone?: readonly string[];
}

export function deens(name: string, { workers = 1, settings = [], zone = [] }: DeensOptions): Contestant {
  return {
    name,
    prepare({ folder, port, scenario }) {
      const listen = ["listen:", `  - 127.0.0.1:${port}`, `workers: ${workers}`, "rate-limit: off"];
      const config = [...listen, ...settings, "zones:", `  - origin: ${scenario.origin}`, `    file: ${scenario.zone}`, ...zone, ""];
      return {
        command: process.execPath,
        args: [MAIN, "serve", "--config", `${folder}/deens.yaml`],
        files: { "deens.yaml": config.join("\n") },
      };
    },
  };
}

export const DEENS: Contestant = deens("deens", {});
export const DEENS_WITHOUT_MEMO: Contestant = deens("deens, no memo", { settings: ["limits:", "  memo-bytes: 0"] });
export const NSD_ALONE: Contestant = peer(NSD);
export const PEERS: readonly Contestant[] = [NSD_ALONE, peer(KNOT), peer(BIND)];

/** A server that runs. */
export class RunningServer {
  readonly name: string;
  readonly port: number;
  /** The process group that all its processes are in. */
  readonly group: number;
  readonly #child: ChildProcess;

  private constructor(name: string, port: number, child: ChildProcess) {
    this.name = name;
    this.port = port;
    this.#child = child;
    this.group = child.pid ?? -1;
  }

  /**
   * Starts a server, and resolves when it answers.
   *
   * @param core that it is pinned to; undefined: none
   * @param started is told of its process group before it answers
   */
  static async start(
    contestant: Contestant,
    scenario: Scenario,
    parent: string,
    core?: number,
    started?: (group: number) => void,
  ): Promise<RunningServer> {
    const folder = join(parent, contestant.name.replaceAll(/[^a-z0-9]+/g, "-"));
    mkdirSync(folder, { recursive: true });
    const port = await freePort();
    const { command, args, files } = contestant.prepare({ folder, port, scenario });
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
    const log = openSync(join(folder, "log"), "w");
    const pinned = core === undefined ? [] : ["taskset", "-c", String(core)];
    const [program = command, ...rest] = [...pinned, command, ...args];
    // A process group of its own: its processes' times are added up.
    const child = spawn(program, rest, { cwd: folder, detached: true, stdio: ["ignore", log, log] });
    const server = new RunningServer(contestant.name, port, child);
    started?.(server.group);
    await server.#until(scenario.origin, 6, (answer) => answer.readUInt16BE(6) > 0, join(folder, "log"));
    return server;
  }

  /** Resolves when a zone's serial is at least this. */
  async untilSerial(origin: string, serial: number): Promise<void> {
    // The last five numbers of an SOA alone in an answer without EDNS.
    await this.#until(origin, 6, (answer) => answer.readUInt16BE(6) > 0 && serialIn(answer) >= serial);
  }

  /** Resolves when there is an address. */
  async untilAnswered(name: string): Promise<void> {
    await this.#until(name, 1, (answer) => answer.readUInt16BE(6) > 0);
  }

  async #until(name: string, type: number, isGood: (answer: Buffer) => boolean, log?: string): Promise<void> {
    const socket = createSocket("udp4");
    const query = queryFor(name, type);
    const deadline = Date.now() + READY_WITHIN;
    let isDone = false;
    const good = new Promise<void>((resolve) => {
      socket.on("message", (answer) => {
        if (isGood(answer)) {
          isDone = true;
          resolve();
        }
      });
      socket.on("error", () => undefined);
    });
    try {
      while (!isDone) {
        socket.send(query, this.port, "127.0.0.1");
        await Promise.race([good, new Promise((resolve) => setTimeout(resolve, ASK_AGAIN))]);
        if (this.#child.exitCode !== null || Date.now() > deadline)
          throw new Error(`${this.name} does not answer ${log === undefined ? "" : readFileSync(log, "utf8")}`);
      }
    } finally {
      socket.close();
    }
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
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

function queryFor(name: string, type: number): Buffer {
  const labels = name.split(".").flatMap((label) => [Buffer.of(label.length), Buffer.from(label)]);
  return Buffer.concat([Buffer.from([0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]), ...labels, Buffer.from([0, 0, type, 0, 1])]);
}

/** The SERIAL of the one record of an answer, which may have records behind it in other sections. */
function serialIn(answer: Buffer): number {
  let at = 12;
  while (answer[at] !== 0) at += 1 + (answer[at] ?? 0);
  // The question's type and class; then the record: a pointer, ten bytes, and its data's end.
  const record = at + 5 + 2;
  return answer.readUInt32BE(record + 10 + answer.readUInt16BE(record + 8) - 20);
}
