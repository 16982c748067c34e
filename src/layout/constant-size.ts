/** Sizes, in bits, that can be told without looking at any expression. */
import type { Block, Item } from "../ir/ir.js";
import { constantBytes, fixedSize } from "./fields.js";
import { single } from "./interval.js";
import type { Surroundings } from "./record.js";

export function constantBlock(block: Block, surroundings: Surroundings): bigint | undefined {
  let total = 0n;
  for (const item of block.items) {
    const size = constantItem(item, surroundings);
    if (size === undefined) return undefined;
    total += size;
  }
  return total;
}

export function constantItem(item: Item, surroundings: Surroundings): bigint | undefined {
  if (item.condition !== undefined) return undefined;
  switch (item.kind) {
    case "field":
      return item.type.kind === "bytes" ? constantBytes(item.type) : fixedSize(item.type, surroundings.program.codecs);
    case "label":
    case "require":
      return 0n;
    case "nested":
      return item.bound === undefined ? single(surroundings.sizeOf(item.packet)) : undefined;
    case "classify":
    case "array":
    case "bounded":
      return undefined;
  }
}
