/** Classic capture files (draft-ietf-opsawg-pcap), either byte order, micro- or nanoseconds. Written by hand: an oracle for tests. */
import { type CapturedFrame, LINK_ETHERNET } from "./types.js";

const MICROSECONDS = 0xa1b2c3d4;
const NANOSECONDS = 0xa1b23c4d;
const FILE_HEADER = 24;
const RECORD_HEADER = 16;

interface Header {
  readonly littleEndian: boolean;
  readonly unit: bigint;
  readonly linkType: number;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function isPcap(bytes: Uint8Array): boolean {
  return (
    bytes.length >= FILE_HEADER && [true, false].some((little) => [MICROSECONDS, NANOSECONDS].includes(viewOf(bytes).getUint32(0, little)))
  );
}

function readHeader(view: DataView): Header {
  const littleEndian = [MICROSECONDS, NANOSECONDS].includes(view.getUint32(0, true));
  const magic = view.getUint32(0, littleEndian);
  if (magic !== MICROSECONDS && magic !== NANOSECONDS) throw new Error("not a pcap file");
  return { littleEndian, unit: magic === NANOSECONDS ? 1n : 1000n, linkType: view.getUint32(20, littleEndian) & 0xffff };
}

export function readPcap(bytes: Uint8Array): readonly CapturedFrame[] {
  const view = viewOf(bytes);
  const { linkType, littleEndian, unit } = readHeader(view);
  const frames: CapturedFrame[] = [];
  for (let at = FILE_HEADER; at < bytes.length;) {
    const word = (index: number): number => view.getUint32(at + index * 4, littleEndian);
    const end = at + RECORD_HEADER + word(2);
    if (end > bytes.length) throw new Error(`record at ${at.toString()} reaches beyond the file`);
    const nanoseconds = BigInt(word(0)) * 1_000_000_000n + BigInt(word(1)) * unit;
    frames.push({ linkType, nanoseconds, originalLength: word(3), bytes: bytes.subarray(at + RECORD_HEADER, end) });
    at = end;
  }
  return frames;
}

export function writePcap(frames: readonly CapturedFrame[]): Uint8Array {
  const total = frames.reduce((sum, frame) => sum + RECORD_HEADER + frame.bytes.length, FILE_HEADER);
  const bytes = new Uint8Array(total);
  const view = viewOf(bytes);
  [MICROSECONDS, 0x00040002, 0, 0, 0xffff, frames[0]?.linkType ?? LINK_ETHERNET].forEach((word, index) =>
    view.setUint32(index * 4, word, true),
  );
  frames.reduce((at, frame) => writeRecord(bytes, view, at, frame), FILE_HEADER);
  return bytes;
}

function writeRecord(bytes: Uint8Array, view: DataView, at: number, frame: CapturedFrame): number {
  const microseconds = frame.nanoseconds / 1000n;
  const words = [Number(microseconds / 1_000_000n), Number(microseconds % 1_000_000n), frame.bytes.length, frame.originalLength];
  words.forEach((word, index) => view.setUint32(at + index * 4, word, true));
  bytes.set(frame.bytes, at + RECORD_HEADER);
  return at + RECORD_HEADER + frame.bytes.length;
}
