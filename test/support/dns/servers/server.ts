/** A name server as a child process on a free port of 127.0.0.1, with files in a folder of its own. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DnsRcode, DnsType } from "../../../../generated/dns/types.js";
import { type Peer } from "../../../interop/peers.js";
import { DnsClient } from "../client.js";
import { decodeMessage } from "../message.js";
import { freePort } from "../port.js";

export interface ServedZone {
  readonly origin: string;
  readonly text: string;
}

/** A zone and where its file is, in the server's folder. */
export interface ZoneFile {
  readonly origin: string;
  readonly file: string;
}

/** How one kind of server is started. */
export interface ServerKind {
  readonly name: string;
  readonly peer: Peer;
  /** Its configuration files and command line. */
  prepare(place: { readonly folder: string; readonly port: number; readonly zones: readonly ZoneFile[] }): Launch;
}

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  /** By name, in its folder. */
  readonly files: Readonly<Record<string, string>>;
}

export interface DnsServer {
  readonly name: string;
  readonly client: DnsClient;
  stop(): Promise<void>;
}

const READY_WITHIN = 60_000;
const ASK_AGAIN_AFTER = 100;
const END_WITHIN = 10_000;

/** Resolves when the server answers for every zone. */
export async function startServer(kind: ServerKind, parent: string, zones: readonly ServedZone[]): Promise<DnsServer> {
  const folder = join(parent, kind.name);
  const files = await writeZones(folder, zones);
  const port = await freePort();
  const launch = kind.prepare({ folder, port, zones: files });
  for (const [name, text] of Object.entries(launch.files)) await writeFile(join(folder, name), text);
  const log = join(folder, "log");
  const child = launchChild(launch, folder, log);
  const client = new DnsClient(port);
  const server = { name: kind.name, client, stop: () => stopServer(child, client) };
  try {
    await client.connect();
    await waitUntilReady(client, child, zones);
    return server;
  } catch (error) {
    await server.stop();
    throw new Error(`${kind.name} did not start: ${String(error)}\n${await lastLines(log)}`, { cause: error });
  }
}

async function lastLines(log: string): Promise<string> {
  return (await readFile(log, "utf8")).split("\n").slice(-20).join("\n");
}

async function writeZones(folder: string, zones: readonly ServedZone[]): Promise<ZoneFile[]> {
  await mkdir(folder, { recursive: true });
  const files = zones.map(({ origin }, index) => ({ origin, file: join(folder, `${index}.zone`) }));
  await Promise.all(files.map(({ file }, index) => writeFile(file, zones[index]?.text ?? "")));
  return files;
}

function launchChild({ command, args }: Launch, folder: string, log: string): ChildProcess {
  const output = openSync(log, "w");
  const child = spawn(command, args, { cwd: folder, stdio: ["ignore", output, output] });
  child.on("error", () => undefined);
  closeSync(output);
  return child;
}

async function waitUntilReady(client: DnsClient, child: ChildProcess, zones: readonly ServedZone[]): Promise<void> {
  const deadline = Date.now() + READY_WITHIN;
  for (const { origin } of zones) {
    while (!(await answersFor(client, origin))) {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) throw new Error("it ended");
      if (Date.now() > deadline) throw new Error(`no answer for ${origin}`);
    }
  }
}

async function answersFor(client: DnsClient, origin: string): Promise<boolean> {
  const query = { name: origin, type: DnsType.SOA, dnssecOk: false, payload: undefined };
  const bytes = await client.askOnce(query, ASK_AGAIN_AFTER);
  const message = bytes === undefined ? undefined : decodeMessage(bytes);
  if (message?.rcode === DnsRcode.NoError && message.aa === 1) return true;
  // It answers, but has not loaded the zone yet.
  if (message !== undefined) await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_AFTER / 5));
  return false;
}

async function stopServer(child: ChildProcess, client: DnsClient): Promise<void> {
  client.close();
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), END_WITHIN);
  await ended;
  clearTimeout(timer);
}
