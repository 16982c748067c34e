/** `deens check-config`: the mistakes in a configuration, and the files that it names and that are not there. */
import { readSecrets } from "../node/cookie-keeper.js";
import { messageOf, reasonOf } from "../node/message-of.js";
import { readKeys } from "../node/tsig-secrets.js";
import { access, constants, stat } from "node:fs/promises";
import type { Config } from "../config/types.js";
import { parseConfig } from "../config/parse.js";
import { type Problem, renderProblem } from "../config/problem.js";
import { faultOf, warningsOf } from "./certificate.js";
import { absolute, readText } from "./configuration.js";
import { EXIT, type ExitCode } from "./exit.js";
import { count, paintProblem, type Terminal } from "./terminal.js";
import { dirname, resolve } from "node:path";

interface MissingFile {
  readonly path: string;
  readonly reason: string;
}

/** What was found in a configuration; all of it is empty where it is fine. */
interface Findings {
  readonly problems: readonly Problem[];
  readonly missingFiles: readonly MissingFile[];
  /** What is wrong with what files hold. */
  readonly unusableFiles: readonly string[];
  /** What keeps no server from starting. */
  readonly warnings: readonly string[];
}

/** Throws a Failure where the file can't be read. */
export async function checkConfig(file: string, isJson: boolean, terminal: Terminal): Promise<ExitCode> {
  const { config, problems } = parseConfig(await readText(file), file);
  const none: Findings = { problems, missingFiles: [], unusableFiles: [], warnings: [] };
  const found = config === undefined ? none : { ...none, ...(await lookAt(absolute(config, dirname(resolve(file))))) };
  const wrong = problems.length + found.missingFiles.length + found.unusableFiles.length;
  if (isJson) terminal.out(JSON.stringify({ file, ok: wrong === 0, ...found }));
  else tell(found, terminal);
  if (!isJson) tellVerdict(file, wrong, config?.zones.length ?? 0, terminal);
  return wrong === 0 ? EXIT.OK : EXIT.WRONG;
}

/** What the files say that a configuration names. */
async function lookAt(config: Config): Promise<Omit<Findings, "problems">> {
  const missingFiles = await missingFilesOf(config);
  const unusableFiles = missingFiles.length > 0 ? [] : await unusableFilesOf(config);
  const isFine = missingFiles.length + unusableFiles.length === 0;
  const warnings = isFine && config.tls !== undefined ? await warningsOf(config.tls, Date.now()) : [];
  return { missingFiles, unusableFiles, warnings };
}

function tell({ problems, missingFiles, unusableFiles, warnings }: Findings, { err, errColours }: Terminal): void {
  for (const problem of problems) err(`${paintProblem(renderProblem(problem), errColours)}\n`);
  for (const { path, reason } of missingFiles) err(`${path}: ${errColours.red("error")}: ${reason}`);
  for (const fault of unusableFiles) err(`${errColours.red("error")}: ${fault}`);
  for (const warning of warnings) err(paintProblem(warning, errColours));
}

function tellVerdict(file: string, wrong: number, zones: number, { out, outColours }: Terminal): void {
  out(`${file}: ${wrong > 0 ? outColours.red(count(wrong, "mistake")) : `${outColours.green("fine")}, ${count(zones, "zone")}`}`);
}

/** Files that have to be there before the server starts. */
async function missingFilesOf({ zones, tls, cookies, keys, remotes }: Config): Promise<MissingFile[]> {
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
    return (await stat(path)).isDirectory() ? { path, reason: "this is a directory, not a file" } : undefined;
  } catch (error) {
    return { path, reason: reasonOf(error) };
  }
}

/** What is wrong with what the files hold, but for zones, which `check-zone` is for: they are read as the server reads them. */
async function unusableFilesOf({ tls, cookies, keys }: Config): Promise<string[]> {
  const readers = [() => readKeys(keys), cookies?.secretFile === undefined ? undefined : () => readSecrets(cookies.secretFile ?? "")];
  const fault = tls && (await faultOf(tls));
  const faults = fault === undefined ? [] : [fault.text];
  for (const read of readers) await read?.().catch((error: unknown) => void faults.push(messageOf(error)));
  return faults;
}
