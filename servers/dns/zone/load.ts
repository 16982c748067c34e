/** From a zone file to a zone's image: the reader of files, the rules that a zone has to keep, and the builder. */
import { explainEncodeDnsRecord } from "../../../generated/dns/dns.js";
import { ADDED, ZoneBuilder } from "../image/builder.js";
import type { ZoneImage } from "../image/image.js";
import { parseZoneFile, type ParsedRecord, type ZoneFileOptions, type ZoneFileProblem } from "../zone-file/index.js";

/** What is wrong with a zone, or with the file that it was read from. */
export type ZoneProblem = Omit<ZoneFileProblem, "code"> & { readonly code: ZoneFileProblem["code"] | "out-of-zone" | "duplicate-record" };

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

/** What the builder does not take, by ADDED. Code `undefined`: nothing to tell. */
const REFUSED: Readonly<Record<number, Complaint>> = {
  [ADDED.OUT_OF_ZONE]: { severity: "error", code: "out-of-zone", message: "the owner is not in the zone" },
  [ADDED.TOO_LARGE]: {
    severity: "error",
    code: "data-too-long",
    message: "these records together do not fit in a message of 65,535 bytes",
  },
  [ADDED.DUPLICATE]: { severity: "warning", code: "duplicate-record", message: "this record is there already" },
};

/** Reads a zone file into a new image. */
export function loadZone(text: Uint8Array, options: ZoneFileOptions): LoadedZone {
  const builder = new ZoneBuilder(options.origin, sizeOf(text));
  const problems: ZoneProblem[] = [];
  const refused = { error: 0, warning: 0 };
  const most = options.limits?.problems ?? 100;
  const refuse = (record: ParsedRecord, added: number): void => {
    const problem = { ...record.place, ...(REFUSED[added] ?? unencodable(record)) };
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
  return {
    image: errors === 0 ? builder.finish() : undefined,
    problems,
    errors,
    warnings: summary.warnings + refused.warning,
    records: summary.records,
  };
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
