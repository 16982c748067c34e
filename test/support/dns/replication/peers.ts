/** NSD, Knot and BIND as primary and as secondary of one zone, with a key of TSIG. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Certificate } from "./certificate.js";
import { findCommand, type Peer } from "../../../interop/peers.js";
import type { TsigAlgorithm } from "../../../../servers/dns/security/tsig-keys.js";

export type PeerName = "nsd" | "knot" | "bind";

export interface PeerKey {
  readonly name: string;
  readonly algorithm: TsigAlgorithm;
  /** In base64. */
  readonly secret: string;
}

/** The other server is always at 127.0.0.1. */
export interface PeerPlace {
  readonly folder: string;
  readonly port: number;
  readonly origin: string;
  /** Its zone file, as a primary; undefined: it is a secondary. */
  readonly file: string | undefined;
  readonly otherPort: number;
  readonly key: PeerKey;
  /** More zones of a primary. */
  readonly others?: readonly { readonly origin: string; readonly file: string }[];
  /** Of a secondary: the zone is a catalogue (RFC 9432), whose members are fetched too. Not for NSD. */
  readonly isCatalog?: boolean;
  /** A primary that takes updates from anybody (RFC 2136). BIND only. */
  readonly takesUpdates?: boolean;
  /** Transfers go over TLS (RFC 9103). Not for Knot, which has it in later versions only. */
  readonly tls?: PeerTls;
}

export interface PeerTls {
  /** As a primary: what it shows, and where. */
  readonly own?: Certificate & { readonly port: number };
  /** As a secondary: what the other side has to show, and where; without it anything will do (BIND only). */
  readonly other?: Certificate | undefined;
  readonly otherPort?: number;
}

export const PEERS: Readonly<Record<PeerName, Peer>> = {
  nsd: { command: "nsd", package: "nsd" },
  knot: { command: "knotd", package: "knot" },
  bind: { command: "named", package: "bind9" },
};

const ARGUMENTS: Readonly<Record<PeerName, (config: string) => string[]>> = {
  nsd: (config) => ["-d", "-c", config],
  knot: (config) => ["-c", config],
  bind: (config) => ["-g", "-n", "1", "-c", config],
};

const CONFIGURATIONS: Readonly<Record<PeerName, (place: PeerPlace) => string[]>> = { nsd: nsdConfig, knot: knotConfig, bind: bindConfig };

function nsdConfig({ folder, port, origin, file, otherPort, key, tls }: PeerPlace): string[] {
  const other = `127.0.0.1@${otherPort} ${key.name}`;
  const { own, other: shown, otherPort: tlsPort } = tls ?? {};
  const primary = tlsPort === undefined ? other : `AXFR 127.0.0.1@${tlsPort} ${key.name} other`;
  const role =
    file === undefined
      ? [`  request-xfr: ${primary}`, `  allow-notify: 127.0.0.1 ${key.name}`, "  min-retry-time: 1", "  min-refresh-time: 1"]
      : [`  notify: ${other}`, "  store-ixfr: yes", "  create-ixfr: yes"];
  return [
    "server:",
    `  ip-address: 127.0.0.1@${port}`,
    ...['  username: ""', '  chroot: ""', '  database: ""'],
    ...[`  zonesdir: "${folder}"`, `  pidfile: "${folder}/nsd.pid"`, `  xfrdfile: "${folder}/xfrd.state"`],
    ...[`  zonelistfile: "${folder}/zone.list"`, `  xfrdir: "${folder}"`, "  server-count: 1", "  xfrd-reload-timeout: 0"],
    ...(own === undefined ? [] : [`  ip-address: 127.0.0.1@${own.port}`, `  tls-port: ${own.port}`]),
    ...(own === undefined ? [] : [`  tls-service-key: "${own.key}"`, `  tls-service-pem: "${own.certificate}"`]),
    ...(shown === undefined ? [] : [`  tls-cert-bundle: "${shown.certificate}"`]),
    ...["remote-control:", "  control-enable: no"],
    ...(shown === undefined ? [] : ["tls-auth:", "  name: other", `  auth-domain-name: ${shown.name}`]),
    ...["key:", `  name: "${key.name}"`, `  algorithm: ${key.algorithm}`, `  secret: "${key.secret}"`],
    ...["zone:", `  name: "${origin}"`, `  zonefile: "${file ?? join(folder, "zone")}"`, ...role],
    ...[`  provide-xfr: 127.0.0.1 ${key.name}`, "  provide-xfr: 127.0.0.1 NOKEY"],
  ];
}

function knotConfig({ folder, port, origin, file, otherPort, key, others = [], isCatalog = false }: PeerPlace): string[] {
  const rights = [`    storage: "${folder}"`, "    semantic-checks: off", "    acl: [signed, anybody]"];
  const fetched = ["    master: other", "    refresh-min-interval: 2", "    retry-min-interval: 1", ...rights];
  const zone = (name: string, path: string): string[] => [
    ...[
      `  - domain: "${name}"`,
      `    file: "${path}"`,
      "    notify: other",
      "    zonefile-load: difference",
      "    journal-content: changes",
    ],
    ...rights,
  ];
  const catalog = isCatalog ? ["    catalog-role: interpret", "    catalog-template: member"] : [];
  return [
    ...[
      "server:",
      `  rundir: "${folder}"`,
      `  listen: 127.0.0.1@${port}`,
      "  udp-workers: 1",
      "  tcp-workers: 2",
      "  background-workers: 2",
    ],
    ...["log:", "  - target: stderr", "    any: info", "database:", `  storage: "${folder}/database"`],
    ...["key:", `  - id: ${key.name}`, `    algorithm: ${key.algorithm}`, `    secret: ${key.secret}`],
    ...["remote:", "  - id: other", `    address: 127.0.0.1@${otherPort}`, `    key: ${key.name}`],
    ...["acl:", "  - id: signed", "    address: 127.0.0.1", `    key: ${key.name}`, "    action: [transfer, notify]"],
    ...["  - id: anybody", "    address: 127.0.0.1", "    action: transfer"],
    ...["template:", "  - id: member", ...fetched, "zone:"],
    ...(file === undefined ? [`  - domain: "${origin}"`, ...fetched, ...catalog] : zone(origin, file)),
    ...others.flatMap((other) => zone(other.origin, other.file)),
  ];
}

function bindConfig({
  folder,
  port,
  origin,
  file,
  otherPort,
  key,
  others = [],
  isCatalog = false,
  takesUpdates = false,
  tls,
}: PeerPlace): string[] {
  const other = `127.0.0.1 port ${otherPort} key "${key.name}";`;
  const { own, other: shown, otherPort: tlsPort } = tls ?? {};
  const secured = `127.0.0.1 port ${tlsPort} key "${key.name}" tls ${shown === undefined ? "ephemeral" : "other"};`;
  const primary = tlsPort === undefined ? other : secured;
  const zone = (name: string, path: string | undefined): string[] => [
    `zone "${name}" {`,
    ...(path === undefined
      ? [`type secondary; primaries { ${primary} }; file "${folder}/zone";`, `allow-notify { key "${key.name}"; };`, "min-retry-time 1;"]
      : [`type primary; file "${path}"; also-notify { ${other} };`, "notify explicit; notify-delay 0; ixfr-from-differences yes;"]),
    "  allow-transfer { 127.0.0.1; };",
    ...(takesUpdates ? ["  allow-update { 127.0.0.1; };"] : []),
    "};",
  ];
  const catalog = `  catalog-zones { zone "${origin}" default-primaries { ${other} } zone-directory "${folder}" min-update-interval 1s; };`;
  return [
    ...["options {", `  directory "${folder}"; pid-file "${folder}/named.pid"; managed-keys-directory "${folder}";`],
    ...["  session-keyfile none; lock-file none;", `  listen-on port ${port} { 127.0.0.1; }; listen-on-v6 { none; };`],
    ...(own === undefined ? [] : [`  listen-on port ${own.port} tls own { 127.0.0.1; };`]),
    ...["  recursion no; dnssec-validation no; empty-zones-enable no; check-integrity no; notify no;"],
    ...["  check-names primary ignore; check-names secondary ignore; allow-transfer { 127.0.0.1; };"],
    ...[...(isCatalog ? [catalog] : []), "};", "controls { };"],
    ...(own === undefined ? [] : [`tls own { cert-file "${own.certificate}"; key-file "${own.key}"; };`]),
    ...(shown === undefined ? [] : [`tls other { ca-file "${shown.certificate}"; remote-hostname "${shown.name}"; };`]),
    `key "${key.name}" { algorithm ${key.algorithm}; secret "${key.secret}"; };`,
    ...zone(origin, file),
    ...others.flatMap((more) => zone(more.origin, more.file)),
  ];
}

export class PeerServer {
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #log: string;

  private constructor(child: ChildProcess, port: number, log: string) {
    this.#child = child;
    this.port = port;
    this.#log = log;
  }

  static async start(name: PeerName, place: PeerPlace): Promise<PeerServer> {
    const { folder, port } = place;
    await mkdir(join(folder, "database"), { recursive: true });
    const config = join(folder, "config");
    await writeFile(config, `${CONFIGURATIONS[name](place).join("\n")}\n`);
    const { command } = PEERS[name];
    const log = join(folder, "log");
    const output = openSync(log, "w");
    const child = spawn(findCommand(command) ?? command, ARGUMENTS[name](config), { cwd: folder, stdio: ["ignore", output, output] });
    child.on("error", () => undefined);
    closeSync(output);
    return new PeerServer(child, port, log);
  }

  /** It reads its zone files again. */
  reload(): void {
    this.#child.kill("SIGHUP");
  }

  log(): Promise<string> {
    return readFile(this.#log, "utf8");
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null || this.#child.pid === undefined) return;
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), 5000);
    await ended;
    clearTimeout(timer);
  }
}
