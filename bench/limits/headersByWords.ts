/**
 * The same as headers.ts with all that the compiler does and more: whatever stands in one word is read at once, all of both headers,
 * and options by kind and length. How far code over a DataView gets that has nothing to keep.
 */
import type { Packets } from "../data.js";

/** Adds up all fields of both headers of every packet, and the sizes of the options and the data. */
export function sumHeaders({ bytes, starts, count }: Packets): number {
  let total = 0;
  for (let index = 0; index < count; index++) {
    total = (total + sumPacket(bytes, starts[index] ?? 0, starts[index + 1] ?? 0)) | 0;
  }
  return total;
}

function sumPacket(bytes: DataView, at: number, end: number): number {
  if (end - at < 20) return -1;
  const first = bytes.getInt32(at);
  const header = (first >> 22) & 60;
  const totalLength = first & 0xffff;
  if (first >>> 28 !== 4 || header < 20 || totalLength < header || totalLength > end - at) return -1;
  const segment = at + header;
  if (header > 20 && !ipOptionsSound(bytes, at + 20, segment)) return -1;
  const fragment = bytes.getInt32(at + 4);
  const protocol = bytes.getInt32(at + 8);
  const ip =
    (first >>> 28) +
    ((first >> 24) & 15) +
    ((first >> 18) & 63) +
    ((first >> 16) & 3) +
    totalLength +
    (fragment >>> 16) +
    ((fragment >> 15) & 1) +
    ((fragment >> 14) & 1) +
    ((fragment >> 13) & 1) +
    (fragment & 0x1fff) +
    (protocol >>> 24) +
    ((protocol >> 16) & 255) +
    (protocol & 0xffff) +
    bytes.getInt32(at + 12) +
    bytes.getInt32(at + 16) +
    (header - 20);
  return (ip + sumSegment(bytes, segment, at + totalLength)) | 0;
}

function sumSegment(bytes: DataView, at: number, end: number): number {
  if (end - at < 20) return -1;
  const word = bytes.getInt32(at + 12);
  const header = (word >>> 26) & 60;
  if (header < 20 || header > end - at) return -1;
  if (header > 20 && !tcpOptionsSound(bytes, at + 20, at + header)) return -1;
  const ports = bytes.getInt32(at);
  const checksum = bytes.getInt32(at + 16);
  const sum =
    (ports >>> 16) +
    (ports & 0xffff) +
    bytes.getInt32(at + 4) +
    bytes.getInt32(at + 8) +
    (word >>> 28) +
    ((word >> 25) & 7) +
    ((word >> 24) & 1) +
    ((word >> 23) & 1) +
    ((word >> 22) & 1) +
    ((word >> 21) & 1) +
    ((word >> 20) & 1) +
    ((word >> 19) & 1) +
    ((word >> 18) & 1) +
    ((word >> 17) & 1) +
    ((word >> 16) & 1) +
    (word & 0xffff) +
    (checksum >>> 16) +
    (checksum & 0xffff) +
    (header - 20) +
    (end - at - header);
  return sum | 0;
}

/** The next four bytes: there are always four before the end, and zeros stand for what is behind it. */
function wordAt(bytes: DataView, at: number, end: number): number {
  return end - at < 4 ? bytes.getInt32(end - 4) << ((at + 4 - end) << 3) : bytes.getInt32(at);
}

function tcpOptionsSound(bytes: DataView, start: number, end: number): boolean {
  let at = start;
  do {
    let word = wordAt(bytes, at, end);
    if (word >>> 16 === 0x0101) {
      at += 2;
      word <<= 16;
    }
    const head = word >>> 16;
    const kind = head >> 8;
    const length = head & 255;
    if (head === 0x0204 || head === 0x0303 || head === 0x0402 || head === 0x080a) at += length;
    else if (kind === 1) at++;
    else if (kind === 0) return true;
    else if (length < 2 || (kind >= 2 && kind <= 4) || kind === 8 || (kind === 5 && (length - 2) % 8 !== 0)) return false;
    else at += length;
  } while (at < end);
  return at === end;
}

function ipOptionsSound(bytes: DataView, start: number, end: number): boolean {
  let at = start;
  do {
    const head = wordAt(bytes, at, end) >>> 16;
    const type = head >> 8;
    const length = head & 255;
    if (head === 0x9404) at += length;
    else if (type === 1) at++;
    else if (type === 0) return true;
    else if (length < 2 || type === 148 || (type === 68 && (length < 4 || length % 4 !== 0))) return false;
    else if ((type === 7 || type === 131 || type === 137) && length % 4 !== 3) return false;
    else at += length;
  } while (at < end);
  return at === end;
}
