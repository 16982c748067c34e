/** Domain names from the bytes of a zone file (RFC 1035 section 5.1), straight into wire form. */
import { DnsName } from "../../../runtime/types/dns-name.js";
import { NameSource } from "../../../runtime/types/dns-source.js";
import { BAD_ESCAPE, readEscape } from "./escapes.js";

const DOT = 0x2e;
const AT_SIGN = 0x40;
const BACKSLASH = 0x5c;
const LONGEST_LABEL = 63;
export const LONGEST_NAME = 255;
/** Every byte as `\DDD`, and the last dot. */
const LONGEST_TEXT = 4 * LONGEST_NAME;

/** Why {@link writeName} refused a name. */
export const NAME_EMPTY_LABEL = -1;
export const NAME_LONG_LABEL = -2;
export const NAME_TOO_LONG = -3;
export const NAME_BAD_ESCAPE = -4;

/**
 * Writes the name in `start..stop`, made absolute by the origin, at the start of `out`, which has LONGEST_NAME bytes.
 *
 * @returns its length, or one of the negative numbers above
 */
export function writeName(bytes: Uint8Array, start: number, stop: number, out: Uint8Array, origin: Uint8Array): number {
  if (stop - start === 1) {
    if (bytes[start] === AT_SIGN) return append(out, 0, origin);
    if (bytes[start] === DOT) return root(out);
  }
  if (stop - start > LONGEST_TEXT) return NAME_TOO_LONG;
  let label = 0;
  // What is written behind the end of `out` is lost, and the length tells.
  let position = 1;
  for (let at = start; at < stop; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === DOT) {
      const size = position - label - 1;
      if (size === 0) return NAME_EMPTY_LABEL;
      if (size > LONGEST_LABEL) return NAME_LONG_LABEL;
      out[label] = size;
      label = position++;
    } else if (byte === BACKSLASH) {
      const escape = readEscape(bytes, at, stop);
      if (escape === BAD_ESCAPE) return NAME_BAD_ESCAPE;
      out[position++] = escape & 0xff;
      at += (escape >> 8) - 1;
    } else {
      out[position++] = byte;
    }
  }
  const size = position - label - 1;
  if (size > LONGEST_LABEL) return NAME_LONG_LABEL;
  out[label] = size;
  if (size > 0) return append(out, position, origin);
  return position > LONGEST_NAME ? NAME_TOO_LONG : position;
}

function root(out: Uint8Array): number {
  out[0] = 0;
  return 1;
}

function append(out: Uint8Array, at: number, origin: Uint8Array): number {
  const length = origin.length;
  if (at + length > LONGEST_NAME) return NAME_TOO_LONG;
  for (let index = 0; index < length; index++) out[at + index] = origin[index] ?? 0;
  return at + length;
}

/** One name that is used for all records, one after the other. */
export class NameSlot {
  readonly bytes = new Uint8Array(LONGEST_NAME);
  readonly #source = new NameSource(new DataView(this.bytes.buffer), 0);
  readonly #name = new DnsName(this.#source, 0);

  /** The name in `bytes`. */
  get name(): DnsName {
    // It keeps its text, which is that of the name before.
    this.#source.texts = undefined;
    return this.#name;
  }
}
