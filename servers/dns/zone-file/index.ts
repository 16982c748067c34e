/** Zone files: read, and written. */
export { formatRdata, formatRecord, typeOfData } from "./format/format.js";
export { formatName, formatWireName } from "./format/text.js";
export { DEFAULT_LIMITS, parseZoneFile } from "./parse.js";
export { lineOfText, renderProblem } from "./problem.js";
export { className, typeName } from "./type-names.js";
export type {
  ParsedRecord,
  Place,
  RecordData,
  ZoneFileLimits,
  ZoneFileOptions,
  ZoneFileProblem,
  ZoneFileProblemCode,
  ZoneFileSink,
  ZoneFileSummary,
} from "./types.js";
