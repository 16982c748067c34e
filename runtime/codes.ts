/**
 * Result codes. A function that walks bytes returns the end position (an offset >= 0), or a negative code:
 * -1 is malformed; -1 - n says that at least n more bytes are needed (n >= 1), so anything <= -2.
 */

/** The bytes, or the value, can never be right, however many bytes follow. */
export const MALFORMED = -1;

/**
 * The code for "at least so many more bytes are needed".
 *
 * @param bytes how many; an integer >= 1
 */
export function needMore(bytes: number): number {
  return -1 - bytes;
}

/** How many bytes a code asks for at least; 0 for an end position and for {@link MALFORMED}. */
export function missing(code: number): number {
  return code < MALFORMED ? -1 - code : 0;
}
