/**
 * The limit: IPv4 and TCP headers, options checked, every field read, by hand for just this task with a DataView.
 * What is checked is what specs/ipv4.mpl and specs/tcp.mpl say.
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
  const first = bytes.getUint16(at);
  const ipHeader = ((first >> 8) & 15) * 4;
  const totalLength = bytes.getUint16(at + 2);
  if (first >> 12 !== 4 || ipHeader < 20 || totalLength < ipHeader || totalLength > end - at) return -1;
  const segment = at + ipHeader;
  if (ipHeader > 20 && !ipOptionsSound(bytes, at + 20, segment)) return -1;
  const fragment = bytes.getUint16(at + 6);
  const ip =
    (first >> 12) +
    ((first >> 8) & 15) +
    ((first >> 2) & 63) +
    (first & 3) +
    totalLength +
    bytes.getUint16(at + 4) +
    (fragment >> 15) +
    ((fragment >> 14) & 1) +
    ((fragment >> 13) & 1) +
    (fragment & 0x1fff) +
    bytes.getUint8(at + 8) +
    bytes.getUint8(at + 9) +
    bytes.getUint16(at + 10) +
    bytes.getUint32(at + 12) +
    bytes.getUint32(at + 16) +
    (ipHeader - 20);
  return (ip + sumSegment(bytes, segment, at + totalLength)) | 0;
}

function sumSegment(bytes: DataView, at: number, end: number): number {
  if (end - at < 20) return -1;
  const word = bytes.getUint16(at + 12);
  const header = (word >> 12) * 4;
  if (header < 20 || header > end - at) return -1;
  if (header > 20 && !tcpOptionsSound(bytes, at + 20, at + header)) return -1;
  const sum =
    bytes.getUint16(at) +
    bytes.getUint16(at + 2) +
    bytes.getUint32(at + 4) +
    bytes.getUint32(at + 8) +
    (word >> 12) +
    ((word >> 9) & 7) +
    ((word >> 8) & 1) +
    ((word >> 7) & 1) +
    ((word >> 6) & 1) +
    ((word >> 5) & 1) +
    ((word >> 4) & 1) +
    ((word >> 3) & 1) +
    ((word >> 2) & 1) +
    ((word >> 1) & 1) +
    (word & 1) +
    bytes.getUint16(at + 14) +
    bytes.getUint16(at + 16) +
    bytes.getUint16(at + 18) +
    (header - 20) +
    (end - at - header);
  return sum | 0;
}

function tcpOptionsSound(bytes: DataView, at: number, end: number): boolean {
  let position = at;
  while (position < end) {
    const kind = bytes.getUint8(position);
    if (kind === 0) return true;
    if (kind === 1) {
      position++;
      continue;
    }
    if (end - position < 2) return false;
    const length = bytes.getUint8(position + 1);
    if (length < 2 || length > end - position || !tcpOptionLengthSound(kind, length)) return false;
    position += length;
  }
  return true;
}

function tcpOptionLengthSound(kind: number, length: number): boolean {
  switch (kind) {
    case 2:
      return length === 4;
    case 3:
      return length === 3;
    case 4:
      return length === 2;
    case 5:
      return (length - 2) % 8 === 0;
    case 8:
      return length === 10;
    default:
      return true;
  }
}

function ipOptionsSound(bytes: DataView, at: number, end: number): boolean {
  let position = at;
  while (position < end) {
    const type = bytes.getUint8(position);
    if (type === 0) return true;
    if (type === 1) {
      position++;
      continue;
    }
    if (end - position < 2) return false;
    const length = bytes.getUint8(position + 1);
    if (length < 2 || length > end - position || !ipOptionLengthSound(type, length)) return false;
    position += length;
  }
  return true;
}

function ipOptionLengthSound(type: number, length: number): boolean {
  switch (type) {
    case 7:
    case 131:
    case 137:
      return length % 4 === 3;
    case 68:
      return length >= 4 && length % 4 === 0;
    case 148:
      return length === 4;
    default:
      return true;
  }
}
