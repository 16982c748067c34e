/** Zone files: the master files of RFC 1035 section 5, with `$TTL` (RFC 2308), `$GENERATE` (BIND), generic data (RFC 3597). */
import { Scanner } from "./scanner.js";
import type { ZoneFileLimits, ZoneFileOptions, ZoneFileSink, ZoneFileSummary } from "./types.js";
import { ZoneReader } from "./zone-reader.js";

/** Bounds for those who state none. */
export const DEFAULT_LIMITS: ZoneFileLimits = {
  includeDepth: 16,
  includes: 4096,
  includeBytes: 0x1_0000_0000,
  generate: 0x1_0000,
  generateTotal: 0x10_0000,
  generateBytes: 0x800_0000,
  problems: 100,
};

/**
 * Reads a zone file, record by record. A problem ends its record only: the next one is read, and so all problems are told at once.
 * Whatever the bytes, nothing is thrown but by the sink and by `include`.
 *
 * @param text the file's bytes; texts in records refer to them
 */
export function parseZoneFile(text: Uint8Array, options: ZoneFileOptions, sink: ZoneFileSink): ZoneFileSummary {
  const scanner = new Scanner(options.file, text);
  const reader = new ZoneReader(scanner, options, { ...DEFAULT_LIMITS, ...options.limits }, sink);
  reader.readText(scanner);
  const { records, problems } = reader;
  return { records, errors: problems.errors, warnings: problems.warnings };
}
