/** Where everything stands in every packet, which values are possible, and which checks are needed. */
import type { Packet, PacketIndex, Program } from "../ir/ir.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { decodeLayout } from "./decode.js";
import { encodeObligations } from "./encode.js";
import { Collected } from "./findings.js";
import { reportIdle } from "./idle.js";
import { ZERO } from "./interval.js";
import type { Interval, Layout } from "./layout.js";
import { followedPackets, groupsInOrder } from "./order.js";
import type { PacketRecord, Surroundings } from "./record.js";
import { measureGroup, reportEndless, reportStuck } from "./recursion.js";
import { resultOf } from "./result.js";

export function analyse(program: Program): { value: Layout; diagnostics: Diagnostic[] } {
  const sizes = new Map<PacketIndex, Interval>();
  const records = new Map<PacketIndex, PacketRecord>();
  const followed = followedPackets(program);
  const findings = new Collected();
  const surroundings: Surroundings = {
    program,
    findings,
    sizeOf: (packet) => sizes.get(packet) ?? ZERO,
    fills: (packet) => records.get(packet)?.fills ?? false,
    isFollowed: (packet) => followed.has(packet),
  };
  for (const group of groupsInOrder(program)) {
    const packets = group.map((index) => program.packets[index]).filter((packet) => packet !== undefined);
    analyseGroup(packets, sizes, records, surroundings);
  }
  reportIdle(records, surroundings);
  for (const record of records.values()) encodeObligations(record, surroundings);
  return { value: resultOf(program, records, findings, surroundings), diagnostics: findings.sortedDiagnostics() };
}

function analyseGroup(
  group: readonly Packet[],
  sizes: Map<PacketIndex, Interval>,
  records: Map<PacketIndex, PacketRecord>,
  surroundings: Surroundings,
): void {
  const isRecursive = group.some((packet) => packet.recursive);
  if (isRecursive) {
    measureGroup(group, sizes, surroundings);
    reportEndless(group, sizes, surroundings);
  }
  const found = group.map((packet) => decodeLayout(packet, surroundings));
  for (const record of found) {
    records.set(record.packet.index, record);
    if (!isRecursive) sizes.set(record.packet.index, record.size);
  }
  if (isRecursive) reportStuck(found, surroundings);
}
