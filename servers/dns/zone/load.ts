/** From a zone file to a zone's image: the reader of files, the rules that a zone has to keep, and the builder. */
import { explainEncodeDnsRecord } from "../../../generated/dns/dns.js";
import { ADDED, ZoneBuilder } from "../image/builder.js";
import type { ZoneImage } from "../image/image.js";
import type { Memory } from "../image/memory.js";
import { formatWireName, parseZoneFile, type ParsedRecord, type ZoneFileOptions, type ZoneFileProblem } from "../zone-file/index.js";
import { checkZone } from "./check.js";
import type { Finding, Findings, ZoneCheckCode } from "./check-findings.js";
import { placesOf } from "./check-places.js";

/** What is wrong with a zone, or with the file that it was read from. */
export type ZoneProblem = Omit<ZoneFileProblem, "code"> & {
  readonly code: ZoneFileProblem["code"] | ZoneCheckCode | "out-of-zone" | "duplicate-record" | "other-ttl";
};

type Complaint = Pick<ZoneProblem, "severity" | "code" | "message">;

/** A zone, or why there is none. */
export interface LoadedZone {
  /** Undefined where there are errors: a zone with errors is not served. */
  readonly image: ZoneImage | undefined;
  readonly problems: readonly ZoneProblem[];
  readonly errors: number;
  readonly warnings: number;
  readonly records: number;
}

/** What the builder does not take as it is, by ADDED. */
const REFUSED: Readonly<Record<number, Complaint>> = {
  [ADDED.OUT_OF_ZONE]: { severity: "error", code: "out-of-zone", message: "the owner is not in the zone" },
  [ADDED.TOO_LARGE]: {
    severity: "error",
    code: "data-too-long",
    message: "these records together do not fit in a message of 65,535 bytes",
  },
  [ADDED.OTHER_TTL]: {
    severity: "warning",
    code: "other-ttl",
    message: "the records of a name and type have one TTL: the lowest that was given is taken (RFC 2181 section 5.2)",
  },
  [ADDED.DUPLICATE]: { severity: "warning", code: "duplicate-record", message: "this record is there already" },
};

/** As many problems are told where the options don't say. */
const MOST_PROBLEMS = 100;

export interface LoadOptions extends ZoneFileOptions {
  /** Seconds since 1970: signatures that are out of their time are told. Without it they are not looked at. */
  readonly now?: number | undefined;
  /** Where the image is made. */
  readonly memory?: Memory | undefined;
}

/** Reads a zone file into a new image. */
export function loadZone(text: Uint8Array, options: LoadOptions): LoadedZone {
  const builder = new ZoneBuilder(options.origin, sizeOf(text), options.memory);
  const problems: ZoneProblem[] = [];
  const refused = { error: 0, warning: 0 };
  const most = options.limits?.problems ?? MOST_PROBLEMS;
  const refuse = (record: ParsedRecord, added: number): void => {
    const { file, line, column } = record.place;
    const problem = { file, line, column, ...(REFUSED[added] ?? unencodable(record)) };
    refused[problem.severity]++;
    if (problems.length < most) problems.push(problem);
  };
  const summary = parseZoneFile(text, options, {
    record(record) {
      const added = builder.add(record.owner, record.ownerLength, record.type, record.class, record.ttl, record.rdata);
      if (added !== ADDED.YES) refuse(record, added);
    },
    problem: (problem) => problems.push(problem),
  });
  const errors = summary.errors + refused.error;
  const loaded = { problems, errors, warnings: summary.warnings + refused.warning, records: summary.records };
  // What the missing records would have made of the zone, nobody knows.
  return errors > 0 ? { image: undefined, ...loaded } : checked(builder.finish(), loaded, text, options);
}

/** With what is wrong with the zone as a whole. */
function checked(image: ZoneImage, loaded: Omit<LoadedZone, "image">, text: Uint8Array, options: LoadOptions): LoadedZone {
  const { now, classNumber, limits } = options;
  const findings = checkZone(image, { now, classNumber, most: limits?.problems ?? MOST_PROBLEMS });
  return {
    image: findings.errors === 0 ? image : undefined,
    problems: [...loaded.problems, ...located(findings, text, options)],
    errors: findings.errors,
    warnings: loaded.warnings + findings.warnings,
    records: loaded.records,
  };
}

/** In the order of the file. */
function located({ all }: Findings, text: Uint8Array, options: LoadOptions): ZoneProblem[] {
  if (all.length === 0) return [];
  const places = placesOf(text, options, all);
  const problems = all.map((finding, index) => ({
    ...problemOf(finding),
    ...(places[index] ?? { file: options.file, line: 1, column: 1 }),
  }));
  return problems.sort((one, other) => compareTexts(one.file, other.file) || one.line - other.line || one.column - other.column);
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function problemOf({ severity, code, message, owner }: Finding): Pick<ZoneProblem, "severity" | "code" | "message"> {
  return { severity, code, message: `${formatWireName(owner)}: ${message}` };
}

function unencodable(record: ParsedRecord): Complaint {
  const { class: classNumber, ttl, rdata } = record;
  const failure = explainEncodeDnsRecord({ name: ".", class: classNumber, ttl, rdata });
  return {
    severity: "error",
    code: "data-too-long",
    message: failure === undefined ? "the data has no encoding" : `${failure.path}: ${failure.expected}`,
  };
}

const LINE_FEED = 0x0a;

/** What a file will come to, at most names; the reader of files makes no more. */
function sizeOf(text: Uint8Array): { names: number; bytes: number } {
  let lines = 1;
  for (let at = text.indexOf(LINE_FEED); at >= 0; at = text.indexOf(LINE_FEED, at + 1)) lines++;
  // Pages that nothing is written to take no memory. A node and an RRset have forty bytes before their name and data.
  return { names: Math.ceil(lines * 0.75), bytes: 3 * text.length + 48 * lines };
}
