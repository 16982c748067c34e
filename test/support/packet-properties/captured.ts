/** Real packets as a source of bytes: frames of captures, and what is found inside them, by what the specs say of payloads. */
import type { CapturedFrame } from "../capture/types.js";
import type { Args, GeneratedPacket } from "../generated-packet.js";
import type { Input } from "./subjects.js";

/** More of one packet add little. */
const MOST = 30;
const MOST_FRAMES = 400;
const DEEPEST = 8;

export type Captured = ReadonlyMap<GeneratedPacket, Input[]>;

export function capturedInputs(packets: readonly GeneratedPacket[], frames: readonly CapturedFrame[]): Captured {
  const found = new Map<GeneratedPacket, Input[]>();
  const ethernet = packets.find(({ packet }) => packet.name === "ethernet");
  for (const frame of frames.slice(0, MOST_FRAMES)) if (ethernet !== undefined) visit(packets, ethernet, frame.bytes, DEEPEST, found);
  return found;
}

/** Parameters are what no capture tells: none of them changes a layout from which more packets hang. */
function someArgs({ packet }: GeneratedPacket): Args {
  return packet.params.map((param) => (param.type === "bool" ? false : 0n));
}

function visit(
  packets: readonly GeneratedPacket[],
  packet: GeneratedPacket,
  bytes: Uint8Array,
  depth: number,
  found: Map<GeneratedPacket, Input[]>,
): void {
  const inputs = found.get(packet) ?? [];
  found.set(packet, inputs);
  if (depth === 0 || (inputs.length >= MOST && depth < DEEPEST)) return;
  const args = someArgs(packet);
  const decoded = packet.decode(new DataView(bytes.slice().buffer), 0, bytes.length, args);
  if (!decoded.ok) return;
  if (bytes.length < 600 && inputs.length < MOST) inputs.push({ bytes, args });
  for (const dissection of packet.program.dissections.filter((one) => one.packet === packet.packet.index)) {
    const key = packet.model.keys.get(dissection.payload) ?? "";
    const targets = packets.filter((candidate) =>
      dissection.arms.some(({ targets: offered }) => offered.some(({ packet: index }) => index === candidate.packet.index)),
    );
    // Whichever packet takes the bytes: a wrong one is a good test too.
    for (const payload of payloads(decoded.value, key)) for (const target of targets) visit(packets, target, payload, depth - 1, found);
  }
}

/** Byte fields of this name, at any depth. */
function payloads(value: unknown, key: string): Uint8Array[] {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return [];
  return Object.entries(value).flatMap(([name, part]: [string, unknown]) =>
    name === key && part instanceof Uint8Array && part.length > 0 ? [part] : payloads(part, key),
  );
}
