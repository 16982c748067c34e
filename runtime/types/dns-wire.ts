/**
 * Domain names in wire form (RFC 1035 sections 3.1 and 4.1.4), in place: nothing here allocates or throws.
 *
 * A name is labels of 1 to 63 bytes behind a length byte, ended by a zero byte or by a pointer (two bytes, top bits 11) to
 * where the rest stands. Pointers count from `base`, the message's start. At most 255 bytes in all, pointers followed.
 * A pointer must lead to before the place where the labels it ends began (the name's start, then the previous
 * pointer's target), and what it leads to must end before there: so every step goes back, and no name can loop.
 * At most MAX_HOPS pointers are followed, which any name of 127 labels can do with.
 */
import { MALFORMED, needMore } from "../codes.js";
import { counted } from "../values.js";

// V8 reads an exported constant from memory and checks its type at each use; these it knows.
const NAME = 255;
const LABEL = 63;
const HOPS = 127;

/** Longest name in bytes, length bytes and the root's zero counted. */
export const MAX_NAME: number = NAME;
export const MAX_LABEL: number = LABEL;
export const MAX_HOPS: number = HOPS;
/** Pointers have 14 bits. */
export const POINTER_REACH = 0x4000;

/** The end of the encoded name at `at` (after its first pointer, if it has one), or a code. */
export function checkName(bytes: DataView, at: number, end: number, base: number): number {
  // Most names have no pointer: the length is tested once, where the labels end. Small, so that V8 inlines it.
  let position = at;
  let size = LABEL;
  while (position < end && (size = bytes.getUint8(position)) !== 0 && size <= LABEL) position += 1 + size;
  return size === 0 && position - at < NAME ? position + 1 : checkEnding(bytes, at, position, end, base);
}

/** The rest of {@link checkName} from where the labels end otherwise than with the root. */
function checkEnding(bytes: DataView, at: number, position: number, end: number, base: number): number {
  if (position - at >= NAME) return MALFORMED;
  if (position >= end) return needMore(position - end + 1);
  const size = followPointers(bytes, at, position, end, base);
  return size < 0 ? size : position + 2;
}

/**
 * The rest of {@link checkName} from the name's first pointer on, which stands at `from` (RFC 1035 section 4.1.4).
 * @returns the length of the whole name plus 256 for each pointer, or a code.
 */
export function followPointers(bytes: DataView, at: number, from: number, end: number, base: number): number {
  if (bytes.getUint8(from) < 0xc0 || from - at >= NAME) return MALFORMED;
  if (from + 1 >= end) return needMore(1);
  // Of all labels so far.
  let length = from - at;
  let limit = at;
  let position = from;
  for (let hops = 0; hops < HOPS; hops++) {
    const target = base + (bytes.getUint16(position) & 0x3fff);
    if (!(target >= 0 && target < limit)) return MALFORMED;
    position = target;
    let size = 0;
    while (position < limit) {
      size = bytes.getUint8(position);
      if (size > LABEL) break;
      position += 1 + size;
      if (size === 0) return length + position - target > NAME ? MALFORMED : ((hops + 1) << 8) + length + position - target;
    }
    length += position - target;
    if (size < 0xc0 || length >= NAME || position + 1 >= limit) return MALFORMED;
    limit = target;
  }
  return MALFORMED;
}

/** Where the encoded name at `at` ends, pointers not followed; a code where it does not. */
export function nameEnd(bytes: DataView, at: number, end: number = bytes.byteLength): number {
  let position = at;
  while (position < end) {
    const size = bytes.getUint8(position);
    if (size === 0) return position + 1;
    if (size >= 0xc0) return position + 2 <= end ? position + 2 : needMore(1);
    if (size > LABEL || position - at > NAME) return MALFORMED;
    position += 1 + size;
  }
  return needMore(position - end + 1);
}

/**
 * From a position in a name, the position of the next label's length byte, pointers followed; -1 where there is none.
 * The label's bytes are then before `end`, which is at most the length of `bytes`.
 */
export function labelAt(bytes: DataView, at: number, base: number, end: number): number {
  let position = at;
  for (let hops = 0; hops <= HOPS && position >= 0 && position < end; hops++) {
    const size = bytes.getUint8(position);
    if (size <= LABEL) return position + size < end ? position : -1;
    if (size < 0xc0 || position + 1 >= end) return -1;
    const target = base + (bytes.getUint16(position) & 0x3fff);
    if (target >= position) return -1;
    position = target;
  }
  return -1;
}

/** Length of the name's wire form without pointers, 1 to 255; MALFORMED where the bytes are no name. */
export function nameLength(bytes: DataView, at: number, base: number): number {
  const end = bytes.byteLength;
  let length = 1;
  for (let label = labelAt(bytes, at, base, end); label >= 0;) {
    const size = bytes.getUint8(label);
    if (size === 0) return length;
    length += 1 + size;
    if (length > NAME) return MALFORMED;
    label = labelAt(bytes, label + 1 + size, base, end);
  }
  return MALFORMED;
}

/** How many labels the name has, the root not counted; MALFORMED where the bytes are no name. */
export function countLabels(bytes: DataView, at: number, base: number): number {
  const end = bytes.byteLength;
  let count = 0;
  for (let label = labelAt(bytes, at, base, end); label >= 0 && count < 128; count++) {
    const size = bytes.getUint8(label);
    if (size === 0) return count;
    label = labelAt(bytes, label + 1 + size, base, end);
  }
  return MALFORMED;
}

/**
 * Copies the name without pointers to `out`, which must have MAX_NAME bytes from `outAt`; returns the end there,
 * or MALFORMED where the bytes are no name.
 */
export function copyName(bytes: DataView, at: number, base: number, out: Uint8Array, outAt: number): number {
  const end = bytes.byteLength;
  let position = outAt;
  for (let label = labelAt(bytes, at, base, end); label >= 0;) {
    const size = bytes.getUint8(label);
    if (position + size + (size === 0 ? 1 : 2) > outAt + NAME) return MALFORMED;
    for (let index = 0; index <= size; index++) out[position + index] = bytes.getUint8(label + index);
    position += 1 + size;
    if (size === 0) return position;
    label = labelAt(bytes, label + 1 + size, base, end);
  }
  return MALFORMED;
}

/** A to Z as a to z. */
function lower(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}

/** Whether two names are the same, ASCII letters' case ignored unless `exact`. False where either is no name. */
export function sameNames(
  bytesA: DataView,
  atA: number,
  baseA: number,
  bytesB: DataView,
  atB: number,
  baseB: number,
  exact: boolean,
): boolean {
  const endA = bytesA.byteLength;
  const endB = bytesB.byteLength;
  let a = labelAt(bytesA, atA, baseA, endA);
  let b = labelAt(bytesB, atB, baseB, endB);
  for (let length = 1; length <= NAME && a >= 0 && b >= 0;) {
    const size = bytesA.getUint8(a);
    if (size !== bytesB.getUint8(b)) return false;
    if (size === 0) return true;
    for (let index = 1; index <= size; index++) {
      const byteA = bytesA.getUint8(a + index);
      const byteB = bytesB.getUint8(b + index);
      if (byteA !== byteB && (exact || lower(byteA) !== lower(byteB))) return false;
    }
    length += 1 + size;
    a = labelAt(bytesA, a + 1 + size, baseA, endA);
    b = labelAt(bytesB, b + 1 + size, baseB, endB);
  }
  return false;
}

/**
 * Whether the name is `wire` (a name's wire form without pointers), ASCII letters' case ignored (RFC 4343). False where the bytes
 * before `end` are no name. V8 calls a builtin for `byteLength`: on hot paths give an end that is known.
 */
export function equalsName(bytes: DataView, at: number, base: number, wire: Uint8Array, end: number = bytes.byteLength): boolean {
  // Without pointers both are the same bytes, length bytes too: those are below 64, so none is a letter. One loop over them is
  // faster than one over labels and one over each label's bytes.
  const size = wire.length;
  if (at + size > end) return equalsByLabels(bytes, at, base, wire, end);
  for (let index = 0; index < size; index++) {
    const byte = bytes.getUint8(at + index);
    const expected = wire[index] ?? 0;
    // Two bytes that differ may still be one letter in its two cases.
    if (byte !== expected && ((byte ^ expected) !== 0x20 || !isLetter(byte))) {
      return byte >= 0xc0 && equalsByLabels(bytes, at, base, wire, end);
    }
  }
  return size > 0 && wire[size - 1] === 0;
}

/** The same label by label, pointers followed. */
function equalsByLabels(bytes: DataView, at: number, base: number, wire: Uint8Array, limit: number): boolean {
  let end = limit;
  let start = at;
  let position = at;
  let index = 0;
  for (let hops = 0; position < end;) {
    const size = bytes.getUint8(position);
    if (size !== wire[index]) {
      if (size < 0xc0 || position + 1 >= end || ++hops > HOPS) return false;
      position = base + (bytes.getUint16(position) & 0x3fff);
      if (!(position >= 0 && position < start)) return false;
      end = start;
      start = position;
      continue;
    }
    if (size === 0) return true;
    index++;
    position++;
    const next = position + size;
    if (size > LABEL || next >= end) return false;
    do {
      const byte = bytes.getUint8(position);
      const expected = wire[index] ?? 0;
      if (byte !== expected && ((byte ^ expected) !== 0x20 || !isLetter(byte))) return false;
      index++;
      position++;
    } while (position < next);
  }
  return false;
}

/** Whether a byte is an ASCII letter. */
function isLetter(byte: number): boolean {
  return ((byte - 0x41) & 0xdf) < 26;
}

/** A 32-bit hash of the name (FNV-1a, signed), the same for names that differ only in ASCII letters' case. */
export function hashName(bytes: DataView, at: number, base: number): number {
  const end = bytes.byteLength;
  let hash = 0x811c9dc5 | 0;
  let length = 0;
  for (let label = labelAt(bytes, at, base, end); label >= 0 && length < NAME;) {
    const size = bytes.getUint8(label);
    if (size === 0) break;
    for (let index = 0; index <= size; index++) {
      hash = Math.imul(hash ^ lower(bytes.getUint8(label + index)), 0x01000193);
    }
    length += 1 + size;
    label = labelAt(bytes, label + 1 + size, base, end);
  }
  return hash;
}

/** The hash that {@link hashName} gives for a wire form without pointers. */
export function hashWire(wire: Uint8Array): number {
  return hashName(new DataView(wire.buffer, wire.byteOffset, wire.byteLength), 0, 0);
}

/**
 * Canonical order (RFC 4034 section 6.1): by labels from the last to the first, as unsigned bytes, ASCII letters in lower
 * case, a name before those below it. Negative, 0 or positive. Both must be checked names.
 */
export function compareNames(bytesA: DataView, atA: number, baseA: number, bytesB: DataView, atB: number, baseB: number): number {
  const endA = bytesA.byteLength;
  const endB = bytesB.byteLength;
  const countA = countLabels(bytesA, atA, baseA);
  const countB = countLabels(bytesB, atB, baseB);
  let a = skipLabels(bytesA, atA, baseA, countA - countB);
  let b = skipLabels(bytesB, atB, baseB, countB - countA);
  let order = 0;
  for (let left = Math.min(countA, countB); left > 0 && a >= 0 && b >= 0; left--) {
    const difference = compareLabels(bytesA, a, bytesB, b);
    if (difference !== 0) order = difference;
    a = labelAt(bytesA, a + 1 + bytesA.getUint8(a), baseA, endA);
    b = labelAt(bytesB, b + 1 + bytesB.getUint8(b), baseB, endB);
  }
  return order === 0 ? countA - countB : order;
}

function skipLabels(bytes: DataView, at: number, base: number, count: number): number {
  const end = bytes.byteLength;
  let label = labelAt(bytes, at, base, end);
  for (let left = count; left > 0 && label >= 0; left--) {
    label = labelAt(bytes, label + 1 + bytes.getUint8(label), base, end);
  }
  return label;
}

/** The labels whose length bytes stand at `a` and `b`. */
function compareLabels(bytesA: DataView, a: number, bytesB: DataView, b: number): number {
  const sizeA = bytesA.getUint8(a);
  const sizeB = bytesB.getUint8(b);
  for (let index = 1; index <= sizeA && index <= sizeB; index++) {
    const difference = lower(bytesA.getUint8(a + index)) - lower(bytesB.getUint8(b + index));
    if (difference !== 0) return difference;
  }
  return sizeA - sizeB;
}

/** Why {@link checkName} refused. */
export function explainName(bytes: DataView, at: number, end: number, base: number): string {
  let position = at;
  let start = at;
  let limit = end;
  let length = 1;
  for (let hops = 0; hops <= MAX_HOPS; hops++) {
    const place = (): string => `at byte ${String(position)}`;
    while (position < limit && bytes.getUint8(position) <= MAX_LABEL) {
      const size = bytes.getUint8(position);
      if (size === 0) return "expected nothing else; found a valid name";
      length += 1 + size;
      if (length > MAX_NAME) return `expected a name of at most ${String(MAX_NAME)} bytes; found a longer one ${place()}`;
      position += 1 + size;
    }
    if (position >= limit) {
      return start === at
        ? `expected the rest of a domain name; found the end after ${counted(end - at, "byte")}`
        : `expected what a pointer leads to to end before byte ${String(limit)}; found that it goes on`;
    }
    const byte = bytes.getUint8(position);
    if (byte < 0xc0) return `expected a length up to ${String(MAX_LABEL)} or a pointer; found 0x${byte.toString(16)} ${place()}`;
    if (position + 1 >= limit) return `expected the second byte of a pointer ${place()}; found the end`;
    const target = base + (bytes.getUint16(position) & 0x3fff);
    if (!(target >= 0 && target < start)) {
      return `expected a pointer back to before byte ${String(start)}; found one to byte ${String(target)} ${place()}`;
    }
    limit = start;
    start = target;
    position = target;
  }
  return `expected at most ${String(MAX_HOPS)} pointers in a name; found more`;
}
