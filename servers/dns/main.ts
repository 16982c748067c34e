#!/usr/bin/env node
/** `deens`: the command line of the name server. */
import { availableParallelism } from "node:os";
import { Command, InvalidArgumentError } from "commander";
import { type ListenAddress, NameServer } from "./node/server.js";
import type { ZoneReport, ZoneSource } from "./node/zone-store.js";

const LIMITS = { tcpConnections: 1024, tcpConnectionsPerClient: 64, tcpIdleSeconds: 10, tcpTotalSeconds: 120, queriesInFlight: 32 };

function zoneOption(text: string, before: readonly ZoneSource[] = []): ZoneSource[] {
  const equals = text.indexOf("=");
  if (equals <= 0) throw new InvalidArgumentError("It has the form ORIGIN=FILE, as in example.com=example.com.zone.");
  return [...before, { origin: text.slice(0, equals), file: text.slice(equals + 1) }];
}

function listenOption(text: string, before: readonly ListenAddress[] = []): ListenAddress[] {
  const match = /^(?:\[([^\]]+)\]|([^:]+)):([0-9]{1,5})$/.exec(text);
  const address = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  if (address === undefined || port > 0xffff)
    throw new InvalidArgumentError("It has the form ADDRESS:PORT, as in 127.0.0.1:5300 or [::1]:5300.");
  return [...before, { address, port }];
}

function workersOption(text: string): number {
  const workers = Number(text);
  if (!Number.isInteger(workers) || workers < 1 || workers > 256) throw new InvalidArgumentError("It is a number from 1 to 256.");
  return workers;
}

interface ServeOptions {
  readonly zone?: ZoneSource[];
  readonly listen?: ListenAddress[];
  readonly workers?: number;
}

async function serve(options: ServeOptions): Promise<void> {
  const server = new NameServer({
    zones: options.zone ?? [],
    listen: options.listen ?? [{ address: "127.0.0.1", port: 5300 }],
    workers: options.workers ?? availableParallelism(),
    limits: LIMITS,
  });
  const reports = await server.load();
  tell(reports);
  if (reports.length > 0 && !reports.some(({ isServed }) => isServed)) return fail("no zone can be served");
  await server.listen();
  const places = server.addresses.map(({ address, port }) => `${address.includes(":") ? `[${address}]` : address}:${port}`);
  console.log(`deens is ready on ${places.join(", ")} with ${count(reports.filter(({ isServed }) => isServed).length, "zone")}`);
  process.on("SIGHUP", () => void server.load().then(tell));
  const stop = (): void => void server.close().then(() => process.exit(0));
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

function tell(reports: readonly ZoneReport[]): void {
  for (const { source, text, records, errors, warnings, isServed } of reports) {
    for (const line of text) console.error(line);
    if (errors + warnings === 0) continue;
    const served = isServed ? "" : ", so it is not served";
    console.error(`${source.file}: ${count(records, "record")}, ${count(errors, "error")}, ${count(warnings, "warning")}${served}`);
  }
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}

function fail(why: string): void {
  console.error(`deens: ${why}`);
  process.exitCode = 1;
}

const program = new Command("deens").description("An authoritative DNS server.");
program
  .command("serve", { isDefault: true })
  .description("answer queries from zone files")
  .option("--zone <ORIGIN=FILE>", "a zone and its file; again for more", zoneOption)
  .option("--listen <ADDRESS:PORT>", "where to answer; again for more (default: 127.0.0.1:5300)", listenOption)
  .option("--workers <N>", "threads for UDP (default: one a core)", workersOption)
  .action(serve);

await program.parseAsync();
