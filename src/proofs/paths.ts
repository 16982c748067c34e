/** Where failures and traces say that an item is: the names from the packet down to it. */
import type { Block, Item, ItemId, Packet } from "../ir/ir.js";
import { fixedRuns } from "../emit/decode/runs.js";
import { placeOf } from "../emit/decode/walker.js";
import { itemPlaces } from "../layout/places.js";

/** `udp.options[].length`: indices are left out. Of an array's scalar element it is the array's path with `[]`. */
export type StaticPath = string;

export interface Paths {
  readonly pathOf: ReadonlyMap<ItemId, StaticPath>;
  /** The items that a failure's path and place (`line:column`) can mean: usually one. */
  find(path: string, place: string): readonly ItemId[];
  /** By the path alone, for traces. */
  at(path: string): ItemId | undefined;
  /** The classify arms that lead to an item: the classify's path, and the arm. */
  readonly arms: ReadonlyMap<ItemId, readonly ArmChoice[]>;
  /** The first field of the run of fixed fields that one is in, which the check of them all is listed under. */
  readonly runs: ReadonlyMap<ItemId, ItemId>;
  /** Conditional items around the item, itself included. */
  readonly optionals: ReadonlyMap<ItemId, readonly ItemId[]>;
}

export interface ArmChoice {
  readonly classify: ItemId;
  readonly path: StaticPath;
  readonly arm: string;
}

export function withoutIndices(path: string): StaticPath {
  return path.replace(/\[-?[0-9]+\]/g, "[]");
}

/** The path, and what it starts with up to a dot or bracket. */
export function prefixesOf(path: StaticPath): readonly StaticPath[] {
  const ends = [...path.matchAll(/\.|\[/g)].map(({ index }) => index);
  return [...ends.map((end) => path.slice(0, end)), path];
}

interface Around {
  readonly path: StaticPath;
  readonly arms: readonly ArmChoice[];
  readonly optionals: readonly ItemId[];
}

export function pathsOf(packet: Packet): Paths {
  const found = new Found(packet);
  found.block(packet.body, { path: withoutIndices(packet.name), arms: [], optionals: [] });
  return found;
}

class Found implements Paths {
  readonly pathOf = new Map<ItemId, StaticPath>();
  readonly arms = new Map<ItemId, readonly ArmChoice[]>();
  readonly runs = new Map<ItemId, ItemId>();
  readonly optionals = new Map<ItemId, readonly ItemId[]>();
  private readonly byPlace = new Map<string, ItemId[]>();
  private readonly byPath = new Map<StaticPath, ItemId>();

  constructor(private readonly packet: Packet) {}

  find(path: string, place: string): readonly ItemId[] {
    return this.byPlace.get(`${withoutIndices(path)} ${place}`) ?? [];
  }

  at(path: string): ItemId | undefined {
    return this.byPath.get(withoutIndices(path));
  }

  block(block: Block, around: Around): void {
    for (const item of block.items) this.item(item, around);
    for (const run of fixedRuns(block.items)) {
      for (const { item } of run) this.runs.set(item.id, run[0]?.item.id ?? item.id);
    }
  }

  private item(item: Item, outer: Around): void {
    const path = item.name === "" ? outer.path : `${outer.path}.${withoutIndices(item.name)}`;
    const optionals = item.condition === undefined ? outer.optionals : [...outer.optionals, item.id];
    const around = { ...outer, path, optionals };
    this.add(item.id, around);
    if (item.kind === "bounded") this.block(item.block, around);
    else if (item.kind === "array") this.element(item, around);
    else if (item.kind === "classify") {
      for (const { name, block } of item.arms) {
        const arms = [...outer.arms, { classify: item.id, path, arm: name }];
        this.block(block, { ...around, path: `${path}.${withoutIndices(name)}`, arms });
      }
    }
    const keep = item.kind === "nested" || item.kind === "bounded" ? item.bound?.keep : undefined;
    if (keep !== undefined) this.add(keep.id, { ...outer, path: `${outer.path}.${keep.name}` });
  }

  private element(item: Extract<Item, { kind: "array" }>, around: Around): void {
    const inside = { ...around, path: `${around.path}[]` };
    const [first] = item.element.kind === "group" ? item.element.block.items : [];
    if (item.element.kind === "group" && item.element.flat === true && first !== undefined) this.add(first.id, inside);
    else if (item.element.kind === "group") this.block(item.element.block, inside);
    else if (item.element.kind === "scalar") this.scalar(item.element.field.id, item.element.field.name, inside);
  }

  /** Decoding may add the element's own name, encoding does not. */
  private scalar(id: ItemId, name: string, around: Around): void {
    this.add(id, around);
    if (name !== "") this.add(id, { ...around, path: `${around.path}.${name}` });
  }

  private add(id: ItemId, { path, arms, optionals }: Around): void {
    this.pathOf.set(id, this.pathOf.get(id) ?? path);
    this.arms.set(id, arms);
    this.optionals.set(id, optionals);
    const place = itemPlaces(this.packet).get(id);
    const item = this.packet.items[id] ?? (place?.kind === "field" ? place : undefined);
    if (item === undefined) return;
    if (!this.byPath.has(path) && item.kind !== "require") this.byPath.set(path, id);
    const key = `${path} ${placeOf(item.span)}`;
    this.byPlace.set(key, [...(this.byPlace.get(key) ?? []), id]);
  }
}
