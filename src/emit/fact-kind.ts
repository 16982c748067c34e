/** How facts are held in variables and parameters. */
import type { Item } from "../ir/ir.js";
import type { PacketModel } from "./model.js";
import type { Module } from "./module.js";
import type { Fact, Uses } from "./uses.js";
import { valueKind } from "./value-kind.js";

export type FactKind = "number" | "bigint" | "boolean" | "range";

/** By its item's type; where several arms have items of one name, so that each of their values fits. */
export function factKind(module: Module, model: PacketModel, { aspect, targets }: Pick<Fact, "aspect" | "targets">, uses: Uses): FactKind {
  if (aspect === "present") return "boolean";
  if (aspect !== "value") return "number";
  const kinds = targets.flatMap((id) => uses.united(id)).map((id) => valueFactKind(module, model.packet.items[id]));
  return kinds.includes("bigint") ? "bigint" : (kinds[0] ?? "number");
}

function valueFactKind(module: Module, item: Item | undefined): FactKind {
  if (item?.kind !== "field") return "number";
  const kind = valueKind(module, item.type);
  if (kind === "bytes") return "range";
  return kind === "object" ? "number" : kind;
}
