/**
 * Dissects the bundled capture, encodes again what decoding gave, and compares. All is well only if at least 95 frames of 100
 * come back byte for byte, and every other one is told with a reason of the closed list.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decodePcapFile } from "../../generated/pcap/pcap.js";
import { packetNamed } from "./packets.js";
import { type Difference, REASONS, differenceOf } from "./reasons.js";
import { type Walked, walkFrame } from "./walk.js";

const CAPTURE = "examples/captures/everyday.pcap";
const ENOUGH = 0.95;
const ROUNDS = 5;

interface Frame extends Walked {
  readonly number: number;
  readonly bytes: DataView;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function readFrames(path: string): Frame[] {
  const file = viewOf(readFileSync(path));
  const decoded = decodePcapFile(file, 0, file.byteLength);
  if (!decoded.ok) throw new Error(`${path} is not a capture`);
  return decoded.value.records.map(({ data }, index) => ({ number: index + 1, bytes: viewOf(data), ...walkFrame(viewOf(data)) }));
}

/** Outermost first, so that each packet overwrites the bytes that the one around it kept for it. */
function encodeAgain({ bytes, layers }: Frame, into: DataView): void {
  for (const { packet, at, end, args } of layers) {
    const { decode, encode } = packetNamed(packet);
    const decoded = decode(bytes, at, end, ...args);
    if (decoded.ok) encode(decoded.value, into, at, ...args);
  }
}

function isSame(frame: Frame, scratch: Uint8Array): boolean {
  scratch.fill(0xa5);
  encodeAgain(frame, viewOf(scratch));
  for (let at = 0; at < frame.bytes.byteLength; at++) if (scratch[at] !== frame.bytes.getUint8(at)) return false;
  return true;
}

function firstDifference({ bytes, layers }: Frame): Difference | undefined {
  for (const layer of layers) {
    const difference = differenceOf(bytes, layer);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

/** Microseconds to decode and encode every packet of a frame: the median of some rounds over all frames. */
function timeOf(frames: readonly Frame[], scratch: Uint8Array): number {
  const into = viewOf(scratch);
  const rounds = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    for (const frame of frames) encodeAgain(frame, into);
    return ((performance.now() - start) * 1000) / frames.length;
  });
  return rounds.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
}

function countByName(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${count} ${name}`)
    .join(", ");
}

/** A frame that comes back although one of its packets is not canonical would be a fault too. */
function reportOthers(frames: readonly Frame[]): boolean {
  let known = true;
  for (const frame of frames) {
    const difference = firstDifference(frame);
    known &&= difference !== undefined;
    const reason = difference === undefined ? "no reason found" : `${difference.field}: ${REASONS[difference.reason]}`;
    console.log(`  frame ${frame.number}: ${reason}`);
  }
  return known;
}

export function runMainJob(root: string): boolean {
  const frames = readFrames(join(root, CAPTURE));
  const scratch = new Uint8Array(1 << 17);
  const others = frames.filter((frame) => !isSame(frame, scratch));
  const same = frames.length - others.length;
  const refused = frames.flatMap((frame) => frame.refused ?? []);
  console.log(`${CAPTURE}: ${frames.length} frames`);
  console.log(`packets: ${countByName(frames.flatMap(({ layers }) => layers.map(({ packet }) => packet)))}`);
  if (refused.length > 0) console.log(`kept as bytes, for they do not decode: ${countByName(refused)}`);
  console.log(`${same} of ${frames.length} frames came back byte for byte, ${timeOf(frames, scratch).toFixed(1)} microseconds a frame`);
  return reportOthers(others) && frames.length > 0 && same >= ENOUGH * frames.length;
}
