/**
 * What asks, when encoding, for the end of the part in which it stands: `remaining()`, and whatever goes on to that end. A
 * nested packet or an element that asks cannot know it, since what stands behind it is not measured yet: it is told.
 */
import type { ArrayItem, Block, Field, Item, Nested, Packet, PacketIndex, Program } from "../ir/ir.js";
import { countsRemaining } from "../ir/walk.js";
import { blocksOf, ownExprs, untilOf } from "./walk-ir.js";

export class PartEnds {
  readonly #asking: ReadonlySet<PacketIndex>;
  readonly #writing: ReadonlySet<PacketIndex>;

  constructor(program: Program) {
    this.#asking = closure(program, (packet, known) => blockAsks(packet.body, (nested) => known.has(nested.packet)));
    this.#writing = closure(program, (packet, known) => blockWrites(packet.body, (nested) => known.has(nested.packet)));
  }

  /** Whether measuring a packet depends on where the part ends in which it stands. */
  asks({ index }: Packet): boolean {
    return this.#asking.has(index);
  }

  /** Whether a packet holds values computed from where that part ends. */
  writes({ index }: Packet): boolean {
    return this.#writing.has(index);
  }

  /** The field of an element whose value is computed from where the array's part ends. */
  writingField(item: ArrayItem): Field | undefined {
    return item.element.kind === "group" ? writingField(item.element.block) : undefined;
  }

  elementAsks(item: ArrayItem): boolean {
    return elementAsks(item, (nested) => this.#asking.has(nested.packet));
  }
}

/** The packets for which something holds, given those for which it is known to hold. */
function closure(program: Program, holds: (packet: Packet, known: ReadonlySet<PacketIndex>) => boolean): Set<PacketIndex> {
  const known = new Set<PacketIndex>();
  for (let before = -1; before !== known.size;) {
    before = known.size;
    for (const packet of program.packets) if (holds(packet, known)) known.add(packet.index);
  }
  return known;
}

type Known = (nested: Nested) => boolean;

/** Bounded parts and arrays of so many bytes have an end of their own. */
function blockAsks(block: Block, known: Known): boolean {
  return block.items.some((item) => {
    if (ownExprs(item, "encode").some(countsRemaining)) return true;
    if (item.kind === "nested") return item.bound === undefined && known(item);
    if (item.kind === "classify") return item.arms.some((arm) => blockAsks(arm.block, known));
    return item.kind === "array" && (item.extent.kind === "toEnd" || (item.extent.kind !== "bytes" && elementAsks(item, known)));
  });
}

function elementAsks(item: ArrayItem, known: Known): boolean {
  return countsRemaining(untilOf(item)) || (item.element.kind === "group" && blockAsks(item.element.block, known));
}

function blockWrites(block: Block, known: Known): boolean {
  return block.items.some((item) => {
    if (item.kind === "field") return fieldWrites(item);
    if (item.kind === "nested") return item.bound === undefined && known(item);
    return item.kind === "classify" && item.arms.some((arm) => blockWrites(arm.block, known));
  });
}

function writingField(block: Block): Field | undefined {
  for (const item of block.items) {
    if (item.kind === "field" && fieldWrites(item)) return item;
    const inside = item.kind === "classify" ? item.arms.map((arm) => writingField(arm.block)) : [];
    const found = inside.find((field) => field !== undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

function fieldWrites({ value, checksum, type }: Field): boolean {
  const order = (type.kind === "int" || type.kind === "float") && typeof type.endian === "object" ? type.endian.littleWhen : undefined;
  return [value, order, checksum?.from, checksum?.to, checksum?.seed].some(countsRemaining);
}

const ends = new WeakMap<Program, PartEnds>();

export function partEnds(program: Program): PartEnds {
  const known = ends.get(program) ?? new PartEnds(program);
  ends.set(program, known);
  return known;
}

function packetHasState(program: Program, index: PacketIndex, seen: Set<PacketIndex>): boolean {
  const packet = program.packets[index];
  if (packet === undefined || seen.has(index)) return false;
  seen.add(index);
  return blockHasState(program, packet.body, seen);
}

/** Whether the size of any of these depends on what was written before, and changes what is written behind. */
export function haveState(program: Program, items: readonly Item[]): boolean {
  return blockHasState(program, { items }, new Set());
}

function blockHasState(program: Program, block: Block, seen: Set<PacketIndex>): boolean {
  return block.items.some((item) => {
    if (item.kind === "field") return fieldHasState(program, item);
    if (item.kind === "nested") return packetHasState(program, item.packet, seen);
    if (item.kind === "array" && item.element.kind === "scalar") return fieldHasState(program, item.element.field);
    return blocksOf(item).some((inner) => blockHasState(program, inner, seen));
  });
}

function fieldHasState(program: Program, { type }: Field): boolean {
  return type.kind === "codec" && program.codecs[type.codec]?.state !== undefined;
}
