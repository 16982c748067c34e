/** What a packet's own expressions say about interesting values: their constants, and what depends on what. */
import { subexpressions } from "../ir/walk.js";
import { ownExprs } from "../emit/walk-ir.js";
import type { Expr, Item, ItemId, Packet } from "../ir/ir.js";
import { itemPlaces } from "../layout/places.js";

export interface Hints {
  /** Constants of the packet's expressions and patterns, with their neighbours. */
  readonly constants: readonly bigint[];
  /** The same, of what has to do with parameters. */
  readonly arguments: readonly bigint[];
  /** Of everything that depends on a field, or of all where the field is another packet's. */
  near(field: ItemId | undefined): readonly bigint[];
  /** The fields and parameters that an item's checks depend on, and constants that stand beside them. */
  of(item: ItemId): ItemHints;
}

export interface ItemHints {
  readonly fields: readonly ItemId[];
  readonly params: readonly number[];
  readonly constants: readonly bigint[];
}

const NO_HINTS: ItemHints = { fields: [], params: [], constants: [] };
const USUAL = [0n, 1n, 2n, 3n, 4n, 8n];

export function hintsOf(packet: Packet): Hints {
  const byItem = new Map<ItemId, ItemHints>();
  for (const [id, place] of itemPlaces(packet)) {
    if (place.kind !== "keep") byItem.set(id, itemHints(place));
  }
  const all = [...byItem.values()];
  const near = nearFields(byItem);
  const unique = (values: readonly bigint[]): readonly bigint[] => [...new Set(values)];
  return {
    constants: unique([...USUAL, ...all.flatMap(({ constants }) => constants)]),
    arguments: unique([0n, 1n, 2n, ...all.flatMap(({ params, constants }) => (params.length > 0 ? constants : []))]),
    near: (field) => (field === undefined ? USUAL : (near.get(field) ?? USUAL)),
    of: (item) => byItem.get(item) ?? NO_HINTS,
  };
}

function nearFields(byItem: ReadonlyMap<ItemId, ItemHints>): ReadonlyMap<ItemId, readonly bigint[]> {
  const near = new Map<ItemId, Set<bigint>>();
  const add = (field: ItemId, constants: readonly bigint[]): void => {
    const known = near.get(field) ?? new Set(USUAL);
    for (const constant of constants) known.add(constant);
    near.set(field, known);
  };
  for (const [id, { fields, constants }] of byItem) for (const field of [id, ...fields]) add(field, constants);
  return new Map([...near].map(([field, constants]) => [field, [...constants]]));
}

function itemHints(item: Item): ItemHints {
  const exprs = [...ownExprs(item, "decode"), ...ownExprs(item, "encode"), ...(item.kind === "require" ? [item.holds] : [])];
  const parts = exprs.flatMap((expr) => [...subexpressions(expr)]);
  const fields = new Set(parts.flatMap(targetsOf));
  if (item.kind === "classify" && item.takes !== undefined) fields.add(item.takes);
  const params = new Set(parts.flatMap((part) => (part.kind === "param" ? [part.index] : [])));
  return { fields: [...fields], params: [...params], constants: constantsOf(item, parts) };
}

function targetsOf(part: Expr): readonly ItemId[] {
  return "target" in part ? part.target : [];
}

function constantsOf(item: Item, parts: readonly Expr[]): readonly bigint[] {
  const found = parts.flatMap((part) => (part.kind === "int" ? [part.value] : []));
  if (item.kind === "field") {
    for (const constant of [item.constant, item.defaultValue]) if (constant?.kind === "int") found.push(constant.value);
  }
  if (item.kind === "classify") {
    for (const pattern of item.arms.flatMap((arm) => arm.patterns)) if (pattern.kind === "range") found.push(pattern.low, pattern.high);
  }
  return found.flatMap((value) => [value, value + 1n, value - 1n]);
}
