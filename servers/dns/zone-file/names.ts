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
 * Writes the name in `start..stop`, made absolute by the origin, in the slot.
 *
 * @returns its length, or one of the negative numbers above
 */
export function writeName(bytes: Uint8Array, start: number, stop: number, name: NameSlot, origin: Origin): number {
  const out = name.bytes;
  if (stop - start === 1) {
    if (bytes[start] === AT_SIGN) return append(name, 0, origin);
    if (bytes[start] === DOT) return root(out);
  }
  if (stop - start > LONGEST_TEXT) return NAME_TOO_LONG;
  let label = 0;
  // What is written behind the slot's end is lost, and the length tells.
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
  if (size > 0) return append(name, position, origin);
  return position > LONGEST_NAME ? NAME_TOO_LONG : position;
}

function root(out: Uint8Array): number {
  out[0] = 0;
  return 1;
}

/** Four bytes at a time, the last of which may overlap those before: this is done for most names of a zone. */
function append(name: NameSlot, at: number, origin: Origin): number {
  const { length } = origin;
  if (at + length > LONGEST_NAME) return NAME_TOO_LONG;
  if (length < 4) {
    name.bytes.set(origin.bytes, at);
    return at + length;
  }
  const from = origin.view;
  const to = name.view;
  const last = length - 4;
  for (let index = 0; index < last; index += 4) to.setInt32(at + index, from.getInt32(index));
  to.setInt32(at + last, from.getInt32(last));
  return at + length;
}

/** What relative names end in. */
export class Origin {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly length: number;

  /** @param wire a name in wire form, which is copied */
  constructor(wire: Uint8Array) {
    // Not `slice`, with which a Buffer copies nothing.
    this.bytes = Uint8Array.from(wire);
    this.view = new DataView(this.bytes.buffer);
    this.length = wire.length;
  }
}

/** One name that is used for all records, one after the other. */
export class NameSlot {
  readonly bytes = new Uint8Array(LONGEST_NAME);
  readonly view = new DataView(this.bytes.buffer);
  readonly #source = new NameSource(this.view, 0);
  readonly #name = new DnsName(this.#source, 0);

  /** The name in `bytes`. */
  get name(): DnsName {
    // It keeps its text, which is that of the name before.
    this.#source.texts = undefined;
    return this.#name;
  }
}
