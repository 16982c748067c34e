/** Configurations: from a file, or from options alone. */
import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { networkInterfaces } from "node:os";
import { DEFAULT_CONFIG, DEFAULT_ZONE_SETTINGS } from "../config/defaults.js";
import type { AddressPort, Config } from "../config/types.js";
import { reasonOf } from "../node/message-of.js";
import { EXIT, Failure } from "./exit.js";
import type { ZoneOption } from "./options.js";
import { count } from "./terminal.js";

/** A configuration with mistakes in it: they are told as they are. */
export class ConfigurationError extends Failure {
  constructor(problems: readonly string[], file: string) {
    super(EXIT.WRONG, `${file} is not used: it has ${count(problems.length, "mistake")}`, undefined, problems);
  }
}

/** Reads a configuration; its paths are absolute then. Throws a Failure. */
export async function readConfiguration(file: string): Promise<Config> {
  const text = await readText(file);
  // YAML takes a while to load, and `serve --zone` does without.
  const [{ parseConfig }, { renderProblem }] = await Promise.all([import("../config/parse.js"), import("../config/problem.js")]);
  const { config, problems } = parseConfig(text, file);
  if (config === undefined) throw new ConfigurationError(problems.map(renderProblem), file);
  return withReachableDefaults(absolute(config, dirname(resolve(file))));
}

export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new Failure(EXIT.FAILED, `can't read ${file}: ${reasonOf(error)}`);
  }
}

/** All paths as they are from anywhere: from the configuration's folder, that of the control socket from the data directory. */
export function absolute(config: Config, folder: string): Config {
  const from = (path: string): string => resolve(folder, path);
  const dataDirectory = from(config.dataDirectory);
  const optional = (path: string | undefined): string | undefined => (path === undefined ? undefined : from(path));
  return {
    ...config,
    dataDirectory,
    control: config.control === undefined ? undefined : resolve(dataDirectory, config.control),
    queryLog: config.queryLog === "stdout" ? "stdout" : optional(config.queryLog),
    tls: config.tls && { certificate: from(config.tls.certificate), key: from(config.tls.key) },
    cookies: config.cookies && { ...config.cookies, secretFile: optional(config.cookies.secretFile) },
    keys: config.keys.map((key) => ({ ...key, secretFile: optional(key.secretFile) })),
    remotes: config.remotes.map((remote) => ({
      ...remote,
      tls: remote.tls && { ...remote.tls, certificateAuthority: optional(remote.tls.certificateAuthority) },
    })),
    zones: config.zones.map((zone) => ({ ...zone, file: optional(zone.file) })),
  };
}

/** What nobody asked for must not keep the server from starting: a machine may have no IPv6. */
function withReachableDefaults(config: Config): Config {
  if (config.listen !== DEFAULT_CONFIG.listen) return config;
  const addresses = new Set(Object.values(networkInterfaces()).flatMap((each) => (each ?? []).map(({ address }) => address)));
  const listen = config.listen.filter(({ address }) => addresses.has(address));
  return { ...config, listen: listen.length === 0 ? config.listen : listen };
}

/** What may be said without a file. */
export interface PlainOptions {
  readonly zone?: readonly ZoneOption[];
  readonly listen?: readonly AddressPort[];
  readonly workers?: number;
  readonly metrics?: AddressPort;
  readonly queryLog?: string;
  readonly dataDirectory?: string;
}

const PLAIN_PORT = 5300;

/** The configuration that options stand for. Nothing is written to disk but where they say. */
export function plainConfiguration(options: PlainOptions, folder: string): Config {
  const places = options.listen ?? [{ address: "127.0.0.1", port: PLAIN_PORT }];
  const config: Config = {
    ...DEFAULT_CONFIG,
    listen: places.map((place) => ({ ...place, transports: ["udp", "tcp"] })),
    workers: options.workers ?? "auto",
    metrics: options.metrics,
    queryLog: options.queryLog,
    dataDirectory: options.dataDirectory ?? DEFAULT_CONFIG.dataDirectory,
    control: options.dataDirectory === undefined ? undefined : DEFAULT_CONFIG.control,
    zones: (options.zone ?? []).map(({ origin, file }) => ({
      ...DEFAULT_ZONE_SETTINGS,
      ...{ origin, file, catalog: undefined, memberOf: undefined },
    })),
  };
  return absolute(config, folder);
}

/** Where `deens control` finds a server that nobody said anything about. */
export function defaultSocket(folder: string): string {
  return join(resolve(folder, DEFAULT_CONFIG.dataDirectory), DEFAULT_CONFIG.control ?? "control.sock");
}
