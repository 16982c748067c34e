/** `deens check-config`: the mistakes in a configuration, and the files that it names and that are not there. */
import { reasonOf } from "../node/message-of.js";
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
  const isFine = problems.length + missing.length === 0;
  if (isJson) terminal.out(JSON.stringify({ file, ok: isFine, problems, missingFiles: missing }));
  else tell(file, config, problems, missing, terminal);
  return isFine ? EXIT.OK : EXIT.WRONG;
}

function tell(
  file: string,
  config: Config | undefined,
  problems: readonly Problem[],
  missing: readonly MissingFile[],
  terminal: Terminal,
): void {
  const { out, err, outColours, errColours } = terminal;
  for (const problem of problems) err(`${renderProblem(problem)}\n`);
  for (const { path, reason } of missing) err(`${path}: ${errColours.red("error")}: ${reason}`);
  const wrong = problems.length + missing.length;
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
