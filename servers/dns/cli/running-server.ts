/** A server that runs, with what watches and steers it: the control socket, metrics, reloads, its end. */
import type { Server as HttpServer } from "node:http";
import type { Server as ControlSocket } from "node:net";
import type { Config } from "../config/types.js";
import type { ControlRequest } from "../node/control-protocol.js";
import { formatPlace } from "../node/listen-error.js";
import type { MetricsSnapshot } from "../node/metrics.js";
import type { NameServer } from "../node/server.js";
import { canonicalOrigin } from "../node/zone-file-name.js";
import type { ZoneStatus } from "../node/zone-status.js";
import type { ZoneReport } from "../node/zone-store.js";
import { Failure } from "./exit.js";
import { settingName } from "./setting-name.js";
import { servedOf, tellFailure, type Terminal } from "./terminal.js";
import { packageVersion } from "./version.js";

export interface RunningOptions {
  readonly server: NameServer;
  /** Reads the configuration again. */
  readonly readConfig: () => Promise<Config>;
  readonly terminal: Terminal;
  readonly tellReports: (reports: readonly ZoneReport[]) => void;
}

/** What `deens control status` tells. */
export interface Status {
  readonly version: string;
  readonly pid: number;
  /** Seconds. */
  readonly uptime: number;
  readonly listen: readonly string[];
  readonly workers: number;
  /** Whether UDP is answered many datagrams at a time. */
  readonly batched: boolean;
  readonly zones: number;
  readonly served: number;
  readonly connections: number;
  readonly queries: number;
  readonly queryLog: boolean;
  /** Bytes. */
  readonly residentMemory: number;
  /** Zones that are not as they should be, and why. */
  readonly problems: readonly string[];
}

/** What `deens control reload` tells of each zone. */
export interface ReloadedZone {
  readonly origin: string;
  readonly isServed: boolean;
  readonly records: number;
  readonly errors: number;
  readonly warnings: number;
  readonly problems: readonly string[];
}

/** Settings that a reload takes over; a change of others takes a new start. */
const RELOADED: ReadonlySet<string> = new Set(["zones", "tls", "cookies", "keys", "queryLog"]);

/** Problems of zones that `deens control status` tells; `deens control zones` has all. */
const MOST_PROBLEMS = 20;

export class RunningServer {
  readonly #options: RunningOptions;
  readonly #startTime = Date.now() / 1000 - process.uptime();
  #control: ControlSocket | undefined;
  #metrics: HttpServer | undefined;
  /** One reload after the other. */
  #reloads: Promise<unknown> = Promise.resolve();
  /** A reload of everything that has not begun: it is of use for all who ask meanwhile. */
  #waiting: Promise<readonly ZoneReport[]> | undefined;
  #stopping: Promise<void> | undefined;

  constructor(options: RunningOptions) {
    this.#options = options;
  }

  /** Opens what watches and steers it. Throws a ListenError or a Failure. */
  async open(): Promise<void> {
    const { control, metrics } = this.#options.server.config;
    if (control !== undefined) {
      const { openControl } = await import("./control-socket.js");
      this.#control = await openControl(control, (request) => this.#handle(request));
    }
    if (metrics !== undefined) {
      const [{ serveMetrics }, { renderMetrics }] = await Promise.all([import("../node/metrics-server.js"), import("../node/metrics.js")]);
      this.#metrics = await serveMetrics(metrics, () => renderMetrics(this.#snapshot()));
    }
  }

  /** Reads the configuration and all zones again, or one zone. Where the configuration has mistakes, all stays as it is. */
  reload(origin?: string): Promise<readonly ZoneReport[]> {
    if (origin !== undefined) return this.#inTurn(() => this.#options.server.load(origin));
    this.#waiting ??= this.#inTurn(() => {
      this.#waiting = undefined;
      return this.#reloadAll();
    });
    return this.#waiting;
  }

  #inTurn(load: () => Promise<readonly ZoneReport[]>): Promise<readonly ZoneReport[]> {
    const next = this.#reloads.then(load).then((reports) => {
      this.#options.tellReports(reports);
      return reports;
    });
    this.#reloads = next.catch(() => undefined);
    return next;
  }

  async #reloadAll(): Promise<readonly ZoneReport[]> {
    const { server, readConfig, terminal } = this.#options;
    const config = await readConfig();
    for (const name of changedSettings(server.config, config)) {
      terminal.err(`deens: \`${settingName(name)}\` has changed, which takes a new start`);
    }
    const { reports, problems } = await server.reload(config);
    for (const problem of problems) terminal.err(`deens: ${problem}`);
    terminal.err(`deens: read again: ${servedOf(server.zoneStatus())}`);
    return reports;
  }

  async #handle({ command, arguments: [argument] }: ControlRequest): Promise<unknown> {
    const { server } = this.#options;
    switch (command) {
      case "status":
        return argument === undefined ? this.#status() : this.#zone(argument);
      case "zones":
        return server.zoneStatus();
      case "refresh":
        return server.refresh(argument, false);
      case "retransfer":
        if (argument === undefined) throw new Error("`retransfer` takes the zone that is to be fetched whole");
        return server.refresh(argument, true);
      case "notify":
        return server.notify(argument);
      case "reload":
        return this.#reloadFor(argument);
      case "query-log":
        if (argument !== "on" && argument !== "off") throw new Error("`query-log` takes `on` or `off`");
        await server.setQueryLog(argument === "on");
        return { queryLog: server.isLogging };
      case "metrics": {
        const { renderMetrics } = await import("../node/metrics.js");
        return renderMetrics(this.#snapshot());
      }
      case "stop":
        // The response comes first.
        setImmediate(() => void this.stop("`deens control stop`"));
        return { stopping: true };
      default:
        throw new Error(`there is no command \`${command}\``);
    }
  }

  async #reloadFor(origin: string | undefined): Promise<ReloadedZone[]> {
    const reports = await this.reload(origin).catch((error: unknown) => this.#failReload(error));
    if (origin !== undefined && reports.length === 0) throw new Error(`there is no zone \`${origin}\``);
    return reports.map(({ source, isServed, records, errors, warnings, text }) => {
      return { origin: source.origin, isServed, records, errors, warnings, problems: text };
    });
  }

  /** Who asked is told as much as the log. */
  #failReload(error: unknown): never {
    if (!(error instanceof Failure)) throw error;
    tellFailure(error, this.#options.terminal);
    throw new Error([error.message, ...error.problems].join("\n"), { cause: error });
  }

  #zone(origin: string): ZoneStatus {
    const wanted = canonicalOrigin(origin);
    const zone = this.#options.server.zoneStatus().find((each) => canonicalOrigin(each.origin) === wanted);
    if (zone === undefined) throw new Error(`there is no zone \`${origin}\``);
    return zone;
  }

  #status(): Status {
    const { server } = this.#options;
    const { byTransport, connections } = server.counts();
    const zones = server.zoneStatus();
    return {
      version: packageVersion(),
      pid: process.pid,
      uptime: Math.round(process.uptime()),
      listen: server.addresses.map((place) => `${formatPlace(place)} (${place.transports.join(", ")})`),
      workers: server.workers,
      batched: server.isBatched,
      zones: zones.length,
      served: zones.filter(({ isServed }) => isServed).length,
      connections,
      queries: byTransport.udp.queries + byTransport.tcp.queries + byTransport.tls.queries,
      queryLog: server.isLogging,
      residentMemory: process.memoryUsage.rss(),
      problems: zones.flatMap(({ origin, problem }) => (problem === undefined ? [] : [`${origin}: ${problem}`])).slice(0, MOST_PROBLEMS),
    };
  }

  #snapshot(): MetricsSnapshot {
    const { server } = this.#options;
    const { user, system } = process.cpuUsage();
    return {
      version: packageVersion(),
      counts: server.counts(),
      zones: server.zoneStatus(),
      transfers: server.transferCounts,
      now: Date.now() / 1000,
      workers: server.workers,
      residentMemory: process.memoryUsage.rss(),
      cpuSeconds: (user + system) / 1e6,
      startTime: this.#startTime,
    };
  }

  /** Ends the server, and with it the process. @param why for the log: a signal, a command */
  async stop(why: string): Promise<void> {
    this.#options.terminal.err(`deens: it ends: ${why}`);
    await this.close();
    process.exit(0);
  }

  close(): Promise<void> {
    this.#stopping ??= this.#close();
    return this.#stopping;
  }

  async #close(): Promise<void> {
    // Node removes the socket's file.
    this.#control?.close();
    this.#metrics?.close();
    await this.#options.server.close();
  }
}

function changedSettings(before: Config, after: Config): string[] {
  const names = Object.keys(after) as (keyof Config)[];
  return names.filter((name) => !RELOADED.has(name) && JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}
