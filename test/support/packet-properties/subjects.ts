/** The packets under test, and bytes to begin with. */
import type { Example, Packet } from "../../../src/ir/ir.js";
import { subexpressions } from "../../../src/ir/walk.js";
import { itemsIn, ownExprs } from "../../../src/emit/walk-ir.js";
import type { Args, GeneratedPacket } from "../generated-packet.js";

export interface Input {
  readonly bytes: Uint8Array;
  readonly args: Args;
}

export interface Subject {
  readonly packet: GeneratedPacket;
  /** All of the program: nested packets' views are among them. */
  readonly packets: readonly GeneratedPacket[];
  readonly examples: readonly Input[];
  /** How long it is depends on how much input there is. */
  readonly usesEnd: boolean;
}

export function subjectsOf(
  packets: readonly GeneratedPacket[],
  captured: ReadonlyMap<GeneratedPacket, readonly Input[]> = new Map(),
): Subject[] {
  return packets.map((packet) => ({
    packet,
    packets,
    examples: [
      ...packet.program.examples.filter((example) => example.packet === packet.packet.index).map(inputOf),
      ...(captured.get(packet) ?? []),
    ],
    usesEnd: usesEnd(packet, new Set()),
  }));
}

function inputOf(example: Example): Input {
  return { bytes: example.bytes, args: example.args.map((arg) => (arg.kind === "string" ? 0n : arg.value)) };
}

function usesEnd({ program, packet }: GeneratedPacket, seen: Set<Packet>): boolean {
  const walk = (one: Packet): boolean => {
    if (seen.has(one)) return false;
    seen.add(one);
    return [...itemsIn(one.body)].some((item) => {
      if (item.kind === "array" && item.extent.kind === "toEnd") return true;
      if (item.kind === "nested" && walk(program.packets[item.packet] ?? one)) return true;
      return [...ownExprs(item, "decode")].some((expr) => [...subexpressions(expr)].some(({ kind }) => kind === "remaining"));
    });
  };
  return walk(packet);
}
