/** Times to live. */
import type { Fields } from "./fields.js";
import { readSeconds } from "./numbers.js";

/** RFC 2181 section 8 */
export const LONGEST_TTL = 0x7fff_ffff;

/** The token as a TTL. */
export function readTtl(fields: Fields): number {
  const { bytes, start, stop } = fields.scanner;
  const ttl = readSeconds(bytes, start, stop);
  if (ttl < 0) fields.expected("bad-ttl", "a TTL, seconds or a time like 1h30m");
  if (ttl > LONGEST_TTL)
    fields.fail("bad-ttl", `the TTL ${String(ttl)} is longer than ${String(LONGEST_TTL)} seconds (RFC 2181 section 8)`);
  return Math.max(ttl, 0);
}
