/** What has a function of its own on each side: the packet, and the elements of its arrays. */
import type { ItemId } from "../ir/ir.js";
import type { PacketModel } from "./model.js";
import type { UnitKey } from "./uses.js";
import { inlineElement, itemsIn } from "./walk-ir.js";

/** The packet, then the elements of its arrays, outermost first. */
export function unitsOf(model: PacketModel): UnitKey[] {
  return [undefined, ...elementsOf(model)];
}

/** Arrays whose elements have functions of their own, outermost first. */
export function elementsOf(model: PacketModel): ItemId[] {
  return [...itemsIn(model.packet.body)].flatMap((item) =>
    item.kind === "array" && item.element.kind === "group" && inlineElement(item) === undefined ? [item.id] : [],
  );
}
