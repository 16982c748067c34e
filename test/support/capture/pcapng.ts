/** Captures of the next generation (draft-ietf-opsawg-pcapng): sections of either byte order, enhanced and simple packet blocks. */
import { type CapturedFrame, LINK_ETHERNET } from "./types.js";

const SECTION = 0x0a0d0d0a;
const INTERFACE = 1;
const SIMPLE_PACKET = 3;
const ENHANCED_PACKET = 6;
const BYTE_ORDER = 0x1a2b3c4d;
const OPTION_RESOLUTION = 9;
const OPTION_OFFSET = 14;

interface Interface {
  readonly linkType: number;
  readonly snapshotLength: number;
  readonly unitsPerSecond: bigint;
  readonly offsetSeconds: bigint;
}

interface Section {
  littleEndian: boolean;
  interfaces: Interface[];
}

interface Block {
  readonly type: number;
  readonly body: DataView;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function isPcapng(bytes: Uint8Array): boolean {
  return bytes.length >= 12 && viewOf(bytes).getUint32(0) === SECTION;
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}

function* blocks(bytes: Uint8Array, section: Section): Generator<Block> {
  const view = viewOf(bytes);
  for (let at = 0; at < bytes.length;) {
    if (view.getUint32(at) === SECTION) {
      section.littleEndian = view.getUint32(at + 8, true) === BYTE_ORDER;
      section.interfaces = [];
    }
    const length = view.getUint32(at + 4, section.littleEndian);
    if (length < 12 || at + length > bytes.length) throw new Error(`block at ${at.toString()} reaches beyond the file`);
    yield { type: view.getUint32(at, section.littleEndian), body: new DataView(bytes.buffer, bytes.byteOffset + at + 8, length - 12) };
    at += length;
  }
}

function readOptions(body: DataView, start: number, littleEndian: boolean): ReadonlyMap<number, DataView> {
  const options = new Map<number, DataView>();
  for (let at = start; at + 4 <= body.byteLength;) {
    const code = body.getUint16(at, littleEndian);
    const length = body.getUint16(at + 2, littleEndian);
    if (code === 0) break;
    options.set(code, new DataView(body.buffer, body.byteOffset + at + 4, length));
    at += 4 + padded(length);
  }
  return options;
}

function readInterface(body: DataView, littleEndian: boolean): Interface {
  const options = readOptions(body, 8, littleEndian);
  const resolution = options.get(OPTION_RESOLUTION)?.getUint8(0) ?? 6;
  const unitsPerSecond = resolution & 0x80 ? 1n << BigInt(resolution & 0x7f) : 10n ** BigInt(resolution);
  const offsetSeconds = options.get(OPTION_OFFSET)?.getBigInt64(0, littleEndian) ?? 0n;
  return { linkType: body.getUint16(0, littleEndian), snapshotLength: body.getUint32(4, littleEndian), unitsPerSecond, offsetSeconds };
}

function interfaceOf(section: Section, index: number): Interface {
  const found = section.interfaces[index];
  if (found === undefined) throw new Error(`a packet of interface ${index.toString()}, which was not described`);
  return found;
}

function bytesOf(body: DataView, start: number, length: number): Uint8Array {
  return new Uint8Array(body.buffer, body.byteOffset + start, length);
}

function readEnhanced(body: DataView, section: Section): CapturedFrame {
  const word = (index: number): number => body.getUint32(index * 4, section.littleEndian);
  const { linkType, offsetSeconds, unitsPerSecond } = interfaceOf(section, word(0));
  const units = (BigInt(word(1)) << 32n) | BigInt(word(2));
  const nanoseconds = offsetSeconds * 1_000_000_000n + (units * 1_000_000_000n) / unitsPerSecond;
  return { linkType, nanoseconds, originalLength: word(4), bytes: bytesOf(body, 20, word(3)) };
}

function readSimple(body: DataView, section: Section): CapturedFrame {
  const originalLength = body.getUint32(0, section.littleEndian);
  const { linkType, snapshotLength } = interfaceOf(section, 0);
  const length = Math.min(originalLength, snapshotLength === 0 ? originalLength : snapshotLength);
  return { linkType, nanoseconds: 0n, originalLength, bytes: bytesOf(body, 4, length) };
}

export function readPcapng(bytes: Uint8Array): readonly CapturedFrame[] {
  const section: Section = { littleEndian: true, interfaces: [] };
  const frames: CapturedFrame[] = [];
  for (const { type, body } of blocks(bytes, section)) {
    if (type === INTERFACE) section.interfaces.push(readInterface(body, section.littleEndian));
    if (type === ENHANCED_PACKET) frames.push(readEnhanced(body, section));
    if (type === SIMPLE_PACKET) frames.push(readSimple(body, section));
  }
  return frames;
}

function block(type: number, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + padded(body.length));
  const view = viewOf(bytes);
  view.setUint32(0, type, true);
  view.setUint32(4, bytes.length, true);
  view.setUint32(bytes.length - 4, bytes.length, true);
  bytes.set(body, 8);
  return bytes;
}

function words(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  values.forEach((value, index) => viewOf(bytes).setUint32(index * 4, value, true));
  return bytes;
}

function enhanced(frame: CapturedFrame): Uint8Array {
  const header = words(
    0,
    Number(frame.nanoseconds >> 32n),
    Number(frame.nanoseconds & 0xffffffffn),
    frame.bytes.length,
    frame.originalLength,
  );
  return block(ENHANCED_PACKET, Buffer.concat([header, frame.bytes]));
}

/** One section, one interface with times in nanoseconds, little-endian. */
export function writePcapng(frames: readonly CapturedFrame[]): Uint8Array {
  const nanosecondOption = words((1 << 16) | OPTION_RESOLUTION, 9, 0);
  const section = block(SECTION, words(BYTE_ORDER, 1, 0xffffffff, 0xffffffff));
  const description = block(INTERFACE, Buffer.concat([words(frames[0]?.linkType ?? LINK_ETHERNET, 0xffff), nanosecondOption]));
  return new Uint8Array(Buffer.concat([section, description, ...frames.map(enhanced)]));
}
