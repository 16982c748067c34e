/** The findings in the form in which other stages ask for them. */
import type { Expr, Packet, PacketIndex, Program } from "../ir/ir.js";
import { DecodeNames } from "./decode-names.js";
import { SAFE } from "./fields.js";
import type { Collected } from "./findings.js";
import { BOOLEAN, isWithin, single, ZERO } from "./interval.js";
import type { Interval, ItemLayout, Layout, Obligation, PacketLayout } from "./layout.js";
import { NO_FINDINGS, type ItemRecord, type PacketRecord, type Surroundings } from "./record.js";
import { inBytes } from "./units.js";
import { partsOf } from "../ir/walk.js";

const NO_LAYOUT: ItemLayout = { bit: 0, size: ZERO, available: 0n };

export function resultOf(
  program: Program,
  records: ReadonlyMap<PacketIndex, PacketRecord>,
  found: Collected,
  surroundings: Surroundings,
): Layout {
  const packets = program.packets.map((packet) => packetLayout(packet, records.get(packet.index)));
  const obligations = found.sortedObligations();
  const proofs = proofTable(obligations);
  const { ranges } = found;
  const range = (packet: Packet, expr: Expr): Interval => {
    const known = ranges.get(expr) ?? rangeAtEnd(records.get(packet.index), surroundings, expr);
    ranges.set(expr, known);
    return known;
  };
  return {
    program,
    packets,
    obligations,
    range,
    isSafe: (packet, expr) => everyPart(expr, (part) => part.type !== "int" || isWithin(range(packet, part), SAFE)),
    proved: (packet, item, kind, direction) => proofs.get(proofKey(packet.index, item, kind, direction)) ?? false,
  };
}

function packetLayout(packet: Packet, record: PacketRecord | undefined): PacketLayout {
  let length = packet.items.length;
  for (const id of record?.items.keys() ?? []) length = Math.max(length, id + 1);
  const items = Array.from({ length }, (_, id) => itemLayout(record?.items.get(id)));
  return { packet, items, size: record === undefined ? ZERO : inBytes(record.size) };
}

function itemLayout(record: ItemRecord | undefined): ItemLayout {
  if (record === undefined) return NO_LAYOUT;
  const { bit, size, available, value, element, endBit, start } = record;
  const offset = single(start.relative);
  return {
    bit,
    size,
    available,
    ...(offset === undefined ? {} : { offset: Number(offset) }),
    ...(value === undefined ? {} : { value }),
    ...(element === undefined ? {} : { element }),
    ...(endBit === undefined ? {} : { endBit }),
  };
}

/** One that is not proved spoils the others of its kind at the same item. */
function proofTable(obligations: readonly Obligation[]): ReadonlyMap<string, boolean> {
  const table = new Map<string, boolean>();
  for (const { packet, item, kind, direction, proved } of obligations) {
    for (const way of direction === "both" ? (["decode", "encode"] as const) : [direction]) {
      const key = proofKey(packet, item, kind, way);
      table.set(key, proved && (table.get(key) ?? true));
    }
  }
  return table;
}

function proofKey(packet: PacketIndex, item: number, kind: string, direction: string): string {
  return `${packet} ${item} ${kind} ${direction}`;
}

function everyPart(expr: Expr, holds: (part: Expr) => boolean): boolean {
  const pending: Expr[] = [expr];
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    if (!holds(part)) return false;
    pending.push(...partsOf(part));
  }
  return true;
}

/** Of expressions outside packets (those of a `dissect`): the whole packet has been read. */
function rangeAtEnd(record: PacketRecord | undefined, surroundings: Surroundings, expr: Expr): Interval {
  if (record === undefined) return SAFE;
  if (expr.type !== "int") return BOOLEAN;
  return new WholePacket(record, { ...surroundings, findings: NO_FINDINGS }).number(expr).range;
}

class WholePacket extends DecodeNames {
  constructor(record: PacketRecord, surroundings: Surroundings) {
    super(record.packet, surroundings);
    record.items.forEach((item, id) => this.records.set(id, item));
    record.values.forEach((range, id) => this.allowed.set(id, range));
  }
  override block(): void {}
}
