/**
 * In which order checksums are computed: what lies in a region before what covers it. An element's checksum may cover bytes
 * around its array, which are complete only at the packet's end: it waits until then.
 */
import type { ArrayItem, Block, Expr, Field, Item, ItemId, Packet } from "../ir/ir.js";
import { blocksOf, itemsIn } from "./walk-ir.js";

export type Summed = Field & { readonly checksum: NonNullable<Field["checksum"]> };

export function isSummed(item: Item): item is Summed {
  return item.kind === "field" && item.checksum !== undefined;
}

export class ChecksumOrder {
  /** Behind which item a region starts, and the last one that it may hold. */
  readonly #regions = new Map<ItemId, { readonly after: ItemId; readonly last: ItemId }>();
  readonly #ranks = new Map<ItemId, number>();
  /** In which arms an item stands, by classify. */
  readonly #arms = new Map<ItemId, ReadonlyMap<ItemId, number>>();

  constructor(readonly packet: Packet) {
    this.#noteArms(packet.body, new Map());
    for (const item of itemsIn(packet.body)) {
      if (!isSummed(item)) continue;
      const { from, to } = item.checksum;
      this.#regions.set(item.id, {
        after: from.kind === "offset" ? Math.min(...from.target.map((id) => this.#lastOf(id))) : -1,
        last: to.kind === "offset" ? Math.max(...to.target.map((id) => this.#lastInByte(this.#lastOf(id)))) : Infinity,
      });
    }
  }

  #lastOf(id: ItemId): ItemId {
    const item = this.packet.items[id];
    return item === undefined ? id : Math.max(id, ...blocksOf(item).flatMap((block) => [...itemsIn(block)].map((inner) => inner.id)));
  }

  /** A region that ends within a byte has all of it, and so a part of the bit fields that follow. */
  #lastInByte(id: ItemId): ItemId {
    let last = id;
    while (mayEndInByte(this.packet.items[last]) && mayEndInByte(this.packet.items[last + 1])) last++;
    return last;
  }

  #noteArms(block: Block, arms: ReadonlyMap<ItemId, number>): void {
    for (const item of block.items) {
      this.#arms.set(item.id, arms);
      blocksOf(item).forEach((inner, index) => {
        this.#noteArms(inner, item.kind === "classify" ? new Map([...arms, [item.id, index]]) : arms);
      });
    }
  }

  /** Whether a checksum's region may hold another one; of two in different arms of a classify, never both are there. */
  covers(outer: Field, inner: Field): boolean {
    const region = this.#regions.get(outer.id);
    if (region === undefined || outer === inner || inner.id <= region.after || inner.id > region.last) return false;
    const around = this.#arms.get(inner.id);
    return [...(this.#arms.get(outer.id) ?? [])].every(([classify, arm]) => (around?.get(classify) ?? arm) === arm);
  }

  /** The checksums that a field's value tells in: what covers it, what covers those, and so on. */
  depending(field: Field): ReadonlySet<Summed> {
    const summed = [...itemsIn(this.packet.body)].filter(isSummed);
    const found = new Set<Summed>();
    const reached: Field[] = [field];
    for (const inner of reached) {
      for (const outer of summed) {
        if (found.has(outer) || !this.covers(outer, inner)) continue;
        found.add(outer);
        reached.push(outer);
      }
    }
    return found;
  }

  /** Of a checksum or of an array with checksums: one of a list is computed after those of lower rank. */
  rank(item: Field | ArrayItem, others: readonly (Field | ArrayItem)[]): number {
    const known = this.#ranks.get(item.id);
    if (known !== undefined) return known;
    this.#ranks.set(item.id, 0); // the checker refuses regions that hold each other
    const inside = others.filter((other) => other !== item && this.#holds(item, other));
    const rank = inside.reduce((most, other) => Math.max(most, this.rank(other, others) + 1), 0);
    this.#ranks.set(item.id, rank);
    return rank;
  }

  #holds(outer: Field | ArrayItem, inner: Field | ArrayItem): boolean {
    return summedIn(outer).some((one) => summedIn(inner).some((other) => this.covers(one, other)));
  }

  /** Whether checksums of an array's elements may cover bytes outside of their element. */
  reachesOut(item: ArrayItem): boolean {
    if (item.element.kind !== "group") return false;
    const inside = new Set([...itemsIn(item.element.block)].map(({ id }) => id));
    return summedIn(item).some(({ checksum }) => !startsIn(checksum.from, inside));
  }
}

/** Bit fields, and what may consist of such; nothing else follows them within a byte. */
function mayEndInByte(item: Item | undefined): boolean {
  if (item?.kind === "array") return item.element.kind === "scalar" && mayEndInByte(item.element.field);
  return item?.kind === "classify" || (item?.kind === "field" && item.type.kind === "bits");
}

function startsIn(from: Expr, items: ReadonlySet<ItemId>): boolean {
  return from.kind === "offset" && from.target.every((id) => items.has(id));
}

function summedIn(item: Field | ArrayItem): readonly Summed[] {
  if (item.kind === "field") return isSummed(item) ? [item] : [];
  return blocksOf(item).flatMap((block) => [...itemsIn(block)].filter(isSummed));
}

/** What a block computes checksums for: its own fields, in arms and bounded parts too, and its arrays. */
export function summedOf(block: Block): readonly (Field | ArrayItem)[] {
  return block.items.flatMap((item) => {
    if (isSummed(item)) return [item];
    if (item.kind === "array") return summedIn(item).length > 0 ? [item] : [];
    return blocksOf(item).flatMap(summedOf);
  });
}

const orders = new WeakMap<Packet, ChecksumOrder>();

export function checksumOrder(packet: Packet): ChecksumOrder {
  const known = orders.get(packet) ?? new ChecksumOrder(packet);
  orders.set(packet, known);
  return known;
}
