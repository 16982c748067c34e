/**
 * Which facts about which items expressions ask for, and from where.
 *
 * A fact (an item's value, end, size, count or presence) becomes a local variable of the generated function. It must be
 * hoisted to the function's top where it is asked for outside of the arm or optional part that it stands in, and passed as
 * an argument where an array's element asks for it, since elements have functions of their own.
 */
import type { ArrayItem, Block, Expr, Item, ItemId, Packet } from "../ir/ir.js";
import { subexpressions } from "../ir/walk.js";
import { type Direction, ownExprs, untilOf } from "./walk-ir.js";

export const ASPECTS = ["value", "offset", "sizeof", "count", "present"] as const;
export type Aspect = (typeof ASPECTS)[number];

/** Names a fact; facts about alternatives in several arms share one key. */
export type FactKey = `${Aspect}:${ItemId}`;

export interface Fact {
  readonly key: FactKey;
  readonly aspect: Aspect;
  readonly targets: readonly ItemId[];
}

export interface UnitUses {
  /** Facts of this unit's own items. */
  readonly needed: ReadonlySet<FactKey>;
  /** Those of them that must be hoisted. */
  readonly hoisted: ReadonlySet<FactKey>;
  /** Facts of enclosing units, in order of first use. */
  readonly captures: readonly Fact[];
  /** Parameters of the packet, by index. */
  readonly params: ReadonlySet<number>;
  /** `offset` is used: the element needs to know where the packet starts. */
  readonly origin: boolean;
}

/** Undefined: the packet itself. Otherwise the array whose element it is. */
export type UnitKey = ItemId | undefined;

interface MutableUses {
  needed: Set<FactKey>;
  hoisted: Set<FactKey>;
  captures: Map<FactKey, Fact>;
  params: Set<number>;
  origin: boolean;
}

interface Place {
  readonly unit: UnitKey;
  /** The arms and optional items that enclose it in its unit, outermost first. */
  readonly path: readonly object[];
}

export class Uses {
  readonly #units = new Map<UnitKey, MutableUses>();
  readonly #places = new Map<ItemId, Place>();
  readonly #parents = new Map<UnitKey, { unit: UnitKey; place: Place }>();
  readonly #roots = new Map<ItemId, ItemId>();

  constructor(
    readonly packet: Packet,
    readonly direction: Direction,
  ) {
    this.#unit(undefined);
    this.#locate(packet.body, { unit: undefined, path: [] });
    this.#visit(packet.body, { unit: undefined, path: [] });
  }

  of(unit: UnitKey): UnitUses {
    const { captures, ...rest } = this.#unit(unit);
    return { ...rest, captures: [...captures.values()] };
  }

  /** The key under which a fact about an item is kept. */
  key(aspect: Aspect, id: ItemId): FactKey {
    return `${aspect}:${this.#root(id)}`;
  }

  /** All items that share facts with one, itself included. */
  united(id: ItemId): readonly ItemId[] {
    const root = this.#root(id);
    return this.#roots.size === 0 ? [id] : this.packet.items.map((item) => item.id).filter((other) => this.#root(other) === root);
  }

  #unit(key: UnitKey): MutableUses {
    let unit = this.#units.get(key);
    if (unit === undefined) {
      unit = { needed: new Set(), hoisted: new Set(), captures: new Map(), params: new Set(), origin: false };
      this.#units.set(key, unit);
    }
    return unit;
  }

  #root(id: ItemId): ItemId {
    const parent = this.#roots.get(id);
    return parent === undefined ? id : this.#root(parent);
  }

  #unite(targets: readonly ItemId[]): void {
    const [first, ...others] = targets;
    if (first === undefined) return;
    for (const other of others) {
      if (this.#root(other) !== this.#root(first)) this.#roots.set(this.#root(other), this.#root(first));
    }
  }

  /** First pass: where every item stands, and which items share facts. */
  #locate(block: Block, place: Place): void {
    for (const item of block.items) {
      const here = item.condition === undefined ? place : { ...place, path: [...place.path, item] };
      this.#places.set(item.id, here);
      for (const expr of [...ownExprs(item, this.direction), ...this.#untils(item)]) this.#uniteTargets(expr);
      this.#locateInside(item, here);
    }
  }

  #locateInside(item: Item, here: Place): void {
    if (item.kind === "classify") {
      for (const arm of item.arms) this.#locate(arm.block, { ...here, path: [...here.path, arm] });
    } else if (item.kind === "bounded") {
      this.#locate(item.block, here);
      this.#locateKeep(item.bound.keep?.id, here);
    } else if (item.kind === "nested") {
      this.#locateKeep(item.bound?.keep?.id, here);
    } else if (item.kind === "array") {
      this.#parents.set(item.id, { unit: here.unit, place: here });
      if (item.element.kind === "group") this.#locate(item.element.block, { unit: item.id, path: [] });
      else this.#places.set(item.element.field.id, this.#insideOf(item, here));
    }
  }

  #locateKeep(id: ItemId | undefined, here: Place): void {
    if (id !== undefined) this.#places.set(id, here);
  }

  #untils(item: Item): readonly Expr[] {
    const until = untilOf(item);
    return until === undefined ? [] : [until];
  }

  #uniteTargets(expr: Expr): void {
    for (const part of subexpressions(expr)) if ("target" in part) this.#unite(part.target);
  }

  /** Second pass: what every expression asks for. */
  #visit(block: Block, place: Place): void {
    for (const item of block.items) {
      const here = this.#places.get(item.id) ?? place;
      // A condition is evaluated outside of what it makes optional.
      for (const expr of ownExprs(item, this.direction)) this.#visitExpr(expr, expr === item.condition ? place : here);
      if (item.kind === "classify") {
        for (const arm of item.arms) this.#visit(arm.block, { ...here, path: [...here.path, arm] });
      } else if (item.kind === "bounded") {
        this.#visit(item.block, here);
      } else if (item.kind === "array") {
        this.#visitArray(item, here);
      }
    }
  }

  #visitArray(item: ArrayItem, here: Place): void {
    const inside = this.#insideOf(item, here);
    this.#unit(item.id);
    if (item.element.kind === "group") this.#visit(item.element.block, inside);
    for (const expr of this.#untils(item)) this.#visitExpr(expr, inside);
  }

  /** Groups have functions of their own; scalars stand in the loop. */
  #insideOf(item: ArrayItem, here: Place): Place {
    return item.element.kind === "group" ? { unit: item.id, path: [] } : { ...here, path: [...here.path, item.element] };
  }

  #visitExpr(expr: Expr, place: Place): void {
    for (const part of subexpressions(expr)) {
      switch (part.kind) {
        case "param":
          this.#useParam(part.index, place.unit);
          break;
        case "field":
          this.#use("value", part.target, place);
          break;
        case "offset":
          this.#useOrigin(place.unit);
          this.#use("offset", part.target, place);
          break;
        case "sizeof":
          this.#use("sizeof", part.target, place);
          break;
        case "arrayLength":
          this.#use("count", part.target, place);
          break;
        case "present":
          this.#use("present", part.target, place);
          break;
        default:
      }
    }
  }

  #useParam(index: number, unit: UnitKey): void {
    this.#unit(unit).params.add(index);
    if (unit !== undefined) this.#useParam(index, this.#parents.get(unit)?.unit);
  }

  #useOrigin(unit: UnitKey): void {
    this.#unit(unit).origin = true;
    if (unit !== undefined) this.#useOrigin(this.#parents.get(unit)?.unit);
  }

  #use(aspect: Aspect, targets: readonly ItemId[], place: Place): void {
    const [first] = targets;
    if (first === undefined) return;
    const key = this.key(aspect, first);
    const home = this.#places.get(first);
    if (home === undefined) throw new Error(`item ${first} of ${this.packet.name} has no place`);
    if (home.unit !== place.unit && place.unit !== undefined) {
      this.#unit(place.unit).captures.set(key, { key, aspect, targets });
      const parent = this.#parents.get(place.unit);
      if (parent !== undefined) this.#use(aspect, targets, parent.place);
      return;
    }
    const unit = this.#unit(place.unit);
    unit.needed.add(key);
    if (targets.some((id) => !this.#encloses(id, place))) unit.hoisted.add(key);
  }

  #encloses(id: ItemId, place: Place): boolean {
    const path = this.#places.get(id)?.path ?? [];
    return path.every((step, index) => place.path[index] === step);
  }
}
