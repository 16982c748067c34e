/** Every item of a packet by its number: those in blocks, elements of scalar arrays, and leftovers that are kept. */
import type { Block, Field, Item, ItemId, Packet } from "../ir/ir.js";

export type Place = Item | { readonly kind: "keep"; readonly id: ItemId; readonly name: string; readonly owner: Item };

const placesOf = new WeakMap<Packet, ReadonlyMap<ItemId, Place>>();

export function itemPlaces(packet: Packet): ReadonlyMap<ItemId, Place> {
  const cached = placesOf.get(packet);
  if (cached !== undefined) return cached;
  const places = new Map<ItemId, Place>();
  collectBlock(packet.body, places);
  placesOf.set(packet, places);
  return places;
}

export function fieldAt(packet: Packet, id: ItemId): Field | undefined {
  const place = itemPlaces(packet).get(id);
  return place?.kind === "field" ? place : undefined;
}

function collectBlock(block: Block, places: Map<ItemId, Place>): void {
  for (const item of block.items) {
    places.set(item.id, item);
    for (const inner of blocksOf(item)) collectBlock(inner, places);
    if (item.kind === "array" && item.element.kind === "scalar") places.set(item.element.field.id, item.element.field);
    const keep = item.kind === "nested" || item.kind === "bounded" ? item.bound?.keep : undefined;
    if (keep !== undefined) places.set(keep.id, { kind: "keep", id: keep.id, name: keep.name, owner: item });
  }
}

/** The blocks directly inside an item. */
export function blocksOf(item: Item): readonly Block[] {
  switch (item.kind) {
    case "classify":
      return item.arms.map((arm) => arm.block);
    case "array":
      return item.element.kind === "group" ? [item.element.block] : [];
    case "bounded":
      return [item.block];
    case "field":
    case "label":
    case "nested":
    case "require":
      return [];
  }
}
