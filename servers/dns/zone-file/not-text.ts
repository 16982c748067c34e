/** Files that are no text as zone files have it, which would otherwise be told line by line, in words that help nobody. */

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

export interface NotText {
  /** Where that is seen. */
  readonly at: number;
  readonly message: string;
}

/** Why a file cannot be read at all; undefined for most. */
export function whyNotText(bytes: Uint8Array): NotText | undefined {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return { at: 0, message: `the file is in UTF-16${HAS_TO}` };
  // Of a character of ASCII, UTF-16 has a NUL before or behind it.
  if (first === 0 || second === 0) return { at: first === 0 ? 0 : 1, message: `the file is in UTF-16, or no text at all${HAS_TO}` };
  if (bytes.indexOf(LINE_FEED) >= 0) return undefined;
  const at = bytes.indexOf(CARRIAGE_RETURN);
  return at < 0 || at === bytes.length - 1 ? undefined : { at, message: BARE_RETURN };
}

const HAS_TO = ": zone files are in ASCII or UTF-8";
export const BARE_RETURN = "a carriage return without a line feed: lines end in LF or CRLF";
export const NUL_BYTE = "a NUL byte, as in files that were not written to their end; in a name or a text it is \\000";
