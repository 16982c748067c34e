/** Arrays of plain values in which nothing is to be checked: where they end is computed, not looked for. */
import { bitStride } from "../../ir/bit-elements.js";
import type { ArrayItem, Block, Extent, Field } from "../../ir/ir.js";
import { type Cursor, advance, bitOf, bitPosition, position } from "../cursor.js";
import { bitsEnd } from "../elements.js";
import { isShort } from "../model.js";
import { quote } from "../names.js";
import { untilOf } from "../walk-ir.js";
import { fixedFieldBits } from "./fields.js";
import { type Walker, wrapSum } from "./walker.js";

/** The element's bits, where every value of it is as good as any other. */
export function uncheckedBits(item: ArrayItem): number | undefined {
  if (untilOf(item) !== undefined) return undefined;
  const { element } = item;
  const bits = element.kind === "scalar" ? uncheckedField(element.field) : uncheckedGroup(element.block);
  return bits === 0 ? undefined : bits;
}

/** Groups of whole bytes. */
function uncheckedGroup({ items }: Block): number | undefined {
  let total = 0;
  for (const item of items) {
    const bits = item.kind === "field" && item.condition === undefined ? uncheckedField(item) : undefined;
    if (bits === undefined) return undefined;
    total += bits;
  }
  return total % 8 === 0 ? total : undefined;
}

function uncheckedField(field: Field): number | undefined {
  return isChecked(field) ? undefined : fixedFieldBits(field);
}

/** Whether some value of a field is malformed. */
export function isChecked({ type, constant, min, max, verify }: Field): boolean {
  if (verify || [constant, min, max].some((limit) => limit !== undefined)) return true;
  return (type.kind === "int" || type.kind === "float") && typeof type.endian === "object";
}

/** Goes behind all elements, of so many bits each; `count` is code, undefined to go on to the end. Returns code for how many there are. */
export function passOver(walker: Walker, item: ArrayItem, extent: Extent, bits: number, count: string | undefined): string {
  if (extent.kind !== "count" || count === undefined) return passToEnd(walker, item, bits / 8);
  walker.moveTo(behindCount(walker, item, bits, count));
  return count;
}

function behindCount(walker: Walker, item: ArrayItem, bits: number, count: string): Cursor {
  const { cursor } = walker;
  if (/^[0-9]+$/.test(count)) return advance(cursor, Number(count) * bits);
  const total = bits === 1 ? count : `${count} * ${bits}`;
  if (bitStride(item) !== undefined) return bitsEnd(walker, item, `${bitPosition(cursor)} + ${total}`);
  const size = bits === 8 ? count : `${count} * ${bits / 8}`;
  return { ...walker.anchor(`${item.name}_end`, `${position(cursor)} + ${size}`), bits: bitOf(cursor) };
}

function passToEnd(walker: Walker, item: ArrayItem, size: number): string {
  const room = `${walker.end} - ${wrapSum(position(walker.cursor))}`;
  const count = size === 1 ? room : `Math.ceil((${room}) / ${size})`;
  if (!isShort(walker.module.layout, walker.model.packet, item)) {
    const test = size === 1 ? `${room} > limits.elements` : `${room} > limits.elements * ${size}`;
    walker.line(`if (${test}) ${walker.malformed(item, "`at most ${limits.elements} elements`", quote("more"))}`);
  }
  if (size > 1) noRest(walker, item, room, size);
  const known = keptCount(walker, item, count);
  walker.moveTo(walker.bounded ? { base: walker.end, bits: 0 } : walker.anchor(`${item.name}_end`, walker.end));
  return known;
}

/** The last element is whole. */
function noRest(walker: Walker, item: ArrayItem, room: string, size: number): void {
  if (walker.bounded) return walker.line(`if ((${room}) % ${size} !== 0) return -1;`);
  const rest = walker.locals.claimLocal(`${item.name}_rest`);
  walker.line(`const ${rest} = (${room}) % ${size};`, `if (${rest} !== 0) return ${rest} - ${size + 1};`);
}

function keptCount(walker: Walker, item: ArrayItem, count: string): string {
  if (!walker.needs("count", item.id)) return count;
  const variable = walker.locals.claimLocal(`${item.name}_count`);
  walker.line(`const ${variable} = ${count};`);
  return variable;
}
