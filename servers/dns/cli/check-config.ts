/** `deens check-config`: the mistakes in a configuration, and the files that it names and that are not there. */
import { readSecrets } from "../node/cookie-keeper.js";
import { messageOf, reasonOf } from "../node/message-of.js";
import { readCertificate } from "../node/tls.js";
import { readKeys } from "../node/tsig-secrets.js";
import { access, constants } from "node:fs/promises";
import type { Config } from "../config/types.js";
import { parseConfig } from "../config/parse.js";
import { type Problem, renderProblem } from "../config/problem.js";
import { absolute, readText } from "./configuration.js";
import { EXIT, type ExitCode } from "./exit.js";
import { count, type Terminal } from "./terminal.js";
import { dirname, resolve } from "node:path";

interface MissingFile {
  readonly path: string;
  readonly reason: string;
}

/** Throws a Failure where the file can't be read. */
export async function checkConfig(file: string, isJson: boolean, terminal: Terminal): Promise<ExitCode> {
  const { config, problems } = parseConfig(await readText(file), file);
  const missing = config === undefined ? [] : await missingFiles(absolute(config, dirname(resolve(file))));
  const unusable = config === undefined || missing.length > 0 ? [] : await unusableFiles(absolute(config, dirname(resolve(file))));
  const isFine = problems.length + missing.length + unusable.length === 0;
  if (isJson) terminal.out(JSON.stringify({ file, ok: isFine, problems, missingFiles: missing, unusableFiles: unusable }));
  else tell(file, config, problems, missing, unusable, terminal);
  return isFine ? EXIT.OK : EXIT.WRONG;
}

function tell(
  file: string,
  config: Config | undefined,
  problems: readonly Problem[],
  missing: readonly MissingFile[],
  unusable: readonly string[],
  terminal: Terminal,
): void {
  const { out, err, outColours, errColours } = terminal;
  for (const problem of problems) err(`${renderProblem(problem)}\n`);
  for (const { path, reason } of missing) err(`${path}: ${errColours.red("error")}: ${reason}`);
  for (const fault of unusable) err(`${errColours.red("error")}: ${fault}`);
  const wrong = problems.length + missing.length + unusable.length;
  if (config === undefined || wrong > 0) out(`${file}: ${outColours.red(count(wrong, "mistake"))}`);
  else out(`${file}: ${outColours.green("fine")}, ${count(config.zones.length, "zone")}`);
}

/** Files that have to be there before the server starts. */
async function missingFiles({ zones, tls, cookies, keys, remotes }: Config): Promise<MissingFile[]> {
  const named = [
    ...zones.map(({ file }) => file),
    ...[tls?.certificate, tls?.key, cookies?.secretFile],
    ...keys.map(({ secretFile }) => secretFile),
    ...remotes.map((remote) => remote.tls?.certificateAuthority),
  ];
  const paths = [...new Set(named.filter((path) => path !== undefined))];
  const found = await Promise.all(paths.map(missingFile));
  return found.filter((file) => file !== undefined);
}

async function missingFile(path: string): Promise<MissingFile | undefined> {
  try {
    await access(path, constants.R_OK);
    return undefined;
  } catch (error) {
    return { path, reason: reasonOf(error) };
  }
}

/** What is wrong with what the files hold, but for zones, which `check-zone` is for: they are read as the server reads them. */
async function unusableFiles({ tls, cookies, keys }: Config): Promise<string[]> {
  const readers = [
    tls && (() => readCertificate(tls)),
    () => readKeys(keys),
    cookies?.secretFile === undefined ? undefined : () => readSecrets(cookies.secretFile ?? ""),
  ];
  const faults: string[] = [];
  for (const read of readers) await read?.().catch((error: unknown) => void faults.push(messageOf(error)));
  return faults;
}
