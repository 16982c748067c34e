/** The order in which packets can be measured: what a packet contains before the packet itself. */
import type { Block, Item, Packet, PacketIndex, Program } from "../ir/ir.js";
import { blocksOf } from "./places.js";

/** Groups of packets that contain each other; most are alone. A group comes after those that it contains. */
export function groupsInOrder(program: Program): readonly (readonly PacketIndex[])[] {
  return new Grouping(program.packets.map(containedPackets)).groups();
}

export function containedPackets(packet: Packet): readonly PacketIndex[] {
  const found = new Set<PacketIndex>();
  const visit = (block: Block): void => {
    for (const item of block.items) {
      if (item.kind === "nested") found.add(item.packet);
      blocksOf(item).forEach(visit);
    }
  };
  visit(packet.body);
  return [...found];
}

/** Tarjan's strongly connected components, without recursion. */
class Grouping {
  private readonly numbers = new Map<PacketIndex, number>();
  private readonly lowest = new Map<PacketIndex, number>();
  private readonly open: PacketIndex[] = [];
  private readonly isOpen = new Set<PacketIndex>();
  private readonly found: PacketIndex[][] = [];

  constructor(private readonly contained: readonly (readonly PacketIndex[])[]) {}

  groups(): readonly (readonly PacketIndex[])[] {
    this.contained.forEach((_, packet) => {
      if (!this.numbers.has(packet)) this.explore(packet);
    });
    return this.found;
  }

  private explore(root: PacketIndex): void {
    const path = [{ packet: root, next: 0 }];
    this.enter(root);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const child = this.contained[top.packet]?.[top.next++];
      if (child === undefined) {
        path.pop();
        this.leave(top.packet, path.at(-1)?.packet);
      } else if (!this.numbers.has(child)) {
        this.enter(child);
        path.push({ packet: child, next: 0 });
      } else if (this.isOpen.has(child)) this.lower(top.packet, this.numbers.get(child) ?? 0);
    }
  }

  private enter(packet: PacketIndex): void {
    this.lowest.set(packet, this.numbers.size);
    this.numbers.set(packet, this.numbers.size);
    this.open.push(packet);
    this.isOpen.add(packet);
  }

  private leave(packet: PacketIndex, parent: PacketIndex | undefined): void {
    const lowest = this.lowest.get(packet) ?? 0;
    if (parent !== undefined) this.lower(parent, lowest);
    if (lowest !== this.numbers.get(packet)) return;
    const group = this.open.splice(this.open.indexOf(packet));
    group.forEach((member) => this.isOpen.delete(member));
    this.found.push(group.sort((a, b) => a - b));
  }

  private lower(packet: PacketIndex, to: number): void {
    this.lowest.set(packet, Math.min(this.lowest.get(packet) ?? to, to));
  }
}

/** Packets that may be followed by something in the same input: they stand, unbounded, before something else. */
export function followedPackets(program: Program): ReadonlySet<PacketIndex> {
  const followed = new Set<PacketIndex>();
  const lastIn: PacketIndex[][] = program.packets.map(() => []);
  for (const packet of program.packets) {
    markFollowed(packet.body, false, (nested, isLast) => {
      if (isLast) lastIn[packet.index]?.push(nested);
      else followed.add(nested);
    });
  }
  const pending = [...followed];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const inner of lastIn[next] ?? []) {
      if (!followed.has(inner)) pending.push(inner);
      followed.add(inner);
    }
  }
  return followed;
}

function markFollowed(block: Block, isFollowed: boolean, mark: (packet: PacketIndex, isLast: boolean) => void): void {
  let after = isFollowed;
  for (const item of [...block.items].reverse()) {
    if (item.kind === "nested" && item.bound === undefined) mark(item.packet, !after);
    for (const inner of blocksOf(item)) markFollowed(inner, item.kind === "array" || (item.kind === "classify" && after), mark);
    after ||= takesSpace(item);
  }
}

function takesSpace(item: Item): boolean {
  return item.kind !== "label" && item.kind !== "require";
}
