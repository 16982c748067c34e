/** What is known to hold where an item is: its own `when`, and those of the parts around it. */
import { assuming, type Facts } from "./keys.js";
import { containersOf, type Node, type PacketModel } from "./model.js";

const nothing: Facts = new Set();

export function factsAround(packet: PacketModel, node: Node): Facts {
  let facts = nothing;
  for (const container of containersOf(node)) facts = assuming(facts, packet.conditions.get(container), true);
  return facts;
}

export function factsAt(packet: PacketModel, node: Node): Facts {
  return assuming(factsAround(packet, node), packet.conditions.get(node), true);
}
