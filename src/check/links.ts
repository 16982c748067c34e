/** Which packets contain which, and what follows from it for soundness and recursion. */
import type { PacketModel } from "./model.js";

export type Links = ReadonlyMap<PacketModel, readonly PacketModel[]>;

export function nestedIn(packet: PacketModel): readonly PacketModel[] {
  const targets = packet.nodes.map((node) => (node.kind === "nested" ? node.target : undefined));
  return [...new Set(targets.filter((target) => target !== undefined))];
}

/** Everything that can be reached from `start` by one link or more. */
function reachable(start: PacketModel, links: Links): ReadonlySet<PacketModel> {
  const found = new Set<PacketModel>(links.get(start));
  for (const packet of found) for (const next of links.get(packet) ?? []) found.add(next);
  return found;
}

/** Packets that can contain themselves. */
export function recursivePackets(links: Links): ReadonlySet<PacketModel> {
  return new Set([...links.keys()].filter((packet) => reachable(packet, links).has(packet)));
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
