/** `deens check-zone`: what is wrong with zone files, without serving them. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { dnsNameToWire, parseDnsName } from "../../../runtime/types/dns-name.js";
import { reasonOf } from "../node/message-of.js";
import { digest } from "../node/primitives.js";
import { readWholeFileSync } from "../node/whole-file.js";
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
    const read = readOnce(terminal);
    const result = { ...zone, ...check(zone, read, now) };
    checked.push(result);
    if (options.json !== true) tell(result, read, terminal);
  }
  if (options.json === true) terminal.out(JSON.stringify({ zones: checked }));
  if (checked.some(({ unreadable }) => unreadable !== undefined)) return EXIT.FAILED;
  return checked.some(({ errors }) => errors > 0) ? EXIT.WRONG : EXIT.OK;
}

/** ORIGIN FILE, in pairs; a single file is named for its zone. */
function pairsOf(names: readonly string[]): (ZoneOption & Pick<CheckedZone, "isGuessed">)[] {
  const [only] = names;
  if (only === STANDARD_INPUT) throw new Failure(EXIT.WRONG, "no zone was named", "`deens check-zone ORIGIN -` reads standard input");
  if (names.length === 1 && only !== undefined) {
    const origin = basename(only).replace(/\.(zone|db|txt|signed)$/, "");
    return [{ origin, file: only, isGuessed: true }];
  }
  if (names.length % 2 !== 0) throw new Failure(EXIT.WRONG, "origins and files come in pairs: ORIGIN FILE ORIGIN FILE");
  return names.flatMap((origin, index) => (index % 2 === 0 ? [{ origin, file: names[index + 1] ?? "" }] : []));
}

function check({ origin, file }: ZoneOption, read: Read, now: number): CheckedZone {
  const name = parseDnsName(origin);
  if (name === undefined)
    throw new Failure(EXIT.WRONG, `\`${origin}\` is no domain name`, "`deens check-zone ORIGIN FILE` says which zone a file is of");
  const none = { origin, file, records: 0, errors: 0, warnings: 0, problems: [] };
  const text = read(file);
  if (typeof text === "string") return { ...none, unreadable: text };
  const { records, errors, warnings, problems } = loadZone(text, { file, origin: dnsNameToWire(name), include: read, now, digest });
  return { origin, file, records, errors, warnings, problems };
}

/** A file, or why there is none. */
type Read = (path: string) => Uint8Array | string;

/** What `-` stands for instead of a file. */
const STANDARD_INPUT = "-";
const STANDARD_INPUT_DESCRIPTOR = 0;
/** Files that take a while, in bytes. */
const LARGE = 4 << 20;

/** Each is read once: lines of it are shown, and standard input comes once. */
function readOnce({ progress }: Terminal): Read {
  const texts = new Map<string, Uint8Array | string>();
  return (path) => {
    const text = texts.get(path) ?? readWhole(path);
    texts.set(path, text);
    if (text.length > LARGE) progress?.(`deens: checking ${nameOf(path)}, ${text.length >> 20} MiB`);
    return text;
  };
}

function readWhole(path: string): Uint8Array | string {
  try {
    return path === STANDARD_INPUT ? readFileSync(STANDARD_INPUT_DESCRIPTOR) : readWholeFileSync(path);
  } catch (error) {
    return reasonOf(error);
  }
}

/** A file as messages call it. */
function nameOf(file: string): string {
  return file === STANDARD_INPUT ? "<stdin>" : file;
}

function tell(
  { origin, file, records, errors, warnings, problems, unreadable, isGuessed }: CheckedZone,
  read: Read,
  { out, err, outColours, errColours }: Terminal,
): void {
  const name = nameOf(file);
  if (unreadable !== undefined) return err(`${name}: ${errColours.red("error")}: ${unreadable}`);
  const lineOf = (path: string, line: number): string | undefined => {
    const text = read(path);
    return typeof text === "string" ? undefined : lineOfText(text, line);
  };
  for (const problem of problems) {
    err(
      paintProblem(
        renderProblem({ ...problem, file: nameOf(problem.file) }, (_, line) => lineOf(problem.file, line)),
        errColours,
      ),
    );
  }
  const untold = errors + warnings - problems.length;
  if (untold > 0) err(`... and ${untold} more`);
  const outside = problems.filter(({ code }) => code === "out-of-zone").length;
  if (isGuessed && outside > 0) err(`  help: the zone's name was taken from the file's; \`deens check-zone ORIGIN ${file}\` says it`);
  else if (outside > 0 && outside === problems.length) err(`  help: is \`${origin}\` the name of this zone?`);
  const verdict = errors > 0 ? outColours.red("it can't be served") : outColours.green("it can be served");
  out(`${origin} (${name}): ${count(records, "record")}, ${count(errors, "error")}, ${count(warnings, "warning")}: ${verdict}`);
}
