/** Arrays whose elements are bit fields and no whole bytes: where each begins within its byte changes from one to the next. */
import type { ArrayItem, Expr, Field, Item } from "./ir.js";
import { countsRemaining } from "./walk.js";

/** Bits from one element to the next; undefined where elements are whole bytes, or are more than bit fields. */
export function bitStride(item: ArrayItem): number | undefined {
  if (item.extent.kind !== "count") return undefined;
  const items = item.element.kind === "group" ? item.element.block.items : [item.element.field];
  let bits = 0;
  for (const inner of items) {
    const width = bitsOf(inner);
    if (width === undefined) return undefined;
    bits += width;
  }
  return bits % 8 === 0 ? undefined : bits;
}

/** The bit orders of an element's fields, each once. */
export function bitOrders(item: ArrayItem): readonly ("msb" | "lsb")[] {
  const items = item.element.kind === "group" ? item.element.block.items : [item.element.field];
  const orders = items.flatMap((inner) => (inner.kind === "field" && inner.type.kind === "bits" ? [inner.type.order] : []));
  return [...new Set(orders)];
}

/** `remaining()` counts whole bytes: what asks for it stands on them. */
function bitsOf(item: Item): number | undefined {
  if (item.condition !== undefined || ownExprs(item).some(countsRemaining)) return undefined;
  if (item.kind === "label" || item.kind === "require") return 0;
  return item.kind === "field" && item.type.kind === "bits" ? item.type.width : undefined;
}

function ownExprs(item: Item): readonly Expr[] {
  if (item.kind === "require") return [item.holds];
  return item.kind === "field" ? limitsOf(item) : [];
}

function limitsOf({ min, max, value }: Field): readonly Expr[] {
  return [min, max, value].filter((expr) => expr !== undefined);
}
