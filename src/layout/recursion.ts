/** Packets that contain each other: their smallest size, and whether decoding them gets anywhere. */
import type { Packet, PacketIndex } from "../ir/ir.js";
import { report } from "../diagnostics/diagnostic.js";
import { decodeLayout } from "./decode.js";
import { atLeast, between } from "./interval.js";
import type { Interval } from "./layout.js";
import { NO_FINDINGS, UNKNOWN_SIZE, type NestedUse, type PacketRecord, type Surroundings } from "./record.js";

/**
 * Starts from sizes that are far too large, which what does not recurse brings down: the smallest value of a packet is
 * one in which every recursion ends.
 */
export function measureGroup(group: readonly Packet[], sizes: Map<PacketIndex, Interval>, surroundings: Surroundings): void {
  const quiet: Surroundings = { ...surroundings, findings: NO_FINDINGS };
  for (const packet of group) sizes.set(packet.index, atLeast(UNKNOWN_SIZE));
  for (let round = 0; round <= group.length; round++) {
    if (!measureOnce(group, sizes, quiet)) return;
  }
  for (const packet of group) sizes.set(packet.index, atLeast(0n));
}

function measureOnce(group: readonly Packet[], sizes: Map<PacketIndex, Interval>, quiet: Surroundings): boolean {
  let hasChanged = false;
  for (const packet of group) {
    const before = sizes.get(packet.index)?.min ?? 0n;
    const found = decodeLayout(packet, quiet).size.min ?? 0n;
    const after = found > UNKNOWN_SIZE ? UNKNOWN_SIZE : found;
    hasChanged ||= after < before;
    sizes.set(packet.index, between(after < before ? after : before, undefined));
  }
  return hasChanged;
}

/** A packet all of whose values contain another one of the kind. */
export function reportEndless(group: readonly Packet[], sizes: Map<PacketIndex, Interval>, surroundings: Surroundings): void {
  for (const packet of group) {
    if ((sizes.get(packet.index)?.min ?? 0n) < UNKNOWN_SIZE) continue;
    sizes.set(packet.index, atLeast(0n));
    surroundings.findings.diagnostic(report("MPL0803", packet.span, `every \`${packet.name}\` contains another one, without an end`));
  }
}

/** A cycle of nested packets on which nothing is read can go on for ever. */
export function reportStuck(records: readonly PacketRecord[], surroundings: Surroundings): void {
  const stuck = new Map<PacketIndex, readonly NestedUse[]>();
  const members = new Set(records.map((record) => record.packet.index));
  for (const { packet, uses } of records)
    stuck.set(
      packet.index,
      uses.filter((use) => !use.advances && members.has(use.packet)),
    );
  const [use] = removeAcyclic(stuck);
  if (use === undefined) return;
  const name = surroundings.program.packets[use.packet]?.name ?? "";
  surroundings.findings.diagnostic(
    report("MPL1012", use.span, `\`${name}\` can contain itself before anything is read`, {
      help: "read something first, or bound it to less than what is left",
    }),
  );
}

/** Takes away packets that lead nowhere; what is left lies on, or leads to, a cycle. */
function removeAcyclic(edges: Map<PacketIndex, readonly NestedUse[]>): readonly NestedUse[] {
  for (let hasChanged = true; hasChanged;) {
    hasChanged = false;
    for (const [packet, uses] of edges) {
      const left = uses.filter((use) => edges.has(use.packet));
      if (left.length === 0) edges.delete(packet);
      else edges.set(packet, left);
      hasChanged ||= left.length !== uses.length || left.length === 0;
    }
  }
  return [...edges.values()][0] ?? [];
}
