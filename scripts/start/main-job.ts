/**
 * Dissects the bundled capture, encodes again what decoding gave, and compares. All is well only if at least 95 frames of 100
 * come back byte for byte, and every other one is told with a reason of the closed list.
 */
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { type Engine, type PacketFunctions, dissectFrame, readCapture } from "../../src/dissect/index.js";
import { type Sheet, encodeAgain, isSame, poison, sheetsOf } from "./again.js";
import { openEngine } from "./engine.js";
import { type Difference, REASONS, differenceOf } from "./reasons.js";

const CAPTURE = "examples/captures/everyday.pcap";
const ENOUGH = 0.95;
const ROUNDS = 5;

interface Frame {
  readonly number: number;
  readonly sheets: readonly Sheet[];
  /** Packets that were looked for where their bytes did not fit: they stay bytes of the packet around them. */
  readonly refused: readonly string[];
}

/** By name, as the capture's reader asks for them. */
function packetsOf(engine: Engine): (name: string) => PacketFunctions {
  return (name) => {
    const found = engine.named(name);
    if (found === undefined) throw new Error(`the specs have no ${name}`);
    return found;
  };
}

async function readFrames(path: string, engine: Engine): Promise<Frame[]> {
  const frames: Frame[] = [];
  for await (const event of readCapture(createReadStream(path), packetsOf(engine))) {
    if (event.kind === "damage") throw new Error(`${path} is damaged: ${event.damage.message}`);
    const { bytes, linkType, number } = event.frame;
    const own = bytes.slice();
    const dissected = dissectFrame(new DataView(own.buffer), 0, own.length, linkType, engine);
    const refused = dissected.layers.filter(({ outcome }) => outcome.kind !== "decoded").map(({ packet }) => packet);
    frames.push({ number, sheets: sheetsOf(dissected), refused });
  }
  return frames;
}

function comesBack({ sheets }: Frame): boolean {
  for (const sheet of sheets) {
    poison(sheet);
    encodeAgain(sheet);
  }
  return sheets.length > 0 && sheets.every(isSame);
}

/** Microseconds to decode and encode every packet of a frame: the median of some rounds over all frames. */
function timeOf(frames: readonly Frame[]): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    for (const { sheets } of frames) for (const sheet of sheets) encodeAgain(sheet);
    return ((performance.now() - start) * 1000) / frames.length;
  });
  return rounds.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
}

function countByName(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  return sorted.map(([name, count]) => `${count} ${name}`).join(", ");
}

function firstDifference({ sheets }: Frame): Difference | undefined {
  for (const layer of sheets.flatMap(({ layers }) => layers)) {
    const difference = differenceOf(layer);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

/** @returns whether each frame has a reason: one without would be a fault of mplc */
function reportOthers(frames: readonly Frame[]): boolean {
  const differences = frames.map(firstDifference);
  for (const [index, difference] of differences.entries()) {
    const reason = difference === undefined ? "no reason found" : `${difference.field}: ${REASONS[difference.reason]}`;
    console.log(`  frame ${frames[index]?.number ?? 0}: ${reason}`);
  }
  return differences.every((difference) => difference !== undefined);
}

export async function runMainJob(root: string): Promise<boolean> {
  const frames = await readFrames(join(root, CAPTURE), await openEngine(root));
  const others = frames.filter((frame) => !comesBack(frame));
  const same = frames.length - others.length;
  const layers = frames.flatMap(({ sheets }) => sheets.flatMap((sheet) => sheet.layers));
  const refused = frames.flatMap((frame) => frame.refused);
  console.log(`\n${CAPTURE}: ${frames.length} frames, ${layers.length} packets in them`);
  console.log(`  ${countByName(layers.map(({ packet }) => packet))}`);
  if (refused.length > 0) console.log(`  refused, and kept as bytes: ${countByName(refused)}`);
  console.log(
    `${same} of ${frames.length} frames came back byte for byte; decoded and encoded in ${timeOf(frames).toFixed(1)} microseconds a frame`,
  );
  return reportOthers(others) && frames.length > 0 && same >= ENOUGH * frames.length;
}
