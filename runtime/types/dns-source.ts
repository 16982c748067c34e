/**
 * What the domain names of one decoded message share. Most of them end in pointers to few places (RFC 1035 section 4.1.4): an
 * ending that was checked is not walked again, and the text of a whole name that pointers lead to is made once.
 */
import { MALFORMED } from "../codes.js";
import { formatName } from "./dns-text.js";
import { checkName, followPointers } from "./dns-wire.js";

// See dns-wire.ts: V8 knows only constants of the same module.
const NAME = 255;
const LABEL = 63;
/** Of a name that no pointer may lead to: it has followed as many as it may itself. */
const MOST_HOPS = 127 << 8;
/** So many texts are kept; most messages have fewer names. */
const TEXTS = 8;

/** The message that names are read from. One object for each call of a decoder: check the names in the order in which they stand. */
export class NameSource {
  readonly bytes: DataView;
  /** What compression pointers count from. */
  readonly base: number;
  // Pointers that lead to sound names, as they stand in the message, -1 for none; and for each the name's length plus 256 for
  // each pointer that it follows itself. One to the first name of all (a message's question), one to the last name that has
  // labels of its own, and the last pointer that was neither.
  first = -1;
  firstSize = 0;
  recent = -1;
  recentSize = 0;
  other = -1;
  otherSize = 0;
  texts: Kept | undefined = undefined;

  constructor(bytes: DataView, base: number) {
    this.bytes = bytes;
    this.base = base;
  }

  /** The text of the name at `at`; of a pointer alone, that of what it leads to. */
  text(at: number): string {
    const { bytes, base } = this;
    const isPointer = at >= 0 && at + 1 < bytes.byteLength && bytes.getUint8(at) >= 0xc0;
    const start = isPointer ? base + (bytes.getUint16(at) & 0x3fff) : at;
    for (let kept = this.texts; kept !== undefined; kept = kept.next) {
      if (kept.start === start) return kept.text;
    }
    const text = formatName(bytes, start, base);
    const count = this.texts === undefined ? 1 : this.texts.count + 1;
    if (count <= TEXTS) this.texts = { start, text, count, next: this.texts };
    return text;
  }
}

/** A list of texts, the newest first. */
interface Kept {
  /** Where the name starts. */
  readonly start: number;
  readonly text: string;
  /** How many there are from here on. */
  readonly count: number;
  readonly next: Kept | undefined;
}

/** What checkName returns, for the names of one message in the order in which they stand. */
export function checkNameIn(bytes: DataView, at: number, end: number, source: NameSource): number {
  if (at + 1 < end) {
    // Most names of records are nothing but a pointer.
    const pointer = bytes.getUint16(at);
    if (pointer === source.first || pointer === source.recent || pointer === source.other) return at + 2;
  }
  let position = at;
  let size = LABEL;
  while (position < end && (size = bytes.getUint8(position)) !== 0 && size <= LABEL) position += 1 + size;
  if (size !== 0 || position - at >= NAME) return checkEnding(bytes, at, position, end, source);
  remember(source, at, position + 1 - at);
  return position + 1;
}

/** A name whose labels end at `position`, not with the root. */
function checkEnding(bytes: DataView, at: number, position: number, end: number, source: NameSource): number {
  if (position - at >= NAME || position + 1 >= end || bytes.getUint8(position) < 0xc0) return checkName(bytes, at, end, source.base);
  const pointer = bytes.getUint16(position);
  const known = sizeAt(source, pointer);
  const size = known === 0 ? followPointers(bytes, at, position, end, source.base) : known + 0x100 + position - at;
  if (size < 0 || (known & 0xff) + position - at > NAME) return MALFORMED;
  if (size < MOST_HOPS) {
    if (known === 0) {
      source.other = pointer;
      source.otherSize = size - 0x100 - (position - at);
    }
    if (position > at) remember(source, at, size);
  }
  return position + 2;
}

/** The size of the name that a pointer leads to, if that is known; 0 otherwise. */
function sizeAt(source: NameSource, pointer: number): number {
  if (pointer === source.first) return source.firstSize;
  if (pointer === source.recent) return source.recentSize;
  return pointer === source.other ? source.otherSize : 0;
}

/** A name with labels of its own, to which later pointers may lead. */
function remember(source: NameSource, at: number, size: number): void {
  // Where pointers do not reach, it is none: they have 16 bits, and lead to no place before the base.
  const pointer = at < source.base ? -1 : 0xc000 + at - source.base;
  if (source.first < 0) {
    source.first = pointer;
    source.firstSize = size;
  } else {
    source.recent = pointer;
    source.recentSize = size;
  }
}
