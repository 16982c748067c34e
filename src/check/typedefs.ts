/** Typedefs that lead nowhere, or back to themselves. */
import type { LoadedFile } from "../load/loaded.js";
import type { TypedefItem } from "../syntax/ast.js";
import type { Problems } from "./problems.js";
import { lookupType, type TypeNames } from "./types.js";

export interface PlacedTypedef {
  readonly item: TypedefItem;
  readonly file: LoadedFile;
}

function baseOf({ item, file }: PlacedTypedef, types: TypeNames): PlacedTypedef | undefined {
  const declared = types.visible(file).get(item.base.text);
  return declared?.item.kind === "typedef" ? { item: declared.item, file: declared.file } : undefined;
}

function reportCycle(cycle: readonly PlacedTypedef[], problems: Problems): void {
  const [first, ...others] = cycle;
  if (first === undefined) return;
  const { name } = first.item;
  const related = others.map(({ item }) => ({ span: item.name.span, message: `by way of \`${item.name.text}\`` }));
  problems.report("MPL0312", name.span, `the type \`${name.text}\` means itself`, { related });
}

/** Each typedef is walked over once, however long the chains are. */
export function checkTypedefs(typedefs: readonly PlacedTypedef[], types: TypeNames, problems: Problems): void {
  const walked = new Set<TypedefItem>();
  for (const start of typedefs) {
    const path = new Map<TypedefItem, PlacedTypedef>();
    let next: PlacedTypedef | undefined = start;
    let last = start;
    for (; next !== undefined && !walked.has(next.item); next = baseOf(next, types)) {
      walked.add(next.item);
      path.set(next.item, next);
      last = next;
    }
    const placed = [...path.values()];
    const again = next;
    if (again !== undefined && path.has(again.item))
      reportCycle(placed.slice(placed.findIndex(({ item }) => item === again.item)), problems);
    if (again === undefined && path.size > 0) lookupType(last.item.base, last.file, types, problems);
  }
}
