/** Which fields have to do with the checks that still have no witness: only those are worth changing in turn. */
import type { ItemId } from "../ir/ir.js";
import type { Hints } from "./hints.js";
import { prefixesOf, withoutIndices, type Paths, type StaticPath } from "./paths.js";

export interface Relevance {
  /** Whether a place, as a failure or trace has it, matters. */
  covers(path: string): boolean;
}

/** An item matters with all that it depends on, and so do the parts around it, and what it holds. */
export function relevanceOf(paths: Paths, hints: Hints, open: readonly { readonly item: ItemId }[]): Relevance {
  const exact = new Set<StaticPath>();
  const holders = new Set<StaticPath>();
  const idAt = new Map([...paths.pathOf].map(([id, path]) => [path, id]));
  for (const id of new Set(open.map(({ item }) => item))) {
    for (const around of [id, ...itemsAround(paths.pathOf.get(id) ?? "", idAt)]) {
      exact.add(paths.pathOf.get(around) ?? "");
      for (const field of hints.of(around).fields) holders.add(paths.pathOf.get(field) ?? "");
    }
    holders.add(paths.pathOf.get(id) ?? "");
  }
  const covers = (path: StaticPath): boolean => exact.has(path) || prefixesOf(path).some((prefix) => holders.has(prefix));
  return { covers: (path) => covers(withoutIndices(path)) };
}

function itemsAround(path: StaticPath, idAt: ReadonlyMap<StaticPath, ItemId>): readonly ItemId[] {
  return prefixesOf(path).flatMap((prefix) => {
    const id = idAt.get(prefix);
    return id === undefined ? [] : [id];
  });
}
