/** The first half of loading a zone: from a file's text to records that are rendered as they stand in an image. */
import { explainEncodeDnsRecord } from "../../../generated/dns/dns.js";
import { type Rendered, Renderer } from "../image/rendering.js";
import { DEFAULT_LIMITS, parseZoneFile, type ParsedRecord, type ZoneFileOptions, type ZoneFileSummary } from "../zone-file/index.js";
import type { ZoneProblem } from "./load.js";

/** A file, read: what was wrong with it, in its order. */
export interface ReadRecords extends ZoneFileSummary {
  readonly problems: ZoneProblem[];
}

/** Takes one record after the other. All that it is given is used again for the next. */
export type RecordSink = (record: ParsedRecord, rendered: Rendered) => void;

export function mostProblems({ limits }: ZoneFileOptions): number {
  return limits?.problems ?? DEFAULT_LIMITS.problems;
}

/** Reads a file, and renders its records. Those that have no encoding are problems, and left out. */
export function renderZoneFile(text: Uint8Array, options: ZoneFileOptions, sink: RecordSink): ReadRecords {
  const renderer = new Renderer(options.origin);
  const problems: ZoneProblem[] = [];
  let unencoded = 0;
  const summary = parseZoneFile(text, options, {
    record(record) {
      if (renderer.render(record.type, record.class, record.ttl, record.rdata)) return sink(record, renderer);
      if (unencoded++ < mostProblems(options)) problems.push(unencodable(record));
    },
    problem: (problem) => problems.push(problem),
  });
  return { ...summary, errors: summary.errors + unencoded, problems };
}

function unencodable({ class: classNumber, ttl, rdata, place: { file, line, column } }: ParsedRecord): ZoneProblem {
  const failure = explainEncodeDnsRecord({ name: ".", class: classNumber, ttl, rdata });
  const message = failure === undefined ? "the data has no encoding" : `${failure.path}: ${failure.expected}`;
  return { severity: "error", code: "data-too-long", file, line, column, message };
}
