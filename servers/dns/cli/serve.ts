/** `deens serve`: from options to a server that runs, and what it does on signals. */
import { messageOf, reasonOf } from "../node/message-of.js";
import type { Config, ZoneConfig } from "../config/types.js";
import { formatPlace, ListenError } from "../node/listen-error.js";
import { becomeUser, findUser, makeDataDirectory, type UserIds } from "../node/privileges.js";
import { NameServer } from "../node/server.js";
import type { ZoneReport } from "../node/zone-store.js";
import { plainConfiguration, type PlainOptions, readConfiguration } from "./configuration.js";
import { EXIT, Failure } from "./exit.js";
import { withProgress } from "./progress.js";
import { RunningServer } from "./running-server.js";
import { settingName } from "./setting-name.js";
import { Signals } from "./signals.js";
import { count, paintProblem, servedOf, tellFailure, type Terminal } from "./terminal.js";

export interface ServeOptions extends PlainOptions {
  readonly config?: string;
}

/** Resolves when it answers; throws a Failure where it can't. It runs until a signal, or `deens control stop`. */
export async function serve(options: ServeOptions, terminal: Terminal): Promise<void> {
  const readConfig = configurationOf(options);
  const signals = new Signals(terminal, (error) => tellFailure(failureOf(error), terminal));
  try {
    await begin(readConfig, signals, terminal);
  } catch (error) {
    signals.close();
    throw error;
  }
}

async function begin(readConfig: () => Promise<Config>, signals: Signals, terminal: Terminal): Promise<void> {
  const config = await readConfig();
  const user = await userOf(config);
  await checkCertificate(config, terminal);
  const server = new NameServer({ config, tell: (text) => terminal.err(text) });
  const reports = await withProgress(server, () => server.load(), terminal);
  tellReports(reports, terminal);
  if (config.zones.length === 0) terminal.err("deens: there are no zones, so all queries are refused");
  await checkServed(server, reports);
  await open(server, config, user);
  const running = new RunningServer({ server, readConfig, terminal, tellReports: (each) => tellReports(each, terminal) });
  await start(running, server);
  tellReady(server, terminal);
  signals.attach({ reload: () => running.reload(), stop: (why) => running.stop(why), summary: () => summaryOf(server) });
}

/** How to read the configuration, now and on each reload. */
function configurationOf({ config: file, ...plain }: ServeOptions): () => Promise<Config> {
  const folder = process.cwd();
  if (file === undefined) {
    if (plain.zone === undefined)
      throw new Failure(EXIT.WRONG, "no zone was named", "`--zone ORIGIN=FILE` names one, `--config FILE` many");
    return () => Promise.resolve(plainConfiguration(plain, folder));
  }
  const [other] = Object.keys(plain);
  if (other !== undefined) {
    const option = settingName(other);
    throw new Failure(EXIT.WRONG, `--config and --${option} don't go together`, "put it into the configuration");
  }
  return () => readConfiguration(file);
}

async function userOf({ user }: Config): Promise<UserIds | undefined> {
  if (user === undefined) return undefined;
  const found = await findUser(user);
  if (found === undefined)
    throw new Failure(EXIT.WRONG, `there is no user \`${user}\` on this machine`, `\`useradd --system ${user}\` makes one`);
  if (process.getuid?.() === 0 || process.getuid?.() === found.user) return found;
  throw new Failure(EXIT.WRONG, "only root can become another user", "start it as root, or leave `user` out");
}

/** A certificate that is none keeps it from starting; one that clients won't believe is told. */
async function checkCertificate({ tls }: Config, { err, errColours }: Terminal): Promise<void> {
  if (tls === undefined) return;
  const { faultOf, warningsOf } = await import("./certificate.js");
  const fault = await faultOf(tls);
  if (fault !== undefined) throw new Failure(fault.isThere ? EXIT.WRONG : EXIT.FAILED, fault.text, TLS_HELP);
  for (const warning of await warningsOf(tls, Date.now())) err(paintProblem(warning, errColours));
}

const TLS_HELP = "`tls` says which files: a `certificate`, with those that lead to it behind it, and its `key`, both in PEM";

/** A server all of whose zones are broken serves nobody; one of them does not keep the others from being served. */
async function checkServed(server: NameServer, reports: readonly ZoneReport[]): Promise<void> {
  const fromFiles = reports.filter(({ source }) => source.file !== undefined);
  if (fromFiles.length === 0 || fromFiles.length < reports.length || reports.some(({ isServed }) => isServed)) return;
  await server.close();
  throw new Failure(EXIT.WRONG, "no zone can be served");
}

/** Opens the sockets, and becomes the user who needs no more rights. */
async function open(server: NameServer, config: Config, user: UserIds | undefined): Promise<void> {
  try {
    if (config.control !== undefined || config.zones.some(isKept))
      await makeDataDirectory(config.dataDirectory, user).catch(failDataDirectory(config));
    await server.listen();
    if (user !== undefined) becomeUser(user);
  } catch (error) {
    await server.close();
    throw failureOf(error);
  }
}

/** Whether anything of a zone is kept in the data directory. */
function isKept({ file, allowUpdate }: ZoneConfig): boolean {
  return file === undefined || allowUpdate.length > 0;
}

function failDataDirectory({ dataDirectory }: Config): (error: unknown) => never {
  return (error) => {
    const help = "`data-directory` says where it is; the server's user has to be allowed to write there";
    throw new Failure(EXIT.FAILED, `can't make the data directory ${dataDirectory}: ${reasonOf(error)}`, help);
  };
}

async function start(running: RunningServer, server: NameServer): Promise<void> {
  try {
    await running.open();
    await server.start();
  } catch (error) {
    await running.close();
    throw failureOf(error, server.config.queryLog);
  }
}

function failureOf(error: unknown, queryLog?: string): Failure {
  if (error instanceof Failure) return error;
  if (queryLog !== undefined && error instanceof Error && "path" in error && error.path === queryLog)
    return new Failure(EXIT.FAILED, `can't write the query log ${queryLog}: ${reasonOf(error)}`, "`query-log` says where it is");
  if (error instanceof ListenError) return new Failure(EXIT.FAILED, error.message, error.help);
  return new Failure(EXIT.FAILED, messageOf(error));
}

/** What it did so far, in a line. */
function summaryOf(server: NameServer): string {
  const { byTransport, connections } = server.counts();
  const queries = Object.entries(byTransport).map(([transport, { queries: each }]) => `${each} over ${transport}`);
  const zones = server.zoneStatus();
  return `${servedOf(zones)} served, queries: ${queries.join(", ")}, ${count(connections, "connection")}`;
}

function tellReady(server: NameServer, { out, outColours }: Terminal): void {
  const zones = server.zoneStatus();
  const places = server.addresses.map((place) => `${formatPlace(place)} (${place.transports.join(", ")})`);
  out(`deens is ready on ${places.join(", ")} with ${servedOf(zones)}`);
  const [place] = server.addresses.filter(({ transports }) => transports.includes("udp"));
  const zone = zones.find(({ isServed }) => isServed);
  if (place === undefined || zone === undefined) return;
  const port = place.port === 53 ? "" : ` -p ${place.port}`;
  const name = zone.origin === "." ? ". SOA" : `www.${zone.origin}`;
  const address = place.address === "0.0.0.0" ? "127.0.0.1" : place.address === "::" ? "::1" : place.address;
  out(`Try: ${outColours.bold(`dig @${address}${port} ${name}`)}`);
}

function tellReports(reports: readonly ZoneReport[], { err, errColours }: Terminal): void {
  for (const { source, text, records, errors, warnings, isServed } of reports) {
    for (const problem of text) err(paintProblem(problem, errColours));
    if (errors + warnings === 0) continue;
    const fate = errors === 0 ? "" : isServed ? "; what was served before stays" : ", so it is not served";
    err(`${source.file ?? source.origin}: ${count(records, "record")}, ${count(errors, "error")}, ${count(warnings, "warning")}${fate}`);
  }
}
