/** Which packets contain which, and what follows from it for soundness and recursion. */
import { groupsOf } from "./graph.js";
import type { PacketModel } from "./model.js";

export type Links = ReadonlyMap<PacketModel, readonly PacketModel[]>;

export function nestedIn(packet: PacketModel): readonly PacketModel[] {
  const targets = packet.nodes.map((node) => (node.kind === "nested" ? node.target : undefined));
  return [...new Set(targets.filter((target) => target !== undefined))];
}

/** Packets in groups that contain each other, each group behind all that it contains. */
export function bottomUp(links: Links): readonly (readonly PacketModel[])[] {
  return groupsOf(links.keys(), (packet) => links.get(packet) ?? []);
}

export function isRecursive(group: readonly PacketModel[], links: Links): boolean {
  return group.length > 1 || group.some((packet) => links.get(packet)?.includes(packet) === true);
}

/** Packets that can contain themselves. */
export function recursivePackets(links: Links): ReadonlySet<PacketModel> {
  return new Set(
    bottomUp(links)
      .filter((group) => isRecursive(group, links))
      .flat(),
  );
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
