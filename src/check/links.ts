/** Which packets contain which, and what follows from it for soundness and recursion. */
import type { PacketModel } from "./model.js";

export type Links = ReadonlyMap<PacketModel, readonly PacketModel[]>;

export function nestedIn(packet: PacketModel): readonly PacketModel[] {
  const targets = packet.nodes.map((node) => (node.kind === "nested" ? node.target : undefined));
  return [...new Set(targets.filter((target) => target !== undefined))];
}

interface Visit {
  readonly packet: PacketModel;
  readonly number: number;
  /** The lowest number that can be reached from here. */
  lowest: number;
  readonly pending: PacketModel[];
  /** Its component is not complete yet. */
  open: boolean;
}

/**
 * Packets in groups that contain each other, each group behind all that it contains (Tarjan's algorithm, without recursion:
 * a chain of packets may be as long as the spec).
 */
export function bottomUp(links: Links): readonly (readonly PacketModel[])[] {
  const visits = new Map<PacketModel, Visit>();
  const groups: PacketModel[][] = [];
  const open: Visit[] = [];
  const path: Visit[] = [];
  const enter = (packet: PacketModel): void => {
    const number = visits.size;
    const visit = { packet, number, lowest: number, pending: [...(links.get(packet) ?? [])], open: true };
    visits.set(packet, visit);
    open.push(visit);
    path.push(visit);
  };
  const leave = (visit: Visit): void => {
    path.pop();
    const parent = path.at(-1);
    if (parent !== undefined) parent.lowest = Math.min(parent.lowest, visit.lowest);
    if (visit.lowest < visit.number) return;
    const group = open.splice(open.lastIndexOf(visit));
    for (const member of group) member.open = false;
    groups.push(group.map((member) => member.packet));
  };
  for (const start of links.keys()) {
    if (!visits.has(start)) enter(start);
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const next = visit.pending.pop();
      const known = next === undefined ? undefined : visits.get(next);
      if (next === undefined) leave(visit);
      else if (known === undefined) enter(next);
      else if (known.open) visit.lowest = Math.min(visit.lowest, known.number);
    }
  }
  return groups;
}

/** Packets that can contain themselves. */
export function recursivePackets(links: Links): ReadonlySet<PacketModel> {
  const isRecursive = (group: readonly PacketModel[]): boolean => group.length > 1 || group.some((packet) => links.get(packet)?.includes(packet) === true);
  return new Set(bottomUp(links).filter(isRecursive).flat());
}

/** Those that are broken, and all that contain one of them. */
export function unsoundPackets(links: Links): ReadonlySet<PacketModel> {
  const users = new Map<PacketModel, PacketModel[]>();
  for (const [packet, targets] of links) {
    for (const target of targets) {
      const known = users.get(target);
      if (known === undefined) users.set(target, [packet]);
      else known.push(packet);
    }
  }
  const found = new Set([...links.keys()].filter((packet) => packet.problems.broken));
  for (const packet of found) for (const user of users.get(packet) ?? []) found.add(user);
  return found;
}
