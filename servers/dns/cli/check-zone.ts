/** `deens check-zone`: what is wrong with zone files, without serving them. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { dnsNameToWire, parseDnsName } from "../../../runtime/types/dns-name.js";
import { reasonOf } from "../node/message-of.js";
import type { Digest } from "../zone/check-zonemd.js";
import { loadZone } from "../zone/load.js";
import { lineOfText, renderProblem } from "../zone-file/index.js";
import { EXIT, type ExitCode, Failure } from "./exit.js";
import type { ZoneOption } from "./options.js";
import { count, paintProblem, type Terminal } from "./terminal.js";

export interface CheckZoneOptions {
  readonly zone?: readonly ZoneOption[];
  readonly json?: boolean;
}

type CheckedZone = ZoneOption & {
  readonly records: number;
  readonly errors: number;
  readonly warnings: number;
  readonly problems: ReturnType<typeof loadZone>["problems"];
  /** Whether the zone's name was taken from the file's. */
  readonly isGuessed?: boolean;
  /** Why the file could not be read. */
  readonly unreadable?: string;
};

/** Throws a Failure where it is not said which zones. */
export function checkZones(names: readonly string[], options: CheckZoneOptions, terminal: Terminal): ExitCode {
  const zones = [...pairsOf(names), ...(options.zone ?? [])];
  if (zones.length === 0)
    throw new Failure(EXIT.WRONG, "no zone was named", "`deens check-zone ORIGIN FILE`, as in `example.com example.com.zone`");
  const now = Math.floor(Date.now() / 1000);
  const checked: CheckedZone[] = [];
  for (const zone of zones) {
    const result = { ...zone, ...check(zone, now) };
    checked.push(result);
    if (options.json !== true) tell(result, terminal);
  }
  if (options.json === true) terminal.out(JSON.stringify({ zones: checked }));
  if (checked.some(({ unreadable }) => unreadable !== undefined)) return EXIT.FAILED;
  return checked.some(({ errors }) => errors > 0) ? EXIT.WRONG : EXIT.OK;
}

/** ORIGIN FILE, in pairs; a single file is named for its zone. */
function pairsOf(names: readonly string[]): (ZoneOption & Pick<CheckedZone, "isGuessed">)[] {
  const [only] = names;
  if (names.length === 1 && only !== undefined) {
    const origin = basename(only).replace(/\.(zone|db|txt|signed)$/, "");
    return [{ origin, file: only, isGuessed: true }];
  }
  if (names.length % 2 !== 0) throw new Failure(EXIT.WRONG, "origins and files come in pairs: ORIGIN FILE ORIGIN FILE");
  return names.flatMap((origin, index) => (index % 2 === 0 ? [{ origin, file: names[index + 1] ?? "" }] : []));
}

function check({ origin, file }: ZoneOption, now: number): CheckedZone {
  const name = parseDnsName(origin);
  if (name === undefined)
    throw new Failure(EXIT.WRONG, `\`${origin}\` is no domain name`, "`deens check-zone ORIGIN FILE` says which zone a file is of");
  const none = { origin, file, records: 0, errors: 0, warnings: 0, problems: [] };
  const text = read(file);
  if (typeof text === "string") return { ...none, unreadable: text };
  const { records, errors, warnings, problems } = loadZone(text, { file, origin: dnsNameToWire(name), include: read, now, digest });
  return { origin, file, records, errors, warnings, problems };
}

const digest: Digest = (algorithm, parts) => {
  const hash = createHash(algorithm);
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** A file, or why there is none. */
function read(path: string): Uint8Array | string {
  try {
    return readFileSync(path);
  } catch (error) {
    return reasonOf(error);
  }
}

function tell(
  { origin, file, records, errors, warnings, problems, unreadable, isGuessed }: CheckedZone,
  { out, err, outColours, errColours }: Terminal,
): void {
  if (unreadable !== undefined) return err(`${file}: ${errColours.red("error")}: ${unreadable}`);
  // Lines are shown of files that may be large: each is read once.
  const texts = new Map<string, Uint8Array | string>();
  const lineOf = (path: string, line: number): string | undefined => {
    const text = texts.get(path) ?? read(path);
    texts.set(path, text);
    return typeof text === "string" ? undefined : lineOfText(text, line);
  };
  for (const problem of problems) err(paintProblem(renderProblem(problem, lineOf), errColours));
  const untold = errors + warnings - problems.length;
  if (untold > 0) err(`... and ${untold} more`);
  if (isGuessed && problems.some(({ code }) => code === "out-of-zone"))
    err(`  help: the zone's name was taken from the file's; \`deens check-zone ORIGIN ${file}\` says it`);
  const verdict = errors > 0 ? outColours.red("it can't be served") : outColours.green("it can be served");
  out(`${origin} (${file}): ${count(records, "record")}, ${count(errors, "error")}, ${count(warnings, "warning")}: ${verdict}`);
}
